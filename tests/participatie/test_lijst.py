"""Every idea in one list: many are set right at once, nobody's change is lost, and all of it can be taken back."""

import csv
import io

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from participatie.deeds.eigen import maak_naamloos
from participatie.deeds.ideeen import dien_in, orden
from participatie.deeds.ordenen import Rij, afdruk_van, maak_ongedaan, orden_rijen
from participatie.export import KOP
from participatie.models import Idee, Ordening, Ordeningsregel
from participatie.views.werkplek_lijst import PER
from tests.gelijktijdig import tegelijk
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis, Thema
from wijk.rechten import SYSTEEM

LIJST = "/werkplek/geleerdenwijk/ideeen/"


@pytest.fixture
def ideeen(wijk, thema):
    return [
        dien_in(wijk, titel=f"Bankje {n}", soort="kans", plaats="bij de vijver" if n == 1 else "", naam="Jan" if n == 2 else "", door=None)
        for n in (1, 2, 3)
    ]


def getypt(client, vraag="", **anders) -> dict:
    """What a browser sends of the page as it stands, with other values for some fields: `r5_thema="3"`."""
    velden = {"rij": [], "kies": [], "actie": "bewaar"}
    for form in client.get(f"{LIJST}{vraag}").context["rijen"]:
        velden["rij"].append(form.idee.pk)
        velden |= {form.add_prefix(naam): form[naam].value() or "" for naam in form.fields}
    return velden | {naam.replace("_", "-", 1) if naam[0] == "r" and naam[1].isdigit() else naam: waarde for naam, waarde in anders.items()}


def test_thema_plek_naam_en_behandelaar_van_veel_rijen_worden_samen_bewaard(ideeen, thema, ambtenaar, als):
    client, (een, twee, drie) = als(ambtenaar), ideeen
    velden = getypt(client) | {
        f"r{een.pk}-thema": thema.pk,
        f"r{twee.pk}-plaats": "  bij de   brug ",
        f"r{drie.pk}-naam": "Ans",
        f"r{drie.pk}-behandelaar": ambtenaar.pk,
    }
    assert client.post(LIJST, velden).status_code == 302
    for idee in ideeen:
        idee.refresh_from_db()
    assert (een.thema, twee.plaats, drie.naam, drie.behandelaar) == (thema, "bij de brug", "Ans", ambtenaar)
    assert een.plaats == "bij de vijver" and twee.naam == "Jan"
    assert Ordening.objects.get().regels.count() == 3
    # The words of the place are found at once, and the record holds neither the name nor the place.
    assert [idee.pk for idee in client.get(f"{LIJST}?zoek=brug").context["ideeen"]] == [twee.pk]
    log = str([g.gegevens for g in Gebeurtenis.objects.filter(soort="idee.geordend")])
    assert "Ans" not in log and "brug" not in log


def test_een_rij_die_een_ander_intussen_veranderde_blijft_en_de_rest_wordt_bewaard(ideeen, thema, ambtenaar, als):
    client, (een, twee, drie) = als(ambtenaar), ideeen
    velden = getypt(client)
    orden(een, {"plaats": "bij de school"}, door=ambtenaar)
    orden(drie, {"plaats": "op het plein"}, door=ambtenaar)  # not touched below: no matter to who saves
    antwoord = client.post(LIJST, velden | {f"r{een.pk}-plaats": "bij het water", f"r{twee.pk}-thema": thema.pk})
    assert antwoord.status_code == 422
    een.refresh_from_db(), twee.refresh_from_db(), drie.refresh_from_db()
    assert (een.plaats, twee.thema, drie.plaats) == ("bij de school", thema, "op het plein")
    tekst = antwoord.content.decode()
    assert "Iemand anders heeft dit idee intussen veranderd" in tekst and "Nu staat er: bij de school." in tekst and 'value="bij het water"' in tekst
    # Now it has been seen: the same again is what is wanted.
    form = antwoord.context["rijen"][0]
    assert form.idee.pk == een.pk
    opnieuw = getypt(client) | {form.add_prefix(naam): form[naam].value() or "" for naam in form.fields}
    assert client.post(LIJST, opnieuw).status_code == 302
    een.refresh_from_db()
    assert een.plaats == "bij het water"


