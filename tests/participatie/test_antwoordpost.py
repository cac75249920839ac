"""Every person who should hear an answer hears it once, and nobody else does."""

import uuid
from collections import Counter

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie.antwoordpost import ontvangers
from participatie.deeds.ideeen import dien_in, steun
from participatie.deeds.papier import bewaar_postadres
from participatie.deeds.reacties import modereer, reageer
from participatie.deeds.toetsen import naar_onderhoud, toets, voeg_samen
from participatie.models import Brief, Steun
from tests.participatie.test_papier import ADRES
from wijk.deeds.vergeten import vergeet
from wijk.models import Volger
from wijk.persoonsgegevens import Wens


def volg(ding, email: str, ritme="direct"):
    wijk = getattr(ding, "wijk", ding)
    volger, _ = Volger.objects.get_or_create(wijk=wijk, email=email)
    volger.gevolgd.create(onderwerp=ding._meta.label_lower, onderwerp_id=ding.pk, ritme=ritme, bevestigd_op=timezone.now())


def ontvangen() -> Counter:
    return Counter(adres for bericht in mail.outbox for adres in bericht.to)


@pytest.fixture
def gemengd(wijk, persoon, ambtenaar, voorwaarde):
    """An idea with a merged one, and everybody who could have to do with them."""
    samen = dien_in(wijk, titel="Te donker", soort="knelpunt", email="tweede@voorbeeld.nl", door=None)
    idee = dien_in(wijk, titel="Meer licht", soort="knelpunt", email="Eerste@voorbeeld.nl", door=None)
    dubbel = persoon("bewoner", "dubbel@voorbeeld.nl")  # raised one, supports it, and follows all of it
    derde = dien_in(wijk, titel="Donker pad", soort="knelpunt", email="anders@voorbeeld.nl", door=dubbel)
    papier = dien_in(wijk, titel="Licht!", soort="kans", herkomst="papier", naam="Ans Papier", door=ambtenaar)
    bewaar_postadres(papier, ADRES, door=ambtenaar)
    steunt, weg, steunt_eerste = persoon(email="steunt@voorbeeld.nl"), persoon(email="weg@voorbeeld.nl"), persoon(email="alleen-steun@voorbeeld.nl")
    for wie, waar in ((steunt, samen), (steunt, derde), (weg, samen), (dubbel, derde), (dubbel, samen), (steunt_eerste, idee)):
        steun(waar, "goed_idee", door=wie)
    for een in (samen, derde):
        voeg_samen(een, idee, "Dit gaat over hetzelfde pad.", door=ambtenaar)
    vergeet(weg, Wens(), door=weg)
    for ding, adres in (
        (idee, "volgt@voorbeeld.nl"),
        (wijk, "volgt@voorbeeld.nl"),
        (samen, "volgt-samen@voorbeeld.nl"),
        (wijk, "dubbel@voorbeeld.nl"),
        (idee, "eerste@voorbeeld.nl"),
    ):
        volg(ding, adres)
    persoon("organisatie", "club@voorbeeld.nl"), persoon("wijkcoordinator", "carla@voorbeeld.nl")
    dien_in(wijk, titel="Iets anders", soort="kans", email="ander@voorbeeld.nl", door=None)
    regel = voorwaarde("De wet").huidige
    mail.outbox.clear()
    return idee, papier, regel


def test_ieder_hoort_het_antwoord_een_keer_en_niemand_anders(gemengd, ambtenaar):
    idee, _, regel = gemengd
    toets(idee, [(regel, "voldoet", "")], "We zetten er twee lampen bij.", door=ambtenaar)
    horen = ["eerste", "tweede", "anders", "steunt", "volgt", "volgt-samen"]
    assert ontvangen() == Counter({f"{wie}@voorbeeld.nl": 1 for wie in horen})
    brieven = {bericht.to[0].split("@")[0]: bericht for bericht in mail.outbox}
    assert brieven["eerste"].subject == "Antwoord op uw idee 2" and brieven["tweede"].subject == "Antwoord op uw idee 1"
    assert brieven["steunt"].subject == "Antwoord op idee 1, dat u steunt"
    assert 'hoort bij idee 2, "Meer licht"' in brieven["tweede"].body and "twee lampen" in brieven["steunt"].body
    alles = "".join(bericht.body for bericht in mail.outbox)
    assert not [wie for wie in horen if f"{wie}@" in alles], "no address of anybody in the mail of another"


