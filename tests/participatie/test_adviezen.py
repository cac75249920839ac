"""Advice: asked by a link that nobody can guess, answered once, seen by who may, and forgotten with who gave it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie.deeds import adviezen as deeds
from participatie.deeds.eigen import trek_in_met_code
from participatie.deeds.ideeen import trek_in
from participatie.deeds.toetsen import heropen, naar_onderhoud
from participatie.models import Advies, Idee
from participatie.volgcode import volgcode
from tests.gelijktijdig import tegelijk
from wijk import werklijst
from wijk.deeds.vergeten import vergeet
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Bevoegdheid, Contactpersoon, Gebeurtenis, Partij
from wijk.persoonsgegevens import Wens, alles_van
from wijk.rechten import rechten_van

WERK = "/werkplek/geleerdenwijk/toetsen"


def dag(n: int):
    return timezone.localdate() + timedelta(days=n)


@pytest.fixture
def vraag(idee, ambtenaar):
    """`vraag()`: asked of a person; `vraag(partij=...)`: of a partij."""

    def maak(**velden):
        wie = {} if "partij" in velden else {"naam": "Piet Geheim", "email": "piet@geheim.nl"}
        return deeds.vraag_advies(idee, {"vraag": "Kan dit met het verkeer?", "voor": dag(7), **wie, **velden}, door=ambtenaar)

    return maak


def verzet(advies, dagen: int):
    Advies.objects.filter(pk=advies.pk).update(voor=dag(dagen))
    return advies


def pad(advies) -> str:
    return f"/geleerdenwijk/advies/{advies.code}/"


GOED = {"raad": "voorwaarde", "antwoord": "Alleen met een drempel."}


def test_een_dag_na_de_eigen_termijn_wordt_een_keer_tegengehouden(idee, als, ambtenaar):
    """Advice that comes when the answer must be there already is asked for by choice alone."""
    Idee.objects.filter(pk=idee.pk).update(antwoord_voor=dag(5))
    klant, hier = als(ambtenaar), f"{WERK}/{idee.nummer}/advies/"
    form = klant.get(hier).context["form"]
    assert timezone.localdate() <= form["voor"].value() < dag(5) and "Ons antwoord op het idee" in form["voor"].help_text
    goed = {"naam": "Piet", "email": "piet@geheim.nl", "vraag": "Mijn lange vraag", "voor": dag(5).isoformat()}
    gewezen = klant.post(hier, goed)
    form = gewezen.context["form"]
    assert gewezen.status_code == 422 and "te laat" in str(form.errors["voor"]) and form["vraag"].value() == "Mijn lange vraag"
    assert not Advies.objects.exists()
    assert klant.post(hier, {**goed, "gewaarschuwd": form["gewaarschuwd"].value()}).status_code == 302
    advies = Advies.objects.get()
    meer = {"daad": "meer_tijd", "voor": dag(9).isoformat()}
    hier = f"{WERK}/adviezen/{advies.pk}/"
    assert "te laat" in str(klant.post(hier, meer).context["form"].errors["voor"])
    assert klant.post(hier, {**meer, "gewaarschuwd": dag(9).isoformat()}).status_code == 302


def test_van_vraag_tot_advies_bij_het_idee_zonder_account(idee, ambtenaar, voorwaarde, als, client):
    voorwaarde("De wet")
    als(ambtenaar)
    velden = {"naam": "Piet Geheim", "email": "Piet@Geheim.nl", "vraag": "Kan dit met het verkeer?", "voor": dag(7).isoformat()}
    assert client.post(f"{WERK}/{idee.nummer}/advies/", velden).status_code == 302
    client.logout()
    [brief] = mail.outbox
    assert brief.to == ["piet@geheim.nl"] and "Kan dit met het verkeer?" in brief.body
    link = re.search(r"/geleerdenwijk/advies/\S+/", brief.body)[0]
    assert len(link.split("/")[3]) >= 32  # 192 bits
    pagina = client.get(link)
    tekst = pagina.content.decode()
    assert idee.titel in tekst and "Kan dit met het verkeer?" in tekst and "Alles wat mag." in tekst
    assert "noindex" in pagina["X-Robots-Tag"] and pagina["Referrer-Policy"] == "same-origin" and "no-store" in pagina["Cache-Control"]
    leeg = client.post(link, {"raad": "doen", "antwoord": " "})
    assert leeg.status_code == 422 and "Schrijf waarom" in leeg.content.decode() and "checked" in leeg.content.decode()
    assert client.post(link, GOED).status_code == 302 and client.post(link, GOED).status_code == 302
    assert [brief.to for brief in mail.outbox] == [["piet@geheim.nl"], [ambtenaar.email]]
    assert "Alleen met een drempel." in client.get(link).content.decode()
    dossier = als(ambtenaar).get(f"{WERK}/{idee.nummer}/").content.decode()
    assert "Alleen met een drempel." in dossier and "Piet Geheim" in dossier
    client.logout()
    openbaar = client.get(idee.get_absolute_url()).content.decode()
    assert "drempel" not in openbaar and "Geheim" not in openbaar
    assert "eheim" not in str(list(Gebeurtenis.objects.values_list("tekst", "gegevens")))


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"email": "", "naam": ""}, "partij"),
        ({"email": "geen adres"}, "email"),
        ({"naam": ""}, "naam"),
        ({"vraag": " "}, "vraag"),
        ({"voor": "gisteren"}, "voor"),
        ({"voor": dag(-1).isoformat()}, "voor"),
        ({"voor": dag(800).isoformat()}, "voor"),
    ],
)
def test_wat_niet_klopt_staat_bij_het_veld_en_blijft_staan(idee, ambtenaar, als, velden, veld):
    goed = {"naam": "Piet", "email": "piet@geheim.nl", "vraag": "Mijn lange vraag", "voor": dag(7).isoformat()}
    antwoord = als(ambtenaar).post(f"{WERK}/{idee.nummer}/advies/", {**goed, **velden})
    assert antwoord.status_code == 422 and veld in antwoord.context["form"].errors
    assert "vraag" in velden or "Mijn lange vraag" in antwoord.content.decode()
    assert not Advies.objects.exists() and not mail.outbox


def test_een_partij_krijgt_de_vraag_op_elk_adres_een_keer(vraag, partij, persoon):
    with pytest.raises(Geweigerd, match="kennen we geen e-mailadres"):
        vraag(partij=partij)
    spreker = persoon("bewoner", "gerda@wij.nl")
    Bevoegdheid.objects.create(gebruiker=spreker, wijk=partij.wijk, functie="organisatie", partij=partij)
    for adres in ("Gerda@wij.nl", "info@wij.nl", ""):
        Contactpersoon.objects.create(partij=partij, naam="x", email=adres)
    vraag(partij=partij)
    assert sorted(brief.to[0] for brief in mail.outbox) == ["gerda@wij.nl", "info@wij.nl"]
    with pytest.raises(Geweigerd, match="staat al open"):
        vraag(partij=partij)


def test_een_organisatie_ziet_en_doet_alleen_wat_haar_is_gevraagd(vraag, wijk, persoon, als, client, idee):
    idee.email, idee.naam = "indiener@geheim.nl", "Ida Indiener"
    idee.save()
    spreker = persoon("organisatie")
    eigen = vraag(partij=Partij.objects.get(naam="Voorbeeldpartij"))
    ander = Partij.objects.create(wijk=wijk, naam="Andere club", soort="bedrijf")
    Contactpersoon.objects.create(partij=ander, naam="x", email="x@ander.nl")
    van_ander, van_persoon = vraag(partij=ander, vraag="Een andere vraag"), vraag()
    als(spreker)
    assert "1 vraag wacht op uw advies" in client.get("/mijn/").content.decode()
    lijst = client.get("/geleerdenwijk/adviezen/").content.decode()
    assert lijst.count("Geef advies over idee") == 1 and f"/geleerdenwijk/adviezen/{eigen.pk}/" in lijst
    een = client.get(f"/geleerdenwijk/adviezen/{eigen.pk}/").content.decode()
    assert "Kan dit met het verkeer?" in een and "Indiener" not in een and "indiener@" not in een
    for niet_van_haar in (van_ander, van_persoon):
        assert client.get(f"/geleerdenwijk/adviezen/{niet_van_haar.pk}/").status_code == 404
        assert client.post(f"/geleerdenwijk/adviezen/{niet_van_haar.pk}/", GOED).status_code == 404
        with pytest.raises(GeenRecht):
            deeds.adviseer(niet_van_haar, "doen", "Ja.", door=spreker)
    for dicht in (f"{WERK}/", f"{WERK}/adviezen/", f"{WERK}/{idee.nummer}/", f"{WERK}/adviezen/{eigen.pk}/"):
        assert client.get(dicht).status_code == 403
    assert client.post(f"/geleerdenwijk/adviezen/{eigen.pk}/", GOED).status_code == 302
    eigen.refresh_from_db()
    assert (eigen.raad, eigen.beantwoord_door) == ("voorwaarde", spreker)
    assert rechten_van(spreker, wijk) - rechten_van(persoon("bewoner"), wijk) == {"adviseren"}


def test_wie_te_laat_is_of_niet_meer_nodig_leest_waarom_en_houdt_zijn_tekst(vraag, client, idee, ambtenaar):
    laat, terug = verzet(vraag(), -1), vraag(email="jan@elders.nl", naam="Jan")
    deeds.neem_terug(terug, door=ambtenaar)
    for advies, waarom in ((laat, "meer tijd"), (terug, "teruggenomen")):
        assert waarom in client.get(pad(advies)).content.decode()
        antwoord = client.post(pad(advies), GOED)
        assert antwoord.status_code == 422 and "Alleen met een drempel." in antwoord.content.decode()
    assert idee.titel not in client.get(pad(terug)).content.decode(), "taken back: the idea is not shown any more"
    deeds.geef_meer_tijd(laat, dag(5), door=ambtenaar)
    assert "meer tijd" in mail.outbox[-1].subject and "Stuur uw advies" in client.get(pad(laat)).content.decode()
    naar_onderhoud(idee, "Doorgegeven.", door=ambtenaar)
    assert "intussen beantwoord" in client.get(pad(laat)).content.decode()
    assert not Advies.objects.filter(raad__gt="").exists()


def test_als_het_antwoord_er_is_hoort_wie_nog_zou_adviseren_dat_een_keer(vraag, client, idee, ambtenaar, partij, als):
    Contactpersoon.objects.create(partij=partij, naam="x", email="info@wij.nl")
    gegeven, te_laat, van_partij = vraag(email="jan@elders.nl", naam="Jan"), verzet(vraag(), -1), vraag(partij=partij)
    deeds.geef_advies(gegeven, "doen", "Ja.", door=None)
    mail.outbox.clear()
    assert "2 gevraagde adviezen zijn nog niet binnen" in " ".join(als(ambtenaar).get(f"{WERK}/{idee.nummer}/").content.decode().split())
    naar_onderhoud(idee, "Doorgegeven.", door=ambtenaar)
    assert sorted(brief.to[0] for brief in mail.outbox) == ["info@wij.nl", "piet@geheim.nl"]
    assert all("niet meer nodig" in brief.subject for brief in mail.outbox)
    antwoord = idee.wijk.gebeurtenissen.van_soort("idee.getoetst").get()
    assert any(regel.startswith("Status: ") for regel in antwoord.wijzigingen), "what changed stands at the answer itself"
    client.logout()
    for advies in (te_laat, van_partij):
        tekst = client.get(pad(advies)).content.decode()
        assert "intussen beantwoord" in tekst and idee.get_absolute_url() in tekst
    idee.refresh_from_db()
    heropen(idee, "Opnieuw.", door=ambtenaar)
    naar_onderhoud(idee, "Nog eens.", door=ambtenaar)
    assert len(mail.outbox) == 2, "once"
    assert "eheim" not in str(list(Gebeurtenis.objects.values_list("tekst", "gegevens")))


@pytest.mark.parametrize("hoe", ["ambtenaar", "met de code", "eigen account", "vergeten"])
def test_als_het_idee_is_ingetrokken_hoort_wie_nog_zou_adviseren_dat_een_keer(vraag, idee, ambtenaar, bewoner, hoe):
    te_laat, gegeven = verzet(vraag(), -1), vraag(email="jan@elders.nl", naam="Jan")
    deeds.geef_advies(gegeven, "doen", "Ja.", door=None)
    Idee.objects.filter(pk=idee.pk).update(indiener=None if hoe == "met de code" else bewoner)
    idee.refresh_from_db()
    mail.outbox.clear()
    if hoe == "met de code":
        trek_in_met_code(idee, volgcode(idee), door=None)
    elif hoe == "vergeten":
        vergeet(bewoner, Wens(ideeen_weg=True), door=bewoner)
    else:
        trek_in(idee, door=ambtenaar if hoe == "ambtenaar" else bewoner)
    [brief] = [brief for brief in mail.outbox if brief.to[0] in ("piet@geheim.nl", "jan@elders.nl")]
    assert brief.to == ["piet@geheim.nl"] and "niet meer nodig" in brief.subject and "Het idee is ingetrokken" in brief.body
    assert idee.titel not in brief.body and idee.get_absolute_url() not in brief.body, "its words are no longer shown"
    te_laat.refresh_from_db()
    assert te_laat.ingetrokken_op and "eheim" not in str(list(Gebeurtenis.objects.values_list("tekst", "gegevens")))


def test_wie_de_vraag_niet_meer_hoeft_te_beantwoorden_hoort_dat(vraag, ambtenaar, partij, idee, als, client):
    Contactpersoon.objects.create(partij=partij, naam="x", email="info@wij.nl")
    van_partij, van_persoon = vraag(partij=partij), vraag()
    mail.outbox.clear()
    assert client.post(f"{WERK}/adviezen/{van_partij.pk}/", {"daad": "neem_terug"}).status_code == 302 and not mail.outbox
    pad_werk = f"{WERK}/adviezen/{van_partij.pk}/"
    assert "krijgt dat gemaild" in als(ambtenaar).get(pad_werk).content.decode()
    assert [client.post(pad_werk, {"daad": "neem_terug"}).status_code for _ in range(2)] == [302, 302]
    [brief] = mail.outbox
    assert brief.to == ["info@wij.nl"] and "heeft deze vraag teruggenomen" in brief.body and "antwoord:" not in brief.body
    naar_onderhoud(idee, "Doorgegeven.", door=ambtenaar)
    assert [brief.to[0] for brief in mail.outbox[1:]] == [van_persoon.email], "of a question taken back nobody hears again"


def test_van_een_partij_zonder_adres_noteert_een_ambtenaar_wat_hij_hoorde(idee, ambtenaar, wijkcoordinator, bewoner, partij, als, client):
    pagina, klant = f"{WERK}/{idee.nummer}/advies/", als(ambtenaar)
    assert f"{partij} (geen e-mailadres: bel of vraag het zelf)" in klant.get(pagina).content.decode()
    weigert = klant.post(pagina, {"partij": partij.pk, "vraag": "Mijn vraag", "voor": dag(7).isoformat()})
    assert weigert.status_code == 422 and "Bel of vraag het zelf" in weigert.context["form"].errors["partij"][0]
    assert "Mijn vraag" in weigert.content.decode() and weigert.context["genoteerd"]["wie"].value() == partij.naam
    wat = {"wie": "WIJ, de directeur", "raad": "niet_doen", "antwoord": "Daar spelen kinderen.", "sleutel": uuid4().hex}
    velden = {"daad": "noteer", **{f"noteer-{naam}": waarde for naam, waarde in wat.items()}}
    for leeg in ("wie", "raad", "antwoord"):
        fout = klant.post(pagina, velden | {f"noteer-{leeg}": " "})
        assert fout.status_code == 422 and leeg in fout.context["genoteerd"].errors
    assert [klant.post(pagina, velden).status_code for _ in range(2)] == [302, 302]
    advies = Advies.objects.get()
    assert (advies.wie, advies.raad, advies.beantwoord_door) == ("WIJ, de directeur", "niet_doen", ambtenaar) and not mail.outbox
    assert "Daar spelen kinderen." in klant.get(f"{WERK}/{idee.nummer}/").content.decode()
    assert "directeur" not in str(list(Gebeurtenis.objects.values_list("tekst", "gegevens")))
    with pytest.raises(GeenRecht):
        deeds.noteer_advies(idee, "x", "doen", "Ja.", door=bewoner)
    with pytest.raises(DatabaseError), transaction.atomic():
        Advies.objects.update(antwoord="Anders.")


def test_wie_de_link_deelde_verliest_zijn_tekst_niet(vraag, client):
    advies = vraag()
    deeds.geef_advies(advies, "doen", "Ja.", door=None)
    antwoord = client.post(pad(advies), GOED)
    assert antwoord.status_code == 422 and "al geantwoord" in antwoord.content.decode() and "Alleen met een drempel." in antwoord.content.decode()
    advies.refresh_from_db()
    assert advies.antwoord == "Ja."


def test_gegeven_advies_staat_vast_in_de_database(vraag):
    advies = vraag()
    Advies.objects.filter(pk=advies.pk).update(vraag="Anders?")  # until it is answered it may change
    deeds.geef_advies(advies, "doen", "Ja.", door=None)
    for sql in (
        "UPDATE participatie_advies SET antwoord = 'Nee.'",
        "UPDATE participatie_advies SET raad = 'niet_doen'",
        "UPDATE participatie_advies SET vraag = 'Mag alles?'",
        "UPDATE participatie_advies SET beantwoord_op = NULL, raad = '', antwoord = ''",
        "DELETE FROM participatie_advies",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    Advies.objects.update(naam="", email="")  # being forgotten is possible


def test_een_herinnering_gaat_een_keer_en_te_laat_staat_op_de_werklijst(vraag, wijk, ambtenaar):
    morgen = verzet(vraag(), 1)
    vraag(email="jan@elders.nl", naam="Jan", voor=dag(20))
    mail.outbox.clear()
    call_command("stuur_ochtendpost", verbosity=0)
    call_command("stuur_ochtendpost", verbosity=0)
    assert [brief.to for brief in mail.outbox if "Denkt u nog" in brief.subject] == [["piet@geheim.nl"]]
    verzet(morgen, -1)
    taken = [taak for taak in werklijst.van_wijk(wijk, rechten_van(ambtenaar, wijk)) if "advies" in taak.zin]
    assert [(taak.aantal, taak.zin) for taak in taken] == [(1, "vraag om advies is niet op tijd beantwoord")]


def test_het_overzicht_kiest_en_telt_niet_meer_vragen_bij_meer_rijen(vraag, als, ambtenaar):
    vraag()
    client = als(ambtenaar)

    def vragen(waar):
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(waar).status_code == 200
        return len(gesteld)

    paden = (f"{WERK}/adviezen/", f"{WERK}/adviezen/?wat=mijn", f"{WERK}/1/")
    client.get(paden[-1])  # the first look also notes that somebody looks
    eerst = [vragen(waar) for waar in paden]
    for n in range(12):
        vraag(email=f"piet{n}@geheim.nl")
    assert [vragen(waar) for waar in paden] == eerst
    laat = verzet(Advies.objects.first(), -2)
    deeds.geef_advies(Advies.objects.last(), "niet_doen", "Te druk.", door=None)
    lijst = client.get(f"{WERK}/adviezen/?wat=te_laat").content.decode()
    assert f"/toetsen/adviezen/{laat.pk}/" in lijst and "niet doen" not in lijst
    assert "niet doen" in client.get(f"{WERK}/adviezen/?wat=beantwoord").content.decode()


def test_wie_vergeten_wil_worden_verdwijnt_uit_de_vraag(vraag, persoon):
    piet = persoon("bewoner", "piet@geheim.nl")
    gegeven = vraag()
    rij = alles_van(piet)["Adviezen"]
    assert rij[0]["naam"] == "Piet Geheim" and rij[0]["vraag"] == "Kan dit met het verkeer?"
    deeds.geef_advies(gegeven, "doen", "Ja.", door=None)
    tweede = vraag()
    vergeet(piet, Wens(), door=piet)
    assert not Advies.objects.filter(email__contains="geheim").exists() and not Advies.objects.filter(naam__contains="Geheim").exists()
    gegeven.refresh_from_db(), tweede.refresh_from_db()
    assert gegeven.antwoord == "Ja." and tweede.ingetrokken_op is not None


def test_een_bewoner_vraagt_geen_advies_en_na_het_antwoord_kan_het_niet_meer(idee, bewoner, ambtenaar, vraag):
    with pytest.raises(GeenRecht):
        deeds.vraag_advies(idee, {}, door=bewoner)
    naar_onderhoud(idee, "Doorgegeven.", door=ambtenaar)
    with pytest.raises(Geweigerd, match="kan niet meer"):
        vraag()


def test_wie_te_vaak_stuurt_wacht_en_houdt_zijn_tekst(vraag, client, settings):
    settings.DREMPEL_MAAL = 0
    antwoord = client.post(pad(vraag()), GOED)
    assert antwoord.status_code == 429 and "Alleen met een drempel." in antwoord.content.decode()


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_van_twaalf_antwoorden_tegelijk_blijft_er_een_en_gaat_er_een_mail(vraag, ambtenaar):
    advies = vraag()
    uit = tegelijk(lambda n: deeds.geef_advies(Advies.objects.get(pk=advies.pk), "doen", f"Antwoord {n}.", door=None), 12)
    gelukt = [een for een in uit if not isinstance(een, Exception)]
    assert len(gelukt) == 1 and all(isinstance(een, Geweigerd) for een in uit if een not in gelukt), uit
    assert [brief.to for brief in mail.outbox[1:]] == [[ambtenaar.email]]
    assert Advies.objects.get().antwoord == gelukt[0].antwoord


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_dezelfde_vraag_tegelijk_gaat_een_keer_uit(idee, ambtenaar):
    velden = {"naam": "Piet", "email": "piet@geheim.nl", "vraag": "Kan dit?", "voor": dag(7)}
    uit = tegelijk(lambda _: deeds.vraag_advies(Idee.objects.get(pk=idee.pk), velden, door=ambtenaar), 8)
    assert sum(not isinstance(een, Exception) for een in uit) == 1 and len(mail.outbox) == 1, uit
