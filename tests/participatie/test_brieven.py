"""The answer as a letter, for who has no e-mail: what waits, what was printed, and what becomes of the address."""

import io
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from participatie.brieven import brieven_pdf
from participatie.deeds.brieven import meld_geprint, meld_niet_geprint, meld_themabrief_niet_geprint
from participatie.deeds.ideeen import dien_in
from participatie.deeds.ordenen import maak_ongedaan
from participatie.deeds.papier import bewaar_postadres, vergeet_postadressen
from participatie.deeds.toetsen import heropen, toets, voeg_samen
from participatie.models import Brief, Idee, Ordening, Postadres, Themabrief
from tests.evaluatie.documenten import pdf_tekst
from tests.gelijktijdig import tegelijk
from tests.participatie.test_papier import ADRES, lees_pdf
from wijk import werklijst
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
from wijk.rechten import rechten_van

BRIEVEN = "/werkplek/geleerdenwijk/papier/brieven/"
VINKJE = re.compile(r'name="brief" value="(\d+)" checked')


@pytest.fixture
def per_post(wijk, ambtenaar):
    """`per_post("Een bankje")`: an idea of somebody with a postal address and no e-mail."""

    def maak(titel="Een bankje", **velden) -> Idee:
        idee = dien_in(wijk, **{"titel": titel, "soort": "kans", "naam": "Ans Papier", "herkomst": "papier", "door": ambtenaar, **velden})
        bewaar_postadres(idee, ADRES, door=ambtenaar)
        return idee

    return maak


@pytest.fixture
def antwoord(voorwaarde, ambtenaar):
    """`antwoord(idee, "voldoet_niet")`: answer an idea on one condition."""
    regel = voorwaarde("De wet").huidige

    def geef(idee, waarde="voldoet", reden="Dit is ons antwoord."):
        return toets(idee, [(regel, waarde, "" if waarde == "voldoet" else "Vanwege de wet.")], reden, door=ambtenaar)

    return geef


def te_doen(wijk, wie) -> dict[str, int]:
    return {taak.een: taak.aantal for taak in werklijst.van_wijk(wijk, rechten_van(wie, wijk))}


def aangevinkt(pagina) -> str:
    """Where the button of this page opens what is ticked on it."""
    return f"{BRIEVEN}brieven.pdf?{urlencode({'brief': VINKJE.findall(pagina.content.decode())}, doseq=True)}"


def test_alleen_wie_geen_email_heeft_en_een_adres_gaf_krijgt_een_brief(wijk, per_post, antwoord, ambtenaar, als):
    met_brief, met_mail, zonder_adres = per_post(), per_post(email="ans@voorbeeld.nl"), dien_in(wijk, titel="Los", soort="kans", door=None)
    ingetrokken = per_post("Ingetrokken")
    per_post("Wacht nog")
    for idee in (met_brief, met_mail, zonder_adres, ingetrokken):
        antwoord(idee)
    Idee.objects.filter(pk=ingetrokken.pk).update(status="ingetrokken")
    assert [brief.idee for brief in Brief.objects.in_wijk(wijk).wacht()] == [met_brief]
    assert te_doen(wijk, ambtenaar)["brief om te printen"] == 1
    tekst = als(ambtenaar).get(BRIEVEN).content.decode()
    assert f"Idee {met_brief.nummer}: Een bankje" in tekst and "Wacht nog" not in tekst and "Rembrandtlaan" not in tekst


def test_alle_brieven_staan_in_een_document_dat_iedereen_kan_lezen(wijk, per_post, antwoord, ambtenaar, als):
    for nummer in range(3):
        antwoord(per_post(f"Idee over {nummer}", naam="" if nummer else "Ans Papier"), ("voldoet", "voorwaarde", "voldoet_niet")[nummer])
    client = als(ambtenaar)
    antwoord_ = client.get(aangevinkt(client.get(BRIEVEN)))
    assert antwoord_["Content-Type"] == "application/pdf" and antwoord_["Cache-Control"] == "private, no-store"
    assert lees_pdf(antwoord_.content) == (3, "Antwoord op uw idee")
    assert not Brief.objects.exclude(geprint_op=None).exists(), "opening is not printing"


