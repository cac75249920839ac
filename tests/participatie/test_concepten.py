"""An answer in the making: kept unfinished, seen by the werkplek alone, and where the wijk wants it read by somebody else before it goes out."""

from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participatie.deeds import concepten as deeds
from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import naar_onderhoud, toets, voeg_samen
from participatie.models import Idee, Toetsconcept, Toetsing
from participatie.views.werkplek_tussendoor import ELDERS
from tests.gelijktijdig import tegelijk
from wijk import werklijst
from wijk.deeds.kader import bewaar_randvoorwaarde, wijzig_wijk
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis, Wijk
from wijk.rechten import SYSTEEM, rechten_van

WERK = "/werkplek/geleerdenwijk/toetsen"


@pytest.fixture
def anna(persoon):
    return persoon("ambtenaar", "anna@heemstede.nl")


@pytest.fixture
def bert(persoon):
    return persoon("wijkcoordinator", "bert@heemstede.nl")


@pytest.fixture
def met_lezer(wijk, bert):
    wijzig_wijk(wijk, {"tweede_lezer": True}, door=bert)


@pytest.fixture
def voorgelegd(idee, voorwaarde, anna, met_lezer):
    regel = voorwaarde("De wet").huidige
    return deeds.leg_voor(idee, "toets", "Dit kan.", oordelen=[(regel, "voldoet", "")], gezien=0, stand=0, door=anna)


def nieuwe_tekst(voorwaarde, tekst="Alleen met vergunning."):
    huidig = voorwaarde.huidige
    velden = {"soort": voorwaarde.soort, "grond": voorwaarde.grond, "titel": huidig.titel, "wat_kan": tekst, "wat_kan_niet": "", "toelichting": ""}
    return bewaar_randvoorwaarde(voorwaarde.wijk, {**velden, "reden_wijziging": "De wet is anders."}, voorwaarde, door=SYSTEEM)


def test_een_concept_hoeft_niet_af_en_staat_er_weer_als_de_pagina_opent(idee, voorwaarde, anna, bert, als, client):
    een, twee = voorwaarde("De wet"), voorwaarde("Het geld")
    pad = f"{WERK}/{idee.nummer}/"
    velden = {"actie": "toets", "wat": "concept", "gezien": 0, "stand": 0, f"oordeel_{een.pk}": "voldoet_niet", f"reden_{twee.pk}": "Nog vragen."}
    als(anna)
    assert client.post(pad, velden).status_code == 302
    open_ = client.get(pad)
    vol = open_.context["forms"]["toets"]
    assert (vol[f"oordeel_{een.pk}"].value(), vol[f"oordeel_{twee.pk}"].value(), vol[f"reden_{twee.pk}"].value()) == (
        "voldoet_niet",
        "",
        "Nog vragen.",
    )
    assert "Dit is uw concept" in open_.content.decode()
    tekst = als(bert).get(pad).content.decode()
    assert "Ambtenaar heeft hier een concept" in tekst and "Nog vragen." in tekst
    client.logout()
    assert "Nog vragen." not in client.get(idee.get_absolute_url()).content.decode()
    idee.refresh_from_db()
    assert idee.status == "ontvangen" and not mail.outbox
    assert not Gebeurtenis.objects.filter(soort__startswith="toetsconcept", openbaar=True).exists()


def test_wat_na_een_fout_een_concept_werd_heet_het_eigen_concept(idee, voorwaarde, anna, als):
    een, _ = voorwaarde("De wet"), voorwaarde("Het geld")
    velden = {"actie": "toets", "gezien": 0, "stand": 0, f"oordeel_{een.pk}": "voldoet_niet", "reden": "Half af."}
    fout = als(anna).post(f"{WERK}/{idee.nummer}/", velden)
    assert fout.status_code == 422 and "Dit is uw concept" in fout.content.decode() and "heeft hier een concept" not in fout.content.decode()


