"""A decision of an overleg that was wrong: taken back while it is open, and said to hold no more after that."""

import pytest
from django.utils import timezone

from participatie.deeds import overleg as deeds
from participatie.deeds import projecten
from participatie.deeds.afspraken import meld_gedaan
from participatie.deeds.terugnemen import neem_besluit_terug
from participatie.deeds.toetsen import heropen, toets
from participatie.models import Vervolgstap
from tests.participatie.overlegplek import WERK, begin
from wijk.fouten import GeenRecht, Geweigerd
from wijk.woorden import datum


@pytest.fixture
def pad(overleg, kan):
    return f"{WERK}{begin(overleg).pk}/ideeen/{kan.nummer}/"


@pytest.mark.parametrize("besluit", ["project", "regulier", "later", "niet_gekozen"])
def test_een_besluit_is_terug_te_nemen_zolang_het_overleg_open_is(pad, kan, overleg, ambtenaar, als, besluit):
    client = als(ambtenaar)
    client.post(pad, {"besluit": besluit, "reden": "Verkeerd idee.", "nieuw_project": "Licht" if besluit == "project" else ""})
    tekst = client.get(pad).content.decode()
    assert "Neem dit besluit terug" in tekst and ("Het project zelf blijft bestaan." in tekst) == (besluit == "project")
    client.post(pad, {"neem_terug": "ja"})
    kan.refresh_from_db()
    assert (kan.status, kan.project, overleg.vervolgstappen.count()) == ("past", None, 0)
    assert client.get(pad).context["form"]["reden"].value() == "Verkeerd idee."
    openbaar = client.get(overleg.get_absolute_url()).content.decode()
    assert "Verkeerd idee." not in openbaar and "is teruggenomen" in client.get(kan.get_absolute_url()).content.decode()
    client.post(pad, {"besluit": "niet_gekozen", "reden": "Dit was bedoeld."})
    assert overleg.vervolgstappen.get().reden == "Dit was bedoeld."


def test_een_gedaan_besluit_is_niet_terug_te_nemen(kan, overleg, ambtenaar, bestuur):
    stap = deeds.leg_vast(begin(overleg), kan, "regulier", "De ploeg is er.", door=ambtenaar)
    with pytest.raises(GeenRecht):
        neem_besluit_terug(overleg, kan, door=bestuur)
    meld_gedaan(stap, "Gedaan.", door=ambtenaar)
    with pytest.raises(Geweigerd, match="iets anders gedaan"):
        neem_besluit_terug(overleg, kan, door=ambtenaar)


def test_opnieuw_kijken_neemt_het_besluit_terug(kan, overleg, voorwaarde, ambtenaar, client):
    deeds.leg_vast(begin(overleg), kan, "niet_gekozen", "Fout besluit.", door=ambtenaar)
    kan.refresh_from_db()
    heropen(kan, "Dat was niet de bedoeling.", door=ambtenaar)
    assert not overleg.vervolgstappen.exists() and kan not in overleg.te_besluiten()
    toets(kan, [(voorwaarde().huidige, "voldoet", "")], "Dit kan toch.", door=ambtenaar)
    assert list(overleg.te_besluiten()) == [kan]  # back on the list of the overleg that is still open
    kan.refresh_from_db()
    stap = deeds.leg_vast(overleg, kan, "niet_gekozen", "Weer fout.", door=ambtenaar)
    deeds.sluit_overleg(overleg, {"aanwezig": 3, "verslag": "v"}, door=ambtenaar)
    kan.refresh_from_db()
    heropen(kan, "Toch weer.", door=ambtenaar)
    stap.refresh_from_db()
    zin = f"Dit besluit geldt niet meer: het is op {datum(timezone.localdate())} teruggenomen."
    assert stap.in_woorden.startswith(zin) and not Vervolgstap.objects.open().exists()
    for ding in (overleg, kan):
        assert zin in client.get(ding.get_absolute_url()).content.decode()


def test_een_idee_uit_een_project_houdt_zijn_antwoord_en_het_besluit_vervalt(kan, overleg, ambtenaar):
    kan.toetsingen.update(uitkomst="past_deels")
    type(kan).objects.filter(pk=kan.pk).update(status="past_deels")
    kan.refresh_from_db()
    deeds.leg_vast(begin(overleg), kan, "project", "Mooi.", nieuw_project="Licht", door=ambtenaar)
    deeds.sluit_overleg(overleg, {"aanwezig": 3, "verslag": "v"}, door=ambtenaar)
    kan.refresh_from_db()
    projecten.haal_idee_weg(kan.project, kan, door=ambtenaar)
    assert kan.status == "past_deels" and overleg.vervolgstappen.get().teruggenomen_op
