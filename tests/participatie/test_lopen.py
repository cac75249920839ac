"""Walks: signing up never gives a place twice, and everything that was said ends up on the list, once."""

import html
import io
import uuid
from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from participatie.deeds.wandelingen import bewaar_wandeling, kondig_aan, meld_aan, meld_af
from participatie.importeren import BestandFout, importeer
from participatie.models import Aanmelding, Idee, Wijkwandeling
from tests.gelijktijdig import tegelijk
from tests.participatie.pabulib import met_echte_plannen, titels
from wijk.fouten import GeenRecht, Geweigerd
from wijk.rechten import SYSTEEM


def test_aankondigen_noemt_alles_wat_nog_nodig_is(wijk, ambtenaar, wandeling, als):
    nieuw = bewaar_wandeling(wijk, {"titel": "Nieuw", "begint": wandeling.begint, "vertrekpunt": "plein"}, ["Halte 1", "Halte 2"], door=ambtenaar)
    with pytest.raises(Geweigerd, match=r"met welke partijen.*welke groepen"):
        kondig_aan(nieuw, door=ambtenaar)
    assert [halte.naam for halte in nieuw.haltes.all()] == ["Halte 1", "Halte 2"]
    hier = f"/werkplek/geleerdenwijk/wandelingen/{nieuw.pk}/"
    tekst = als(ambtenaar).get(hier).content.decode()
    assert f'<a href="{hier}uitnodigingen/">welke groepen u uitnodigt</a>' in tekst and "De wandeling is gelopen" not in tekst


def test_de_werkplek_biedt_aan_wat_bij_een_wandeling_past_en_zegt_tot_wanneer_hij_duurt(wandeling, als, ambtenaar, client):
    als(ambtenaar)
    pad, straks = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/", timezone.now().replace(hour=9, minute=0) + timedelta(days=3)

    def staat_er(**velden) -> list[bool]:
        Wijkwandeling.objects.update(**velden)
        tekst = client.get(pad).content.decode()
        return [wat in tekst for wat in ("Voer in wat er gezegd is", "Noteer wie er was<", "Nodig groepen uit")]

    assert staat_er(status="concept", begint=straks, eindigt=straks + timedelta(hours=2)) == [False, False, True]
    wandeling.refresh_from_db()
    assert f"{timezone.localtime(wandeling.eindigt):tot %H.%M uur}, vertrek" in client.get(pad).content.decode()
    toen = timezone.now() - timedelta(days=1)
    assert "Wie komen er?" in client.get(f"{pad}aanwezigheid/").content.decode()
    assert staat_er(status="gelopen", begint=toen, eindigt=None) == [True, True, False]
    for wat in ("", "aanwezigheid/", "uitnodigingen/", "uitnodigen/"):
        tekst = client.get(pad + wat).content.decode()
        assert not any(nu in tekst for nu in ("Wie komen er", "Wie nodigt u uit", "Nodig uit", "Nog niet uitgenodigd", "nog niet uitgenodigd")), wat
    assert staat_er(status="afgelast", reden_afgelast="Storm.") == [False, False, False]


def test_een_ambtenaar_meldt_iemand_aan_die_belt_en_niet_zichzelf(wandeling, als, ambtenaar, bestuur, client):
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/"
    als(ambtenaar)
    velden = {"naam": "Zwaantje", "aantal": "2", "telefoon": "023 1234567", "sleutel": str(uuid.uuid4())}
    assert client.post(pad, {**velden, "aantal": "0"}).status_code == 422
    assert all(client.post(pad, velden).status_code == 302 for _ in range(2))
    een = Aanmelding.objects.get()
    assert (een.naam, een.aantal, een.gebruiker) == ("Zwaantje", 2, None) and not Aanmelding.objects.van_persoon(ambtenaar).exists()
    with pytest.raises(GeenRecht):
        meld_aan(wandeling, {"naam": "x"}, voor_ander=True, door=bestuur)
    Wijkwandeling.objects.update(begint=timezone.now() - timedelta(hours=1))
    assert client.post(pad, {"naam": "Laat", "aantal": "1"}).status_code == 422


