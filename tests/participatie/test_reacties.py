"""Reactions: read before or after, as the wijk has set; reported by anyone; and who wrote one is told why it is not shown."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from participatie.deeds.reacties import meld_reactie, modereer, reageer
from participatie.models import Melding, Reactie
from wijk import werklijst
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
from wijk.rechten import rechten_van

LIJST = "/werkplek/geleerdenwijk/reacties/"


@pytest.fixture
def schrijf(idee, bewoner):
    def doe(tekst: str = "Goed plan!", door=bewoner) -> Reactie:
        return reageer(idee, tekst, uuid.uuid4(), door=door)

    return doe


@pytest.fixture
def achteraf(wijk):
    wijk.reacties_vooraf = False
    wijk.save()


def pagina(client, idee) -> str:
    return client.get(idee.get_absolute_url()).content.decode()


def meldpad(reactie) -> str:
    return f"{reactie.idee.get_absolute_url()}reacties/{reactie.pk}/meld/"


def taken(wijk, wie) -> dict[str, int]:
    return {taak.een: taak.aantal for taak in werklijst.van_wijk(wijk, rechten_van(wie, wijk))}


def test_de_wijk_kiest_of_een_reactie_eerst_gelezen_wordt(wijk, idee, schrijf, als, wijkcoordinator, client, ambtenaar):
    schrijf("Eerst lezen.")
    assert "Eerst lezen." not in pagina(client, idee)
    als(wijkcoordinator)
    pad = "/werkplek/geleerdenwijk/kader/wijk/"
    form = client.get(pad).context["form"]
    velden = {naam: form[naam].value() or "" for naam in form.fields if naam != "reacties_vooraf"} | {"direct_publiceren": "on"}
    assert client.post(pad, {**velden, "huisregels": "Wees lief.\nScheld niet."}).status_code == 302
    wijk.refresh_from_db(), idee.refresh_from_db()
    client.logout()
    schrijf("Meteen te zien.")
    assert "Meteen te zien." in pagina(client, idee)
    regels = client.get("/geleerdenwijk/huisregels/").content.decode()
    assert "<li>Wees lief.</li>" in regels and "staat meteen op de website" in regels
    assert taken(wijk, ambtenaar)["reactie om te lezen"] == 2, "what stands already is read afterwards"


def test_iedereen_meldt_een_reactie_ook_zonder_account(wijk, idee, schrijf, ambtenaar, client, als):
    reactie = modereer(schrijf("Dit is van Jan de Boer."), True, door=ambtenaar)
    assert meldpad(reactie) in pagina(client, idee)
    leeg = client.post(meldpad(reactie), {"reden": " "})
    assert leeg.status_code == 422 and not Melding.objects.exists()
    form = {"reden": "Er staat een naam in.", "sleutel": uuid.uuid4().hex}
    for _ in range(2):
        assert client.post(meldpad(reactie), form).status_code == 302
    assert Melding.objects.get().melder is None
    assert taken(wijk, ambtenaar)["reactie is gemeld"] == 1
    tekst = als(ambtenaar).get(LIJST).content.decode()
    assert "Er staat een naam in." in tekst and "Jan de Boer" in tekst
    log = str(list(Gebeurtenis.objects.values_list("tekst", "gegevens", "openbaar")))
    assert "Jan de Boer" not in log and "naam in" not in log
    assert not Gebeurtenis.objects.filter(soort="reactie.gemeld", openbaar=True).exists()


def test_wat_een_ambtenaar_las_blijft_staan_en_wat_niemand_las_gaat_bij_een_melding_uit_beeld(idee, schrijf, ambtenaar, client, achteraf):
    idee.refresh_from_db()
    gelezen, ongelezen = modereer(schrijf("Gelezen."), True, door=ambtenaar), schrijf("Ongelezen.")
    assert "Ongelezen." in pagina(client, idee)
    for reactie in (gelezen, ongelezen):
        client.post(meldpad(reactie), {"reden": "Niet aardig."})
    tekst = pagina(client, idee)
    assert "Gelezen." in tekst and "Ongelezen." not in tekst
    assert client.post(meldpad(ongelezen), {"reden": "Nog eens."}, follow=True).status_code == 200
    ongelezen.refresh_from_db()
    modereer(ongelezen, True, door=ambtenaar)
    client.post(meldpad(ongelezen), {"reden": "Weer niet aardig."})
    assert "Ongelezen." in pagina(client, idee), "an official has read it now"


def test_een_besluit_handelt_de_meldingen_af_die_gezien_zijn(wijk, schrijf, ambtenaar, als):
    reactie = modereer(schrijf(), True, door=ambtenaar)
    eerste = meld_reactie(reactie, "Niet aardig.", door=None)
    client = als(ambtenaar)
    assert f'name="gezien-{reactie.pk}" value="{eerste.pk}"' in client.get(LIJST).content.decode()
    tweede = meld_reactie(reactie, "Er staat een adres in.", door=None)
    client.post(f"{LIJST}{reactie.pk}/", {"plaats": reactie.pk, f"gezien-{reactie.pk}": eerste.pk})
    assert list(Melding.objects.open()) == [tweede] and taken(wijk, ambtenaar)["reactie is gemeld"] == 1
    client.post(f"{LIJST}{reactie.pk}/", {f"reden-{reactie.pk}": "Er staat een adres in.", f"gezien-{reactie.pk}": tweede.pk})
    reactie.refresh_from_db()
    assert reactie.status == "verborgen" and not Melding.objects.open().exists()
    assert "reactie is gemeld" not in taken(wijk, ambtenaar)


def test_wie_de_reactie_schreef_leest_waarom_die_er_niet_staat(idee, schrijf, ambtenaar, bewoner, persoon, als, client):
    reactie = schrijf("Wat een onzin.")
    for leeg in ("", "   "):
        with pytest.raises(Geweigerd, match="Zeg waarom"):
            modereer(reactie, False, leeg, door=ambtenaar)
    modereer(reactie, False, "Blijf vriendelijk.", door=ambtenaar)
    tekst = als(bewoner).get(idee.get_absolute_url()).content.decode()
    assert "Wat een onzin." in tekst and "Blijf vriendelijk." in tekst and "niet geplaatst" in tekst
    for wie in (persoon(), None):
        client.logout()
        if wie:
            als(wie)
        assert "Wat een onzin." not in pagina(client, idee) and "Blijf vriendelijk." not in pagina(client, idee)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reactie.objects.filter(pk=reactie.pk).update(reden="")


def test_wie_is_ingelogd_meldt_een_reactie_een_keer_tegelijk(schrijf, ambtenaar, persoon):
    reactie, melder = modereer(schrijf(), True, door=ambtenaar), persoon()
    assert meld_reactie(reactie, "Niet aardig.", door=melder) == meld_reactie(reactie, "Echt niet.", door=melder)
    with pytest.raises(IntegrityError), transaction.atomic():
        Melding.objects.create(reactie=reactie, reden="Nog een.", melder=melder)
    modereer(reactie, True, door=ambtenaar)
    assert meld_reactie(reactie, "Toch weer.", door=melder).pk


def test_terugzetten_is_geen_nieuws(idee, schrijf, ambtenaar, achteraf):
    idee.refresh_from_db()
    reactie = schrijf()
    meld_reactie(reactie, "Niet aardig.", door=None)
    reactie.refresh_from_db()
    modereer(reactie, True, door=ambtenaar)
    assert Gebeurtenis.objects.filter(soort="reactie.geplaatst", openbaar=True).count() == 1
    assert Gebeurtenis.objects.filter(soort="reactie.blijft", openbaar=False).count() == 1


def test_alleen_wie_mag_modereren_beslist(schrijf, bewoner, bestuur, als):
    reactie = schrijf()
    for wie in (bewoner, bestuur):
        with pytest.raises(GeenRecht):
            modereer(reactie, True, door=wie)
        assert als(wie).get(LIJST).status_code == 403


def test_de_reactie_van_een_idee_dat_niet_op_de_website_staat_is_niet_te_melden(idee, schrijf, ambtenaar, client):
    reactie = modereer(schrijf(), True, door=ambtenaar)
    idee.openbaar = False
    idee.save()
    assert client.get(meldpad(reactie)).status_code == 404
    assert client.get("/geleerdenwijk/ideeen/1/reacties/999/meld/").status_code == 404


def test_meer_reacties_kosten_niet_meer_vragen(idee, schrijf, ambtenaar, als, django_assert_max_num_queries):
    client = als(ambtenaar)

    def vragen() -> list[int]:
        uit = []
        for pad in (LIJST, idee.get_absolute_url()):
            client.get(pad)
            with django_assert_max_num_queries(40) as geteld:
                assert client.get(pad).status_code == 200
            uit.append(len(geteld))
        return uit

    def nog(aantal):
        for nummer in range(aantal):
            reactie = schrijf(f"Nummer {nummer}.")
            if nummer % 2:
                meld_reactie(modereer(reactie, True, door=ambtenaar), "Hm.", door=None)

    nog(50)
    eerst = vragen()
    nog(50)
    assert vragen() == eerst


def test_wat_gelezen_is_blijft_te_vinden(idee, bewoner, ambtenaar, als):
    reageer(idee, "Lelijke woorden", None, door=bewoner)
    client, pad = als(ambtenaar), "/werkplek/geleerdenwijk/reacties/"
    reactie = Reactie.objects.get()
    assert "staat op de website" in client.post(f"{pad}{reactie.pk}/", {"plaats": "1"}, follow=True).content.decode()
    assert "Lelijke woorden" not in client.get(pad).content.decode()
    assert "Lelijke woorden" in client.get(f"{pad}?lees=gelezen").content.decode()
    assert "staat niet op de website" in client.post(f"{pad}{reactie.pk}/", {f"reden-{reactie.pk}": "Scheldt."}, follow=True).content.decode()
    reactie.refresh_from_db()
    assert (reactie.status, reactie.reden) == ("verborgen", "Scheldt.")


def test_een_reden_bij_een_andere_reactie_blijft_staan(schrijf, ambtenaar, als):
    """Without script each button sends the whole page; the Enter key shows nothing."""
    een, ander, client = schrijf("Een."), schrijf("Ander."), als(ambtenaar)
    velden = {"blad": LIJST, f"reden-{een.pk}": "", f"reden-{ander.pk}": "Noem geen namen."}
    assert 'value="Noem geen namen."' in client.post(LIJST, {**velden, "kies": "kies"}, follow=True).content.decode()
    geweigerd = client.post(f"{LIJST}{een.pk}/", {**velden, "niet": een.pk}, follow=True).content.decode()
    assert "Zeg waarom u de reactie niet plaatst." in geweigerd and 'value="Noem geen namen."' in geweigerd
    assert 'value="Noem geen namen."' in client.post(f"{LIJST}{een.pk}/", {**velden, "plaats": een.pk}, follow=True).content.decode()
    een.refresh_from_db(), ander.refresh_from_db()
    assert (een.status, ander.gelezen_op) == ("zichtbaar", None)


@pytest.mark.parametrize("naar, velden", [("ideeen/1/steun/", {"soort": "doe_mee"}), ("op-de-hoogte/", {"wat": "idee-1", "ritme": "direct"})])
def test_wat_getypt_is_blijft_als_u_eerst_iets_anders_drukt(idee, bewoner, als, naar, velden):
    klant = als(bewoner)
    pagina = klant.get(idee.get_absolute_url()).content.decode()
    assert 'form="reactieformulier" formaction="/geleerdenwijk/ideeen/1/steun/"' in pagina and 'name="wat" value="idee-1"' in pagina
    antwoord = klant.post(f"/geleerdenwijk/{naar}", {**velden, "tekst": "Half getypt."}, follow=True)
    assert antwoord.context["reactieform"]["tekst"].value() == "Half getypt." and not Reactie.objects.exists()
    assert not klant.get(idee.get_absolute_url()).context["reactieform"]["tekst"].value()
