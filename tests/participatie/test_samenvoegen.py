"""Doubles become one idea: the old address leads on, who supports or follows it goes along once, and undoing takes back exactly that."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from participatie.antwoordpost import toch_een_eigen_antwoord
from participatie.deeds.concepten import bewaar_concept, leg_voor, stem_in
from participatie.deeds.ideeen import dien_in, steun, verberg
from participatie.deeds.ordenen import maak_ongedaan, niet_hetzelfde
from participatie.deeds.toetsen import heropen, naar_onderhoud, voeg_samen
from participatie.models import Idee, Ordening, Steun, Toetsconcept, Toetsing
from tests.gelijktijdig import tegelijk
from wijk.deeds.volgen import volg
from wijk.fouten import Geweigerd
from wijk.models import Bezorging, Gevolgd, Thema
from wijk.volgen import van_ding
from wijk.woorden import datum


@pytest.fixture
def paar(wijk):
    return [dien_in(wijk, titel=titel, soort="knelpunt", door=None) for titel in ("Meer licht", "Te donker op het pad")]


def test_samenvoegen_op_de_pagina_begint_met_een_tekst_en_bij_wat_er_gedaan_is_staat_met_welk(paar, ambtenaar, als):
    doel, dubbel = paar
    klant, pad = als(ambtenaar), f"/werkplek/geleerdenwijk/toetsen/{dubbel.nummer}/"
    antwoord = klant.get(f"{pad}?termijn=ruim")
    reden = antwoord.context["forms"]["samenvoegen"]["reden"].value()
    velden = {"actie": "samenvoegen", "samenvoegen_met": doel.nummer, "samenvoegen_gezien": 0, "samenvoegen_reden": reden}
    assert reden == "Dit gaat over hetzelfde. We gaan bij dat idee verder."
    # The form names its address, so that the next page does not keep the place in this one.
    assert f'action="{pad}?termijn=ruim"' in antwoord.content.decode()
    assert klant.post(pad, velden).status_code == 302
    assert f">idee {doel.nummer}</a>" in klant.get("/werkplek/geleerdenwijk/ideeen/gedaan/").content.decode()


def test_bij_samenvoegen_staat_welke_ideeen_erop_lijken(wijk, ambtenaar, als):
    """The number need not be known by heart; what cannot be joined, or was said to be something else, is not proposed."""
    titels = ("Een bankje bij de vijver", "Nog een bankje bij de vijver", "Bankje bij de vijver graag", "Een bankje aan de vijver", "Minder lawaai")
    een, twee, drie, vier, _ = (dien_in(wijk, titel=titel, soort="kans", door=None) for titel in titels)
    niet_hetzelfde(een, drie, door=ambtenaar)
    Idee.objects.filter(pk=vier.pk).update(status="niet_gekozen")
    pagina = als(ambtenaar).get(f"/werkplek/geleerdenwijk/toetsen/{een.nummer}/")
    assert pagina.context["past_bij"] == [twee] and f"<li>{twee.nummer}: <a " in pagina.content.decode()


def test_het_oude_adres_leidt_verder_en_is_nog_te_lezen(paar, ambtenaar, client):
    doel, dubbel = paar
    voeg_samen(dubbel, doel, "Dit gaat over hetzelfde pad.", door=ambtenaar)
    pad = f"/geleerdenwijk/ideeen/{dubbel.nummer}/"
    antwoord = client.get(pad)
    assert antwoord.status_code == 302 and antwoord["Location"] == f"/geleerdenwijk/ideeen/{doel.nummer}/?van={dubbel.nummer}"
    assert f"Idee {dubbel.nummer} is samengevoegd met dit idee." in client.get(antwoord["Location"]).content.decode()
    oud = client.get(f"{pad}?lees=ja").content.decode()
    assert "Te donker op het pad" in oud and "Dit gaat over hetzelfde pad." in oud
    # A number in the address that was not merged with this one says nothing.
    for niet in (doel.nummer, 999, "x", "9" * 30, "%00"):
        assert "is samengevoegd met dit idee" not in client.get(f"/geleerdenwijk/ideeen/{doel.nummer}/?van={niet}").content.decode()
    verberg(Idee.objects.get(pk=doel.pk), door=ambtenaar)
    assert client.get(pad).status_code == 200  # nobody is led to what they may not read


def test_steun_gaat_mee_en_ongedaan_haalt_precies_terug_wat_meekwam(paar, ambtenaar, persoon):
    doel, dubbel = paar
    beide, alleen, later = persoon(), persoon(), persoon()
    for wie, waar in ((beide, doel), (beide, dubbel), (alleen, dubbel), (later, dubbel)):
        steun(waar, "goed_idee", door=wie)
    Idee.objects.filter(pk=doel.pk).update(steun_aantal=41)  # counted elsewhere as well: only the difference may change
    voeg_samen(dubbel, doel, "Hetzelfde.", door=ambtenaar)
    doel.refresh_from_db()
    assert doel.steun_aantal == 43
    steun(doel, "doe_mee", door=later)  # said again, of their own accord
    assert maak_ongedaan(Ordening.objects.get(), door=ambtenaar) == []
    doel.refresh_from_db(), dubbel.refresh_from_db()
    assert doel.steun_aantal == 42 and dubbel.steun_aantal == 3 and dubbel.samengevoegd_met is None
    assert set(Steun.objects.filter(idee=doel).values_list("gebruiker", flat=True)) == {beide.pk, later.pk}


@pytest.mark.parametrize("status", ["ontvangen", "in_behandeling", "wacht_op_thema"])
def test_ongedaan_zet_terug_waar_het_idee_stond_en_de_tijdlijn_zegt_het(wijk, paar, ambtenaar, persoon, client, status):
    doel, dubbel = paar
    dicht = Thema.objects.create(wijk=wijk, naam="Later", open_vanaf=None) if status == "wacht_op_thema" else None
    van = persoon("ambtenaar") if status == "in_behandeling" else None
    Idee.objects.filter(pk=dubbel.pk).update(status=status, thema=dicht, behandelaar=van)
    toetsing = voeg_samen(Idee.objects.get(pk=dubbel.pk), doel, "Hetzelfde pad.", door=ambtenaar)
    assert maak_ongedaan(Ordening.objects.get(), door=ambtenaar) == []
    dubbel.refresh_from_db(), toetsing.refresh_from_db()
    assert (dubbel.status, dubbel.behandelaar, toetsing.huidig) == (status, van, False)
    tekst = client.get(dubbel.get_absolute_url()).content.decode()
    assert f"hoort toch niet bij idee {doel.nummer}. Het samenvoegen is ongedaan gemaakt." in tekst and "(teruggenomen)" in tekst
    # The next answer is the first that counts.
    eigen = naar_onderhoud(dubbel, "Dit gaat naar de ploeg.", door=ambtenaar)
    assert list(Toetsing.objects.eerste()) == [eigen] and eigen.nummer == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Toetsing.objects.filter(pk=eigen.pk).update(teruggenomen_op=timezone.now())


def test_wie_hoorde_dat_zijn_idee_bij_een_ander_hoort_hoort_een_keer_dat_dat_niet_zo_is(wijk, paar, ambtenaar):
    doel, dubbel = paar
    Idee.objects.filter(pk=dubbel.pk).update(email="ans@voorbeeld.nl", naam="Ans")
    volg(wijk, van_ding(dubbel), "direct", "ans@voorbeeld.nl", door=None)
    Gevolgd.objects.update(bevestigd_op=timezone.now())
    voeg_samen(Idee.objects.get(pk=dubbel.pk), doel, "Hetzelfde pad.", door=ambtenaar)
    mail.outbox.clear()
    maak_ongedaan(Ordening.objects.get(), door=ambtenaar)
    [brief] = mail.outbox
    assert brief.to == ["ans@voorbeeld.nl"] and brief.subject == f"Uw idee {dubbel.nummer} krijgt een eigen antwoord"
    assert "Dat is toch niet zo" in brief.body and f"uiterlijk {datum(dubbel.antwoord_voor)} een eigen antwoord" in brief.body
    assert not gaat_naar("idee.niet_samengevoegd", dubbel), "not again as news"
    with pytest.raises(Geweigerd):
        maak_ongedaan(Ordening.objects.get(), door=ambtenaar)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("status", "over", "zin"),
    [
        ("wacht_op_thema", 3, "Het thema Later is nog niet open."),
        ("ontvangen", 3, "U krijgt uiterlijk"),
        ("ontvangen", -3, "U krijgt een eigen antwoord."),
    ],
)
def test_wat_we_beloven_klopt_met_waar_het_idee_staat(wijk, paar, status, over, zin):
    idee = paar[0]
    idee.status, idee.thema = status, Thema(wijk=wijk, naam="Later")
    idee.antwoord_voor = timezone.localdate() + timedelta(days=over)
    assert zin in toch_een_eigen_antwoord(idee)


def test_ongedaan_laat_het_eerdere_antwoord_weer_gelden(paar, ambtenaar):
    doel, dubbel = paar
    eerst = naar_onderhoud(dubbel, "Naar de ploeg.", door=ambtenaar)
    voeg_samen(heropen(Idee.objects.get(pk=dubbel.pk), "Nog eens.", door=ambtenaar), doel, "Hetzelfde.", door=ambtenaar)
    maak_ongedaan(Ordening.objects.get(), door=ambtenaar)
    assert dubbel.toetsingen.huidig().get() == eerst and list(Toetsing.objects.eerste()) == [eerst]


def test_wie_nog_de_oude_bladzijde_open_heeft_hoort_waar_steun_nu_telt(paar, ambtenaar, bewoner, als):
    doel, dubbel = paar
    voeg_samen(dubbel, doel, "Hetzelfde.", door=ambtenaar)
    antwoord = als(bewoner).post(f"/geleerdenwijk/ideeen/{dubbel.nummer}/steun/", {"soort": "goed_idee"}, follow=True)
    assert "hoort nu bij een ander idee. Steun dat idee." in antwoord.content.decode() and "Meer licht" in antwoord.content.decode()
    assert not Steun.objects.exists()


def test_ook_opnieuw_kijken_haalt_de_steun_terug_en_ongedaan_doet_dan_niets_meer(paar, ambtenaar, persoon):
    doel, dubbel = paar
    steun(dubbel, "goed_idee", door=persoon())
    voeg_samen(dubbel, doel, "Hetzelfde.", door=ambtenaar)
    heropen(Idee.objects.get(pk=dubbel.pk), "Toch anders.", door=ambtenaar)
    doel.refresh_from_db()
    assert doel.steun_aantal == 0
    assert [regel.idee_id for regel in maak_ongedaan(Ordening.objects.get(), door=ambtenaar)] == [dubbel.pk]


@pytest.mark.parametrize(
    "terug", [lambda idee, door: maak_ongedaan(Ordening.objects.get(), door=door), lambda idee, door: heropen(idee, "Toch anders.", door=door)]
)
def test_na_ongedaan_staat_het_concept_er_weer_zoals_het_was(paar, voorwaarde, ambtenaar, persoon, als, terug):
    doel, dubbel = paar
    regel = voorwaarde("De wet")
    bewaar_concept(dubbel, [(regel.huidige, "voorwaarde", "Met een vergunning.")], "Het kan.", gezien=0, stand=0, door=ambtenaar)
    velden = ("actie", "oordelen", "reden", "met", "stand", "door", "gewijzigd_op", "voorgelegd_op", "opmerking", "opmerking_van")
    was = Toetsconcept.objects.values(*velden).get()
    voeg_samen(dubbel, doel, "Hetzelfde.", door=ambtenaar)
    assert not Toetsconcept.objects.exists()
    terug(Idee.objects.get(pk=dubbel.pk), persoon("ambtenaar"))
    assert Toetsconcept.objects.values(*velden).get() == was
    pagina = als(ambtenaar).get(f"/werkplek/geleerdenwijk/toetsen/{dubbel.nummer}/")
    assert pagina.context["forms"]["toets"][f"oordeel_{regel.pk}"].value() == "voorwaarde"


def test_na_ongedaan_kan_een_tweede_lezer_het_concept_van_een_ander_nog_goedkeuren(paar, voorwaarde, ambtenaar, persoon):
    doel, dubbel = paar
    oordelen = [(voorwaarde("De wet").huidige, "voldoet", "")]
    concept = leg_voor(dubbel, "toets", "Dit kan.", oordelen=oordelen, gezien=0, stand=0, door=ambtenaar)
    ander = persoon("ambtenaar")
    for _ in range(2):  # a colleague's stays, one's own comes back
        voeg_samen(Idee.objects.get(pk=dubbel.pk), doel, "Hetzelfde.", door=ander)
        maak_ongedaan(Ordening.objects.first(), door=ander)
        ander = ambtenaar
    concept = Toetsconcept.objects.get()
    assert stem_in(concept, stand=concept.stand, door=persoon("ambtenaar")).uitkomst == "past"


def test_wie_het_dubbele_volgt_hoort_een_keer_van_het_idee_waar_het_bij_hoort(wijk, paar, ambtenaar):
    doel, dubbel = paar
    een, twee = "een@voorbeeld.nl", "twee@voorbeeld.nl"
    for email, dingen in ((een, [dubbel]), (twee, [doel, dubbel])):
        for ding in dingen:
            volg(wijk, van_ding(ding), "direct", email, door=None)
    Gevolgd.objects.update(bevestigd_op=timezone.now())
    voeg_samen(dubbel, doel, "Hetzelfde.", door=ambtenaar)
    naar_onderhoud(doel, "Dit gaat naar de ploeg.", door=ambtenaar)
    assert gaat_naar("idee.getoetst", doel) == [een, twee]
    # Undone, who followed only the double hears no more of the other.
    maak_ongedaan(Ordening.objects.get(), door=ambtenaar)
    heropen(Idee.objects.get(pk=doel.pk), "We kijken nog eens.", door=ambtenaar)
    assert gaat_naar("idee.heropend", doel) == [twee]


def gaat_naar(soort: str, idee) -> list[str]:
    """The addresses that hear of this, once each delivery."""
    over = Bezorging.objects.filter(gebeurtenis__soort=soort, gebeurtenis__onderwerp_id=idee.pk)
    return sorted(over.values_list("volger__email", flat=True))


def test_samenvoegen_maakt_nooit_een_kring(wijk, paar, ambtenaar):
    doel, dubbel = paar
    voeg_samen(dubbel, doel, "Hetzelfde.", door=ambtenaar)
    derde = dien_in(wijk, titel="Lamp", soort="kans", door=None)
    voeg_samen(derde, Idee.objects.get(pk=dubbel.pk), "Ook.", door=ambtenaar)
    assert Idee.objects.get(pk=derde.pk).samengevoegd_met == doel
    with pytest.raises(Geweigerd):
        voeg_samen(doel, Idee.objects.get(pk=derde.pk), "Rond.", door=ambtenaar)


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_twee_ambtenaren_die_tegelijk_over_en_weer_samenvoegen_maken_geen_kring(paar, ambtenaar):
    doel, dubbel = paar
    richting = [(doel, dubbel), (dubbel, doel)] * 3
    uit = tegelijk(lambda n: voeg_samen(*(Idee.objects.get(pk=i.pk) for i in richting[n]), "Hetzelfde.", door=ambtenaar), 6)
    assert sum(not isinstance(een, Exception) for een in uit) == 1
    assert all(isinstance(een, Geweigerd) for een in uit if isinstance(een, Exception)), uit
    assert Idee.objects.filter(status="samengevoegd").count() == 1


def test_wat_al_een_antwoord_heeft_zegt_wat_u_eerst_moet_doen(paar, ambtenaar):
    doel, dubbel = paar
    for idee in paar:
        naar_onderhoud(idee, "De ploeg komt.", door=ambtenaar)
        idee.refresh_from_db()
    with pytest.raises(Geweigerd, match=f"Open idee {dubbel.nummer} en kies “Kijk opnieuw naar dit idee”"):
        voeg_samen(dubbel, doel, "Hetzelfde.", door=ambtenaar)
    heropen(dubbel, "Het is hetzelfde.", door=ambtenaar)
    dubbel.refresh_from_db()
    assert voeg_samen(dubbel, doel, "Hetzelfde.", door=ambtenaar).uitkomst == "samengevoegd"
