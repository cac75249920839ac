"""Deeds about walks (step 3 of the note)."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from participatie.bereik import staat_vast
from participatie.deeds.wandelpost import laat_wachtenden_toe, vertel_afgelast, vertel_verplaatst
from participatie.models import Aanmelding, Halte, Wijkwandeling
from wijk.bewaren import bewaar
from wijk.dagen import past_bij_moment
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.overgang import overgang
from wijk.post import schrijf
from wijk.rechten import SYSTEEM, vereis
from wijk.woorden import datum, ingekort, stuks

S = Wijkwandeling.Status
AL_GETELD = "Deze wandeling telt mee in de cijfers over leeftijd. Wie er was, staat daarom vast. Zo kan niemand zien hoe oud iemand is."


@transaction.atomic
def bewaar_wandeling(
    wijk: Wijk, velden: dict, haltes: list[str] | None, wandeling: Wijkwandeling | None = None, *, was_al: bool = False, door
) -> Wijkwandeling:
    """Plan a walk or change one. `haltes`: names of the stops in order, or None to leave them; a stop that keeps its name keeps its place.

    Who signed up or was mailed is told when an announced walk gets another time or starting point, and who has no address stands on the list of
    who is still to be told; it cannot be moved to the past. More places let in who waits; Geweigerd for fewer places than are taken.
    `was_al`: it was walked already, and is entered afterwards: it is then “gelopen”.
    """
    vereis(door, "wandelingen_beheren", wijk)
    nieuw = wandeling is None
    wandeling = wandeling or Wijkwandeling(wijk=wijk)
    if wandeling.is_dicht:
        raise Geweigerd(f"Deze wandeling is {wandeling.get_status_display()} en verandert niet meer.")
    if wandeling.status == S.CONCEPT and (nieuw or was_al or velden["begint"] != wandeling.begint):
        past_bij_moment(velden["begint"], was_al)
    anders = bewaar(wandeling, velden, stil=frozenset())
    if haltes is not None:
        _bewaar_haltes(wandeling, haltes)
    if "plaatsen" in anders and not nieuw:
        _pas_plaatsen_aan(wandeling)
    gemaild: list[str] = []
    verplaatst = not nieuw and wandeling.status == S.AANGEKONDIGD and bool({"begint", "vertrekpunt"} & set(anders))
    if verplaatst:
        if "begint" in anders and wandeling.is_begonnen:
            raise Geweigerd("Mensen kunnen zich hiervoor aanmelden. Kies een dag en tijd die nog moeten komen.", "begint")
        gemaild = vertel_verplaatst(wandeling)
    tekst = "Er is een wandeling gepland." if nieuw else "De gegevens van een wandeling zijn gewijzigd."
    soort = "wandeling.gepland" if nieuw else "wandeling.gewijzigd"
    meld(soort, wandeling, tekst, wijk=wijk, door=door, openbaar=verplaatst, al_gemaild=gemaild, anders=anders)
    return meld_gelopen(wandeling, door=door) if was_al and wandeling.status == S.CONCEPT else wandeling


def _pas_plaatsen_aan(wandeling: Wijkwandeling) -> None:
    """More places are for who waits; fewer than are taken cannot be."""
    al = bezet(wandeling)
    if wandeling.plaatsen is not None and wandeling.plaatsen < al:
        raise Geweigerd(f"Er zijn al {stuks(al, 'plaats', 'plaatsen')} bezet. Vul {al} of meer in.", "plaatsen")
    if wandeling.kan_aanmelden:
        laat_wachtenden_toe(wandeling)


def _bewaar_haltes(wandeling: Wijkwandeling, namen: list[str]) -> None:
    # A stop is known by its name: what is said there stays with it when the route changes.
    if dubbel := next((naam for naam, aantal in Counter(namen).items() if aantal > 1), ""):
        raise Geweigerd(f"“{dubbel}” staat er meer dan één keer. Geef de tweede een andere naam, bijvoorbeeld “{dubbel} (einde)”.", "haltes")
    bestaand = {halte.naam: halte for halte in wandeling.haltes.all()}
    Halte.objects.filter(wandeling=wandeling).exclude(naam__in=namen).delete()
    for halte in bestaand.values():  # out of the way of the new order
        Halte.objects.filter(pk=halte.pk).update(volgorde=halte.volgorde + 1000)
    for nummer, naam in enumerate(namen, start=1):
        if naam in bestaand:
            Halte.objects.filter(pk=bestaand[naam].pk).update(volgorde=nummer)
        else:
            Halte.objects.create(wandeling=wandeling, volgorde=nummer, naam=naam)


def mist_voor_aankondigen(wandeling: Wijkwandeling) -> dict[str, str]:
    """What a walk lacks before it can be announced, in words, each with the name of the page of the werkplek where it is filled in."""
    mist = {}
    if wandeling.is_begonnen:
        mist["een dag en tijd die nog moeten komen"] = "wandeling_wijzigen"
    if not wandeling.partijen.exists():
        mist["met welke partijen u de wandeling organiseert"] = "wandeling_wijzigen"
    if not wandeling.uitnodigingen.exists():
        mist["welke groepen u uitnodigt"] = "uitnodigingen"
    return mist


@transaction.atomic
def kondig_aan(wandeling: Wijkwandeling, *, door) -> Wijkwandeling:
    """Publish a walk: from now on people can sign up."""
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    if mist := mist_voor_aankondigen(wandeling):
        raise Geweigerd(f"U kunt deze wandeling nog niet aankondigen. Nog nodig: {', '.join(mist)}.")
    overgang(wandeling, S.AANGEKONDIGD)
    wanneer = timezone.localtime(wandeling.begint)
    meld("wandeling.aangekondigd", wandeling, f"Er komt een wijkwandeling op {datum(wanneer)}.", wijk=wandeling.wijk, door=door, openbaar=True)
    return wandeling


@transaction.atomic
def gelast_af(wandeling: Wijkwandeling, reden: str, *, door) -> Wijkwandeling:
    """Cancel a walk, with a reason; who signed up or was mailed is told, and who has no address stands on the list of who is still to be told."""
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    if not reden.strip():
        raise Geweigerd("Zeg waarom de wandeling niet doorgaat.", "reden")
    was = wandeling.status
    overgang(wandeling, S.AFGELAST, reden_afgelast=reden.strip())
    adressen = vertel_afgelast(wandeling)
    wandeling.uitgenodigd.all().delete()
    meld(
        "wandeling.afgelast",
        wandeling,
        ingekort(f"De wijkwandeling “{wandeling.titel}” gaat niet door. {wandeling.reden_afgelast}", 300),
        wijk=wandeling.wijk,
        door=door,
        openbaar=was == S.AANGEKONDIGD,
        al_gemaild=adressen,
    )
    return wandeling


def _moet_begonnen_zijn(wandeling: Wijkwandeling) -> None:
    if not wandeling.is_begonnen:
        raise Geweigerd("De wandeling moet nog beginnen.")


def moet_de_dag_zijn(wandeling: Wijkwandeling) -> None:
    """Geweigerd before the day of the walk: who is there is only seen then."""
    if not wandeling.is_de_dag:
        raise Geweigerd(f"De wandeling is pas op {datum(timezone.localtime(wandeling.begint))}. Noteer dan wie er is.")


def moet_nog_tellen(wandeling: Wijkwandeling) -> None:
    """Geweigerd once the walk is counted in what is told of ages."""
    if staat_vast(wandeling):
        raise Geweigerd(f"{AL_GETELD} Wil iemand nog meedenken? Zet die op de lijst van het overleg.")


@transaction.atomic
def meld_gelopen(wandeling: Wijkwandeling, *, door) -> Wijkwandeling:
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    _moet_begonnen_zijn(wandeling)
    overgang(wandeling, S.GELOPEN)
    wandeling.uitgenodigd.all().delete()  # nobody is invited any more
    meld("wandeling.gelopen", wandeling, f"De wijkwandeling “{wandeling.titel}” is gelopen.", wijk=wandeling.wijk, door=door, openbaar=True)
    return wandeling


@transaction.atomic
def meld_verwerkt(wandeling: Wijkwandeling, *, door) -> Wijkwandeling:
    """Everything that was said is on the list."""
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    aantal = wandeling.ideeen.meetellend().count()
    if not aantal:
        raise Geweigerd("Er is nog niets ingevoerd van deze wandeling. Voer eerst in wat er gezegd is.")
    overgang(wandeling, S.VERWERKT)
    meld(
        "wandeling.verwerkt",
        wandeling,
        f"Alles van de wijkwandeling “{wandeling.titel}” staat op de lijst: {stuks(aantal, 'idee', 'ideeën')}.",
        wijk=wandeling.wijk,
        door=door,
        openbaar=True,
    )
    return wandeling


@transaction.atomic
def meld_aan(wandeling: Wijkwandeling, velden: dict, *, sleutel=None, voor_ander: bool = False, door) -> Aanmelding:
    """Sign up for a walk; without a place left: on the waiting list. The row of the walk is held, so that no place is given twice.

    `voor_ander`: an official does so for who called or handed in a strip; it is then not tied to the account of the official.
    """
    vereis(door, "wandelingen_beheren" if voor_ander else "aanmelden", wandeling.wijk)
    if sleutel and (bestaand := Aanmelding.objects.filter(sleutel=sleutel).first()):
        return bestaand
    wandeling = Wijkwandeling.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=wandeling.pk)
    if wandeling.status != S.AANGEKONDIGD or wandeling.begint < timezone.now():
        raise Geweigerd("U kunt zich voor deze wandeling niet (meer) aanmelden.")
    if al_aangemeld(wandeling, velden.get("naam", ""), velden.get("email", "")):
        raise Geweigerd(
            "Met deze naam en dit e-mailadres bent u al aangemeld. De bevestiging staat in uw mail. Komt er nog iemand mee? Vul dan die naam in.",
            "email",
        )
    vol = wandeling.plaatsen is not None and bezet(wandeling) + velden.get("aantal", 1) > wandeling.plaatsen
    iemand = None if voor_ander or door is None or door is SYSTEEM else door
    aanmelding = Aanmelding(wandeling=wandeling, gebruiker=iemand, sleutel=sleutel, wachtlijst=vol)
    try:
        bewaar(aanmelding, velden)
    except Geweigerd:
        if sleutel and (bestaand := Aanmelding.objects.filter(sleutel=sleutel).first()):
            return bestaand
        raise
    meld("aanmelding.gedaan", wandeling, f"Iemand heeft zich aangemeld voor “{wandeling.titel}”.", wijk=wandeling.wijk, door=door, wachtlijst=vol)
    if aanmelding.email:
        schrijf(
            aanmelding.email,
            "U bent aangemeld voor de wijkwandeling",
            "participatie/post/aangemeld.txt",
            aanmelding=aanmelding,
            wandeling=wandeling,
            wijk=wandeling.wijk,
        )
    return aanmelding


def al_aangemeld(wandeling: Wijkwandeling, naam: str, email: str, behalve: int | None = None) -> bool:
    """Whether this person holds a place already, in another registration than `behalve`. Only with an address: two people without one may well
    share a name.

    Names are compared here, because SQLite knows capitals of plain letters only.
    """
    if not email:
        return False
    namen = wandeling.aanmeldingen.geldig().exclude(pk=behalve).filter(email__iexact=email.strip()).values_list("naam", flat=True)
    return naam.strip().casefold() in {ander.strip().casefold() for ander in namen}


def bezet(wandeling: Wijkwandeling) -> int:
    return wandeling.aanmeldingen.met_plaats().mensen()


@transaction.atomic
def meld_af(aanmelding: Aanmelding, *, voor_ander: bool = False, door) -> Aanmelding:
    """Take back a registration, by its personal code; the first of the waiting list who fits comes in.

    `voor_ander`: an official takes somebody off, who is mailed that.
    """
    wandeling = Wijkwandeling.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=aanmelding.wandeling_id)
    vereis(door, "wandelingen_beheren" if voor_ander else "aanmelden", wandeling.wijk)
    if wandeling.is_begonnen:  # who was there, or not, is noted from here on
        raise Geweigerd("De wandeling is al begonnen. " + ("Afmelden kan niet meer." if voor_ander else "U kunt zich niet meer afmelden."))
    if not Aanmelding.objects.filter(pk=aanmelding.pk, afgemeld_op__isnull=True).update(afgemeld_op=timezone.now(), te_vertellen=""):
        raise Geweigerd("Deze persoon was al afgemeld." if voor_ander else "U was al afgemeld.")
    aanmelding.refresh_from_db()
    meld("aanmelding.ingetrokken", wandeling, f"Iemand heeft zich afgemeld voor “{wandeling.titel}”.", wijk=wandeling.wijk, door=door)
    if voor_ander and aanmelding.email:
        gegevens = {"aanmelding": aanmelding, "wandeling": wandeling, "wijk": wandeling.wijk}
        schrijf(aanmelding.email, "U bent afgemeld voor de wijkwandeling", "participatie/post/afgemeld.txt", **gegevens)
    laat_wachtenden_toe(wandeling)
    return aanmelding


@transaction.atomic
def noteer_aanwezigheid(wandeling: Wijkwandeling, aanwezig: set[int], *, was: set[int] | None = None, door) -> Wijkwandeling:
    """Note who came: primary keys of registrations.

    `was`: who was ticked when the form was opened. Only what changed since is written, so that what somebody else noted meanwhile stays;
    without it everybody who is not in `aanwezig` did not come.
    """
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    _moet_begonnen_zijn(wandeling)
    geldig, nu = wandeling.aanmeldingen.geldig(), timezone.now()
    was = set(geldig.filter(aanwezig=True).values_list("pk", flat=True)) if was is None else was
    if aanwezig != was:
        moet_nog_tellen(wandeling)
    geldig.filter(pk__in=aanwezig - was).update(aanwezig=True, getikt_op=nu)
    geldig.filter(pk__in=was - aanwezig).update(aanwezig=False, getikt_op=nu)
    geldig.filter(aanwezig__isnull=True).update(aanwezig=False)  # nobody said so: a tap on a phone that is still to arrive does
    meld(
        "wandeling.aanwezigheid",
        wandeling,
        f"De aanwezigheid bij “{wandeling.titel}” is genoteerd.",
        wijk=wandeling.wijk,
        door=door,
        aantal=len(aanwezig),
    )
    return wandeling


@transaction.atomic
def kwam_erbij(wandeling: Wijkwandeling, velden: dict, *, sleutel=None, door) -> Aanmelding:
    """Somebody who came along without having signed up. The same `sleutel` gives the one that stands already."""
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    if sleutel and (bestaand := wandeling.aanmeldingen.filter(sleutel=sleutel).first()):
        return bestaand
    moet_de_dag_zijn(wandeling)
    moet_nog_tellen(wandeling)
    aanmelding = Aanmelding(wandeling=wandeling, aanwezig=True, sleutel=sleutel, getikt_op=timezone.now())
    try:
        bewaar(aanmelding, velden)
    except Geweigerd:
        if sleutel and (bestaand := wandeling.aanmeldingen.filter(sleutel=sleutel).first()):  # sent twice at the same moment
            return bestaand
        raise
    meld("aanmelding.ter_plekke", wandeling, f"Iemand liep mee met “{wandeling.titel}” zonder aanmelding.", wijk=wandeling.wijk, door=door)
    return aanmelding
