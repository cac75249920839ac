"""Open data of walks, ideas and answers: what everyone reads on the pages, without who raised or answered it."""

from django.conf import settings
from django.db.models import Count, F, Q
from django.urls import reverse

from participatie.models import Idee, Mijlpaal, Oordeel, Project, Toetsing, Wijkwandeling
from wijk.models import Wijk
from wijk.opendata import VORM, Dataset, Veld, hand_in, keuzes

STUKJE = 1000


def _wandelingen(wijk: Wijk):
    te_lezen = Q(ideeen__openbaar=True) & ~Q(ideeen__status=Idee.Status.INGETROKKEN)
    rijen = wijk.wandelingen.openbaar().order_by("begint", "pk").prefetch_related("haltes").annotate(n=Count("ideeen", filter=te_lezen))
    for wandeling in rijen.iterator(chunk_size=STUKJE):
        yield {
            "wandeling": wandeling.pk,
            "titel": wandeling.titel,
            "status": wandeling.status,
            "begint": wandeling.begint,
            "eindigt": wandeling.eindigt,
            "vertrekpunt": wandeling.vertrekpunt,
            "plaatsen": wandeling.plaatsen,
            "haltes": len(wandeling.haltes.all()),
            "ideeen": wandeling.n,
            "reden_afgelast": wandeling.reden_afgelast,
            VORM: wandeling.route,
        }


hand_in(
    Dataset(
        "wandelingen",
        "Wijkwandelingen",
        "De aangekondigde en gelopen wandelingen door de wijk. Op de kaart: de route.",
        (
            Veld("wandeling", "Het nummer van de wandeling.", "geheel"),
            Veld("titel", "Hoe de wandeling heet."),
            Veld("status", "Hoe ver de wandeling is.", waarden=keuzes(Wijkwandeling.Status)),
            Veld("begint", "Wanneer de wandeling begint.", "moment"),
            Veld("eindigt", "Wanneer de wandeling eindigt.", "moment"),
            Veld("vertrekpunt", "Waar de wandeling begint."),
            Veld("plaatsen", "Voor hoeveel mensen er plaats is. Leeg: onbeperkt.", "geheel", "mensen"),
            Veld("haltes", "Hoeveel haltes er zijn.", "geheel", "haltes"),
            Veld("ideeen", "Hoeveel openbare ideeën er op de wandeling zijn gezegd.", "geheel", "ideeën"),
            Veld("reden_afgelast", "Waarom de wandeling niet doorging."),
        ),
        _wandelingen,
        lambda wijk: wijk.wandelingen.openbaar().count(),
        op_kaart=True,
    )
)


# The columns that are read at all: none that says who.
IDEE = (
    "nummer titel omschrijving soort status plaats lat lon herkomst ontvangen_op antwoord_voor eerst_beloofd steun_aantal wandeling "
    "thema__naam project__slug samengevoegd_met__nummer samengevoegd_met__openbaar gesplitst_uit__nummer gesplitst_uit__openbaar"
).split()


def _ideeen(wijk: Wijk):
    basis = settings.BASIS_URL + reverse("openbaar:ideeen", args=[wijk.slug])
    # A walk that is not announced has no number here either.
    wandelingen = set(wijk.wandelingen.openbaar().values_list("pk", flat=True))
    for rij in wijk.ideeen.te_lezen().order_by("nummer").values(*IDEE).iterator(chunk_size=STUKJE):
        plek = None if rij["lat"] is None else [round(rij["lon"], 6), round(rij["lat"], 6)]
        yield {
            "nummer": rij["nummer"],
            "titel": rij["titel"],
            "omschrijving": rij["omschrijving"],
            "soort": rij["soort"],
            "thema": rij["thema__naam"],
            "status": rij["status"],
            "plaats": rij["plaats"],
            "breedte": plek and plek[1],
            "lengte": plek and plek[0],
            "herkomst": rij["herkomst"],
            "wandeling": rij["wandeling"] if rij["wandeling"] in wandelingen else None,
            "ontvangen_op": rij["ontvangen_op"],
            "antwoord_uiterlijk": rij["antwoord_voor"],
            "eerst_beloofd": rij["eerst_beloofd"],
            "steun": rij["steun_aantal"],
            "project": rij["project__slug"],
            "hoort_bij": rij["samengevoegd_met__nummer"] if rij["samengevoegd_met__openbaar"] else None,
            "afgesplitst_van": rij["gesplitst_uit__nummer"] if rij["gesplitst_uit__openbaar"] else None,
            "pagina": f"{basis}{rij['nummer']}/",
            VORM: plek and {"type": "Point", "coordinates": plek},
        }