def test_een_te_lange_plek_staat_bij_het_veld_en_alles_wat_getypt_is_blijft(ideeen, thema, ambtenaar, als):
    client, (een, twee, _) = als(ambtenaar), ideeen
    antwoord = client.post(LIJST, getypt(client) | {f"r{een.pk}-plaats": "x" * 201, f"r{twee.pk}-thema": thema.pk})
    twee.refresh_from_db()
    assert antwoord.status_code == 422 and "x" * 201 in antwoord.content.decode() and twee.thema == thema


def test_met_gekozen_rijen_gebeurt_een_ding(ideeen, thema, ambtenaar, persoon, als):
    client, (een, twee, drie), ander = als(ambtenaar), ideeen, persoon("ambtenaar")
    assert client.post(LIJST, getypt(client, actie="thema", kies=[een.pk, drie.pk], naar_thema=thema.pk)).status_code == 302
    assert client.post(LIJST, getypt(client, actie="behandelaar", kies=[twee.pk], naar_behandelaar=ander.pk)).status_code == 302
    stand = list(Idee.objects.order_by("pk").values_list("thema", "behandelaar"))
    assert stand == [(thema.pk, None), (None, ander.pk), (thema.pk, None)]
    for velden, woord in (
        ({"actie": "thema", "kies": [een.pk]}, "Kies een thema."),
        ({"actie": "samenvoegen", "kies": [een.pk]}, "Vul het nummer in van het idee"),
        ({"actie": "soort", "kies": [een.pk]}, "Kies een soort."),
        ({"actie": "thema", "naar_thema": thema.pk}, "Kies eerst een of meer ideeën"),
        ({"actie": "samenvoegen", "kies": [een.pk], "met": 99}, "Er is geen idee met nummer 99"),
        ({"actie": "weg", "kies": [een.pk]}, "Deze knop kennen we niet"),
    ):
        antwoord = client.post(LIJST, getypt(client, **velden))
        assert antwoord.status_code == 422 and woord in antwoord.content.decode(), velden
        assert not antwoord.context["keuzeform"]["met"].field.required and "samen met idee nummer <span" not in antwoord.content.decode()
    assert not Ordening.objects.filter(soort="samenvoegen").exists()


def test_veel_rijen_krijgen_samen_een_soort_en_dat_kan_terug(ideeen, ambtenaar, als):
    client, (een, twee, drie) = als(ambtenaar), ideeen
    orden(drie, {"soort": "knelpunt"}, door=ambtenaar)
    keuze = getypt(client, actie="soort", kies=[een.pk, twee.pk, drie.pk], naar_soort="knelpunt") | {f"r{een.pk}-plaats": "op het plein"}
    assert client.post(LIJST, keuze).status_code == 302
    assert [*Idee.objects.order_by("pk").values_list("soort", "plaats")] == [("knelpunt", "op het plein"), ("knelpunt", ""), ("knelpunt", "")]
    ordening = Ordening.objects.get()
    assert [regel.idee_id for regel in ordening.regels.all()] == [een.pk, twee.pk], "what was so already is not touched"
    assert {"soort": ["kans", "knelpunt"]}.items() <= Gebeurtenis.objects.over(twee).van_soort("idee.geordend").get().gegevens["anders"].items()
    twee.refresh_from_db()
    orden(twee, {"soort": "kans"}, door=ambtenaar)
    orden(twee, {"titel": "Een andere titel"}, door=ambtenaar)
    assert [regel.idee_id for regel in maak_ongedaan(ordening, door=ambtenaar)] == [twee.pk]
    assert [*Idee.objects.order_by("pk").values_list("soort", flat=True)] == ["kans", "kans", "knelpunt"]


def test_wat_voor_er_een_soort_was_gedaan_werd_kan_ook_terug(ideeen, thema, ambtenaar):
    een = ideeen[0]
    orden_rijen(een.wijk, [Rij(een.pk, afdruk_van(een), {"thema": thema})], door=ambtenaar)
    regel = Ordeningsregel.objects.get()
    regel.oud.pop("soort"), regel.nieuw.pop("soort")
    regel.save()
    assert not maak_ongedaan(regel.ordening, door=ambtenaar)
    een.refresh_from_db()
    assert een.thema is None