def test_een_wandeling_van_gisteren_is_een_vergissing_of_was_al(wijk, als, ambtenaar, client):
    gisteren = timezone.localtime() - timedelta(days=1)
    velden = {"titel": "Gister", "begint": f"{gisteren:%Y-%m-%dT%H:%M}", "vertrekpunt": "het plein"}
    pad = "/werkplek/geleerdenwijk/wandelingen/nieuw/"
    antwoord = als(ambtenaar).post(pad, velden)
    assert antwoord.status_code == 422 and "al geweest" in antwoord.context["form"].errors["begint"][0] and "het plein" in antwoord.content.decode()
    assert client.post(pad, {**velden, "was_al": "on"}).status_code == 302
    was = wijk.wandelingen.get()
    assert was.status == "gelopen" and not mail.outbox
    tekst = client.get(was.get_absolute_url()).content.decode()
    assert "Gister" in tekst and "Meld u aan" not in tekst


def test_haltes_wisselen_van_plaats(wijk, ambtenaar, wandeling):
    velden = {"titel": "Wandeling", "begint": wandeling.begint, "vertrekpunt": "plein"}
    bewaar_wandeling(wijk, velden, ["A", "B", "C"], wandeling, door=ambtenaar)
    bewaar_wandeling(wijk, velden, ["C", "A", "D"], wandeling, door=ambtenaar)
    assert [halte.naam for halte in wandeling.haltes.all()] == ["C", "A", "D"]


def test_twee_haltes_met_een_naam_worden_gezegd_en_niet_weggelaten(wandeling, als, ambtenaar):
    velden = {"titel": "Rondje", "begint": "2040-05-01T10:00", "vertrekpunt": "plein", "haltes": "Plein\nSchool\nPlein"}
    antwoord = als(ambtenaar).post("/werkplek/geleerdenwijk/wandelingen/nieuw/", velden)
    assert antwoord.status_code == 422 and "“Plein (einde)”" in antwoord.context["form"].errors["haltes"][0]


def test_een_andere_tijd_of_plek_wordt_gemaild_en_ligt_nooit_in_het_verleden(wijk, ambtenaar, wandeling):
    meld_aan(wandeling, {"naam": "Ans", "email": "ans@voorbeeld.nl"}, door=None)
    meld_aan(wandeling, {"naam": "Bram"}, door=None)
    weg = meld_aan(wandeling, {"naam": "Carla", "email": "carla@voorbeeld.nl"}, door=None)
    meld_af(weg, door=None)
    mail.outbox.clear()
    velden = {"titel": "Andere naam", "begint": wandeling.begint, "vertrekpunt": wandeling.vertrekpunt}
    bewaar_wandeling(wijk, velden, [], wandeling, door=ambtenaar)
    assert not mail.outbox
    bewaar_wandeling(wijk, {**velden, "vertrekpunt": "de school"}, [], wandeling, door=ambtenaar)
    assert [m.to for m in mail.outbox] == [["ans@voorbeeld.nl"]] and "Vertrek: de school" in mail.outbox[0].body
    with pytest.raises(Geweigerd, match="nog moeten komen"):
        bewaar_wandeling(wijk, {**velden, "begint": timezone.now() - timedelta(hours=1)}, [], wandeling, door=ambtenaar)
    assert len(mail.outbox) == 1
    wandeling.refresh_from_db()
    assert wandeling.begint > timezone.now()


def test_wie_er_was_kan_pas_als_de_wandeling_begonnen_is(wandeling, als, ambtenaar, client):
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/aanwezigheid/"
    ans = meld_aan(wandeling, {"naam": "Ans"}, door=None)
    als(ambtenaar)
    assert "moet nog beginnen" in client.post(pad, {"aanwezig": ans.pk}, follow=True).content.decode()
    assert client.post(pad, {"erbij": "1", "naam": "Bram"}).status_code == 422
    assert not Aanmelding.objects.filter(aanwezig__isnull=False).exists()
    Wijkwandeling.objects.update(begint=timezone.now() - timedelta(hours=1))
    client.post(pad, {"aanwezig": ans.pk})
    ans.refresh_from_db()
    with pytest.raises(Geweigerd, match="al begonnen"):
        meld_af(ans, door=None)
    ans.refresh_from_db()
    assert ans.aanwezig and ans.afgemeld_op is None


