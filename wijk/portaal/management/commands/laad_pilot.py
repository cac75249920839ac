"""What the startnotitie says of the Geleerdenwijk, and nothing else. What it does not say stays empty, and `stappen/` shows it as a gap."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from budget.deeds import stel_beschikbaar
from budget.models import Budget
from wijk.bedrag import Bedrag
from wijk.deeds import kader
from wijk.models import Partij, Rol, Thema, Wijk
from wijk.rechten import SYSTEEM

BRON = "Startnotitie Samenwerken aan de wijk in Heemstede"

WIJK = {
    "naam": "Geleerdenwijk",
    "inleiding": (
        "In de Geleerdenwijk begint Heemstede met samenwerken aan de wijk. De buitenruimte is hier 50 jaar oud, het winkelcentrum kan "
        "beter en er is veel te doen in de openbare ruimte. Bewoners namen hier al vaker zelf het initiatief.\n\n"
        "We beginnen met de buitenruimte: spelen, groen, verkeer. Daarna komen er thema’s bij die over mensen gaan."
    ),
    "status": Wijk.Status.LOPEND,
    # Drawn by hand around where the wijk lies in Heemstede; `laad_grens` puts the real one in its place.
    "grens": {
        "type": "Polygon",
        "coordinates": [
            [[4.6098, 52.3421], [4.6142, 52.3409], [4.6189, 52.3417], [4.6211, 52.3441], [4.6203, 52.3472], [4.6161, 52.3486], [4.6115, 52.3478], [4.6091, 52.3452], [4.6098, 52.3421]]
        ],
    },
    "grens_bron": "getekend op de kaart",
    "grens_bij_benadering": True,
}  # fmt: skip

CIJFERS = [
    ("adressen", "1.080", ""),
    ("inwoners", "1.795", "2021"),
    ("gezinswoningen", "56 %", ""),
    ("woningen van een woningcorporatie", "18 %", ""),
    ("inwoners van 65 jaar of ouder", "39 %", ""),
]

LEEFTIJD = {"inwoners van 65 jaar of ouder": "65+"}

F, S = Thema.Domein.FYSIEK, Thema.Domein.SOCIAAL
# The ten subjects of section 1.1 and the six broad ones of section 1. The pilot starts with fysiek beheer (section 2.1).
THEMAS = [
    ("Verkeer en verkeersveiligheid", F), ("Bereikbaarheid", F), ("Schoonhouden en onderhoud", F), ("Speelvoorzieningen", F),
    ("Verlichting", F), ("De inrichting van de wijk", F), ("Toezicht en handhaving", F), ("Beperking van overlast jeugd", S),
    ("Sociale cohesie", S), ("Zorg en Welzijn", S),
]  # fmt: skip
BREDE_THEMAS = [("Openbare ruimte", F), ("Duurzaamheid", F), ("Wonen", F), ("Zorg", S), ("Welzijn", S), ("Veiligheid", S)]

P = Partij.Soort
ONMISBAAR = [("Woningbouwvereniging", P.CORPORATIE), ("Politie", P.POLITIE), ("Stichting WIJ Heemstede", P.WELZIJN)]
UITGENODIGD = [
    ("Bewoners van de wijk", P.BEWONERS), ("Bewonerscommissies", P.BEWONERSCOMMISSIE), ("VvE’s", P.VVE), ("Scholen en naschoolse opvang", P.SCHOOL),
    ("Welzijnsinstellingen", P.WELZIJN), ("Winkeliers", P.WINKELIER), ("Bedrijven", P.BEDRIJF), ("Zorginstellingen", P.ZORG),
]  # fmt: skip
GEMEENTE = [("Gemeente Heemstede", P.AMBTELIJK), ("College van B&W", P.BESTUUR)]

ROLLEN = [
    ("College van B&W", Rol.Soort.BESLUIT, "stelt het uitvoeringsprogramma vast (paragraaf 3 van de startnotitie)"),
    ("Gemeente Heemstede", Rol.Soort.MEEDOEN, "zet alles op een rij en kijkt wat in de randvoorwaarden past (stap 4 van de startnotitie)"),
    (
        "Bewoners van de wijk",
        Rol.Soort.MEEDOEN,
        "lopen mee, brengen ideeën in en bepalen samen wat de vervolgstappen zijn (stap 3 en 4 van de startnotitie)",
    ),
]

# soort, grond, titel, wat kan, wat kan niet, toelichting
INHOUD, PROCES = "inhoudelijk", "procesmatig"
VOORWAARDEN = [
    (
        INHOUD, "financieel", "Het geld van de wijk",
        "Er is € 50.000 voor knelpunten en kansen die leven in de wijk. Daarmee kunnen plannen die niet uit het gewone geld betaald worden, en die de wijk wel beter maken.",
        "Meer uitgeven dan die € 50.000. Het bedrag is eenmalig.",
        "Stap 1 en paragraaf 1.3 van de startnotitie: een incidenteel budget van € 50.000.",
    ),
    (
        INHOUD, "financieel", "Gewoon onderhoud",
        "Gewoon onderhoud betaalt de gemeente uit het geld dat daarvoor al is. Zulke meldingen geven we door.",
        "Extra wensen betalen uit het geld voor gewoon onderhoud. Daar is dat geld niet genoeg voor.",
        "Stap 1 van de startnotitie: onderhouds- en vervangingsgeld geeft enkel ruimte voor het reguliere onderhoud.",
    ),
    (
        INHOUD, "wettelijk", "De wet",
        "Alles wat binnen de wet past.",
        "Afwijken van wettelijke regels.",
        "Paragraaf 1.3 van de startnotitie: wettelijke regels waar niet van mag worden afgeweken.",
    ),
    (
        INHOUD, "technisch", "Techniek en veiligheid",
        "Alles wat technisch en veilig te maken is.",
        "Afwijken van technische regels.",
        "Paragraaf 1.3 van de startnotitie: technische regels waar niet van mag worden afgeweken.",
    ),
    (
        INHOUD, "beleid", "Eerst de buitenruimte",
        "We beginnen met de buitenruimte: spelen, groen en verkeer. Ideeën over andere thema’s bewaren we.",
        "Nu al aan de slag met de sociale thema’s. Die openen later, of eerder als de wijk daar behoefte aan heeft.",
        "Paragraaf 2.1 van de startnotitie: het proces start vanuit fysiek beheer en wordt in de loop van de tijd uitgebreid.",
    ),
    (
        INHOUD, "afspraak", "Het gaat over de wijk",
        "Knelpunten en kansrijke plekken die leven in de wijk.",
        "",
        "Stap 1 van de startnotitie: het budget is om knelpunten en/of kansrijke plekken die leven in de wijk aan te pakken.",
    ),
    (
        PROCES, "afspraak", "Iedereen weet wie beslist",
        "Vooraf staat vast wie beslist, wie meedoet en wie op de hoogte blijft. Bij elk project kijken we daar opnieuw naar.",
        "Een project beginnen zonder dat duidelijk is wie beslist.",
        "Paragraaf 1.3 van de startnotitie: rollen en randvoorwaarden zijn duidelijk.",
    ),
    (
        PROCES, "afspraak", "Elk project krijgt eigen afspraken",
        "Bij de start van een project bekijken we of er extra afspraken nodig zijn.",
        "",
        "Paragraaf 1.3 van de startnotitie: aanvullende, specifieke randvoorwaarden per deelproject.",
    ),
    (
        PROCES, "afspraak", "Alles komt op één lijst",
        "Alles wat tijdens een wijkwandeling wordt gezegd, komt op een rij. De gemeente kijkt wat past.",
        "",
        "Stap 4 van de startnotitie: uitwerken input wijkwandeling.",
    ),
    (
        PROCES, "afspraak", "Samen het vervolg bepalen",
        "Wie wil meedenken, bepaalt mee wat de volgende stappen zijn.",
        "",
        "Stap 3 en 4 van de startnotitie: overleg met bewoners en partijen die willen meedenken.",
    ),
    (
        PROCES, "afspraak", "Terugkijken",
        "Na elk project en na een jaar kijken we samen terug: wat leverde het op en wat ging moeilijk?",
        "",
        "De laatste stap van de startnotitie: evalueren.",
    ),
]  # fmt: skip


class Command(BaseCommand):
    help = "Load what the startnotitie says of the Geleerdenwijk. Run it as often as you like: what stands is left alone."

    @transaction.atomic
    def handle(self, **options):
        wijk, nieuw = Wijk.objects.get_or_create(slug="geleerdenwijk", defaults={**WIJK})
        if nieuw:
            kader.wijzig_wijk(wijk, {}, door=SYSTEEM)
        erbij = int(nieuw)
        for nummer, (naam, waarde, jaar) in enumerate(CIJFERS):
            if not wijk.kerncijfers.filter(naam=naam, groep="").exists():
                erbij += 1
                velden = {
                    "naam": naam,
                    "waarde": waarde,
                    "bron": BRON,
                    "peildatum": jaar,
                    "volgorde": nummer,
                    "leeftijdsgroep": LEEFTIJD.get(naam, ""),
                }
                kader.bewaar_kerncijfer(wijk, velden, door=SYSTEEM)
        for breed, themas in ((False, THEMAS), (True, BREDE_THEMAS)):
            for nummer, (naam, domein) in enumerate(themas):
                if not wijk.themas.filter(naam=naam).exists():
                    erbij += 1
                    # The note gives no date: what is physical is open from the day that the pilot is loaded, the rest is not open yet.
                    vanaf = timezone.localdate() if domein == F else None
                    kader.bewaar_thema(wijk, {"naam": naam, "domein": domein, "breed": breed, "open_vanaf": vanaf, "volgorde": nummer}, door=SYSTEEM)
        for groep, velden in ((ONMISBAAR, {"onmisbaar": True}), (UITGENODIGD, {"uitnodigen": True}), (GEMEENTE, {})):
            for nummer, (naam, soort) in enumerate(groep):
                if not wijk.partijen.filter(naam=naam).exists():
                    erbij += 1
                    kader.bewaar_partij(wijk, {"naam": naam, "soort": soort, "volgorde": nummer, **velden}, door=SYSTEEM)
        for naam, soort, toelichting in ROLLEN:
            partij = wijk.partijen.get(naam=naam)
            if not wijk.rollen.in_proces().filter(partij=partij, soort=soort).exists():
                erbij += 1
                kader.bewaar_rol(wijk, {"partij": partij, "soort": soort, "toelichting": toelichting}, door=SYSTEEM)
        staat_er = set(wijk.randvoorwaarden.in_basisset().values_list("versies__titel", flat=True))
        for nummer, (soort, grond, titel, kan, kan_niet, toelichting) in enumerate(VOORWAARDEN):
            if titel not in staat_er:
                erbij += 1
                tekst = {"titel": titel, "wat_kan": kan, "wat_kan_niet": kan_niet, "toelichting": toelichting}
                kader.bewaar_randvoorwaarde(wijk, {"soort": soort, "grond": grond, "themas": [], "volgorde": nummer, **tekst}, door=SYSTEEM)
        if not Budget.objects.filter(wijk=wijk).exists():
            erbij += 1
            stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie Samenwerken aan de wijk in Heemstede, stap 1", door=SYSTEEM)
        self.stdout.write(
            f"De {wijk}: {erbij} gegevens uit de startnotitie toegevoegd." if erbij else f"De {wijk} was al geladen. Er is niets gewijzigd."
        )
