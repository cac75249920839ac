"""The personal link: nobody guesses it, it works once, can be resumed, and one that does not work explains itself."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from evaluatie import deeds
from evaluatie.models import Antwoord, Evaluatie, Genodigde, Vraag
from tests.gelijktijdig import tegelijk
from wijk.fouten import Geweigerd
from wijk.woorden import datum


@pytest.fixture
def genodigde(lopend) -> Genodigde:
    return lopend.genodigden.filter(kant="bewoners").first()


@pytest.fixture
def cijfer(lopend) -> Vraag:
    return lopend.vragen.filter(soort="cijfer", kant="").first()


def tekst(antwoord) -> str:
    return antwoord.content.decode()


def test_antwoorden_kan_zonder_account_een_keer(genodigde, cijfer, client):
    pad = genodigde.get_absolute_url()
    assert client.post(pad, {"leeg": "1"}).status_code == 422
    assert client.post(pad, {f"vraag_{cijfer.pk}": "6"}).status_code == 422
    assert client.post(pad, {f"vraag_{cijfer.pk}": "2"}).status_code == 302
    weer = client.post(pad, {f"vraag_{cijfer.pk}": "5"})
    assert Antwoord.objects.get().cijfer == 2
    assert "Uw antwoorden zijn binnen" in tekst(weer) and "één keer" in tekst(weer) and "<textarea" not in tekst(weer)


def test_wie_stopt_gaat_later_verder_en_tot_dan_telt_het_nergens(genodigde, cijfer, lopend, client):
    pad, woorden = genodigde.get_absolute_url(), lopend.vragen.filter(soort="tekst").first()
    assert client.post(pad, {f"vraag_{cijfer.pk}": "4", f"vraag_{woorden.pk}": "Half af", "actie": "later"}).status_code == 302
    client.cookies.clear()
    pagina = tekst(client.get(pad))
    assert "Half af" in pagina and 'value="4" ' in pagina.split("checked")[0][-120:] and not Antwoord.objects.exists()
    assert lopend.per_kant()["bewoners"] == (2, 0)
    client.post(pad, {f"vraag_{woorden.pk}": "Af"})
    genodigde.refresh_from_db()
    assert Antwoord.objects.get().tekst == "Af" and genodigde.concept is None


def test_een_verlopen_link_legt_zichzelf_uit(genodigde, cijfer, client):
    Evaluatie.objects.update(open_tot=timezone.localdate() - timedelta(days=1))
    antwoord = client.post(genodigde.get_absolute_url(), {f"vraag_{cijfer.pk}": "4"})
    assert "U kunt niet meer antwoorden." in tekst(antwoord) and not Antwoord.objects.exists()


def test_een_link_die_niet_klopt_legt_zichzelf_uit(genodigde, andere_wijk, client):
    for pad in (genodigde.get_absolute_url()[:-3] + "/", genodigde.get_absolute_url().replace("geleerdenwijk", "rivierenwijk")):
        antwoord = client.get(pad)
        assert antwoord.status_code == 404 and "Deze link klopt niet" in tekst(antwoord)


def test_wie_raadt_vindt_niets_en_wordt_opgehouden(genodigde, client, settings):
    """128 bits: at a hundred guesses a second the chance of a hit in a year is under 10^-28; and after thirty an address is held for the hour."""
    assert len(genodigde.code) >= 22 and Genodigde.objects.values("code").distinct().count() == Genodigde.objects.count()
    settings.DREMPEL_MAAL = 1
    standen = [client.get(f"/geleerdenwijk/evaluaties/invullen/{n:022}/").status_code for n in range(40)]
    assert standen == [404] * 31 + [429] * 9
    # Also a link that is right is held there, so that a guess tells nothing any more; from elsewhere it works.
    gehouden = client.get(genodigde.get_absolute_url())
    assert gehouden.status_code == 429 and "Open uw link na" in tekst(gehouden)
    assert client.get(genodigde.get_absolute_url(), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_wie_langskomt_telt_apart(lopend, cijfer, client):
    pad = f"/geleerdenwijk/evaluaties/{lopend.pk}/invullen/"
    alleen_voor = lopend.vragen.exclude(kant="").first()
    assert alleen_voor.tekst not in tekst(client.get(pad))
    assert client.post(pad, {f"vraag_{cijfer.pk}": "1"}).status_code == 302
    assert lopend.per_kant() == {"bewoners": (2, 0), "organisaties": (2, 0), "gemeente": (2, 0), "": (0, 1)}
    assert Evaluatie.objects.met_aantallen().get().geantwoord == 0


def test_ieder_adres_krijgt_een_mail(lopend, ambtenaar):
    deeds.nodig_uit(lopend, "bewoners", ["BEWONERS1@voorbeeld.nl", "nieuw@voorbeeld.nl"], door=ambtenaar)
    adressen = [bericht.to[0] for bericht in mail.outbox]
    assert len(adressen) == 7 and len(set(adressen)) == 7


# --- frozen -----------------------------------------------------------------------------------------------------------
def aanvallen(evaluatie):
    """Every way to change what was asked, past the deeds."""
    vraag = evaluatie.vragen.first()
    elders = Evaluatie.objects.create(wijk=evaluatie.wijk, titel="Elders").vragen.create(volgorde=1, tekst="Elders?", soort="tekst")
    return {
        "change": lambda: Vraag.objects.filter(pk=vraag.pk).update(tekst="Was het niet geweldig?"),
        "save": lambda: Vraag(pk=vraag.pk, evaluatie=evaluatie, volgorde=1, tekst="Anders", soort="tekst").save(),
        "delete": lambda: vraag.delete(),
        "add": lambda: evaluatie.vragen.create(volgorde=9, tekst="Nog een?", soort="tekst"),
        "move in": lambda: Vraag.objects.filter(pk=elders.pk).update(evaluatie=evaluatie),
        "move out": lambda: evaluatie.vragen.update(evaluatie=elders.evaluatie),
        "thaw": lambda: Evaluatie.objects.filter(pk=evaluatie.pk).update(bevroren_op=None),
        "freeze anew": lambda: Evaluatie.objects.filter(pk=evaluatie.pk).update(bevroren_op=timezone.now()),
    }


def test_na_de_eerste_link_veranderen_de_vragen_op_geen_enkele_manier(lopend, ambtenaar):
    stond = list(lopend.vragen.values_list("pk", "tekst", "soort", "kant"))
    for naam, aanval in aanvallen(lopend).items():
        with pytest.raises(IntegrityError, match="liggen vast"), transaction.atomic():
            aanval()
            pytest.fail(f"{naam} went through")
    with pytest.raises(Geweigerd, match="liggen vast"):
        deeds.bewaar_vraag(lopend, {"tekst": "Nog een?", "soort": "tekst", "kant": ""}, door=ambtenaar)
    with pytest.raises(Geweigerd, match="liggen vast"):
        deeds.verwijder_vraag(lopend.vragen.first(), door=ambtenaar)
    assert list(lopend.vragen.values_list("pk", "tekst", "soort", "kant")) == stond


def test_ten_hoogste_acht_vragen_en_geen_link_voor_ze_vastliggen(wijk, ambtenaar):
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "T", "open_tot": timezone.localdate()}, door=ambtenaar)
    assert evaluatie.vragen.count() == 8
    with pytest.raises(Geweigerd, match="ten hoogste 8"):
        deeds.bewaar_vraag(evaluatie, {"tekst": "Een negende?", "soort": "tekst", "kant": ""}, door=ambtenaar)
    evaluatie.vragen.create(volgorde=9, tekst="Een negende?", soort="tekst")
    with pytest.raises(IntegrityError, match="een tot acht"), transaction.atomic():
        Evaluatie.objects.update(bevroren_op=timezone.now())
    [genodigde] = deeds.nodig_uit(evaluatie, "bewoners", ["a@voorbeeld.nl"], door=ambtenaar)
    with pytest.raises(IntegrityError, match="eerst liggen"), transaction.atomic():
        Genodigde.objects.update(verstuurd_op=timezone.now())
    with pytest.raises(IntegrityError, match="liggen nog niet vast"), transaction.atomic():
        Antwoord.objects.create(vraag=evaluatie.vragen.first(), genodigde=genodigde, cijfer=3)


def test_wat_verstuurd_is_verandert_niet(lopend, genodigde, cijfer):
    deeds.vul_in(genodigde, {cijfer: 2}, door=None)
    ander = lopend.genodigden.exclude(pk=genodigde.pk).first()
    for aanval in (
        lambda: Antwoord.objects.update(cijfer=5),
        lambda: Antwoord.objects.update(genodigde=ander),
        lambda: Antwoord.objects.create(vraag=lopend.vragen.last(), genodigde=genodigde, tekst="Nog iets"),
    ):
        with pytest.raises(IntegrityError, match="antwoord:"), transaction.atomic():
            aanval()
    with pytest.raises(Geweigerd, match="al geantwoord"):
        deeds.vul_in(genodigde, {cijfer: 5}, door=None)


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_200_antwoorden_tegelijk_staan_er_allemaal(lopend, ambtenaar):
    """Forty threads, five people each, and each tries twice: every answer is there, once."""
    cijfer = lopend.vragen.filter(soort="cijfer", kant="").first()
    genodigden = deeds.nodig_uit(lopend, "bewoners", [], 200, door=ambtenaar)

    def stuur(n):
        for genodigde in genodigden[n * 5 : n * 5 + 5] * 2:
            try:
                deeds.vul_in(Genodigde.objects.select_related("evaluatie__wijk").get(pk=genodigde.pk), {cijfer: 1 + genodigde.pk % 5}, door=None)
            except Geweigerd as weigering:
                assert "al geantwoord" in str(weigering)

    assert tegelijk(stuur, 40) == [None] * 40, connection.vendor
    gegeven = dict(Antwoord.objects.filter(vraag=cijfer).values_list("genodigde", "cijfer"))
    assert gegeven == {genodigde.pk: 1 + genodigde.pk % 5 for genodigde in genodigden}
    assert Genodigde.objects.filter(ingevuld_op__isnull=False).count() == 200


def test_wie_na_het_vroege_sluiten_komt_leest_wanneer_dat_was(genodigde, lopend, ambtenaar, client):
    Evaluatie.objects.update(open_tot=timezone.localdate() + timedelta(days=28))
    deeds.sluit(Evaluatie.objects.get(), door=ambtenaar)
    pagina = tekst(client.get(genodigde.get_absolute_url()))
    assert f"De evaluatie is gesloten op {datum(timezone.localdate())}." in pagina and "Antwoorden kon tot" not in pagina
