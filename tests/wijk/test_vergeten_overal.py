"""Forgetting reaches every column that can say who somebody is: the columns are read from the models, so that a new one needs a rule."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from evaluatie.models import Evaluatie, Genodigde
from participatie.deeds.projecten import begin_project, wijzig_project
from participatie.models import (
    Aanmelding,
    Advies,
    Helper,
    Idee,
    Meevraag,
    Overleg,
    OverlegGenodigde,
    Postadres,
    Project,
    Uitgenodigd,
    Wijkwandeling,
)
from tests.wijk.test_vergeten import ADRES, TELEFOON, staat_nog_in
from wijk.deeds.vergeten import vergeet
from wijk.models import Contactpersoon, Gebeurtenis, Gebruiker, Mailbericht, Volger
from wijk.persoonsgegevens import Wens, alles_van

ZEGT_WIE = re.compile(r"mail|naam|telefoon|adres|straat|postcode|woonplaats|persoon|contact|\bwie\b|\baan\b|kenmerk")

# Columns with such a word that hold nobody's name or address, each with why.
VAN_NIEMAND = {
    "what a thing or a place is called": {
        "wijk.Thema.naam",
        "wijk.Partij.naam",
        "wijk.Wijk.naam",
        "wijk.Wijk.slug",
        "wijk.Kerncijfer.naam",
        "participatie.Halte.naam",
        "participatie.Project.slug",
        "wijk.Randvoorwaarde.code",
        "budget.Budget.naam",
        "evaluatie.Grond.naam",
        "evaluatie.Kandidaatwijk.naam",
        "evaluatie.Kandidaatcijfer.naam",
    },
    "where the municipality is reached": {"wijk.Wijk.telefoon", "wijk.Wijk.bezoekadres"},
    "what a file was called": {"participatie.Projectdocument.naam", "budget.Bewijsstuk.naam"},
    "which text was looked at": {"participatie.Startuitleg.kenmerk"},
    "what an official writes of a function: no address to go by, and the page of forgetting says to ask": {
        "wijk.Rol.persoon",
        "participatie.Vervolgstap.wie",
        "evaluatie.Leerpunt.wie",
        "participatie.Bereikplan.via",
    },
}


def kolommen() -> set[str]:
    """Every column of text, of the portal and of signing in, of which the name or the label says that it tells who somebody is."""
    uit = set()
    for tabel in apps.get_models():
        if tabel._meta.app_label not in ("wijk", "participatie", "budget", "evaluatie", "account"):
            continue
        for veld in tabel._meta.concrete_fields:
            tekst = isinstance(veld, models.CharField | models.TextField) and not veld.choices
            if tekst and (isinstance(veld, models.EmailField) or ZEGT_WIE.search(f"{veld.name} {veld.verbose_name}".lower())):
                uit.add(f"{tabel._meta.label}.{veld.name}")
    return uit


def van_iemand() -> dict[str, list[str]]:
    """The columns that hold who somebody is, by table."""
    uit: dict[str, list[str]] = {}
    for kolom in sorted(kolommen() - set().union(*VAN_NIEMAND.values())):
        tabel, veld = kolom.rsplit(".", 1)
        uit.setdefault(tabel, []).append(veld)
    return uit


@pytest.fixture
def rijen(wijk, partij, ambtenaar):
    """For each table a row to plant somebody in, known by the address alone. A new table with such a column needs a line here."""
    iemand = Gebruiker.objects.create_user(ADRES)
    straks = timezone.now() + timedelta(days=7)
    wandeling = Wijkwandeling.objects.create(wijk=wijk, titel="Wandeling", begint=straks, vertrekpunt="het plein", status="aangekondigd")
    idee = Idee.objects.create(wijk=wijk, nummer=89, titel="Van hier", soort="kans", email=ADRES)
    overleg = Overleg.objects.create(wijk=wijk, titel="Overleg", begint=straks, plaats="school")
    project = begin_project(wijk, {"titel": "Speelplek", "trekker_soort": "bewoner", "trekker_akkoord": True}, door=ambtenaar)
    evaluatie = Evaluatie.objects.create(wijk=wijk, titel="Terugkijken")
    van_papier = Idee.objects.create(wijk=wijk, nummer=90, titel="Per brief", soort="kans", email=ADRES)
    alle = [
        iemand,
        EmailAddress.objects.create(user=iemand, email=ADRES, verified=True, primary=True),
        Mailbericht.objects.create(aan=ADRES, onderwerp="x", tekst="x"),
        Volger.objects.create(wijk=wijk, email=ADRES),
        Contactpersoon.objects.create(partij=partij, naam="x", email=ADRES),
        idee,
        Postadres.objects.create(idee=van_papier, straat="x", postcode="2104 AB", woonplaats="x"),
        Advies.objects.create(idee=idee, email=ADRES, vraag="Kan dit?", voor=date(2030, 1, 1), gevraagd_door=ambtenaar),
        Aanmelding.objects.create(wandeling=wandeling, naam="x", email=ADRES),
        Uitgenodigd.objects.create(wandeling=wandeling, email=ADRES),
        OverlegGenodigde.objects.create(overleg=overleg, email=ADRES),
        project,
        Helper.objects.create(project=project, email=ADRES, handen=True),
        Meevraag.objects.create(project=project, email=ADRES),
        Genodigde.objects.create(evaluatie=evaluatie, kant="bewoners", email=ADRES, concept={"1": "Ik ben Zoekmij"}),
    ]
    return {rij._meta.label: rij for rij in alle}


def waarde(veld: models.Field) -> str:
    if isinstance(veld, models.EmailField) or veld.name == "aan":
        return ADRES
    if veld.name == "telefoon":
        return TELEFOON
    if veld.name == "contact":
        return f"Bel {TELEFOON} of mail {ADRES.title()}."
    return "Zoekmij"[: veld.max_length]


@pytest.mark.django_db
def test_elke_kolom_met_een_naam_of_adres_heeft_een_regel_om_te_vergeten(rijen):
    assert set().union(*VAN_NIEMAND.values()) <= kolommen(), "an exception for a column that is gone"
    assert set(van_iemand()) == set(rijen)
    for tabel, velden in van_iemand().items():
        rij = rijen[tabel]
        type(rij).objects.filter(pk=rij.pk).update(**{naam: waarde(rij._meta.get_field(naam)) for naam in velden})
    gevonden = set(staat_nog_in())
    assert {rij._meta.db_table for rij in rijen.values()} <= gevonden, "everything was planted"
    iemand = Gebruiker.objects.get(email=ADRES)
    iemand_anders = Contactpersoon.objects.create(
        partij=rijen["wijk.Contactpersoon"].partij, naam="Bram", email=f"niet-{ADRES}".replace("zoekmij", "elders")
    )
    assert len(alles_van(iemand)["Als contact van een project"]) == 1
    vergeet(iemand, Wens(), door=iemand)
    assert staat_nog_in() == []
    assert Contactpersoon.objects.get() == iemand_anders, "of somebody else nothing changes"


@pytest.mark.django_db
def test_het_contact_van_een_ander_project_blijft(wijk, ambtenaar):
    """An address that ends like this one is another address; and that a contact changed is recorded without what it says."""
    iemand = Gebruiker.objects.create_user(ADRES)
    project = begin_project(wijk, {"titel": "Speelplek", "contact": f"niet-{ADRES}"}, door=ambtenaar)
    wijzig_project(project, {"contact": f"Mail x{ADRES} of {ADRES}.com"}, door=ambtenaar)
    vergeet(iemand, Wens(), door=iemand)
    assert Project.objects.get().contact == f"Mail x{ADRES} of {ADRES}.com"
    assert "zoekmij" not in str(list(Gebeurtenis.objects.values())).lower()


@pytest.mark.django_db
def test_ook_het_logboek_van_het_beheer_vergeet_het_adres(ambtenaar):
    iemand = Gebruiker.objects.create_user(ADRES)
    adres = EmailAddress.objects.create(user=iemand, email=ADRES)
    soort = ContentType.objects.get_for_model(EmailAddress)
    LogEntry.objects.create(user=ambtenaar, content_type=soort, object_id=str(adres.pk), object_repr=ADRES, action_flag=CHANGE)
    vergeet(iemand, Wens(), door=iemand)
    assert staat_nog_in() == []
