"""A decision of an overleg that was wrong: taken back while it is open, and said to hold no more after that."""

import pytest
from django.utils import timezone

from participatie.deeds import overleg as deeds
from participatie.deeds import projecten
from participatie.deeds.afspraken import meld_gedaan
from participatie.deeds.herzien import wijzig_besluit
from participatie.deeds.terugnemen import neem_besluit_terug
from participatie.deeds.toetsen import heropen, toets
from participatie.models import Idee, Overleg, Project, Vervolgstap
from tests.gelijktijdig import tegelijk
from tests.participatie.overlegplek import WERK, begin
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
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
    assert not client.get(pad).context["form"]["reden"].value()
    openbaar = client.get(overleg.get_absolute_url()).content.decode()
    assert "Verkeerd idee." not in openbaar and "is teruggenomen" in client.get(kan.get_absolute_url()).content.decode()
    client.post(pad, {"besluit": "niet_gekozen", "reden": "Dit was bedoeld."})
    assert overleg.vervolgstappen.get().reden == "Dit was bedoeld."


@pytest.mark.parametrize(("eerst", "dan"), [("later", "project"), ("project", "opgepakt"), ("project", "project"), ("regulier", "regulier")])
def test_een_besluit_is_in_een_keer_te_wijzigen(pad, kan, overleg, ambtenaar, als, eerst, dan):
    client = als(ambtenaar)
    client.post(pad, {"besluit": eerst, "reden": "Eerste reden.", "wie": "de buurt", "nieuw_project": "Licht" if eerst == "project" else ""})
    form = client.get(pad).context["form"]
    assert (form["besluit"].value(), form["reden"].value(), form["wie"].value()) == (eerst, "Eerste reden.", "de buurt")
    velden = {naam: form[naam].value() or "" for naam in form.fields} | {"besluit": dan, "reden": "Zo is het.", "wie": "de school"}
    if eerst != dan:
        velden |= {"project": "", "nieuw_project": "Licht" if dan == "project" else ""}
    assert client.post(pad, velden).status_code == 302
    kan.refresh_from_db()
    stap = overleg.vervolgstappen.get()
    assert (stap.besluit, stap.reden, stap.wie, kan.status) == (dan, "Zo is het.", "de school", dan)
    assert (kan.project is not None) == (dan == "project") and Project.objects.count() <= 1
    log = " ".join(str(g.gegevens) for g in Gebeurtenis.objects.over(kan))
    assert "Eerste reden." in log
    oud = client.post(pad, velden | {"reden": "Ik zag het niet."})
    assert oud.status_code == 422 and "Iemand anders wijzigde dit besluit net." in oud.content.decode() and "Zo is het." in oud.content.decode()
    assert (
        client.post(
            pad, velden | {"reden": "Toch.", "project": kan.project_id or "", "nieuw_project": "", "gezien": oud.context["form"]["gezien"].value()}
        ).status_code
        == 302
    )
    assert overleg.vervolgstappen.get().reden == "Toch."
    neem_besluit_terug(overleg, kan, door=ambtenaar)
    kan.refresh_from_db()
    assert (kan.status, kan.project) == ("past", None)  # as before the first decision


def test_een_gewijzigd_besluit_dat_niet_klopt_laat_het_oude_staan(pad, kan, overleg, ambtenaar, als):
    client = als(ambtenaar)
    client.post(pad, {"besluit": "later", "reden": "Eerste reden."})
    gezien = client.get(pad).context["form"]["gezien"].value()
    antwoord = client.post(pad, {"besluit": "opgepakt", "reden": "Zij doen het.", "gezien": gezien})
    assert antwoord.status_code == 422 and "wie" in antwoord.context["form"].errors
    assert overleg.vervolgstappen.get().reden == "Eerste reden."
    neem_besluit_terug(overleg, kan, door=ambtenaar)
    antwoord = client.post(pad, {"besluit": "niet_gekozen", "reden": "Nee.", "gezien": gezien})
    assert "Misschien is het al teruggenomen." in antwoord.content.decode() and antwoord.context["form"]["gezien"].value() == ""


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


