"""A theme opens, by hand or on its day: what waited for it comes forward once, and who raised it hears it once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie.brieven import themabrief
from participatie.deeds.ideeen import dien_in
from participatie.deeds.papier import bewaar_postadres
from participatie.models import Idee, Themabrief
from tests.gelijktijdig import tegelijk
from tests.participatie.test_papier import ADRES, lees_pdf
from wijk import volgen
from wijk.bezorgen import bezorg
from wijk.deeds.kader import bewaar_thema
from wijk.deeds.themas import open_thema, open_themas
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis, Gevolgd, Thema, Volger
from wijk.rechten import SYSTEEM
from wijk.woorden import datum

PAD = "/werkplek/geleerdenwijk/kader/themas/openen/"


@pytest.fixture
def dicht(wijk) -> Thema:
    return bewaar_thema(wijk, {"naam": "Ontmoeten", "domein": "sociaal"}, door=SYSTEEM)


@pytest.fixture
def vandaag():
    return timezone.localdate()


@pytest.fixture
def wacht(wijk, dicht):
    def maak(titel="Een koffieochtend", **velden) -> Idee:
        idee = dien_in(wijk, titel=titel, soort="kans", thema=dicht, door=SYSTEEM, **velden)
        Idee.objects.filter(pk=idee.pk).update(antwoord_voor=timezone.localdate() - timedelta(days=90))
        mail.outbox.clear()
        return idee

    return maak


def gezien(client, thema) -> str:
    """What the form remembers of the theme as it stands now."""
    return client.get(f"{PAD}{thema.pk}/").context["form"]["gezien"].value()


def soorten(onderwerp) -> list[str]:
    return list(Gebeurtenis.objects.over(onderwerp).order_by("pk").values_list("soort", flat=True))


def test_met_de_hand_open_komen_ideeen_naar_voren_en_begint_de_tijd(wijk, dicht, wacht, wijkcoordinator, als, vandaag):
    een, twee = wacht(email="anna@voorbeeld.nl"), wacht("Een leestafel", email="Anna@voorbeeld.nl")
    zonder = wacht("Een moestuin")
    antwoord = als(wijkcoordinator).post(
        f"{PAD}{dicht.pk}/", {"wanneer": "nu", "reden_open": "Veel bewoners vragen erom.", "gezien": gezien(als(wijkcoordinator), dicht)}
    )
    assert antwoord.status_code == 302
    for idee in (een, twee, zonder):
        idee.refresh_from_db()
        assert (idee.status, idee.antwoord_voor) == ("ontvangen", wijk.antwoord_voor(vandaag))
        assert soorten(idee)[-1] == "idee.naar_voren"
    (brief,) = mail.outbox
    assert brief.to == ["anna@voorbeeld.nl"] and brief.subject == "Uw ideeën wachten niet meer"
    assert "Een koffieochtend" in brief.body and "Een leestafel" in brief.body and "Veel bewoners vragen erom." in brief.body
    assert "Een moestuin" not in brief.body
    openbaar = als(wijkcoordinator).get("/geleerdenwijk/kaders/").content.decode().partition("Deze thema’s zijn open")[2]
    assert "Ontmoeten, sinds" in openbaar and "Veel bewoners vragen erom." in openbaar and "komen later" not in openbaar


def test_wie_opent_leest_vooraf_en_daarna_wie_het_hoort(wijk, dicht, wacht, ambtenaar, wijkcoordinator, als):
    for email in ("ans@voorbeeld.nl", "Ans@voorbeeld.nl", "piet@voorbeeld.nl", ""):
        wacht(email=email)
    bewaar_postadres(wacht(), ADRES, door=ambtenaar)
    pagina = als(wijkcoordinator).get(f"{PAD}{dicht.pk}/").content.decode()
    for zin in ("2 mensen krijgen een e-mail.", "Voor 1 mens zonder e-mailadres ligt er dan een brief klaar", "Bij 1 idee weten we geen adres"):
        assert zin in pagina
    assert datum(wijk.antwoord_voor(timezone.localdate())) in pagina
    gezien = als(wijkcoordinator).get(f"{PAD}{dicht.pk}/").context["form"]["gezien"].value()
    klaar = (
        als(wijkcoordinator).post(f"{PAD}{dicht.pk}/", {"wanneer": "nu", "reden_open": "Het kan.", "gezien": gezien}, follow=True).content.decode()
    )
    assert "5 ideeën wachten nu op antwoord. 2 mensen krijgen een e-mail." in klaar and len(mail.outbox) == 2


@pytest.mark.parametrize("opdracht", ["stuur_ochtendpost", "bezorg_post"])
def test_op_de_dag_zelf_gaat_het_vanzelf_en_maar_een_keer(wijk, dicht, wacht, wijkcoordinator, vandaag, opdracht):
    idee = wacht(email="anna@voorbeeld.nl")
    open_thema(dicht, vandaag + timedelta(days=3), "Na de zomer.", door=wijkcoordinator)
    call_command(opdracht, verbosity=0)
    idee.refresh_from_db()
    assert idee.status == "wacht_op_thema" and mail.outbox == []
    Thema.objects.filter(pk=dicht.pk).update(open_vanaf=vandaag)  # its day has come
    for _ in range(2):
        call_command(opdracht, verbosity=0)
    idee.refresh_from_db()
    assert idee.status == "ontvangen"
    assert soorten(dicht) == ["thema.toegevoegd", "thema.gepland", "thema.geopend"] and soorten(idee).count("idee.naar_voren") == 1
    assert [brief.subject for brief in mail.outbox if brief.to == ["anna@voorbeeld.nl"]] == [f"Uw idee {idee.nummer} wacht niet meer"]


def test_ook_zonder_opdrachten_ziet_een_ambtenaar_het_thema_open(wijk, dicht, wacht, ambtenaar, als, vandaag):
    idee = wacht()
    Thema.objects.filter(pk=dicht.pk).update(open_vanaf=vandaag)
    client = als(ambtenaar)
    for _ in range(2):
        client.get("/werkplek/geleerdenwijk/")
    idee.refresh_from_db()
    assert idee.status == "ontvangen" and soorten(dicht).count("thema.geopend") == 1


def test_ook_het_gewone_formulier_van_het_kader_haalt_ideeen_naar_voren(wijk, dicht, wacht, wijkcoordinator, vandaag):
    idee = wacht()
    bewaar_thema(wijk, {"open_vanaf": vandaag}, dicht, door=wijkcoordinator)
    idee.refresh_from_db()
    assert idee.status == "ontvangen"
    wijk.themas.create(naam="Een ander", open_vanaf=vandaag)  # a wijk that runs keeps one
    bewaar_thema(wijk, {"open_vanaf": None}, dicht, door=wijkcoordinator)
    dicht.refresh_from_db()
    assert dicht.geopend_op is None, "told anew when it opens anew"


def test_een_oud_gelezen_thema_maakt_een_opening_niet_ongezegd(wijk, dicht, wijkcoordinator, vandaag):
    oud = Thema.objects.get(pk=dicht.pk)
    open_thema(dicht, vandaag, "Nu.", door=wijkcoordinator)
    bewaar_thema(wijk, {"open_vanaf": vandaag, "naam": "Elkaar ontmoeten"}, oud, door=wijkcoordinator)
    assert soorten(dicht).count("thema.geopend") == 1


def test_wat_niet_mag(wijk, dicht, wijkcoordinator, ambtenaar, als, vandaag):
    with pytest.raises(GeenRecht):
        open_thema(dicht, vandaag, "Nu.", door=ambtenaar)
    with pytest.raises(Geweigerd, match="al geweest"):
        open_thema(dicht, vandaag - timedelta(days=1), "Nu.", door=wijkcoordinator)
    antwoord = als(wijkcoordinator).post(f"{PAD}{dicht.pk}/", {"wanneer": "dag", "reden_open": "", "gezien": gezien(als(wijkcoordinator), dicht)})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Zeg waarom het thema opengaat" in tekst and "Vul de dag in" in tekst
    assert als(ambtenaar).get(f"{PAD}{dicht.pk}/").status_code == 403 and als(ambtenaar).get(PAD).status_code == 200
    open_thema(dicht, vandaag, "Nu.", door=wijkcoordinator)
    with pytest.raises(Geweigerd, match="al open sinds"):
        open_thema(dicht, vandaag, "Nog eens.", door=wijkcoordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Thema.objects.filter(pk=dicht.pk).update(open_vanaf=None)


def test_wie_een_planning_niet_zag_overschrijft_haar_niet(wijk, dicht, wijkcoordinator, als, vandaag):
    eerst = gezien(als(wijkcoordinator), dicht)
    open_thema(dicht, vandaag + timedelta(days=9), "Van een collega.", door=wijkcoordinator)
    velden = {"wanneer": "dag", "open_vanaf": vandaag + timedelta(days=5), "reden_open": "Van mij.", "gezien": eerst}
    antwoord = als(wijkcoordinator).post(f"{PAD}{dicht.pk}/", velden)
    assert antwoord.status_code == 422 and "Van een collega." in antwoord.content.decode() and "Van mij." in antwoord.content.decode()
    dicht.refresh_from_db()
    assert dicht.reden_open == "Van een collega."


def test_de_lijst_toont_wat_wacht_met_evenveel_vragen(wijk, dicht, wacht, ambtenaar, als):
    wacht()
    Idee.objects.update(steun_aantal=4)
    client = als(ambtenaar)
    client.get(PAD)
    with CaptureQueriesContext(connection) as weinig:
        tekst = client.get(PAD).content.decode()
    assert "1 idee wacht op Ontmoeten" in tekst and "samen 4 keer gesteund" in tekst
    for nummer in range(8):
        wacht(f"Idee {nummer}")
        bewaar_thema(wijk, {"naam": f"A {nummer}", "domein": "sociaal"}, door=SYSTEEM)
    client.get(PAD)
    with CaptureQueriesContext(connection) as veel:
        antwoord = client.get(PAD)
    assert antwoord.context["themas"][0] == dicht, "where the need is greatest"
    assert len(veel) == len(weinig)


def test_wie_alleen_een_postadres_gaf_hoort_het_per_brief(wijk, dicht, wacht, ambtenaar, wijkcoordinator, als, vandaag):
    per_post, per_mail = (wacht(titel, herkomst="papier", email=email) for titel, email in (("Op papier", ""), ("Per mail", "a@voorbeeld.nl")))
    for idee in (per_post, per_mail):
        bewaar_postadres(idee, ADRES, door=ambtenaar)
    open_thema(dicht, vandaag, "Omdat het kan.", door=wijkcoordinator)
    assert [brief.idee for brief in Themabrief.objects.wacht(wijk)] == [per_post] and len(mail.outbox) == 1
    client, brieven = als(ambtenaar), "/werkplek/geleerdenwijk/papier/brieven/"
    tekst = client.get(brieven).content.decode()
    assert f"Idee {per_post.nummer}: Op papier" in tekst and 'thema.pdf"' in tekst
    assert lees_pdf(client.get(f"{brieven}thema.pdf?brief={per_post.pk}").content) == (1, "Uw idee wacht niet meer")
    (brief,) = Themabrief.objects.wacht(wijk)
    gezegd = themabrief(brief.idee)
    assert "Omdat het kan." in gezegd["reden"] and datum(brief.idee.antwoord_voor) in gezegd["reden"] and gezegd["uitkomst"] == ""
    for _ in range(2):
        client.post(f"{brieven}thema/", {"brief": per_post.pk})
    assert not Themabrief.objects.wacht(wijk).exists() and soorten(per_post).count("themabrief.geprint") == 1


def test_het_nieuws_zegt_het_in_een_regel_en_wie_volgt_krijgt_een_mail(wijk, dicht, wacht, wijkcoordinator, client, vandaag):
    """Of a theme with many ideas one line leads to all of them; who follows one idea hears of that one, and who was mailed already hears no more."""
    ideeen = [wacht(f"Idee {nummer}", email="anna@voorbeeld.nl" if nummer < 2 else "") for nummer in range(4)]
    for adres, wat in (("alles@voorbeeld.nl", wijk), ("thema@voorbeeld.nl", dicht), ("een@voorbeeld.nl", ideeen[3]), ("anna@voorbeeld.nl", wijk)):
        volger = Volger.objects.create(wijk=wijk, email=adres)
        Gevolgd.objects.create(volger=volger, onderwerp=wat._meta.label_lower, onderwerp_id=wat.pk, ritme="direct", bevestigd_op=timezone.now())
    open_thema(dicht, vandaag, "Omdat het kan.", door=wijkcoordinator)
    bezorg.call()
    assert sorted(adres for brief in mail.outbox for adres in brief.to) == [
        "alles@voorbeeld.nl",
        "anna@voorbeeld.nl",
        "een@voorbeeld.nl",
        "thema@voorbeeld.nl",
    ]
    zin = f"Het thema Ontmoeten is open. 4 ideeën die wachtten, krijgen uiterlijk {datum(wijk.antwoord_voor(vandaag))} antwoord."
    for pagina in (
        client.get(f"/geleerdenwijk/{pad}").content.decode()
        for pad in ("tijdlijn/", "", f"nieuws/thema-{dicht.pk}.atom", "nieuws/wijk-geleerdenwijk.atom")
    ):
        assert pagina.count(zin) == (2 if "<feed" in pagina else 1) and f"krijgt idee {ideeen[0].nummer} antwoord" not in pagina
    assert f'href="/geleerdenwijk/ideeen/?thema={dicht.pk}">{zin}' in client.get("/geleerdenwijk/tijdlijn/").content.decode()
    assert f"krijgt idee {ideeen[0].nummer} antwoord" in client.get(ideeen[0].get_absolute_url()).content.decode()
    per_adres = {brief.to[0]: brief.body for brief in mail.outbox}
    assert zin in per_adres["alles@voorbeeld.nl"] and zin in per_adres["thema@voorbeeld.nl"]
    assert f"krijgt idee {ideeen[3].nummer} antwoord" in per_adres["een@voorbeeld.nl"] and zin not in per_adres["een@voorbeeld.nl"]
    for eens in (volgen.van_ding(ding) for ding in (wijk, dicht, *ideeen)):
        for gebeurtenis in Gebeurtenis.objects.openbaar():
            staat_er = volgen.gebeurtenissen_over(wijk, eens).filter(pk=gebeurtenis.pk).exists()
            assert staat_er == (eens.sleutel in volgen.betreft(gebeurtenis)), "mail and feed tell the same"


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_openen_het_een_keer(wijk, dicht, wacht, vandaag):
    ideeen = [wacht(f"Idee {nummer}", email=f"b{nummer}@voorbeeld.nl") for nummer in range(3)]
    Thema.objects.filter(pk=dicht.pk).update(open_vanaf=vandaag)
    assert sorted(tegelijk(lambda _: open_themas(wijk, vandaag, door=SYSTEEM), 4)) == [0, 0, 0, 3]
    assert soorten(dicht).count("thema.geopend") == 1 and len(mail.outbox) == 3
    assert [soorten(idee).count("idee.naar_voren") for idee in ideeen] == [1, 1, 1]
