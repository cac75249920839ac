"""The route of a walk: a list of stops with places, drawn or typed; what was said at a stop stays with it, and nobody's work is lost."""

import pytest
from django.utils import timezone

from participatie import route
from participatie.deeds.ideeen import dien_in
from participatie.deeds.route import bewaar_route
from participatie.models import Halte
from wijk.fouten import Geweigerd
from wijk.rechten import SYSTEEM

PAD = "/werkplek/geleerdenwijk/wandelingen/{}/route/"


def halte(naam, lat=None, lon=None, **anders):
    return {"naam": naam, "bekijk": "", "plaats": "", "lat": lat, "lon": lon, "tussen": [], **anders}


def getypt(*rijen, gezien, **anders):
    """The form as a browser sends it: rows of (pk, name, lat, lon, bends)."""
    velden = {"aantal": str(len(rijen)), "gezien": gezien, **anders}
    for n, (pk, naam, lat, lon, tussen) in enumerate(rijen):
        velden |= {
            f"h{n}-pk": pk,
            f"h{n}-naam": naam,
            f"h{n}-lat": lat,
            f"h{n}-lon": lon,
            f"h{n}-tussen": tussen,
            f"h{n}-bekijk": "kijk",
            f"h{n}-plaats": "",
        }
    return velden


def nu(wandeling):
    return route.vingerafdruk(wandeling.haltes.all())


def test_de_lijn_gaat_langs_de_haltes_met_een_plek_en_de_bochten_ertussen(wandeling):
    haltes = [halte("A", 52.34, 4.61, tussen=[[4.615, 52.345]]), halte("B"), halte("C", 52.35, 4.61)]
    bewaar_route(wandeling, haltes, door=SYSTEEM)
    assert wandeling.route["coordinates"] == [[4.61, 52.34], [4.615, 52.345], [4.61, 52.35]]
    rechtdoor = route.lengte([(4.61, 52.34), (4.61, 52.35)])
    assert (
        rechtdoor == 1113
        and route.minuten(rechtdoor) == 17
        and route.minuten(686) == 10
        and route.minuten(20) == 1
        and route.lengte(route.lijn(wandeling.haltes.all())) > rechtdoor
    )
    bewaar_route(wandeling, haltes[:1], door=SYSTEEM)
    assert wandeling.haltes.count() == 1 and route.zin(0) == ""


def test_een_halte_houdt_wat_er_gezegd_is_ook_onder_een_andere_naam_en_op_een_andere_plek_in_de_rij(wijk, wandeling):
    bewaar_route(wandeling, [halte("A"), halte("B"), halte("C")], door=SYSTEEM)
    a, b, c = wandeling.haltes.all()
    idee = dien_in(wijk, titel="Licht", soort="kans", wandeling=wandeling, halte=a, herkomst="wandeling", door=SYSTEEM)
    bewaar_route(wandeling, [halte("C", pk=c.pk), halte("De poort", pk=a.pk)], door=SYSTEEM)
    idee.refresh_from_db()
    assert [(h.pk, h.naam) for h in wandeling.haltes.all()] == [(c.pk, "C"), (a.pk, "De poort")]
    assert idee.halte == a and not Halte.objects.filter(pk=b.pk).exists()


def test_opslaan_van_wat_er_al_stond_is_geen_gebeurtenis(wijk, wandeling):
    bewaar_route(wandeling, [halte("A", 52.34, 4.61)], door=SYSTEEM)
    eerst = wijk.gebeurtenissen.count()
    bewaar_route(wandeling, [halte("A", 52.34, 4.61, pk=wandeling.haltes.get().pk)], door=SYSTEEM)
    assert wijk.gebeurtenissen.count() == eerst


def test_zonder_script_wordt_de_lijst_getypt_verplaatst_en_bewaard(wandeling, als, ambtenaar, client):
    als(ambtenaar)
    pad = PAD.format(wandeling.pk)
    rijen = [("", "Plein", "52,3448", "4,6155", "52,345 4,616; 52,346 4,617"), ("", "School", "", "", "")]
    antwoord = client.post(pad, getypt(*rijen, gezien=nu(wandeling), doe="op-1"))
    assert antwoord.status_code == 200 and [rij["naam"].value() for rij in antwoord.context["form"].rijen] == ["School", "Plein"]
    assert "is nu halte 1" in antwoord.content.decode() and not wandeling.haltes.exists()
    antwoord = client.post(pad, getypt(*rijen, gezien=nu(wandeling), doe="weg-1"))
    assert [rij["naam"].value() for rij in antwoord.context["form"].rijen] == ["Plein"]
    antwoord = client.post(pad, getypt(*rijen, gezien=nu(wandeling), doe="erbij"))
    assert len(antwoord.context["form"].rijen) == 3
    assert client.post(pad, getypt(*rijen, gezien=nu(wandeling))).status_code == 302
    plein = wandeling.haltes.first()
    assert (plein.lat, plein.lon, plein.tussen, plein.bekijk) == (52.3448, 4.6155, [[4.616, 52.345], [4.617, 52.346]], "kijk")
    bekeken = client.get(pad).context["form"].rijen
    assert bekeken[0]["tussen"].value() == "52.345 4.616; 52.346 4.617" and [rij["naam"].value() for rij in bekeken] == ["Plein", "School"]


