"""Who does not use the internet calls or walks in: the number and the address of the wijk, where they are named."""

from wijk.bereikbaar import bereikbaar
from wijk.models import Wijk

PAD = "/werkplek/geleerdenwijk/kader/wijk/"


def velden(form, **anders) -> dict:
    return {naam: form[naam].value() for naam in form.fields if form[naam].value() not in (None, False)} | anders


def test_de_coordinator_zet_nummer_en_adres_en_het_staat_in_de_voet(wijk, als, wijkcoordinator, ambtenaar, client):
    leeg = client.get("/geleerdenwijk/").content.decode()
    assert "tel:" not in leeg and "kom langs" not in leeg.lower(), "nothing is invented"
    coordinator = als(wijkcoordinator)
    form = coordinator.get(PAD).context["form"]
    fout = coordinator.post(PAD, velden(form, telefoon="bel maar"))
    assert "Dit is geen telefoonnummer" in fout.context["form"].errors["telefoon"][0] and 'value="bel maar"' in fout.content.decode()
    assert coordinator.post(PAD, velden(form, telefoon="14 023", bezoekadres="het raadhuis, van 9 tot 12 uur")).status_code == 302
    for pad in ("/geleerdenwijk/", "/geleerdenwijk/volgen/"):
        html = client.get(pad).content.decode()
        assert '<a href="tel:14023">14 023</a>' in html and "ang" in html and "het raadhuis, van 9 tot 12 uur." in html, pad
    log = als(ambtenaar).get("/werkplek/geleerdenwijk/logboek/").content.decode()
    assert "Telefoonnummer voor de wijk: van leeg naar 14 023" in log


def test_op_papier_staat_wat_er_is(settings):
    wijk = Wijk(naam="Kust")
    settings.GEMEENTE = {**settings.GEMEENTE, "naam": "Duin", "contact": ""}
    assert bereikbaar(wijk) == "" and bereikbaar(wijk, altijd=True) == "Schrijf een brief aan de gemeente Duin."
    wijk.telefoon = "14 023"
    assert bereikbaar(wijk) == bereikbaar(wijk, altijd=True) == "Bel 14 023."
    settings.GEMEENTE["contact"], wijk.bezoekadres = "wijk@duin.nl", "het raadhuis, elke dag."
    assert bereikbaar(wijk) == "Bel 14 023, mail naar wijk@duin.nl of kom langs: het raadhuis, elke dag."