def test_filteren_bladeren_en_alles_kiezen_houden_wat_getypt_is_en_bewaren_niets(ideeen, wijk, thema, ambtenaar, als):
    client, (een, twee, drie) = als(ambtenaar), ideeen
    for n in range(PER):
        dien_in(wijk, titel=f"Nog een {n}", soort="kans", door=None)
    getypt_ = getypt(client, "?pagina=2", kies=[twee.pk], met="7") | {f"r{een.pk}-plaats": "x" * 201, f"r{drie.pk}-naam": "Ans"}

    def rijen(antwoord) -> dict:
        return {form.idee.pk: form for form in antwoord.context["rijen"]}

    for actie in ({"actie": "pagina-1"}, {"actie": "toon", "mist": "plek"}, {"actie": "", "zoek": "nog"}, {"actie": "leeg"}):
        antwoord = client.post(f"{LIJST}?pagina=2", getypt_ | actie)
        uit, tekst = rijen(antwoord), antwoord.content.decode()
        assert antwoord.status_code == 200 and list(uit)[:3] == [drie.pk, twee.pk, een.pk], actie
        assert "x" * 201 in tekst and 'value="Ans"' in tekst and 'value="7"' in tekst and "Bovenaan staan de 3 ideeën" in tekst, actie
        assert [pk for pk, form in uit.items() if form.gekozen] == [twee.pk] and "Kijk nog eens" not in tekst, actie
        assert not antwoord.context["gefilterd"] or "pagina=2" not in tekst
    antwoord = client.post(f"{LIJST}?pagina=2", getypt_ | {"actie": "kies"})
    assert len(rijen(antwoord)) == 3 and all(form.gekozen for form in rijen(antwoord).values()) and "x" * 201 in antwoord.content.decode()
    assert not any(form.gekozen for form in rijen(client.post(f"{LIJST}?pagina=2", getypt_ | {"actie": "niets"})).values())
    assert not Ordening.objects.exists()
    # What went along is saved from there, and what nobody touched goes to an address that can be shared.
    mee = client.post(f"{LIJST}?pagina=2", getypt_ | {"actie": "pagina-1", f"r{een.pk}-plaats": "bij de brug", "met": ""}).context["rijen"]
    velden = {"rij": [form.idee.pk for form in mee], "actie": "bewaar"}
    for form in mee:
        velden |= {form.add_prefix(naam): form[naam].value() or "" for naam in form.fields}
    assert client.post(LIJST, velden).status_code == 302
    een.refresh_from_db(), drie.refresh_from_db()
    assert (een.plaats, drie.naam) == ("bij de brug", "Ans") and Ordening.objects.get().regels.count() == 2
    assert client.post(LIJST, getypt(client, actie="toon", zoek="nog", mist="plek"))["Location"] == f"{LIJST}?zoek=nog&mist=plek"
    assert client.post(LIJST, getypt(client, actie="pagina-2"))["Location"] == f"{LIJST}?pagina=2"


def test_een_knop_voor_de_gekozen_ideeen_bewaart_niet_wat_bij_een_ander_getypt_is(ideeen, thema, ambtenaar, als):
    client, (een, twee, _) = als(ambtenaar), ideeen
    velden = getypt(client, actie="thema", kies=[een.pk]) | {f"r{een.pk}-plaats": "bij het water", f"r{twee.pk}-naam": "Piet"}
    antwoord = client.post(LIJST, velden)
    assert antwoord.status_code == 422 and not Ordening.objects.exists(), "no theme was chosen: nothing is done"
    antwoord = client.post(LIJST, velden | {"naar_thema": thema.pk})
    een.refresh_from_db(), twee.refresh_from_db()
    assert (een.thema, een.plaats, twee.naam) == (thema, "bij het water", "Jan")
    tekst = antwoord.content.decode()
    assert "1 idee is bijgewerkt" in tekst and 'value="Piet"' in tekst and "nog niet bewaard" in tekst and antwoord.context["rijen"][0].idee == twee
    assert Ordening.objects.get().regels.get().idee == een
    bewaar = {"rij": [twee.pk], "actie": "bewaar"} | {f"r{twee.pk}-{naam}": veld.value() or "" for naam, veld in velden_van(antwoord, 0)}
    assert client.post(LIJST, bewaar).status_code == 302
    twee.refresh_from_db()
    assert twee.naam == "Piet"
    gedaan = client.get(f"{LIJST}gedaan/").content.decode()
    assert "thema en plek goed gezet" in gedaan and "naam goed gezet" in gedaan
    maak_ongedaan(Ordening.objects.last(), door=ambtenaar)
    assert Gebeurtenis.objects.filter(tekst="Ongedaan gemaakt: thema en plek goed gezet bij 1 idee.").exists()


