"""On the walk with a phone: what it kept arrives late, more than once and in any order, and becomes one idea, one person, the last tap."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie.deeds.veld import noteer_onderweg, tik
from participatie.deeds.wandelingen import kwam_erbij, meld_aan, meld_af, noteer_aanwezigheid
from participatie.models import Aanmelding, Idee, Wijkwandeling
from tests.gelijktijdig import tegelijk
from tests.participatie.fotos import bestand, inhoud_van, vlak
from wijk.deeds.vergeten import vergeet
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis
from wijk.persoonsgegevens import Wens, alles_van


@pytest.fixture
def veld(wandeling):
    Wijkwandeling.objects.update(begint=timezone.now() - timedelta(minutes=1))
    return f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/veld/"


@pytest.fixture
def begonnen(wandeling):
    Wijkwandeling.objects.update(begint=timezone.now() + timedelta(days=1))
    ans, bram = (meld_aan(wandeling, {"naam": naam}, door=None) for naam in ("Ans", "Bram"))
    wandeling.begint = timezone.now() - timedelta(minutes=30)
    wandeling.save()
    return ans, bram


def ms(moment) -> int:
    return int(moment.timestamp() * 1000)


def regel(**anders) -> dict:
    return {"titel": "Een bankje", "soort": "kans", "sleutel": uuid.uuid4().hex} | anders


def test_dezelfde_opmerking_nog_eens_is_een_idee(wandeling, veld, als, ambtenaar, client):
    halte = wandeling.haltes.create(volgorde=1, naam="De speeltuin")
    als(ambtenaar)
    wat = regel(halte="De speeltuin", lat="52.35", lon="4.618")
    nummers = [client.post(f"{veld}idee/", {**wat, "fotos": bestand(inhoud_van(vlak()))}).json()["nummer"] for _ in range(3)]
    idee = Idee.objects.get()
    assert nummers == [idee.nummer] * 3 and idee.fotos.count() == 1
    assert (idee.halte, idee.wandeling, idee.herkomst, idee.invoerder, idee.lat) == (halte, wandeling, "wandeling", ambtenaar, 52.35)


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_tegelijk_gestuurd_is_het_een_idee_en_een_mens(wandeling, ambtenaar):
    Wijkwandeling.objects.update(begint=timezone.now())
    wandeling.refresh_from_db()
    sleutel = uuid.uuid4()
    uit = tegelijk(lambda n: noteer_onderweg(wandeling, sleutel=sleutel, titel="Een bankje", soort="kans", door=ambtenaar).nummer, 6)
    wie = tegelijk(lambda n: kwam_erbij(wandeling, {"naam": "Ans"}, sleutel=sleutel, door=ambtenaar).pk, 6)
    assert uit == [Idee.objects.get().nummer] * 6 and wie == [Aanmelding.objects.get().pk] * 6


def test_een_halte_die_van_de_route_is_wordt_de_plek(wandeling, veld, als, ambtenaar):
    assert als(ambtenaar).post(f"{veld}idee/", regel(halte="De oude halte")).status_code == 200
    idee = Idee.objects.get()
    assert idee.halte is None and idee.plaats == "De oude halte"


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"titel": ""}, "verplicht"),
        ({"titel": "x" * 121}, "120"),
        ({"soort": "droom"}, "droom"),
        ({"lat": "91", "lon": "4"}, "90"),
        ({"lat": "52"}, ""),
        ({"fotos": bestand(b"dit is geen foto")}, "kunnen we niet lezen"),
    ],
)
def test_wat_niet_kan_zegt_waarom_en_kan_verbeterd_worden(wandeling, veld, als, ambtenaar, anders, reden):
    wat = regel()
    antwoord = als(ambtenaar).post(f"{veld}idee/", wat | anders)
    assert antwoord.status_code == 422 and antwoord.json()["reden"] and reden in antwoord.json()["reden"]
    assert not Idee.objects.exists()
    assert als(ambtenaar).post(f"{veld}idee/", wat).status_code == 200, "the same key, mended"


def test_wat_half_aankomt_wordt_niet_bewaard_en_heet_niet_geweigerd(wandeling, veld, als, ambtenaar, client):
    """As a phone sends it: the photo before the key. Whatever is cut off, the key is then not whole."""
    als(ambtenaar)
    grens, foto = "grens", inhoud_van(vlak(300, 200))
    delen = [
        ("titel", b"Een bankje", ""),
        ("soort", b"kans", ""),
        ("fotos", foto, '; filename="foto.jpg"'),
        ("sleutel", uuid.uuid4().hex.encode(), ""),
    ]
    heel = b"".join(
        f'--{grens}\r\nContent-Disposition: form-data; name="{naam}"{extra}\r\n\r\n'.encode() + inhoud + b"\r\n" for naam, inhoud, extra in delen
    )
    stuur = lambda inhoud: client.generic("POST", f"{veld}idee/", inhoud, f"multipart/form-data; boundary={grens}").status_code  # noqa: E731
    for deel in (0.1, 0.3, 0.6, 0.9):
        assert stuur(heel[: int(len(heel) * deel)]) == 400
    assert stuur(heel[:-8]) == 400 and not Idee.objects.exists()
    assert stuur(heel + f"--{grens}--\r\n".encode()) == 200 and Idee.objects.get().fotos.count() == 1


def test_op_een_afgelaste_wandeling_komt_niets_meer_maar_wat_er_stond_blijft_gevonden(wandeling, veld, als, ambtenaar):
    als(ambtenaar).post(f"{veld}idee/", eerste := regel())
    Wijkwandeling.objects.update(status="afgelast", reden_afgelast="storm")
    assert "afgelast" in als(ambtenaar).post(f"{veld}idee/", regel()).json()["reden"]
    assert als(ambtenaar).post(f"{veld}idee/", eerste).json()["nummer"] == Idee.objects.get().nummer


def test_voor_de_dag_van_de_wandeling_wordt_niets_bewaard_wat_daar_gezegd_zou_zijn(wandeling, veld, als, ambtenaar, client):
    Wijkwandeling.objects.update(begint=timezone.now() + timedelta(days=5))
    antwoord = als(ambtenaar).post(f"{veld}idee/", wat := regel())
    assert antwoord.status_code == 422 and "De wandeling is pas op" in antwoord.json()["reden"] and not Idee.objects.exists()
    assert "Voer in wat er gezegd is" not in client.get(veld.removesuffix("veld/")).content.decode()
    Wijkwandeling.objects.update(begint=timezone.now())
    assert client.post(f"{veld}idee/", wat).status_code == 200


def test_na_herladen_staat_er_wat_er_van_mij_aankwam_met_waar_ik_het_rechtzet(wandeling, veld, als, ambtenaar, persoon, client):
    als(ambtenaar).post(f"{veld}idee/", regel())
    mijn = client.get(f"{veld}stand/").json()["van_mij"]
    assert [een["titel"] for een in mijn] == ["Een bankje"] and client.get(mijn[0]["pad"]).status_code == 200
    assert als(persoon("wijkcoordinator")).get(f"{veld}stand/").json()["van_mij"] == []


def test_de_laatste_tik_telt_ook_als_hij_eerder_aankomt(wandeling, veld, begonnen, als, ambtenaar, client):
    ans, _ = begonnen
    als(ambtenaar)
    nu = timezone.now() - timedelta(minutes=10)
    tikken = [("1", nu + timedelta(minutes=2)), ("0", nu), ("1", nu + timedelta(minutes=2)), ("0", nu + timedelta(minutes=1))]
    uit = [client.post(f"{veld}tik/", {"aanmelding": ans.pk, "aanwezig": ja, "moment": ms(wanneer)}).json() for ja, wanneer in tikken]
    assert uit == [{"aanwezig": True}] * 4
    assert Gebeurtenis.objects.filter(soort="wandeling.aanwezigheid").count() == 1, "the same again, or an older one, is nothing new"


def test_een_telefoon_die_voorloopt_houdt_de_volgende_tik_niet_tegen(wandeling, begonnen, ambtenaar):
    ans, _ = begonnen
    tik(wandeling, ans.pk, True, timezone.now() + timedelta(hours=5), door=ambtenaar)
    assert tik(wandeling, ans.pk, False, timezone.now(), door=ambtenaar).aanwezig is False


def test_tikken_kan_op_de_dag_zelf_en_alleen_wie_is_aangemeld(wandeling, veld, als, ambtenaar):
    Wijkwandeling.objects.update(begint=timezone.now() + timedelta(days=7))
    ans = meld_aan(wandeling, {"naam": "Ans"}, door=None)
    wat = {"aanmelding": ans.pk, "aanwezig": "1", "moment": ms(timezone.now())}
    assert "pas op" in als(ambtenaar).post(f"{veld}tik/", wat).json()["reden"]
    meld_af(ans, door=None)
    Wijkwandeling.objects.update(begint=timezone.now())
    antwoord = als(ambtenaar).post(f"{veld}tik/", wat)
    assert antwoord.status_code == 422 and "afgemeld" in antwoord.json()["reden"]
    for slecht in ({"moment": "gisteren"}, {"moment": "9" * 30}, {"aanwezig": "misschien"}, {"aanmelding": "0"}):
        assert als(ambtenaar).post(f"{veld}tik/", wat | slecht).status_code == 422


def test_een_lijst_die_lang_openstond_wist_geen_tik_van_een_ander(wandeling, begonnen, als, ambtenaar, client):
    """The page with everybody was open while a phone tapped: only what was changed on it is written; an older tap does not undo it."""
    ans, bram = begonnen
    als(ambtenaar)
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/aanwezigheid/"
    assert 'name="was"' not in client.get(pad).content.decode()
    eerder = timezone.now()
    tik(wandeling, ans.pk, True, eerder, door=ambtenaar)
    client.post(pad, {"getoond": "1", "aanwezig": [bram.pk]})
    assert dict(Aanmelding.objects.values_list("naam", "aanwezig")) == {"Ans": True, "Bram": True}
    client.post(pad, {"getoond": "1", "was": [ans.pk, bram.pk], "aanwezig": [bram.pk]})
    tik(wandeling, ans.pk, True, eerder, door=ambtenaar)
    assert dict(Aanmelding.objects.values_list("naam", "aanwezig")) == {"Ans": False, "Bram": True}


def test_wie_niet_werd_aangevinkt_is_er_toch_als_de_tik_later_aankomt(wandeling, begonnen, ambtenaar):
    ans, bram = begonnen
    getikt = timezone.now() - timedelta(minutes=5)
    noteer_aanwezigheid(wandeling, {bram.pk}, was=set(), door=ambtenaar)
    assert tik(wandeling, ans.pk, True, getikt, door=ambtenaar).aanwezig is True


def test_wie_erbij_kwam_staat_er_een_keer(wandeling, veld, begonnen, als, ambtenaar):
    wat = {"naam": "Carla", "denkt_mee": "1", "sleutel": uuid.uuid4().hex}
    uit = {als(ambtenaar).post(f"{veld}erbij/", wat).json()["aanmelding"] for _ in range(2)}
    carla = Aanmelding.objects.get(naam="Carla")
    assert uit == {carla.pk} and carla.aanwezig and carla.denkt_mee
    assert als(ambtenaar).post(f"{veld}erbij/", {**wat, "naam": "", "sleutel": uuid.uuid4().hex}).status_code == 422
    assert als(ambtenaar).post(f"{veld}erbij/", {"naam": "Dirk"}).status_code == 400


def test_de_stand_heeft_namen_zolang_er_iets_te_noteren_is(wandeling, veld, begonnen, als, ambtenaar, client):
    als(ambtenaar)
    wandeling.haltes.create(volgorde=1, naam="De speeltuin", bekijk="de schommel")
    antwoord = client.get(f"{veld}stand/")
    stand = antwoord.json()
    assert (
        [mens["naam"] for mens in stand["mensen"]] == ["Ans", "Bram"]
        and stand["haltes"] == [{"naam": "De speeltuin", "bekijk": "de schommel"}]
        and not stand["klaar"]
    )
    assert "no-store" in antwoord["Cache-Control"] and "Ans" not in client.get(veld).content.decode()
    Wijkwandeling.objects.update(status="verwerkt")
    stand = client.get(f"{veld}stand/").json()
    assert stand["mensen"] == [] and stand["klaar"] == "verwerkt" and stand["aan_bureau"]


def test_de_stand_kost_met_meer_mensen_niet_meer_vragen(wandeling, veld, begonnen, als, ambtenaar, client):
    als(ambtenaar)
    client.get(f"{veld}stand/")
    with CaptureQueriesContext(connection) as weinig:
        client.get(f"{veld}stand/")
    for nummer in range(20):
        kwam_erbij(wandeling, {"naam": f"Mens {nummer}"}, door=ambtenaar)
        wandeling.haltes.create(volgorde=nummer, naam=f"Halte {nummer}")
    with CaptureQueriesContext(connection) as veel:
        assert len(client.get(f"{veld}stand/").json()["mensen"]) == 22
    assert len(veel) == len(weinig)


def test_wanneer_iemand_er_was_is_te_lezen_en_te_vergeten(wandeling, begonnen, ambtenaar, bewoner):
    Aanmelding.objects.filter(naam="Ans").update(gebruiker=bewoner)
    tik(wandeling, begonnen[0].pk, True, timezone.now(), door=ambtenaar)
    ans = Aanmelding.objects.get(gebruiker=bewoner)
    assert alles_van(bewoner)["Wandelingen"][0]["aanwezigheid genoteerd op"] == ans.getikt_op
    vergeet(bewoner, Wens(), door=bewoner)
    ans.refresh_from_db()
    assert (ans.getikt_op, ans.aanwezig, ans.naam) == (None, True, "een bewoner")


@pytest.mark.parametrize("wat", ["", "werker.js", "onderweg.webmanifest", "stand/"])
def test_alleen_wie_er_werkt_krijgt_de_pagina_en_de_namen(wandeling, veld, begonnen, als, client, persoon, andere_wijk, wat):
    assert client.get(f"{veld}{wat}")["Location"].startswith("/inloggen/")
    for wie in (persoon("bewoner"), persoon("bestuur"), persoon("ambtenaar", in_wijk=andere_wijk)):
        assert als(wie).get(f"{veld}{wat}").status_code == 403
    assert als(persoon("ambtenaar")).get(f"{veld}{wat}").status_code == 200


def test_zonder_token_wordt_niets_bewaard(wandeling, veld, ambtenaar):
    from django.test import Client

    streng = Client(enforce_csrf_checks=True)
    streng.force_login(ambtenaar, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert streng.post(f"{veld}idee/", wat := regel()).status_code == 403 and not Idee.objects.exists()
    token = streng.get(f"{veld}stand/").json()["token"]
    assert streng.post(f"{veld}idee/", wat, headers={"X-CSRFToken": token}).status_code == 200


def test_de_werker_en_het_manifest_gelden_voor_een_wandeling(wandeling, veld, als, ambtenaar, client):
    als(ambtenaar)
    werker, manifest = client.get(f"{veld}werker.js"), client.get(f"{veld}onderweg.webmanifest")
    assert werker["Content-Type"].startswith("text/javascript") and "Service-Worker-Allowed" not in werker
    gegevens = json.loads(manifest.content)
    assert gegevens["scope"] == gegevens["start_url"] == veld and gegevens["display"] == "standalone"


def test_een_wandeling_van_een_andere_wijk_is_er_niet(wandeling, andere_wijk, persoon, als):
    iemand = als(persoon("ambtenaar", in_wijk=andere_wijk))
    assert iemand.post(f"/werkplek/rivierenwijk/wandelingen/{wandeling.pk}/veld/idee/", regel()).status_code == 404
    with pytest.raises(Geweigerd):
        noteer_onderweg(wandeling, sleutel=uuid.uuid4(), titel="x", soort="kans", door=persoon("bewoner"))