@pytest.mark.parametrize(("eerst", "dan"), [("regulier", "niet_gekozen"), ("project", "later"), ("later", "later"), ("niet_gekozen", "project")])
def test_na_het_afsluiten_is_een_besluit_te_verbeteren_en_leest_iedereen_wat_er_stond(pad, kan, overleg, ambtenaar, als, client, eerst, dan):
    deeds.leg_vast(overleg, kan, eerst, "Verkeerd gehoord.", nieuw_project="Licht" if eerst == "project" else "", door=ambtenaar)
    deeds.sluit_overleg(begin(overleg), {"aanwezig": 3, "verslag": "v"}, door=ambtenaar)
    overleg.genodigden.create(naam="Ans", email="ans@voorbeeld.nl", verslag_op=timezone.now())
    form = als(ambtenaar).get(pad).context["form"]
    velden = {naam: form[naam].value() or "" for naam in form.fields} | {"besluit": dan, "reden": "Zo is het."}
    velden["nieuw_project"] = "Licht" if dan == "project" else ""
    geweigerd = client.post(pad, velden)
    assert geweigerd.status_code == 422 and geweigerd.context["form"].errors["waarom_verbeterd"] and "Zo is het." in geweigerd.content.decode()
    assert client.post(pad, velden | {"waarom_verbeterd": "Ik schreef het bij het andere idee."}).status_code == 302
    kan.refresh_from_db()
    stap = overleg.vervolgstappen.get()
    assert (stap.besluit, kan.status) == (dan, dan) and (kan.project is not None) == (dan == "project")
    client.logout()
    for ding in (overleg, kan):
        tekst = client.get(ding.get_absolute_url()).content.decode()
        assert "Zo is het." in tekst and "Waarom verbeterd: Ik schreef het bij het andere idee." in tekst
        assert f"Verbeterd op {datum(timezone.localdate())}. Eerst stond er: “{Vervolgstap.Besluit(eerst).label}. Verkeerd gehoord.”" in tekst
    assert "Eerst stond er" in stap.in_woorden and not list(overleg.bleef_liggen())
    if eerst != dan:
        wat = f"Dit komt in plaats van “{Vervolgstap.Besluit(eerst).label}”: dat was niet goed opgeschreven."
        assert wat in client.get(kan.get_absolute_url()).content.decode(), "the time line too"
    assert not overleg.genodigden.exclude(verslag_op=None).exists(), "who got the report gets it anew"


def test_waar_al_iets_uit_volgde_verbetert_niemand_een_besluit_meer(pad, kan, overleg, ambtenaar, als):
    deeds.leg_vast(overleg, kan, "project", "Mooi.", nieuw_project="Licht", door=ambtenaar)
    deeds.sluit_overleg(begin(overleg), {"aanwezig": 3, "verslag": "v"}, door=ambtenaar)
    assert "Verbeter het besluit" in als(ambtenaar).get(pad).content.decode()
    Project.objects.update(status="besluit")
    tekst = als(ambtenaar).get(pad).content.decode()
    assert "Verbeter het besluit" not in tekst and "het project Licht" in tekst
    wat = {"gezien": overleg.vervolgstappen.get().kenmerk, "waarom_verbeterd": "Fout.", "door": ambtenaar}
    with pytest.raises(Geweigerd, match="al iets anders gedaan"):
        wijzig_besluit(overleg, kan, "regulier", "r", **wat)
    with pytest.raises(Geweigerd, match="al iets anders gedaan"):
        neem_besluit_terug(overleg, kan, door=ambtenaar)


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dan", ["regulier", "niet_gekozen"])  # the same decision in other words, and another one
def test_van_twee_die_tegelijk_een_besluit_wijzigen_wint_er_een(kan, overleg, ambtenaar, dan):
    deeds.leg_vast(begin(overleg), kan, "regulier", "Eerste reden.", door=ambtenaar)
    gezien = overleg.vervolgstappen.get().kenmerk

    def wijzig(n):
        return wijzig_besluit(Overleg.objects.get(), Idee.objects.get(), dan, f"Reden {n}", gezien=gezien, door=ambtenaar)

    uit = tegelijk(wijzig, 4)
    gelukt = [stap for stap in uit if isinstance(stap, Vervolgstap)]
    assert len(gelukt) == 1 and all(isinstance(fout, Geweigerd) for fout in uit if fout not in gelukt), uit
    stap = overleg.vervolgstappen.get()
    assert (stap.besluit, stap.reden) == (dan, gelukt[0].reden) and Idee.objects.get().status == dan
    assert "Eerste reden." in " ".join(str(een.gegevens) for een in Gebeurtenis.objects.over(kan))