def velden_van(antwoord, plek: int):
    form = antwoord.context["rijen"][plek]
    return [(naam, form[naam]) for naam in form.fields]


def test_samenvoegen_uit_de_lijst_toont_eerst_wat_en_gaat_van_alle_gekozen_of_van_geen(ideeen, ambtenaar, als):
    client, (een, twee, drie) = als(ambtenaar), ideeen
    Idee.objects.filter(pk=drie.pk).update(status="klaar")
    velden = {"actie": "samenvoegen", "met": een.nummer, "reden": "Dit is hetzelfde bankje."}
    antwoord = client.post(LIJST, getypt(client, kies=[twee.pk, drie.pk], **velden))
    assert antwoord.status_code == 422 and not Idee.objects.filter(status="samengevoegd").exists() and antwoord.context["voorstel"] is None
    keuze = getypt(client, kies=[een.pk, twee.pk], **velden)
    antwoord = client.post(LIJST, keuze)
    voorstel = antwoord.context["voorstel"]
    assert antwoord.status_code == 200 and [*voorstel["anderen"], voorstel["doel"]] == [twee, een] and "Klopt dit?" in antwoord.content.decode()
    assert not Idee.objects.filter(status="samengevoegd").exists() and not Ordening.objects.exists()
    # Another choice than the one that was shown is asked anew.
    assert client.post(LIJST, keuze | {"kies": [een.pk, drie.pk], "voorstel": voorstel["kenmerk"]}).status_code == 422
    assert client.post(LIJST, keuze | {"voorstel": voorstel["kenmerk"]}).status_code == 302
    twee.refresh_from_db()
    assert twee.samengevoegd_met == een and twee.toetsingen.get().reden == "Dit is hetzelfde bankje."
    maak_ongedaan(Ordening.objects.get(), door=ambtenaar)
    twee.refresh_from_db()
    assert (twee.samengevoegd_met, twee.status) == (None, "ontvangen")


def test_ongedaan_zet_terug_wat_niemand_daarna_veranderde(ideeen, thema, ambtenaar, als):
    client, (een, twee, _) = als(ambtenaar), ideeen
    Idee.objects.filter(pk=twee.pk).update(naam_openbaar=True)
    client.post(LIJST, getypt(client) | {f"r{een.pk}-plaats": "bij de brug", f"r{twee.pk}-naam": "Piet"})
    twee.refresh_from_db()
    assert (twee.naam, twee.naam_openbaar) == ("Piet", False)  # whoever let the name be shown was Jan
    orden(een, {"plaats": "daarna"}, door=ambtenaar)
    pad = f"{LIJST}gedaan/{Ordening.objects.get().pk}/ongedaan/"
    assert "Maak ongedaan" in client.get(f"{LIJST}gedaan/").content.decode()
    tekst = client.post(pad, follow=True).content.decode()
    een.refresh_from_db(), twee.refresh_from_db()
    assert (een.plaats, twee.naam, twee.naam_openbaar) == ("daarna", "Jan", True)
    assert f"Niet teruggezet, want intussen veranderd: idee {een.nummer}" in tekst
    assert "Dit was al ongedaan gemaakt." in client.post(pad, follow=True).content.decode()