@pytest.mark.parametrize("wat", ["neem", "overdragen", "advies", "publiceer", "postadres", "orden", "splitsen"])
def test_wat_getypt_is_blijft_als_er_eerst_iets_anders_moet(wat, idee, voorwaarde, anna, bert, als):
    """Each of these buttons sends the form along and keeps what was typed; where nothing was, there is no concept."""
    regel, pad, klant = voorwaarde("De wet"), f"{WERK}/{idee.nummer}/", als(anna)
    knop = {"actie": "toets", "gezien": 0, "stand": 0, "wat": wat, "aan": bert.pk}
    assert klant.post(pad, knop).status_code == 302 and not Toetsconcept.objects.exists()
    if wat in ("neem", "overdragen"):  # in other hands by now
        assert klant.post(pad, {**knop, "wat": "terug"}).status_code == 302
    typt = {f"oordeel_{regel.pk}": "voorwaarde", f"reden_{regel.pk}": "Met vergunning.", "reden": "Dit kan, als."}
    na = klant.post(f"{pad}?termijn=ruim", knop | typt)
    naar = reverse(f"werkplek:{ELDERS.get(wat, 'toets')}", args=[idee.wijk.slug, idee.nummer])
    assert na.status_code == 302 and na["Location"] == f"{naar}?termijn=ruim"
    form = klant.get(pad).context["forms"]["toets"]
    assert [form[naam].value() for naam in typt] == list(typt.values())
    concept = Toetsconcept.objects.get()
    # What stands there already is not kept once more, and what a colleague kept meanwhile is not lost either.
    assert klant.post(pad, knop | typt | {"stand": 1, "wat": "advies"}).status_code == 302 and Toetsconcept.objects.get().stand == concept.stand
    botst = klant.post(pad, knop | typt | {"reden": "Iets anders.", "wat": "advies"})
    assert botst.status_code == 422 and "Iets anders." in botst.content.decode() and Toetsconcept.objects.get().reden == "Dit kan, als."
    idee.refresh_from_db()
    assert idee.behandelaar == {"neem": anna, "overdragen": bert}.get(wat) and idee.is_te_toetsen


@pytest.mark.parametrize("knop", [{}, {"wat": "overdragen"}, {"actie": "samenvoegen", "samenvoegen_met": "99", "samenvoegen_gezien": 0}])
def test_ook_na_een_weigering_is_wat_getypt_is_bewaard(knop, idee, voorwaarde, anna, als, client):
    regel, pad = voorwaarde("De wet"), f"{WERK}/{idee.nummer}/"
    velden = {"actie": "toets", "gezien": 0, "stand": 0, f"oordeel_{regel.pk}": "voldoet_niet", "reden": "Kan niet.", "onderhoud_reden": "Of toch?"}
    antwoord = als(anna).post(pad, velden | knop)
    assert antwoord.status_code == 422 and 'name="stand" value="1"' in antwoord.content.decode()
    forms = client.get(pad).context["forms"]
    assert forms["toets"]["reden"].value() == "Kan niet." and forms["onderhoud"]["reden"].value() == "Of toch?"
    assert not idee.toetsingen.exists() and Toetsconcept.objects.get().voorgelegd_op is None


@pytest.mark.parametrize("knop", [{"wat": "klaar"}, {"wat": "verberg"}, {"wat": "postadres"}, {"wat": "lijst"}, {"minuten": "30", "werk": "vragen"}])
def test_waarom_u_opnieuw_kijkt_blijft_als_er_eerst_iets_anders_moet(knop, idee, anna, als, client):
    naar_onderhoud(idee, "Dat doen we.", door=anna)
    pad, uren = f"{WERK}/{idee.nummer}/", {"sleutel": uuid4().hex, "datum": timezone.localdate(), "omschrijving": "idee"}
    typt = {"actie": "heropen", "reden": "De bewoner belde."}
    for _ in range(2):  # the second time some are refused
        assert als(anna).post(pad, typt | uren | knop).status_code == 302
        assert client.get(pad).context["forms"]["heropen"]["reden"].value() == "De bewoner belde."
    idee.refresh_from_db()
    assert (idee.status == "klaar") == (knop.get("wat") == "klaar") and idee.wijk.urenregels.exists() == ("minuten" in knop)
    if idee.status == "regulier":
        assert client.post(pad, typt).status_code == 302 and f"getypt_{idee.pk}" not in client.session