def test_een_brief_zegt_wat_de_pagina_zegt(wijk, per_post, antwoord, monkeypatch):
    from participatie import brieven

    gezien = {}
    monkeypatch.setattr(brieven, "maak_pdf", lambda sjabloon, gegevens, datum: gezien.update(gegevens) or b"")
    idee = per_post("Een bankje #[bij] *het* $plein$")
    toetsing = antwoord(idee, "voorwaarde", "Dit kan, als de brandweer er langs kan.")
    brieven_pdf(wijk, Brief.objects.om_te_schrijven([toetsing.brieven.get().pk]))
    (brief,) = gezien["brieven"]
    assert brief["aan"] == ["Ans Papier", "Rembrandtlaan 12", "2102 AB  HEEMSTEDE"]
    assert (brief["uitkomst"], brief["reden"]) == ("dit kan voor een deel", "Dit kan, als de brandweer er langs kan.")
    assert brief["oordelen"] == [["De wet", "kan, als", "Vanwege de wet."]]
    assert brief["pagina"].endswith(f"/geleerdenwijk/ideeen/{idee.nummer}") and brief["titel"] == idee.titel


def test_tekens_van_het_sjabloon_in_een_idee_blijven_gewone_tekst(wijk, per_post, antwoord):
    idee = per_post('#panic("x") *vet* $1+1$ \\ <label> @ref `rauw`', naam="#strong[Ans]")
    toetsing = antwoord(idee, reden='#import "x.typ"\n= Kop\n' + "woord " * 300)
    assert lees_pdf(brieven_pdf(wijk, Brief.objects.om_te_schrijven([toetsing.brieven.get().pk])))[0] >= 1


def test_wat_geprint_is_wacht_niet_meer_en_is_opnieuw_te_printen(wijk, per_post, antwoord, ambtenaar, als):
    eerste, tweede = (antwoord(per_post(titel)).brieven.get() for titel in ("Een bankje", "Later"))
    client = als(ambtenaar)
    assert client.post(BRIEVEN, {"brief": [eerste.pk]}).status_code == 302
    assert list(Brief.objects.wacht()) == [tweede], "what was not in the list still waits"
    assert Gebeurtenis.objects.get(soort="brief.geprint").onderwerp_id == eerste.idee_id
    assert "waren al als geprint gemeld" in client.post(BRIEVEN, {"brief": [eerste.pk]}, follow=True).content.decode()
    pagina = client.get(BRIEVEN)
    assert VINKJE.findall(pagina.content.decode()) == [str(tweede.pk)] and list(pagina.context["geprint"]) == [eerste]
    assert lees_pdf(client.get(f"{BRIEVEN}brieven.pdf?brief={eerste.pk}").content)[0] == 1
    for onzin in ("", "?brief=x", "?brief=999999", "?brief=" + "9" * 400):
        assert "Vink aan welke brieven u wilt openen." in client.get(f"{BRIEVEN}brieven.pdf{onzin}", follow=True).content.decode()


def test_een_nieuw_antwoord_geeft_een_nieuwe_brief(wijk, per_post, antwoord, ambtenaar):
    eerste = antwoord(idee := per_post())
    meld_geprint(wijk, [eerste.brieven.get().pk], door=ambtenaar)
    idee.refresh_from_db()
    heropen(idee, "Er is meer geld.", door=ambtenaar)
    tweede = antwoord(idee)
    assert [brief.toetsing for brief in Brief.objects.wacht()] == [tweede]