def test_alleen_wie_mag_toetsen_krijgt_een_idee_en_het_logboek_zegt_niet_wie(ideeen, wijk, ambtenaar, bewoner):
    een = ideeen[0]
    with pytest.raises(Geweigerd, match="mag in deze wijk niet toetsen"):
        orden_rijen(wijk, [Rij(een.pk, afdruk_van(een), {"behandelaar": bewoner})], door=ambtenaar)
    orden_rijen(wijk, [Rij(een.pk, afdruk_van(een), {"behandelaar": ambtenaar})], door=ambtenaar)
    assert ambtenaar.naam not in str(Gebeurtenis.objects.get(soort="idee.geordend").gegevens)
    # Who is no official any more does not get it back.
    een.refresh_from_db()
    orden_rijen(wijk, [Rij(een.pk, afdruk_van(een), {"behandelaar": None})], door=ambtenaar)
    nog_een = Ordening.objects.order_by("-pk").first()
    ambtenaar.bevoegdheden.all().delete()
    assert [regel.idee_id for regel in maak_ongedaan(nog_een, door=SYSTEEM)] == [een.pk]


def test_een_thema_dat_nog_dicht_is_laat_een_idee_wachten_en_ongedaan_haalt_het_terug(ideeen, wijk, ambtenaar, als):
    dicht = Thema.objects.create(wijk=wijk, naam="Later", open_vanaf=None)
    client, een = als(ambtenaar), ideeen[0]
    client.post(LIJST, getypt(client, actie="thema", kies=[een.pk], naar_thema=dicht.pk))
    een.refresh_from_db()
    assert een.status == "wacht_op_thema"
    maak_ongedaan(Ordening.objects.get(), door=ambtenaar)
    een.refresh_from_db()
    assert (een.status, een.thema) == ("ontvangen", None)


def test_wie_vergeten_is_staat_ook_niet_meer_in_wat_er_gedaan_is(ideeen, ambtenaar, als):
    client, twee = als(ambtenaar), ideeen[1]
    client.post(LIJST, getypt(client) | {f"r{twee.pk}-naam": "Jan Jansen"})
    assert "Jan" in str(Ordeningsregel.objects.values_list("oud", "nieuw"))
    with transaction.atomic():
        maak_naamloos(twee)
    assert "Jan" not in str(Ordeningsregel.objects.values_list("oud", "nieuw"))
    assert [regel.idee_id for regel in maak_ongedaan(Ordening.objects.get(), door=ambtenaar)] == [twee.pk]
    twee.refresh_from_db()
    assert twee.naam == ""


def test_filters_van_de_lijst(ideeen, wijk, thema, wandeling, ambtenaar, als):
    client, (een, twee, _) = als(ambtenaar), ideeen
    Idee.objects.filter(pk=een.pk).update(thema=thema, wandeling=wandeling, herkomst="wandeling", openbaar=False)
    Idee.objects.filter(pk=twee.pk).update(status="in_behandeling", behandelaar=ambtenaar)
    for vraag, verwacht in {
        "": [3, 2, 1],
        f"thema={thema.pk}": [1],
        "thema=geen": [3, 2],
        "status=in_behandeling": [2],
        "herkomst=wandeling": [1],
        f"wandeling={wandeling.pk}": [1],
        f"behandelaar={ambtenaar.pk}": [2],
        "mist=plek": [3, 2],
        "mist=naam": [3, 1],
        "zoek=vijver": [1],
        "zoek=%233": [3],
        "thema=x&status=y": [3, 2, 1],
    }.items():
        assert [idee.nummer for idee in client.get(f"{LIJST}?{vraag}").context["ideeen"]] == verwacht, vraag


def test_de_lijst_kost_even_veel_vragen_bij_meer_rijen(ideeen, wijk, thema, ambtenaar, als):
    client = als(ambtenaar)

    def vragen(pad):
        client.get(pad)
        with CaptureQueriesContext(connection) as gesteld:
            client.get(pad)
        return len(gesteld)

    client.post(LIJST, getypt(client) | {f"r{ideeen[0].pk}-plaats": "a"})
    eerst = [vragen(LIJST), vragen(f"{LIJST}gedaan/")]
    for n in range(8):
        idee = dien_in(wijk, titel=f"Nog een {n}", soort="kans", thema=thema, door=None)
        Idee.objects.filter(pk=idee.pk).update(behandelaar=ambtenaar)
        client.post(LIJST, getypt(client) | {f"r{idee.pk}-plaats": f"plek {n}"})
    assert [vragen(LIJST), vragen(f"{LIJST}gedaan/")] == eerst


