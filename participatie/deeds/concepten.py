"""Deeds about an answer in the making: keep it, lay it before a second reader, who lets it go out or sends it back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from participatie.deeds import toetsen
from participatie.models import Idee, Toetsconcept, Toetsing
from wijk.bewaren import bewaar
from wijk.fouten import GeenRecht, Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import RandvoorwaardeVersie
from wijk.post import schrijf
from wijk.rechten import vereis

A = Toetsconcept.Actie
Oordelen = Iterable[tuple[RandvoorwaardeVersie, str, str]]
STIL = frozenset({"oordelen", "reden", "opmerking"})


@transaction.atomic
def bewaar_concept(idee: Idee, oordelen: Oordelen, reden: str, *, gezien: int, stand: int, door) -> Toetsconcept:
    """Keep an answer that need not be finished; who saves it has it from then on. `stand`: that of the concept they saw, 0 for none."""
    vereis(door, "toetsen", idee.wijk)
    concept = _schrijf(idee, {"actie": A.TOETS, "oordelen": _als_json(oordelen), "reden": reden.strip()}, gezien=gezien, stand=stand, door=door)
    meld("toetsconcept.bewaard", idee, f"Een concept van het antwoord op idee {idee.nummer} is bewaard.", wijk=idee.wijk, door=door)
    return concept


@transaction.atomic
def leg_voor(idee: Idee, actie: str, reden: str, *, oordelen: Oordelen = (), met: Idee | None = None, gezien: int, stand: int, door) -> Toetsconcept:
    """Lay a finished answer before a second reader; it is checked as if it went out now. An idea that nobody took yet is in hand from then on."""
    vereis(door, "toetsen", idee.wijk)
    oordelen = list(oordelen)
    if not reden.strip():
        raise Geweigerd("Schrijf in gewone taal waarom. Iedereen leest dit antwoord.", "reden")
    if actie == A.TOETS:
        toetsen.keur(oordelen)
    if actie == A.SAMENVOEGEN:
        met = toetsen.keur_samenvoegen(idee, met)
    velden = {"actie": actie, "oordelen": _als_json(oordelen), "reden": reden.strip(), "met": met, "voorgelegd_op": timezone.now()}
    concept = _schrijf(idee, velden, gezien=gezien, stand=stand, door=door)
    if concept.idee.status == Idee.Status.ONTVANGEN:
        toetsen.neem_in_behandeling(concept.idee, door=door)
    meld("toetsconcept.voorgelegd", idee, f"Het antwoord op idee {idee.nummer} wacht op een tweede lezer.", wijk=idee.wijk, door=door)
    return concept


def _als_json(oordelen: Oordelen) -> list[list]:
    return [[versie.pk, waarde, waarom] for versie, waarde, waarom in oordelen]


def _schrijf(idee: Idee, velden: dict, *, gezien: int, stand: int, door) -> Toetsconcept:
    idee = _vast(idee)
    if not idee.is_te_toetsen:
        raise Geweigerd(f"{idee.met_stand} Er is niets te beantwoorden.")
    if gezien != idee.toetsingen.count():
        raise Geweigerd("Iemand anders heeft dit idee intussen beantwoord. Hieronder staat dat antwoord. Uw tekst staat er nog.")
    concept = Toetsconcept.objects.bij(idee) or Toetsconcept(idee=idee)
    _is_gezien(concept, stand)
    leeg = {"oordelen": [], "met": None, "voorgelegd_op": None, "opmerking": "", "opmerking_van": None}
    bewaar(concept, {**leeg, **velden, "gezien": gezien, "door": door, "stand": stand + 1, "gewijzigd_op": timezone.now()}, stil=STIL)
    return concept


def _vast(idee: Idee, met: int | None = None) -> Idee:
    """The idea (and the one that it is merged into, a primary key), held until the end: what concerns one idea goes one after another."""
    vast = Idee.objects.select_for_update(of=("self",)).select_related("wijk").filter(pk__in=[idee.pk, met]).order_by("pk")
    return next(een for een in vast if een.pk == idee.pk)


def _is_gezien(concept: Toetsconcept, stand: int) -> None:
    if concept.stand != stand:
        raise Geweigerd("Iemand anders heeft intussen een concept bewaard. Vergelijk het met uw tekst, die hier nog staat, en bewaar dan opnieuw.")


def _lees(concept: Toetsconcept, stand: int) -> Toetsconcept:
    idee = _vast(concept.idee, concept.met_id)
    concept = Toetsconcept.objects.in_wijk(idee.wijk).filter(pk=concept.pk).first()
    if concept is None or concept.voorgelegd_op is None or concept.stand != stand:
        raise Geweigerd("Dit concept is intussen veranderd. Lees het opnieuw.")
    return concept


@transaction.atomic
def stem_in(concept: Toetsconcept, *, stand: int, door) -> Toetsing:
    """A second official agrees: the answer goes out, as of who wrote it. `stand`: what they read; of a later one they are told."""
    vereis(door, "toetsen", concept.idee.wijk)
    concept = _lees(concept, stand)
    if concept.door == door:
        raise Geweigerd("U schreef dit antwoord zelf. Laat een collega het lezen.")
    idee, wie = concept.idee, {"gezien": concept.gezien, "door": concept.door, "gelezen_door": door}
    try:
        if concept.actie == A.TOETS:
            toetsing = toetsen.toets(idee, concept.regels(), concept.reden, **wie)
        elif concept.actie == A.ONDERHOUD:
            toetsing = toetsen.naar_onderhoud(idee, concept.reden, **wie)
        else:
            toetsing = toetsen.voeg_samen(idee, concept.met, concept.reden, **wie)
    except GeenRecht as fout:
        raise Geweigerd(f"{concept.door} geeft hier geen antwoorden meer. Neem het concept over bij het idee.") from fout
    except Geweigerd as weigering:  # its fields are not on the reader's page
        raise Geweigerd(str(weigering)) from weigering
    return toetsing


@transaction.atomic
def stuur_terug(concept: Toetsconcept, opmerking: str, *, stand: int, door) -> Toetsconcept:
    """A second official wants it otherwise, and says what; who wrote it hears by mail."""
    vereis(door, "toetsen", concept.idee.wijk)
    concept = _lees(concept, stand)
    if not opmerking.strip():
        raise Geweigerd("Schrijf wat er anders moet.", "opmerking")
    bewaar(concept, {"voorgelegd_op": None, "opmerking": opmerking.strip(), "opmerking_van": door, "stand": stand + 1}, stil=STIL)
    idee = concept.idee
    if concept.door.is_active and concept.door != door:
        onderwerp = f"Uw antwoord op idee {idee.nummer} is teruggestuurd"
        schrijf(concept.door.email, onderwerp, "participatie/post/concept_terug.txt", concept=concept, idee=idee, wijk=idee.wijk)
    meld("toetsconcept.terug", idee, f"Het concept bij idee {idee.nummer} is teruggestuurd.", wijk=idee.wijk, door=door)
    return concept


@transaction.atomic
def gooi_weg(concept: Toetsconcept, *, stand: int, door) -> None:
    """Throw one's own concept away, or that of anybody when the idea has its answer."""
    vereis(door, "toetsen", concept.idee.wijk)
    idee = _vast(concept.idee)
    concept = Toetsconcept.objects.bij(idee)
    if concept is None:
        raise Geweigerd("Dit concept is al weg.")
    if concept.door != door and idee.is_te_toetsen:
        raise Geweigerd(f"Dit is het concept van {concept.door}. U kunt het bij het idee overnemen.")
    _is_gezien(concept, stand)
    concept.delete()
    meld("toetsconcept.weg", idee, f"Het concept bij idee {idee.nummer} is weggegooid.", wijk=idee.wijk, door=door)
