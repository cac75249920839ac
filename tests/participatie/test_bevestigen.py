"""Without an account: an idea is stored at once; a code or a link from the mail makes it somebody's; without mail there is a code on paper."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from participatie.deeds.ideeen import dien_in, publiceer, steun, verberg
from participatie.models import Bevestiging, Idee
from participatie.volgcode import volgcode
from wijk.models import Gebeurtenis, Gebruiker, Thema

NIEUW = "/geleerdenwijk/ideeen/nieuw/"
GOED = {"titel": "Een bankje bij het water", "soort": "kans"}
ANS = {**GOED, "email": "Ans@Voorbeeld.nl"}
BEVESTIG = "/geleerdenwijk/ideeen/1/bevestigen/"


def uit_mail() -> tuple[str, str]:
    """The code and the address (path) in the last mail."""
    tekst = mail.outbox[-1].body
    return re.search(r"^\d{6}$", tekst, re.M)[0], re.search(r"/geleerdenwijk/bevestigen/\S+", tekst)[0]


def test_een_idee_met_een_adres_staat_meteen_op_de_lijst_en_is_onbevestigd(wijk, client, als, ambtenaar):
    tekst = client.post(NIEUW, ANS, follow=True).content.decode()
    assert "Uw idee is nummer 1." in tekst and "Bevestig uw e-mailadres" in tekst
    assert GOED["titel"] in client.get("/geleerdenwijk/ideeen/").content.decode()
    idee = Idee.objects.get()
    assert (idee.status, idee.openbaar, idee.bevestigd_op, idee.indiener) == ("ontvangen", True, None, None)
    assert not Gebruiker.objects.filter(email="ans@voorbeeld.nl").exists(), "no account before the address is proved"
    als(ambtenaar)
    assert "e-mailadres niet bevestigd" in client.get("/werkplek/geleerdenwijk/toetsen/1/").content.decode()
    gevonden = client.get("/werkplek/geleerdenwijk/toetsen/?lijst=onbevestigd").context["ideeen"]
    assert [idee.nummer for idee in gevonden] == [1]
    assert "e-mailadres dat niet bevestigd is" in client.get("/werkplek/geleerdenwijk/").content.decode()


def test_de_code_bevestigt_het_idee_en_logt_in(wijk, client):
    client.post(NIEUW, ANS)
    dien_in(wijk, titel="Nog een van Ans", soort="kans", email="ans@voorbeeld.nl", door=None)
    code, _ = uit_mail() if len(mail.outbox) == 1 else (re.search(r"^\d{6}$", mail.outbox[0].body, re.M)[0], "")
    antwoord = client.post(BEVESTIG, {"code": f" {code[:3]} {code[3:]} "}, follow=True)
    assert antwoord.redirect_chain[-1][0] == "/geleerdenwijk/ideeen/1/"
    ans = Gebruiker.objects.get(email="ans@voorbeeld.nl")
    assert antwoord.context["user"] == ans and "uw e-mailadres is bevestigd" in antwoord.content.decode()
    assert {(i.indiener, i.is_adres_onbevestigd) for i in Idee.objects.all()} == {(ans, False)}, "also the other one of the same address"
    assert not Bevestiging.objects.exists()
    assert Gebeurtenis.objects.van_soort("idee.bevestigd").count() == 2
    assert client.post(BEVESTIG, {"code": code}).status_code == 422, "the code works once"


def test_vijf_foute_codes_en_dan_alleen_nog_de_link(wijk, client):
    client.post(NIEUW, ANS)
    code, link = uit_mail()
    fout = "000000" if code != "000000" else "111111"
    for _ in range(5):
        antwoord = client.post(BEVESTIG, {"code": fout})
        assert antwoord.status_code == 422 and "klopt niet" in antwoord.content.decode()
    assert "Gebruik de link" in client.post(BEVESTIG, {"code": code}).content.decode()
    assert Idee.objects.get().indiener is None and not Gebruiker.objects.exists()
    assert client.post(link).status_code == 302 and Idee.objects.get().indiener is not None


def test_de_code_staat_nergens_leesbaar(wijk, client):
    client.post(NIEUW, ANS)
    code, _ = uit_mail()
    assert code not in str(Bevestiging.objects.values().get()) and len(Bevestiging.objects.get().code) == 64


def test_de_link_openen_doet_niets_de_knop_wel(wijk, client):
    client.post(NIEUW, ANS)
    _, link = uit_mail()
    client.cookies.clear()
    assert "Bevestig mijn e-mailadres" in client.get(link).content.decode()
    assert client.get(link).context["user"].is_anonymous and Idee.objects.get().bevestigd_op is None
    antwoord = client.post(link, follow=True)
    assert antwoord.context["user"].email == "ans@voorbeeld.nl" and Idee.objects.get().indiener == antwoord.context["user"]
    client.logout()
    for nog_een in (client.get(link), client.post(link), client.get(link[:-4] + "AAA/"), client.get("/geleerdenwijk/bevestigen/onzin/")):
        assert nog_een.status_code == 410 and nog_een.context["user"].is_anonymous


def test_na_een_week_werkt_de_link_niet_meer(wijk, client):
    client.post(NIEUW, ANS)
    code, link = uit_mail()
    Bevestiging.objects.update(geldig_tot=timezone.now())
    assert client.post(link).status_code == 410
    assert "langer dan een week geleden" in client.post(BEVESTIG, {"code": code}).content.decode()
    assert Idee.objects.get().bevestigd_op is None


def test_de_code_werkt_alleen_in_de_browser_die_het_idee_stuurde(wijk, client):
    client.post(NIEUW, ANS)
    code, _ = uit_mail()
    client.cookies.clear()
    assert client.post(BEVESTIG, {"code": code}).status_code == 404


def test_wie_hier_werkt_logt_niet_in_met_de_link_van_een_idee(wijk, client, persoon):
    persoon("ambtenaar", "ambtenaar@voorbeeld.nl")
    client.post(NIEUW, {**GOED, "email": "ambtenaar@voorbeeld.nl"})
    assert client.post(uit_mail()[1], follow=True).context["user"].is_anonymous
    assert Idee.objects.get().bevestigd_op is not None


def test_inloggen_met_hetzelfde_adres_bevestigt_ook(wijk, client):
    client.post(NIEUW, ANS)
    client.post("/inloggen/", {"email": "ans@voorbeeld.nl"})
    client.post("/inloggen/code/", {"code": re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]})
    assert Idee.objects.get().indiener.email == "ans@voorbeeld.nl"
    assert GOED["titel"] in client.get("/mijn/").content.decode()


def test_wie_is_ingelogd_hoeft_niets_te_bevestigen(wijk, als, bewoner):
    als(bewoner).post(NIEUW, {**GOED, "email": bewoner.email})
    assert Idee.objects.get().bevestigd_op is not None and not Bevestiging.objects.exists()
    assert "code" not in mail.outbox[-1].body


@pytest.mark.parametrize("dicht", [False, True], ids=["open thema", "dicht thema"])
def test_een_wijk_kan_eerst_het_adres_laten_bevestigen(wijk, thema, client, dicht):
    wijk.adres_bevestigen = True
    wijk.save()
    if dicht:
        thema = Thema.objects.create(wijk=wijk, naam="Zorg", domein="sociaal")
    assert "Bevestig eerst uw e-mailadres" in client.post(NIEUW, {**ANS, "thema": thema.pk}, follow=True).content.decode()
    idee = Idee.objects.get()
    assert (idee.status, idee.openbaar) == ("onbevestigd", False)
    client.post(BEVESTIG, {"code": uit_mail()[0]})
    idee.refresh_from_db()
    assert (idee.status, idee.openbaar) == ("wacht_op_thema" if dicht else "ontvangen", True)
    assert client.get("/geleerdenwijk/ideeen/1/").status_code == 200
    client.logout()
    client.post(NIEUW, {**GOED, "titel": "Zonder adres"})
    assert Idee.objects.get(nummer=2).status == "ontvangen", "without an address nothing waits"


def test_een_ambtenaar_kan_een_onbevestigd_idee_toch_aannemen(wijk, ambtenaar):
    wijk.adres_bevestigen = True
    wijk.save()
    idee = publiceer(dien_in(wijk, titel="Bankje", soort="kans", email="ans@voorbeeld.nl", door=None), door=ambtenaar)
    assert (idee.status, idee.openbaar) == ("ontvangen", True)


def test_wat_weer_op_de_website_komt_is_niet_opnieuw_ontvangen(wijk, ambtenaar):
    idee = dien_in(wijk, titel="Bankje", soort="kans", door=None)
    publiceer(verberg(idee, door=ambtenaar), door=ambtenaar)
    assert wijk.gebeurtenissen.van_soort("idee.gepubliceerd").get().tekst == f"Idee {idee.nummer} staat weer op de website."


def test_wie_het_stuurde_leest_dat_en_waarom_het_van_de_website_is_en_het_nieuws_leidt_er_niet_heen(wijk, ambtenaar, bewoner, als, client):
    idee = dien_in(wijk, titel="Bankje", soort="kans", door=bewoner)
    pad, nieuws = idee.get_absolute_url(), f'href="{idee.get_absolute_url()}"'
    werk = "/werkplek/geleerdenwijk/toetsen/1/van-de-website/"
    assert nieuws in client.get("/geleerdenwijk/tijdlijn/").content.decode() and als(ambtenaar).post(werk, {"reden": " "}).status_code == 422
    assert "laat het zo nodig zelf weten" in client.post(werk, {"reden": "Er staat een naam in."}, follow=True).content.decode()
    assert client.get(werk).status_code == 404
    tekst = als(bewoner).get(pad).content.decode()
    assert "haalde dit idee van de website" in tekst and "De reden: Er staat een naam in." in tekst and "staat niet meer op de website." in tekst
    client.logout()
    assert client.get(pad).status_code == 404 and nieuws not in client.get("/geleerdenwijk/tijdlijn/").content.decode()


def test_wie_een_adres_gaf_krijgt_een_keer_mail_dat_en_waarom_het_van_de_website_is(wijk, ambtenaar, bewoner, als, mailoutbox):
    idee = dien_in(wijk, titel="Bankje", soort="kans", email="ans@voorbeeld.nl", door=None)
    steun(idee, "goed_idee", door=bewoner)
    mailoutbox.clear()
    werk = f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/van-de-website/"
    assert "krijgt uw reden per mail" in als(ambtenaar).post(werk, {"reden": "Er staat een naam in."}, follow=True).content.decode()
    verberg(idee, "Nog eens.", door=ambtenaar)
    (mail,) = mailoutbox
    assert mail.to == ["ans@voorbeeld.nl"] and mail.subject == f"Niet meer op de website: uw idee {idee.nummer}"
    assert "Er staat een naam in." in mail.body and "U kunt uw idee aanpassen." in mail.body and "/mijn/" in mail.body


def test_zonder_adres_is_er_een_nummer_met_een_code_om_het_idee_te_volgen(wijk, client):
    wijk.direct_publiceren = False
    wijk.save()
    tekst = client.post(NIEUW, GOED, follow=True).content.decode()
    idee = Idee.objects.get()
    code = volgcode(idee)
    assert re.fullmatch(r"[B-Z]{4}-[B-Z]{4}", code) and code in tekst
    client.cookies.clear()
    assert code not in client.get("/geleerdenwijk/ideeen/1/verzonden/").content.decode()
    fout = client.post("/geleerdenwijk/volgen/", {"nummer": 1, "code": "BBBB-CCCC"})
    assert fout.status_code == 422 and "hoort niet bij idee 1" in fout.content.decode() and "BBBB-CCCC" in fout.content.decode()
    assert client.get("/geleerdenwijk/ideeen/1/").status_code == 404
    antwoord = client.post("/geleerdenwijk/volgen/", {"nummer": 1, "code": code.lower().replace("-", " ")}, follow=True)
    assert antwoord.redirect_chain == [("/geleerdenwijk/ideeen/1/", 302)] and "Trek mijn idee in" in antwoord.content.decode()
    assert "Vul uw code in" not in antwoord.content.decode()
    client.post("/geleerdenwijk/ideeen/1/intrekken-met-code/")
    assert Idee.objects.get().status == "ingetrokken"


def test_een_code_werkt_niet_voor_een_ander_idee_of_een_idee_met_account(wijk, client, bewoner):
    een, twee = (dien_in(wijk, titel=t, soort="kans", door=None) for t in ("Een", "Twee"))
    client.post("/geleerdenwijk/volgen/", {"nummer": 1, "code": volgcode(een)})
    assert client.post("/geleerdenwijk/ideeen/2/intrekken-met-code/").status_code == 404
    Idee.objects.filter(pk=een.pk).update(indiener=bewoner)
    assert client.post("/geleerdenwijk/ideeen/1/intrekken-met-code/").status_code == 404
    assert volgcode(een) != volgcode(twee)
    zegt = lambda code: client.post("/geleerdenwijk/volgen/", {"nummer": 1, "code": code}).context["form"].errors["code"][0]  # noqa: E731
    assert "log in met dat e-mailadres" in zegt(volgcode(een)) and "hoort niet bij idee 1" in zegt(volgcode(twee))


def test_wie_zich_vertypte_krijgt_de_mail_op_het_goede_adres(wijk, client):
    stuur = {"titel": "Een bankje", "soort": "kans", "email": "fuot@voorbeeld.nl"}
    client.post("/geleerdenwijk/ideeen/nieuw/", stuur, follow=True)
    oud = re.search(r"^\d{6}$", mail.outbox[0].body, re.M)[0]
    pad = "/geleerdenwijk/ideeen/1/adres/"
    assert client.post(pad, {"email": "goed@"}).status_code == 422
    tekst = client.post(pad, {"email": "goed@voorbeeld.nl"}, follow=True).content.decode()
    assert "We hebben de mail opnieuw gestuurd." in tekst and "goed@voorbeeld.nl" in tekst
    assert mail.outbox[1].to == ["goed@voorbeeld.nl"] and "bevestig" in mail.outbox[1].subject
    nieuw = re.search(r"^\d{6}$", mail.outbox[1].body, re.M)[0]
    if oud != nieuw:
        assert client.post("/geleerdenwijk/ideeen/1/bevestigen/", {"code": oud}).status_code == 422
    client.post("/geleerdenwijk/ideeen/1/bevestigen/", {"code": nieuw})
    assert Idee.objects.get().indiener.email == "goed@voorbeeld.nl"
    assert client.post(pad, {"email": "ander@voorbeeld.nl"}).status_code in (404, 422)


def test_een_ander_kan_het_adres_niet_veranderen(wijk, client):
    dien_in(wijk, titel="Een bankje", soort="kans", email="ans@voorbeeld.nl", door=None)
    assert client.post("/geleerdenwijk/ideeen/1/adres/", {"email": "dief@voorbeeld.nl"}).status_code == 404
    assert Idee.objects.get().email == "ans@voorbeeld.nl"