_OPENBARE_STANDEN = tuple(keuze for keuze in keuzes(Idee.Status) if keuze[0] not in Idee.NIET_INGEBRACHT)

hand_in(
    Dataset(
        "ideeen",
        "Ideeën",
        "De ideeën die iedereen op de website kan lezen, zonder wie ze stuurde. Een ingetrokken idee staat er niet meer in, en telt nergens mee. "
        "Een idee dat niet openbaar is, staat er niet in, maar telt wel mee in de cijfers.",
        (
            Veld("nummer", "Het nummer van het idee. Het blijft altijd hetzelfde.", "geheel"),
            Veld("titel", "Het idee in één regel, in de woorden van wie het stuurde."),
            Veld("omschrijving", "Het idee in meer woorden."),
            Veld("soort", "Een kans, of een knelpunt.", waarden=keuzes(Idee.Soort)),
            Veld("thema", "Waar het over gaat."),
            Veld("status", "Hoe ver het idee is.", waarden=_OPENBARE_STANDEN),
            Veld("plaats", "Waar het over gaat, in woorden."),
            Veld("breedte", "Breedtegraad van de plek.", "getal", "graden (WGS 84)"),
            Veld("lengte", "Lengtegraad van de plek.", "getal", "graden (WGS 84)"),
            Veld("herkomst", "Hoe het idee binnenkwam.", waarden=keuzes(Idee.Herkomst)),
            Veld("wandeling", "Op welke wandeling het gezegd is; zie wandelingen.", "geheel"),
            Veld("ontvangen_op", "Wanneer de gemeente het kreeg.", "moment"),
            Veld("antwoord_uiterlijk", "De dag waarop er een antwoord moet zijn.", "datum"),
            Veld("eerst_beloofd", "De dag waarop het eerste antwoord er moest zijn. Leeg: de gemeente keek niet opnieuw.", "datum"),
            Veld("steun", "Hoeveel mensen het een goed idee vinden.", "geheel", "mensen"),
            Veld("project", "In welk project het zit; zie projecten."),
            Veld("hoort_bij", "Het nummer van het idee waarmee het is samengevoegd.", "geheel"),
            Veld("afgesplitst_van", "Het nummer van het idee waar dit een deel van was.", "geheel"),
            Veld("pagina", "Het adres van het idee op dit portaal."),
        ),
        _ideeen,
        lambda wijk: wijk.ideeen.te_lezen().count(),
        thema="SOCI",
        op_kaart=True,
    )
)


def _van_te_lezen(model, pad: str, wijk: Wijk):
    """Rows of a model that hang below an idea which everyone may read."""
    return model.objects.filter(**{f"{pad}__wijk": wijk, f"{pad}__openbaar": True}).exclude(**{f"{pad}__status": Idee.Status.INGETROKKEN})


