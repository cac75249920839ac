"""The draft of the programme in the invented year: written by the coordinator, not offered yet, since the year is not over."""

from evaluatie import deeds
from wijk.models import Wijk


def laad_programma(wijk: Wijk, mensen: dict, dan) -> None:
    with dan(5, 16):
        velden = {
            "titel": f"Uitvoeringsprogramma Samenwerken aan de wijk, {wijk.naam} (voorbeeld)",
            "advies": "wachten",
            "advies_toelichting": "Voorbeeld: we kijken eerst na een jaar terug. Daarna kiezen we een volgende wijk.",
        }
        programma = deeds.schrijf_programma(wijk, velden, door=mensen["wijkcoordinator"])
        tekst = "Voorbeeld: de buren die de ruilkast beheren, gaan daarmee door."
        deeds.schrijf_paragraaf(programma, "vervolg", tekst, door=mensen["wijkcoordinator"])