def test_een_adres_gaat_weg_een_week_na_de_brief_als_het_idee_klaar_is(wijk, per_post, antwoord, ambtenaar, als):
    loopt, klaar, wacht = per_post("Loopt"), per_post("Kan niet"), per_post("Nog niet geprint")
    brieven = [antwoord(loopt).brieven.get(), antwoord(klaar, "voldoet_niet").brieven.get()]
    antwoord(wacht, "voldoet_niet")
    meld_geprint(wijk, [brief.pk for brief in brieven], door=ambtenaar)
    assert not Postadres.objects.in_wijk(wijk).overbodig().exists(), "it may have to be printed again"
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert te_doen(wijk, ambtenaar)["postadres is niet meer nodig"] == 1
        client = als(ambtenaar)
        assert "Haal dit adres weg" in client.get(BRIEVEN).content.decode()
        client.post(f"{BRIEVEN}opruimen/")
        assert [adres.idee for adres in Postadres.objects.order_by("pk")] == [loopt, wacht]
        loopt.refresh_from_db()
        Idee.objects.filter(pk=loopt.pk).update(status="klaar")
        call_command("stuur_ochtendpost", stdout=io.StringIO())
        assert [adres.idee for adres in Postadres.objects.all()] == [wacht], "without anybody doing anything"


def test_wat_toch_niet_geprint_is_wacht_weer(wijk, per_post, antwoord, ambtenaar, als):
    brief, ander = antwoord(per_post(), "voldoet_niet").brieven.get(), antwoord(per_post("Ander")).brieven.get()
    client = als(ambtenaar)
    client.post(BRIEVEN, {"brief": [brief.pk, ander.pk]})
    tekst = client.post(f"{BRIEVEN}terug/", {"brief": brief.pk}, follow=True).content.decode()
    assert f"brief over idee {brief.idee.nummer} wacht weer" in tekst
    assert list(Brief.objects.wacht()) == [brief] and list(Brief.objects.geprint()) == [ander]
    assert Gebeurtenis.objects.get(soort="brief.niet_geprint").onderwerp_id == brief.idee_id
    for onzin in (brief.pk, "x", "", "9" * 40):
        assert "stond niet meer als geprint" in client.post(f"{BRIEVEN}terug/", {"brief": onzin}, follow=True).content.decode()
    assert "Vink aan welke" in client.post(BRIEVEN, follow=True).content.decode()
    meld_geprint(wijk, [brief.pk], door=ambtenaar)
    assert not Brief.objects.wacht().exists()


def test_ook_een_brief_over_een_thema_wacht_weer(wijk, thema, per_post, ambtenaar, als):
    idee = per_post(thema=thema)
    Themabrief.objects.leg_klaar([idee])
    client = als(ambtenaar)
    client.post(f"{BRIEVEN}thema/", {"brief": idee.pk})
    assert f"Toch niet geprint: de brief over het thema van idee {idee.nummer}" in client.get(BRIEVEN).content.decode()
    assert lees_pdf(client.get(f"{BRIEVEN}thema.pdf?brief={idee.pk}").content)[0] == 1, "to print again"
    client.post(f"{BRIEVEN}terug/", {"themabrief": idee.pk})
    assert [brief.idee for brief in Themabrief.objects.wacht(wijk)] == [idee]
    with pytest.raises(Geweigerd):
        meld_themabrief_niet_geprint(wijk, idee.pk, door=ambtenaar)


def test_wiens_idee_is_samengevoegd_krijgt_ook_het_antwoord_op_het_andere_en_ieder_een_keer(wijk, per_post, antwoord, ambtenaar):
    doel = dien_in(wijk, titel="Meer licht", soort="kans", door=None)
    een, nog_een, zelfde, met_mail = (
        per_post("Te donker"),
        per_post("Lamp", naam="Bep"),
        per_post("Licht!"),
        per_post("Lantaarn", email="jan@voorbeeld.nl"),
    )
    samen = [voeg_samen(idee, doel, "Hetzelfde.", door=ambtenaar) for idee in (een, nog_een, zelfde, met_mail)]
    meld_geprint(wijk, [brief.pk for brief in Brief.objects.wacht()], door=ambtenaar)
    assert Postadres.objects.count() == 4, "the answer is still to come"
    toetsing = antwoord(Idee.objects.get(pk=doel.pk), "voldoet_niet", "Er staan al genoeg lampen.")
    # Ans raised two of them, and hears once; who has e-mail was mailed.
    wachten = list(Brief.objects.wacht())
    assert [(brief.idee, brief.toetsing) for brief in wachten] == [(een, toetsing), (nog_een, toetsing)]
    meld_geprint(wijk, [brief.pk for brief in wachten], door=ambtenaar)
    assert [adres.idee for adres in Postadres.objects.overbodig()] == [met_mail], "the others may have to be printed again"
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert Postadres.objects.overbodig().count() == 4
    # Undone, the letter about the other is none of this idea any more; one says that it gets an answer of its own.
    maak_ongedaan(Ordening.objects.get(regels__idee=een), door=ambtenaar)
    assert [brief.toetsing for brief in Brief.objects.geldig().filter(idee=een)] == [samen[0]]


