"""The next wijk: chosen by the note's own reasons with a sum that everyone can follow."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from evaluatie.deeds import volgende as deeds
from evaluatie.models import Criterium, Score, Uitvoeringsprogramma
from evaluatie.programma.blokken import Lijst
from evaluatie.programma.samenstellen import stel_samen
from evaluatie.rangorde import advies, een_cijfer, gewichten, rangorde
from wijk.fouten import Geweigerd
from wijk.rechten import SYSTEEM

WERK = "/werkplek/geleerdenwijk/uitvoeringsprogramma/volgende-wijk/"


def test_het_logboek_noemt_een_kerncijfer_bij_zijn_naam(wijk, wijkcoordinator):
    kust = deeds.bewaar_kandidaat(wijk, {"naam": "Kust", "inleiding": ""}, door=wijkcoordinator)
    cijfer = deeds.bewaar_kandidaatcijfer(kust, {"naam": "inwoners", "waarde": "900", "bron": "CBS", "peildatum": ""}, door=wijkcoordinator)
    deeds.verwijder_kandidaatcijfer(cijfer, door=wijkcoordinator)
    regels = [sorted(gebeurtenis.wijzigingen) for gebeurtenis in wijk.gebeurtenissen.van_soort("programma.kandidaat").nieuwste_eerst()]
    assert regels == [
        ["Kerncijfer: van 900 inwoners naar leeg"],
        ["Bron: van leeg naar CBS", "Kerncijfer: van leeg naar 900 inwoners"],
        ["Naam van de wijk: van leeg naar Kust"],
    ]


def test_de_som_is_na_te_rekenen(wijk, kandidaat, wijkcoordinator):
    kandidaat("Kust", 5, 4, 3, 2, 1, 0)
    kandidaat("Duin", 3, 3, 3, 3, 3, 3)
    kandidaat("Bos", 5, 5, 5, 5, 5, None)
    assert [(str(p.kandidaat), p.plaats) for p in rangorde(wijk)] == [("Duin", 1), ("Kust", 2), ("Bos", None)]
    deeds.weeg(wijk, {**gewichten(wijk), "buitenruimte": 5, "draagvlak": 0}, door=wijkcoordinator)
    bos, kust, duin = rangorde(wijk)
    # A criterium that does not weigh needs no points.
    assert (str(bos.kandidaat), bos.in_woorden) == ("Bos", "100,0 van 100")
    assert kust.som == "(5 × 5 + 3 × 4 + 3 × 3 + 3 × 2 + 3 × 1 + 0 × 0) ÷ (5 × 17) × 100 = 64,7" and een_cijfer(kust.uitkomst) == "64,7"
    assert duin.plaats == 3 and duin.uitkomst == 60


def test_gelijk_is_gelijk_en_geeft_geen_advies(wijk, kandidaat):
    kandidaat("Kust", 3, 3, 3, 3, 3, 3)
    kandidaat("Duin", 3, 3, 3, 3, 3, 3)
    assert [p.plaats for p in rangorde(wijk)] == [1, 1] and advies(rangorde(wijk)) == ""
    with pytest.raises(Geweigerd, match="alleen bovenaan"):
        deeds.neem_advies_over(wijk, door=SYSTEEM)


def test_als_niets_weegt_staat_niemand_bovenaan(wijk, kandidaat, wijkcoordinator):
    kandidaat("Kust", 3, 3, 3, 3, 3, 3)
    deeds.weeg(wijk, dict.fromkeys(Criterium.values, 0), door=wijkcoordinator)
    assert rangorde(wijk)[0].in_woorden == "geen enkel criterium weegt mee"


def test_het_advies_zegt_waarom_en_staat_in_het_programma(wijk, kandidaat, wijkcoordinator, als):
    kandidaat("Kust", 5, 4, 3, 2, 1, 0)
    kandidaat("Duin", 1, 1, 1, 1, 1, 1)
    client = als(wijkcoordinator)
    assert client.post(WERK, {"actie": "overnemen"}).status_code == 302
    programma = Uitvoeringsprogramma.objects.get()
    assert (programma.advies, programma.volgende_wijk) == ("starten", "Kust")
    assert "Kust staat bovenaan, met 50,0 van 100 punten." in programma.advies_toelichting
    assert (
        "- Leeftijd van de buitenruimte (5 tegen 1): Reden 5." in programma.advies_toelichting and "Daarna komt Duin" in programma.advies_toelichting
    )
    assert "verschil is klein" not in programma.advies_toelichting
    # Also where it is the lower one; as a list on every form of the programme.
    assert programma.advies_toelichting.endswith("Hier kreeg Kust minder punten dan Duin:\n- Draagvlak (0 tegen 1): Reden 0.")
    delen = {deel.sleutel: deel for deel in stel_samen(programma, "").delen}
    deel = delen["volgende"]
    assert Lijst(["Draagvlak (0 tegen 1): Reden 0."]) in delen["samenvatting"].blokken
    tekst = "\n".join(deel.regels())
    for stuk in ("Kust | 50,0 van 100", "Winkelcentrum | 3 | 4 | Reden 4.", "÷ (5 × 18) × 100 = 50,0", "Over Duin."):
        assert stuk in tekst


def test_een_kleine_voorsprong_heet_klein_en_wie_alleen_is_heeft_geen_tweede(wijk, kandidaat):
    kandidaat("Kust", 3, 3, 3, 3, 3, 3)
    alleen = advies(rangorde(wijk))
    assert "De meeste punten komen van:" in alleen and "Daarna" not in alleen
    kandidaat("Duin", 3, 3, 3, 3, 3, 2)
    samen = advies(rangorde(wijk)).splitlines()
    assert samen[1:] == [
        "Daarna komt Duin, met 56,7 van 100 punten.",
        "Het verschil is klein. Kijk dus ook naar de redenen, en niet naar de punten alleen.",
        "Hier kreeg Kust meer punten dan Duin:",
        "- Draagvlak (3 tegen 2): Reden 3.",
    ]


def test_punten_vragen_een_reden_en_twee_tegelijk_verliezen_niets(wijk, kandidaat, wijkcoordinator, als):
    kust, client = kandidaat("Kust", 1, None, None, None, None, None), als(wijkcoordinator)
    pad = f"{WERK}kandidaten/{kust.pk}/"
    velden = {"actie": "scoor", "gezien": client.get(pad).context["forms"]["scoor"].initial["gezien"]}
    velden |= {"punten_buitenruimte": "1", "reden_buitenruimte": "Reden 1.", "punten_draagvlak": "6", "punten_opgaven": "2"}
    fout = client.post(pad, velden)
    fouten = fout.context["forms"]["scoor"].errors
    assert fout.status_code == 422 and {"punten_draagvlak", "reden_opgaven"} <= set(fouten) and 'value="6"' in fout.content.decode()
    deeds.scoor(kust, {"buitenruimte": (4, "Van een ander.")}, door=wijkcoordinator)
    velden |= {"punten_draagvlak": "5", "reden_draagvlak": "Goed.", "reden_opgaven": "Veel."}
    botsing = client.post(pad, velden)
    assert botsing.status_code == 422 and "Nu staat er: Van een ander." in botsing.content.decode()
    assert client.post(pad, {**velden, "gezien": botsing.context["forms"]["scoor"].data["gezien"]}).status_code == 302
    assert Score.objects.get(criterium="buitenruimte").punten == 1 and kust.scores.count() == 3


def test_de_weging_is_te_verzetten_zonder_script_en_wordt_gelogd(wijk, wijkcoordinator, bestuur, als):
    client = als(wijkcoordinator)
    form = client.get(WERK).context["form"]
    velden = {"actie": "weeg", **form.initial, "winkelcentrum": "0"}
    assert client.post(WERK, {**velden, "draagvlak": "9"}).status_code == 422
    assert client.post(WERK, velden).status_code == 302 and gewichten(wijk)["winkelcentrum"] == 0
    assert wijk.gebeurtenissen.get(soort="programma.gewogen").gegevens["anders"] == {"winkelcentrum": [3, 0]}
    assert als(bestuur).post(WERK, velden).status_code == 403


@pytest.mark.parametrize("waarden", [{"punten": 6, "reden": "x"}, {"punten": 3, "reden": ""}])
def test_de_database_weigert_een_score_zonder_reden_of_boven_vijf(kandidaat, waarden):
    kust = kandidaat("Kust", *[None] * 6)
    with pytest.raises(DatabaseError), transaction.atomic():
        Score.objects.create(kandidaat=kust, criterium="draagvlak", **waarden)


def test_meer_kandidaten_kosten_niet_meer_vragen(wijk, kandidaat, wijkcoordinator, als):
    client = als(wijkcoordinator)
    kandidaat("K", *[3] * 6)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(WERK).status_code == 200
        return len(gesteld)

    eerst = vragen()
    for n in range(5):
        kandidaat(f"K{n}", *[2] * 6)
    assert vragen() == eerst


def test_bestuur_leest_de_gewichten_en_een_kandidaat_gaat_pas_weg_na_een_vraag(wijk, kandidaat, wijkcoordinator, bestuur, als):
    kust = kandidaat("Kust", *[3] * 6)
    assert "Draagvlak: 3 van 5" in als(bestuur).get(WERK).content.decode()
    client, pad = als(wijkcoordinator), f"{WERK}kandidaten/{kust.pk}/"
    assert "Weet u het zeker?" in client.post(pad, {"actie": "weg"}).content.decode() and wijk.kandidaten.exists()
    assert client.post(pad, {"weg": "ja"}).status_code == 302 and not wijk.kandidaten.exists()


def test_punten_die_nog_niet_bewaard_zijn_blijven_staan_bij_een_andere_knop(kandidaat, wijkcoordinator, als):
    kust = kandidaat("Kust", *[None] * 6)
    client, pad = als(wijkcoordinator), f"{WERK}kandidaten/{kust.pk}/"
    half = {"blad": pad, "reden_buitenruimte": "Weinig groen.", "actie": "cijfer", "cijfer-naam": "Adressen"}
    assert "Weinig groen." in client.post(pad, half).content.decode()
    klaar = client.post(pad, {**half, "cijfer-waarde": "900", "cijfer-bron": "CBS"}, follow=True).content.decode()
    assert "Weinig groen." in klaar and "Haal weg: Adressen" in klaar and 'value="900"' not in klaar
    weg = client.post(pad, {"blad": pad, "reden_buitenruimte": "Weinig groen.", "actie": f"cijfer_weg:{kust.cijfers.get().pk}"}, follow=True)
    assert "Weinig groen." in weg.content.decode() and not kust.cijfers.exists()
