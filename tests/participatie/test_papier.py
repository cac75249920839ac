"""Ideas on paper: a code for each form, entered once, found again with the slip; and who lives where is seen by few and kept briefly."""

import io
import itertools
import uuid

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from participatie import codes
from participatie.codes import TEKENS, lees_code, leesbare_code, nieuwe_code
from participatie.deeds.papier import bewaar_postadres, maak_formulieren, voer_formulier_in
from participatie.models import Idee, Papierformulier, Postadres
from participatie.papier import formulieren_pdf
from tests.gelijktijdig import tegelijk
from tests.participatie.fotos import met_alles, vlak
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
from wijk.rechten import SYSTEEM

INVOER = "/werkplek/geleerdenwijk/papier/"
ADRES = {"straat": "Rembrandtlaan 12", "postcode": "2102 AB", "woonplaats": "Heemstede"}


def velden(code: str = "", **anders) -> dict:
    return {"code": code, "titel": "Een bankje", "soort": "kans", "sleutel": uuid.uuid4().hex, **anders}


def lees_pdf(inhoud: bytes) -> tuple[int, str]:
    """Pages and title of a document that says it is PDF/UA-1 and PDF/A-2a."""
    with pikepdf.open(io.BytesIO(inhoud)) as document:
        metadata = document.open_metadata()
        assert metadata.pdfa_status == "2A" and metadata["pdfuaid:part"] == "1"
        assert str(document.Root.Lang).startswith("nl") and document.Root.MarkInfo.Marked
        return len(document.pages), metadata["dc:title"]


@pytest.fixture
def formulieren(wijk, ambtenaar):
    return list(maak_formulieren(wijk, 5, door=ambtenaar).formulieren.all())


def test_elke_typfout_in_een_code_valt_op():
    code = nieuwe_code()
    for plek, teken in itertools.product(range(8), TEKENS):
        fout = code[:plek] + teken + code[plek + 1 :]
        assert lees_code(fout) == (code if fout == code else None)
    for een, ander in itertools.combinations(range(8), 2):
        letters = list(code)
        letters[een], letters[ander] = letters[ander], letters[een]
        assert lees_code("".join(letters)) == (code if code[een] == code[ander] else None)


def test_een_code_wordt_gelezen_zoals_mensen_hem_typen():
    code = next(c for c in iter(nieuwe_code, "") if set("25") <= set(c))
    assert len(TEKENS) == 23 and not set(TEKENS) & set("0O1IL6BSZUQAE")
    for getypt in (code.lower(), leesbare_code(code), " ".join(code), f" {code} ", code.replace("5", "s").replace("2", "z")):
        assert lees_code(getypt) == code
    for onzin in ("", "x", "\x00" * 8, "AAAAAAAA", "é" * 8, "2" * 1_000_000):
        assert lees_code(onzin) is None


def test_een_stapel_formulieren_heeft_elk_een_eigen_code(wijk, ambtenaar, als):
    client = als(ambtenaar)
    assert client.post(f"{INVOER}formulieren/", {"aantal": "20"}).status_code == 302
    stapel = wijk.stapels.get()
    alle = set(stapel.formulieren.values_list("code", flat=True))
    assert len(alle) == 20 and all(lees_code(code) == code for code in alle)
    antwoord = client.get(f"{INVOER}formulieren/{stapel.pk}.pdf")
    assert antwoord["Cache-Control"] == "private, no-store"
    assert lees_pdf(antwoord.content) == (20, "Uw idee voor de Geleerdenwijk")
    for aantal in ("0", "201", "veel", ""):
        assert client.post(f"{INVOER}formulieren/", {"aantal": aantal}).status_code == 422
    assert wijk.stapels.count() == 1


