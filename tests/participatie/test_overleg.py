"""An overleg from its invitation to what was agreed: everyone hears once, nothing that was decided is lost, and what is late comes back."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie.deeds import afspraken, agenda, overleglijst
from participatie.deeds import overleg as deeds
from participatie.deeds import overlegpost as post
from participatie.deeds.ideeen import dien_in
from participatie.models import Overleg, Vervolgstap
from tests.gelijktijdig import tegelijk
from tests.participatie.overlegplek import WERK, begin, stappen
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Mailbericht
from wijk.rechten import rechten_van
from wijk.werklijst import van_wijk
from wijk.woorden import leesbaar


def test_de_agenda_komt_uit_de_lijst_en_is_te_wijzigen(kan, overleg, ambtenaar, als, client):
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/agenda/"
    client.post(f"{WERK}{overleg.pk}/daad/", {"daad": "punten"})
    titels = [p.titel for p in overleg.agendapunten.all()]
    assert len(titels) == 3 and titels[1] == "Verlichting"
    nog_eens = client.post(f"{WERK}{overleg.pk}/daad/", {"daad": "punten"}, follow=True)
    assert "Elk thema heeft al een punt op de agenda." in nog_eens.content.decode()
    assert overleg.agendapunten.count() == 3  # a second click adds nothing
    client.post(pad, {"titel": "Rondvraag", "minuten": "5"})
    punt = overleg.agendapunten.last()
    assert (punt.titel, punt.volgorde) == ("Rondvraag", 40)  # it ends the agenda, as the last point of it does
    client.post(pad, {"titel": "Bomen", "minuten": "5"})
    assert [p.titel for p in overleg.agendapunten.all()] == [*titels[:2], "Bomen", titels[2], "Rondvraag"]
    overleg.agendapunten.get(titel="Bomen").delete()
    een = f"{pad}{punt.pk}/"
    gezien = client.get(een).context["form"]["gezien"].value()
    agenda.bewaar_agendapunt(overleg, {"minuten": 15}, punt, door=ambtenaar)  # a colleague
    antwoord = client.post(een, {"titel": "Rondvraag", "minuten": "5", "gezien": gezien})
    assert antwoord.status_code == 422 and antwoord.context["form"].errors["minuten"] == ["Nu staat er: 15"]
    assert client.post(een, {"titel": "R", "minuten": "0"}).status_code == 422

    def doe(daad: str) -> list[str]:
        client.post(f"{WERK}{overleg.pk}/daad/", {"daad": daad})
        return [p.titel for p in overleg.agendapunten.all()]

    assert doe(f"punt_eerder:{punt.pk}")[2] == "Rondvraag" and doe(f"punt_later:{punt.pk}")[3] == doe(f"punt_later:{punt.pk}")[3] == "Rondvraag"
    assert doe(f"punt_eerder:{punt.pk}")[2] == "Rondvraag" and len(doe(f"punt_weg:{punt.pk}")) == 3
    assert "Zet “Rondvraag” terug" in client.get(pad).content.decode() and doe("punt_terug")[2] == "Rondvraag"
    client.get(pad)  # what was said of it
    tekst = client.get(f"/geleerdenwijk/overleggen/{overleg.pk}/").content.decode()
    assert tekst.index("Welkom") < tekst.index("Verlichting: 1 idee") < tekst.index("Rondvraag")
    deeds.leg_vast(begin(overleg), kan, "regulier", "De ploeg is er toch.", door=ambtenaar)
    assert overleg.punten()[1].tekst == "Verlichting: 1 idee"  # it was decided on
    overleg.agenda.clear()
    assert overleg.punten()[1].tekst == "Verlichting: geen ideeën"


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
    tekst = client.get(f"{hier}afsluiten/").content.decode()
    assert f"begint op {leesbaar(overleg.begint)}. Daarna kunt u het afsluiten" in tekst and "Over alle" not in tekst and "Sluit af en" not in tekst
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
    assert "Er is nog geen verslag" in client.get(f"{hier}afsluiten/").content.decode()
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


def test_wat_later_komt_komt_niet_voor_het_overleg(kan, overleg, ambtenaar):
    begin(overleg)
    with pytest.raises(Geweigerd, match="al voorbij"):
        deeds.leg_vast(overleg, kan, "later", "Eerst geld.", voor=overleg.dag - timedelta(days=1), door=ambtenaar)
    assert deeds.leg_vast(overleg, kan, "later", "Eerst geld.", voor=overleg.dag + timedelta(days=1), door=ambtenaar).voor


def test_een_nieuw_besluit_neemt_de_oude_afspraak_over(kan, overleg, wijk, ambtenaar):
    gisteren = timezone.localdate() - timedelta(days=1)
    oud = deeds.leg_vast(begin(overleg), kan, "later", "Eerst de school.", voor=timezone.localdate(), door=ambtenaar)
    Vervolgstap.objects.update(voor=gisteren)
    Overleg.objects.update(status="gehouden")
    assert list(Vervolgstap.objects.weer_aan_de_beurt(wijk, timezone.localdate())) == [oud]
    volgend = deeds.bewaar_overleg(wijk, {"titel": "Nog een", "begint": timezone.now(), "plaats": "p"}, was_al=True, door=ambtenaar)
    kan.refresh_from_db()
    deeds.leg_vast(volgend, kan, "regulier", "Nu mee.", door=ambtenaar)
    assert not Vervolgstap.objects.weer_aan_de_beurt(wijk, timezone.localdate()).exists()
    with pytest.raises(Geweigerd, match="geldt niet meer"):
        afspraken.meld_gedaan(oud, "Gedaan.", door=ambtenaar)


def test_een_half_getypt_besluit_blijft_als_er_eerst_iets_anders_moet(kan, overleg, ambtenaar, als, client):
    begin(overleg)
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/besluiten/?idee={kan.nummer}"
    for naar, waar in (("overleg", ""), ("verslag", "verslag/schrijven/"), (str(kan.nummer), f"besluiten/?idee={kan.nummer}"), ("x", "besluiten/")):
        typt = {"besluit": "later", "reden": f"Eerst {naar}.", "voor": "geen dag"}
        assert client.post(pad, typt | {"naar": naar})["Location"] == f"{WERK}{overleg.pk}/{waar}"
        form = client.get(pad).context["form"]
        assert {naam: form[naam].value() for naam in typt} == typt and not overleg.vervolgstappen.exists()
    assert client.post(pad, {"besluit": "niet_gekozen", "reden": "Te duur."}).status_code == 302
    assert f"besluit_{overleg.pk}_{kan.nummer}" not in client.session


def test_alleen_ambtenaren_nodigen_uit_en_leggen_vast(overleg, kan, bewoner, persoon):
    for wie in (bewoner, persoon("organisatie"), persoon("bestuur"), None):
        for daad in (
            lambda wie: post.nodig_uit(overleg, door=wie),
            lambda wie: post.stuur_verslag(overleg, door=wie),
            lambda wie: agenda.maak_agenda(overleg, door=wie),
            lambda wie: overleglijst.nodig_erbij(overleg, {"naam": "x", "email": "x@x.nl"}, door=wie),
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
            Overleg.objects.update(status="gehouden" if pad.endswith("verslag/") else "gepland")
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
    overleglijst.denk_mee(overleg, door=bewoner)
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
        overleglijst.nodig_erbij(overleg, {"naam": "x", "email": f"x{nummer}@voorbeeld.nl"}, door=ambtenaar)
    mail.outbox.clear()
    Mailbericht.objects.all().delete()
    uit = tegelijk(lambda n: post.nodig_uit(Overleg.objects.get(), door=ambtenaar), 3)
    assert sorted(str(een) for een in uit if een == 5) == ["5"], uit
    assert len(mail.outbox) + Mailbericht.objects.count() == 5