def test_wie_een_brief_kreeg_dat_zijn_idee_bij_een_ander_hoort_leest_een_keer_dat_dat_niet_zo_is(wijk, per_post, antwoord, ambtenaar, als):
    doel = dien_in(wijk, titel="Meer licht", soort="kans", door=None)
    geprint, niet_geprint = per_post("Te donker"), per_post("Lamp", naam="Bep")
    brief = voeg_samen(geprint, doel, "Hetzelfde.", door=ambtenaar).brieven.get()
    meld_geprint(wijk, [brief.pk], door=ambtenaar)
    voeg_samen(niet_geprint, doel, "Hetzelfde.", door=ambtenaar)
    for ordening in Ordening.objects.all():
        maak_ongedaan(ordening, door=ambtenaar)
    assert list(Brief.objects.wacht()) == [brief], "who never had the first letter needs no second"
    client = als(ambtenaar)
    pagina = client.get(BRIEVEN)
    assert "hoort toch niet bij een ander idee" in pagina.content.decode()
    assert lees_pdf(client.get(aangevinkt(pagina)).content) == (1, "Uw idee krijgt een eigen antwoord")
    client.post(BRIEVEN, {"brief": [brief.pk]})
    assert not Brief.objects.wacht().exists() and list(Brief.objects.geprint()) == [brief]
    assert (
        Gebeurtenis.objects.filter(soort="brief.geprint").first().tekst
        == f"De brief dat idee {geprint.nummer} een eigen antwoord krijgt, is geprint."
    )
    client.post(f"{BRIEVEN}terug/", {"brief": brief.pk})
    assert list(Brief.objects.wacht()) == [brief]
    eigen = antwoord(Idee.objects.get(pk=geprint.pk))
    assert [brief.toetsing for brief in Brief.objects.wacht()] == [eigen], "its own answer says enough"


def test_de_brief_over_een_samengevoegd_idee_zegt_waar_het_bij_hoort(wijk, per_post, antwoord, ambtenaar, monkeypatch):
    from participatie import brieven

    doel, idee = dien_in(wijk, titel="Meer licht", soort="kans", door=None), per_post("Te donker")
    gezien = []
    monkeypatch.setattr(brieven, "maak_pdf", lambda sjabloon, gegevens, datum: gezien.extend(gegevens["brieven"]) or b"")
    eerst = voeg_samen(idee, doel, "Hetzelfde.", door=ambtenaar)
    antwoord(Idee.objects.get(pk=doel.pk))
    brieven_pdf(wijk, Brief.objects.om_te_schrijven(Brief.objects.values("pk")))
    assert [(brief["nummer"], brief["reden"]) for brief in gezien] == [(idee.nummer, "Hetzelfde."), (idee.nummer, "Dit is ons antwoord.")]
    assert gezien[1]["vooraf"] == f"Uw idee hoort bij idee {doel.nummer}: “Meer licht”. Daarop is nu antwoord."
    assert gezien[0]["vooraf"] == f"Uw idee hoort bij idee {doel.nummer}: “Meer licht”." and eerst.brieven.exists()
    assert gezien[0]["hoort_bij"].startswith(f"Ons antwoord op idee {doel.nummer}: ") and "Dit is ons antwoord." in gezien[0]["hoort_bij"]
    monkeypatch.undo()
    assert lees_pdf(brieven_pdf(wijk, Brief.objects.om_te_schrijven(Brief.objects.values("pk"))))[0] == 2