def test_een_code_die_er_al_is_wordt_niet_nog_eens_gegeven(wijk, ambtenaar, monkeypatch, formulieren):
    from participatie.deeds import papier

    reeks = iter([formulieren[0].code, formulieren[1].code, *(codes.nieuwe_code() for _ in range(5))])
    monkeypatch.setattr(papier, "nieuwe_code", lambda: next(reeks))
    assert maak_formulieren(wijk, 2, door=ambtenaar).formulieren.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Papierformulier.objects.create(wijk=wijk, code=formulieren[0].code)


def test_iedereen_print_een_formulier_zonder_code(wijk, thema, client):
    antwoord = client.get("/geleerdenwijk/ideeen/formulier.pdf")
    assert antwoord["Content-Type"] == "application/pdf" and lees_pdf(antwoord.content)[0] == 1


@pytest.mark.parametrize("hoeveel", [0, 1, 10, 16])
def test_een_formulier_past_op_een_blad_ook_met_veel_themas_en_lange_namen(wijk, hoeveel, formulieren, settings):
    from wijk.models import Thema

    settings.GEMEENTE = {**settings.GEMEENTE, "contact": "samenwerken-aan-de-wijk@heemstede.nl"}
    settings.BASIS_URL = "https://samenwerken-aan-de-wijk.heemstede.nl"
    wijk.telefoon, wijk.bezoekadres = "023 123 45 67", "het gemeentehuis, Raadhuisplein 1, op werkdagen van 9 tot 12 uur, " * 2
    for nummer in range(hoeveel):
        Thema.objects.create(wijk=wijk, naam=f"Beperking van overlast door jeugd en verkeer {nummer}")
    assert lees_pdf(formulieren_pdf(wijk, formulieren))[0] == 5


def test_een_formulier_wordt_een_idee_met_alles_wat_erop_stond(wijk, thema, ambtenaar, als, formulieren):
    client, code = als(ambtenaar), formulieren[0].leesbaar.lower()
    antwoord = client.post(
        INVOER,
        velden(
            code, omschrijving="Voor ouderen.", plaats="bij het plein", thema=thema.pk, naam="Ans Papier", straat="Rembrandtlaan 12",
            postcode="2102ab", woonplaats="Heemstede", fotos=[io.BytesIO(met_alles(beeld=vlak(400, 300)))], foto_tekst="een leeg plein",
        ),
        follow=True,
    )  # fmt: skip
    assert antwoord.redirect_chain == [(INVOER, 302)] and "Bewaard als idee 1." in antwoord.content.decode()
    idee = Idee.objects.get()
    assert (idee.herkomst, idee.invoerder, idee.indiener, idee.naam, idee.thema) == ("papier", ambtenaar, None, "Ans Papier", thema)
    assert (idee.postadres.straat, idee.postadres.postcode, idee.fotos.count()) == ("Rembrandtlaan 12", "2102 AB", 1)
    assert Papierformulier.objects.get(idee=idee).code == formulieren[0].code


