"""Preparing a walk: what it still needs is computed, what is told at the start comes from the frame, and the waiting list is a line."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from budget.deeds import stel_beschikbaar
from participatie.deeds.route import bewaar_route
from participatie.deeds.uitnodigen import nodig_groep_uit
from participatie.deeds.voorbereiden import bewaar_bereikplan, bewaar_uitleg
from participatie.deeds.wandelingen import bewaar_wandeling, meld_aan, meld_af
from participatie.models import Aanmelding, Startuitleg, Wijkwandeling
from participatie.uitleg import stel_samen
from participatie.voorbereiden import GROEPEN, punten
from tests.gelijktijdig import tegelijk
from wijk import werklijst
from wijk.bedrag import Bedrag
from wijk.deeds.kader import bewaar_rol
from wijk.fouten import Geweigerd
from wijk.models import Partij
from wijk.rechten import SYSTEEM, rechten_van

PAD = "/werkplek/geleerdenwijk/wandelingen/{}/"


def bewaar_samengesteld(wandeling):
    samengesteld = stel_samen(wandeling.wijk, wandeling)
    return bewaar_uitleg(wandeling, {deel: getattr(samengesteld, deel) for deel in Startuitleg.DELEN}, door=SYSTEEM)


def moet_nog(wandeling) -> list[str]:
    return [punt.naam for punt in punten(wandeling) if not punt.klaar]


def test_wat_er_nog_moet_volgt_uit_de_gegevens(wijk, wandeling):
    alles = [punt.naam for punt in punten(wandeling)]
    assert moet_nog(wandeling) == alles and len(alles) == 7
    haltes = [{"naam": naam, "bekijk": "", "plaats": "", "lat": 52.346, "lon": 4.612, "tussen": []} for naam in "AB"]
    bewaar_route(wandeling, haltes, door=SYSTEEM)
    partijen = [wijk.partijen.create(naam=soort.label, soort=soort, uitnodigen=True) for soort in GROEPEN]
    wandeling.partijen.set(partijen[:1])
    for partij in partijen[1:]:
        nodig_groep_uit(wandeling, {"partij": partij, "kanaal": "brief", "datum": timezone.localdate()}, door=SYSTEEM)
    assert "bewoners van de wijk" in next(punt.wat for punt in punten(wandeling) if punt.naam == "De uitnodigingen")
    flyer = nodig_groep_uit(wandeling, {"partij": partijen[0], "kanaal": "flyer"}, door=SYSTEEM)
    assert "De uitnodigingen" in moet_nog(wandeling), "what is only noted did not go out"
    assert "Uitgenodigd" not in wijk.gebeurtenissen.filter(soort="wandeling.uitgenodigd").latest("pk").tekst
    nodig_groep_uit(wandeling, {"datum": timezone.localdate()}, flyer, door=SYSTEEM)
    for groep in ("jongeren", "jonge-ouders"):
        velden = {"hoe": "bij de school staan", "via": "de school", "voor": timezone.localdate()}
        bewaar_bereikplan(wandeling, groep, velden, door=SYSTEEM)
    assert "Het plan is er. Voer het uit, uiterlijk op" in str([punt.wat for punt in punten(wandeling)])
    assert moet_nog(wandeling) == ["De uitleg bij de start", "Het looppakket"]
    bewaar_samengesteld(wandeling)
    assert not moet_nog(wandeling)


def test_de_werklijst_telt_wat_elk_van_de_eerste_wandelingen_nog_nodig_heeft(wijk, wandeling, wijkcoordinator, als):
    def taken() -> list[tuple]:
        alle = werklijst.van_wijk(wijk, rechten_van(wijkcoordinator, wijk))
        return [(taak.aantal, taak.pad, taak.dringend) for taak in alle if "klaar voor de wandeling van" in taak.zin]

    pad = PAD.format(wandeling.pk)
    later = Wijkwandeling.objects.create(wijk=wijk, titel="Later", begint=timezone.now() + timedelta(days=30), vertrekpunt="x", status="aangekondigd")
    assert set(taken()) == {(len(moet_nog(wandeling)), f"{pad}#nog", True), (len(moet_nog(later)), f"{PAD.format(later.pk)}#nog", False)}
    assert als(wijkcoordinator).get(pad).content.decode().count("moet nog") == len(moet_nog(wandeling))
    Wijkwandeling.objects.filter(pk=wandeling.pk).update(status="afgelast", reden_afgelast="Storm.")
    [(aantal, _, dringend)] = taken()
    assert aantal and not dringend


def test_de_uitleg_komt_uit_het_kader_en_zegt_wanneer_dat_verandert(wijk, wandeling, thema, voorwaarde, als, ambtenaar, client):
    voorwaarde("Bomen")
    thema.open_vanaf = timezone.localdate()
    thema.save()
    bewaar_rol(wijk, {"persoon": "het college", "soort": "besluit"}, door=SYSTEEM)
    stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", datum=timezone.localdate(), door=SYSTEEM)
    tekst = stel_samen(wijk, wandeling)
    assert "afspraken over: Bomen." in tekst.kaders and "Alles wat mag" not in tekst.kaders and thema.naam in tekst.kaders and "€" in tekst.kaders
    assert tekst.rollen == "Wie beslist: het college." and "binnen 28 dagen" in tekst.opzet
    assert "het college" in client.get(f"/geleerdenwijk/wandelingen/{wandeling.pk}/").content.decode()
    als(ambtenaar)
    pad = PAD.format(wandeling.pk) + "uitleg/"
    velden = {naam: veld.value() for naam, veld in ((n, client.get(pad).context["form"][n]) for n in (*Startuitleg.DELEN, "gezien"))}
    assert velden["kaders"] == tekst.kaders
    assert client.post(pad, {**velden, "doel": "Ons eigen doel"}).status_code == 302
    assert "Ons eigen doel" in client.get(f"/geleerdenwijk/wandelingen/{wandeling.pk}/").content.decode()
    assert "Het kader is veranderd" not in client.get(pad).content.decode()
    voorwaarde("Lantaarns")
    antwoord = client.get(pad)
    assert "Het kader is veranderd" in antwoord.content.decode() and "Lantaarns" not in antwoord.context["form"]["kaders"].value()
    antwoord = client.get(pad + "?opnieuw=1")
    assert "Lantaarns" in antwoord.context["form"]["kaders"].value() and antwoord.context["form"]["doel"].value() == tekst.doel
    assert Startuitleg.objects.get().doel == "Ons eigen doel"
    assert client.post(pad, {**velden, "kaders": ""}).status_code == 422


@pytest.mark.parametrize("status", ["aangekondigd", "gelopen", "verwerkt", "afgelast"])
def test_van_een_wandeling_die_geweest_is_staat_er_niet_wat_we_gaan_doen(wandeling, client, status):
    pad = f"/geleerdenwijk/wandelingen/{wandeling.pk}/"
    assert "Wat gaan we doen?" in client.get(pad).content.decode()
    Wijkwandeling.objects.filter(pk=wandeling.pk).update(begint=timezone.now() - timedelta(days=3), status=status, reden_afgelast="Storm.")
    tekst = client.get(pad).content.decode()
    assert "Over deze wandeling" in tekst and "Vandaag" not in tekst and "gaan we doen" not in tekst, "nobody put down what was told"
    Startuitleg.objects.create(wandeling=wandeling, doel="Vandaag lopen we", opzet="o", kaders="k", rollen="r", kenmerk="x")
    tekst = client.get(pad).content.decode()
    assert ("Wat we bij de start vertelden" in tekst and "Vandaag lopen we" in tekst) is (status != "afgelast")


def test_twee_mensen_schrijven_de_uitleg_en_niemand_verliest_iets(wandeling, als, ambtenaar, client):
    als(ambtenaar)
    pad = PAD.format(wandeling.pk) + "uitleg/"
    bewaar_samengesteld(wandeling)
    gezien = client.get(pad).context["form"]["gezien"].value()
    bewaar_uitleg(wandeling, {"doel": "van een ander"}, Startuitleg.objects.get(), door=SYSTEEM)
    antwoord = client.post(pad, {"doel": "van mij", "opzet": "o", "kaders": "k", "rollen": "r", "gezien": gezien})
    assert antwoord.status_code == 422 and "van een ander" in antwoord.content.decode() and "van mij" in antwoord.content.decode()


def test_een_plan_dat_gedaan_is_kan_niet_van_morgen_zijn(wandeling, als, ambtenaar, client):
    als(ambtenaar)
    pad = PAD.format(wandeling.pk) + "bereikplan/jonge-ouders/"
    morgen = timezone.localdate() + timedelta(days=1)
    velden = {"hoe": "bij het hek", "via": "de school", "voor": morgen, "gezien": ""}
    antwoord = client.post(pad, {**velden, "gedaan_op": morgen})
    assert antwoord.status_code == 422 and "bij het hek" in antwoord.content.decode()
    assert client.post(pad, velden).status_code == 302
    assert "Via de school." in client.get(PAD.format(wandeling.pk)).content.decode()
    assert client.get(PAD.format(wandeling.pk) + "bereikplan/raad/").status_code == 404


def test_de_groepen_van_de_startnotitie_staan_klaar(wijk, wandeling, als, ambtenaar, client, django_assert_max_num_queries):
    als(ambtenaar)
    pad = PAD.format(wandeling.pk) + "uitnodigingen/"
    school = wijk.partijen.create(naam="De Ark", soort=Partij.Soort.SCHOOL)
    client.get(pad)  # warm
    with django_assert_max_num_queries(40) as een:
        tekst = client.get(pad).content.decode()
    assert f"?partij={school.pk}" in tekst and tekst.count('<h2 id="groep-') == 8
    for n in range(12):
        nodig_groep_uit(wandeling, {"partij": wijk.partijen.create(naam=f"Winkel {n}", soort="winkelier"), "kanaal": "brief"}, door=SYSTEEM)
    with django_assert_max_num_queries(40) as meer:
        assert "Winkel 11" in client.get(pad).content.decode()
    assert len(een) == len(meer)


def test_de_wachtlijst_zegt_op_welke_plek_iemand_staat_en_schuift_op(wandeling, client):
    vol = meld_aan(wandeling, {"naam": "Ans", "aantal": 5}, door=None)
    een, twee, drie = (meld_aan(wandeling, {"naam": naam, "email": f"{naam}@voorbeeld.nl", "aantal": 5}, door=None) for naam in "abc")
    assert [a.wachtplek for a in (vol, een, twee, drie)] == [0, 1, 2, 3]
    assert "plek 3" in mail.outbox[-1].body
    assert "plek 2" in client.get(f"/geleerdenwijk/aangemeld/{twee.code}/").content.decode()
    mail.outbox.clear()
    meld_af(een, door=None)
    assert twee.wachtplek == 1 and not mail.outbox
    meld_af(vol, door=None)
    twee.refresh_from_db()
    assert not twee.wachtlijst and [m.to for m in mail.outbox] == [["b@voorbeeld.nl"]] and "Fijn dat u meeloopt" in mail.outbox[0].body


def test_meer_plaatsen_zijn_voor_wie_wacht_en_minder_dan_bezet_kan_niet(wijk, wandeling):
    velden = {"titel": wandeling.titel, "begint": wandeling.begint, "vertrekpunt": wandeling.vertrekpunt}
    meld_aan(wandeling, {"naam": "Ans", "aantal": 5}, door=None)
    wacht = meld_aan(wandeling, {"naam": "Bram", "email": "bram@voorbeeld.nl", "aantal": 3}, door=None)
    with pytest.raises(Geweigerd, match="al 5 plaatsen bezet"):
        bewaar_wandeling(wijk, {**velden, "plaatsen": 4}, None, wandeling, door=SYSTEEM)
    wandeling.refresh_from_db()
    mail.outbox.clear()
    bewaar_wandeling(wijk, {**velden, "plaatsen": 8}, None, wandeling, door=SYSTEEM)
    wacht.refresh_from_db()
    assert not wacht.wachtlijst and [m.to for m in mail.outbox] == [["bram@voorbeeld.nl"]]


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_tegelijk_aanmelden_afmelden_en_plaatsen_wijzigen_geeft_nooit_een_plaats_te_veel(wijk, wandeling):
    """And nobody who would fit is left waiting."""
    wie = [meld_aan(wandeling, {"naam": f"Mens {n}"}, door=None) for n in range(8)]
    velden = {"titel": wandeling.titel, "begint": wandeling.begint, "vertrekpunt": wandeling.vertrekpunt}

    def doe(n):
        if n < 4:
            return meld_af(wie[n], door=None)
        if n == 4:
            return bewaar_wandeling(wijk, {**velden, "plaatsen": 7}, None, type(wandeling).objects.get(pk=wandeling.pk), door=SYSTEEM)
        return meld_aan(wandeling, {"naam": f"Later {n}"}, door=None)

    uit = tegelijk(doe, 14)
    assert not [een for een in uit if isinstance(een, Exception)], uit
    bezet = Aanmelding.objects.met_plaats().count()
    assert bezet == 7 and Aanmelding.objects.wachtend().count() == 8 + 9 - 4 - 7