ANDERE = {"onderhoud_reden": "We geven het door.", "samenvoegen_met": "7", "samenvoegen_reden": "Hetzelfde bankje."}


@pytest.mark.parametrize("knop", [{"wat": "neem"}, {"wat": "advies"}, {"wat": "concept"}, {"minuten": "30", "werk": "vragen"}])
def test_ook_wat_onder_een_ander_antwoord_getypt_is_blijft(knop, idee, voorwaarde, anna, bert, als):
    voorwaarde("De wet")
    pad, klant = f"{WERK}/{idee.nummer}/", als(anna)
    uren = {"sleutel": uuid4().hex, "datum": timezone.localdate(), "omschrijving": "idee"}
    assert klant.post(pad, {"actie": "toets", "gezien": 0, "stand": 0, **uren, **knop, **ANDERE}).status_code == 302
    assert not Toetsconcept.objects.exists() and idee.wijk.urenregels.count() == ("minuten" in knop)

    def staat_er(pagina):
        forms = pagina.context["forms"]
        return {naam: forms[naam.split("_")[0]][naam.split("_")[1]].value() for naam in ANDERE}

    for _ in range(2):
        pagina = klant.get(pad)
        assert staat_er(pagina) == ANDERE and all(f'data-letter="{letter}" open' in pagina.content.decode() for letter in "os")
    assert "Hetzelfde bankje." not in als(bert).get(pad).content.decode()
    # Emptied and sent again it is gone; and it is gone when the idea has its answer.
    klant = als(anna)
    klant.post(pad, {"actie": "toets", "gezien": 0, "stand": 0, "wat": "advies", "samenvoegen_reden": "Alleen dit."})
    assert klant.get(pad).context["werk"].getypt.velden == {"samenvoegen": {"reden": "Alleen dit."}}
    klant.post(pad, {"actie": "onderhoud", "onderhoud_gezien": 0, "stand": 0, "onderhoud_reden": "Doorgegeven.", "samenvoegen_reden": "Alleen dit."})
    idee.refresh_from_db()
    assert idee.status == "regulier" and f"getypt_{idee.pk}" not in klant.session


def test_wat_een_concept_zegt_geldt_niet_als_zelf_getypt(idee, anna, bert, met_lezer, als):
    def leg_voor(tekst, stand):
        deeds.leg_voor(idee, "onderhoud", tekst, gezien=0, stand=stand, door=bert)

    leg_voor("Van Bert.", 0)
    pad, klant = f"{WERK}/{idee.nummer}/", als(anna)
    klant.post(pad, {"actie": "toets", "gezien": 0, "stand": 1, "wat": "neem", "onderhoud_reden": "Van Bert."})
    leg_voor("Van Bert, beter.", 1)
    assert klant.get(pad).context["forms"]["onderhoud"]["reden"].value() == "Van Bert, beter."
    # Where the other answer takes the place of the concept, it stays on the page of who saw it.
    klant.post(pad, {"actie": "toets", "gezien": 0, "stand": 2, "wat": "concept", "reden": "Dit kan.", "onderhoud_reden": "Van Bert, beter."})
    forms = klant.get(pad).context["forms"]
    assert (forms["toets"]["reden"].value(), forms["onderhoud"]["reden"].value()) == ("Dit kan.", "Van Bert, beter.")


