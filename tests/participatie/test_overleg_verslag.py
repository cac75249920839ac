"""The report of an overleg: names are noticed, nothing typed is lost, each mail greets by name, and what it said at first stays."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from participatie.deeds import overleg as deeds
from participatie.deeds import overleglijst, verslag
from participatie.deeds import overlegpost as post
from participatie.models import Overleg
from tests.participatie.overlegplek import WERK, aan, begin, stappen
from wijk.fouten import GeenRecht, Geweigerd
from wijk.herkenbaar import namen_in
from wijk.models import Gebeurtenis
from wijk.woorden import leesbaar


@pytest.mark.parametrize(
    ("tekst", "namen"),
    [
        ("Mevrouw Jansen-de Vries vroeg naar de glijbaan.", ["Jansen", "Vries"]),
        ("Truus vroeg het.", ["Truus"]),
        ("We spraken over de Truusstraat en de vries.", []),
    ],
)
def test_een_naam_van_de_lijst_valt_op(tekst, namen):
    assert namen_in(tekst, ["Truus Jansen-de Vries", "van der Ven"]) == namen


def test_voor_het_sluiten_en_mailen_staat_dat_er_een_naam_in_het_verslag_staat(overleg, ambtenaar, als, django_capture_on_commit_callbacks):
    overleglijst.nodig_erbij(overleg, {"naam": "Truus Jansen", "email": "truus@voorbeeld.nl"}, door=ambtenaar)
    client, hier = als(ambtenaar), f"{WERK}{overleg.pk}/"
    schrijf = f"{hier}verslag/schrijven/"
    assert f"Dat kan vanaf {leesbaar(overleg.begint)}" in client.get(schrijf).content.decode()
    begin(overleg)
    overleg.agenda.clear()
    let_op = "misschien de naam “Jansen” en een naam"
    velden = {"aanwezig": "4", "verslag": "Mevrouw Jansen vroeg naar de glijbaan.", "doe": "sluit"}
    velden["gezien"] = client.get(schrijf).context["form"]["gezien"].value()
    antwoord = client.post(schrijf, velden, follow=True)
    assert let_op in antwoord.content.decode() and antwoord.request["PATH_INFO"].endswith("/afsluiten/")
    overleg.refresh_from_db()
    assert overleg.status == "gepland"
    client.post(f"{hier}afsluiten/")  # it may stand there
    assert let_op in client.get(f"{hier}verslag/").content.decode() and let_op in client.get(f"{hier}verslag/aanvullen/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        post.stuur_verslag(type(overleg).objects.get(pk=overleg.pk), door=ambtenaar)
    assert mail.outbox[-1].body.startswith("Goedendag Truus Jansen,")


def test_een_gewoon_verslag_sluit_meteen(overleg, ambtenaar, als):
    client, schrijf = als(ambtenaar), f"{WERK}{begin(overleg).pk}/verslag/schrijven/"
    overleg.agenda.clear()
    gezien = client.get(schrijf).context["form"]["gezien"].value()
    client.post(schrijf, {"aanwezig": "4", "verslag": "We spraken over de glijbaan.", "doe": "sluit", "gezien": gezien})
    overleg.refresh_from_db()
    assert overleg.status == "gehouden"


def test_wie_op_een_eerder_overleg_was_staat_op_de_lijst_van_het_volgende(meedenkers, overleg, wijk, ambtenaar):
    overleglijst.nodig_erbij(overleg, {"naam": "Dirk", "email": "dirk@voorbeeld.nl"}, door=ambtenaar)
    overleglijst.nodig_erbij(overleg, {"naam": "Els", "telefoon": "023 1234567"}, door=ambtenaar)
    begin(overleg)
    overleglijst.zet_namen_erbij(overleg, ["Alleen een naam"], door=ambtenaar)
    velden = {"titel": "Volgend", "begint": overleg.begint.replace(year=overleg.begint.year + 1), "plaats": "p"}
    volgend = deeds.bewaar_overleg(wijk, velden, door=ambtenaar)
    assert sorted(volgend.genodigden.values_list("naam", flat=True)) == ["Ans", "Bea", "Cor", "Dirk", "Els"]
    assert not overleglijst.nog_op_lijst(volgend) and set(volgend.genodigden.values_list("uitgenodigd_op", "antwoord")) == {(None, "")}


def test_wie_alleen_met_naam_op_de_lijst_staat_is_te_vinden_en_te_wissen(overleg, wijk, ambtenaar, bestuur, bewoner, als):
    begin(overleg)
    overleglijst.zet_namen_erbij(overleg, ["Truus Jansen", "Piet Jansen"], door=ambtenaar)
    overleg.genodigden.create(naam="Jansen met account", gebruiker=bewoner, email=bewoner.email)
    deeds.sluit_overleg(overleg, {"aanwezig": 2, "verslag": "Truus vroeg om licht."}, door=ambtenaar)
    client, pad = als(ambtenaar), f"{WERK}vergeten/"
    assert f'href="{pad}"' in client.get(WERK).content.decode()
    assert client.post(pad, {"naam": "T"}).status_code == 422
    gevonden = client.post(pad, {"naam": "jansen"}).context["mensen"]
    assert [mens.naam for mens in gevonden] == ["Truus Jansen", "Piet Jansen"]
    truus = gevonden[0]
    assert "in het verslag of in een besluit" in client.post(pad, {"naam": "Truus"}).content.decode()
    assert "Vink aan welke namen u wist." in client.post(pad, {"naam": "jansen", "wis": "ja"}).content.decode()
    assert client.post(pad, {"naam": "jansen", "wis": "ja", "mens": truus.pk}).status_code == 302
    assert sorted(overleg.genodigden.values_list("naam", flat=True)) == ["", "Jansen met account", "Piet Jansen"]  # somebody was there all the same
    assert Gebeurtenis.objects.over(overleg).van_soort("gegevens.vergeten").count() == 1
    with pytest.raises(GeenRecht):
        overleglijst.vergeet_namen(wijk, [gevonden[1].pk], door=bestuur)


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
    assert 'type="hidden" name="ook_opnieuw"' in client.get(pad).content.decode()  # the button is the choice: nothing to tick
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
    assert stuur(verslag="Wij waren het", doe="overleg")["Location"] == f"{WERK}{overleg.pk}/"
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
    assert (
        "Wij waren het eens." in tekst
        and "Dit idee stond op de lijst, maar dit overleg besloot er niet over." in tekst
        and f"Idee {kan.nummer}: {kan.titel}" in tekst
    )
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
