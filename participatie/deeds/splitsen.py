"""One remark in which several things are said becomes several ideas."""

import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.text import get_text_list

from participatie.deeds.eigen import WOORDEN, maak_naamloos, volg_thema, wis_woorden
from participatie.deeds.papier import vergeet_postadressen
from participatie.deeds.samenvoegen import neem_alles_mee
from participatie.deeds.woorden import leg_woorden_vast, werk_woorden_bij
from participatie.models import Advies, Idee, NietHetzelfde, Nummering, Ordening, Ordeningsregel, Postadres, Toetsconcept
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.overgang import overgang
from wijk.rechten import SYSTEEM, vereis

S = Idee.Status
DEEL = ("titel", "omschrijving", "soort", "thema")
# What a part has from the idea that it comes from: who said it, where, when, and by when there is an answer.
ZELFDE = (
    "lat lon plaats herkomst wandeling halte overleg naam email bevestigd_op naam_openbaar indiener invoerder openbaar "
    "ontvangen_op antwoord_voor eerst_beloofd behandelaar voorbeeld"
).split()
TE_SPLITSEN = (S.ONTVANGEN, S.WACHT_OP_THEMA, S.IN_BEHANDELING)


@transaction.atomic
def splits(idee: Idee, eerste: Mapping, delen: Sequence[Mapping], *, gezien: str | None = None, door) -> list[Idee]:
    """Make several ideas of one. `eerste`: what stays under its own number; `delen`: what gets a new one. Each holds the fields of DEEL.

    The parts are of the same person, walk and day, so their term runs from the first receipt. Geweigerd once there is an answer,
    or when the words are no longer those of `gezien` (see `afdruk_van`).
    """
    vereis(door, "ideeen_ordenen", idee.wijk)
    if not delen:
        raise Geweigerd("Vul ten minste een tweede deel in.")
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk", "thema").get(pk=idee.pk)
    if idee.status not in TE_SPLITSEN:
        raise Geweigerd(f"Idee {idee.nummer} is “{idee.get_status_display()}” en kan niet meer gesplitst worden.")
    if gezien is not None and gezien != afdruk_van(idee):
        raise Geweigerd(f"Iemand anders heeft idee {idee.nummer} intussen veranderd. Bekijk de tekst opnieuw.")
    nummer = Nummering.objects.volgende(idee.wijk, len(delen))  # after the idea, as in every deed that holds both
    oud = _waarden(idee)
    anders = bewaar(idee, dict(eerste), stil=WOORDEN)
    werk_woorden_bij(idee)
    volg_thema(idee)
    nieuw = [_maak_deel(idee, nummer + i, deel, door=door) for i, deel in enumerate(delen)]
    iemand = None if door is SYSTEEM else door
    regels = [(idee.pk, oud, _waarden(idee)), *((deel.pk, {}, _waarden(deel)) for deel in nieuw)]
    Ordening.objects.noteer(idee.wijk, Ordening.Soort.SPLITSEN, regels, door=iemand)
    tekst = f"Idee {idee.nummer} is gesplitst. Erbij: {', '.join(f'idee {deel.nummer}' for deel in nieuw)}."
    meld("idee.gesplitst", idee, tekst, wijk=idee.wijk, door=door, openbaar=idee.openbaar, veranderd=sorted(anders))
    return nieuw


def _maak_deel(idee: Idee, nummer: int, deel: Mapping, *, door) -> Idee:
    nieuw = Idee(wijk=idee.wijk, nummer=nummer, gesplitst_uit=idee)
    status = S.IN_BEHANDELING if idee.status == S.IN_BEHANDELING else S.ONTVANGEN
    bewaar(nieuw, {**{naam: getattr(idee, naam) for naam in ZELFDE}, **deel, "status": status})
    volg_thema(nieuw)
    leg_woorden_vast(idee.wijk_id, [nieuw])
    if adres := Postadres.objects.bij(idee):
        Postadres.objects.create(idee=nieuw, straat=adres.straat, postcode=adres.postcode, woonplaats=adres.woonplaats)
    meld("idee.afgesplitst", nieuw, f"Idee {nummer} komt uit idee {idee.nummer}.", wijk=idee.wijk, door=door)
    return nieuw


def afdruk_van(idee: Idee) -> str:
    """The same for the same words: by it a page that was opened earlier is known to be old."""
    return hashlib.sha256(repr(_waarden(idee)).encode()).hexdigest()[:16]


def _waarden(idee: Idee) -> dict:
    return {"titel": idee.titel, "omschrijving": idee.omschrijving, "soort": idee.soort, "thema": idee.thema_id}


def voeg_delen_terug(regels: Sequence[Ordeningsregel], ideeen: Mapping[int, Idee], *, door) -> None:
    """Undo a split, within the deed that calls this: the words go back; of each part the number alone is left, and leads to where it came from.

    Geweigerd when one of them was changed since, or when a part went its own way: advice was asked, an answer begun, or another idea merged into it.
    """
    begin = next((ideeen[regel.idee_id] for regel in regels if regel.oud), None)
    delen = [ideeen[regel.idee_id] for regel in regels if begin is None or regel.idee_id != begin.pk]
    eigen_weg = _met_eigen_weg(delen)
    for regel in regels:
        idee = ideeen[regel.idee_id]
        if begin is None or _waarden(idee) != regel.nieuw or idee.status not in TE_SPLITSEN or idee.pk in eigen_weg:
            raise Geweigerd(f"Idee {idee.nummer} is intussen veranderd. De splitsing kan daarom niet meer ongedaan worden.")
    oud = next(regel.oud for regel in regels if regel.idee_id == begin.pk)
    for deel in delen:
        _zet_terug(deel, begin, door=door)
    anders = bewaar(begin, {**oud, "thema": begin.wijk.themas.filter(pk=oud["thema"]).first()}, stil=WOORDEN)
    werk_woorden_bij(begin)
    volg_thema(begin)
    weg = get_text_list([f"idee {deel.nummer}" for deel in delen], "en")
    tekst = f"Het splitsen van idee {begin.nummer} is ongedaan gemaakt. Wat in {weg} stond, staat weer bij idee {begin.nummer}."
    meld("idee.niet_gesplitst", begin, tekst, wijk=begin.wijk, door=door, openbaar=begin.openbaar, veranderd=sorted(anders))


def _met_eigen_weg(delen: Sequence[Idee]) -> set[int]:
    """Those (primary keys) of which somebody was asked advice, of which an answer was begun, or into which another idea was merged."""
    return {
        *Advies.objects.filter(idee__in=delen, ingetrokken_op=None).values_list("idee", flat=True),
        *Toetsconcept.objects.filter(idee__in=delen).values_list("idee", flat=True),
        *Idee.objects.filter(samengevoegd_met__in=delen).values_list("samengevoegd_met", flat=True),
    }


def _zet_terug(deel: Idee, begin: Idee, *, door) -> None:
    neem_alles_mee(deel, begin)
    vergeet_postadressen([deel.pk])
    NietHetzelfde.objects.over(deel).delete()
    overgang(deel, S.TERUGGEZET, openbaar=False, behandelaar=None)
    wis_woorden(deel)
    maak_naamloos(deel)
    meld("idee.teruggezet", deel, f"Idee {deel.nummer} staat weer bij idee {begin.nummer}.", wijk=begin.wijk, door=door)