def test_een_geweigerd_ander_antwoord_laat_al_het_andere_staan(idee, voorwaarde, anna, bert, als):
    regel, pad, klant = voorwaarde("De wet"), f"{WERK}/{idee.nummer}/", als(anna)
    eerste = {f"oordeel_{regel.pk}": "voorwaarde", f"reden_{regel.pk}": "Met vergunning.", "reden": "Dit kan, als."}
    velden = {"gezien": 0, "stand": 0, "onderhoud_gezien": 0, "samenvoegen_gezien": 0, **eerste, **ANDERE}
    weigert = klant.post(pad, {**velden, "actie": "samenvoegen"})
    forms = weigert.context["forms"]
    assert weigert.status_code == 422 and "Er is geen idee met nummer 7" in weigert.content.decode()
    assert [forms["toets"][naam].value() for naam in eerste] == list(eerste.values()) and not forms["toets"].errors
    assert forms["onderhoud"]["reden"].value() == "We geven het door." and forms["samenvoegen"]["reden"].value() == "Hetzelfde bankje."
    # A colleague answered meanwhile: there is no form any more, and every text can still be read.
    naar_onderhoud(idee, "Naar de ploeg.", door=bert)
    html = klant.post(pad, {**velden, "actie": "onderhoud"}).content.decode()
    assert all(tekst in html for tekst in ("Dit kan, als.", "We geven het door.", "Hetzelfde bankje."))


def test_een_knop_naast_een_antwoord_legt_niets_voor_aan_een_tweede_lezer(idee, voorwaarde, anna, met_lezer, als):
    regel = voorwaarde("De wet")
    velden = {"actie": "toets", "gezien": 0, "stand": 0, "wat": "neem", f"oordeel_{regel.pk}": "voldoet", "reden": "Dit kan."}
    als(anna).post(f"{WERK}/{idee.nummer}/", velden)
    concept = Toetsconcept.objects.get()
    assert concept.voorgelegd_op is None and concept.idee.behandelaar == anna


def test_op_een_tekst_die_veranderde_staat_er_nog_geen_oordeel(idee, voorwaarde, anna, als):
    regel = voorwaarde("De wet")
    deeds.bewaar_concept(idee, [(regel.huidige, "voldoet", "Mag.")], "Dit kan.", gezien=0, stand=0, door=anna)
    nieuwe_tekst(regel)
    form = als(anna).get(f"{WERK}/{idee.nummer}/").context["forms"]["toets"]
    assert (form[f"oordeel_{regel.pk}"].value(), form[f"reden_{regel.pk}"].value()) == ("", "Mag.")
    concept = Toetsconcept.objects.get()
    assert "tekst gewijzigd" in als(anna).get(f"{WERK}/concepten/{concept.pk}/").content.decode()


def test_wie_tegelijk_een_concept_bewaart_verliest_niets(idee, voorwaarde, anna, bert, als, client):
    regel = voorwaarde("De wet")
    deeds.bewaar_concept(idee, [(regel.huidige, "voldoet", "")], "Tekst van Anna.", gezien=0, stand=0, door=anna)
    velden = {"actie": "toets", "wat": "concept", "gezien": 0, "stand": 0, "reden": "Tekst van Bert."}
    weigering = als(bert).post(f"{WERK}/{idee.nummer}/", velden)
    tekst = weigering.content.decode()
    assert weigering.status_code == 422 and "Tekst van Bert." in tekst and "Bekijk het concept" in tekst and 'name="stand" value="1"' in tekst
    assert Toetsconcept.objects.get().reden == "Tekst van Anna."
    assert client.post(f"{WERK}/{idee.nummer}/", {**velden, "stand": 1}).status_code == 302
    assert Toetsconcept.objects.get().door == bert


def test_na_het_antwoord_is_het_eigen_concept_weg_en_dat_van_een_ander_niet(idee, wijk, anna, bert, als):
    ander = dien_in(wijk, titel="Bankje", soort="kans", door=None)
    for een in (idee, ander):
        deeds.bewaar_concept(een, [], "Van Anna.", gezien=0, stand=0, door=anna)
    naar_onderhoud(idee, "Doorgegeven.", door=anna)
    naar_onderhoud(ander, "Doorgegeven.", door=bert)
    over = Toetsconcept.objects.get()
    assert over.idee == ander and over.toestand == "het idee is intussen beantwoord"
    assert "Van Anna." in als(anna).get(f"{WERK}/concepten/{over.pk}/").content.decode()
    deeds.gooi_weg(over, stand=over.stand, door=bert)