def test_wie_later_een_postadres_geeft_krijgt_het_antwoord_alsnog(wijk, antwoord, ambtenaar):
    doel, idee = (dien_in(wijk, titel=titel, soort="kans", door=None) for titel in ("Licht", "Donker"))
    voeg_samen(idee, doel, "Hetzelfde.", door=ambtenaar)
    antwoord(Idee.objects.get(pk=doel.pk))
    assert not Brief.objects.exists()
    for _ in range(2):
        bewaar_postadres(Idee.objects.get(pk=idee.pk), ADRES, door=ambtenaar)
    assert [brief.toetsing.idee for brief in Brief.objects.wacht()] == [idee, doel]


def test_vergeten_neemt_de_adressen_mee(per_post):
    een, ander = per_post(), per_post()
    assert vergeet_postadressen([een.pk]) == 1
    assert [adres.idee for adres in Postadres.objects.all()] == [ander]


def test_alleen_ambtenaren_printen_brieven(wijk, per_post, antwoord, bewoner, bestuur, als):
    brief = antwoord(per_post()).brieven.get()
    for wie in (bewoner, bestuur):
        with pytest.raises(GeenRecht):
            meld_geprint(wijk, [brief.pk], door=wie)
        with pytest.raises(GeenRecht):
            meld_niet_geprint(wijk, brief.pk, door=wie)
        assert als(wie).post(f"{BRIEVEN}terug/", {"brief": brief.pk}).status_code == 403
        assert als(wie).get(f"{BRIEVEN}brieven.pdf?brief={brief.pk}").status_code == 403


def test_brieven_van_een_andere_wijk_komen_niet_mee(andere_wijk, wijk, per_post, antwoord, ambtenaar):
    brief = antwoord(per_post()).brieven.get()
    assert not Brief.objects.in_wijk(andere_wijk).om_te_schrijven([brief.pk]).exists()
    assert Brief.objects.in_wijk(wijk).om_te_schrijven([brief.pk]).exists()


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_twee_mensen_melden_dezelfde_brief_een_keer(wijk, per_post, antwoord, ambtenaar):
    brief = antwoord(per_post()).brieven.get()
    uit = tegelijk(lambda n: meld_geprint(wijk, [brief.pk], door=ambtenaar), 10)
    assert sorted(uit) == [0] * 9 + [1]
    assert Gebeurtenis.objects.filter(soort="brief.geprint").count() == 1


def test_meer_brieven_kosten_niet_meer_vragen(wijk, per_post, antwoord, ambtenaar, als, django_assert_max_num_queries):
    client = als(ambtenaar)

    def vragen() -> list[int]:
        uit = []
        for pad in (BRIEVEN, aangevinkt(client.get(BRIEVEN))):
            client.get(pad)
            with django_assert_max_num_queries(40) as geteld:
                assert client.get(pad).status_code == 200
            uit.append(len(geteld))
        return uit

    def nog(aantal):
        gemaakt = [antwoord(per_post()).brieven.get().pk for _ in range(aantal)]
        meld_geprint(wijk, gemaakt[::2], door=ambtenaar)

    nog(50)
    eerst = vragen()
    nog(60)
    assert vragen() == eerst


def test_wie_geen_e_mail_heeft_krijgt_met_een_brief_dat_het_idee_niet_meer_op_de_website_staat(wijk, per_post, ambtenaar, als, client):
    idee, zonder = per_post(), dien_in(wijk, titel="Een heg", soort="kans", door=ambtenaar)
    als(ambtenaar)
    pad = "/werkplek/geleerdenwijk/toetsen/{}/van-de-website/"
    assert client.get(f"{pad.format(idee.nummer)}brief.pdf").status_code == 404, "it is still there"
    for een, zegt in ((idee, "Print hieronder de brief"), (zonder, "laat het zo nodig zelf weten")):
        assert zegt in client.post(pad.format(een.nummer), {"reden": "Er staat een naam in"}, follow=True).content.decode()
    assert f"{pad.format(idee.nummer)}brief.pdf" in client.get(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/").content.decode()
    brief = pdf_tekst(client.get(f"{pad.format(idee.nummer)}brief.pdf").content)
    assert "AnsPapier" in brief and "Ditiswaarom:Erstaateennaamin.Uwideeblijftmeetellen" in brief
    assert client.get(f"{pad.format(zonder.nummer)}brief.pdf").status_code == 404
