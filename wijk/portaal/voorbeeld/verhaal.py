"""An invented first year of the pilot, told with the portal's own deeds, so that every page has something to show. Labelled as example."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from budget import deeds as geld
from evaluatie import deeds as terugblik
from evaluatie.models import Kant, Vraag
from participatie.deeds import ideeen, overleg, projecten, toetsen, wandelingen
from participatie.models import Idee, Oordeel, Project
from wijk.bedrag import Bedrag
from wijk.deeds import kader
from wijk.models import Bevoegdheid, Gebruiker, Partij, Wijk
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


@transaction.atomic
def laad_verhaal(wijk: Wijk) -> bool:
    """Tell the story once; gives whether it was told now."""
    if wijk.wandelingen.exists():
        return False
    mensen = maak_personen(wijk)
    Wijk.objects.filter(pk=wijk.pk).update(voorbeeld=True)
    wijk.refresh_from_db()
    vandaag = timezone.localdate()
    _maak_kader_af(wijk, mensen["wijkcoordinator"], vandaag)
    wandeling = _wandel(wijk, mensen["ambtenaar"], vandaag)
    gezegd = _voer_in_en_toets(wijk, wandeling, mensen["ambtenaar"])
    speelplek, boeken, licht = _overleg_en_projecten(wijk, mensen["ambtenaar"], gezegd, vandaag)
    _geld(wijk, mensen, speelplek, licht, vandaag)
    _kijk_terug(wijk, mensen["ambtenaar"], boeken, vandaag)
    return True


def _maak_kader_af(wijk, wie, vandaag):
    kader.wijzig_wijk(wijk, {"startdatum": vandaag - timedelta(days=200)}, door=wie)
    for thema in wijk.themas.open_op(vandaag):
        kader.bewaar_thema(wijk, {"open_vanaf": wijk.startdatum}, thema, door=wie)
    for partij, hoe in zip(wijk.partijen.onmisbaar(), ("gesprek", "telefoon", "gesprek"), strict=False):
        velden = {
            "reactie": Partij.Reactie.JA,
            "benaderd_op": vandaag - timedelta(days=180),
            "benaderd_hoe": hoe,
            "reactie_toelichting": "Voorbeeld: doet mee en loopt mee met de wandeling.",
        }
        kader.bewaar_partij(wijk, velden, partij, door=wie)
        kader.bewaar_rol(wijk, {"partij": partij, "soort": "meedoen", "toelichting": "voorbeeld: helpt bij de wandeling en denkt mee"}, door=wie)
        kader.bewaar_draagvlak(
            wijk, {"partij": partij, "mate": "volledig", "gevraagd_op": vandaag - timedelta(days=180), "gevraagd_hoe": hoe}, door=wie
        )
    kader.trek_conclusie(
        wijk,
        {"uitkomst": "geheel", "toelichting": "Voorbeeld: de drie onmisbare organisaties doen mee.", "datum": vandaag - timedelta(days=170)},
        door=wie,
    )
    for werk, uren in (("begeleiding", 160), ("vragen", 120)):
        kader.bewaar_capaciteit(
            wijk, {"werk": werk, "van": vandaag - timedelta(days=200), "tot": vandaag + timedelta(days=165), "uren": uren}, door=wie
        )
    for dagen, werk, uren in ((120, "begeleiding", 6), (90, "vragen", 4), (30, "begeleiding", 3)):
        kader.schrijf_uren(wijk, {"werk": werk, "datum": vandaag - timedelta(days=dagen), "uren": uren, "omschrijving": "voorbeeld"}, door=wie)


def _wandel(wijk, wie, vandaag):
    """One walk that has been, and one that comes."""
    toen = timezone.make_aware(timezone.datetime.combine(vandaag - timedelta(days=120), timezone.datetime.min.time().replace(hour=10)))
    straks = timezone.make_aware(timezone.datetime.combine(vandaag + timedelta(days=17), timezone.datetime.min.time().replace(hour=10)))
    route = {"type": "LineString", "coordinates": [[4.6125, 52.3432], [4.6148, 52.344], [4.6172, 52.3449], [4.616, 52.3466], [4.6134, 52.3461]]}
    vast = {
        "vertrekpunt": "het winkelcentrum (voorbeeld)",
        "toegankelijk": "Voorbeeld: twee kilometer over stoepen, geschikt voor een rollator.",
        "partijen": list(wijk.partijen.onmisbaar()),
        "route": route,
    }
    haltes = ["Het winkelcentrum", "De speeltuin", "Het pad langs het water", "De oversteek bij de school"]
    gemaakt = []
    for titel, moment in (("Voorbeeldwandeling in het voorjaar", straks), ("Eerste wijkwandeling (voorbeeld)", straks + timedelta(days=1))):
        wandeling = wandelingen.bewaar_wandeling(
            wijk, {"titel": titel, "begint": moment, "eindigt": moment + timedelta(hours=2), "plaatsen": 40, **vast}, haltes, door=wie
        )
        for partij in wijk.partijen.uit_te_nodigen():
            wandelingen.nodig_groep_uit(
                wandeling, {"partij": partij, "kanaal": "brief en flyer (voorbeeld)", "datum": vandaag - timedelta(days=140), "bereikt": 60}, door=wie
            )
        wandelingen.kondig_aan(wandeling, door=wie)
        gemaakt.append(wandeling)
    wandeling = gemaakt[1]
    for nummer in range(1, 15):
        wandelingen.meld_aan(
            wandeling,
            {"naam": f"Voorbeeldbewoner {nummer}", "denkt_mee": nummer % 2 == 0, "leeftijdsgroep": ["65+", "45-64", "30-44", "18-29"][nummer % 4]},
            door=None,
        )
    # The walk itself was in the past; the deeds above only announce what is still to come.
    type(wandeling).objects.filter(pk=wandeling.pk).update(begint=toen, eindigt=toen + timedelta(hours=2))
    wandeling.refresh_from_db()
    wandelingen.noteer_aanwezigheid(wandeling, set(wandeling.aanmeldingen.values_list("pk", flat=True)[:12]), door=wie)
    wandelingen.meld_gelopen(wandeling, door=wie)
    return wandeling


GEZEGD = [
    ("Een natuurlijke speelplek naast de speeltuin", "kans", "Speelvoorzieningen", 52.3444, 4.6152),
    ("Meer licht op het pad langs het water", "knelpunt", "Verlichting", 52.3451, 4.6165),
    ("Een ruilkast voor boeken bij het winkelcentrum", "kans", "De inrichting van de wijk", 52.3433, 4.6128),
    ("De stoep bij de bushalte ligt scheef", "knelpunt", "Schoonhouden en onderhoud", 52.3461, 4.6142),
    ("Een drempel bij de oversteek naar de school", "kans", "Verkeer en verkeersveiligheid", 52.3463, 4.6158),
    ("Een plantsoen op de rijbaan", "kans", "De inrichting van de wijk", 52.3455, 4.6131),
    ("Te donker op het pad bij het water", "knelpunt", "Verlichting", 52.3452, 4.6166),
    ("Samen eten in het wijkcentrum", "kans", "Sociale cohesie", None, None),
    ("Een bankje met leuning bij het water", "kans", "De inrichting van de wijk", 52.3449, 4.6171),
]


def _voer_in_en_toets(wijk, wandeling, wie) -> list[Idee]:
    themas = {thema.naam: thema for thema in wijk.themas.all()}
    gezegd = [
        ideeen.dien_in(
            wijk, titel=titel, soort=soort, omschrijving="Gezegd tijdens de voorbeeldwandeling.", thema=themas.get(thema), lat=lat, lon=lon,
            herkomst=Idee.Herkomst.WANDELING, wandeling=wandeling, voorbeeld=True, door=wie,
        )
        for titel, soort, thema, lat, lon in GEZEGD
    ]  # fmt: skip
    wandelingen.meld_verwerkt(wandeling, door=wie)
    W = Oordeel.Waarde
    voorwaarden = [v for v in wijk.randvoorwaarden.in_basisset().geldig().met_tekst() if v.soort == "inhoudelijk"]

    def antwoord(idee, waarde, waarom, reden):
        oordelen = [(v.huidige, W.VOLDOET, "") for v in voorwaarden]
        oordelen[3] = (voorwaarden[3].huidige, waarde, waarom)
        toetsen.toets(idee, oordelen, reden, door=wie)

    antwoord(gezegd[0], W.VOLDOET, "", "Dit kan. Er is ruimte naast de speeltuin en het past in het budget.")
    antwoord(
        gezegd[1],
        W.VOORWAARDE,
        "Het licht mag de vleermuizen niet storen.",
        "Dit kan voor een deel. We kiezen lampen die laag staan en alleen naar het pad schijnen.",
    )
    antwoord(gezegd[2], W.VOLDOET, "", "Dit kan. Bewoners willen de kast zelf beheren.")
    toetsen.naar_onderhoud(gezegd[3], "We hebben de stoep doorgegeven aan de ploeg die het onderhoud doet.", door=wie)
    antwoord(gezegd[4], W.VOLDOET, "", "Dit kan. We kijken samen met de school naar de beste plek.")
    antwoord(
        gezegd[5], W.VOLDOET_NIET, "De rijbaan moet vrij blijven voor de brandweer.", "Dit kan niet, want de brandweer moet er altijd door kunnen."
    )
    toetsen.voeg_samen(gezegd[6], gezegd[1], "Dit gaat over hetzelfde pad.", door=wie)
    for idee in gezegd:
        idee.refresh_from_db()
    return gezegd


def _overleg_en_projecten(wijk, wie, gezegd, vandaag):
    bijeenkomst = overleg.bewaar_overleg(
        wijk,
        {"titel": "Overleg over het vervolg (voorbeeld)", "begint": timezone.now() - timedelta(days=80), "plaats": "het wijkcentrum (voorbeeld)"},
        door=wie,
    )
    project = "Natuurlijke speelplek (voorbeeld)", "Ruilkast voor boeken (voorbeeld)", "Licht op het pad (voorbeeld)"
    for idee, titel in zip((gezegd[0], gezegd[2], gezegd[1]), project, strict=True):
        overleg.leg_vast(bijeenkomst, idee, "project", "De aanwezigen vinden dit het belangrijkst.", nieuw_project=titel, door=wie)
    overleg.leg_vast(
        bijeenkomst, gezegd[4], "later", "Eerst kijken wat de school zelf kan doen.", wie="de gemeente", voor=vandaag + timedelta(days=120), door=wie
    )
    overleg.sluit_overleg(bijeenkomst, {"aanwezig": 11, "verslag": "Voorbeeld: we bespraken alle ideeën die kunnen en kozen er drie uit."}, door=wie)
    speelplek, boeken, licht = (wijk.projecten.get(titel=titel) for titel in project)
    bewoners = wijk.partijen.get(naam="Bewoners van de wijk")
    gemeente = wijk.partijen.get(naam="Gemeente Heemstede")
    for deel, geraamd in ((speelplek, Bedrag("14.500")), (boeken, None), (licht, Bedrag("8.250,50"))):
        projecten.wijzig_project(
            deel,
            {
                "omschrijving": "Dit project is een voorbeeld.",
                "trekker": bewoners,
                "contact": "wijk@voorbeeld.invalid (voorbeeld)",
                "kost_niets": geraamd is None,
                "geraamd": geraamd,
            },
            door=wie,
        )
        projecten.geef_rol(deel, {"partij": gemeente, "soort": "besluit", "persoon": ""}, door=wie)
        projecten.geef_rol(deel, {"partij": bewoners, "soort": "meedoen", "persoon": ""}, door=wie)
        projecten.geen_eigen_voorwaarden(deel, door=wie)
        projecten.zet_mijlpaal(deel, {"titel": "Plan klaar", "datum": vandaag - timedelta(days=40)}, door=wie)
        projecten.zet_mijlpaal(deel, {"titel": "Uitgevoerd", "datum": vandaag + timedelta(days=45)}, door=wie)
        projecten.mijlpaal_klaar(deel.mijlpalen.first(), door=wie)
    for deel in (speelplek, boeken):
        projecten.naar_status(deel, Project.Status.BESLUIT, door=wie)
    projecten.naar_status(boeken, Project.Status.UITVOERING, door=wie)
    projecten.mijlpaal_klaar(boeken.mijlpalen.last(), door=wie)
    projecten.plaats_nieuws(boeken, {"titel": "De kast staat er", "tekst": "Voorbeeld: op zaterdag zetten buren de kast neer."}, door=wie)
    projecten.naar_status(boeken, Project.Status.AFGEROND, door=wie)
    return speelplek, boeken, licht


def _geld(wijk, mensen, speelplek, licht, vandaag):
    een, twee, budget = mensen["budgetbeheerder"], mensen["tweede-budgetbeheerder"], wijk.budget
    boeking = geld.reserveer(budget, speelplek, Bedrag("14.500"), "Reservering (voorbeeld)", datum=vandaag - timedelta(days=60), door=een)
    geld.geef_akkoord(boeking, door=twee)
    geld.verplicht(budget, speelplek, Bedrag("2.400"), "Grondwerk besteld (voorbeeld)", datum=vandaag - timedelta(days=30), door=een)
    geld.betaal(budget, speelplek, Bedrag("1.250,50"), "Eerste rekening (voorbeeld)", datum=vandaag - timedelta(days=10), door=een)
    geld.reserveer(budget, licht, Bedrag("8.250,50"), "Reservering (voorbeeld)", datum=vandaag - timedelta(days=5), door=een)
    geld.bewaar_dekking(speelplek, {"bron": "eigen_werk", "uren": 120, "toelichting": "voorbeeld: buren planten zelf"}, door=een)
    projecten.naar_status(speelplek, Project.Status.UITVOERING, door=mensen["ambtenaar"])


def _kijk_terug(wijk, wie, boeken, vandaag):
    evaluatie = terugblik.maak_evaluatie(
        wijk,
        {
            "project": boeken,
            "titel": "Wat bracht de ruilkast? (voorbeeld)",
            "inleiding": "Dit is een voorbeeld.",
            "open_tot": vandaag + timedelta(days=7),
        },
        door=wie,
    )
    for kant, aantal in ((Kant.BEWONERS, 6), (Kant.ORGANISATIES, 3), (Kant.GEMEENTE, 3)):
        terugblik.nodig_uit(evaluatie, kant, [], aantal, door=wie)
    terugblik.open_evaluatie(evaluatie, door=wie)
    vragen = list(evaluatie.vragen.all())
    for nummer, genodigde in enumerate(evaluatie.genodigden.select_related("evaluatie__wijk")):
        eigen = [v for v in vragen if v.kant in ("", genodigde.kant)]
        antwoorden = {
            v: 3 + (nummer + v.volgorde) % 3 if v.soort == Vraag.Soort.CIJFER else "Voorbeeld: buren spreken elkaar nu vaker." for v in eigen
        }
        terugblik.vul_in(genodigde, antwoorden, door=None)
    terugblik.sluit(evaluatie, door=wie)
    eerste = evaluatie.vragen.get(volgorde=7).antwoorden.first()
    terugblik.maak_openbaar(evaluatie, {eerste.pk}, door=wie)
    terugblik.stel_vast(evaluatie, "Voorbeeld: de kast wordt elke dag gebruikt, en buren spreken elkaar vaker.", door=wie)
    for soort, tekst in (
        ("behouden", "Voorbeeld: bewoners die zelf het beheer doen, maken snel verschil."),
        ("anders", "Voorbeeld: eerder vertellen wie er beslist."),
    ):
        terugblik.bewaar_leerpunt(wijk, {"soort": soort, "tekst": tekst, "evaluatie": evaluatie, "in_programma": True}, door=wie)
