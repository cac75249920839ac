"""Opening an evaluation: not long before its year is over, never without seeing who is mailed, and once more for who did not answer."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from evaluatie import deeds
from evaluatie.models import Kant
from tests.blad import deel
from wijk.dagen import jaar_later
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis
from wijk.woorden import datum


@pytest.fixture
def klaar(wijk, ambtenaar):
    """`klaar(100)`: a prepared evaluation of a year that has so many days to go, with somebody asked on each side."""

    def maak(dagen: int):
        wijk.startdatum = jaar_later(timezone.localdate() + timedelta(days=dagen), -1)
        wijk.save()
        evaluatie = deeds.maak_evaluatie(wijk, {"titel": "Het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)
        for kant in Kant:
            deeds.nodig_uit(evaluatie, kant, [f"{kant}@voorbeeld.nl"], 1, door=ambtenaar)
        return evaluatie, f"/werkplek/geleerdenwijk/evaluaties/{evaluatie.pk}/"

    return maak


def test_een_jaar_dat_nog_lang_loopt_gaat_alleen_open_om_het_eerder_af_te_sluiten(klaar, ambtenaar, als, client):
    _, pad = klaar(100)
    vanaf = f"Vanaf {datum(timezone.localdate() + timedelta(days=39))} kunt u de evaluatie openen."
    tekst = als(ambtenaar).get(pad).content.decode()
    assert vanaf in tekst and "3 mensen krijgen meteen een e-mail" in tekst and "bewoners@voorbeeld.nl" in tekst
    geweigerd = client.post(pad, deel("open"))
    assert geweigerd.status_code == 422 and vanaf in geweigerd.context["forms"]["open"].errors["eerder"][0] and not mail.outbox
    assert client.post(pad, deel("open", eerder="on")).status_code == 302 and len(mail.outbox) == 3
    assert Gebeurtenis.objects.get(soort="evaluatie.open").gegevens["anders"]["het jaar eerder afsluiten"] == [None, "ja"]


def test_op_de_eerste_dag_van_een_jaar_is_er_niets_te_vragen(klaar, ambtenaar, als, client):
    evaluatie, pad = klaar(366 if jaar_later(timezone.localdate(), 1) - timezone.localdate() > timedelta(days=365) else 365)
    assert 'value="open"' not in als(ambtenaar).get(pad).content.decode()
    with pytest.raises(Geweigerd, match="Jaar 1 begint op"):
        deeds.open_evaluatie(evaluatie, eerder=True, door=ambtenaar)


def test_twee_maanden_voor_het_einde_gaat_het_gewoon_open(klaar, ambtenaar, als, client):
    _, pad = klaar(61)
    assert "loopt nog tot en met" not in als(ambtenaar).get(pad).content.decode()
    assert client.post(pad, deel("open")).status_code == 302 and len(mail.outbox) == 3


def test_wie_nog_niet_antwoordde_hoort_dat_het_weer_kan(klaar, ambtenaar, als, client):
    """Who answered hears nothing; who is new gets the first mail. What is said before is what happens."""
    evaluatie, pad = klaar(10)
    deeds.open_evaluatie(evaluatie, door=ambtenaar)
    deeds.vul_in(evaluatie.genodigden.get(email="gemeente@voorbeeld.nl"), {evaluatie.vragen.first(): 4}, door=None)
    deeds.sluit(evaluatie, door=ambtenaar)
    deeds.nodig_uit(evaluatie, Kant.BEWONERS, ["nieuw@voorbeeld.nl"], door=ambtenaar)
    mail.outbox.clear()
    tekst = als(ambtenaar).get(pad).content.decode()
    assert "1 persoon krijgt meteen een e-mail met een eigen link." in tekst
    assert "2 mensen die eerder een link kregen en nog niet antwoordden, krijgen een e-mail dat het weer kan." in tekst
    assert client.post(pad, deel("heropen", open_tot=timezone.localdate().isoformat())).status_code == 302
    assert {bericht.to[0]: bericht.subject.split(":")[0] for bericht in mail.outbox} == {
        "bewoners@voorbeeld.nl": "Antwoorden kan weer",
        "organisaties@voorbeeld.nl": "Antwoorden kan weer",
        "nieuw@voorbeeld.nl": "Uw mening",
    }
    assert all("/evaluaties/invullen/" in bericht.body for bericht in mail.outbox) and len(mail.outbox) == 3
    assert client.post(pad, deel("heropen", open_tot=timezone.localdate().isoformat())).status_code == 422 and len(mail.outbox) == 3
