"""Who sent an idea changes it until an official takes it in hand; nothing gets lost when two do so at once."""

import pytest
from django.test import Client

from participatie.deeds.eigen import trek_in_met_code, wijzig_eigen
from participatie.deeds.ideeen import dien_in, orden, publiceer
from participatie.deeds.toetsen import neem_in_behandeling
from participatie.deeds.vergeten import vergeet_inzender
from participatie.forms.eigen import EigenIdeeForm
from participatie.models import Idee, Papierformulier, Postadres
from participatie.volgcode import volgcode
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis, Thema

WIJZIG = "/geleerdenwijk/ideeen/1/wijzigen/"
NIEUW = {
    "titel": "Een bank met leuning",
    "omschrijving": "Voor wie slecht ter been is.",
    "soort": "knelpunt",
    "plaats": "bij de vijver",
    "naam": "Ans",
}


@pytest.fixture
def eigen(wijk, bewoner):
    return dien_in(wijk, titel="Een bankje", soort="kans", door=bewoner)


def velden(client) -> dict:
    """What the form on the page holds."""
    form = client.get(WIJZIG).context["form"]
    return {naam: form[naam].value() or "" for naam in form.fields if naam != "naam_openbaar"}


def test_eigen_idee_wijzigen_houdt_de_woorden_uit_het_logboek(eigen, als, bewoner, client):
    als(bewoner)
    antwoord = client.post(WIJZIG, {**velden(client), **NIEUW}, follow=True)
    assert antwoord.redirect_chain[-1][0] == "/geleerdenwijk/ideeen/1/" and "Idee 1 is gewijzigd." in antwoord.content.decode()
    eigen.refresh_from_db()
    assert {naam: getattr(eigen, naam) for naam in NIEUW} == NIEUW
    gebeurtenis = Gebeurtenis.objects.over(eigen).van_soort("idee.gewijzigd").get()
    assert gebeurtenis.gegevens["anders"] == {
        "titel": ["…", "…"], "omschrijving": ["…", "…"], "plaats": ["…", "…"], "naam": ["…", "…"], "soort": ["kans", "knelpunt"],
    }  # fmt: skip
    client.post(WIJZIG, {**velden(client)})
    assert Gebeurtenis.objects.over(eigen).van_soort("idee.gewijzigd").count() == 1, "nothing changed, nothing recorded"


def test_een_fout_staat_bij_het_veld_en_houdt_wat_getypt_is(eigen, als, bewoner, client):
    als(bewoner)
    antwoord = client.post(WIJZIG, {**velden(client), "titel": "", "omschrijving": "Dit blijft staan.", "lat": "52.35"})
    assert antwoord.status_code == 422 and {"titel", "lon"} <= set(antwoord.context["form"].errors)
    assert "Dit blijft staan." in antwoord.content.decode()


