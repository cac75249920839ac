"""Deeds about what was learnt, what it rests on, and what came of it."""

from datetime import date

from django.db import transaction

from evaluatie.jaar import cijfers_van
from evaluatie.models import Antwoord, Evaluatie, Grond, Leerpunt
from evaluatie.uitslag import antwoordcijfers, is_te_lezen
from wijk.bewaren import bewaar
from wijk.dagen import moet_geweest_zijn
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebeurtenis, Wijk
from wijk.rechten import vereis


@transaction.atomic
def bewaar_leerpunt(wijk: Wijk, velden: dict, leerpunt: Leerpunt | None = None, *, door) -> Leerpunt:
    """Note what was learnt, and what is done about it by whom and when (all three or none)."""
    vereis(door, "evalueren", wijk)
    leerpunt = leerpunt or Leerpunt(wijk=wijk)
    if leerpunt.gedaan_op and {"actie", "wie", "voor"} & {naam for naam, waarde in velden.items() if getattr(leerpunt, naam) != waarde}:
        raise Geweigerd("Wat u hiermee deed, staat al vast. Noteer een nieuw leerpunt.", "actie")
    anders = bewaar(leerpunt, velden, stil=frozenset({"tekst"}))
    meld("evaluatie.leerpunt", leerpunt, f"Leerpunt genoteerd: {leerpunt.get_soort_display()}.", wijk=wijk, door=door, anders=anders)
    return leerpunt


@transaction.atomic
def geef_gronden(leerpunt: Leerpunt, *, door, **dingen) -> list[Grond]:
    """Each of the things that were chosen (as `geef_grond` calls them), or none when one is refused."""
    gekozen = {naam: ding for naam, ding in dingen.items() if ding is not None}
    if not gekozen:
        raise Geweigerd("Kies een cijfer, een antwoord of iets wat gebeurde.", "cijfer")
    return [geef_grond(leerpunt, **{naam: ding}, door=door) for naam, ding in gekozen.items()]


@transaction.atomic
def geef_grond(
    leerpunt: Leerpunt,
    *,
    antwoord: Antwoord | None = None,
    gebeurtenis: Gebeurtenis | None = None,
    cijfer: tuple[Evaluatie, str] | None = None,
    door,
) -> Grond:
    """Say what it rests on: one public answer, one public event, or one figure (evaluation, key), which is kept as it is today:
    one of the year, or the average that people gave to a question.
    """
    wijk = leerpunt.wijk
    vereis(door, "evalueren", wijk)
    if sum(grond is not None for grond in (antwoord, gebeurtenis, cijfer)) != 1:
        raise Geweigerd("Kies één ding: een antwoord, een cijfer of een gebeurtenis.")
    if antwoord is not None and not is_te_lezen(antwoord):
        raise Geweigerd("Dit antwoord is niet openbaar. Iedereen moet kunnen lezen waarop een leerpunt berust.", "antwoord")
    if gebeurtenis is not None and not (gebeurtenis.openbaar and gebeurtenis.wijk_id == wijk.pk):
        raise Geweigerd("Deze gebeurtenis is niet openbaar.", "gebeurtenis")
    velden: dict = {"antwoord": antwoord, "gebeurtenis": gebeurtenis}
    if cijfer is not None:
        evaluatie, sleutel = cijfer
        alle = {een.sleutel: (een.naam, een.tekst) for een in cijfers_van(evaluatie)} | antwoordcijfers(evaluatie)
        if sleutel not in alle or evaluatie.wijk_id != wijk.pk:
            raise Geweigerd("Dit cijfer is er niet (meer). Kies een ander.", "cijfer")
        naam, waarde = alle[sleutel]
        velden |= {"evaluatie": evaluatie, "cijfer": sleutel, "naam": naam, "waarde": waarde}
    grond = Grond(leerpunt=leerpunt)
    bewaar(grond, velden)
    meld("evaluatie.grond", leerpunt, f"Bij een leerpunt ({leerpunt.get_soort_display()}) staat waarop het berust.", wijk=wijk, door=door)
    return grond


@transaction.atomic
def haal_grond_weg(grond: Grond, *, door) -> None:
    """It does not rest on this after all."""
    leerpunt = grond.leerpunt
    vereis(door, "evalueren", leerpunt.wijk)
    grond.delete()
    meld(
        "evaluatie.grond_weg", leerpunt, f"Een grond van een leerpunt ({leerpunt.get_soort_display()}) is weggehaald.", wijk=leerpunt.wijk, door=door
    )


@transaction.atomic
def meld_gedaan(leerpunt: Leerpunt, gedaan: str, op: date, *, door) -> Leerpunt:
    """What would be done was done, on that day, and how."""
    vereis(door, "evalueren", leerpunt.wijk)
    nu = Leerpunt.objects.select_for_update().get(pk=leerpunt.pk)
    if not nu.actie:
        raise Geweigerd("Zeg eerst wat u eraan gaat doen, wie en voor wanneer.")
    if nu.gedaan_op:
        raise Geweigerd("Dit was al gedaan.")
    moet_geweest_zijn(op, "op")
    bewaar(leerpunt, {"gedaan": gedaan, "gedaan_op": op})
    meld(
        "evaluatie.leerpunt_gedaan",
        leerpunt,
        f"Met een leerpunt ({leerpunt.get_soort_display()}) is gedaan wat we zeiden.",
        wijk=leerpunt.wijk,
        door=door,
    )
    return leerpunt