def test_zonder_tweede_lezer_gaat_er_niets_uit_langs_welke_weg_ook(idee, wijk, voorwaarde, anna, bert, met_lezer, als, client):
    idee.refresh_from_db()
    regel, ander = voorwaarde("De wet"), dien_in(wijk, titel="Bankje", soort="kans", email="ans@voorbeeld.nl", door=None)
    mail.outbox.clear()
    for wie in (anna, SYSTEEM):
        for gelezen in (None, anna):
            with pytest.raises(Geweigerd, match="tweede"):
                toets(idee, [(regel.huidige, "voldoet", "")], "Dit kan.", door=wie if gelezen is None else anna, gelezen_door=gelezen)
    with pytest.raises(Geweigerd, match="tweede"):
        naar_onderhoud(idee, "Doorgegeven.", door=anna)
    with pytest.raises(Geweigerd, match="tweede"):
        voeg_samen(ander, idee, "Hetzelfde.", door=anna)
    als(anna)
    paden = {idee: "onderhoud", ander: "samenvoegen"}
    for een, actie in paden.items():
        velden = {
            "actie": actie,
            "stand": 0,
            "onderhoud_reden": "Zo doen we het.",
            "samenvoegen_reden": "Zo doen we het.",
            "samenvoegen_met": idee.nummer,
        }
        velden |= {"onderhoud_gezien": 0, "samenvoegen_gezien": 0}
        assert client.post(f"{WERK}/{een.nummer}/", velden).status_code == 302
    assert not Toetsing.objects.exists() and not mail.outbox and Toetsconcept.objects.voorgelegd().count() == 2
    for concept in Toetsconcept.objects.order_by("pk"):
        deeds.stem_in(concept, stand=1, door=bert)
    assert sorted(Toetsing.objects.values_list("uitkomst", "door", "gelezen_door")) == [
        ("regulier", anna.pk, bert.pk),
        ("samengevoegd", anna.pk, bert.pk),
    ]
    assert [brief.to for brief in mail.outbox] == [["ans@voorbeeld.nl"]]


def test_na_voorleggen_komt_het_volgende_idee_en_de_lijst_zegt_waar_een_concept_ligt(idee, wijk, anna, bert, met_lezer, als):
    ander = dien_in(wijk, titel="Bankje", soort="kans", door=None)
    klant, velden = als(anna), {"actie": "onderhoud", "onderhoud_gezien": 0, "stand": 0, "onderhoud_reden": "We geven het door."}
    assert klant.post(f"{WERK}/{idee.nummer}/?termijn=ruim", velden)["Location"] == f"{WERK}/{ander.nummer}/?termijn=ruim"
    assert (
        klant.post(f"{WERK}/{ander.nummer}/", {"actie": "toets", "wat": "concept", "gezien": 0, "stand": 0, "reden": "Nog even."}).status_code == 302
    )
    lijst = als(bert).get(f"{WERK}/").content.decode()
    assert "antwoord wacht op een tweede lezer" in lijst and "concept van Ambtenaar" in lijst
    assert klant.post(f"{WERK}/{ander.nummer}/", {**velden, "stand": 1})["Location"] == f"{WERK}/"


