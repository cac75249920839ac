"""Open data of the frame: the wijk, its key figures, themes and conditions."""

from django.db.models import Count, Q
from shapely import orient_polygons

from wijk.models import Randvoorwaarde, Thema, Wijk
from wijk.opendata import VORM, Dataset, Veld, hand_in, keuzes


def _wijken(wijk: Wijk):
    yield {
        "wijk": wijk.slug,
        "naam": wijk.naam,
        "inleiding": wijk.inleiding,
        "status": wijk.status,
        "startdatum": wijk.startdatum,
        "antwoord_binnen_dagen": wijk.antwoord_binnen_dagen,
        "grens_bij_benadering": wijk.grens_bij_benadering,
        "grens_bron": wijk.grens_bron,
        VORM: orient_polygons(wijk.veelhoek).__geo_interface__ if wijk.veelhoek is not None else None,
    }


hand_in(
    Dataset(
        "wijken",
        "De wijk",
        "De wijk zelf, met de grens. Elke wijk van het portaal heeft dit bestand; de catalogus noemt ze allemaal.",
        (
            Veld("wijk", "Het vaste adres van de wijk in dit portaal."),
            Veld("naam", "Hoe de wijk heet."),
            Veld("inleiding", "Waarom er in deze wijk wordt samengewerkt."),
            Veld("status", "Hoe ver het proces is.", waarden=tuple(keuze for keuze in keuzes(Wijk.Status) if keuze[0] != Wijk.Status.VOORBEREIDING)),
            Veld("startdatum", "De dag waarop het proces begon.", "datum"),
            Veld("antwoord_binnen_dagen", "Binnen hoeveel dagen de gemeente antwoord geeft op een idee.", "geheel", "dagen"),
            Veld("grens_bij_benadering", "Of de grens bij benadering is.", "ja_nee"),
            Veld("grens_bron", "Waar de grens vandaan komt."),
        ),
        _wijken,
        lambda wijk: 1,
        thema="REGI",
        op_kaart=True,
    )
)

hand_in(
    Dataset(
        "kerncijfers",
        "Kerncijfers",
        "Cijfers over de wijk, elk met de bron.",
        (
            Veld("groep", "Waar het cijfer bij hoort."),
            Veld("naam", "Wat er geteld is."),
            Veld("waarde", "Het getal, zoals de bron het geeft."),
            Veld("peildatum", "Het jaar of de dag waarop geteld is, zoals de bron het geeft."),
            Veld("bron", "Van wie het cijfer is."),
        ),
        lambda wijk: wijk.kerncijfers.values("groep", "naam", "waarde", "peildatum", "bron").iterator(),
        lambda wijk: wijk.kerncijfers.count(),
        thema="SOCI",
    )
)


def _themas(wijk: Wijk):
    te_lezen = Q(ideeen__openbaar=True) & ~Q(ideeen__status="ingetrokken")
    for thema in wijk.themas.annotate(n=Count("ideeen", filter=te_lezen)):
        velden = ("naam", "uitleg", "domein", "breed", "open_vanaf")
        yield {**{veld: getattr(thema, veld) for veld in velden}, "ideeen": thema.n}


hand_in(
    Dataset(
        "themas",
        "Thema’s",
        "Waar ideeën over gaan. Een thema dat nog niet open is, bewaart de ideeën.",
        (
            Veld("naam", "Hoe het thema heet."),
            Veld("uitleg", "Waar u dan aan denkt."),
            Veld("domein", "Gaat het over de buitenruimte of over mensen?", waarden=keuzes(Thema.Domein)),
            Veld("breed", "Of het een van de brede thema’s uit de startnotitie is.", "ja_nee"),
            Veld("open_vanaf", "Vanaf welke dag de gemeente ideeën over dit thema behandelt. Leeg: nog niet bekend.", "datum"),
            Veld("ideeen", "Hoeveel openbare ideeën over dit thema gaan.", "geheel", "ideeën"),
        ),
        _themas,
        lambda wijk: wijk.themas.count(),
    )
)


def _randvoorwaarden(wijk: Wijk):
    rijen = wijk.randvoorwaarden.filter(huidige__isnull=False).met_tekst().prefetch_related("projecten")
    for voorwaarde in rijen:
        tekst = voorwaarde.huidige
        yield {
            "code": voorwaarde.code,
            "soort": voorwaarde.soort,
            "grond": voorwaarde.grond,
            "voor_hele_wijk": voorwaarde.basisset,
            "projecten": " | ".join(project.slug for project in voorwaarde.projecten.all()),
            "themas": " | ".join(thema.naam for thema in voorwaarde.themas.all()),
            "titel": tekst.titel,
            "wat_kan": tekst.wat_kan,
            "wat_kan_niet": tekst.wat_kan_niet,
            "toelichting": tekst.toelichting,
            "versie": tekst.nummer,
            "geldig_vanaf": tekst.geldig_vanaf,
            "vervallen_op": voorwaarde.vervallen_op,
        }


hand_in(
    Dataset(
        "randvoorwaarden",
        "Wat kan wel en wat kan niet",
        "De randvoorwaarden waaraan de gemeente ideeën toetst, met de laatste tekst. Ook wat is vervallen staat erbij, met de dag.",
        (
            Veld("code", "De vaste korte naam van de randvoorwaarde."),
            Veld("soort", "Gaat het over de inhoud of over hoe we werken?", waarden=keuzes(Randvoorwaarde.Soort)),
            Veld("grond", "Waar de randvoorwaarde op berust.", waarden=keuzes(Randvoorwaarde.Grond)),
            Veld("voor_hele_wijk", "Ja: geldt voor de hele wijk. Nee: geldt alleen voor een project.", "ja_nee"),
            Veld("projecten", "Alleen voor deze projecten, met | ertussen; zie projecten. Leeg: niet van een project."),
            Veld("themas", "Alleen voor deze thema’s, met | ertussen. Leeg: voor elk thema."),
            Veld("titel", "De randvoorwaarde in een paar woorden."),
            Veld("wat_kan", "Wat wel kan."),
            Veld("wat_kan_niet", "Wat niet kan."),
            Veld("toelichting", "Waarom dit zo is."),
            Veld("versie", "De hoeveelste tekst dit is.", "geheel"),
            Veld("geldig_vanaf", "Sinds wanneer deze tekst geldt.", "datum"),
            Veld("vervallen_op", "De dag waarop de randvoorwaarde verviel. Leeg: geldt nog.", "datum"),
        ),
        _randvoorwaarden,
        lambda wijk: wijk.randvoorwaarden.filter(huidige__isnull=False).count(),
    )
)
