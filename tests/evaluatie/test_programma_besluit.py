"""What goes to the college, and what it says of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from budget.deeds import stel_beschikbaar, wijzig_begroting
from evaluatie import deeds
from evaluatie.deeds import volgende
from evaluatie.models import Criterium, Programmaversie
from evaluatie.programma.blokken import Deel, Document, Lijst
from evaluatie.programma.bron import Bron
from evaluatie.programma.natellen import afwijkingen
from evaluatie.programma.vergelijken import vergelijk
from evaluatie.rangorde import gewichten
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.deeds.kader import bewaar_randvoorwaarde
from wijk.fouten import GeenRecht, Geweigerd
from wijk.rechten import SYSTEEM, rechten_van
from wijk.werklijst import van_wijk
from wijk.woorden import datum

WERK = "/werkplek/geleerdenwijk/uitvoeringsprogramma/"
PAD = "/geleerdenwijk/uitvoeringsprogramma/"


def test_terugsturen_zegt_waarom_en_de_coordinator_leest_het(versie, bestuur, wijkcoordinator, als):
    client = als(bestuur)
    assert client.post(WERK, {"actie": "terugsturen", "reden": ""}).status_code == 422
    assert client.post(WERK, {"actie": "terugsturen", "reden": "Leg de kosten uit."}).status_code == 302
    assert "Leg de kosten uit." in als(wijkcoordinator).get(WERK).content.decode()
    assert client.post(WERK, {"actie": "terugsturen", "reden": "x"}).status_code == 403


def test_niet_vastgesteld_blijft_te_lezen_met_de_reden_en_is_weer_een_concept(versie, bestuur, wijkcoordinator, als, client):
    programma, dag = versie.programma, timezone.localdate()
    raad, nee = als(bestuur), {"actie": "besluit", "uitkomst": "afgewezen", "besluit": "Niet nu: de kosten zijn onduidelijk.", "datum": dag}
    for fout in ({"uitkomst": ""}, {"besluit": ""}, {"datum": ""}):
        antwoord = raad.post(WERK, nee | fout)
        assert antwoord.status_code == 422 and programma.versies.count() == 1
        assert "besluit" in fout or "Niet nu: de kosten" in antwoord.content.decode()
    assert raad.post(WERK, nee).status_code == 302
    programma.refresh_from_db()
    assert (programma.status, programma.vastgesteld_op, programma.besluit) == ("concept", None, "")
    assert list(programma.versies.values_list("nummer", "status", "besluit")) == [(2, "afgewezen", nee["besluit"]), (1, "aangeboden", "")]
    html = als(wijkcoordinator).get(WERK).content.decode()
    assert f"niet vast op {datum(dag)}:</strong> {nee['besluit']}" in html and "Bied aan aan het college" in html
    taak = next(t for t in van_wijk(programma.wijk, rechten_van(wijkcoordinator, programma.wijk)) if "terug van het college" in t.een)
    assert taak.uitleg == nee["besluit"]
    client.logout()
    html = client.get(PAD).content.decode()
    assert "niet vastgesteld door het college" in html and nee["besluit"] in html and "en waarom niet" in html
    deeds.bied_aan(programma, door=wijkcoordinator)
    deeds.stel_programma_vast(programma, "Nu wel.", dag, door=bestuur)
    assert [een.status for een in programma.versies.all()] == ["vastgesteld", "aangeboden", "afgewezen", "aangeboden"]
    with pytest.raises(GeenRecht):
        deeds.wijs_programma_af(programma, "Nee", dag, door=wijkcoordinator)
    with pytest.raises(DatabaseError), transaction.atomic():
        Programmaversie.objects.create(programma=programma, nummer=9, status="afgewezen", boom={})


def test_wat_is_aangeboden_kan_niemand_meer_schrijven(versie, wijkcoordinator, ambtenaar):
    with pytest.raises(Geweigerd, match="aangeboden"):
        deeds.schrijf_paragraaf(versie.programma, "vervolg", "Toch nog iets", door=wijkcoordinator)
    with pytest.raises(GeenRecht):
        deeds.schrijf_paragraaf(versie.programma, "vervolg", "Toch nog iets", door=ambtenaar)


def test_een_besluit_is_van_na_het_aanbieden_en_niet_van_morgen(versie, bestuur):
    for dagen in (-1, 1):
        with pytest.raises(Geweigerd):
            deeds.stel_programma_vast(versie.programma, "Akkoord", timezone.localdate() + timedelta(days=dagen), door=bestuur)
    assert Programmaversie.objects.count() == 1


def test_een_programma_dat_zichzelf_tegenspreekt_gaat_alleen_met_een_reden_naar_het_college(programma, wijkcoordinator, bestuur, als):
    wijk, client = programma.wijk, als(wijkcoordinator)
    velden = {"soort": "inhoudelijk", "grond": "financieel", "titel": "Geld", "wat_kan": "Er is € 50.000.", "wat_kan_niet": "", "toelichting": ""}
    bewaar_randvoorwaarde(wijk, velden, None, door=wijkcoordinator)
    budget = stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM).budget
    assert "spreekt zichzelf tegen" not in client.get(WERK).content.decode()
    wijzig_begroting(budget, Bedrag("1.000"), "Besluit", "Meer", door=SYSTEEM)
    html = client.get(WERK).content.decode()
    assert "noemt €\xa050.000, het budget is nu €\xa051.000" in html and "Pas “Geld” aan" in html
    antwoord = client.post(WERK, {"actie": "aanbieden"})
    programma.refresh_from_db()
    assert antwoord.status_code == 422 and programma.status == "concept" and "schrijf op waarom u het toch aanbiedt" in antwoord.content.decode()
    assert client.post(WERK, {"actie": "aanbieden", "toelichting": "De afspraak volgt in maart."}).status_code == 302
    # The college reads both at its decision, and so does everyone in the version, before anything else.
    for html in (als(bestuur).get(WERK).content.decode(), client.get(PAD).content.decode()):
        assert "noemt €\xa050.000, het budget is nu €\xa051.000" in html and "De afspraak volgt in maart." in html
    assert f"{PAD}versies/1/programma.pdf" in als(bestuur).get(WERK).content.decode()
    assert programma.versies.first().boom["delen"][0]["kop"] == "Let op: dit klopt nog niet met elkaar"


def test_een_versie_die_terugkwam_zegt_dat_er_geen_besluit_over_is(versie, bestuur, wijkcoordinator, client):
    assert "geen besluit" not in client.get(PAD).content.decode()
    deeds.stuur_terug(versie.programma, "Noem de kosten.", door=bestuur)
    deeds.bied_aan(versie.programma, door=wijkcoordinator)
    deeds.haal_terug(versie.programma, door=wijkcoordinator)
    assert f"Het stuurde haar op {datum(timezone.localdate())} terug" in client.get(f"{PAD}versies/1/").content.decode()
    html = client.get(PAD).content.decode()
    assert "zelf terug om iets aan te passen" in html and html.count(f", terug op {datum(timezone.localdate())}") == 2


def test_een_getal_dat_niet_dat_van_het_portaal_is_wordt_gevraagd_en_mag_blijven(programma, wijkcoordinator, als):
    client, pad = als(wijkcoordinator), f"{WERK}delen/samenvatting/"
    tekst = client.get(pad).context["form"].initial["tekst"].replace("3 ideeën", "4 ideeën")
    antwoord = client.post(pad, {"tekst": tekst, "gezien": ""})
    html = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Het portaal komt op 3 ideeën, u schrijft 4 ideeën." in html and "Bewaar ze zo" in html
    assert not programma.paragrafen.exists()
    assert client.post(pad, {"tekst": tekst, "gezien": "", "zo_laten": "on"}).status_code == 302
    assert "Daar staat 4 ideeën. Het portaal komt op 3 ideeën." in client.get(WERK).content.decode()
    with pytest.raises(Geweigerd, match="spreekt zichzelf tegen"):
        deeds.bied_aan(programma, door=wijkcoordinator)
    # In other words it is seen too, and another count is not.
    bron = Bron(programma, programma.wijk)
    assert [een.vraag for een in afwijkingen(bron, "vervolg", "Er kwamen 5 ideeën; 12 buren, 2 kinderen en € 7 hielpen.")] == [
        "Het portaal komt op 3 ideeën, u schrijft 5 ideeën.",
        "U schrijft €\xa07. Dat bedrag staat nergens in de cijfers van het portaal.",
    ]


def test_hoeveel_projecten_klaar_of_gestopt_zijn_wordt_nageteld_in_cijfers_en_in_woorden(programma):
    soort = {"wijk": programma.wijk, "geen_eigen_randvoorwaarden": True, "kost_niets": True}
    for nummer, status in enumerate(("afgerond", "geevalueerd", "gestopt")):
        reden = {"reden_gestopt": "Te duur.", "gestopt_op": timezone.localdate()} if status == "gestopt" else {}
        Project.objects.create(titel=f"P{nummer}", slug=f"p{nummer}", status=status, **soort, **reden)
    zegt = lambda tekst: [(een.eigen, een.portaal) for een in afwijkingen(Bron(programma, programma.wijk), "projecten", tekst)]  # noqa: E731
    for waar in (
        "Er zijn 2 projecten klaar en 1 project is gestopt.",
        "Daarvan zijn er twee klaar. Eén project stopte.",
        "Er kwamen 4 projecten uit.",
    ):
        assert not zegt(waar), waar
    assert zegt("Vier projecten zijn klaar.") == [("Vier projecten zijn klaar", "2 klaar")]
    assert zegt("Daarvan zijn er 4 klaar. Er stopten er twee, 2 projecten stopten.") == [("4 klaar", "2 klaar"), ("2 projecten stopten", "1 gestopt")]
    assert zegt("Er kwamen 5 projecten uit, van twaalf ideeën.") == [("5 projecten", "4 projecten"), ("twaalf ideeën", "3 ideeën")]


def test_een_deel_van_een_vastgesteld_programma_zegt_hoe_een_volgende_versie_begint(versie, wijkcoordinator, bestuur, als):
    client, pad = als(wijkcoordinator), f"{WERK}delen/vervolg/"
    assert "Haal het programma eerst terug</a>" in client.get(pad).content.decode()
    deeds.stel_programma_vast(versie.programma, "Akkoord.", timezone.localdate(), door=bestuur)
    html = client.get(pad).content.decode()
    assert "Begin een volgende versie</button>" in html and "Bewaar de tekst" not in html and "<textarea" not in html
    antwoord = client.post(pad, {"tekst": "Net getypt.", "gezien": ""})
    assert antwoord.status_code == 422 and "Net getypt." in antwoord.content.decode()


def test_een_eigen_tekst_met_cijfers_van_toen_wordt_genoemd_tot_iemand_hem_naleest(programma, wijkcoordinator, als):
    client = als(wijkcoordinator)
    budget = stel_beschikbaar(programma.wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM).budget
    pad, tekst = f"{WERK}delen/geld/", "Er was € 50.000, en daar zijn we zuinig op."
    schrijf = lambda: client.post(pad, {"tekst": tekst, "gezien": client.get(pad).context["form"].initial["gezien"]})  # noqa: E731
    schrijf()
    assert "kijk de cijfers na" not in client.get(WERK).content.decode()
    wijzig_begroting(budget, Bedrag("1.000"), "Besluit", "Meer", door=SYSTEEM)
    html = client.get(WERK).content.decode()
    assert "Daar staat € 50.000. De cijfers zijn daarna veranderd." in html and "Nu: Er is € 51.000. Daarvan" in html.replace("\xa0", " ")
    assert f'<a href="{pad}">Kijk “Het geld” na</a>' in html and "kijk de cijfers na</span>" in html
    assert "Bewaar hem dan opnieuw" in client.get(pad).content.decode()
    client.post(pad, {"tekst": tekst, "gezien": client.get(pad).context["form"].initial["gezien"], "zo_laten": "on"})
    assert "daarna veranderd" not in client.get(WERK).content.decode()


def test_ook_een_eigen_tekst_van_voor_de_bewaarde_cijfers_wordt_nagekeken_zonder_loos_alarm(programma, wijkcoordinator, als):
    client = als(wijkcoordinator)
    budget = stel_beschikbaar(programma.wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM).budget
    tekst = "Sinds 1974 wonen hier 7 mensen. Er was € 50.000 voor 3 ideeën en 1 project."
    programma.paragrafen.create(sleutel="geld", tekst=tekst)
    assert "kijk de cijfers na" not in client.get(WERK).content.decode()
    wijzig_begroting(budget, Bedrag("1.000"), "Besluit", "Meer", door=SYSTEEM)
    html = client.get(WERK).content.decode()
    assert "is eigen tekst. Daar staat € 50.000. In de cijfers van nu staat dat nergens." in html and "kijk de cijfers na</span>" in html


def test_een_advies_om_te_starten_met_een_wijk_die_al_is_gestart_wordt_genoemd(programma, wijkcoordinator, als):
    assert "al gestart" not in als(wijkcoordinator).get(WERK).content.decode()
    volgende.start_wijk(programma.wijk, {"naam": "Rivierenwijk", "slug": "rivierenwijk"}, door=wijkcoordinator)
    assert f"Die wijk is al gestart op {datum(timezone.localdate())}" in als(wijkcoordinator).get(WERK).content.decode()


def test_een_advies_met_punten_van_voor_een_andere_weging_wordt_genoemd(programma, wijkcoordinator, als):
    wijk = programma.wijk
    for naam, punten in (("Kust", (5, 5, 1, 1, 1, 1)), ("Duin", (1, 1, 1, 1, 3, 3))):
        een = volgende.bewaar_kandidaat(wijk, {"naam": naam, "inleiding": ""}, door=wijkcoordinator)
        volgende.scoor(een, {c.value: (p, "Reden.") for c, p in zip(Criterium, punten, strict=True)}, door=wijkcoordinator)
    volgende.neem_advies_over(wijk, door=wijkcoordinator)
    assert "De punten zijn nu anders" not in als(wijkcoordinator).get(WERK).content.decode()
    volgende.weeg(wijk, {**gewichten(wijk), "buitenruimte": 5}, door=wijkcoordinator)
    html = als(wijkcoordinator).get(WERK).content.decode()
    assert "Het advies noemt 46,7 en 33,3. De punten zijn nu anders: Kust 52,0 en Duin 32,0" in html


def test_wat_nog_nodig_is_wijst_naar_waar_het_geregeld_wordt(wijk, wijkcoordinator, ambtenaar, als):
    deeds.schrijf_programma(wijk, {"titel": "Het programma"}, door=wijkcoordinator)
    html = als(wijkcoordinator).get(WERK).content.decode()
    assert '<a href="#id_advies">een advies over een volgende wijk, met de reden</a>' in html
    assert (
        "Nog nodig: een vastgestelde evaluatie van het hele proces"
        in als(wijkcoordinator).post(WERK, {"actie": "aanbieden"}, follow=True).content.decode()
    )


def test_na_terugsturen_leest_het_college_dat_het_wordt_aangepast(versie, bestuur, als):
    deeds.stuur_terug(versie.programma, "Noem de kosten.", door=bestuur)
    html = als(bestuur).get(WERK).content.decode()
    assert "Alles is er" not in html and "Daarna komt het opnieuw bij het college" in html


def test_een_andere_volgorde_is_niet_weg_en_erbij():
    oud, nieuw = (
        Document("T", "", [Deel("geld", "Het geld", [Lijst(punten)])])
        for punten in (["Een bank", "Een pad", "Een boom", "Licht"], ["Een pad", "Een boom", "Een bank", "Licht!"])
    )
    [een] = vergelijk(oud, nieuw)
    assert (een.verplaatst, een.gelijk) == (1, 2)
    assert [[stuk.soort for stuk in regel] for regel in een.regels] == [["weg", "erbij"]]


def test_wie_het_besluit_vastlegt_leest_waarover_en_daarna_hoe_het_verdergaat(versie, bestuur, wijkcoordinator, als):
    html = als(bestuur).get(WERK).content.decode()
    assert "<li>Stel dit uitvoeringsprogramma vast.</li><li>Besluit: starten met een volgende wijk: Rivierenwijk.</li>" in html
    deeds.stel_programma_vast(versie.programma, "Akkoord met allebei.", timezone.localdate(), door=bestuur)
    assert "Start de volgende wijk: Rivierenwijk</a>" in als(wijkcoordinator).get(WERK).content.decode()


def test_het_college_besluit_apart_over_de_volgende_wijk(versie, bestuur, wijkcoordinator, als, client):
    raad = als(bestuur)
    ja = {"actie": "besluit", "uitkomst": "vastgesteld", "besluit": "Mooi programma.", "datum": timezone.localdate(), "over_advies": "andere"}
    for fout, zin in (
        ({"over_advies": ""}, "Kies: ja, nee of een andere wijk."),
        ({}, "Schrijf op met welke wijk het college start."),
        ({"start_met": "Kust"}, "Schrijf op waarom het college het advies niet overneemt."),
        ({"over_advies": "nee"}, "Schrijf op waarom het college het advies niet overneemt."),
    ):
        antwoord = raad.post(WERK, ja | fout)
        assert antwoord.status_code == 422 and zin in antwoord.content.decode() and "Mooi programma." in antwoord.content.decode()
    assert raad.post(WERK, ja | {"start_met": "Kust", "advies_reden": "Daar ligt het riool open"}).status_code == 302
    zin = "Het college besluit te starten met een andere wijk: Kust. Reden: Daar ligt het riool open."
    paginas = [
        raad.get(WERK),
        client.get(PAD),
        als(wijkcoordinator).get(f"{WERK}volgende-wijk/"),
        als(wijkcoordinator).get(f"{WERK}volgende-wijk/start/"),
    ]
    assert all(zin in pagina.content.decode() for pagina in paginas)
    assert "Start de volgende wijk: Kust</a>" in als(wijkcoordinator).get(WERK).content.decode()
    for velden in ({"over_advies": ""}, {"over_advies": "nee"}, {"over_advies": "nee", "advies_reden": "x", "start_met": "Kust"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Programmaversie.objects.create(programma=versie.programma, nummer=9, status="vastgesteld", besluit="x", boom={}, **velden)


def test_een_andere_kandidaat_die_het_college_koos_is_wat_er_te_starten_is(versie, kandidaat, bestuur, wijkcoordinator, als):
    kandidaat("Rivierenwijk", *[3] * len(Criterium))
    kust = kandidaat("Kust (voorbeeld)", *[1] * len(Criterium))
    ja = {"actie": "besluit", "uitkomst": "vastgesteld", "besluit": "Mooi.", "datum": timezone.localdate(), "over_advies": "andere"}
    ja |= {"advies_reden": "Het riool", "kandidaat": kust.pk}
    raad = als(bestuur)
    fout = raad.post(WERK, ja | {"start_met": "Duin"})
    assert fout.status_code == 422 and "U koos hierboven Kust (voorbeeld)." in fout.content.decode()
    advies = raad.post(WERK, ja | {"kandidaat": kust.pk - 1})
    assert advies.status_code == 422 and "Rivierenwijk is de wijk van het advies." in advies.content.decode()
    assert raad.post(WERK, ja).status_code == 302
    html = als(wijkcoordinator).get(f"{WERK}volgende-wijk/").content.decode()
    assert f'?kandidaat={kust.pk}">Start Kust (voorbeeld)</a>' in html and ">Start Rivierenwijk" not in html
    ander = als(wijkcoordinator).get(f"{WERK}volgende-wijk/start/?kandidaat={kust.pk - 1}").content.decode()
    assert "Let op: het college koos Kust (voorbeeld), niet Rivierenwijk." in ander


def test_een_advies_dat_niet_is_overgenomen_start_niets(versie, bestuur, wijkcoordinator, als):
    reden = {"over_advies": "nee", "start_met": "Kust", "advies_reden": "Er is geen geld."}
    deeds.stel_programma_vast(versie.programma, "Akkoord.", timezone.localdate(), **reden, door=bestuur)
    html = als(wijkcoordinator).get(WERK).content.decode()
    assert "neemt het advies niet over (starten met een volgende wijk: Rivierenwijk). Reden: Er is geen geld." in html
    assert "Start de volgende wijk" not in html and versie.programma.versies.first().start_met == ""


def test_na_het_besluit_begint_een_volgende_versie_met_de_eigen_teksten_en_blijft_de_vastgestelde_staan(
    programma, wijkcoordinator, ambtenaar, bestuur, als, client
):
    deeds.schrijf_paragraaf(programma, "vervolg", "De buren gaan door.", door=wijkcoordinator)
    deeds.bied_aan(programma, door=wijkcoordinator)
    with pytest.raises(Geweigerd, match="pas na het besluit"):
        deeds.begin_volgende_versie(programma, door=wijkcoordinator)
    deeds.stel_programma_vast(programma, "Akkoord.", timezone.localdate(), door=bestuur)
    boom = programma.versies.first().boom
    with pytest.raises(Geweigerd, match="Begin eerst een volgende versie"):
        deeds.schrijf_paragraaf(programma, "vervolg", "Anders.", door=wijkcoordinator)
    for terug in (lambda: deeds.haal_terug(programma, door=wijkcoordinator), lambda: deeds.stuur_terug(programma, "x", door=bestuur)):
        with pytest.raises(Geweigerd, match="kan niet meer terug"):
            terug()
    with pytest.raises(GeenRecht):
        deeds.begin_volgende_versie(programma, door=ambtenaar)
    carla = als(wijkcoordinator)
    assert carla.post(WERK, {"actie": "volgende_versie"}).status_code == 302
    html = carla.get(WERK).content.decode()
    assert "Bied aan aan het college" in html and "Wat het college het laatst vaststelde" in html and "Daar besloot het college al over" in html
    assert programma.paragrafen.get(sleutel="vervolg").tekst == "De buren gaan door."
    programma.wijk.projecten.create(slug="pad", titel="Een pad", status="uitvoering")
    assert "Een pad" in carla.get(f"{WERK}concept/").content.decode()
    assert "wat het college vaststelde" in client.get(PAD).content.decode()
    programma.refresh_from_db()
    deeds.bied_aan(programma, door=wijkcoordinator)
    html = client.get(PAD).content.decode()
    assert "Een pad" in html and "Tot het college een nieuwe versie vaststelt, geldt" in html
    assert client.get(f"{PAD}versies/2/").status_code == client.get(f"{PAD}versies/2/programma.pdf").status_code == 200
    assert "Een pad" in client.get(f"{PAD}vergelijk/", {"van": "2", "naar": "3"}).content.decode()
    deeds.stel_programma_vast(programma, "Weer akkoord.", timezone.localdate(), door=bestuur)
    assert list(programma.versies.values_list("status", flat=True)) == ["vastgesteld", "aangeboden"] * 2
    assert programma.versies.get(nummer=2).boom == boom
