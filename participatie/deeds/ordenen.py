"""Deeds by which officials set many ideas right at once, and take that back."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from participatie.deeds.eigen import volg_thema
from participatie.deeds.samenvoegen import haal_los
from participatie.deeds.splitsen import voeg_delen_terug
from participatie.deeds.toetsen import voeg_samen
from participatie.deeds.woorden import werk_woorden_bij
from participatie.models import Idee, NietHetzelfde, Ordening, Ordeningsregel
from wijk.bewaren import PERSOONLIJK, bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker
from wijk.rechten import SYSTEEM, mag_doen, vereis

# What the list sets, by the name of its field.
VELDEN = ("thema", "soort", "plaats", "naam", "behandelaar")
MEESTE = 200


@dataclass(frozen=True)
class Rij:
    """What somebody wants of one idea: its key, the fingerprint (`afdruk`) of what they saw, and the fields of VELDEN as they should be."""

    pk: int
    gezien: str
    velden: Mapping


@dataclass
class Uitslag:
    """What became of rows: those that were changed, and those that somebody else had changed meanwhile, as they are now."""

    bewaard: list[Idee] = field(default_factory=list)
    intussen: list[Idee] = field(default_factory=list)


def afdruk(thema, plaats: str, naam: str, behandelaar) -> str:
    """The same for the same values of what a row of the list holds. `thema`, `behandelaar`: primary keys."""
    waarden = [thema or None, " ".join(plaats.split()), " ".join(naam.split()), behandelaar or None]
    return hashlib.sha256(repr(waarden).encode()).hexdigest()[:16]


def afdruk_van(idee: Idee) -> str:
    return afdruk(idee.thema_id, idee.plaats, idee.naam, idee.behandelaar_id)


@transaction.atomic
def orden_rijen(wijk, rijen: Iterable[Rij], *, door) -> Uitslag:
    """Set theme, kind, place in words, who raised it and the official of many ideas; one that changed since it was seen is left as it is."""
    vereis(door, "ideeen_ordenen", wijk)
    per_pk = {rij.pk: rij for rij in rijen}
    if len(per_pk) > MEESTE:
        raise Geweigerd(f"U koos {len(per_pk)} ideeën. Zet er ten hoogste {MEESTE} tegelijk goed.")
    uitslag, regels = Uitslag(), []
    for idee in wijk.ideeen.om_te_ordenen(per_pk):
        rij = per_pk[idee.pk]
        if afdruk_van(idee) != rij.gezien:
            uitslag.intussen.append(idee)
            continue
        oud = _waarden(idee)
        if _zet(idee, {naam: rij.velden[naam] for naam in VELDEN if naam in rij.velden}, door=door):
            uitslag.bewaard.append(idee)
            regels.append((idee.pk, oud, _waarden(idee)))
    if regels:
        Ordening.objects.noteer(wijk, Ordening.Soort.GEGEVENS, regels, door=None if door is SYSTEEM else door)
    return uitslag


def _waarden(idee: Idee) -> dict:
    """What the list can set, as it may stand in JSON; and whether the name is for everyone, which follows from it."""
    return {
        "thema": idee.thema_id,
        "soort": idee.soort,
        "plaats": idee.plaats,
        "naam": idee.naam,
        "naam_openbaar": idee.naam_openbaar,
        "behandelaar": idee.behandelaar_id,
    }


def _zet(idee: Idee, velden: dict, *, door) -> bool:
    """Write these fields to an idea that is locked; tells whether anything changed."""
    if velden.get("naam", idee.naam) != idee.naam:
        velden.setdefault("naam_openbaar", False)  # whoever agreed to that had the other name
    wie = velden.get("behandelaar")
    if wie and wie.pk != idee.behandelaar_id and not mag_doen(wie, "toetsen", idee.wijk):
        raise Geweigerd(f"{wie} mag in deze wijk niet toetsen. Kies een ander.", "naar_behandelaar")
    anders = bewaar(idee, velden, stil=PERSOONLIJK | {"plaats", "behandelaar"})
    if not anders:
        return False
    if "plaats" in anders:
        werk_woorden_bij(idee)
    if "thema" in anders:
        volg_thema(idee)
    meld("idee.geordend", idee, f"Idee {idee.nummer} is bijgewerkt.", wijk=idee.wijk, door=door, anders=anders)
    return True


@transaction.atomic
def voeg_gekozen_samen(wijk, ideeen: Iterable[Idee], met: Idee, reden: str, *, door) -> int:
    """Merge each of these into `met`, or none of them: Geweigerd says which cannot be. Gives how many were merged."""
    vereis(door, "ideeen_ordenen", wijk)
    anderen = [idee for idee in ideeen if idee.pk != met.pk]
    if not anderen:
        raise Geweigerd("Kies ten minste één ander idee om samen te voegen.", "met")
    ordening = Ordening.objects.noteer(wijk, Ordening.Soort.SAMENVOEGEN, [], door=None if door is SYSTEEM else door)
    for idee in anderen:
        voeg_samen(idee, met, reden, ordening=ordening, door=door)
    return len(anderen)


@transaction.atomic
def probeer_samen(wijk, ideeen: Iterable[Idee], met: Idee, reden: str, *, door) -> None:
    """Geweigerd when `voeg_gekozen_samen` would refuse these; changes nothing."""
    voeg_gekozen_samen(wijk, ideeen, met, reden, door=door)
    transaction.set_rollback(True)


@transaction.atomic
def niet_hetzelfde(een: Idee, ander: Idee, *, door) -> None:
    """Say that two ideas that look alike are not the same; saying so again changes nothing."""
    vereis(door, "ideeen_ordenen", een.wijk)
    if een.wijk_id != ander.wijk_id or een.pk == ander.pk:
        raise Geweigerd("Kies twee ideeën uit dezelfde wijk.")
    laag, hoog = sorted([een, ander], key=lambda idee: idee.pk)
    _, nieuw = NietHetzelfde.objects.get_or_create(een=laag, ander=hoog, defaults={"door": None if door is SYSTEEM else door})
    if nieuw:
        meld("idee.niet_hetzelfde", een, f"Idee {een.nummer} en idee {ander.nummer} zijn niet hetzelfde.", wijk=een.wijk, door=door)


@transaction.atomic
def toch_misschien_hetzelfde(oordeel: NietHetzelfde, *, door) -> None:
    """Take back that two ideas are not the same: they are proposed again."""
    een, ander = oordeel.een, oordeel.ander
    vereis(door, "ideeen_ordenen", een.wijk)
    if not NietHetzelfde.objects.filter(pk=oordeel.pk).delete()[0]:
        raise Geweigerd("Dit was al teruggenomen.")
    tekst = f"Idee {een.nummer} en idee {ander.nummer} zijn misschien toch hetzelfde."
    meld("idee.misschien_hetzelfde", een, tekst, wijk=een.wijk, door=door)


@transaction.atomic
def maak_ongedaan(ordening: Ordening, *, door) -> list[Ordeningsregel]:
    """Put back what an ordening changed; gives the rows that somebody changed since, and which therefore stay as they are.

    A split is put back whole or not at all: Geweigerd when a part of it went its own way.
    """
    wijk = ordening.wijk
    vereis(door, "ideeen_ordenen", wijk)
    iemand = None if door is SYSTEEM else door
    if not Ordening.objects.filter(pk=ordening.pk, ongedaan_op=None).update(ongedaan_op=timezone.now(), ongedaan_door=iemand):
        raise Geweigerd("Dit was al ongedaan gemaakt.")
    regels = list(ordening.regels.order_by("idee_id"))
    ideeen = {idee.pk: idee for idee in wijk.ideeen.om_te_ordenen([regel.idee_id for regel in regels])}
    if ordening.soort == Ordening.Soort.SPLITSEN:
        voeg_delen_terug(regels, ideeen, door=door)
        lukt = dict.fromkeys([regel.pk for regel in regels], True)
    else:
        terug = haal_los if ordening.soort == Ordening.Soort.SAMENVOEGEN else _zet_terug
        lukt = {regel.pk: terug(ideeen[regel.idee_id], regel, door=door) for regel in regels}
    for waarde in (True, False):
        Ordeningsregel.objects.filter(pk__in=[pk for pk, ja in lukt.items() if ja is waarde]).update(teruggezet=waarde)
    meld("ordening.ongedaan", ordening, f"Ongedaan gemaakt: {ordening.wat_ongedaan()}.", wijk=wijk, door=door)
    return [regel for regel in regels if not lukt[regel.pk]]


def _zet_terug(idee: Idee, regel: Ordeningsregel, *, door) -> bool:
    nu = _waarden(idee)
    if not regel.nieuw or any(nu[naam] != waarde for naam, waarde in regel.nieuw.items()):  # emptied, or changed since
        return False
    thema = idee.wijk.themas.filter(pk=regel.oud["thema"]).first()
    if thema is None and regel.oud["thema"]:  # the theme itself is gone
        return False
    behandelaar = Gebruiker.objects.filter(pk=regel.oud["behandelaar"]).first()
    if behandelaar and behandelaar.pk != idee.behandelaar_id and not mag_doen(behandelaar, "toetsen", idee.wijk):  # no longer an official
        return False
    _zet(idee, {**regel.oud, "thema": thema, "behandelaar": behandelaar}, door=door)
    return True
