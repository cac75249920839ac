"""The invented first months of the pilot, told with the portal's own deeds on a moved clock, so that every page has something to show. Labelled as example."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial

import time_machine
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from budget import deeds as geld
from participatie.deeds import agenda, ideeen, overleg, overleglijst, projecten, toetsen, wandelingen
from participatie.deeds.route import bewaar_route
from participatie.deeds.splitsen import splits
from participatie.deeds.uitnodigen import nodig_groep_uit
from participatie.models import Idee, Oordeel, Project
from wijk.bedrag import Bedrag
from wijk.deeds import kader
from wijk.deeds.themas import open_themas
from wijk.models import Bevoegdheid, Gebruiker, Partij, Wijk
from wijk.portaal.voorbeeld.advies import laad_adviezen, laad_eigen_voorwaarde
from wijk.portaal.voorbeeld.evaluaties import kijk_terug, kijk_terug_op_het_jaar
from wijk.portaal.voorbeeld.ideeen import om
from wijk.portaal.voorbeeld.papier import laad_papier
from wijk.portaal.voorbeeld.programma import laad_programma
from wijk.portaal.voorbeeld.project import beslis, laat_helpen, schrijf_uren, toon_voor_en_na
from wijk.portaal.voorbeeld.toetsen import laad_zinnen, neem_een_idee
from wijk.portaal.voorbeeld.wandeling import bereid_voor
from wijk.rechten import Functie

# The people of the demo. The names are invented; the addresses can never receive mail (RFC 2606).
PERSONEN = [
    ("bewoner", "Ans Voorbeeld", None),
    ("ambtenaar", "Bram Voorbeeld", Functie.AMBTENAAR),
    ("wijkcoordinator", "Carla Voorbeeld", Functie.WIJKCOORDINATOR),
    ("budgetbeheerder", "Dirk Voorbeeld", Functie.BUDGETBEHEERDER),
    ("tweede-budgetbeheerder", "Emma Voorbeeld", Functie.BUDGETBEHEERDER),
    ("bestuur", "Frans Voorbeeld", Functie.BESTUUR),
    ("organisatie", "Gerda Voorbeeld", Functie.ORGANISATIE),
    ("beheerder", "Hans Voorbeeld", Functie.BEHEERDER),
]


def maak_personen(wijk: Wijk) -> dict[str, Gebruiker]:
    mensen = {}
    for sleutel, naam, functie in PERSONEN:
        gebruiker, _ = Gebruiker.objects.get_or_create(email=f"{sleutel}@voorbeeld.invalid", defaults={"naam": naam, "voorbeeld": True})
        partij = wijk.partijen.onmisbaar().first() if functie == Functie.ORGANISATIE else None
        if functie:
            Bevoegdheid.objects.get_or_create(gebruiker=gebruiker, wijk=wijk, functie=functie, partij=partij)
        mensen[sleutel] = gebruiker
    return mensen


# So many days ago the invented year began.
BEGIN = 210


@contextmanager
def op(dagen_geleden: int, uur: int = 11, minuut: int = 0, *, vooraf=None):
    """Do what stands inside as if it were then (Dutch time): every deed records the moment at which it is done."""
    moment = om(dagen_geleden, uur, minuut)
    if vooraf:
        vooraf(moment)
    with time_machine.travel(moment.astimezone(UTC), tick=True):
        yield


@contextmanager
def na_toekenning(wijk: Wijk):
    """Money can only be moved once it is granted: where the pilot was loaded later than this chapter, tell its bookings as just after that."""
    momenten = wijk.budget.boekingen.aggregate(boeking=Max("ingevoerd_op"), akkoord=Max("akkoord__wanneer"))
    laatste = max(moment for moment in momenten.values() if moment)
    if laatste < timezone.now():
        yield
    else:
        with time_machine.travel((laatste + timedelta(milliseconds=1)).astimezone(UTC), tick=True):
            yield


@transaction.atomic
def laad_verhaal(wijk: Wijk, vooraf: Callable[[datetime], None] = lambda moment: None) -> bool:
    """Tell the story once; gives whether it was told now. `vooraf(moment)` is called before each chapter, for what else happened until then."""
    if wijk.wandelingen.exists():
        return False
    mensen = maak_personen(wijk)
    Wijk.objects.filter(pk=wijk.pk).update(voorbeeld=True)
    wijk.refresh_from_db()
    dan = partial(op, vooraf=vooraf)
    _maak_kader_af(wijk, mensen["wijkcoordinator"], dan)
    wandeling = _wandel(wijk, mensen["ambtenaar"], dan)
    gezegd = _voer_in_en_toets(wijk, wandeling, mensen["ambtenaar"], dan)
    speelplek, boeken, licht = _overleg_en_projecten(wijk, mensen["ambtenaar"], gezegd, dan)
    _voer_uit(wijk, mensen, speelplek, boeken, licht, dan)
    kijk_terug(wijk, mensen["ambtenaar"], boeken, dan)
    _gaat_verder(wijk, mensen, speelplek, licht, dan)
    laad_programma(wijk, mensen, dan)
    laad_papier(wijk, mensen, dan)
    laad_adviezen(wijk, mensen, dan)
    return True


def _dag(dagen_geleden: int) -> date:
    """The day so many days ago. As `om`, it counts from the clock: ask it outside a chapter."""
    return timezone.localdate() - timedelta(days=dagen_geleden)


def _maak_kader_af(wijk, wie, dan):
    start, gevraagd = _dag(200), _dag(190)
    tot = _dag(-165)
    concluderen = _dag(180)
    with dan(205):
        kader.wijzig_wijk(wijk, {"startdatum": start}, door=wie)
        for thema in wijk.themas.filter(domein="fysiek"):
            kader.bewaar_thema(wijk, {"open_vanaf": start}, thema, door=wie)
        for werk, uren in (("begeleiding", 160), ("vragen", 120)):
            kader.bewaar_capaciteit(wijk, {"werk": werk, "van": start, "tot": tot, "uren": uren}, door=wie)
    with dan(200):
        open_themas(wijk, start, door=wie)
    with dan(190):
        for partij, hoe in zip(wijk.partijen.onmisbaar(), ("gesprek", "telefoon", "gesprek"), strict=False):
            velden = {
                "reactie": Partij.Reactie.JA,
                "benaderd_op": gevraagd,
                "benaderd_hoe": hoe,
                "reactie_toelichting": "Voorbeeld: doet mee en loopt mee met de wandeling.",
            }
            kader.bewaar_partij(wijk, velden, partij, door=wie)
            kader.bewaar_rol(wijk, {"partij": partij, "soort": "meedoen", "toelichting": "voorbeeld: helpt bij de wandeling en denkt mee"}, door=wie)
            kader.bewaar_draagvlak(wijk, {"partij": partij, "mate": "volledig", "gevraagd_op": gevraagd, "gevraagd_hoe": hoe}, door=wie)
    with dan(180):
        velden = {"uitkomst": "geheel", "toelichting": "Voorbeeld: de drie onmisbare organisaties doen mee.", "datum": concluderen}
        kader.trek_conclusie(wijk, velden, door=wie)
        laad_eigen_voorwaarde(wijk, door=wie)


# Name, what is looked at, latitude, longitude, and the bends of the line to the next (longitude first).
HALTES = [
    ("Het winkelcentrum", "Voorbeeld: de banken en de beplanting.", 52.3432, 4.6125, [[4.6148, 52.344]]),
    ("De speeltuin", "Voorbeeld: wat missen kinderen hier?", 52.3449, 4.6172, []),
    ("Het pad langs het water", "Voorbeeld: is het hier licht genoeg?", 52.3466, 4.616, []),
    ("De oversteek bij de school", "", 52.3461, 4.6134, []),
]


def _kondig_wandeling_aan(wijk, titel, begint, wie):
    velden = {
        "titel": titel,
        "begint": begint,
        "eindigt": begint + timedelta(hours=2),
        "plaatsen": 40,
        "vertrekpunt": "het winkelcentrum (voorbeeld)",
        "toegankelijk": "Voorbeeld: over stoepen, geschikt voor een rollator.",
        "partijen": list(wijk.partijen.onmisbaar()),
    }
    wandeling = wandelingen.bewaar_wandeling(wijk, velden, None, door=wie)
    haltes = [{"naam": naam, "bekijk": bekijk, "plaats": "", "lat": lat, "lon": lon, "tussen": tussen} for naam, bekijk, lat, lon, tussen in HALTES]
    bewaar_route(wandeling, haltes, door=wie)
    for partij in wijk.partijen.uit_te_nodigen():
        velden = {"partij": partij, "kanaal": "brief en flyer (voorbeeld)", "datum": timezone.localdate(), "bereikt": 60}
        nodig_groep_uit(wandeling, velden, door=wie)
    return wandelingen.kondig_aan(wandeling, door=wie)


def _wandel(wijk, wie, dan):
    """The first walk: announced, signed up for one after another, and walked."""
    begint = om(140, 10)
    with dan(162):
        wandeling = _kondig_wandeling_aan(wijk, "Eerste wijkwandeling (voorbeeld)", begint, wie)
    for nummer in range(1, 15):
        velden = {
            "naam": f"Voorbeeldbewoner {nummer}",
            "denkt_mee": nummer % 2 == 0,
            "leeftijdsgroep": ["65+", "45-64", "30-44", "18-29"][nummer % 4],
        }
        with dan(161 - nummer, 9 + nummer % 9, 7 * nummer % 60):
            wandelingen.meld_aan(wandeling, velden, door=None)
    with dan(140, 12, 30):
        wandelingen.noteer_aanwezigheid(wandeling, set(wandeling.aanmeldingen.values_list("pk", flat=True)[:12]), door=wie)
        wandelingen.meld_gelopen(wandeling, door=wie)
        kader.schrijf_uren(wijk, {"werk": "begeleiding", "datum": timezone.localdate(), "uren": 6, "omschrijving": "wandeling (voorbeeld)"}, door=wie)
    return wandeling


GEZEGD = [
    ("Een natuurlijke speelplek naast de speeltuin", "kans", "Speelvoorzieningen", 52.3444, 4.6152),
    ("Meer licht op het pad langs het water", "knelpunt", "Verlichting", 52.3451, 4.6165),
    ("Een ruilkast voor boeken bij het winkelcentrum", "kans", "De inrichting van de wijk", 52.3433, 4.6128),
    ("De stoep bij de bushalte ligt scheef", "knelpunt", "Schoonhouden en onderhoud", 52.3461, 4.6142),
    ("Een drempel bij de oversteek naar de school", "kans", "Verkeer en verkeersveiligheid", 52.3463, 4.6158),
    ("Een plantsoen op de rijbaan", "kans", "De inrichting van de wijk", 52.3455, 4.6131),
    ("Te donker op het pad bij het water", "knelpunt", "Verlichting", 52.3452, 4.6166),
    ("Samen eten in het wijkcentrum, en samen een moestuin", "kans", "Sociale cohesie", None, None),
    ("Een bankje met leuning bij het water", "kans", "De inrichting van de wijk", 52.3449, 4.6171),
]


def _voer_in_en_toets(wijk, wandeling, wie, dan) -> list[Idee]:
    themas = {thema.naam: thema for thema in wijk.themas.all()}
    gezegd = []
    for minuut, (titel, soort, thema, lat, lon) in enumerate(GEZEGD):
        with dan(138, 10, 4 * minuut):
            gezegd.append(
                ideeen.dien_in(
                    wijk, titel=titel, soort=soort, omschrijving="Gezegd tijdens de voorbeeldwandeling.", thema=themas.get(thema), lat=lat, lon=lon,
                    herkomst=Idee.Herkomst.WANDELING, wandeling=wandeling, voorbeeld=True, door=wie,
                )
            )  # fmt: skip
    with dan(138, 11):
        wandelingen.meld_verwerkt(wandeling, door=wie)
        laad_zinnen(wijk, door=wie)
    with dan(137, 9):
        deel = {"omschrijving": "Gezegd tijdens de voorbeeldwandeling.", "soort": "kans", "thema": gezegd[7].thema}
        eerste, tweede = ({**deel, "titel": titel} for titel in ("Samen eten in het wijkcentrum", "Samen een moestuin beginnen"))
        splits(gezegd[7], eerste, [tweede], door=wie)
    W = Oordeel.Waarde
    voorwaarden = [v for v in wijk.randvoorwaarden.in_basisset().geldig().met_tekst() if v.soort == "inhoudelijk"]

    def antwoord(dagen_geleden, idee, waarde, waarom, reden):
        oordelen = [(v.huidige, W.VOLDOET, "") for v in voorwaarden if not v.themas.all() or idee.thema in v.themas.all()]
        oordelen[3] = (voorwaarden[3].huidige, waarde, waarom)
        with dan(dagen_geleden, 14):
            toetsen.toets(idee, oordelen, reden, door=wie)

    antwoord(132, gezegd[0], W.VOLDOET, "", "Dit kan. Er is ruimte naast de speeltuin en het past in het budget.")
    antwoord(
        131,
        gezegd[1],
        W.VOORWAARDE,
        "Het licht mag de vleermuizen niet storen.",
        "Dit kan voor een deel. We kiezen lampen die laag staan en alleen naar het pad schijnen.",
    )
    antwoord(130, gezegd[2], W.VOLDOET, "", "Dit kan. Bewoners willen de kast zelf beheren.")
    with dan(129, 10):
        toetsen.naar_onderhoud(gezegd[3], "We hebben de stoep doorgegeven aan de ploeg die het onderhoud doet.", door=wie)
        toetsen.voeg_samen(gezegd[6], gezegd[1], "Dit gaat over hetzelfde pad.", door=wie)
    antwoord(128, gezegd[4], W.VOLDOET, "", "Dit kan. We kijken samen met de school naar de beste plek.")
    antwoord(
        127,
        gezegd[5],
        W.VOLDOET_NIET,
        "De rijbaan moet vrij blijven voor de brandweer.",
        "Dit kan niet, want de brandweer moet er altijd door kunnen.",
    )
    antwoord(126, gezegd[8], W.VOLDOET, "", "Dit kan. Over de plek praten we in een volgend overleg.")
    with dan(126, 16):
        kader.schrijf_uren(wijk, {"werk": "vragen", "datum": timezone.localdate(), "uren": 4, "omschrijving": "toetsen (voorbeeld)"}, door=wie)
    for idee in gezegd:
        idee.refresh_from_db()
    return gezegd


def _overleg_en_projecten(wijk, wie, gezegd, dan):
    titels = "Natuurlijke speelplek (voorbeeld)", "Ruilkast voor boeken (voorbeeld)", "Licht op het pad (voorbeeld)"
    begint, later = om(105, 20), _dag(-40)
    with dan(120):
        velden = {"titel": "Overleg over het vervolg (voorbeeld)", "begint": begint, "plaats": "het wijkcentrum (voorbeeld)"}
        bijeenkomst = overleg.bewaar_overleg(wijk, velden, door=wie)
        agenda.maak_agenda(bijeenkomst, door=wie)
    with dan(105, 21, 15):
        for idee, titel in zip((gezegd[0], gezegd[2], gezegd[1]), titels, strict=True):
            overleg.leg_vast(bijeenkomst, idee, "project", "De aanwezigen vinden dit het belangrijkst.", nieuw_project=titel, door=wie)
        overleg.leg_vast(bijeenkomst, gezegd[4], "later", "Eerst kijken wat de school zelf kan doen.", wie="de gemeente", voor=later, door=wie)
        verslag = "Voorbeeld: we bespraken alle ideeën die kunnen en kozen er drie uit."
        overleg.sluit_overleg(bijeenkomst, {"aanwezig": 11, "verslag": verslag}, onbesloten_blijven=True, door=wie)
    speelplek, boeken, licht = (wijk.projecten.get(titel=titel) for titel in titels)
    bewoners = wijk.partijen.get(naam="Bewoners van de wijk")
    gemeente = wijk.partijen.get(naam="Gemeente Heemstede")
    tijdpad = {
        speelplek: (Bedrag("14.500"), ("Ontwerp samen met de buurt", _dag(60)), ("Grondwerk", _dag(-14)), ("Planten", _dag(-45))),
        boeken: (None, ("Tekening van de kast", _dag(85)), ("Bouwen en neerzetten", _dag(65))),
        licht: (Bedrag("8.250,50"), ("Proef met drie lampen", _dag(-30)), ("Lampen langs het hele pad", _dag(-90))),
    }
    with dan(98):
        for deel, (geraamd, *mijlpalen) in tijdpad.items():
            velden = {
                "omschrijving": "Dit project is een voorbeeld.",
                "trekker": bewoners,
                "contact": "wijk@voorbeeld.invalid (voorbeeld)",
                "kost_niets": geraamd is None,
                "geraamd": geraamd,
            }
            projecten.wijzig_project(deel, velden, door=wie)
            projecten.geef_rol(deel, {"partij": gemeente, "soort": "besluit", "persoon": ""}, door=wie)
            projecten.geef_rol(deel, {"partij": bewoners, "soort": "meedoen", "persoon": ""}, door=wie)
            projecten.geen_eigen_voorwaarden(deel, door=wie)
            for titel, datum in mijlpalen:
                projecten.zet_mijlpaal(deel, {"titel": titel, "datum": datum}, door=wie)
    with dan(95):
        for deel in (speelplek, boeken):
            beslis(deel, door=wie)
            projecten.naar_status(deel, Project.Status.BESLUIT, door=wie)
        projecten.naar_status(boeken, Project.Status.UITVOERING, door=wie)
    return speelplek, boeken, licht


def _voer_uit(wijk, mensen, speelplek, boeken, licht, dan):
    een, twee, wie, budget = mensen["budgetbeheerder"], mensen["tweede-budgetbeheerder"], mensen["ambtenaar"], wijk.budget
    with dan(90, 10), na_toekenning(wijk):
        boeking = geld.reserveer(budget, speelplek, Bedrag("14.500"), "Reservering (voorbeeld)", door=een)
    with dan(89, 15), na_toekenning(wijk):
        geld.geef_akkoord(boeking, door=twee)
        projecten.naar_status(speelplek, Project.Status.UITVOERING, door=wie)
    with dan(85, 16):
        projecten.mijlpaal_klaar(boeken.mijlpalen.first(), door=wie)
    with dan(75):
        laat_helpen(speelplek, door=wie)
        velden = {"bron": "eigen_werk", "uren": 120, "toelichting": "voorbeeld: buren planten zelf"}
        geld.bewaar_dekking(speelplek, velden, door=een)
    with dan(66, 17):
        projecten.mijlpaal_klaar(boeken.mijlpalen.last(), door=wie)
        nieuws = {"titel": "De kast staat er", "tekst": "Voorbeeld: op zaterdag zetten buren de kast neer."}
        projecten.plaats_nieuws(boeken, nieuws, door=wie)
        toon_voor_en_na(boeken, door=wie)
    with dan(63):
        projecten.naar_status(boeken, Project.Status.AFGEROND, door=wie)
    with dan(61):
        projecten.mijlpaal_klaar(speelplek.mijlpalen.first(), door=wie)
    with dan(58), na_toekenning(wijk):
        geld.verplicht(budget, speelplek, Bedrag("2.400"), "Grondwerk besteld (voorbeeld)", door=een)


def _gaat_verder(wijk, mensen, speelplek, licht, dan):
    """What runs at this moment: a bill paid, a booking that waits for a second person, and a walk to come."""
    wie, budget, later = mensen["ambtenaar"], wijk.budget, _dag(-60)
    with dan(30):
        schrijf_uren(speelplek, 3, door=wie)
        reden = "Voorbeeld: de grond is nog te nat."
        projecten.verschuif_mijlpaal(speelplek.mijlpalen.get(titel="Planten"), later, reden, door=wie)
    kijk_terug_op_het_jaar(wijk, mensen["wijkcoordinator"], dan)
    with dan(15), na_toekenning(wijk):
        geld.betaal(budget, speelplek, Bedrag("1.250,50"), "Eerste rekening (voorbeeld)", door=mensen["budgetbeheerder"])
    with dan(9):
        neem_een_idee(wijk, door=wie)
    begint = om(-17, 10)
    with dan(8):
        bereid_voor(_kondig_wandeling_aan(wijk, "Tweede wijkwandeling (voorbeeld)", begint, wie), door=wie)
    praat = om(-10, 20)
    with dan(7):
        velden = {"titel": "Tweede overleg (voorbeeld)", "begint": praat, "plaats": "het wijkcentrum (voorbeeld)"}
        bijeenkomst = overleg.bewaar_overleg(wijk, velden, door=wie)
        agenda.maak_agenda(bijeenkomst, door=wie)
        overleglijst.nodig_erbij(bijeenkomst, {"naam": "Voorbeeldbuur 5", "email": "buur@voorbeeld.invalid"}, door=wie)
    with dan(5), na_toekenning(wijk):
        geld.reserveer(budget, licht, Bedrag("8.250,50"), "Reservering (voorbeeld)", door=mensen["budgetbeheerder"])
