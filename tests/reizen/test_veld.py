"""Out on a walk, in a browser with the service worker as it ships: whatever the connection does, what was kept arrives once."""

import base64
import contextlib
import re
import socket
import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
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
    expect(pagina.get_by_text("Deze pagina staat op uw telefoon.")).to_be_visible()


def namen_op_toestel(pagina) -> int:
    """Of how many walks the device keeps who signed up."""
    return pagina.evaluate(
        """() => new Promise((klaar) => {
            const vraag = indexedDB.open("veld-stand");
            vraag.onsuccess = () => {
                const tel = vraag.result.transaction("standen").objectStore("standen").count();
                tel.onsuccess = () => klaar(tel.result);
            };
        })"""
    )


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
    expect(pagina.get_by_text("De plek gaat mee, op ongeveer 20 meter nauwkeurig.")).to_be_visible()
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
    assert pagina.get_by_role("link", name="Idee 1: Te donker op het pad").get_attribute("href").endswith(f"/toetsen/{idee.nummer}/orden/")
    foto = idee.fotos.get()
    assert (idee.soort, idee.halte.naam, round(idee.lat, 4), foto.breedte, foto.hoogte) == ("knelpunt", "Het water", 52.3451, 1600, 1200)
    assert dict(Aanmelding.objects.values_list("naam", "aanwezig")) == {"Ans Voorbeeld": True, "Bram Voorbeeld": None, "Carla Voorbeeld": True}
    expect(pagina.get_by_role("button", name="Carla Voorbeeld")).to_have_attribute("aria-pressed", "true")
    Wijkwandeling.objects.update(status="verwerkt")
    pagina.reload()
    expect(pagina.get_by_text("Deze wandeling is verwerkt. Hier is niets meer te noteren.")).to_be_visible()
    expect(pagina.get_by_role("link", name="Voer in wat er nog gezegd is")).to_be_visible()
    expect(pagina.get_by_text("Deze pagina staat niet meer op uw telefoon.")).to_be_visible()
    assert namen_op_toestel(pagina) == 0
    assert pagina.evaluate("navigator.serviceWorker.getRegistrations().then((werkers) => werkers.length)") == 0