def test_vol_is_vol_en_afmelden_laat_de_eerste_van_de_wachtlijst_toe(wandeling, als, ambtenaar):
    groep = meld_aan(wandeling, {"naam": "Ans", "aantal": 4}, door=None)
    een = meld_aan(wandeling, {"naam": "Bram", "aantal": 2}, door=None)
    twee = meld_aan(wandeling, {"naam": "Carla", "aantal": 1}, door=None)
    assert (een.wachtlijst, twee.wachtlijst) == (True, False)
    tekst = " ".join(als(ambtenaar).get(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/").content.decode().split())
    assert "<dd>5 mensen, nog 0 plaatsen</dd>" in tekst and "<dt>Op de wachtlijst</dt><dd>2 mensen</dd>" in tekst
    meld_af(groep, door=None)
    een.refresh_from_db()
    assert not een.wachtlijst


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"naam": ""}, "naam"),
        ({"aantal": "0"}, "aantal"),
        ({"aantal": "-3"}, "aantal"),
        ({"aantal": "twee"}, "aantal"),
        ({"aantal": "11"}, "aantal"),
        ({"leeftijdsgroep": "oud"}, "leeftijdsgroep"),
        ({"email": "x"}, "email"),
        ({"denkt_mee": "on"}, "email"),
    ],
)
def test_slecht_aangemeld_houdt_wat_getypt_is(wandeling, client, velden, veld):
    antwoord = client.post(
        f"/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/", {"naam": "Ans", "aantal": "1", "opmerking": "met rollator", **velden}
    )
    assert antwoord.status_code == 422 and veld in antwoord.context["form"].errors
    assert "met rollator" in antwoord.content.decode()
    assert not Aanmelding.objects.exists()


def test_twee_keer_klikken_is_een_aanmelding(wandeling, client):
    velden = {"naam": "Ans", "aantal": "1", "sleutel": str(uuid.uuid4())}
    adressen = {client.post(f"/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/", velden)["Location"] for _ in range(2)}
    assert len(adressen) == 1 and Aanmelding.objects.count() == 1


@pytest.mark.parametrize("aantal", ["0", "-3"])
def test_met_minder_dan_een_komt_niemand(wandeling, client, aantal):
    antwoord = client.post(f"/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/", {"naam": "Ans", "aantal": aantal})
    assert antwoord.context["form"].errors["aantal"] == ["Vul minstens 1 in: uzelf."]


def test_wie_al_is_aangemeld_neemt_geen_tweede_plaats_in(wandeling, client):
    pad = f"/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/"
    eerste = meld_aan(wandeling, {"naam": "André", "email": "andre@voorbeeld.nl"}, door=None)
    antwoord = client.post(pad, {"naam": "ANDRÉ ", "aantal": "1", "email": "Andre@Voorbeeld.NL"})
    assert antwoord.status_code == 422 and "al aangemeld" in antwoord.context["form"].errors["email"][0]
    assert client.post(pad, {"naam": "Bea", "aantal": "1", "email": "andre@voorbeeld.nl"}).status_code == 302, "a housemate may share an address"
    meld_af(eerste, door=None)
    assert client.post(pad, {"naam": "André", "aantal": "1", "email": "andre@voorbeeld.nl"}).status_code == 302, "who took it back may come again"


def test_de_leeftijd_hoeft_niemand_te_zeggen(wandeling, client):
    tekst = client.get(f"/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/").content.decode()
    assert "Zeg ik liever niet" in tekst and "-----" not in tekst


def test_wie_afgelast_zegt_waarom_en_leest_wie_zelf_gebeld_moet_worden(wandeling, als, ambtenaar, mailoutbox):
    for naam, email in (("Ans", "ans@voorbeeld.nl"), ("Bo", "")):
        wandeling.aanmeldingen.create(naam=naam, email=email)
    client, pad = als(ambtenaar), f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/afgelasten/"
    assert "1 aanmelding heeft geen e-mailadres: bel die persoon zelf." in client.get(pad).content.decode()
    for reden in ("", "x" * 301):
        fout = client.post(pad, {"reden": reden})
        assert fout.status_code == 422 and fout.context["form"].errors["reden"] and fout.context["form"]["reden"].value() == reden
    assert not mailoutbox
    antwoord = client.post(pad, {"reden": "Er komt storm."}, follow=True).content.decode()
    assert "1 aanmelding heeft geen e-mailadres: bel die persoon zelf." in antwoord and "Reden: Er komt storm." in antwoord
    assert [mail.to for mail in mailoutbox] == [["ans@voorbeeld.nl"]]
    assert client.get(pad).status_code == 302


def test_voor_een_afgelaste_wandeling_kan_niemand_zich_aanmelden(wandeling, client):
    Wijkwandeling.objects.update(status="afgelast", reden_afgelast="storm")
    assert "kan niet (meer)" in client.get(f"/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/").content.decode()
    with pytest.raises(Geweigerd):
        meld_aan(wandeling, {"naam": "Ans"}, door=None)


