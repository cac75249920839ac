"""Where a letter about an overleg goes: noted where letters are made, only of who gets one, and gone with it."""

import pytest
from django.db import DatabaseError, transaction

from participatie.deeds import overlegpost as post
from tests.evaluatie.documenten import pdf_tekst
from tests.participatie.overlegplek import WERK, begin
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis


def test_een_postadres_staat_op_de_brief_en_gaat_weg_als_er_geen_brief_meer_is(overleg, ambtenaar, als, client):
    als(ambtenaar)
    piet = overleg.genodigden.create(naam="Piet", telefoon="0612345678")
    eva = overleg.genodigden.create(naam="Eva", email="eva@voorbeeld.nl", op_papier=True)
    lijst, pad = f"{WERK}{overleg.pk}/brieven/", f"{WERK}{overleg.pk}/genodigden/{{}}/adres/"
    tekst = client.get(lijst).content.decode()
    assert tekst.count("Nog geen postadres: bezorg zelf") == 2 and "geen telefoonnummer en geen bezoekadres" in tekst
    adres = {"straat": "Dorpsstraat 1", "postcode": "2104ab", "woonplaats": "Heemstede"}
    for mens in (piet, eva):
        gezien = client.get(pad.format(mens.pk)).context["form"]["gezien"].value()
        fout = client.post(pad.format(mens.pk), {**adres, "postcode": "", "gezien": gezien})
        assert fout.status_code == 422 and "Dorpsstraat 1" in fout.content.decode()
        assert "Vul ze alle drie in" in fout.context["form"].errors["postcode"][0]
        assert client.post(pad.format(mens.pk), {**adres, "gezien": gezien}).status_code == 302
    tekst = client.get(lijst).content.decode()
    assert tekst.count("Dorpsstraat 1, 2104 AB Heemstede") == 2 and "bezorg zelf" not in tekst
    assert "Dorpsstraat" not in str([*Gebeurtenis.objects.values_list("tekst", "gegevens")])
    brief = pdf_tekst(client.get(f"{WERK}{overleg.pk}/brieven.pdf", {"brief": [piet.pk, eva.pk]}).content)
    assert brief.count("Dorpsstraat12104ABHEEMSTEDE") == 2 and "Schrijfeenbriefaandegemeente" in brief and "kom langs" not in brief
    piet.refresh_from_db(), eva.refresh_from_db()
    # Who wants mail after all has no address here any more, and nobody can be given one by whom no letter goes to.
    post.noteer_antwoord(eva, {"via": "telefoon", "antwoord": "", "op_papier": False}, door=ambtenaar)
    eva.refresh_from_db()
    assert eva.straat == "" and client.get(pad.format(eva.pk)).status_code == 404
    with pytest.raises(Geweigerd, match="niet nodig"):
        post.bewaar_adres(eva, adres, door=ambtenaar)
    # Left empty it goes; and half an address cannot be.
    gezien = client.get(pad.format(piet.pk)).context["form"]["gezien"].value()
    assert client.post(pad.format(piet.pk), {"straat": "", "postcode": "", "woonplaats": "Heemstede", "gezien": gezien}).status_code == 302
    piet.refresh_from_db()
    assert (piet.straat, piet.woonplaats) == ("", "")
    with pytest.raises(DatabaseError), transaction.atomic():
        overleg.genodigden.filter(pk=piet.pk).update(straat="Dorpsstraat 1")


def test_wat_er_mist_bij_een_besluit_of_een_genodigde_staat_er_in_een_keer(kan, overleg, ambtenaar, als, client):
    als(ambtenaar)
    bereikt = client.get(f"{WERK}{overleg.pk}/genodigden/{overleg.genodigden.create(naam='Piet', telefoon='0612345678').pk}/").content.decode()
    assert "Hoe bereikte u deze persoon?</legend>" in bereikt
    erbij = client.post(f"{WERK}{overleg.pk}/genodigden/", {"actie": "persoon", "naam": "", "email": "", "telefoon": ""})
    assert erbij.context["persoon"].errors.keys() == {"naam", "email"}
    begin(overleg)
    for besluit, mist in (("project", {"reden", "nieuw_project"}), ("opgepakt", {"reden", "wie"}), ("regulier", {"reden"})):
        antwoord = client.post(f"{WERK}{overleg.pk}/besluiten/?idee={kan.nummer}", {"besluit": besluit, "reden": ""})
        assert antwoord.context["form"].errors.keys() == mist, besluit
