"""The next wijk is started without touching the first, and runs when it has all it needs."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.core import serializers
from django.db import DatabaseError, transaction

from budget.deeds import stel_beschikbaar, wijzig_begroting
from evaluatie.deeds import volgende as deeds
from evaluatie.models import Evaluatie, Leerpunt, Nodig, Startpunt, Uitvoeringsprogramma
from evaluatie.startpunten import bevindingen
from wijk.bedrag import Bedrag
from wijk.deeds.kader import bewaar_randvoorwaarde, bewaar_rol, wijzig_wijk
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Bevoegdheid, Gebruiker, Thema, Wijk
from wijk.rechten import SYSTEEM

WERK = "/werkplek/geleerdenwijk/uitvoeringsprogramma/volgende-wijk/"


@pytest.fixture
def eerste(wijk, thema, wijkcoordinator):
    """A wijk with something to take over."""
    wijk.huisregels = "Wees aardig."
    wijk.save()
    velden = {
        "soort": "inhoudelijk",
        "grond": "wettelijk",
        "themas": [thema],
        "titel": "De wet",
        "wat_kan": "Veel",
        "wat_kan_niet": "",
        "toelichting": "",
    }
    voorwaarde = bewaar_randvoorwaarde(wijk, velden, door=wijkcoordinator)
    bewaar_randvoorwaarde(wijk, {**velden, "wat_kan": "Nog meer", "reden_wijziging": "Beter."}, voorwaarde, door=wijkcoordinator)
    Leerpunt.objects.create(wijk=wijk, soort="anders", tekst="Eerder vertellen wie beslist.")
    Leerpunt.objects.create(wijk=wijk, soort="anders", tekst="Niet in het programma.", in_programma=False)
    return wijk


def alles() -> dict:
    """Every row of every table; but for the session of who does it, which tells when it was last used."""
    modellen = [model for model in apps.get_models() if model._meta.label != "sessions.Session"]
    return {(model._meta.label, str(ding.pk)): serializers.serialize("json", [ding]) for model in modellen for ding in model._base_manager.all()}


def test_een_wijk_starten_neemt_over_en_laat_de_eerste_zoals_hij_was(eerste, kandidaat, wijkcoordinator, als):
    kust = kandidaat("Kust", *[4] * 6)
    kust.cijfers.create(naam="inwoners", waarde="900", bron="CBS", peildatum="2025")
    client, pad = als(wijkcoordinator), f"{WERK}start/?kandidaat={kust.pk}"
    assert 'value="kust"' in client.get(pad).content.decode()
    voor = alles()
    antwoord = client.post(pad, {"naam": "Kust", "slug": "kust"})
    assert antwoord.status_code == 302 and antwoord["Location"] == "/werkplek/kust/startpunten/"
    na = alles()
    assert {sleutel: na.get(sleutel) for sleutel in voor} == voor
    nieuw = Wijk.objects.get(slug="kust")
    assert (nieuw.status, nieuw.huisregels, nieuw.inleiding) == ("voorbereiding", "Wees aardig.", "Over Kust.")
    assert list(nieuw.themas.values_list("naam", "open_vanaf")) == [("Verlichting", None)]
    voorwaarde = nieuw.randvoorwaarden.get()
    assert (voorwaarde.huidige.nummer, voorwaarde.huidige.wat_kan, voorwaarde.versies.count()) == (1, "Nog meer", 1)
    assert voorwaarde.themas.get().wijk == nieuw
    assert nieuw.kerncijfers.get().bron == "CBS"
    assert "Eerder vertellen wie beslist." in client.get("/werkplek/kust/startpunten/").content.decode()
    assert [punt.nodig or punt.leerpunt.tekst for punt in nieuw.startpunten.all()] == [*Nodig.values, "Eerder vertellen wie beslist."]
    client.logout()
    assert client.get("/kust/").status_code == 404


def test_een_kandidaat_start_maar_een_keer_en_een_naam_is_van_een_wijk(eerste, kandidaat):
    kust = kandidaat("Kust", *[4] * 6)
    deeds.start_wijk(eerste, {"naam": "Kust", "slug": "kust"}, kust, door=SYSTEEM)
    for velden, wie in (
        ({"naam": "Kust 2", "slug": "kust2"}, kust),
        ({"naam": "Kust", "slug": "k"}, None),
        ({"naam": "K", "slug": "werkplek"}, None),
    ):
        with pytest.raises(Geweigerd):
            deeds.start_wijk(eerste, velden, wie, door=SYSTEEM)
    with pytest.raises(Geweigerd, match="al gestart"):
        deeds.verwijder_kandidaat(kust, door=SYSTEEM)
    assert Wijk.objects.count() == 2


def test_starten_mag_de_coordinator_en_de_beheerder(eerste, ambtenaar, bestuur, beheerder, als):
    for iemand in (ambtenaar, bestuur):
        with pytest.raises(GeenRecht):
            deeds.start_wijk(eerste, {"naam": "Kust", "slug": "kust"}, door=iemand)
    antwoord = als(beheerder).post(f"{WERK}start/", {"naam": "Kust", "slug": ""}, follow=True)  # its address is made of its name
    html = antwoord.content.decode()
    assert antwoord.status_code == 200 and antwoord.request["PATH_INFO"] == "/werkplek/kust/startpunten/"
    assert "De wijkcoördinator past de teksten" in html and "Geef iemand een functie in de Kust" in html
    assert f"geeft mensen een functie in deze wijk. Nu: {beheerder}." in html


def test_wie_later_beheerder_wordt_ziet_ook_wat_een_nieuwe_wijk_nodig_heeft(tweede, persoon, ambtenaar, als):
    pad = "/werkplek/kust/startpunten/"
    assert als(persoon("beheerder")).get(pad).status_code == 200
    assert als(ambtenaar).get(pad).status_code == 404, "who works in the first wijk alone does not see the next"


def test_een_startpunt_is_pas_klaar_met_een_afspraak(eerste, wijkcoordinator, als):
    Leerpunt.objects.create(wijk=eerste, soort="anders", tekst="Vaker lopen.")
    nieuw = deeds.start_wijk(eerste, {"naam": "Kust", "slug": "kust"}, door=wijkcoordinator)
    (punt, ander), client, pad = nieuw.startpunten.exclude(leerpunt=None), als(wijkcoordinator), "/werkplek/kust/startpunten/"
    assert "startpunten zijn nog niet afgehandeld" in client.get("/werkplek/kust/").content.decode()
    html = client.get(pad).content.decode()
    # Said beforehand; and what every wijk needs is one box.
    assert "Nodig om dit punt af te vinken." in html and html.count('-afspraak"') // 2 <= html.count('-klaar"')
    assert f'name="punt{nieuw.startpunten.get(nodig="teksten").pk}-afspraak"' not in html
    gezien = dict(re.findall(r'name="(punt\d+-gezien)"[^>]* value="(\w+)"', client.get(pad).content.decode()))
    fout = client.post(
        pad, {**gezien, **{f"punt{een.pk}-{veld}": waarde for een in (punt, ander) for veld, waarde in (("klaar", "on"), ("afspraak", ""))}}
    )
    assert fout.content.decode().count("Er ging iets mis") == 2 and fout.content.decode().count('id="fouten"') == 1
    velden = {**gezien, f"punt{punt.pk}-klaar": "on", f"punt{punt.pk}-afspraak": "", f"punt{ander.pk}-afspraak": "Later."}
    antwoord = client.post(pad, velden)
    assert antwoord.status_code == 422 and "Zeg eerst wat u doet met “" in antwoord.content.decode() and "Later." in antwoord.content.decode()
    gezien = dict(re.findall(r'name="(punt\d+-gezien)"[^>]* value="(\w+)"', client.get(pad).content.decode()))
    assert client.post(pad, {**velden, **gezien, f"punt{punt.pk}-afspraak": "We kijken ze na."}).status_code == 302
    assert Startpunt.objects.open().count() == 4
    with pytest.raises(DatabaseError), transaction.atomic():
        Startpunt.objects.filter(pk=punt.pk).update(afspraak="")
    assert Thema.objects.filter(wijk=nieuw).exists()


@pytest.fixture
def tweede(eerste, wijkcoordinator) -> Wijk:
    """A wijk that took over a condition with the name and the money of the first."""
    stel_beschikbaar(eerste, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
    velden = {"soort": "inhoudelijk", "grond": "financieel", "titel": "Geld", "wat_kan_niet": "Geen feesten van € 250.", "toelichting": ""}
    bewaar_randvoorwaarde(eerste, {**velden, "wat_kan": "Er is € 50.000."}, door=wijkcoordinator)
    bewaar_randvoorwaarde(eerste, {**velden, "titel": "Plek", "wat_kan": f"Alles in de {eerste.naam}."}, door=wijkcoordinator)
    return deeds.start_wijk(eerste, {"naam": "Kust", "slug": "kust"}, door=wijkcoordinator)


def _gezien(wijk: Wijk, nodig: str) -> list[tuple[str, bool]]:
    return [(een.tekst, een.moet) for een in bevindingen(wijk.startpunten.voor_lijst().get(nodig=nodig))]


def test_een_overgenomen_tekst_mag_de_eerste_wijk_en_haar_geld_niet_noemen(tweede, eerste, wijkcoordinator):
    geld, plek = (tweede.randvoorwaarden.met_tekst().get(huidige__titel=titel) for titel in ("Geld", "Plek"))
    assert _gezien(tweede, "teksten") == [
        (f"De randvoorwaarde “Geld” noemt nog €\xa050.000: dat is het geld van de {eerste.naam}.", True),
        (f"De randvoorwaarde “Plek” noemt nog de {eerste.naam}.", True),
    ]
    with pytest.raises(Geweigerd, match=r"noemt nog €\xa050\.000"):
        deeds.bewaar_startpunt(tweede.startpunten.get(nodig="teksten"), {"klaar": True, "afspraak": "Ja"}, door=wijkcoordinator)
    wijzig_begroting(eerste.budget, Bedrag("1.000"), "raad", "Minder", omlaag=True, door=SYSTEEM)
    assert "noemt nog €\xa050.000" in _gezien(tweede, "teksten")[0][0]
    velden = {"soort": "inhoudelijk", "grond": "financieel", "wat_kan_niet": "", "toelichting": "", "reden_wijziging": "Van hier."}
    bewaar_randvoorwaarde(tweede, {**velden, "titel": "Plek", "wat_kan": f"Anders dan in de {eerste.naam}."}, plek, door=wijkcoordinator)
    # The same amount here is an amount to look at; a text of one's own may name whom it likes.
    stel_beschikbaar(tweede, Bedrag("50.000"), "Besluit", door=SYSTEEM)
    assert _gezien(tweede, "teksten") == [("De randvoorwaarde “Geld” noemt €\xa0250, €\xa050.000. Klopt dat hier ook?", False)]
    bewaar_randvoorwaarde(tweede, {**velden, "titel": "Geld", "wat_kan": "Er is € 20.000."}, geld, door=wijkcoordinator)
    assert _gezien(tweede, "teksten") == [("De randvoorwaarde “Geld” noemt €\xa020.000. Het budget van de Kust is €\xa050.000. Klopt dat?", False)]
    bewaar_randvoorwaarde(tweede, {**velden, "titel": "Geld", "wat_kan": "Er is € 50.000."}, geld, door=wijkcoordinator)
    assert _gezien(tweede, "teksten") == []


def test_ook_een_aangepaste_voorwaarde_mag_nergens_het_geld_van_de_eerste_wijk_noemen(tweede, eerste, wijkcoordinator):
    geld = tweede.randvoorwaarden.met_tekst().get(huidige__titel="Geld")
    tweede.randvoorwaarden.exclude(pk=geld.pk).update(vervallen_op="2026-01-01")
    stel_beschikbaar(tweede, Bedrag("40.000"), "Besluit", door=SYSTEEM)
    velden = {"soort": "inhoudelijk", "grond": "financieel", "titel": "Geld", "wat_kan_niet": "", "reden_wijziging": "Van hier."}
    for wat_kan, toelichting, moet in (("Er is € 30.000.", "De nota noemt € 50.000.", True), ("Er is € 40.000.", "Daar was het € 50.000.", False)):
        geld = bewaar_randvoorwaarde(tweede, {**velden, "wat_kan": wat_kan, "toelichting": toelichting}, geld, door=wijkcoordinator)
        [(zin, moest)] = _gezien(tweede, "teksten")
        assert f"noemt nog €\xa050.000: dat is het geld van de {eerste.naam}." in zin and moest == moet


def test_een_verzonnen_voorbeeld_kan_niet_blijven_staan(eerste, wijkcoordinator):
    velden = {
        "soort": "inhoudelijk",
        "grond": "beleid",
        "titel": "Minder stenen (voorbeeld)",
        "wat_kan": "Groen.",
        "wat_kan_niet": "",
        "toelichting": "",
    }
    bewaar_randvoorwaarde(eerste, velden, door=wijkcoordinator)
    Leerpunt.objects.create(wijk=eerste, soort="anders", tekst="Voorbeeld: eerder bellen.")
    nieuw = deeds.start_wijk(eerste, {"naam": "Kust", "slug": "kust"}, door=wijkcoordinator)
    [leerpunt] = [een.tekst for punt in nieuw.startpunten.exclude(leerpunt=None) for een in bevindingen(punt)]
    assert leerpunt.startswith("Dit leerpunt is een voorbeeld.")
    [(tekst, moet)] = _gezien(nieuw, "teksten")
    assert "Minder stenen (voorbeeld)” is een voorbeeld" in tekst and moet


def test_ook_een_voorbeeld_van_de_kandidaat_moet_echt_worden(eerste, kandidaat, wijkcoordinator):
    kust = kandidaat("Kust (verzonnen voorbeeld)", *[4] * 6)
    deeds.bewaar_kandidaat(eerste, {"naam": kust.naam, "inleiding": "Verzonnen voorbeeld: een wijk uit 1962."}, kust, door=wijkcoordinator)
    kust.cijfers.create(naam="inwoners", waarde="900", bron="verzonnen voorbeeld")
    kust.cijfers.create(naam="woningen", waarde="400", bron="CBS")
    nieuw = deeds.start_wijk(eerste, {"naam": kust.naam, "slug": "kust"}, kust, door=wijkcoordinator)
    assert [zin.split(" is een")[0] for zin, moet in _gezien(nieuw, "teksten") if moet] == [
        "De naam van de wijk", "De inleiding", "Het kerncijfer “inwoners”",
    ]  # fmt: skip


def test_een_wijk_loopt_pas_als_alles_wat_nodig_is_er_is(tweede, eerste, wijkcoordinator, ambtenaar, budgetbeheerder, als):
    client, kader, pad = als(wijkcoordinator), "/werkplek/kust/kader/wijk/", "/werkplek/kust/startpunten/"
    velden = {n: "" if w is None else w for n, w in client.get(kader).context["form"].initial.items() if w is not False}
    antwoord = client.post(kader, {**velden, "status": "lopend", "inleiding": "Nieuw."})
    html = antwoord.content.decode()
    assert antwoord.status_code == 422 and "wie wat mag doen; het budget; teksten en bedragen" in html and "Nieuw." in html
    assert all(wat in html for wat in ("de dag waarop het proces start", "ten minste één thema", "partij of persoon die beslist"))
    assert all(f'href="{pad}#punt-{punt.pk}"' in html for punt in tweede.startpunten.nodig())
    html = client.get(pad).content.decode()
    assert "Nog niemand is budgetbeheerder in de Kust." in html and "Pas het bedrag aan" in html
    # A coordinator gives no functions and no budget: no link that leads nowhere.
    assert "/beheer/" not in html and "/budget/wijzig/" not in html
    assert "Dit doet een beheerder." in html and "Dit doet een budgetbeheerder." in html

    for wie, functie in ((ambtenaar, "ambtenaar"), (budgetbeheerder, "budgetbeheerder")):
        Bevoegdheid.objects.create(gebruiker=wie, wijk=tweede, functie=functie)
    assert _gezien(tweede, "functies") == [
        ("Nog maar één persoon is budgetbeheerder in de Kust. Er zijn er twee nodig: een ander geeft akkoord op grote bedragen.", True)
    ]
    Bevoegdheid.objects.create(gebruiker=ambtenaar, wijk=tweede, functie="budgetbeheerder")
    assert "/werkplek/kust/budget/wijzig/" in als(Gebruiker.objects.get(pk=budgetbeheerder.pk)).get(pad).content.decode()
    stel_beschikbaar(tweede, Bedrag("50.000"), "Besluit", door=SYSTEEM)
    tweede.randvoorwaarden.filter(huidige__titel="Plek").update(vervallen_op="2026-01-01")
    tweede.themas.update(open_vanaf="2026-01-01")
    bewaar_rol(tweede, {"persoon": "de wethouder", "soort": "besluit"}, door=wijkcoordinator)
    with pytest.raises(Geweigerd, match="kan nog niet openbaar worden"):
        wijzig_wijk(tweede, {"status": "lopend"}, door=wijkcoordinator)
    for punt in tweede.startpunten.nodig():
        deeds.bewaar_startpunt(punt, {"klaar": True}, door=wijkcoordinator)
    # What was settled and is gone again still stands in the way.
    Bevoegdheid.objects.filter(wijk=tweede, functie="ambtenaar").delete()
    with pytest.raises(Geweigerd, match=r"klaar zijn: de dag waarop het proces start; wie wat mag doen\.$"):
        wijzig_wijk(tweede, {"status": "lopend"}, door=wijkcoordinator)
    Bevoegdheid.objects.create(gebruiker=ambtenaar, wijk=tweede, functie="ambtenaar")
    with pytest.raises(Geweigerd, match=r"klaar zijn: de dag waarop het proces start\.$"):
        wijzig_wijk(tweede, {"status": "lopend"}, door=wijkcoordinator)
    tweede.refresh_from_db()
    assert tweede.status == "voorbereiding"
    assert wijzig_wijk(tweede, {"status": "lopend", "startdatum": date(2026, 1, 5)}, door=wijkcoordinator).status == "lopend"
    # Of what was done in preparation nothing becomes news: only that the wijk began.
    assert set(tweede.gebeurtenissen.openbaar().values_list("soort", flat=True)) == {"wijk.geopend"}


def test_wie_in_een_nieuwe_wijk_iets_moet_regelen_ziet_dat(beheerder, tweede, budgetbeheerder, als):
    """A beheerder on his own page and in /beheer/, the budgetbeheerder on the worklist; and no longer when it is done."""
    zinnen = "Nog niemand is ambtenaar in de Kust. Nog niemand is budgetbeheerder in de Kust."
    for pad in ("/mijn/", "/beheer/"):
        html = als(beheerder).get(pad).content.decode()
        assert zinnen in html and 'href="/werkplek/kust/startpunten/"' in html
    html = als(beheerder).get("/werkplek/kust/startpunten/").content.decode()
    assert 'href="/beheer/wijk/gebruiker/">Maak iemand ambtenaar' in html and "/budget/wijzig/" not in html
    assert zinnen not in als(budgetbeheerder).get("/mijn/").content.decode()
    for functie in ("ambtenaar", "budgetbeheerder"):
        Bevoegdheid.objects.create(gebruiker=budgetbeheerder, wijk=tweede, functie=functie)
    Bevoegdheid.objects.create(gebruiker=beheerder, wijk=tweede, functie="budgetbeheerder")
    assert "in de Kust" not in als(beheerder).get("/beheer/").content.decode()
    client = als(Gebruiker.objects.get(pk=budgetbeheerder.pk))
    html = client.get("/werkplek/kust/").content.decode()
    # What another must mend is no link that leads to a closed door.
    assert 'href="/werkplek/kust/kader/wijk/' not in html and 'nog niet bekend. <span class="wp-stil">(dit doet de wijkcoördinator)' in html
    assert "startpunt wacht op u: het budget" in html and 'href="/werkplek/kust/budget/wijzig/"' in html
    stel_beschikbaar(tweede, Bedrag("50.000"), "Besluit", door=SYSTEEM)
    assert "wacht op u" not in client.get("/werkplek/kust/").content.decode()


def test_starten_zonder_besluit_van_het_college_waarschuwt(tweede, eerste, wijkcoordinator, als):
    client, zin = als(wijkcoordinator), "het college heeft nog niet besloten"
    paden = (f"{WERK}start/", "/werkplek/kust/startpunten/")
    assert all(zin in client.get(pad).content.decode() for pad in paden)
    programma = Uitvoeringsprogramma.objects.create(wijk=eerste, titel="P")
    velden = {"status": "vastgesteld", "besluit": "Akkoord", "over_advies": "ja", "boom": {}}
    programma.versies.create(nummer=1, advies="nog niet starten met een volgende wijk", **velden)
    for pad in paden:
        html = " ".join(client.get(pad).content.decode().split())
        assert zin not in html and "Let op: Het college neemt het advies over (nog niet starten met een volgende wijk)." in html
    programma.versies.create(nummer=2, advies="starten met een volgende wijk: Kust", start_met="Kust", **velden)
    for pad in paden:
        html = " ".join(client.get(pad).content.decode().split())
        assert "Let op" not in html and "Het college neemt het advies over (starten met een volgende wijk: Kust)." in html


def test_een_gestarte_kandidaat_wijst_naar_zijn_wijk(eerste, kandidaat, wijkcoordinator, als):
    kust, client = kandidaat("Kust", *[3] * 6), als(wijkcoordinator)
    start, wijk = f"start/?kandidaat={kust.pk}", 'href="/werkplek/kust/startpunten/"'
    paden = (WERK, f"{WERK}kandidaten/{kust.pk}/")
    for pad in paden:
        html = client.get(pad).content.decode()
        assert start in html and html.index("Leg eerst het besluit van het college vast") < html.index("Start Kust zonder besluit")
    deeds.start_wijk(eerste, {"naam": "Kust", "slug": "kust"}, kust, door=wijkcoordinator)
    client = als(Gebruiker.objects.get(pk=wijkcoordinator.pk))
    for pad in paden:
        html = client.get(pad).content.decode()
        assert start not in html and wijk in html


def test_een_startpunt_wijst_naar_zijn_leerpunt_ook_voor_wie_in_de_eerste_wijk_niets_mag(eerste, wijkcoordinator, ambtenaar, als):
    evaluatie = Evaluatie.objects.create(wijk=eerste, titel="Na een jaar", status="vastgesteld", samenvatting="Goed.")
    leerpunt = eerste.leerpunten.get(in_programma=True)
    nieuw = deeds.start_wijk(eerste, {"naam": "Kust", "slug": "kust"}, door=wijkcoordinator)
    Bevoegdheid.objects.filter(gebruiker=ambtenaar).update(wijk=nieuw)
    pad, werk = "/werkplek/kust/startpunten/", f"/werkplek/geleerdenwijk/leerpunten/{leerpunt.pk}/"
    assert werk in als(wijkcoordinator).get(pad).content.decode() and werk not in als(ambtenaar).get(pad).content.decode()
    Leerpunt.objects.filter(pk=leerpunt.pk).update(evaluatie=evaluatie, tekst="Met andere woorden.")
    html, openbaar = als(ambtenaar).get(pad).content.decode(), f"/geleerdenwijk/evaluaties/{evaluatie.pk}/"
    assert f"{openbaar}#leerpunt-{leerpunt.pk}" in html and f'id="leerpunt-{leerpunt.pk}"' in als(ambtenaar).get(openbaar).content.decode()