def test_wie_iets_wijzigt_wat_intussen_veranderde_krijgt_dat_te_zien(eigen, als, bewoner, ambtenaar, client):
    als(bewoner)
    open_form = velden(client)
    orden(Idee.objects.get(), {"titel": "Een bankje bij het plein"}, door=ambtenaar)
    antwoord = client.post(WIJZIG, {**open_form, "titel": "Een bank met leuning"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Nu staat er: Een bankje bij het plein" in tekst and "Een bank met leuning" in tekst
    assert Idee.objects.get().titel == "Een bankje bij het plein"


def test_na_het_begin_van_de_behandeling_staat_het_idee_vast(eigen, als, bewoner, ambtenaar, client):
    als(bewoner)
    open_form = velden(client)
    neem_in_behandeling(Idee.objects.get(), door=ambtenaar)
    for antwoord in (client.get(WIJZIG, follow=True), client.post(WIJZIG, {**open_form, **NIEUW}, follow=True)):
        assert "U kunt het niet meer wijzigen" in antwoord.content.decode()
    with pytest.raises(Geweigerd):
        wijzig_eigen(Idee.objects.get(), {**NIEUW, "naam_openbaar": False}, door=bewoner)
    assert Idee.objects.get().titel == "Een bankje"


def test_een_ander_wijzigt_uw_idee_niet(eigen, als, persoon, client):
    ander = persoon("bewoner")
    assert als(ander).post(WIJZIG, NIEUW).status_code == 404
    with pytest.raises(GeenRecht):
        wijzig_eigen(eigen, {**NIEUW, "naam_openbaar": False}, door=ander)


def test_met_een_ander_thema_wacht_het_idee_of_niet_meer(eigen, wijk, thema, als, bewoner, client):
    dicht = Thema.objects.create(wijk=wijk, naam="Zorg", domein="sociaal")
    als(bewoner)
    assert "Zorg (nog niet open)" in client.get(WIJZIG).content.decode()
    for gekozen, stand in ((dicht, "wacht_op_thema"), (thema, "ontvangen")):
        antwoord = client.post(WIJZIG, {**velden(client), "thema": gekozen.pk}, follow=True).content.decode()
        assert Idee.objects.get().status == stand
        assert ("Uw idee wacht tot het opengaat." in antwoord) == (stand == "wacht_op_thema")


def test_een_naam_staat_alleen_bij_het_idee_als_er_een_is(eigen, als, bewoner, client):
    als(bewoner)
    client.post(WIJZIG, {**velden(client), "naam": "", "naam_openbaar": "on"})
    assert not Idee.objects.get().naam_openbaar


def test_het_formulier_vraagt_hetzelfde_als_toen_het_idee_gestuurd_werd(eigen):
    form = EigenIdeeForm(instance=eigen, wijk=eigen.wijk)
    assert form.fields["titel"].label == "Uw idee in één zin" and "email" not in form.fields


# --- with the code, without an account --------------------------------------------------------------------------------
@pytest.fixture
def met_code(wijk, client):
    """An idea that was sent without an account, in a browser that was given its code."""

    def geef(code="", **velden):
        idee = dien_in(wijk, titel="Een bankje", soort="kans", **{"naam": "Ans", "door": None, **velden})
        vul_code_in(client, idee, code or volgcode(idee))
        return idee

    return geef


def vul_code_in(client, idee, code):
    assert client.post("/geleerdenwijk/volgen/", {"nummer": idee.nummer, "code": code}).status_code == 302


def test_met_de_code_wijzigt_wie_het_stuurde_het_idee(met_code, wijk, client):
    assert client.get(WIJZIG).status_code == 404
    idee = met_code()
    assert WIJZIG in client.get(idee.get_absolute_url()).content.decode()
    assert client.post(WIJZIG, {**velden(client), **NIEUW}).status_code == 302
    idee.refresh_from_db()
    assert {naam: getattr(idee, naam) for naam in NIEUW} == NIEUW and idee.indiener is None
    with pytest.raises(GeenRecht):
        wijzig_eigen(idee, {**NIEUW, "naam_openbaar": False}, code="BBBB-CCCC", door=None)
    ander = dien_in(wijk, titel="Iets anders", soort="kans", door=None)
    assert client.get(WIJZIG.replace("/1/", f"/{ander.nummer}/")).status_code == 404


def test_de_code_van_het_strookje_doet_hetzelfde(wijk, ambtenaar, client):
    idee = dien_in(wijk, titel="Een bankje", soort="kans", naam="Ans", herkomst=Idee.Herkomst.PAPIER, door=ambtenaar)
    formulier = Papierformulier.objects.create(wijk=wijk, idee=idee, ingevoerd_op=idee.ontvangen_op)
    vul_code_in(client, idee, formulier.leesbaar.lower())
    assert client.post(WIJZIG, {**velden(client), "titel": "Een bank"}).status_code == 302
    assert Idee.objects.get().titel == "Een bank"
    ander = dien_in(wijk, titel="Iets anders", soort="kans", door=None)
    assert client.post("/geleerdenwijk/volgen/", {"nummer": ander.nummer, "code": formulier.code}).status_code == 422


def test_waar_een_ambtenaar_eerst_leest_leest_die_ook_wat_nieuw_is(met_code, wijk, ambtenaar, client):
    wijk.direct_publiceren = False
    wijk.save()
    idee = publiceer(met_code(), door=ambtenaar)
    antwoord = client.post(WIJZIG, {**velden(client), "titel": "Een bank"}, follow=True)
    assert "Een ambtenaar leest het eerst." in antwoord.content.decode()
    idee.refresh_from_db()
    assert not idee.openbaar and not Gebeurtenis.objects.over(idee).van_soort("idee.gewijzigd").get().openbaar


def test_met_de_code_laat_wie_het_stuurde_zich_vergeten(met_code, client):
    idee = met_code(email="ans@voorbeeld.nl", naam_openbaar=True)
    Postadres.objects.create(idee=idee, straat="Laan 1", postcode="2104 AB", woonplaats="Heemstede")
    pad = f"{idee.get_absolute_url()}vergeten/"
    assert Client().post(pad).status_code == 404
    with pytest.raises(GeenRecht):
        vergeet_inzender(idee, "BBBB-CCCC", door=None)
    assert "Wis mijn naam en adres" in client.get(idee.get_absolute_url()).content.decode()
    tekst = client.post(pad, follow=True).content.decode()
    assert "De naam en het adres bij idee 1 zijn gewist." in tekst and "Wis mijn naam en adres" not in tekst
    idee.refresh_from_db()
    assert (idee.naam, idee.email, idee.naam_openbaar, idee.titel) == ("", "", False, "Een bankje") and not Postadres.objects.exists()
    gebeurtenis = Gebeurtenis.objects.over(idee).van_soort("gegevens.vergeten").get()
    assert not gebeurtenis.openbaar and "ans" not in str(gebeurtenis.gegevens).lower()
    trek_in_met_code(idee, volgcode(idee), door=None)
    client.post(pad)
    idee.refresh_from_db()
    assert idee.titel == "ingetrokken"


def test_wie_vergeten_wordt_voor_het_adres_bevestigd_is_trekt_het_idee_in(met_code, wijk, client):
    wijk.adres_bevestigen = True
    wijk.save()
    idee = met_code(email="ans@voorbeeld.nl")
    client.post(f"{idee.get_absolute_url()}vergeten/")
    idee.refresh_from_db()
    assert (idee.status, idee.titel, idee.email) == ("ingetrokken", "ingetrokken", "")


def test_een_ambtenaar_wist_voor_wie_belt_maar_niet_van_wie_een_account_heeft(wijk, bewoner, ambtenaar, als, client):
    idee = dien_in(wijk, titel="Een bankje", soort="kans", naam="Ans", herkomst=Idee.Herkomst.PAPIER, door=ambtenaar)
    pad = f"{idee.get_absolute_url()}vergeten/"
    assert als(bewoner).post(pad).status_code == 404
    with pytest.raises(GeenRecht):
        vergeet_inzender(idee, door=bewoner)
    als(ambtenaar)
    assert pad in client.get(idee.get_absolute_url()).content.decode()
    client.post(pad)
    idee.refresh_from_db()
    assert idee.naam == "" and idee.titel == "Een bankje"
    eigen = dien_in(wijk, titel="Een boom", soort="kans", naam="Bea", door=bewoner)
    assert "vergeten/" not in client.get(eigen.get_absolute_url()).content.decode()
    with pytest.raises(Geweigerd):
        vergeet_inzender(eigen, door=ambtenaar)