def test_dezelfde_code_twee_keer_geeft_een_idee_en_laat_het_zien(wijk, ambtenaar, als, formulieren):
    client, eerste = als(ambtenaar), velden(formulieren[0].code)
    client.post(INVOER, eerste)
    assert client.post(INVOER, eerste).status_code == 302  # a second click on one screen
    antwoord = client.post(INVOER, velden(formulieren[0].code, titel="Iets anders"))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "al ingevoerd: het is idee 1" in tekst and "idee 1: Een bankje" in tekst
    assert 'value="Iets anders"' in tekst and Idee.objects.count() == 1


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_een_formulier_dat_twintig_mensen_tegelijk_invoeren_wordt_een_idee(wijk, ambtenaar, formulieren):
    uit = tegelijk(lambda n: voer_formulier_in(wijk, formulieren[0], {"titel": f"Idee {n}", "soort": "kans"}, ADRES, door=ambtenaar), 20)
    assert len([een for een in uit if isinstance(een, Idee)]) == 1
    assert all(isinstance(een, Idee | Geweigerd) for een in uit), uit
    assert Idee.objects.count() == 1 == Idee.objects.get().nummer and Postadres.objects.count() == 1


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"code": ""}, "Typ de code, of kruis aan"),
        ({"code": "7KHM-2RTT"}, "deze code klopt niet"),
        ({"code": "x" * 5000}, "40"),
        ({"code": "goed", "geen_code": "on"}, "Haal dan het kruisje weg"),
        ({"code": "goed", "titel": ""}, "Het idee in één zin"),
        ({"code": "goed", "soort": ""}, "kans of een knelpunt"),
        ({"code": "goed", "straat": "Rembrandtlaan 12"}, "Postcode"),
        ({"code": "goed", "straat": "Rembrandtlaan 12", "postcode": "12345"}, "Dit is geen postcode"),
        ({"code": "goed", "postcode": "2102 AB"}, "Straat en nummer"),
        ({"code": "goed", "email": "geen adres"}, "e-mailadres"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld_en_wat_getypt_is_blijft_staan(wijk, ambtenaar, als, formulieren, anders, fout):
    if anders["code"] == "goed":
        anders = {**anders, "code": formulieren[0].code}
    antwoord = als(ambtenaar).post(INVOER, velden(omschrijving="Dit moet blijven.", **anders))
    assert antwoord.status_code == 422 and fout in antwoord.content.decode() and "Dit moet blijven." in antwoord.content.decode()
    assert not Idee.objects.exists() and not Postadres.objects.exists()


def test_na_een_fout_vraagt_het_scherm_de_fotos_opnieuw(wijk, ambtenaar, als, formulieren):
    tekst = als(ambtenaar).post(INVOER, velden(titel="", fotos=[io.BytesIO(met_alles(beeld=vlak(400, 300)))])).content.decode()
    assert "Kies de foto’s opnieuw" in tekst


def test_een_formulier_zonder_code_krijgt_er_een(wijk, ambtenaar, als):
    antwoord = als(ambtenaar).post(INVOER, velden(geen_code="on"), follow=True)
    assert f"Schrijf deze code op het formulier: {Papierformulier.objects.get().leesbaar}" in antwoord.content.decode()


def test_de_code_van_een_idee_van_internet_leidt_naar_waar_die_werkt(wijk, client):
    antwoord = client.post("/geleerdenwijk/papier/", {"code": "bcdf-ghjk"})
    assert lees_code("bcdf-ghjk") is None and antwoord.context["form"]["code"].value() == "bcdf-ghjk"
    assert "Vul ook het nummer van uw idee in." in antwoord.content.decode() and 'action="/geleerdenwijk/volgen/"' in antwoord.content.decode()


def test_een_code_van_een_andere_wijk_geldt_hier_niet(wijk, andere_wijk, ambtenaar, als, client):
    daar = maak_formulieren(andere_wijk, 1, door=SYSTEEM).formulieren.get()
    assert "kennen we niet in de Geleerdenwijk" in als(ambtenaar).post(INVOER, velden(daar.code)).content.decode()
    assert client.get(f"/geleerdenwijk/papier/{daar.code}/").status_code == 404


def test_met_het_strookje_vindt_iemand_het_idee(wijk, ambtenaar, client, formulieren):
    code = formulieren[0].code
    pad = f"/geleerdenwijk/papier/{code}/"
    assert "nog niet ingevoerd" in client.get(pad).content.decode()
    idee = voer_formulier_in(wijk, formulieren[0], {"titel": "Een bankje", "soort": "kans"}, door=ambtenaar)
    assert client.post("/geleerdenwijk/papier/", {"code": leesbare_code(code).lower()})["Location"] == pad
    assert client.get(f"/geleerdenwijk/papier/{leesbare_code(code)}/")["Location"] == pad
    assert client.get(pad)["Location"] == idee.get_absolute_url()
    for fout in ("7KHM-2RTT", "a" * 300):
        assert "klopt niet" in client.get(f"/geleerdenwijk/papier/{fout}/").content.decode()
    assert client.get("/geleerdenwijk/papier/%00/").status_code == 422


def test_een_idee_dat_nog_niet_op_de_website_staat_zegt_met_de_code_alleen_hoe_het_ermee_staat(wijk, ambtenaar, client, formulieren):
    wijk.direct_publiceren = False
    wijk.save()
    voer_formulier_in(wijk, formulieren[0], {"titel": "Geheime titel", "soort": "kans", "naam": "Ans"}, door=ambtenaar)
    tekst = client.get(f"/geleerdenwijk/papier/{formulieren[0].code}/").content.decode()
    assert "Uw idee is nummer 1" in tekst and "Uiterlijk" in tekst and "Geheime" not in tekst and "Ans" not in tekst


def test_een_postadres_ziet_alleen_wie_persoonsgegevens_mag_zien(wijk, idee, ambtenaar, bestuur, bewoner, als, client):
    pad = f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/"
    als(ambtenaar).post(f"{pad}postadres/", {"straat": "Rembrandtlaan 12", "postcode": "2102ab", "woonplaats": "Heemstede"})
    assert "Rembrandtlaan 12" in client.get(pad).content.decode()
    assert "Rembrandtlaan" not in als(bestuur).get(pad).content.decode()
    assert client.get(f"{pad}postadres/").status_code == 403
    with pytest.raises(GeenRecht):
        bewaar_postadres(idee, ADRES, door=bewoner)
    for openbaar in ("ideeen/", f"ideeen/{idee.nummer}/", "ideeen.csv", "ideeen.geojson", "tijdlijn/", ""):
        assert "Rembrandt" not in b"".join(client.get(f"/geleerdenwijk/{openbaar}")).decode()
    als(ambtenaar).post(f"{pad}postadres/", {"straat": "Frans Halslaan 1", "postcode": "2102 AC", "woonplaats": "Heemstede", "gezien": "oud"})
    gezien = client.get(f"{pad}postadres/").context["form"]["gezien"].value()
    client.post(f"{pad}postadres/", {"straat": "Frans Halslaan 1", "postcode": "2102 AC", "woonplaats": "Heemstede", "gezien": gezien})
    assert Postadres.objects.get().straat == "Frans Halslaan 1"
    log = str(list(Gebeurtenis.objects.values_list("tekst", "gegevens")))
    assert not any(woord in log for woord in ("Rembrandt", "Halslaan", "2102")) and "postadres" in log
    client.post(f"{pad}postadres/weg/")
    assert not Postadres.objects.exists() and Gebeurtenis.objects.filter(soort="postadres.weg").exists()


def test_een_half_postadres_weigert_de_database(idee):
    with pytest.raises(IntegrityError), transaction.atomic():
        Postadres.objects.create(idee=idee, straat="Rembrandtlaan 12", postcode="", woonplaats="Heemstede")
    with pytest.raises(ValidationError):
        Postadres(idee=idee, straat="Rembrandtlaan 12", postcode="2102 ab", woonplaats="Heemstede").full_clean()


def test_meer_formulieren_kosten_niet_meer_vragen(wijk, thema, ambtenaar, als, django_assert_max_num_queries):
    client = als(ambtenaar)
    alle = list(maak_formulieren(wijk, 50, door=ambtenaar).formulieren.all())

    def vragen(pad):
        client.get(pad)
        with django_assert_max_num_queries(40) as geteld:
            assert client.get(pad).status_code == 200
        return len(geteld)

    def voer_in(deze):
        for formulier in deze:
            voer_formulier_in(wijk, formulier, {"titel": "Een bankje", "soort": "kans", "thema": thema}, door=ambtenaar)

    voer_in(alle[:22])
    eerst = [vragen(pad) for pad in (INVOER, f"{INVOER}formulieren/")]
    voer_in(alle[22:])
    for _ in range(10):
        maak_formulieren(wijk, 3, door=ambtenaar)
    assert [vragen(pad) for pad in (INVOER, f"{INVOER}formulieren/")] == eerst