def test_na_lezen_komt_het_volgende_om_te_lezen(voorgelegd, wijk, anna, bert, als):
    ander, eigen = (dien_in(wijk, titel=titel, soort="kans", door=None) for titel in ("Bankje", "Hek"))
    twee = deeds.leg_voor(ander, "onderhoud", "We geven het door.", gezien=0, stand=0, door=anna)
    deeds.leg_voor(eigen, "onderhoud", "We geven het door.", gezien=0, stand=0, door=bert)
    klant = als(bert)
    assert klant.post(f"{WERK}/concepten/{voorgelegd.pk}/", {"daad": "akkoord", "stand": 1})["Location"] == f"{WERK}/concepten/{twee.pk}/"
    terug = klant.post(f"{WERK}/concepten/{twee.pk}/", {"daad": "terug", "stand": 1, "opmerking": "Noem de ploeg."})
    assert terug["Location"] == f"{WERK}/concepten/"
    assert [taak.aantal for taak in wacht(anna, "antwoord van u is teruggestuurd")] == [1]


def wacht(wie, begin: str) -> list:
    wijk = Wijk.objects.get()
    return [taak for taak in werklijst.van_wijk(wijk, rechten_van(wie, wijk), wie) if taak.zin.startswith(begin)]


def test_een_ander_leest_en_verstuurt_en_de_schrijver_kan_dat_zelf_niet(voorgelegd, idee, anna, bert, bewoner, als, client, wijk):
    pad = f"{WERK}/concepten/{voorgelegd.pk}/"
    [taak] = wacht(bert, "antwoord")
    assert taak.zin == "antwoord wacht op een tweede lezer" and "Idee 1" in als(bert).get(taak.pad).content.decode()
    assert not wacht(anna, "antwoord") and "Idee 1" not in als(anna).get(taak.pad).content.decode()
    eigen = als(anna).get(pad).content.decode()
    assert "Akkoord" not in eigen and "niet goedkeuren" in eigen
    client.post(pad, {"daad": "akkoord", "stand": 1})
    with pytest.raises(Geweigerd, match="zelf"):
        deeds.stem_in(voorgelegd, stand=1, door=anna)
    with pytest.raises(GeenRecht):
        deeds.stem_in(voorgelegd, stand=1, door=bewoner)
    assert not Toetsing.objects.exists()
    assert client.get(idee.get_absolute_url()).content.decode().count("Dit kan.") == 0
    als(bert)
    assert "Akkoord: verstuur dit antwoord" in client.get(pad).content.decode()
    twijfel = client.post(pad, {"daad": "akkoord", "stand": 1, "opmerking": "Noem de wet."})
    assert twijfel.status_code == 422 and "wat er anders moet" in twijfel.content.decode() and "Noem de wet.</textarea>" in twijfel.content.decode()
    assert not Toetsing.objects.exists() and client.post(pad, {"daad": "akkoord", "stand": 1, "opmerking": ""}).status_code == 302
    toetsing = Toetsing.objects.get()
    assert (toetsing.uitkomst, toetsing.door, toetsing.gelezen_door) == ("past", anna, bert) and not Toetsconcept.objects.exists()
    assert Gebeurtenis.objects.filter(soort="idee.getoetst").get().door == bert
    assert "gelezen door" in client.get(f"{WERK}/{idee.nummer}/").content.decode()


def test_terugsturen_zegt_wat_er_anders_moet_en_mailt_de_schrijver(voorgelegd, anna, bert, als, client):
    pad = f"{WERK}/concepten/{voorgelegd.pk}/"
    als(bert)
    assert client.post(pad, {"daad": "terug", "stand": 1, "opmerking": " "}).status_code == 422
    assert client.post(pad, {"daad": "terug", "stand": 1, "opmerking": "Noem de wet."}).status_code == 302
    assert [brief.to for brief in mail.outbox] == [[anna.email]] and "Noem de wet." in mail.outbox[0].body
    assert "Noem de wet." in als(anna).get(f"{WERK}/{voorgelegd.idee.nummer}/").content.decode()
    with pytest.raises(Geweigerd, match="intussen veranderd"):
        deeds.stem_in(voorgelegd, stand=1, door=bert)


