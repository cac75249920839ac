"""Out on a walk, in a browser with the service worker as it ships: whatever the connection does, what was kept arrives once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from participatie.deeds.wandelingen import meld_aan
from participatie.models import Aanmelding, Idee, Wijkwandeling
from tests.machines import axe, loopt_over
from tests.participatie.fotos import inhoud_van, vlak
from tests.reizen.hulp import als, klik


@pytest.fixture
def wandeling(pilot) -> Wijkwandeling:
    """It begins within the hour, with two stops and two people who signed up."""
    straks = timezone.now() + timedelta(minutes=5)
    wandeling = Wijkwandeling.objects.create(wijk=pilot, titel="Rondje", begint=straks, vertrekpunt="het plein", status="aangekondigd")
    for volgorde, naam in enumerate(("De speeltuin", "Het water"), 1):
        wandeling.haltes.create(volgorde=volgorde, naam=naam)
    for naam in ("Ans Voorbeeld", "Bram Voorbeeld"):
        meld_aan(wandeling, {"naam": naam}, door=None)
    Wijkwandeling.objects.update(begint=timezone.now() - timedelta(minutes=5))
    return wandeling


def open_veld(pagina, wandeling) -> None:
    """Signed in, with the page kept on the phone."""
    als(pagina, "Bram")
    pagina.goto(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/")
    pagina.get_by_role("link", name="Ga onderweg met uw telefoon").click()
    expect(stand(pagina)).to_have_text("Alles is verstuurd.")
    pagina.evaluate("navigator.serviceWorker.ready.then(() => true)")


def stand(pagina):
    return pagina.locator("[data-stand]")


def schrijf(pagina, tekst: str, soort: str = "kans", foto: bytes | None = None) -> None:
    if foto:
        pagina.locator("[data-foto]").first.set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": foto})
        expect(pagina.locator("[data-foto-gekozen]")).to_be_visible()
    pagina.get_by_label("In één regel").first.fill(tekst)
    klik(pagina, f"Bewaar {'de kans' if soort == 'kans' else 'het knelpunt'}")
    expect(pagina.locator("[data-bewaard]")).to_have_text(f"Bewaard op deze telefoon: {tekst}")


def test_zonder_verbinding_blijft_alles_op_de_telefoon_ook_na_herladen_en_komt_dan_een_keer_aan(wandeling, open_pagina):
    pagina = open_pagina(390, 844, geolocation={"latitude": 52.3451, "longitude": 4.6152, "accuracy": 12}, permissions=["geolocation"])
    open_veld(pagina, wandeling)
    assert not axe(pagina) and loopt_over(pagina) == 0
    pagina.context.set_offline(True)
    pagina.reload()
    expect(stand(pagina)).to_have_text("Geen verbinding. U kunt gewoon doorgaan.")
    pagina.get_by_text("Neem de plek van deze telefoon mee").click()
    expect(pagina.get_by_text("De plek gaat mee, op ongeveer 12 meter nauwkeurig.")).to_be_visible()
    pagina.get_by_label("Halte").first.select_option("Het water")
    schrijf(pagina, "Te donker op het pad", "knelpunt", inhoud_van(vlak(2400, 1800)))
    pagina.get_by_role("button", name="Ans Voorbeeld").click()
    pagina.get_by_label("Iemand kwam erbij: naam").fill("Carla Voorbeeld")
    klik(pagina, "Zet erbij")
    expect(stand(pagina)).to_have_text("3 wachten nog op verbinding.")
    pagina.get_by_label("In één regel").first.fill("Een half opgeschr")
    pagina.wait_for_timeout(400)  # it is kept a moment after the last key
    pagina.reload()
    expect(stand(pagina)).to_have_text("3 wachten nog op verbinding.")
    expect(pagina.get_by_label("In één regel").first).to_have_value("Een half opgeschr")
    expect(pagina.get_by_role("button", name="Ans Voorbeeld")).to_have_attribute("aria-pressed", "true")
    assert not axe(pagina) and loopt_over(pagina) == 0 and not Idee.objects.exists()
    pagina.context.set_offline(False)
    expect(stand(pagina)).to_have_text("Alles is verstuurd.")
    expect(pagina.locator("[data-aangekomen]")).to_have_text("Idee 1: Te donker op het pad")
    idee = Idee.objects.get()
    foto = idee.fotos.get()
    assert (idee.soort, idee.halte.naam, round(idee.lat, 4), foto.breedte, foto.hoogte) == ("knelpunt", "Het water", 52.3451, 1600, 1200)
    assert dict(Aanmelding.objects.values_list("naam", "aanwezig")) == {"Ans Voorbeeld": True, "Bram Voorbeeld": None, "Carla Voorbeeld": True}
    expect(pagina.get_by_role("button", name="Carla Voorbeeld")).to_have_attribute("aria-pressed", "true")
