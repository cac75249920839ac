"""Being kept informed: with an e-mail address alone, only after a yes by its owner, and over with one click."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from participatie.deeds.ideeen import dien_in, publiceer
from participatie.deeds.projecten import begin_project, geen_eigen_voorwaarden
from participatie.deeds.toetsen import naar_onderhoud, neem_in_behandeling
from wijk import volgen
from wijk.bezorgen import ruim_op
from wijk.deeds import volgen as deeds
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Bezorging, Gebeurtenis, Gevolgd, Mailbericht, Volger
from wijk.rechten import SYSTEEM
from wijk.woorden import GEEN_ADRES

ADRES = "ans@geheim.nl"


@pytest.fixture
def idee(wijk, thema):
    return dien_in(wijk, titel="Meer licht", soort="knelpunt", thema=thema, door=None)


def link(bericht, stuk="op-de-hoogte/") -> str:
    """The first address of the portal in a mail that holds this."""
    return next(pad for pad in re.findall(rf"{settings.BASIS_URL}(\S+)", bericht.body) if stuk in pad)


def volg(wijk, ding, email=ADRES, ritme="direct") -> Gevolgd:
    """Follow, and say yes in the mail."""
    deeds.volg(wijk, volgen.van_ding(ding), ritme, email, door=None)
    gevolgd = Gevolgd.objects.van_adres(email).get(onderwerp=ding._meta.label_lower, onderwerp_id=ding.pk)
    deeds.bevestig(gevolgd, door=None)
    mail.outbox.clear()
    return gevolgd


def nieuws(email=ADRES):
    return [bericht for bericht in mail.outbox if bericht.to == [email]]


def test_volgen_begint_pas_na_een_ja_uit_de_mail(wijk, idee, ambtenaar, client):
    antwoord = client.post("/geleerdenwijk/op-de-hoogte/", {"wat": "idee-1", "ritme": "direct", "email": "Ans@Geheim.nl"})
    assert antwoord["Location"] == "/geleerdenwijk/op-de-hoogte/gevraagd/"
    bericht = mail.outbox.pop()
    assert bericht.to == [ADRES] and "Meer licht" not in bericht.body and "idee 1" in bericht.subject
    neem_in_behandeling(idee, door=ambtenaar)
    assert not mail.outbox
    pad = link(bericht, "bevestig")
    pagina = client.get(pad)
    assert "Ja, stuur mij nieuws" in pagina.content.decode() and pagina["X-Robots-Tag"] == "noindex" and "no-store" in pagina["Cache-Control"]
    assert not Gevolgd.objects.bevestigd().exists(), "a mail scanner that opens the link confirms nothing"
    assert "Gelukt" in client.post(pad, follow=True).content.decode()
    naar_onderhoud(idee, "We nemen het mee.", door=ambtenaar)
    assert [bericht.subject for bericht in nieuws()] == ["Antwoord op idee 1: gaat mee in het gewone onderhoud."]
    assert "Dat was al geregeld" in client.get(pad).content.decode()


def test_de_pagina_zegt_hetzelfde_of_een_adres_al_volgde_of_niet(wijk, idee, client):
    velden = {"wat": "idee-1", "ritme": "wekelijks", "email": ADRES}
    eerst = client.post("/geleerdenwijk/op-de-hoogte/", velden, follow=True)
    volg(wijk, idee)
    nogmaals = Client().post("/geleerdenwijk/op-de-hoogte/", velden, follow=True)
    assert eerst.content == nogmaals.content and eerst.redirect_chain == nogmaals.redirect_chain
    assert "Dat krijgt u al" in mail.outbox[-1].body
    assert Gevolgd.objects.get().ritme == "direct", "somebody else's form changes nothing of what was confirmed"


def test_wie_is_ingelogd_volgt_met_een_klik(wijk, idee, bewoner, als):
    klant = als(bewoner)
    assert "Mail mij meteen" in klant.get("/geleerdenwijk/ideeen/1/").content.decode()
    antwoord = klant.post("/geleerdenwijk/op-de-hoogte/", {"wat": "idee-1", "ritme": "direct"}, follow=True)
    assert "U krijgt nieuws over idee 1" in antwoord.content.decode() and "U volgt dit." in antwoord.content.decode()
    assert not mail.outbox and Gevolgd.objects.bevestigd().get().volger.email == bewoner.email
    assert "Idee 1: Meer licht" in klant.get("/mijn/").content.decode()
    gevolgd = Gevolgd.objects.get()
    pad = f"/geleerdenwijk/op-de-hoogte/{gevolgd.volger.code}/"
    assert klant.post(pad, {"gevolgd": gevolgd.pk, "daad": "wekelijks", "terug": "/mijn/"})["Location"] == "/mijn/"
    assert Gevolgd.objects.get().ritme == "wekelijks"
    assert klant.post(pad, {"gevolgd": gevolgd.pk, "daad": "stop", "terug": "https://elders.nl/"})["Location"] == pad
    assert not Volger.objects.exists()
    assert not Gebeurtenis.objects.van_soort("volgen").filter(door__isnull=False).exists()


def test_een_klik_in_het_mailprogramma_stopt_alles_zonder_cookie(wijk, idee, thema, ambtenaar):
    volg(wijk, idee)
    volg(wijk, thema)
    neem_in_behandeling(idee, door=ambtenaar)
    koppen = nieuws()[0].extra_headers
    assert koppen["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    adres = re.fullmatch(r"<(.*)>", koppen["List-Unsubscribe"])[1]
    pad = adres.removeprefix(settings.BASIS_URL)
    streng = Client(enforce_csrf_checks=True)
    assert "Stop met alle mail" in streng.get(pad).content.decode() and Volger.objects.count() == 1, "opening the address stops nothing"
    kaal = Client(enforce_csrf_checks=True)
    for _ in range(2):  # a second time is as good as the first
        antwoord = kaal.post(pad, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert antwoord.status_code == 200 and "U krijgt geen mail meer" in antwoord.content.decode()
    assert not Volger.objects.exists() and not Gevolgd.objects.exists()
    mail.outbox.clear()
    naar_onderhoud(idee, "We nemen het mee.", door=ambtenaar)
    assert not mail.outbox


def test_een_gebeurtenis_komt_een_keer_ook_bij_wie_er_meer_van_volgt(wijk, thema, idee, ambtenaar, andere_wijk):
    for ding in (wijk, thema, idee):
        volg(wijk, ding)
    volg(andere_wijk, andere_wijk, "piet@geheim.nl")
    neem_in_behandeling(idee, door=ambtenaar)
    assert len(nieuws()) == 1 and not nieuws("piet@geheim.nl")
    assert Bezorging.objects.get().wegens.onderwerp == "participatie.idee"


def test_meteen_gaat_voor_wekelijks(wijk, idee, ambtenaar):
    volg(wijk, wijk, ritme="direct")
    volg(wijk, idee, ritme="wekelijks")
    neem_in_behandeling(idee, door=ambtenaar)
    assert len(nieuws()) == 1 and Bezorging.objects.get().ritme == "direct"


def test_wat_niet_openbaar_is_wordt_niet_gemaild(wijk, ambtenaar):
    wijk.direct_publiceren = False
    wijk.save()
    volg(wijk, wijk)
    idee = dien_in(wijk, titel="Geheim", soort="kans", door=None)
    assert not mail.outbox
    publiceer(idee, door=ambtenaar)
    assert len(nieuws()) == 1


def test_wie_het_idee_stuurde_krijgt_het_antwoord_niet_twee_keer(wijk, ambtenaar):
    volg(wijk, wijk)
    volg(wijk, wijk, "buur@geheim.nl")
    idee = dien_in(wijk, titel="Meer licht", soort="knelpunt", email=ADRES, door=None)
    neem_in_behandeling(idee, door=ambtenaar)
    mail.outbox.clear()
    naar_onderhoud(idee, "We nemen het mee.", door=ambtenaar)
    assert [bericht.subject for bericht in nieuws()] == ["Antwoord op uw idee 1"]
    assert len(nieuws("buur@geheim.nl")) == 1


def test_een_project_is_nieuws_voor_wie_het_idee_of_het_thema_volgt(wijk, thema, ambtenaar):
    idee = dien_in(wijk, titel="Meer licht", soort="knelpunt", thema=thema, door=None)
    volg(wijk, idee)
    volg(wijk, thema, "thea@geheim.nl")
    wijk.ideeen.update(status="past")
    idee.refresh_from_db()
    project = begin_project(wijk, {"titel": "Lampen"}, [idee], door=ambtenaar)
    mail.outbox.clear()
    volg(wijk, project, "piet@geheim.nl")
    geen_eigen_voorwaarden(project, door=ambtenaar)
    assert all(len(nieuws(adres)) == 1 for adres in (ADRES, "thea@geheim.nl", "piet@geheim.nl"))


def test_de_mail_is_te_lezen_als_tekst_en_als_html_zonder_iets_op_te_halen(wijk, idee, ambtenaar):
    volg(wijk, idee)
    neem_in_behandeling(idee, door=ambtenaar)
    bericht = nieuws()[0]
    html = bericht.alternatives[0].content
    assert "Idee 1 is in behandeling genomen." in bericht.body and "Idee 1 is in behandeling genomen." in html
    assert f"{settings.BASIS_URL}/geleerdenwijk/ideeen/1/" in bericht.body
    assert '<html lang="nl">' in html
    assert not re.search(r"<img|<link|<script|url\(|@import|src=", html)
    assert set(re.findall(r'href="(https?://[^/"]+)', html)) == {settings.BASIS_URL}
    assert ADRES not in bericht.body + html
    assert bericht.message()["Message-ID"] == bericht.extra_headers["Message-ID"]


def test_een_titel_met_opmaak_wordt_in_de_mail_gewone_tekst(wijk, ambtenaar):
    idee = dien_in(wijk, titel="<script>alert(1)</script>", soort="kans", door=None)
    volg(wijk, idee)
    neem_in_behandeling(idee, door=ambtenaar)
    assert "<script>" not in nieuws()[0].alternatives[0].content and "<script>alert(1)</script>" in nieuws()[0].body


def test_stoppen_met_een_onderwerp_haalt_weg_wat_daarvoor_klaarstond(wijk, idee, thema, ambtenaar):
    volg(wijk, thema, ritme="wekelijks")
    alleen = volg(wijk, idee, ritme="wekelijks")
    volg(wijk, idee, "buur@geheim.nl", ritme="wekelijks")
    neem_in_behandeling(idee, door=ambtenaar)
    deeds.stop(alleen, door=None)
    assert Bezorging.objects.get(volger__email=ADRES).wegens.onderwerp == "wijk.thema", "it also concerns the theme that is still followed"
    deeds.stop(Gevolgd.objects.van_adres("buur@geheim.nl").get(), door=None)
    assert Bezorging.objects.count() == 1 and not Volger.objects.met_adres("buur@geheim.nl").exists()


@pytest.mark.parametrize(
    ("velden", "woord"),
    [
        ({"email": "ans@"}, GEEN_ADRES),
        ({"email": ""}, "Vul uw e-mailadres in"),
        ({"ritme": "elk uur"}, "elk uur"),
        ({"wat": "idee-999"}, "idee-999"),
        ({"wat": "idee-\x00"}, ""),
        ({"wat": "idee-" + "9" * 40}, ""),
        ({"wat": "onzin"}, "onzin"),
    ],
)
def test_slechte_invoer_geeft_een_melding_en_houdt_wat_getypt_is(wijk, idee, client, velden, woord):
    antwoord = client.post("/geleerdenwijk/op-de-hoogte/", {"wat": "idee-1", "ritme": "direct", "email": ADRES, **velden})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and woord in tekst and "<title>Fout: " in tekst
    assert not Volger.objects.exists() and not mail.outbox
    assert ADRES in tekst or "email" in velden


def test_een_daad_weigert_wat_het_formulier_niet_kent(wijk):
    onderwerp = volgen.van_ding(wijk)
    for ritme, email in (("elk uur", ADRES), ("direct", "geen adres")):
        with pytest.raises(Geweigerd):
            deeds.volg(wijk, onderwerp, ritme, email, door=None)


def test_een_oude_of_veranderde_link_bevestigt_niets(wijk, idee, client):
    deeds.volg(wijk, volgen.van_ding(idee), "direct", ADRES, door=None)
    pad = link(mail.outbox[0], "bevestig")
    for ander in (f"{pad[:-2]}/", pad.replace("geleerdenwijk/", "geleerdenwijk/", 1)[:-4] + "xyz/"):
        assert client.post(ander).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        antwoord = client.post(pad)
        assert antwoord.status_code == 404 and "Deze link werkt niet meer" in antwoord.content.decode()
        ruim_op(timezone.now())
    assert not Volger.objects.exists(), "an address that was never confirmed does not stay"


def test_een_code_van_een_ander_opent_niets(wijk, andere_wijk, idee, client):
    volger = volg(wijk, idee).volger
    assert client.get(f"/rivierenwijk/op-de-hoogte/{volger.code}/").status_code == 404
    assert client.get("/geleerdenwijk/op-de-hoogte/bestaat-niet/").status_code == 404
    pagina = client.get(f"/geleerdenwijk/op-de-hoogte/{volger.code}/").content.decode()
    assert "Idee 1: Meer licht" in pagina and ADRES not in pagina and "a…@geheim.nl" in pagina


def test_een_idee_dat_verborgen_werd_laat_zijn_titel_niet_zien(wijk, idee, client):
    volger = volg(wijk, idee).volger
    wijk.ideeen.update(openbaar=False)
    pagina = client.get(f"/geleerdenwijk/op-de-hoogte/{volger.code}/").content.decode()
    assert "Meer licht" not in pagina and "niet meer op de website" in pagina


def test_een_vergeten_adres_staat_nergens_meer(wijk, idee, ambtenaar):
    volg(wijk, idee)
    volg(wijk, wijk, ritme="wekelijks")
    neem_in_behandeling(idee, door=ambtenaar)
    Mailbericht.objects.create(aan="Ans@geheim.nl", onderwerp="x", tekst="x")
    assert [een["wat"] for een in deeds.volgt(ADRES)] == ["Idee 1: Meer licht", "Al het nieuws uit de Geleerdenwijk"]
    assert json.dumps(deeds.volgt(ADRES))
    assert deeds.vergeet_volger(" ANS@geheim.nl") == 2
    assert not Volger.objects.exists() and not Mailbericht.objects.exists() and not Bezorging.objects.exists() and not deeds.volgt(ADRES)
    assert (
        not Gebeurtenis.objects.filter(gegevens__icontains="geheim").exists() and not Gebeurtenis.objects.filter(tekst__icontains="geheim").exists()
    )


def test_meer_volgers_en_meer_ideeen_kosten_niet_meer_vragen(wijk, thema, client, als, bewoner, django_assert_max_num_queries):
    ideeen = [dien_in(wijk, titel=f"Idee {n}", soort="kans", thema=thema, door=None) for n in range(12)]
    volger = volg(wijk, thema, bewoner.email).volger
    for idee in ideeen:
        volg(wijk, idee, bewoner.email)
    pad = f"/geleerdenwijk/op-de-hoogte/{volger.code}/"
    with django_assert_max_num_queries(8):
        client.get(pad)
    als(bewoner)
    with django_assert_max_num_queries(14):
        client.get("/mijn/")
    for n in range(30):
        volg(wijk, wijk, f"adres{n}@geheim.nl", ritme="wekelijks")
    with django_assert_max_num_queries(8), transaction.atomic():
        meld("idee.proef", ideeen[0], "Idee 1.", wijk=wijk, door=SYSTEEM, openbaar=True, al_gemaild=[bewoner.email])
    assert Bezorging.objects.count() == 30


def test_de_mail_zegt_waar_het_nieuws_over_gaat(wijk):
    volg(wijk, wijk)
    bevestig_alles = Gevolgd.objects.update(bevestigd_op=timezone.now())
    assert bevestig_alles == 1
    mail.outbox.clear()
    with transaction.atomic():
        dien_in(wijk, titel="Losse <b>tegel", soort="knelpunt", door=SYSTEEM)
    brief = next(brief for brief in mail.outbox if "ontvangen" in brief.body)
    assert "Idee 1: Losse <b>tegel: Idee 1 is ontvangen." in brief.body
    assert "Idee 1: Losse &lt;b&gt;tegel:" in brief.alternatives[0][0]
