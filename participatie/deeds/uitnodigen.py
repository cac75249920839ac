"""Deeds of who invites people for a walk: note how, mail them, and remind who signed up. Each address is mailed once of each."""

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from participatie.models import Aanmelding, Uitgenodigd, Uitnodiging, Wijkwandeling
from wijk.bewaren import bewaar
from wijk.dagen import moet_geweest_zijn, werkdagen_later
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Contactpersoon, Gevolgd, Ritme, Volger, Wijk
from wijk.post import schrijf
from wijk.rechten import vereis
from wijk.woorden import datum, stuks

SJABLOON = "participatie/post/wandeling_uitnodiging.txt"
VOORAF = 2  # working days


@transaction.atomic
def nodig_groep_uit(wandeling: Wijkwandeling, velden: dict, uitnodiging: Uitnodiging | None = None, *, door) -> Uitnodiging:
    """Note how a group is invited, with which text, how many were reached and how many came; it is invited once that has a day."""
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    moet_geweest_zijn(velden.get("datum"), "datum")
    uitnodiging = uitnodiging or Uitnodiging(wandeling=wandeling)
    anders = bewaar(uitnodiging, velden)
    naam = uitnodiging.partij.naam
    wat = f"Uitgenodigd voor een wandeling: {naam}." if uitnodiging.datum else f"Opgeschreven hoe we {naam} uitnodigen voor een wandeling."
    meld(
        "wandeling.uitgenodigd",
        wandeling,
        wat,
        wijk=wandeling.wijk,
        door=door,
        anders=anders,
    )
    return uitnodiging


def onderwerp(wandeling: Wijkwandeling) -> str:
    return f"Loopt u mee? {wandeling.titel}"


def standaardtekst(wandeling: Wijkwandeling) -> str:
    """What an invitation says when nobody wrote something else."""
    return (
        f"Op {datum(timezone.localtime(wandeling.begint))} lopen we samen door de {wandeling.wijk.naam}. Loopt u mee?\n"
        "U laat zien wat er goed is en wat er beter kan. Wij vertellen wat er kan, en wat er met uw ideeën gebeurt."
    )


def niet_meer_mailen(wandeling: Wijkwandeling) -> set[str]:
    """Addresses that were mailed for this walk, and those of who comes."""
    gemaild = wandeling.uitgenodigd.values_list("email", flat=True)
    komt = wandeling.aanmeldingen.geldig().exclude(email="").values_list("email", flat=True)
    return {adres.strip().lower() for adres in [*gemaild, *komt]}


def te_mailen(uitnodiging: Uitnodiging) -> dict[str, str]:
    """Whom this invitation would be mailed to now: the address of each contact of the partijen of its kind, and the name of the partij."""
    contacten = Contactpersoon.objects.filter(
        partij__wijk=uitnodiging.wandeling.wijk_id, partij__actief=True, partij__soort=uitnodiging.partij.soort
    ).exclude(email="")
    niet = niet_meer_mailen(uitnodiging.wandeling)
    wie: dict[str, str] = {}
    for adres, partij in contacten.order_by("pk").values_list("email", "partij__naam"):
        if adres.strip().lower() not in niet:
            wie.setdefault(adres.strip().lower(), partij)
    return wie


def te_mailen_volgers(wandeling: Wijkwandeling) -> list[Volger]:
    """Who chose to be invited for every walk, at once, and was not mailed for this one. Who wants one letter a week reads of it there."""
    volgt = Gevolgd.objects.over([("participatie.wandelingen", wandeling.wijk_id)]).bevestigd().in_wijk(wandeling.wijk_id)
    niet = niet_meer_mailen(wandeling)
    volgers = Volger.objects.filter(pk__in=volgt.filter(ritme=Ritme.DIRECT).values("volger")).select_related("wijk").order_by("pk")
    return [volger for volger in volgers if volger.email.lower() not in niet]


@transaction.atomic
def verstuur(uitnodiging: Uitnodiging, *, door) -> int:
    """Mail an invitation to everyone of `te_mailen`; gives how many, which count as reached."""
    wandeling = _houd_vast(uitnodiging.wandeling, door)
    uitnodiging = Uitnodiging.objects.select_for_update(of=("self",)).select_related("partij", "wandeling__wijk").get(pk=uitnodiging.pk)
    if not uitnodiging.tekst.strip():
        raise Geweigerd("Schrijf eerst de tekst van de uitnodiging.")
    wie = te_mailen(uitnodiging)
    _noteer(wandeling, list(wie), uitnodiging)
    for adres, partij in wie.items():
        schrijf(adres, onderwerp(wandeling), SJABLOON, wandeling=wandeling, wijk=wandeling.wijk, tekst=uitnodiging.tekst, partij=partij)
    dag = uitnodiging.datum or timezone.localdate()
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(bereikt=(uitnodiging.bereikt or 0) + len(wie), datum=dag)
    _meld_verstuurd(wandeling, len(wie), door)
    return len(wie)


