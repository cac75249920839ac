"""The draft of the programme in the invented year: written by the coordinator, not offered yet, since the year is not over."""

from evaluatie import deeds
from evaluatie.deeds import volgende
from evaluatie.models import Criterium
from wijk.models import Wijk

KANDIDATEN = {
    "Duinwijk (verzonnen voorbeeld)": ("Een wijk uit 1962 bij een klein winkelcentrum.", "2.140", (5, 4, 4, 3, 3, 4)),
    "Parkwijk (verzonnen voorbeeld)": ("Een wijk uit 1988 met veel groen.", "1.310", (2, 1, 3, 5, 3, 4)),
}


def laad_kandidaten(wijk: Wijk, wie) -> None:
    for naam, (tekst, inwoners, punten) in KANDIDATEN.items():
        kandidaat = volgende.bewaar_kandidaat(wijk, {"naam": naam, "inleiding": f"Verzonnen voorbeeld: {tekst[:1].lower()}{tekst[1:]}"}, door=wie)
        cijfer = {"naam": "inwoners", "waarde": inwoners, "peildatum": "2025", "bron": "verzonnen voorbeeld"}
        volgende.bewaar_kandidaatcijfer(kandidaat, cijfer, door=wie)
        redenen = {c.value: (p, f"Voorbeeld: {c.label.lower()} geeft hier {p} van de 5 punten.") for c, p in zip(Criterium, punten, strict=True)}
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