hand_in(
    Dataset(
        "toetsingen",
        "Antwoorden op ideeën",
        "Wat de gemeente op een idee antwoordde, en waarom. Eerdere antwoorden blijven staan.",
        (
            Veld("idee_nummer", "Het nummer van het idee.", "geheel"),
            Veld("hoeveelste", "Het hoeveelste antwoord dit is.", "geheel"),
            Veld("uitkomst", "Het antwoord.", waarden=keuzes(Toetsing.Uitkomst)),
            Veld("reden", "Het antwoord in woorden."),
            Veld("wanneer", "Wanneer het antwoord gegeven is.", "moment"),
            Veld("huidig", "Of dit het laatste antwoord is.", "ja_nee"),
            Veld("teruggenomen_op", "Wanneer het antwoord is teruggenomen, omdat het samenvoegen ongedaan is gemaakt. Leeg: niet.", "moment"),
        ),
        lambda wijk: (
            _van_te_lezen(Toetsing, "idee", wijk)
            .order_by("idee__nummer", "nummer")
            .values("uitkomst", "reden", "wanneer", "huidig", "teruggenomen_op", idee_nummer=F("idee__nummer"), hoeveelste=F("nummer"))
            .iterator(chunk_size=STUKJE)
        ),
        lambda wijk: _van_te_lezen(Toetsing, "idee", wijk).count(),
    )
)

hand_in(
    Dataset(
        "oordelen",
        "Oordelen per randvoorwaarde",
        "Bij elk antwoord: of het idee past bij een randvoorwaarde, en waarom.",
        (
            Veld("idee_nummer", "Het nummer van het idee.", "geheel"),
            Veld("hoeveelste", "Bij het hoeveelste antwoord op dat idee dit hoort.", "geheel"),
            Veld("randvoorwaarde", "De korte naam van de randvoorwaarde; zie randvoorwaarden."),
            Veld("tekstversie", "De versie van de tekst waarop het oordeel rust.", "geheel"),
            Veld("oordeel", "Of het kan.", waarden=keuzes(Oordeel.Waarde)),
            Veld("waarom", "De uitleg bij het oordeel."),
        ),
        lambda wijk: (
            _van_te_lezen(Oordeel, "toetsing__idee", wijk)
            .order_by("toetsing__idee__nummer", "toetsing__nummer", "pk")
            .values(
                idee_nummer=F("toetsing__idee__nummer"),
                hoeveelste=F("toetsing__nummer"),
                randvoorwaarde=F("versie__randvoorwaarde__code"),
                tekstversie=F("versie__nummer"),
                oordeel=F("waarde"),
                waarom=F("reden"),
            )
            .iterator(chunk_size=STUKJE)
        ),
        lambda wijk: _van_te_lezen(Oordeel, "toetsing__idee", wijk).count(),
    )
)


def _mijlpalen(wijk):
    rijen = Mijlpaal.objects.filter(project__wijk=wijk).order_by("project__slug", "datum", "pk")
    velden = ("titel", "verwacht", "reden_verschoven", "klaar_op")
    for rij in rijen.values("project__slug", "project__status", "datum", *velden).iterator(chunk_size=STUKJE):
        vervallen = rij["project__status"] == Project.Status.GESTOPT and rij["klaar_op"] is None
        yield {
            "project": rij["project__slug"],
            "gepland": rij["datum"],
            **{veld: rij[veld] for veld in velden},
            "gaat_niet_door": vervallen,
        }


hand_in(
    Dataset(
        "mijlpalen",
        "Tijdpad van projecten",
        "De stappen van elk project, met de dag waarop ze gepland zijn en klaar waren.",
        (
            Veld("project", "De vaste naam van het project; zie projecten."),
            Veld("titel", "Wat er dan gebeurt."),
            Veld("gepland", "De dag waarop het gepland was.", "datum"),
            Veld("verwacht", "De dag waarop het nu verwacht wordt, als die anders is.", "datum"),
            Veld("reden_verschoven", "Waarom de dag veranderde."),
            Veld("klaar_op", "De dag waarop het klaar was. Leeg: nog niet.", "datum"),
            Veld("gaat_niet_door", "Of het niet doorgaat, omdat het project gestopt is.", "ja_nee"),
        ),
        _mijlpalen,
        lambda wijk: Mijlpaal.objects.filter(project__wijk=wijk).count(),
    )
)