def test_een_lezer_keurt_alleen_goed_wat_hij_las(voorgelegd, idee, anna, bert, als, client):
    regel = voorgelegd.regels()[0][0].randvoorwaarde
    deeds.leg_voor(idee, "toets", "Iets heel anders.", oordelen=[(regel.huidige, "voldoet", "")], gezien=0, stand=1, door=anna)
    als(bert).post(f"{WERK}/concepten/{voorgelegd.pk}/", {"daad": "akkoord", "stand": 1})
    terug = client.post(f"{WERK}/concepten/{voorgelegd.pk}/", {"daad": "terug", "stand": 1, "opmerking": "Mijn opmerking."})
    assert terug.status_code == 422 and "Mijn opmerking." in terug.content.decode()
    assert not Toetsing.objects.exists()
    nieuwe_tekst(regel)
    with pytest.raises(Geweigerd, match="intussen gewijzigd"):
        deeds.stem_in(voorgelegd, stand=2, door=bert)
    anna.bevoegdheden.all().delete()
    with pytest.raises(Geweigerd, match="geen antwoorden meer"):
        deeds.stem_in(voorgelegd, stand=2, door=bert)
    assert not Toetsing.objects.exists() and Toetsconcept.objects.get().stand == 2


def test_de_database_weigert_wie_zichzelf_leest(idee, anna):
    with pytest.raises(IntegrityError), transaction.atomic():
        Toetsing.objects.create(idee=idee, nummer=1, uitkomst="past", reden="Dit kan.", door=anna, gelezen_door=anna)


def test_wat_niet_af_is_gaat_niet_naar_een_lezer(idee, wijk, voorwaarde, anna, met_lezer, als):
    regel = voorwaarde("De wet")
    velden = {"actie": "toets", "gezien": 0, "stand": 0, f"oordeel_{regel.pk}": "voldoet_niet", "reden": "Kan niet."}
    antwoord = als(anna).post(f"{WERK}/{idee.nummer}/", velden)
    assert antwoord.status_code == 422 and "Zeg waarom" in antwoord.content.decode()
    with pytest.raises(Geweigerd, match="zichzelf"):
        deeds.leg_voor(idee, "samenvoegen", "Hetzelfde.", met=idee, gezien=0, stand=1, door=anna)
    assert not Toetsconcept.objects.voorgelegd().exists()


def test_de_lijst_kiest_en_kost_niet_meer_vragen_bij_meer_rijen(wijk, anna, bert, als):
    def erbij(n, **velden):
        een = dien_in(wijk, titel=f"Idee {n}", soort="kans", door=None)
        return deeds.bewaar_concept(een, [], f"Concept {n}.", gezien=0, stand=0, door=anna)

    client = als(bert)

    def vragen():
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(f"{WERK}/concepten/").status_code == 200
        return len(gesteld)

    erbij(0)
    eerst = vragen()
    for n in range(1, 12):
        erbij(n)
    assert vragen() == eerst
    assert "Geen concepten" in client.get(f"{WERK}/concepten/?wat=mijn").content.decode()
    with pytest.raises(Geweigerd, match="concept van"):
        deeds.gooi_weg(Toetsconcept.objects.first(), stand=1, door=bert)
    deeds.gooi_weg(Toetsconcept.objects.first(), stand=1, door=anna)


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_van_vele_lezers_tegelijk_gaat_het_antwoord_een_keer_uit(voorgelegd, persoon):
    lezers = [persoon("ambtenaar") for _ in range(6)]
    Idee.objects.update(email="ans@voorbeeld.nl")
    uit = tegelijk(lambda n: deeds.stem_in(Toetsconcept.objects.get(pk=voorgelegd.pk), stand=1, door=lezers[n]), 6)
    assert sum(isinstance(een, Toetsing) for een in uit) == 1, uit
    assert all(isinstance(een, Toetsing | Geweigerd | Toetsconcept.DoesNotExist) for een in uit), uit
    assert Toetsing.objects.count() == 1 and [brief.to for brief in mail.outbox] == [["ans@voorbeeld.nl"]]