def test_namen_van_wie_komt_staan_nergens_openbaar(wandeling, client):
    meld_aan(wandeling, {"naam": "Ans Geheim"}, door=None)
    assert "Geheim" not in client.get(f"/geleerdenwijk/wandelingen/{wandeling.pk}/").content.decode()


def test_bestuur_leest_de_werkplek_zonder_persoonsgegevens(wandeling, als, bestuur, client):
    meld_aan(wandeling, {"naam": "Ans Geheim", "email": "ans@geheim.nl"}, door=None)
    als(bestuur)
    assert "Geheim" not in client.get(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/").content.decode()
    assert client.get(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/aanwezigheid/").status_code == 403


def test_de_agenda_is_een_geldige_kalender(wandeling, client):
    kalender = icalendar.Calendar.from_ical(client.get(f"/geleerdenwijk/wandelingen/{wandeling.pk}/agenda.ics").content)
    afspraak = kalender.walk("VEVENT")[0]
    assert afspraak["summary"] == "Wandeling" and afspraak["dtstart"].dt == wandeling.begint.replace(microsecond=0)


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_twintig_aanmelders_tegelijk_krijgen_samen_vijf_plaatsen(wandeling):
    uit = tegelijk(lambda n: meld_aan(wandeling, {"naam": f"Mens {n}"}, door=None), 20)
    assert not [een for een in uit if isinstance(een, Exception)]
    assert Aanmelding.objects.filter(wachtlijst=False).count() == 5


KOP = "titel;omschrijving;thema;soort;lat;lon;plaats;naam\n"


def test_een_bestand_geeft_de_goede_regels_en_noemt_de_slechte(wandeling, thema):
    inhoud = (
        KOP
        + "Goed;;Verlichting;knelpunt;52,35;4,618;;\n;leeg;;;;;;\nThema;;Bestaat niet;;;;;\nPlek;;;;52.3;;;\nKant;;;droom;;;;\n"
        + "x" * 121
        + ";;;;;;;\nBuiten;;;;52.37;4.618;;\n"
    )
    verslag = importeer(wandeling, inhoud.encode(), door=SYSTEEM)
    assert [idee.titel for idee in verslag.toegevoegd] == ["Goed", "Buiten"]
    assert [nummer for nummer, _ in verslag.fouten] == [3, 4, 5, 6, 7]
    assert "buiten de wijk" in verslag.let_op[0][1]
    opnieuw = importeer(wandeling, inhoud.encode(), door=SYSTEEM)
    assert not opnieuw.toegevoegd and opnieuw.stonden_er_al == 2 and Idee.objects.count() == 2


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
def test_elke_gewone_tekenset_komt_goed_binnen(wandeling, codering):
    titel = "Een café in de “Köppel” – één keer"
    verslag = importeer(wandeling, (KOP + f"{titel};;;;;;;\n").encode(codering), door=SYSTEEM)
    assert verslag.toegevoegd[0].titel == titel


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (b"", "leeg"),
        (b"naam;soort\nx;y\n", "titel"),
        (b"titel;kleur\nx;y\n", "kleur"),
        (b"titel\n\x00\n", "geen CSV"),
        (b"titel;titel\na;b\n", "twee keer"),
    ],
)
def test_een_onbruikbaar_bestand_voert_niets_in(wandeling, inhoud, woord):
    with pytest.raises(BestandFout, match=woord):
        importeer(wandeling, inhoud, door=SYSTEEM)
    assert not Idee.objects.exists()


def test_de_opdracht_geeft_de_uitslag_als_afsluitcode(wandeling, tmp_path):
    uit, bestand = io.StringIO(), tmp_path / "op.csv"
    bestand.write_text(KOP + "Goed;;;;;;;\n;slecht;;;;;;\n")
    with pytest.raises(SystemExit) as gestopt:
        call_command("importeer_ideeen", bestand, wijk="geleerdenwijk", wandeling=wandeling.pk, stdout=uit)
    assert gestopt.value.code == 1 and "Regel 3" in uit.getvalue() and "1 idee toegevoegd, 0 stonden er al, 1 regel niet gelezen." in uit.getvalue()
    with pytest.raises(CommandError) as fout:
        call_command("importeer_ideeen", tmp_path / "weg.csv", wijk="geleerdenwijk", wandeling=wandeling.pk)
    assert fout.value.returncode == 2