def test_een_persoon_met_twee_adressen_hoort_het_op_een(wijk, persoon, ambtenaar):
    dubbel = persoon("bewoner", "dubbel@voorbeeld.nl")
    idee = dien_in(wijk, titel="Zonder in te loggen", soort="kans", email=dubbel.email, door=None)
    voeg_samen(dien_in(wijk, titel="Ingelogd", soort="kans", email="werk@voorbeeld.nl", door=dubbel), idee, "Hetzelfde.", door=ambtenaar)
    mail.outbox.clear()
    naar_onderhoud(idee, "We nemen het mee.", door=ambtenaar)
    assert ontvangen() == Counter({dubbel.email: 1})


def test_wie_alleen_een_postadres_gaf_krijgt_een_brief_en_geen_mail(gemengd, wijk, ambtenaar):
    _, papier, _ = gemengd
    naar_onderhoud(papier, "We nemen het mee.", door=ambtenaar)
    assert [brief.idee for brief in Brief.objects.in_wijk(wijk).wacht()] == [papier]
    assert ontvangen() == Counter({"volgt@voorbeeld.nl": 1, "dubbel@voorbeeld.nl": 1})  # who follow the whole wijk


def test_wat_niet_op_de_website_staat_noemt_geen_ander_zijn_titel(gemengd, ambtenaar):
    idee, _, _ = gemengd
    type(idee).objects.filter(pk=idee.pk).update(openbaar=False)
    naar_onderhoud(idee, "We nemen het mee.", door=ambtenaar)
    tweede = next(bericht for bericht in mail.outbox if bericht.to == ["tweede@voorbeeld.nl"])
    assert "Meer licht" not in tweede.body and idee.get_absolute_url() not in tweede.body and "We nemen het mee." in tweede.body
    assert "volgt@voorbeeld.nl" not in ontvangen()


def test_het_aantal_vragen_groeit_niet_met_wie_het_horen(gemengd, persoon):
    idee, _, _ = gemengd

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gesteld:
            ontvangers(idee)
        return len(gesteld)

    eerst = vragen()
    for n in range(15):
        Steun.objects.create(idee=idee.samengevoegd.first(), gebruiker=persoon(email=f"nog{n}@voorbeeld.nl"), soort="goed_idee")
    assert vragen() == eerst and len(ontvangers(idee)[0]) == 4 + 15


def test_wie_een_reactie_schreef_hoort_een_keer_waarom_die_weg_is(idee, bewoner, ambtenaar, persoon):
    reactie = reageer(idee, "Mijn buurman maakt rommel.", uuid.uuid4(), door=bewoner)
    modereer(reactie, True, door=ambtenaar)
    assert not mail.outbox
    for reden in ("Dit gaat over een persoon.", "Dit gaat over uw buurman."):
        modereer(reactie, False, reden, door=ambtenaar)
    [brief] = mail.outbox
    assert brief.to == [bewoner.email] and "Dit gaat over een persoon." in brief.body and "staat niet meer op de website" in brief.body
    assert "Mijn buurman maakt rommel." in brief.body and "/huisregels/" in brief.body
    weg = persoon(email="weg@voorbeeld.nl")
    andere = reageer(idee, "Nog iets.", uuid.uuid4(), door=weg)
    vergeet(weg, Wens(), door=weg)
    andere.refresh_from_db()
    modereer(andere, False, "Reclame.", door=ambtenaar)
    assert len(mail.outbox) == 1, "nobody is there to hear it"
