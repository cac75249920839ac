"""Deeds about reactions: write one, report one, and decide whether it stands."""

from django.db import transaction
from django.utils import timezone

from participatie.models import Idee, Melding, Reactie
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.post import schrijf
from wijk.rechten import SYSTEEM, vereis

S = Reactie.Status


@transaction.atomic
def reageer(idee: Idee, tekst: str, sleutel, *, door) -> Reactie:
    """Say something about an idea. Everyone reads it at once, or after an official did, as the wijk has set."""
    vereis(door, "reageren", idee.wijk)
    if bestaand := Reactie.objects.filter(sleutel=sleutel).first():
        return bestaand
    reactie = Reactie(idee=idee, gebruiker=door)
    direct = not idee.wijk.reacties_vooraf
    bewaar(reactie, {"tekst": tekst, "sleutel": sleutel, "status": S.ZICHTBAAR if direct else S.WACHT}, stil=frozenset({"tekst"}))
    if direct:
        meld("reactie.geplaatst", idee, f"Een reactie bij idee {idee.nummer} is geplaatst.", wijk=idee.wijk, door=door, openbaar=True)
    else:
        meld("reactie.geschreven", idee, f"Er is een reactie geschreven bij idee {idee.nummer}.", wijk=idee.wijk, door=door)
    return reactie


@transaction.atomic
def meld_reactie(reactie: Reactie, reden: str, sleutel=None, *, door) -> Melding:
    """Say that a reaction breaks the house rules. An official looks; who is signed in has one open report on it.

    What no official has read yet goes off the page until one does: nobody answers for it so far. What was read stays: otherwise anyone,
    without an account, could silence anybody with a click, and counting people would mean following them.
    """
    idee = reactie.idee
    vereis(door, "reactie_melden", idee.wijk)
    melder = None if door is None or door is SYSTEEM else door
    if sleutel and (bestaand := Melding.objects.filter(sleutel=sleutel).first()):
        return bestaand
    if melder and (bestaand := reactie.meldingen.open().filter(melder=melder).first()):
        return bestaand
    melding = Melding(reactie=reactie)
    bewaar(melding, {"reden": reden.strip(), "melder": melder, "sleutel": sleutel}, stil=frozenset({"reden", "melder"}))
    weg = Reactie.objects.ongelezen().filter(pk=reactie.pk, status=S.ZICHTBAAR).update(status=S.WACHT)
    meld("reactie.gemeld", idee, f"Een reactie bij idee {idee.nummer} is gemeld.", wijk=idee.wijk, door=door, uit_beeld=bool(weg))
    return melding


@transaction.atomic
def modereer(reactie: Reactie, zichtbaar: bool, reden: str = "", *, gezien: int | None = None, door) -> Reactie:
    """Show a reaction, or keep it off the page and say why; who wrote it reads that there and by mail. The reports on it are then dealt with.

    `gezien`: the last report that the official saw; one that came after it stays open.
    """
    idee = reactie.idee
    vereis(door, "modereren", idee.wijk)
    reden = reden.strip()
    if not zichtbaar and not reden:
        raise Geweigerd("Zeg waarom u de reactie niet plaatst.", "reden")
    was = Reactie.objects.select_for_update().get(pk=reactie.pk)
    nieuw = zichtbaar and was.gelezen_op is None and not was.meldingen.exists() and was.status == S.WACHT
    nu = timezone.now()
    velden = {"status": S.ZICHTBAAR if zichtbaar else S.VERBORGEN, "reden": "" if zichtbaar else reden, "gelezen_op": nu}
    bewaar(reactie, velden, stil=frozenset({"reden"}))
    meldingen = reactie.meldingen.open()
    (meldingen if gezien is None else meldingen.filter(pk__lte=gezien)).update(afgehandeld_op=nu)
    if not zichtbaar and was.status != S.VERBORGEN:
        _mail_waarom(reactie, stond_er=was.gelezen_op is not None or was.status == S.ZICHTBAAR)
    if zichtbaar and not nieuw:
        meld("reactie.blijft", idee, f"Een reactie bij idee {idee.nummer} blijft staan.", wijk=idee.wijk, door=door)
    else:
        wat = "geplaatst" if zichtbaar else "niet geplaatst"
        tekst = f"Een reactie bij idee {idee.nummer} is {wat}."
        meld(f"reactie.{wat.replace(' ', '_')}", idee, tekst, wijk=idee.wijk, door=door, openbaar=zichtbaar)
    return reactie


def _mail_waarom(reactie: Reactie, *, stond_er: bool) -> None:
    """Tell who wrote it, when there is still an account to mail. `stond_er`: everyone could read it before."""
    idee, schrijver = reactie.idee, reactie.gebruiker
    if schrijver.is_active:
        gegevens = {"reactie": reactie, "idee": idee, "wijk": idee.wijk, "stond_er": stond_er}
        schrijf(schrijver.email, f"Uw reactie bij idee {idee.nummer} staat niet op de website", "participatie/post/reactie_weg.txt", **gegevens)
