"""Deeds of who answers, and of the official who reads it. Nothing in their records says who."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from evaluatie.models import Antwoord, Evaluatie, Genodigde, Vraag
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis
from wijk.woorden import datum, stuks

Gegeven = Mapping[Vraag, int | str | None]
STIL = frozenset({"cijfer", "tekst"})


def _te_beantwoorden(genodigde: Genodigde) -> None:
    """Held until the deed is done, the evaluation too: none is closed under an answer. Geweigerd when this genodigde cannot answer (any more)."""
    evaluatie = Evaluatie.objects.select_for_update().get(pk=genodigde.evaluatie_id)
    if (ingevuld := Genodigde.objects.select_for_update().get(pk=genodigde.pk).ingevuld_op) is not None:
        raise Geweigerd(f"U hebt al geantwoord op {datum(ingevuld)}. Dat kan één keer.")
    if not evaluatie.kan_invullen:
        raise Geweigerd("Deze evaluatie is gesloten. U kunt niet meer antwoorden.")


@transaction.atomic
def bewaar_voor_later(genodigde: Genodigde, antwoorden: Gegeven, *, door) -> None:
    """Keep what was filled in so far, to go on later by the same link. It counts nowhere until it is sent."""
    vereis(door, "evaluatie_invullen", genodigde.evaluatie.wijk)
    _te_beantwoorden(genodigde)
    bewaar(genodigde, {"concept": {str(vraag.pk): antwoord for vraag, antwoord in antwoorden.items() if antwoord not in (None, "")}})


@transaction.atomic
def vul_in(genodigde: Genodigde, antwoorden: Gegeven, *, door) -> Genodigde:
    """Send one's answers: once. Empty answers are left out; at least one must be given."""
    evaluatie = genodigde.evaluatie
    vereis(door, "evaluatie_invullen", evaluatie.wijk)
    _te_beantwoorden(genodigde)
    _schrijf_op(genodigde, antwoorden)
    meld(
        "evaluatie.ingevuld",
        evaluatie,
        f"Iemand vulde “{evaluatie.titel}” in.",
        wijk=evaluatie.wijk,
        door=door,
        kant=genodigde.kant,
        weg=genodigde.weg,
    )
    return genodigde


@transaction.atomic
def vul_in_zonder_uitnodiging(evaluatie: Evaluatie, antwoorden: Gegeven, *, door) -> Genodigde:
    """A passer-by answers by the open link: kept, and counted apart from who was asked."""
    vereis(door, "evaluatie_invullen", evaluatie.wijk)
    if not evaluatie.kan_invullen:
        raise Geweigerd("Deze evaluatie is gesloten. U kunt niet meer antwoorden.")
    genodigde = Genodigde.objects.create(evaluatie=evaluatie, weg=Genodigde.Weg.OPEN)
    return vul_in(genodigde, antwoorden, door=door)


def _schrijf_op(genodigde: Genodigde, antwoorden: Gegeven) -> None:
    gegeven = {vraag: antwoord for vraag, antwoord in antwoorden.items() if antwoord not in (None, "")}
    if not gegeven:
        raise Geweigerd("Geef ten minste één antwoord.")
    for vraag, antwoord in gegeven.items():
        if vraag.kant and vraag.kant != genodigde.kant:
            raise Geweigerd("Deze vraag is niet voor u.")
        is_cijfer = vraag.soort == Vraag.Soort.CIJFER
        velden = {"cijfer": antwoord if is_cijfer else None, "tekst": "" if is_cijfer else antwoord}
        bewaar(Antwoord(vraag=vraag, genodigde=genodigde), velden, stil=STIL)
    bewaar(genodigde, {"ingevuld_op": timezone.now(), "concept": None})


@transaction.atomic
def lees_antwoorden(evaluatie: Evaluatie, gezien: Mapping[int, bool], openbaar: Iterable[int], *, door) -> int:
    """An official has read written answers: those in `openbaar` everyone may read, the others not. Gives how many changed.

    `gezien`: the answers that stood on the page (primary keys), and whether each was public then. Only what the official changed is changed, so
    that two who read at once do not undo each other.
    """
    vereis(door, "evalueren", evaluatie.wijk)
    kies, nu = set(openbaar), timezone.now()
    rijen = Antwoord.objects.filter(vraag__evaluatie=evaluatie, pk__in=gezien).leesbaar()
    om_te_zetten = [pk for pk, was in gezien.items() if (pk in kies) != was]
    aan = rijen.filter(pk__in=[pk for pk in om_te_zetten if pk in kies], openbaar=False).update(openbaar=True, gelezen_op=nu)
    uit = rijen.filter(pk__in=[pk for pk in om_te_zetten if pk not in kies], openbaar=True).update(openbaar=False, gelezen_op=nu)
    gelezen = rijen.te_lezen().update(gelezen_op=nu)
    zin = f"{stuks(aan + gelezen + uit, 'antwoord van een evaluatie is', 'antwoorden van een evaluatie zijn')} gelezen."
    meld("evaluatie.antwoorden", evaluatie, zin, wijk=evaluatie.wijk, door=door, openbaar_gemaakt=aan, niet_meer_openbaar=uit, gelezen=gelezen)
    return aan + uit