@pytest.mark.usefixtures("begonnen")
def test_invoer_per_regel_en_als_lijst(wandeling, als, ambtenaar, client):
    als(ambtenaar)
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/"
    velden = {"wat": "regel", "titel": "Een boom", "soort": "kans", "sleutel": uuid.uuid4().hex}
    for _ in range(2):
        assert client.post(pad, velden).status_code == 302
    regels = ["Een boom", 'Een "tweede" boom; met puntkomma', '"Een citaat" ' + "x" * 130]
    antwoord = client.post(pad, {"wat": "lijst", "regels": "\n".join(regels)})
    tekst = html.unescape(antwoord.content.decode())
    assert antwoord.status_code == 422 and antwoord.context["lijst"]["regels"].value() == regels[2]
    assert "1 idee toegevoegd, 1 stond er al, 1 regel niet gelezen." in tekst
    assert tekst.count("Regel 1: ") == 3 and "Regel 4" not in tekst  # in the summary, beside the field and in the report
    assert [i.titel for i in Idee.objects.order_by("nummer")] == ["Een boom", 'Een "tweede" boom; met puntkomma']
    assert set(Idee.objects.values_list("herkomst", flat=True)) == {"wandeling"}


@pytest.mark.usefixtures("begonnen")
def test_een_geplakte_lijst_krijgt_wat_gekozen_is_en_staat_er_meteen(wandeling, thema, als, ambtenaar, client):
    als(ambtenaar)
    halte = wandeling.haltes.create(volgorde=1, naam="De oversteek")
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/"
    keuze = {"lijst_soort": "knelpunt", "lijst_thema": thema.pk, "lijst_halte": halte.pk}
    regels = ["- Een boom", "* Een hek", "• Een paal", "12. Een bank", "3 lampen zijn stuk", "-", "-5 graden in de hal"]
    antwoord = client.post(pad, {"wat": "lijst", "regels": "\n".join(regels), **keuze}, follow=True)
    titels = ["Een boom", "Een hek", "Een paal", "Een bank", "3 lampen zijn stuk", "-5 graden in de hal"]
    assert [idee.titel for idee in wandeling.ideeen.order_by("nummer")] == titels
    assert set(wandeling.ideeen.values_list("soort", "thema", "halte", "plaats")) == {("knelpunt", thema.pk, halte.pk, "De oversteek")}
    tekst = html.unescape(antwoord.content.decode())
    assert f"6 ideeën toegevoegd, 0 stonden er al, 0 regels niet gelezen. Soort: knelpunt. Thema: {thema}. Halte: {halte}." in tekst
    assert all(f">{titel}</a>" in tekst for titel in titels) and tekst.count("Halte: De oversteek</td>") == 6
    assert [antwoord.context["regel"][naam].value() for naam in ("soort", "thema", "halte")] == ["knelpunt", str(thema.pk), str(halte.pk)]
    # Not all of it: what did come in stands there too.
    fout = client.post(pad, {"wat": "lijst", "regels": "1) Nog een boom\n2) " + "x" * 130, **keuze})
    assert fout.status_code == 422 and ">Nog een boom</a>" in fout.content.decode() and fout.context["lijst"]["lijst_halte"].value() == str(halte.pk)


@pytest.mark.usefixtures("begonnen")
def test_de_halte_is_de_plek_van_wie_geen_plek_noemt(wandeling, als, ambtenaar, client):
    halte = wandeling.haltes.create(volgorde=1, naam="De muziektent")  # not on the map
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/"
    for plaats in ("", "achter de tent"):
        als(ambtenaar).post(pad, {"wat": "regel", "titel": "Licht", "soort": "kans", "halte": halte.pk, "plaats": plaats})
    assert list(Idee.objects.order_by("pk").values_list("plaats", flat=True)) == ["De muziektent", "achter de tent"]
    # What is read from a file after it is still the same remark.
    assert importeer(wandeling, b"titel;soort;plaats\nLicht;kans;\nLicht;kans;achter de tent\n", door=SYSTEEM).stonden_er_al == 2


@met_echte_plannen
def test_echte_plannen_komen_ongeschonden_binnen(wandeling):
    plannen = titels()
    inhoud = "titel\n" + "".join('"{}"\n'.format(titel.replace('"', '""')) for titel in plannen)
    verslag = importeer(wandeling, inhoud.encode(), door=SYSTEEM)
    assert len(plannen) > 100 and not verslag.fouten
    assert [idee.titel for idee in verslag.toegevoegd] == [titel.strip() for titel in plannen]