@pytest.mark.parametrize(
    ("rij", "veld"),
    [
        (("", "", "52,3", "4,6", ""), "naam"),
        (("", "x" * 121, "", "", ""), "naam"),
        (("", "Plein", "boven", "4,6", ""), "lat"),
        (("", "Plein", "52,3", "", ""), "lon"),
        (("", "Plein", "99", "4", ""), "lat"),
        (("", "Plein", "", "", "ergens"), "tussen"),
        (("", "Plein", "", "", "52,3 4,6; nan nan"), "tussen"),
        (("", "Plein", "", "", "; ".join(["52,3 4,6"] * 101)), "tussen"),
    ],
)
def test_wat_niet_klopt_staat_bij_zijn_veld_en_niets_gaat_verloren(wandeling, als, ambtenaar, rij, veld):
    antwoord = als(ambtenaar).post(PAD.format(wandeling.pk), getypt(("", "Goed", "", "", ""), rij, gezien=nu(wandeling)))
    form = antwoord.context["form"]
    assert antwoord.status_code == 422 and list(form.rijen[1].errors) == [veld] and not form.rijen[0].errors
    assert "Halte 2, " in antwoord.content.decode() and form.rijen[1]["bekijk"].value() == "kijk" and not wandeling.haltes.exists()


def test_wie_tegelijk_tekent_wordt_gewaarschuwd_en_houdt_wat_hij_typte(wandeling, als, ambtenaar, client):
    als(ambtenaar)
    gezien = nu(wandeling)
    bewaar_route(wandeling, [halte("Van een ander")], door=SYSTEEM)
    antwoord = client.post(PAD.format(wandeling.pk), getypt(("", "Van mij", "", "", ""), gezien=gezien))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Iemand anders heeft de route gewijzigd" in tekst and "Nu zijn bewaard: Van een ander" in tekst
    assert antwoord.context["form"].rijen[0]["naam"].value() == "Van mij"
    assert client.post(PAD.format(wandeling.pk), getypt(("", "Van mij", "", "", ""), gezien=antwoord.context["form"].gezien)).status_code == 302


def test_twee_haltes_met_een_naam_en_te_veel_haltes_worden_geweigerd(wandeling):
    with pytest.raises(Geweigerd, match="Twee haltes heten “Plein”"):
        bewaar_route(wandeling, [halte("Plein"), halte("plein")], door=SYSTEEM)
    with pytest.raises(Geweigerd, match="ten hoogste 30"):
        bewaar_route(wandeling, [halte(str(n)) for n in range(31)], door=SYSTEEM)
    assert not wandeling.haltes.exists()


def test_buiten_de_wijk_mag_en_wordt_gezegd(wandeling, als, ambtenaar):
    rijen = [("", "Ver weg", "52,0", "4,0", ""), ("", "Hier", "52,3468", "4,6155", "")]
    antwoord = als(ambtenaar).post(PAD.format(wandeling.pk), getypt(*rijen, gezien=nu(wandeling)), follow=True)
    assert "ligt “Ver weg”. Dat mag." in antwoord.content.decode()


def test_de_publieke_pagina_en_de_invoer_tonen_route_en_haltes_ook_zonder_script(wandeling, als, ambtenaar, client):
    haltes = [halte("Het plein", 52.3448, 4.6155, bekijk="De banken"), halte("De school", 52.346, 4.617)]
    bewaar_route(wandeling, haltes, door=SYSTEEM)
    tekst = client.get(f"/geleerdenwijk/wandelingen/{wandeling.pk}/").content.decode()
    assert "De banken" in tekst and "3 minuten lopen, bij 4 kilometer per uur" in tekst
    assert "<polyline" in tekst and tekst.count('dy="1.1"') == 2 and 'data-haltes="haltes-gegevens"' in tekst
    wandeling.begint = timezone.now()
    wandeling.save()
    invoer = als(ambtenaar).get(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/").content.decode()
    assert "<polyline" in invoer and "De banken" in invoer


def test_meer_haltes_kosten_niet_meer_vragen(wandeling, als, ambtenaar, client, django_assert_max_num_queries):
    als(ambtenaar)

    def vragen(aantal):
        bewaar_route(wandeling, [halte(f"Halte {n}", 52.34 + n / 1000, 4.61) for n in range(aantal)], door=SYSTEEM)
        uit = []
        for pad in (PAD.format(wandeling.pk), f"/geleerdenwijk/wandelingen/{wandeling.pk}/"):
            with django_assert_max_num_queries(40) as telling:
                assert client.get(pad).status_code == 200
            uit.append(len(telling))
        return uit

    vragen(2)  # warm
    assert vragen(2) == vragen(20)
