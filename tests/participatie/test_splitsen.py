"""One remark with several things in it becomes several ideas of the same person and the same day; and it can be put back."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from participatie.deeds.ideeen import dien_in, orden, publiceer, steun
from participatie.deeds.ordenen import maak_ongedaan
from participatie.deeds.papier import bewaar_postadres
from participatie.deeds.reacties import reageer
from participatie.deeds.splitsen import afdruk_van, splits
from participatie.deeds.toetsen import naar_onderhoud, voeg_samen
from participatie.deeds.wandelingen import meld_verwerkt
from participatie.importeren import importeer
from participatie.models import Idee, Ordening, Postadres, Wijkwandeling
from wijk.cijfers import van_wijk
from wijk.deeds.volgen import volg
from wijk.fouten import Geweigerd
from wijk.models import Bezorging, Gebeurtenis, Gevolgd
from wijk.volgen import van_ding

TEKST = "Het is donker bij de vijver. En er ligt veel afval."


@pytest.fixture
def samen(wijk, ambtenaar, wandeling):
    """Said by Ans on a walk: two things at once."""
    idee = dien_in(
        wijk, titel="Donker en vies", omschrijving=TEKST, soort="knelpunt", naam="Ans", email="ans@voorbeeld.nl", plaats="bij de vijver",
        herkomst="wandeling", wandeling=wandeling, door=ambtenaar,
    )  # fmt: skip
    Idee.objects.filter(pk=idee.pk).update(ontvangen_op="2026-01-05T10:00:00Z", antwoord_voor="2026-02-02")
    idee.refresh_from_db()
    return idee


def pad(idee) -> str:
    return f"/werkplek/geleerdenwijk/ideeen/{idee.nummer}/splitsen/"


def velden(idee, thema=None, **anders) -> dict:
    uit = {"gezien": afdruk_van(idee), "aantal": 3}
    for n, titel in ((1, "Donker bij de vijver"), (2, "Afval bij de vijver"), (3, "")):
        uit |= {f"titel_{n}": titel, f"omschrijving_{n}": "", f"soort_{n}": "knelpunt", f"thema_{n}": thema.pk if thema and n == 2 else ""}
    return uit | anders


def test_delen_zijn_van_dezelfde_persoon_wandeling_en_dag(samen, thema, ambtenaar, als, client, mailoutbox):
    bewaar_postadres(samen, {"straat": "Laan 1", "postcode": "2104 AB", "woonplaats": "Heemstede"}, door=ambtenaar)
    mailoutbox.clear()
    assert als(ambtenaar).post(pad(samen), velden(samen, thema)).status_code == 302
    samen.refresh_from_db()
    deel = Idee.objects.get(gesplitst_uit=samen)
    assert (samen.nummer, samen.titel, samen.omschrijving) == (1, "Donker bij de vijver", "")
    assert (deel.nummer, deel.titel, deel.thema, deel.status) == (2, "Afval bij de vijver", thema, "ontvangen")
    for naam in ("naam", "email", "wandeling", "herkomst", "plaats", "ontvangen_op", "antwoord_voor", "invoerder", "openbaar"):
        assert getattr(deel, naam) == getattr(samen, naam), naam
    assert deel.postadres.straat == "Laan 1" and not mailoutbox
    client.logout()
    for een, ander in ((samen, deel), (deel, samen)):
        assert f"/geleerdenwijk/ideeen/{ander.nummer}/" in client.get(een.get_absolute_url()).content.decode()
    assert [idee.pk for idee in client.get("/geleerdenwijk/ideeen/?zoek=afval").context["ideeen"]] == [deel.pk]
    assert "Ans" not in str(list(Gebeurtenis.objects.values_list("tekst", "gegevens")))


def test_wat_niet_klopt_staat_bij_het_veld_en_wat_getypt_is_blijft(samen, ambtenaar, als):
    client = als(ambtenaar)
    for anders, woord in (
        ({"titel_2": ""}, "Vul de titel van een tweede deel in."),
        ({"titel_1": ""}, "dit deel houdt het nummer"),
        ({"titel_3": "", "omschrijving_3": "Nog iets"}, "Geef dit deel een titel."),
        ({"soort_2": "ramp"}, "ramp"),
    ):
        antwoord = client.post(pad(samen), velden(samen, **anders))
        assert antwoord.status_code == 422 and woord in antwoord.content.decode(), anders
    orden(samen, {"titel": "Intussen anders"}, door=ambtenaar)
    samen_oud = velden(samen) | {"gezien": "x" * 16}
    antwoord = client.post(pad(samen), samen_oud)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Intussen anders" in tekst and 'value="Afval bij de vijver"' in tekst
    with pytest.raises(Geweigerd, match="intussen veranderd"):
        splits(samen, {"titel": "a"}, [{"titel": "b", "soort": "kans"}], gezien="x", door=ambtenaar)
    assert not Idee.objects.filter(gesplitst_uit=samen).exists()


def test_nog_een_deel_erbij_houdt_alles_wat_getypt_is(samen, ambtenaar, als):
    antwoord = als(ambtenaar).post(pad(samen), velden(samen, titel_3="Derde", meer="1"))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200 and "Deel 4" in tekst and 'value="Derde"' in tekst and not antwoord.context["form"].errors


def test_na_een_antwoord_wordt_niet_meer_gesplitst(samen, ambtenaar, als):
    naar_onderhoud(samen, "Naar de ploeg.", door=ambtenaar)
    samen.refresh_from_db()
    antwoord = als(ambtenaar).post(pad(samen), velden(samen))
    assert antwoord.status_code == 422 and "kan niet meer gesplitst worden" in antwoord.content.decode()


def test_ongedaan_zet_de_woorden_terug_en_van_het_deel_blijft_alleen_het_nummer(samen, wijk, ambtenaar, bewoner, als, client, mailoutbox):
    bewaar_postadres(samen, {"straat": "Laan 1", "postcode": "2104 AB", "woonplaats": "Heemstede"}, door=ambtenaar)
    (deel,) = splits(samen, {"titel": "Donker", "omschrijving": ""}, [{"titel": "Afval", "soort": "knelpunt"}], door=ambtenaar)
    for een in (samen, deel):
        steun(een, "goed_idee", door=bewoner)
    steun(deel, "goed_idee", door=ambtenaar)
    reageer(deel, "Dat zie ik ook.", uuid.uuid4(), door=bewoner)
    volg(wijk, van_ding(deel), "direct", "volgt@voorbeeld.nl", door=None)
    Gevolgd.objects.update(bevestigd_op=timezone.now())
    maak_ongedaan(Ordening.objects.get(), door=ambtenaar)
    samen.refresh_from_db(), deel.refresh_from_db()
    assert (samen.titel, samen.omschrijving, samen.status) == ("Donker en vies", TEKST, "ontvangen")
    # What people did with the part is of the idea; who followed it hears it once.
    assert (samen.steun_aantal, samen.steun.count(), samen.reacties.count()) == (2, 2, 1)
    over = Bezorging.objects.filter(gebeurtenis__soort__in=["idee.niet_gesplitst", "idee.teruggezet"])
    assert list(over.values_list("volger__email", "gebeurtenis__onderwerp_id")) == [("volgt@voorbeeld.nl", samen.pk)]
    # Nothing of the part is left but its number, and it says where to go on.
    assert (deel.naam, deel.email, deel.plaats, deel.steun_aantal) == ("", "", "", 0) and not Postadres.objects.filter(idee=deel).exists()
    antwoord = client.get(deel.get_absolute_url())
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200 and "Dat is ongedaan gemaakt" in tekst and samen.get_absolute_url() in tekst and "Afval" not in tekst
    tekst = client.get(samen.get_absolute_url()).content.decode()
    assert "Dit idee is gesplitst" not in tekst and f"Het splitsen van idee {samen.nummer} is ongedaan gemaakt" in tekst
    for pad in ("ideeen/", "ideeen.csv", "ideeen.geojson"):
        gelezen = client.get(f"/geleerdenwijk/{pad}")
        inhoud = b"".join(gelezen.streaming_content) if gelezen.streaming else gelezen.content
        assert "weer bij een ander idee" not in inhoud.decode() and f"ideeen/{deel.nummer}/" not in inhoud.decode(), pad
    assert next(cijfer.waarde for groep in van_wijk(wijk) for cijfer in groep.cijfers if cijfer.naam == "Ideeën ingebracht") == "1"
    assert [idee.nummer for idee in als(ambtenaar).get("/werkplek/geleerdenwijk/ideeen/").context["ideeen"]] == [samen.nummer]
    # The walk counts what was said, not the numbers that it took; and the words of the part are not there any more.
    assert wijk.wandelingen.met_aantallen().get().aantal_ideeen == 1
    assert len(importeer(samen.wandeling, b"titel;soort\nAfval;knelpunt\n", door=ambtenaar).toegevoegd) == 1
    Wijkwandeling.objects.update(status="gelopen")
    meld_verwerkt(Wijkwandeling.objects.get(), door=ambtenaar)
    assert "2 ideeën" in Gebeurtenis.objects.van_soort("wandeling.verwerkt").get().tekst
    with pytest.raises(Geweigerd, match="staat weer bij idee"):
        publiceer(deel, door=ambtenaar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Idee.objects.filter(pk=deel.pk).update(openbaar=True)


def test_een_splitsing_waarvan_een_deel_een_eigen_weg_ging_blijft_heel(samen, wijk, ambtenaar):
    (deel,) = splits(samen, {"titel": "Donker", "omschrijving": ""}, [{"titel": "Afval", "soort": "knelpunt"}], door=ambtenaar)
    voeg_samen(dien_in(wijk, titel="Vuil", soort="knelpunt", door=None), deel, "Hetzelfde.", door=ambtenaar)
    with pytest.raises(Geweigerd, match=f"Idee {deel.nummer} is intussen veranderd"):
        maak_ongedaan(Ordening.objects.get(soort="splitsen"), door=ambtenaar)


def test_een_splitsing_waarvan_een_deel_verder_ging_blijft_heel(samen, ambtenaar):
    (deel,) = splits(samen, {"titel": "Donker", "omschrijving": ""}, [{"titel": "Afval", "soort": "knelpunt"}], door=ambtenaar)
    naar_onderhoud(deel, "Naar de ploeg.", door=ambtenaar)
    with pytest.raises(Geweigerd, match=f"Idee {deel.nummer} is intussen veranderd"):
        maak_ongedaan(Ordening.objects.get(), door=ambtenaar)
    samen.refresh_from_db()
    assert samen.titel == "Donker" and Ordening.objects.get().ongedaan_op is None