def test_wie_alleen_kijkt_ziet_geen_namen_en_verandert_niets(ideeen, bestuur, budgetbeheerder, als):
    tekst = als(bestuur).get(LIJST).content.decode()
    assert "Bankje 1" in tekst and "Jan" not in tekst and "Bewaar de wijzigingen" not in tekst
    assert als(budgetbeheerder).post(LIJST, {"actie": "bewaar"}).status_code == 403
    with pytest.raises(GeenRecht):
        maak_ongedaan(Ordening(wijk=ideeen[0].wijk), door=bestuur)


def test_de_tabel_heeft_dezelfde_filters_geen_namen_en_geen_formules(ideeen, wijk, thema, ambtenaar, als):
    Idee.objects.filter(pk=ideeen[0].pk).update(titel="=1+1", email="jan@voorbeeld.nl", thema=thema)
    antwoord = als(ambtenaar).get("/werkplek/geleerdenwijk/ideeen.csv")
    tekst = b"".join(antwoord.streaming_content).decode()
    rijen = list(csv.DictReader(io.StringIO(tekst.removeprefix("\ufeff")), delimiter=";"))
    assert [rij["titel"] for rij in rijen] == ["'=1+1", "Bankje 2", "Bankje 3"]
    assert "Jan" not in tekst and "jan@voorbeeld.nl" not in tekst
    deel = b"".join(als(ambtenaar).get(f"/werkplek/geleerdenwijk/ideeen.csv?thema={thema.pk}").streaming_content).decode()
    assert len(deel.splitlines()) == 2


def test_het_rekenblad_houdt_tekst_tekst(ideeen, ambtenaar, als):
    Idee.objects.filter(pk=ideeen[0].pk).update(titel="=1+1", behandelaar=ambtenaar)
    inhoud = b"".join(als(ambtenaar).get("/werkplek/geleerdenwijk/ideeen.xlsx").streaming_content)
    rijen = list(load_workbook(io.BytesIO(inhoud)).active.iter_rows())
    assert [cel.value for cel in rijen[0]] == KOP and len(rijen) == 4
    assert (rijen[1][1].value, rijen[1][1].data_type) == ("=1+1", "s") and "Jan" not in str([cel.value for rij in rijen for cel in rij])


def test_een_idee_hoort_nooit_bij_zichzelf(ideeen):
    with pytest.raises(IntegrityError), transaction.atomic():
        Idee.objects.filter(pk=ideeen[0].pk).update(status="samengevoegd", samengevoegd_met=ideeen[0].pk)


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_van_acht_die_dezelfde_rij_tegelijk_bewaren_wint_er_een_en_hoort_de_rest_het(ideeen, wijk, ambtenaar):
    een, gezien = ideeen[0], afdruk_van(ideeen[0])
    uit = tegelijk(lambda n: orden_rijen(wijk, [Rij(een.pk, gezien, {"plaats": f"plek {n}"})], door=ambtenaar), 8)
    assert sorted((len(u.bewaard), len(u.intussen)) for u in uit) == [(0, 1)] * 7 + [(1, 0)]
    winnaar = next(n for n, u in enumerate(uit) if u.bewaard)
    een.refresh_from_db()
    assert een.plaats == f"plek {winnaar}" and Ordening.objects.count() == 1
    # Undoing at the same time happens once as well.
    terug = tegelijk(lambda n: maak_ongedaan(Ordening.objects.get(), door=ambtenaar), 4)
    assert sorted(isinstance(t, Geweigerd) for t in terug) == [False, True, True, True]
    een.refresh_from_db()
    assert een.plaats == "bij de vijver"


def test_te_veel_rijen_tegelijk_wordt_geweigerd(wijk, ambtenaar):
    with pytest.raises(Geweigerd, match="ten hoogste 200"):
        orden_rijen(wijk, [Rij(n, "", {}) for n in range(201)], door=ambtenaar)
