"""Advice and answers in the making in the invented year. Labelled as example."""

from datetime import timedelta

from django.utils import timezone

from participatie.deeds.adviezen import adviseer, vraag_advies
from participatie.deeds.concepten import bewaar_concept, leg_voor
from participatie.models import Oordeel
from wijk.deeds.kader import bewaar_randvoorwaarde

# A condition that the note does not have: the story may change it, what the note says it may not.
VOORWAARDE = {
    "soort": "inhoudelijk",
    "grond": "afspraak",
    "volgorde": 99,
    "titel": "Drempels (voorbeeld)",
    "wat_kan": "Voorbeeld: een lage drempel in een straat waar men 30 rijdt.",
    "wat_kan_niet": "",
    "toelichting": "Dit is een verzonnen randvoorwaarde. Ze staat niet in de startnotitie.",
}


def laad_eigen_voorwaarde(wijk, *, door) -> None:
    bewaar_randvoorwaarde(wijk, {**VOORWAARDE, "themas": wijk.themas.filter(naam="Verkeer en verkeersveiligheid")}, door=door)


def _wijzig_eigen_voorwaarde(wijk, *, door) -> None:
    """So that an answer rests on an older text."""
    voorwaarde = wijk.randvoorwaarden.get(versies__titel=VOORWAARDE["titel"])
    anders = {"wat_kan_niet": "Voorbeeld: een drempel op de route van de brandweer.", "reden_wijziging": "Voorbeeld: de brandweer vroeg hierom."}
    velden = {naam: waarde for naam, waarde in VOORWAARDE.items() if naam not in ("soort", "grond", "volgorde")}
    bewaar_randvoorwaarde(wijk, {**velden, **anders}, voorwaarde, door=door)


def laad_adviezen(wijk, mensen, dan) -> None:
    wie, partij = mensen["ambtenaar"], wijk.partijen.onmisbaar().first()
    vandaag = timezone.localdate()
    bewaard = wijk.ideeen.select_related("wijk").get(titel="Samen eten in het wijkcentrum")
    op_tijd = wijk.ideeen.wacht_op_antwoord().filter(antwoord_voor__gte=vandaag)
    eerste = op_tijd.select_related("wijk").order_by("nummer").first() or bewaard
    voor = min(vandaag + timedelta(days=10), eerste.antwoord_voor)  # advice comes before the answer
    with dan(2):
        velden = {"partij": partij, "vraag": "Voorbeeld: past dit bij wat u in de wijk doet?", "voor": voor}
        gevraagd = vraag_advies(bewaard, velden, door=wie)
        adviseer(gevraagd, "voorwaarde", "Voorbeeld: ja, als wij het beheer niet hoeven te doen.", door=mensen["organisatie"])
        vraag_advies(eerste, {**velden, "vraag": "Voorbeeld: wilt u hieraan meedoen?"}, door=wie)
    with dan(1):
        velden = {"naam": "Collega Voorbeeld", "email": "collega@voorbeeld.invalid", "vraag": "Voorbeeld: kan dit met het verkeer?", "voor": voor}
        vraag_advies(eerste, velden, door=wie)
    _maak_concepten(wijk, eerste, bewaard, wie, dan)
    with dan(1, 13):
        _wijzig_eigen_voorwaarde(wijk, door=mensen["wijkcoordinator"])


def _maak_concepten(wijk, eerste, bewaard, wie, dan) -> None:
    """One that is not finished, and one that waits for a second reader."""
    regels = wijk.randvoorwaarden.in_basisset().geldig().inhoudelijk().met_tekst()[:2]
    oordelen = [(regel.huidige, Oordeel.Waarde.VOLDOET, "") for regel in regels]
    with dan(1, 12):
        reden = "Voorbeeld: dit kan in het wijkcentrum, zodra het thema opengaat."
        leg_voor(bewaard, "toets", reden, oordelen=oordelen, gezien=0, stand=0, door=wie)
        if eerste != bewaard:
            bewaar_concept(eerste, oordelen[:1], "Voorbeeld: we zoeken dit nog uit.", gezien=0, stand=0, door=wie)