@transaction.atomic
def verstuur_aan_volgers(wandeling: Wijkwandeling, *, door) -> int:
    """Mail the standard invitation to everyone of `te_mailen_volgers`, each with a link to stop; gives how many."""
    wandeling = _houd_vast(wandeling, door)
    volgers = te_mailen_volgers(wandeling)
    _noteer(wandeling, [volger.email.lower() for volger in volgers])
    for volger in volgers:
        stop = f"{settings.BASIS_URL}{reverse('openbaar:volger_stop', args=[volger.wijk.slug, volger.code])}"
        koppen = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated"}
        gegevens = {"wandeling": wandeling, "wijk": wandeling.wijk, "tekst": standaardtekst(wandeling), "volger": volger}
        schrijf(volger.email, onderwerp(wandeling), SJABLOON, koppen=koppen, **gegevens)
    _meld_verstuurd(wandeling, len(volgers), door)
    return len(volgers)


def _houd_vast(wandeling: Wijkwandeling, door) -> Wijkwandeling:
    """The walk with its row held, so that two people who send at once mail nobody twice; Geweigerd when nobody can sign up."""
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    wandeling = Wijkwandeling.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=wandeling.pk)
    if not wandeling.kan_aanmelden:
        raise Geweigerd("U kunt alleen mailen als mensen zich kunnen aanmelden. Kondig de wandeling eerst aan.")
    return wandeling


def _noteer(wandeling: Wijkwandeling, adressen: list[str], uitnodiging: Uitnodiging | None = None) -> None:
    if not adressen:
        raise Geweigerd("Er is niemand die u nog niet gemaild hebt.")
    try:
        with transaction.atomic():
            Uitgenodigd.objects.bulk_create([Uitgenodigd(wandeling=wandeling, uitnodiging=uitnodiging, email=adres) for adres in adressen])
    except IntegrityError as fout:
        raise Geweigerd("Iemand anders verstuurde net een uitnodiging. Bekijk de pagina opnieuw.") from fout


def _meld_verstuurd(wandeling: Wijkwandeling, aantal: int, door) -> None:
    tekst = f"Voor een wandeling mailden we {stuks(aantal, 'uitnodiging', 'uitnodigingen')}."
    meld("wandeling.uitnodiging_gemaild", wandeling, tekst, wijk=wandeling.wijk, door=door, aantal=aantal)


@transaction.atomic
def herinner_lopers(wijk: Wijk, vandaag: date, *, door) -> int:
    """Remind who has a place on a walk within two working days and gave an address, with the link to sign off; gives how many mails. Once each."""
    vereis(door, "wandelingen_beheren", wijk)
    tot = werkdagen_later(vandaag, VOORAF)
    aantal = 0
    for wandeling in wijk.wandelingen.komend().filter(begint__date__gt=vandaag, begint__date__lte=tot).select_related("wijk"):
        gemaild = 0
        for aanmelding in wandeling.aanmeldingen.met_plaats().exclude(email="").filter(herinnerd_op__isnull=True, aangemeld_op__date__lt=vandaag):
            # Of two that run at once, one changes the row.
            if Aanmelding.objects.filter(pk=aanmelding.pk, herinnerd_op__isnull=True).update(herinnerd_op=timezone.now()):
                kop = f"{datum(timezone.localtime(wandeling.begint))} lopen we: {wandeling.titel}"
                sjabloon = "participatie/post/wandeling_herinnering.txt"
                schrijf(aanmelding.email, kop, sjabloon, aanmelding=aanmelding, wandeling=wandeling, wijk=wijk)
                gemaild += 1
        if gemaild:
            tekst = f"Wie meeloopt kreeg een herinnering: {stuks(gemaild, 'mail', 'mails')}."
            meld("wandeling.herinnerd", wandeling, tekst, wijk=wijk, door=door, aantal=gemaild)
        aantal += gemaild
    return aantal
