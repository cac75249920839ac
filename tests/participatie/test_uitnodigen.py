"""Inviting for a walk and reminding who comes: each address is mailed once of each, whoever asks and however often."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from participatie.deeds.uitnodigen import herinner_lopers, nodig_groep_uit, te_mailen, verstuur, verstuur_aan_volgers
from participatie.deeds.wandelingen import gelast_af, meld_aan, meld_af
from participatie.models import Uitgenodigd, Uitnodiging, Wijkwandeling
from tests.evaluatie.documenten import kaal, pdf_tekst
from tests.gelijktijdig import tegelijk
from tests.participatie.test_papier import lees_pdf
from wijk.dagen import werkdagen_later
from wijk.deeds.vergeten import vergeet
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Contactpersoon, Ritme, Volger
from wijk.persoonsgegevens import Wens, alles_van
from wijk.rechten import SYSTEEM

PAD = "/werkplek/geleerdenwijk/wandelingen/{}/"


@pytest.fixture
def scholen(wijk, wandeling):
    """Two schools with contacts, and an invitation to the first of them."""
    ark, brug = (wijk.partijen.create(naam=naam, soort="school") for naam in ("De Ark", "De Brug"))
    ark.contactpersonen.create(naam="Ans", email="Ans@school.nl")
    brug.contactpersonen.create(naam="Ans", email="ans@school.nl")
    brug.contactpersonen.create(naam="Bea", email="bea@school.nl")
    brug.contactpersonen.create(naam="Zonder adres")
    wijk.partijen.create(naam="Weg", soort="school", actief=False).contactpersonen.create(naam="Weg", email="weg@school.nl")
    wijk.partijen.create(naam="Winkel", soort="winkelier").contactpersonen.create(naam="Jan", email="jan@winkel.nl")
    return nodig_groep_uit(wandeling, {"partij": ark, "kanaal": "mail", "tekst": "Komt u ook, met de kinderen?"}, door=SYSTEEM)


def volgt(wijk, email, wat="participatie.wandelingen", ritme=Ritme.DIRECT, bevestigd=True):
    volger = Volger.objects.create(wijk=wijk, email=email)
    volger.gevolgd.create(onderwerp=wat, onderwerp_id=wijk.pk, ritme=ritme, bevestigd_op=timezone.now() if bevestigd else None)
    return volger


def gemaild():
    return sorted(m.to[0] for m in mail.outbox)


def test_de_uitnodiging_is_ook_een_brief_met_een_strook_voor_wie_geen_internet_heeft(wandeling, scholen, als, ambtenaar, client):
    als(ambtenaar)
    pad = PAD.format(wandeling.pk) + f"uitnodigen/{scholen.pk}/brief.pdf"
    brief = client.get(pad).content
    assert lees_pdf(brief) == (1, "Loopt u mee? Wandeling")
    tekst = pdf_tekst(brief)
    for wat in ("Komtuook,metdekinderen?", kaal(wandeling.vertrekpunt), f"/geleerdenwijk/wandelingen/{wandeling.pk}", "Aanmeldenzonderinternet"):
        assert wat in tekst, wat
    assert "Print de brief" in client.get(PAD.format(wandeling.pk) + "uitnodigingen/").content.decode()
    Wijkwandeling.objects.update(status="concept")
    assert "Kondig de wandeling eerst aan" in client.get(pad, follow=True).content.decode()


def test_een_uitnodiging_gaat_een_keer_naar_elk_adres_van_de_groep(wandeling, scholen, als, ambtenaar, client):
    als(ambtenaar)
    pad = PAD.format(wandeling.pk) + f"uitnodigen/{scholen.pk}/verstuur/"
    voorbeeld = client.get(pad).content.decode()
    assert "naar 2 adressen" in voorbeeld and "Komt u ook, met de kinderen?" in voorbeeld and "De Ark en De Brug" in voorbeeld
    assert "school.nl" not in voorbeeld and not mail.outbox
    assert client.post(pad).status_code == 302
    assert gemaild() == ["ans@school.nl", "bea@school.nl"]
    assert "Komt u ook" in mail.outbox[0].body and f"/geleerdenwijk/wandelingen/{wandeling.pk}/" in mail.outbox[0].body
    lijst = client.get(PAD.format(wandeling.pk) + "uitnodigingen/").content.decode()
    assert "elk adres van deze groep kreeg al een mail" in lijst and "geen e-mailadres" not in lijst
    Contactpersoon.objects.update(email="")
    assert "Mailen kan niet, geen e-mailadres" in client.get(PAD.format(wandeling.pk) + "uitnodigingen/").content.decode()
    scholen.refresh_from_db()
    assert scholen.bereikt == 2 and scholen.datum == timezone.localdate()
    assert "niemand die u nog niet gemaild" in client.post(pad, follow=True).content.decode() and len(mail.outbox) == 2
    nogmaals = nodig_groep_uit(wandeling, {"partij": scholen.partij, "kanaal": "nog een mail", "tekst": "x"}, door=SYSTEEM)
    assert not te_mailen(nogmaals)
    gebeurtenis = wandeling.wijk.gebeurtenissen.filter(soort="wandeling.uitnodiging_gemaild").get()
    assert gebeurtenis.gegevens["aantal"] == 2 and not gebeurtenis.openbaar and "@" not in str(gebeurtenis.gegevens)


def test_wie_zich_al_aanmeldde_wordt_niet_gevraagd(wandeling, scholen):
    meld_aan(wandeling, {"naam": "Bea", "email": "Bea@School.nl"}, door=None)
    assert list(te_mailen(scholen)) == ["ans@school.nl"]


@pytest.mark.parametrize("wat", ["concept", "zonder tekst", "niet van hier"])
def test_niet_versturen_wat_nog_niet_kan(wandeling, scholen, persoon, wat):
    if wat == "concept":
        Wijkwandeling.objects.update(status="concept")
    if wat == "zonder tekst":
        Uitnodiging.objects.update(tekst=" ")
    with pytest.raises(GeenRecht if wat == "niet van hier" else Geweigerd):
        verstuur(Uitnodiging.objects.get(), door=persoon("bestuur") if wat == "niet van hier" else SYSTEEM)
    assert not mail.outbox and not Uitgenodigd.objects.exists()


def test_volgers_die_ervoor_kozen_krijgen_hem_ook_met_een_knop_om_te_stoppen(wijk, wandeling, scholen):
    volger = volgt(wijk, "volger@voorbeeld.nl")
    volgt(wijk, "ans@school.nl")
    volgt(wijk, "week@voorbeeld.nl", ritme=Ritme.WEKELIJKS)
    volgt(wijk, "nietbevestigd@voorbeeld.nl", bevestigd=False)
    volgt(wijk, "alleswijk@voorbeeld.nl", wat="wijk.wijk")
    verstuur(scholen, door=SYSTEEM)
    mail.outbox.clear()
    assert verstuur_aan_volgers(wandeling, door=SYSTEEM) == 1 and gemaild() == ["volger@voorbeeld.nl"]
    assert volger.code in mail.outbox[0].extra_headers["List-Unsubscribe"] and volger.code in mail.outbox[0].body
    with pytest.raises(Geweigerd):
        verstuur_aan_volgers(wandeling, door=SYSTEEM)


def test_iedereen_kan_kiezen_voor_een_uitnodiging_voor_elke_wandeling(wijk, wandeling, client):
    antwoord = client.get("/geleerdenwijk/op-de-hoogte/?wat=wandelingen-geleerdenwijk")
    assert antwoord.context["form"].initial["wat"] == "wandelingen-geleerdenwijk"
    assert "wandelingen-geleerdenwijk" in dict(client.get("/geleerdenwijk/op-de-hoogte/").context["form"].fields["wat"].choices)
    volgt(wijk, "volger@voorbeeld.nl")
    gelast_af(wandeling, "Er komt storm.", door=SYSTEEM)
    assert gemaild() == ["volger@voorbeeld.nl"], "what happens to a walk reaches who follows all of them"
    assert "gaat niet door. Er komt storm." in client.get("/geleerdenwijk/tijdlijn/").content.decode()


def test_de_adressen_gaan_weg_als_ze_niet_meer_nodig_zijn(wandeling, scholen, persoon):
    bewoner = persoon("bewoner")
    scholen.partij.contactpersonen.create(naam="x", email=bewoner.email)
    verstuur(scholen, door=SYSTEEM)
    assert alles_van(bewoner)["Uitnodigingen voor wandelingen"][0]["e-mailadres"] == bewoner.email.lower()
    vergeet(bewoner, Wens(), door=bewoner)
    assert Uitgenodigd.objects.count() == 2
    gelast_af(wandeling, "storm", door=SYSTEEM)
    assert not Uitgenodigd.objects.exists()


@pytest.mark.parametrize(
    ("dag", "later"), [(date(2026, 11, 30), date(2026, 12, 2)), (date(2026, 12, 3), date(2026, 12, 7)), (date(2026, 12, 24), date(2026, 12, 29))]
)
def test_twee_werkdagen_slaan_weekend_en_kerst_over(dag, later):
    assert werkdagen_later(dag, 2) == later


def test_wie_meeloopt_wordt_twee_werkdagen_vooraf_een_keer_herinnerd(wijk, wandeling):
    eerder = timezone.now() - timedelta(days=3)
    for naam in ("ans", "bram", "weg"):
        meld_aan(wandeling, {"naam": naam, "email": f"{naam}@voorbeeld.nl"}, door=None)
    meld_aan(wandeling, {"naam": "zonder adres"}, door=None)
    meld_aan(wandeling, {"naam": "wacht", "email": "wacht@voorbeeld.nl", "aantal": 5}, door=None)
    wandeling.aanmeldingen.update(aangemeld_op=eerder)
    meld_af(wandeling.aanmeldingen.get(naam="weg"), door=None)
    mail.outbox.clear()
    loopt = timezone.localdate(wandeling.begint)
    assert not herinner_lopers(wijk, loopt - timedelta(days=7), door=SYSTEEM) and not herinner_lopers(wijk, loopt, door=SYSTEEM)
    assert herinner_lopers(wijk, loopt - timedelta(days=1), door=SYSTEEM) == 2 and gemaild() == ["ans@voorbeeld.nl", "bram@voorbeeld.nl"]
    assert f"/geleerdenwijk/aangemeld/{wandeling.aanmeldingen.get(naam='ans').code}/" in mail.outbox[0].body
    assert not herinner_lopers(wijk, loopt - timedelta(days=1), door=SYSTEEM) and len(mail.outbox) == 2


def test_de_ochtendpost_herinnert(wijk, wandeling):
    Wijkwandeling.objects.update(begint=timezone.now() + timedelta(days=1))
    meld_aan(wandeling, {"naam": "ans", "email": "ans@voorbeeld.nl"}, door=None)
    wandeling.aanmeldingen.update(aangemeld_op=timezone.now() - timedelta(days=3))
    mail.outbox.clear()
    call_command("stuur_ochtendpost", verbosity=0)
    call_command("stuur_ochtendpost", verbosity=0)
    assert gemaild() == ["ans@voorbeeld.nl"]


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_wie_tegelijk_verstuurt_mailt_niemand_twee_keer(wijk, wandeling, scholen):
    uit = tegelijk(lambda n: verstuur(scholen, door=SYSTEEM), 6)
    assert sorted(str(een) for een in uit if not isinstance(een, Geweigerd)) == ["2"]
    assert gemaild() == ["ans@school.nl", "bea@school.nl"]


def test_opschrijven_is_nog_niet_versturen_en_de_pagina_zegt_wat_eerst_komt(wandeling, als, ambtenaar, client):
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/"
    Wijkwandeling.objects.update(status="concept")
    tekst = als(ambtenaar).get(f"{pad}uitnodigingen/").content.decode()
    assert tekst.index("Er gaat dan nog niets weg") < tekst.index("Kondig de wandeling aan</a>") < tekst.index("Daarna verstuurt u")
    school = wandeling.wijk.partijen.create(naam="De school", soort="school")
    velden = {"partij": school.pk, "kanaal": "mail", "tekst": "Kom!"}
    bericht = client.post(f"{pad}uitnodigen/", velden, follow=True).content.decode()
    assert "Er is nog niets verstuurd. Kondig de wandeling aan." in bericht and "Schrijf de uitnodiging: De school" in bericht


def test_de_cijfers_noemen_uitnodigingen_en_geen_mensen(wandeling, client):
    school = wandeling.wijk.partijen.create(naam="De school", soort="school")
    wandeling.uitnodigingen.create(partij=school, kanaal="flyer", bereikt=1080)
    Wijkwandeling.objects.update(status="gelopen", begint=timezone.now() - timedelta(days=1))
    tekst = client.get("/geleerdenwijk/cijfers/").content.decode()
    assert "Uitnodigingen voor wandelingen" in tekst and "meer dan één hebben gekregen" in tekst and "Mensen die een uitnodiging" not in tekst
