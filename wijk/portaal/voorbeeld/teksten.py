"""The invented words. No street, person or amount here is real; places are kinds of places that any wijk has."""

PLEKKEN = [
    "het winkelcentrum", "de speeltuin", "de school", "het pad langs het water", "de bushalte", "het plein", "de parkeerplaats",
    "de flat", "het voetbalveldje", "de oversteekplaats", "het bankje bij de vijver", "de glasbak", "de ingang van het park",
    "de huisartsenpost", "de brug", "de garages", "het schoolplein", "de rotonde", "het fietspad", "de moestuin",
]  # fmt: skip

# (thema, soort, titel, omschrijving): {plek} is filled in.
ZINNEN = [
    ("Verlichting", "knelpunt", "Het is ’s avonds donker bij {plek}", "De lantaarns staan ver uit elkaar. Oudere bewoners gaan er na het eten niet meer langs."),
    ("Verlichting", "kans", "Licht dat aangaat als er iemand loopt, bij {plek}", "Dat spaart stroom en het is beter voor de vleermuizen."),
    ("Verkeer en verkeersveiligheid", "knelpunt", "Auto’s rijden te hard bij {plek}", "Vooral rond kwart over acht, als de kinderen naar school gaan."),
    ("Verkeer en verkeersveiligheid", "kans", "Maak een zebrapad bij {plek}", "Met een rollator kom ik er nu niet veilig over."),
    ("Verkeer en verkeersveiligheid", "kans", "Een drempel bij {plek}", "Dan remmen de auto’s vanzelf."),
    ("Bereikbaarheid", "knelpunt", "Met een rolstoel kom je niet bij {plek}", "De stoeprand is te hoog en er is geen oprit."),
    ("Bereikbaarheid", "kans", "Meer plek om een fiets te stallen bij {plek}", "Nu staan de fietsen op de stoep."),
    ("Schoonhouden en onderhoud", "knelpunt", "Zwerfafval bij {plek}", "Vooral na het weekend ligt het vol met blikjes."),
    ("Schoonhouden en onderhoud", "knelpunt", "Losse tegels bij {plek}", "Mijn buurvrouw is er bijna gevallen."),
    ("Schoonhouden en onderhoud", "kans", "Samen opruimen bij {plek}, elke eerste zaterdag", "Met koffie na afloop. Ik wil het wel trekken."),
    ("Speelvoorzieningen", "kans", "Een schommel voor kleine kinderen bij {plek}", "Voor kinderen onder de vier is er nu niets."),
    ("Speelvoorzieningen", "kans", "Een tafeltennistafel bij {plek}", "Voor jong en oud, en hij kan tegen regen."),
    ("Speelvoorzieningen", "knelpunt", "De glijbaan bij {plek} is kapot", "Er zit een scheur in."),
    ("De inrichting van de wijk", "kans", "Meer groen en minder steen bij {plek}", "Dan blijft het koeler in de zomer en loopt het regenwater weg."),
    ("De inrichting van de wijk", "kans", "Een bankje met leuning bij {plek}", "Zodat je onderweg even kunt zitten."),
    ("De inrichting van de wijk", "kans", "Bloembakken die buren zelf verzorgen, bij {plek}", "Vier gezinnen doen al mee."),
    ("De inrichting van de wijk", "kans", "Bomen die schaduw geven bij {plek}", "In juli is het er niet uit te houden."),
    ("Toezicht en handhaving", "knelpunt", "Er wordt dubbel geparkeerd bij {plek}", "De vuilniswagen kan er dan niet door."),
    ("Toezicht en handhaving", "knelpunt", "Hondenpoep bij {plek}", "Een prullenbak met zakjes zou helpen."),
    ("Beperking van overlast jeugd", "knelpunt", "Harde muziek in de avond bij {plek}", "Jongeren hebben ook een plek nodig. Kunnen we die samen zoeken?"),
    ("Sociale cohesie", "kans", "Een lange tafel met de hele straat bij {plek}", "Eén keer per jaar samen eten."),
    ("Sociale cohesie", "kans", "Een ruilkast voor boeken en puzzels bij {plek}", "Ik heb er het hout al voor."),
    ("Zorg en Welzijn", "kans", "Samen wandelen voor ouderen vanaf {plek}", "Elke woensdag een half uur, ook met rollator."),
    ("Zorg en Welzijn", "kans", "Een plek voor koffie en een praatje bij {plek}", "Er zijn veel mensen alleen."),
]  # fmt: skip

STAARTEN = [
    "",
    "",
    "",
    " Mijn buren denken er ook zo over.",
    " Dit speelt al jaren.",
    " We willen graag meedenken.",
    " Het hoeft niet veel te kosten.",
]

# The answers: (the condition it rests on, the sentence). They must be true of any idea, so they name no thing.
WET, TECHNIEK, GELD, ONDERHOUD, WIJK = "De wet", "Techniek en veiligheid", "Het geld van de wijk", "Gewoon onderhoud", "Het gaat over de wijk"
REDENEN = {
    "past": [
        (WIJK, "Dit past binnen wat in de wijk kan. We bespreken het in het volgende overleg."),
        (GELD, "Dit kan. Het maakt de wijk beter en het is geen gewoon onderhoud."),
    ],
    "past_deels": [
        (WET, "Een deel kan. De rest ligt op grond die niet van de gemeente is."),
        (GELD, "Een deel kan. Voor alles tegelijk is er niet genoeg geld."),
    ],
    "past_niet": [
        (WET, "Dit kan niet op deze plek: de grond is van een ander. We hebben het aan de eigenaar doorgegeven."),
    ],
    "regulier": [
        (ONDERHOUD, "Dit hoort bij het gewone werk van de gemeente. We hebben het doorgegeven aan de mensen die dit doen."),
        (ONDERHOUD, "Dit lossen we op met het geld voor gewoon onderhoud. Het kost de wijk niets."),
    ],
}  # fmt: skip
# Why something cannot, where the theme gives a reason of its own.
REDENEN_NIET = {
    "Verlichting": [(TECHNIEK, "Dit kan niet op deze plek: er ligt geen kabel in de buurt. We kijken opnieuw als de straat opengaat.")],
    "Verkeer en verkeersveiligheid": [(WET, "Dit kan niet, want de regels voor verkeer laten het op deze plek niet toe.")],
    "Bereikbaarheid": [(TECHNIEK, "Dit kan niet: de stoep is hier te smal om er iets bij te maken.")],
    "De inrichting van de wijk": [(TECHNIEK, "Dit kan niet op deze plek: er liggen kabels en leidingen onder de grond.")],
    "Toezicht en handhaving": [(GELD, "Dit kan niet uit het geld van de wijk. We hebben het doorgegeven aan de handhavers.")],
}  # fmt: skip

# Why the overleg decided so.
BESLUITEN = {
    "niet_gekozen": [
        "De aanwezigen kozen eerst voor ideeën die meer mensen in de wijk helpen.",
        "Er is niet genoeg geld voor alles. Andere ideeën kregen meer steun.",
    ],
    "later": [
        "Eerst kijken we hoe het gaat met de projecten die nu lopen.",
        "Dit kan beter samen met het werk dat volgend jaar in deze straat begint.",
    ],
    "opgepakt": [
        "Bewoners willen dit zelf doen. De gemeente helpt met materiaal.",
        "Een paar buren regelen dit samen. Het kost de wijk niets.",
    ],
}  # fmt: skip
