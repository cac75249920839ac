"""An overleg from its invitation to what was agreed: everyone hears once, nothing that was decided is lost, and what is late comes back."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie.deeds import afspraken, agenda, verslag, wandelingen
from participatie.deeds import overleg as deeds
from participatie.deeds import overlegpost as post
from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import toets
from participatie.models import Overleg, OverlegGenodigde, Vervolgstap, Wijkwandeling
from tests.evaluatie.documenten import pdf_tekst
from tests.gelijktijdig import tegelijk
from tests.participatie.test_papier import lees_pdf
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis, Mailbericht
from wijk.rechten import rechten_van
from wijk.werklijst import van_wijk
from wijk.woorden import aanhef

WERK = "/werkplek/geleerdenwijk/overleg/"


@pytest.fixture
def meedenkers(wandeling):
    """Two people who think along, one of whom walked twice, one without an address, and one who does not think along."""
    nog_een = Wijkwandeling.objects.create(
        wijk=wandeling.wijk, titel="Nog een", begint=wandeling.begint, vertrekpunt="het plein", status="aangekondigd"
    )
    for loop, naam, email, mee in (
        (wandeling, "Ans", "ans@voorbeeld.nl", True),
        (nog_een, "Ans", "Ans@voorbeeld.nl", True),
        (wandeling, "Bea", "bea@voorbeeld.nl", True),
        (wandeling, "Cor", "", True),
        (wandeling, "Dik", "dik@voorbeeld.nl", False),
    ):
        wandelingen.meld_aan(loop, {"naam": naam, "email": email, "denkt_mee": mee}, door=None)
    mail.outbox.clear()


@pytest.fixture
def overleg(wijk, ambtenaar):
    velden = {"titel": "Het vervolg", "begint": timezone.now() + timedelta(days=7), "plaats": "de school"}
    return deeds.bewaar_overleg(wijk, velden, door=ambtenaar)


def begin(overleg: Overleg) -> Overleg:
    """As if it began an hour ago."""
    Overleg.objects.filter(pk=overleg.pk).update(begint=timezone.now() - timedelta(hours=1))
    overleg.refresh_from_db()
    return overleg


@pytest.fixture
def kan(idee, ambtenaar, voorwaarde):
    """An idea that can be done."""
    toets(idee, [(voorwaarde().huidige, "voldoet", "")], "Dit kan.", door=ambtenaar)
    idee.refresh_from_db()
    mail.outbox.clear()
    return idee


def aan() -> list[str]:
    return sorted(bericht.to[0] for bericht in mail.outbox)


def stappen(wijk, ambtenaar) -> dict[str, int]:
    return {taak.zin: taak.aantal for taak in van_wijk(wijk, rechten_van(ambtenaar, wijk))}


def test_wie_wil_meedenken_hoort_het_een_keer(meedenkers, overleg, ambtenaar, client, als, django_capture_on_commit_callbacks):
    als(ambtenaar)
    tekst = client.get(f"{WERK}{overleg.pk}/uitnodigen/").content.decode()
    assert "Er gaan 2 uitnodigingen de deur uit" in tekst and "Het vervolg" in tekst and "de-persoonlijke-link" in tekst
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{WERK}{overleg.pk}/uitnodigen/").status_code == 302
    assert aan() == ["ans@voorbeeld.nl", "bea@voorbeeld.nl"]
    antwoord = client.post(f"{WERK}{overleg.pk}/uitnodigen/")
    assert antwoord.status_code == 422 and "al uitgenodigd" in antwoord.content.decode()
    bea = overleg.genodigden.get(email="bea@voorbeeld.nl")
    post.zeg_of_u_komt(bea, "ja", door=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert post.nodig_uit(overleg, ook_opnieuw=True, door=ambtenaar) == 1  # Bea answered
    assert aan() == ["ans@voorbeeld.nl", "ans@voorbeeld.nl", "bea@voorbeeld.nl"]
    assert "Bel of schrijf hen" in client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()  # Cor


def test_wie_belde_of_papier_wil_krijgt_geen_mail_maar_een_brief(
    meedenkers, kan, overleg, ambtenaar, bestuur, als, client, django_capture_on_commit_callbacks
):
    als(ambtenaar)
    ans, bea, cor = (overleg.genodigden.get(naam=naam) for naam in ("Ans", "Bea", "Cor"))

    def noteer(mens, **velden):
        pad = f"{WERK}{overleg.pk}/genodigden/{mens.pk}/"
        return client.post(pad, {"gezien": client.get(pad).context["form"]["gezien"].value(), "via": "", "antwoord": "", **velden})

    assert noteer(bea, op_papier="on").status_code == 302
    assert noteer(cor, via="telefoon", antwoord="ja").status_code == 302
    cor.refresh_from_db()
    assert (cor.via, cor.antwoord, cor.uitgenodigd_op is not None) == ("telefoon", "ja", True)
    with django_capture_on_commit_callbacks(execute=True):
        assert post.nodig_uit(overleg, door=ambtenaar) == 1
    assert aan() == ["ans@voorbeeld.nl"]
    weg = noteer(ans)
    assert weg.status_code == 422 and "kreeg al een mail" in weg.context["form"].errors["via"][0]
    lijst = client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()
    assert "per telefoon" in lijst and "op papier" in lijst and "2 mensen krijgen geen mail" in lijst
    brieven = client.get(f"{WERK}{overleg.pk}/brieven.pdf").content
    assert lees_pdf(brieven) == (2, "Denk mee: Het vervolg")
    assert [aanhef(naam) for naam in ("Mevrouw De Wit", "De heer Jansen", "De Wit", "")] == [
        "Beste mevrouw De Wit,",
        "Beste heer Jansen,",
        "Beste De Wit,",
        "Beste buurtgenoot,",
    ]
    tekst = pdf_tekst(brieven)
    assert tekst.index("BesteBea") < tekst.index("BesteCor") and "BesteAns" not in tekst and "deschool" in tekst and "bijeenwandeling" in tekst
    druk = {"daad": "brieven", "pk": cor.pk}
    assert "Deze brieven zijn geprint (1)" in lijst  # Cor was called
    client.post(f"{WERK}{overleg.pk}/daad/", druk)
    assert list(overleg.genodigden.filter(via="brief")) == [bea] and "geprint" not in client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()
    deeds.leg_vast(begin(overleg), kan, "opgepakt", "Zij willen.", wie="de buurt", voor=date(2099, 1, 2), door=ambtenaar)
    deeds.sluit_overleg(overleg, {"aanwezig": 5, "verslag": "Wij waren het eens."}, door=ambtenaar)
    with django_capture_on_commit_callbacks(execute=True):
        assert post.stuur_verslag(overleg, door=ambtenaar) == 1
    brief, afspraak = pdf_tekst(client.get(f"{WERK}{overleg.pk}/brieven.pdf").content), "Zij willen. Wie: de buurt. Voor 2 januari 2099."
    assert "Wijwarenheteens." in brief and afspraak.replace(" ", "") in brief and afspraak in mail.outbox[-1].body
    assert "Deze verslagen zijn geprint (2)" in client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()
    laat = post.nodig_erbij(overleg, {"naam": "Na het printen", "telefoon": "06"}, door=ambtenaar)
    client.post(f"{WERK}{overleg.pk}/daad/", druk)
    assert list(overleg.genodigden.filter(verslag_op=None)) == [laat]
    assert "met een brief" in client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()
    als(bestuur)
    assert client.get(f"{WERK}{overleg.pk}/brieven.pdf").status_code == 403
    assert client.post(f"{WERK}{overleg.pk}/daad/", druk).status_code == 403
    with pytest.raises(DatabaseError), transaction.atomic():
        overleg.genodigden.update(via="brief", uitgenodigd_op=None)


def test_de_uitnodiging_zegt_bij_ieder_de_goede_reden(
    meedenkers, overleg, partij, bewoner, ambtenaar, als, client, django_capture_on_commit_callbacks
):
    partij.contactpersonen.create(naam="Eef", email="eef@wij.example")
    post.nodig_partijen_erbij(overleg, [partij], door=ambtenaar)
    post.nodig_erbij(overleg, {"naam": "Gijs", "email": "gijs@voorbeeld.nl"}, door=ambtenaar)
    voorbeeld = client.get(f"{WERK}{overleg.pk}/uitnodigen/").content.decode() if als(ambtenaar) else ""
    assert "Bij anderen op de lijst staat daar" in voorbeeld
    with django_capture_on_commit_callbacks(execute=True):
        post.nodig_uit(overleg, door=ambtenaar)
    reden = {bericht.to[0]: bericht.body for bericht in mail.outbox}
    assert "U zei bij een wandeling" in reden["ans@voorbeeld.nl"] and "Uw organisatie" in reden["eef@wij.example"]
    assert "We horen graag wat u vindt" in reden["gijs@voorbeeld.nl"] and "U zei" not in reden["gijs@voorbeeld.nl"]


def test_met_de_persoonlijke_link_zegt_u_of_u_komt(meedenkers, overleg, ambtenaar, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post.nodig_uit(overleg, door=ambtenaar)
    links = {b.to[0]: urlsplit(re.search(r"http\S+/genodigd/\S+", b.body)[0]).path for b in mail.outbox}
    pad = links["ans@voorbeeld.nl"]
    antwoord = client.get(pad)
    assert antwoord["X-Robots-Tag"] == "noindex" and "no-store" in antwoord["Cache-Control"]
    ans = overleg.genodigden.get(email="ans@voorbeeld.nl")
    assert ans.antwoord == ""  # opening it says nothing
    client.post(pad, {"antwoord": "ja"})
    ans.refresh_from_db()
    assert ans.antwoord == "ja" and len(ans.code) >= 20
    client.post(pad, {"antwoord": "misschien"})
    client.post(pad, {"antwoord": "nee"})
    ans.refresh_from_db()
    assert ans.antwoord == "nee" and overleg.genodigden.tellingen()["komen_niet"] == 1
    Overleg.objects.update(begint=timezone.now() - timedelta(days=2))
    assert client.get(pad)["Location"] == client.post(pad, {"antwoord": "ja"})["Location"] == f"/geleerdenwijk/overleggen/{overleg.pk}/"
    ans.refresh_from_db()
    assert ans.antwoord == "nee" and client.get("/geleerdenwijk/genodigd/onzin/").status_code == 404
    assert not any("ans" in str(g.tekst).lower() + str(g.gegevens).lower() for g in Gebeurtenis.objects.all())


def test_wie_is_ingelogd_zet_zichzelf_op_de_lijst(overleg, bewoner, als, client):
    pad = f"/geleerdenwijk/overleggen/{overleg.pk}/denk-mee/"
    assert client.post(pad).status_code == 302 and not overleg.genodigden.exists()  # to the log-in page
    als(bewoner)
    client.post(pad)
    client.post(pad)
    assert overleg.genodigden.get().email == bewoner.email
    tekst = client.get(f"/geleerdenwijk/overleggen/{overleg.pk}/").content.decode()
    assert "U staat op de lijst" in tekst and f'href="{overleg.genodigden.get().get_absolute_url()}"' in tekst


@pytest.mark.parametrize("dagen", [7, -7])
def test_wie_vergeten_wil_worden_komt_niet_meer_en_wordt_niet_gebeld(overleg, bewoner, dagen):
    post.denk_mee(overleg, door=bewoner)
    Overleg.objects.update(begint=timezone.now() + timedelta(days=dagen))
    assert post.vergeet_genodigden(OverlegGenodigde.objects.van_persoon(bewoner)) == 1
    geweest = dagen < 0
    tellingen = {"samen": geweest, "komen": geweest, "komen_niet": 0, "niet_per_mail": 0, "te_mailen": 0}
    assert tellingen.items() <= overleg.genodigden.tellingen().items()
    assert not overleg.genodigden.niet_per_mail().exists()
    assert list(overleg.genodigden.values_list("email", "naam", "gebruiker", "antwoord")) == ([("", "", None, "ja")] if geweest else [])
    assert Gebeurtenis.objects.filter(soort="overleg.komt_niet").exists() is not geweest


def test_een_contactpersoon_van_een_partij_komt_een_keer_op_de_lijst(overleg, partij, wijk, ambtenaar, als, client):
    leeg = wijk.partijen.create(naam="Zonder adres", soort="bedrijf")
    leeg.contactpersonen.create(naam="Fee")
    partij.contactpersonen.create(naam="Eef", email="Eef@wij.example")
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/genodigden/"
    assert [str(p) for p in client.get(pad).context["partijen"].fields["partijen"].queryset] == [partij.naam]
    assert client.post(pad, {"actie": "partijen", "partijen": [partij.pk]}).status_code == 302
    opnieuw = client.post(pad, {"actie": "partijen", "partijen": [partij.pk]})
    assert opnieuw.status_code == 422 and "Er komt niemand bij" in opnieuw.context["partijen"].errors["partijen"][0]
    assert [(g.naam, g.email, g.partij) for g in overleg.genodigden.all()] == [("Eef", "eef@wij.example", partij)]
    dubbel = client.post(pad, {"actie": "persoon", "naam": "Eef", "email": "EEF@wij.example"})
    assert dubbel.status_code == 422 and overleg.genodigden.count() == 1
    zonder = client.post(pad, {"actie": "persoon", "naam": "Gijs"})
    assert zonder.status_code == 422 and "e-mailadres of een telefoonnummer" in zonder.context["persoon"].errors["email"][0]
    client.post(f"{WERK}{overleg.pk}/daad/", {"daad": "genodigde_weg", "pk": overleg.genodigden.get().pk})
    assert not overleg.genodigden.exists()


def test_de_agenda_komt_uit_de_lijst_en_is_te_wijzigen(kan, overleg, ambtenaar, als, client):
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/agenda/"
    client.post(f"{WERK}{overleg.pk}/daad/", {"daad": "punten"})
    titels = [p.titel for p in overleg.agendapunten.all()]
    assert len(titels) == 3 and titels[1] == "Verlichting: 1 idee"
    client.post(f"{WERK}{overleg.pk}/daad/", {"daad": "punten"})
    assert overleg.agendapunten.count() == 3  # a second click adds nothing
    client.post(pad, {"titel": "Rondvraag", "minuten": "5", "volgorde": ""})
    punt = overleg.agendapunten.last()
    assert (punt.titel, punt.volgorde) == ("Rondvraag", 40)
    een = f"{pad}{punt.pk}/"
    gezien = client.get(een).context["form"]["gezien"].value()
    agenda.bewaar_agendapunt(overleg, {"minuten": 15}, punt, door=ambtenaar)  # a colleague
    antwoord = client.post(een, {"titel": "Rondvraag", "minuten": "5", "volgorde": "5", "gezien": gezien})
    assert antwoord.status_code == 422 and antwoord.context["form"].errors["minuten"] == ["Nu staat er: 15"]
    assert client.post(een, {"titel": "R", "minuten": "0", "volgorde": "5"}).status_code == 422
    tekst = client.get(f"/geleerdenwijk/overleggen/{overleg.pk}/").content.decode()
    assert tekst.index("Welkom") < tekst.index("Verlichting: 1 idee") < tekst.index("Rondvraag")


def test_de_werklijst_noemt_wat_een_overleg_nog_nodig_heeft(overleg, wijk, ambtenaar, meedenkers):
    def waar() -> dict[str, str]:
        return {taak.zin: taak.pad for taak in van_wijk(wijk, rechten_van(ambtenaar, wijk)) if taak.zin.startswith("overleg")}

    pad = f"{WERK}{overleg.pk}/"
    agenda, post = ("overleg heeft nog geen agenda", "overleg wacht nog op uitnodigingen")
    assert waar() == {agenda: f"{pad}agenda/", post: f"{pad}genodigden/"}
    overleg.agendapunten.create(titel="Opening", minuten=5, volgorde=1)
    gast = overleg.genodigden.create(naam="Ans", email="ans@voorbeeld.nl")
    assert list(waar()) == [post]
    gast.uitgenodigd_op = timezone.now()
    gast.save()
    assert not waar()
    Overleg.objects.update(begint=timezone.now() - timedelta(hours=3))
    assert waar() == {"overleg is geweest: schrijf het verslag en sluit het af": pad}


def test_een_overleg_besluit_vanaf_zijn_dag_en_sluit_pas_na_het_begin(kan, overleg, ambtenaar, als, client):
    als(ambtenaar)
    hier, knoppen = f"{WERK}{overleg.pk}/", ("Leg besluiten vast", "Sluit af en plaats het verslag")

    def te_zien() -> list[bool]:
        return [client.get(pad).content.decode().count(knop) > 0 for pad, knop in zip((hier, f"{hier}verslag/schrijven/"), knoppen, strict=True)]

    assert te_zien() == [False, False]
    antwoord = client.post(f"{hier}besluiten/", {"besluit": "later", "reden": "Eerst de school."})
    assert antwoord.status_code == 422 and "Dit overleg is pas op" in antwoord.content.decode() and "Eerst de school." in antwoord.content.decode()
    overleg.aanwezig = 12
    overleg.save()
    with pytest.raises(Geweigerd, match="begint pas op"):
        deeds.sluit_overleg(overleg, {"aanwezig": 12, "verslag": "v"}, onbesloten_blijven=True, door=ambtenaar)
    assert "Er waren 12" not in client.get(overleg.get_absolute_url()).content.decode()
    with time_machine.travel(timezone.localtime(overleg.begint).replace(hour=0, minute=1)):
        assert overleg.kan_besluiten(kan) and not overleg.is_begonnen
    begin(overleg)
    assert te_zien() == [True, True]
    deeds.sluit_overleg(overleg, {"aanwezig": 12, "verslag": "v"}, onbesloten_blijven=True, door=ambtenaar)
    assert "Er waren 12" in client.get(overleg.get_absolute_url()).content.decode()
    with pytest.raises(Geweigerd, match="al gehouden"):
        deeds.bewaar_overleg(overleg.wijk, {"begint": timezone.now() + timedelta(days=9)}, overleg, door=ambtenaar)


def test_besluiten_volgen_elkaar_op_en_niets_raakt_weg(kan, overleg, wijk, partij, ambtenaar, persoon, als, client):
    begin(overleg)
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/besluiten/"
    assert client.get(pad).context["idee"] == kan
    velden = {"besluit": "opgepakt", "reden": "Zij willen het.", "voor": "2026-01-31"}
    antwoord = client.post(pad, velden)
    assert antwoord.status_code == 422 and "wie het oppakt" in antwoord.context["form"].errors["wie"][0]
    deeds.leg_vast(overleg, kan, "regulier", "De ploeg is er toch.", door=persoon("ambtenaar"))  # a colleague at the same table
    kan.refresh_from_db()
    assert kan.status == "regulier"
    antwoord = client.post(f"{pad}?idee={kan.nummer}", {**velden, "partij": partij.pk})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "De ploeg is er toch." in tekst and "Zij willen het." in tekst
    assert Vervolgstap.objects.get().besluit == "regulier"
    assert "niets meer te besluiten" in client.get(pad).content.decode()
    assert "gewone onderhoud" in client.get("/geleerdenwijk/ideeen/").content.decode()


def test_wat_te_laat_is_komt_terug_op_de_werklijst_tot_het_gedaan_is(kan, overleg, wijk, partij, ambtenaar, als, client):
    stap = deeds.leg_vast(
        begin(overleg), kan, "opgepakt", "Zij willen.", partij=partij, voor=timezone.localdate() - timedelta(days=1), door=ambtenaar
    )
    assert stappen(wijk, ambtenaar)["afspraak had al klaar moeten zijn"] == 1
    als(ambtenaar)
    tekst = client.get("/werkplek/geleerdenwijk/overleg/afspraken/?stand=te_laat").content.decode()
    assert partij.naam in tekst and "te laat" in tekst
    pad = f"{WERK}afspraken/{stap.pk}/"
    gezien = client.get(pad).context["form"]["gezien"].value()
    leeg = client.post(pad, {"actie": "wijzig", "wie": "", "partij": "", "gezien": gezien})
    assert leeg.status_code == 422 and "wie het oppakt" in leeg.context["form"].errors["wie"][0]
    assert client.post(pad, {"actie": "wijzig", "partij": partij.pk, "voor": "2099-01-01", "gezien": gezien}).status_code == 302
    assert "afspraak had al klaar moeten zijn" not in stappen(wijk, ambtenaar)
    assert "naar 1 januari 2099" in client.get("/werkplek/geleerdenwijk/logboek/").content.decode()
    assert client.post(pad, {"actie": "gedaan", "gedaan": " "}).status_code == 422
    assert client.post(pad, {"actie": "gedaan", "gedaan": "De lampen hangen er."}).status_code == 302
    kan.refresh_from_db()
    assert kan.status == "klaar"
    nog_eens = client.post(pad, {"actie": "gedaan", "gedaan": "Nog een keer."})
    assert nog_eens.status_code == 422 and "al gedaan" in nog_eens.content.decode()
    assert "De lampen hangen er." in client.get(kan.get_absolute_url()).content.decode()
    assert "De lampen hangen er." in client.get("/werkplek/geleerdenwijk/overleg/afspraken/?stand=gedaan").content.decode()


def test_een_nieuw_besluit_neemt_de_oude_afspraak_over(kan, overleg, wijk, ambtenaar):
    gisteren = timezone.localdate() - timedelta(days=1)
    oud = deeds.leg_vast(begin(overleg), kan, "later", "Eerst de school.", voor=gisteren, door=ambtenaar)
    Overleg.objects.update(status="gehouden")
    assert list(Vervolgstap.objects.weer_aan_de_beurt(wijk, timezone.localdate())) == [oud]
    volgend = deeds.bewaar_overleg(wijk, {"titel": "Nog een", "begint": timezone.now(), "plaats": "p"}, was_al=True, door=ambtenaar)
    kan.refresh_from_db()
    deeds.leg_vast(volgend, kan, "regulier", "Nu mee.", door=ambtenaar)
    assert not Vervolgstap.objects.weer_aan_de_beurt(wijk, timezone.localdate()).exists()
    with pytest.raises(Geweigerd, match="geldt niet meer"):
        afspraken.meld_gedaan(oud, "Gedaan.", door=ambtenaar)


def test_het_verslag_gaat_met_een_klik_naar_wie_was_uitgenodigd(
    meedenkers, kan, overleg, wijk, ambtenaar, als, client, django_capture_on_commit_callbacks
):
    with pytest.raises(Geweigerd, match="verslag"):
        post.stuur_verslag(overleg, door=ambtenaar)
    deeds.leg_vast(begin(overleg), kan, "later", "Eerst de school.", door=ambtenaar)
    deeds.sluit_overleg(overleg, {"aanwezig": 5, "verslag": "Wij waren het eens."}, door=ambtenaar)
    assert stappen(wijk, ambtenaar)["verslag is nog niet gestuurd"] == 1
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/verslag/"
    assert "Wij waren het eens." in client.get(pad).content.decode() and not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        client.post(pad)
    assert aan() == ["ans@voorbeeld.nl", "bea@voorbeeld.nl"]
    assert "Eerst de school." in mail.outbox[0].body and f"/overleggen/{overleg.pk}/" in mail.outbox[0].body
    assert client.post(pad).status_code == 422 and len(mail.outbox) == 2
    assert "verslag is nog niet gestuurd" not in stappen(wijk, ambtenaar)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(pad, {"ook_opnieuw": "on"})
    assert len(mail.outbox) == 4


def test_wat_aan_het_verslag_geschreven_is_raakt_niet_weg_en_staat_nog_niet_op_de_website(kan, overleg, ambtenaar, als, client):
    begin(overleg)
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/verslag/schrijven/"

    def stuur(**velden):
        return client.post(pad, {"gezien": client.get(pad).context["form"]["gezien"].value(), "aanwezig": "5", **velden})

    assert stuur(verslag="Wij waren het", doe="besluiten")["Location"] == f"{WERK}{overleg.pk}/besluiten/"
    assert "Wij waren het" in client.get(pad).content.decode()
    assert "Wij waren het" not in client.get(overleg.get_absolute_url()).content.decode()
    assert stuur(verslag="", doe="sluit").status_code == 422
    oud = client.post(pad, {"gezien": "oud", "aanwezig": "5", "verslag": "Van een ander", "doe": "bewaar"})
    assert oud.status_code == 422 and "Van een ander" in oud.content.decode() and "Nu staat er: Wij waren het" in oud.content.decode()

    # One idea was not decided on: it is shown first, and stays for the next overleg.
    volgend = deeds.bewaar_overleg(overleg.wijk, {"titel": "Nog een", "begint": overleg.begint + timedelta(days=9), "plaats": "p"}, door=ambtenaar)
    volgend.agenda.clear()
    antwoord = stuur(verslag="Wij waren het eens.", doe="sluit")
    assert antwoord["Location"] == f"{WERK}{overleg.pk}/afsluiten/"
    tekst = client.get(antwoord["Location"]).content.decode()
    assert "Over 1 idee op de lijst" in tekst and f"?idee={kan.nummer}" in tekst and "Nog een" in tekst
    with pytest.raises(Geweigerd, match="Over 1 idee op de lijst is nog niets besloten"):
        deeds.sluit_overleg(overleg, {"verslag": "v"}, door=ambtenaar)
    assert client.post(antwoord["Location"]).status_code == 302
    overleg.refresh_from_db()
    assert (overleg.status, overleg.aanwezig) == ("gehouden", 5) and list(volgend.te_besluiten()) == [kan]
    tekst = client.get(overleg.get_absolute_url()).content.decode()
    assert "Wij waren het eens." in tekst and "Dit idee blijft op de lijst" in tekst and f"Idee {kan.nummer}: {kan.titel}" in tekst
    assert f"- Idee {kan.nummer}: {kan.titel}" in client.get(f"{WERK}{overleg.pk}/verslag/").content.decode()


def test_een_verslag_wordt_aangevuld_en_de_eerste_tekst_blijft(
    meedenkers, overleg, ambtenaar, persoon, als, client, django_capture_on_commit_callbacks
):
    deeds.sluit_overleg(begin(overleg), {"aanwezig": 5, "verslag": "Wij waren het eens."}, door=ambtenaar)
    als(ambtenaar)
    pad, openbaar = f"{WERK}{overleg.pk}/verslag/aanvullen/", overleg.get_absolute_url()
    form = client.get(pad).context["form"]
    assert form["tekst"].value() == "Wij waren het eens."
    assert client.post(pad, {"tekst": "Wij waren het eens.", "al": "0", "aanwezig": "5"}).status_code == 422
    assert client.post(pad, {"tekst": "Wij waren het eens.", "al": "0", "aanwezig": "veel"}).context["form"].errors["aanwezig"]
    assert form["aanwezig"].value() == 5 and client.post(pad, {"tekst": "Wij waren het eens.", "al": "0", "aanwezig": "15"}).status_code == 302
    assert "Er waren 15 mensen" in client.get(openbaar).content.decode() and not overleg.verslagversies.exists()
    assert Gebeurtenis.objects.filter(soort="overleg.aangevuld").get().gegevens["anders"] == {"aanwezig": [5, 15]}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(pad, {"tekst": "Ans was het niet eens.", "al": "0"}).status_code == 302
    tekst = client.get(openbaar).content.decode()
    assert Gebeurtenis.objects.filter(soort="overleg.aangevuld").count() == 2
    assert tekst.index("Aangevuld op") < tekst.index("Ans was het niet eens.") < tekst.index("Wij waren het eens.") and not mail.outbox
    laat = client.post(pad, {"tekst": "Van een collega.", "al": "0"})
    assert laat.status_code == 422 and "Van een collega." in laat.content.decode() and "Iemand anders" in laat.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(pad, {"tekst": "Niet ieder was het eens.", "al": "1", "verbergt_eerdere": "on", "ook_mailen": "on"})
    tekst = client.get(openbaar).content.decode()
    assert "Niet ieder was het eens." in tekst and "Ans was" not in tekst and "Wij waren" not in tekst
    assert aan() == ["ans@voorbeeld.nl", "bea@voorbeeld.nl"] and "aangevuld op" in mail.outbox[0].body and "Niet ieder" in mail.outbox[0].body
    with pytest.raises(GeenRecht):
        verslag.vul_verslag_aan(overleg, {"tekst": "x"}, gezien=2, door=persoon("bestuur"))
    for daad in (
        lambda: Overleg.objects.update(verslag="anders"),
        lambda: overleg.verslagversies.update(tekst="anders"),
        lambda: overleg.verslagversies.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            daad()
    assert [versie.tekst for versie in overleg.verslagversies.all()] == ["Ans was het niet eens.", "Niet ieder was het eens."]


def test_alleen_ambtenaren_nodigen_uit_en_leggen_vast(overleg, kan, bewoner, persoon):
    for wie in (bewoner, persoon("organisatie"), persoon("bestuur"), None):
        for daad in (
            lambda wie: post.nodig_uit(overleg, door=wie),
            lambda wie: post.stuur_verslag(overleg, door=wie),
            lambda wie: agenda.maak_agenda(overleg, door=wie),
            lambda wie: post.nodig_erbij(overleg, {"naam": "x", "email": "x@x.nl"}, door=wie),
        ):
            with pytest.raises(GeenRecht):
                daad(wie)


def test_de_lijst_met_afspraken_vraagt_niet_meer_bij_meer_rijen(overleg, wijk, partij, thema, ambtenaar, als, client):
    als(ambtenaar)

    def erbij(aantal):
        for _ in range(aantal):
            nieuw = dien_in(wijk, titel="Licht", soort="kans", thema=thema, door=None)
            Vervolgstap.objects.create(overleg=overleg, idee=nieuw, besluit="opgepakt", reden="r", partij=partij)
            overleg.agenda.add(dien_in(wijk, titel="Nog", soort="kans", thema=thema, door=None))
            overleg.genodigden.create(naam="x", email=f"{nieuw.pk}@x.nl", partij=partij)

    def tel():
        for pad in ("afspraken/", f"{overleg.pk}/", f"{overleg.pk}/genodigden/", f"{overleg.pk}/besluiten/", f"{overleg.pk}/verslag/"):
            with CaptureQueriesContext(connection) as vragen:
                assert client.get(WERK + pad).status_code == 200
            yield len(vragen)

    erbij(2)
    list(tel())
    weinig = list(tel())
    erbij(8)
    assert list(tel()) == weinig


def test_wie_uitgenodigd_is_en_welke_afspraak_er_is_staat_op_de_eigen_pagina(kan, overleg, wijk, bewoner, persoon, ambtenaar, als, client):
    gerda = persoon("organisatie")
    partij = gerda.bevoegdheden.get().partij
    post.denk_mee(overleg, door=bewoner)
    with time_machine.travel(overleg.begint):
        deeds.leg_vast(overleg, kan, "opgepakt", "Zij willen het graag.", partij=partij, door=ambtenaar)
    als(bewoner)
    tekst = client.get("/mijn/").content.decode()
    assert "Overleg waarvoor u bent uitgenodigd" in tekst and "U zei dat u komt" in tekst and "afgesproken" not in tekst
    als(gerda)
    assert "Zij willen het graag." in client.get("/mijn/").content.decode()
    kan.openbaar = False
    kan.save()
    assert "Zij willen het graag." not in client.get("/mijn/").content.decode()


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_van_twee_die_tegelijk_besluiten_wint_er_een_en_niemand_krijgt_twee_mails(kan, overleg, ambtenaar, persoon):
    Overleg.objects.update(begint=timezone.now() - timedelta(hours=1))
    besluiten = ["later", "niet_gekozen", "regulier", "later"]
    uit = tegelijk(
        lambda n: deeds.leg_vast(Overleg.objects.get(), type(kan).objects.get(), besluiten[n], f"Reden {n}", door=ambtenaar), len(besluiten)
    )
    gelukt = [stap for stap in uit if isinstance(stap, Vervolgstap)]
    assert len(gelukt) == 1 == Vervolgstap.objects.count(), uit
    kan.refresh_from_db()
    assert kan.status == gelukt[0].besluit and all(isinstance(fout, Geweigerd) for fout in uit if fout is not gelukt[0]), uit
    Overleg.objects.update(begint=timezone.now() + timedelta(days=7))
    for nummer in range(5):
        post.nodig_erbij(overleg, {"naam": "x", "email": f"x{nummer}@voorbeeld.nl"}, door=ambtenaar)
    mail.outbox.clear()
    Mailbericht.objects.all().delete()
    uit = tegelijk(lambda n: post.nodig_uit(Overleg.objects.get(), door=ambtenaar), 3)
    assert sorted(str(een) for een in uit if een == 5) == ["5"], uit
    assert len(mail.outbox) + Mailbericht.objects.count() == 5
