"""The report of an overleg before it goes out: names are noticed, and each mail greets by name."""

import pytest
from django.core import mail

from participatie.deeds import overleg as deeds
from participatie.deeds import overleglijst
from participatie.deeds import overlegpost as post
from tests.participatie.overlegplek import WERK, begin
from wijk.fouten import GeenRecht
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
