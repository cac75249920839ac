"""Deeds about advice: ask for it, give it, note what was said, give more time, take the question back. No record of them says which person."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from participatie.models import Advies, Idee
from wijk.bewaren import bewaar
from wijk.fouten import GeenRecht, Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Bevoegdheid, Contactpersoon, Gebruiker, Partij
from wijk.post import schrijf
from wijk.rechten import SYSTEEM, Functie, vereis
from wijk.woorden import datum, stuks

HOOGSTENS = timedelta(days=365)
GEHOORD = "Mondeling gevraagd. Een ambtenaar noteerde het antwoord."


def _lezers(**welke):
    """(partij, address) of who reads the mail of these partijen: who speaks for them in the portal, and their contacts."""
    wie = Bevoegdheid.objects.filter(gebruiker__is_active=True, functie=Functie.ORGANISATIE, **welke).order_by("gebruiker")
    contacten = Contactpersoon.objects.filter(**welke).exclude(email="").order_by("pk")
    return [*wie.values_list("partij", "gebruiker__email"), *contacten.values_list("partij", "email")]


def adressen_van(*partijen: Partij) -> list[str]:
    """Where these partijen read their mail, each address once."""
    return list(dict.fromkeys(adres.lower() for _, adres in _lezers(partij__in=partijen)))


def te_mailen_partijen(wijk) -> set[int]:
    """The partijen (primary keys) that can be mailed."""
    return {partij for partij, _ in _lezers(partij__wijk=wijk)}


@transaction.atomic
def vraag_advies(idee: Idee, velden: Mapping, *, sleutel=None, door) -> Advies:
    """Ask a partij, or a person by name and address, what they think of an idea that has no answer yet. Each gets a personal link by mail.

    `velden`: partij or naam and email; vraag; voor (the last day). Geweigerd when the same question is still open, or nobody can be reached.
    """
    vereis(door, "advies_vragen", idee.wijk)
    if sleutel and (bestaand := Advies.objects.filter(sleutel=sleutel).first()):
        return bestaand
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=idee.pk)
    if not idee.is_te_toetsen:
        raise Geweigerd(f"{idee.met_stand} Advies vragen kan niet meer.")
    partij, email = velden.get("partij"), velden.get("email", "").strip().lower()
    if partij and partij.wijk_id != idee.wijk_id:
        raise Geweigerd("Kies een partij van deze wijk.", "partij")
    if not partij and not email:
        raise Geweigerd("Kies een partij, of vul een e-mailadres in.", "partij")
    if partij and not adressen_van(partij):
        raise Geweigerd(
            f"Van {partij} kennen we geen e-mailadres. Bel of vraag het zelf, en noteer onderaan wat u hoorde. "
            "Of kies geen partij, en vul hieronder in aan wie u het vraagt.",
            "partij",
        )
    _dag_klopt(velden["voor"])
    lopend = idee.adviezen.filter(beantwoord_op__isnull=True, ingetrokken_op__isnull=True)
    if (lopend.filter(partij=partij) if partij else lopend.filter(email=email)).exists():
        raise Geweigerd("Deze vraag staat al open. U kunt meer tijd geven, of de vraag terugnemen.", "partij" if partij else "email")
    advies = Advies(idee=idee, gevraagd_door=None if door is SYSTEEM else door, sleutel=sleutel)
    naam = "" if partij else velden.get("naam", "").strip()
    bewaar(advies, {"partij": partij, "naam": naam, "email": "" if partij else email, "vraag": velden["vraag"].strip(), "voor": velden["voor"]})
    _mail(advies, f"Wilt u advies geven over idee {idee.nummer}?")
    meld("advies.gevraagd", idee, f"Over idee {idee.nummer} is advies gevraagd.", wijk=idee.wijk, door=door, aan=_aan(advies))
    return advies


def _dag_klopt(dag: date) -> None:
    vandaag = timezone.localdate()
    if dag < vandaag:
        raise Geweigerd(f"{datum(dag)} is al geweest. Kies vandaag of een dag daarna.", "voor")
    if dag > vandaag + HOOGSTENS:
        raise Geweigerd(f"{datum(dag)} is meer dan een jaar weg. Kies een dag die dichterbij is.", "voor")


def _aan(advies: Advies) -> str:
    """Of whom, as the log may say it."""
    return advies.partij.naam if advies.partij else "een persoon"


def _adressen(advies: Advies) -> list[str]:
    return adressen_van(advies.partij) if advies.partij else [advies.email]


def _mail(advies: Advies, onderwerp: str, **erbij) -> None:
    wijk = advies.idee.wijk
    for adres in _adressen(advies):
        schrijf(adres, onderwerp, "participatie/post/advies_vraag.txt", advies=advies, idee=advies.idee, wijk=wijk, **erbij)


def _vast(advies: Advies) -> Advies:
    return Advies.objects.select_for_update(of=("self",)).select_related("idee__wijk", "partij", "gevraagd_door").get(pk=advies.pk)


@transaction.atomic
def geef_advies(advies: Advies, raad: str, antwoord: str, *, door) -> Advies:
    """Answer by the personal link; whoever holds it was asked. The official who asked is mailed."""
    vereis(door, "advies_geven", advies.idee.wijk)
    return _beantwoord(advies, raad, antwoord, door=None)


@transaction.atomic
def adviseer(advies: Advies, raad: str, antwoord: str, *, door) -> Advies:
    """Answer for a partij while signed in. GeenRecht when the question was asked of somebody else."""
    vereis(door, "adviseren", advies.idee.wijk)
    if advies.partij_id is None or (door is not SYSTEEM and advies.partij_id not in door.partijen_in(advies.idee.wijk)):
        raise GeenRecht("Deze vraag is niet aan uw organisatie gesteld.")
    return _beantwoord(advies, raad, antwoord, door=None if door is SYSTEEM else door)


def _beantwoord(advies: Advies, raad: str, antwoord: str, *, door) -> Advies:
    advies, antwoord = _vast(advies), antwoord.strip()
    if advies.waarom_dicht:
        raise Geweigerd(advies.waarom_dicht)
    if raad not in Advies.Raad:
        raise Geweigerd("Kies wat u adviseert.", "raad")
    if not antwoord:
        raise Geweigerd("Schrijf waarom u dit adviseert.", "antwoord")
    velden = {"raad": raad, "antwoord": antwoord, "beantwoord_op": timezone.now(), "beantwoord_door": door}
    bewaar(advies, velden)
    idee, vrager = advies.idee, advies.gevraagd_door
    if vrager and vrager.is_active:
        onderwerp = f"Advies over idee {idee.nummer}: {advies.get_raad_display()}"
        schrijf(vrager.email, onderwerp, "participatie/post/advies_antwoord.txt", advies=advies, idee=idee, wijk=idee.wijk)
    meld("advies.gegeven", idee, f"Over idee {idee.nummer} is advies gegeven.", wijk=idee.wijk, door=door, van=_aan(advies), raad=raad)
    return advies


@transaction.atomic
def noteer_advies(idee: Idee, wie: str, raad: str, antwoord: str, *, sleutel=None, door) -> Advies:
    """Note advice that an official heard, on the phone or at a table: `wie` said it, as far as officials need to know.

    Geweigerd when the idea has its answer, or something is missing.
    """
    vereis(door, "advies_vragen", idee.wijk)
    if sleutel and (bestaand := Advies.objects.filter(sleutel=sleutel).first()):
        return bestaand
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=idee.pk)
    if not idee.is_te_toetsen:
        raise Geweigerd(f"{idee.met_stand} Advies noteren kan niet meer.")
    if not wie.strip():
        raise Geweigerd("Schrijf van wie dit advies is.", "wie")
    if raad not in Advies.Raad:
        raise Geweigerd("Kies wat het advies is.", "raad")
    if not antwoord.strip():
        raise Geweigerd("Schrijf wat er gezegd is.", "antwoord")
    wanneer = timezone.now()
    advies = Advies(idee=idee, gevraagd_door=None if door is SYSTEEM else door, gevraagd_op=wanneer, sleutel=sleutel)
    gevraagd = {"naam": wie.strip(), "vraag": GEHOORD, "voor": timezone.localdate(wanneer)}
    bewaar(advies, {**gevraagd, "raad": raad, "antwoord": antwoord.strip(), "beantwoord_op": wanneer, "beantwoord_door": advies.gevraagd_door})
    meld("advies.genoteerd", idee, f"Over idee {idee.nummer} is een advies genoteerd.", wijk=idee.wijk, door=door, raad=raad)
    return advies


def meld_niet_meer_nodig(idee: Idee, *, door) -> None:
    """Within the deed that answers or withdraws `idee`: who was asked for advice and did not give it hears, once, that it is not needed any more."""
    open_ = list(Advies.objects.in_wijk(idee.wijk).filter(idee=idee, beantwoord_op=None, ingetrokken_op=None).order_by("pk"))
    if not open_:
        return
    Advies.objects.filter(pk__in=[advies.pk for advies in open_]).update(ingetrokken_op=timezone.now())
    for advies in open_:
        _mail_niet_nodig(advies, idee)
    waarom = "het idee is ingetrokken" if idee.status == Idee.Status.INGETROKKEN else "er is geantwoord"
    tekst = f"Advies over idee {idee.nummer} is niet meer nodig: {waarom}."
    meld("advies.niet_meer_nodig", idee, tekst, wijk=idee.wijk, door=door, aantal=len(open_))


def _mail_niet_nodig(advies: Advies, idee: Idee, **erbij) -> None:
    ingetrokken = idee.status == Idee.Status.INGETROKKEN
    for adres in _adressen(advies):
        onderwerp = f"Uw advies over idee {idee.nummer} is niet meer nodig"
        schrijf(
            adres, onderwerp, "participatie/post/advies_niet_nodig.txt", advies=advies, idee=idee, wijk=idee.wijk, ingetrokken=ingetrokken, **erbij
        )


@transaction.atomic
def geef_meer_tijd(advies: Advies, voor: date, *, door) -> Advies:
    """Let a question that has no answer yet be answered until a later day; whoever was asked hears so."""
    vereis(door, "advies_vragen", advies.idee.wijk)
    advies = _vast(advies)
    _kan_nog(advies)
    _dag_klopt(voor)
    if voor <= advies.voor:
        raise Geweigerd(f"De vraag staat al open tot en met {datum(advies.voor)}. Kies een latere dag.", "voor")
    anders = bewaar(advies, {"voor": voor, "herinnerd_op": None})
    anders.pop("herinnerd_op", None)
    _mail(advies, f"U hebt meer tijd voor uw advies over idee {advies.idee.nummer}", meer_tijd=True)
    meld(
        "advies.meer_tijd", advies.idee, f"Voor advies over idee {advies.idee.nummer} is meer tijd.", wijk=advies.idee.wijk, door=door, anders=anders
    )
    return advies


@transaction.atomic
def neem_terug(advies: Advies, *, door) -> Advies:
    """Take back a question that has no answer yet; its link then says so, and whoever was asked is mailed."""
    vereis(door, "advies_vragen", advies.idee.wijk)
    advies = _vast(advies)
    _kan_nog(advies)
    bewaar(advies, {"ingetrokken_op": timezone.now()})
    _mail_niet_nodig(advies, advies.idee, teruggenomen=True)
    meld("advies.teruggenomen", advies.idee, f"Advies over idee {advies.idee.nummer} is niet meer nodig.", wijk=advies.idee.wijk, door=door)
    return advies


def _kan_nog(advies: Advies) -> None:
    if advies.is_beantwoord or advies.ingetrokken_op:
        raise Geweigerd("Deze vraag is intussen beantwoord of teruggenomen. Bekijk de pagina opnieuw.")


@transaction.atomic
def herinner(wijk, vandaag: date, *, door) -> int:
    """Remind, once each, who was asked for advice that must be there on the next working day; gives how many questions."""
    vereis(door, "advies_vragen", wijk)
    rijen = Advies.objects.in_wijk(wijk).te_herinneren(vandaag).order_by("pk")
    rijen = [advies for advies in rijen if Advies.objects.filter(pk=advies.pk, herinnerd_op=None).update(herinnerd_op=timezone.now())]
    for advies in rijen:
        _mail(advies, f"Denkt u nog aan uw advies over idee {advies.idee.nummer}?", herinnering=True)
    if rijen:
        tekst = f"Een herinnering ging uit over {stuks(len(rijen), 'vraag', 'vragen')} om advies."
        meld("advies.herinnerd", wijk, tekst, wijk=wijk, door=door, aantal=len(rijen))
    return len(rijen)


def vergeet_adviseur(gebruiker: Gebruiker) -> int:
    """Wipe who was asked at this person's address. A question that is still open is taken back: nobody can be reached; what was advised stays."""
    rijen = Advies.objects.filter(email__iexact=gebruiker.email)
    rijen.filter(beantwoord_op=None, ingetrokken_op=None).update(ingetrokken_op=timezone.now())
    return rijen.update(naam="", email="")