class Afbreker:
    """A TCP proxy in front of the portal that cuts every second upload: by turns halfway, and after it was sent but before the answer."""

    def __init__(self, poort: int):
        self.naar, self.geteld, self.heel = poort, 0, False
        self.slot, self.luister = threading.Lock(), socket.create_server(("localhost", 0))
        self.poort = self.luister.getsockname()[1]
        threading.Thread(target=self._neem_aan, daemon=True).start()

    def _neem_aan(self):
        while True:
            try:
                klant, _ = self.luister.accept()
            except OSError:
                return
            threading.Thread(target=self._een, args=(klant,), daemon=True).start()

    def _beurt(self) -> int:
        with self.slot:
            self.geteld += 1
            return 0 if self.heel else self.geteld % 4

    def _een(self, klant):
        """One request to a connection: the answer says that it closes."""
        with klant, contextlib.suppress(OSError), socket.create_connection(("localhost", self.naar)) as portaal:
            klant.settimeout(20)
            portaal.settimeout(20)
            kop = b""
            while b"\r\n\r\n" not in kop:
                if not (stuk := klant.recv(65536)):
                    return
                kop += stuk
            kop, rest = kop.split(b"\r\n\r\n", 1)
            lengte = int(m[1]) if (m := re.search(rb"(?i)\r\ncontent-length: *(\d+)", kop)) else 0
            beurt = self._beurt() if kop.startswith(b"POST") and b"/veld/" in kop.split(b"\r\n")[0] else 0
            portaal.sendall(re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", kop) + b"\r\nConnection: close\r\n\r\n")
            te_gaan = lengte // 2 if beurt == 1 else lengte
            while te_gaan > 0:
                if not (rest := rest or klant.recv(65536)):
                    return
                portaal.sendall(rest[:te_gaan])
                te_gaan -= len(rest)
                rest = b""
            if beurt == 1:
                return
            while stuk := portaal.recv(65536):
                if beurt == 3:  # it is stored, and nobody hears it
                    while portaal.recv(65536):
                        pass
                    return
                klant.sendall(stuk)

    def sluit(self):
        self.luister.close()


VEERTIG = """
async ([wandeling, foto]) => {
  const bytes = Uint8Array.from(atob(foto), (teken) => teken.charCodeAt(0));
  const vul = async (nummer) => {
    const houder = new DataTransfer();
    houder.items.add(new File([bytes], `foto${nummer}.jpg`, { type: "image/jpeg" }));
    const veld = document.querySelector("[data-foto]");
    veld.files = houder.files;
    veld.dispatchEvent(new Event("change", { bubbles: true }));
    const tot = async (klaar) => { while (!klaar()) await new Promise((verder) => setTimeout(verder, 5)); };
    await tot(() => !document.querySelector("[data-foto-gekozen]").hidden);
    const titel = document.querySelector("#veld-titel");
    titel.value = `Opmerking ${nummer}`;
    document.querySelector(`[data-noteer] [value=${nummer % 2 ? "kans" : "knelpunt"}]`).click();
    await tot(() => titel.value === "" && document.querySelector("[data-foto-gekozen]").hidden);
  };
  for (let nummer = 1; nummer <= 40; nummer++) await vul(nummer);
}
"""


def test_veertig_opmerkingen_met_veertig_fotos_komen_heel_aan_hoe_vaak_het_sturen_ook_breekt(wandeling, open_pagina, live_server):
    afbreker = Afbreker(live_server.thread.port)
    pagina = open_pagina(390, 844, base_url=f"http://localhost:{afbreker.poort}")
    try:
        open_veld(pagina, wandeling)
        pagina.context.set_offline(True)
        pagina.evaluate(VEERTIG, [wandeling.pk, base64.b64encode(inhoud_van(Image.effect_noise((200, 150), 60))).decode()])
        expect(stand(pagina)).to_have_text("40 wachten nog op verbinding.")
        pagina.reload()
        expect(stand(pagina)).to_have_text("40 wachten nog op verbinding.")
        pagina.context.set_offline(False)
        expect(stand(pagina)).to_have_text("Alles is verstuurd.", timeout=60_000)
        assert afbreker.geteld > 70, "every second one was cut"
        assert sorted(Idee.objects.values_list("titel", flat=True)) == sorted(f"Opmerking {nummer}" for nummer in range(1, 41))
        assert {idee.fotos.count() for idee in Idee.objects.all()} == {1}
        assert pagina.locator("[data-wachtend] li").count() == 0
    finally:
        afbreker.sluit()


def test_wat_geweigerd_wordt_blijft_staan_met_de_reden_en_gaat_verbeterd_alsnog_mee(wandeling, open_pagina):
    """A photo that nobody can read, somebody who signed off meanwhile, and an account that was signed out: nothing is lost."""
    pagina = open_pagina(390, 844)
    open_veld(pagina, wandeling)
    pagina.context.set_offline(True)
    schrijf(pagina, "Een losse tegel", "knelpunt", b"dit is geen foto")
    pagina.get_by_role("button", name="Ans Voorbeeld").click()
    expect(stand(pagina)).to_have_text("2 wachten nog op verbinding.")
    Aanmelding.objects.filter(naam="Ans Voorbeeld").update(afgemeld_op=timezone.now())
    pagina.context.set_offline(False)
    expect(stand(pagina)).to_have_text("2 konden niet mee.")
    pagina.get_by_role("link", name="Bekijk wat hier nog staat").click()
    expect(pagina.get_by_text("kunnen we niet lezen")).to_be_in_viewport()
    expect(pagina.get_by_text("heeft zich intussen afgemeld")).to_be_visible()
    assert not Idee.objects.exists() and not axe(pagina) and loopt_over(pagina) == 0
    pagina.reload()
    rij = pagina.locator("[data-wachtend] li", has_text="Een losse tegel")
    rij.get_by_text("Wijzig", exact=True).click()
    rij.get_by_label("In één regel").fill("Een losse tegel bij de school")
    rij.get_by_label("Stuur de foto mee").uncheck()
    kast = pagina.context.cookies()
    pagina.context.clear_cookies()
    rij.get_by_role("button", name="Bewaar en stuur").click()
    expect(stand(pagina)).to_contain_text("1 wacht tot u weer bent ingelogd.")
    expect(pagina.get_by_role("link", name="Log opnieuw in")).to_be_visible()
    pagina.context.add_cookies(kast)
    pagina.reload()
    expect(pagina.locator("[data-aangekomen]")).to_have_text("Idee 1: Een losse tegel bij de school")
    rij = pagina.locator("[data-wachtend] li")
    rij.get_by_text("Gooi dit weg").click()
    rij.get_by_role("button", name="Ja, gooi het weg").click()
    expect(stand(pagina)).to_have_text("Alles is verstuurd.")
    assert Idee.objects.get().titel == "Een losse tegel bij de school" and not Idee.objects.get().fotos.exists()
    assert namen_op_toestel(pagina) == 1
    pagina.get_by_role("link", name="Terug naar de wandeling").click()
    pagina.get_by_role("button", name="Log uit").click()
    expect(pagina.get_by_role("link", name="Inloggen")).to_be_visible()
    assert namen_op_toestel(pagina) == 0


def test_voor_de_dag_kan_men_oefenen_zonder_dat_er_iets_verstuurd_wordt(wandeling, open_pagina):
    Wijkwandeling.objects.update(begint=timezone.now() + timedelta(days=5))
    pagina = open_pagina(360, 740)
    open_veld(pagina, wandeling)
    expect(pagina.get_by_text("U kunt nu oefenen.")).to_be_visible()
    schrijf(pagina, "Een proef")
    expect(stand(pagina)).to_have_text("1 oefening blijft op deze telefoon en wordt niet verstuurd.")
    pagina.get_by_role("link", name="Bekijk wat hier nog staat").click()
    kop, balk = (pagina.locator(waar).bounding_box() for waar in ("#veld-hier", "[data-balk]"))
    assert kop["y"] >= balk["y"] + balk["height"], "the bar does not cover what is jumped to"
    expect(pagina.get_by_text("Dit is een oefening.")).to_be_visible()
    assert not axe(pagina) and loopt_over(pagina) == 0 and not Idee.objects.exists()
    Wijkwandeling.objects.update(begint=timezone.now())
    pagina.reload()
    klik(pagina, "Stuur het toch")
    expect(pagina.locator("[data-aangekomen]")).to_have_text("Idee 1: Een proef")
    pagina.reload()
    expect(pagina.locator("[data-aangekomen]")).to_have_text("Idee 1: Een proef")


def test_zonder_verbinding_zegt_de_pagina_dat_een_andere_pagina_niet_open_kan(wandeling, open_pagina):
    pagina = open_pagina(360, 740)
    open_veld(pagina, wandeling)
    pagina.context.set_offline(True)
    pagina.get_by_role("link", name="Terug naar de wandeling").click()
    expect(pagina.get_by_text("U hebt nu geen verbinding.")).to_be_visible()
    pagina.context.set_offline(False)
    pagina.get_by_role("link", name="Terug naar de wandeling").click()
    expect(pagina.get_by_role("heading", name="Rondje")).to_be_visible()
