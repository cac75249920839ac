"""The deed about the usual questions of a wijk."""

from django.db import transaction

from evaluatie.models import MEESTE_VRAGEN, Over, Standaardvraag
from evaluatie.vragenset import vingerafdruk, vragenset
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import vereis


@transaction.atomic
def bewaar_vragenset(wijk: Wijk, over: str, vragen: list[tuple[str, str, str]], *, gezien: str, door) -> None:
    """Write the usual questions (question, kind of answer, side) of a kind of evaluation, in order. Evaluations that are there keep theirs.

    `gezien`: `vingerafdruk` of the set that was on the page; Geweigerd when somebody else changed it since.
    """
    vereis(door, "kader_wijzigen", wijk)
    Wijk.objects.select_for_update().get(pk=wijk.pk)
    stond = vragenset(wijk, Over(over))
    if vingerafdruk(stond) != gezien:
        raise Geweigerd("Iemand anders heeft deze vragen gewijzigd terwijl u bezig was. Wat u typte staat er nog. Vergelijk het, en bewaar opnieuw.")
    if not 1 <= len(vragen) <= MEESTE_VRAGEN:
        raise Geweigerd(f"Een evaluatie heeft een tot {MEESTE_VRAGEN} vragen. Nu zijn het er {len(vragen)}.")
    if not any(kant == "" for _, _, kant in vragen):
        raise Geweigerd("Stel ten minste één vraag aan alle drie de kanten. Anders kan wie langskomt niet antwoorden.")
    wijk.standaardvragen.filter(over=over).delete()
    Standaardvraag.objects.bulk_create(
        Standaardvraag(wijk=wijk, over=over, volgorde=nummer, tekst=tekst, soort=soort, kant=kant)
        for nummer, (tekst, soort, kant) in enumerate(vragen, start=1)
    )
    anders = {} if [tuple(een) for een in stond] == [tuple(een) for een in vragen] else {"vragen": [len(stond), len(vragen)]}
    meld("evaluatie.vragenset", wijk, "De gebruikelijke vragen van een evaluatie zijn bijgewerkt.", wijk=wijk, door=door, anders=anders)
