"""The draft of the programme in the invented year: written by the coordinator, not offered yet, since the year is not over."""

from evaluatie import deeds
from evaluatie.deeds import volgende
from evaluatie.models import Criterium
from wijk.models import Wijk

# Of each candidate what it is like, its inhabitants, and per criterium (in their order) its points with the reason.
KANDIDATEN = {
    "Duinwijk (verzonnen voorbeeld)": (
        "Een wijk uit 1962 bij een klein winkelcentrum.",
        "2.140",
        [
            (5, "de straten en het groen zijn ruim 60 jaar oud."),
            (4, "het winkelcentrum is klein en vraagt om een opknapbeurt."),
            (4, "het riool moet in vier straten worden vervangen."),
            (3, "er is één actieve buurtgroep."),
            (3, "er is één medewerker die de wijk kent."),
            (4, "de woningcorporatie en het wijkcentrum willen meedoen."),
        ],
    ),
    "Parkwijk (verzonnen voorbeeld)": (
        "Een wijk uit 1988 met veel groen.",
        "1.310",
        [
            (2, "de meeste straten zijn pas opgeknapt."),
            (1, "er is geen winkelcentrum, alleen een buurtwinkel."),
            (3, "het park heeft nieuwe paden nodig."),
            (5, "bewoners beheren zelf al drie stukken groen."),
            (3, "er is één medewerker die de wijk kent."),
            (4, "de huurders en de school willen meedoen."),
        ],
    ),
}


def laad_kandidaten(wijk: Wijk, wie) -> None:
    for naam, (tekst, inwoners, punten) in KANDIDATEN.items():
        kandidaat = volgende.bewaar_kandidaat(wijk, {"naam": naam, "inleiding": f"Verzonnen voorbeeld: {tekst[:1].lower()}{tekst[1:]}"}, door=wie)
        cijfer = {"naam": "inwoners", "waarde": inwoners, "peildatum": "2025", "bron": "verzonnen voorbeeld"}
        volgende.bewaar_kandidaatcijfer(kandidaat, cijfer, door=wie)
        redenen = {c.value: (p, f"Voorbeeld: {reden}") for c, (p, reden) in zip(Criterium, punten, strict=True)}
        volgende.scoor(kandidaat, redenen, door=wie)
    volgende.weeg(wijk, {"buitenruimte": 5, "draagvlak": 4}, door=wie)


def laad_programma(wijk: Wijk, mensen: dict, dan) -> None:
    with dan(5, 16):
        laad_kandidaten(wijk, mensen["wijkcoordinator"])
        velden = {
            "titel": f"Uitvoeringsprogramma Samenwerken aan de wijk, {wijk.naam} (voorbeeld)",
            "advies": "wachten",
            "advies_toelichting": "Voorbeeld: we kijken eerst na een jaar terug. Daarna kiezen we een volgende wijk.",
        }
        programma = deeds.schrijf_programma(wijk, velden, door=mensen["wijkcoordinator"])
        tekst = "Voorbeeld: de buren die de ruilkast beheren, gaan daarmee door."
        deeds.schrijf_paragraaf(programma, "vervolg", tekst, door=mensen["wijkcoordinator"])
