"""Journeys: the whole portal with the pilot and the invented story in it, in a real browser."""

import pytest
from django.core import mail
from django.core.management import call_command

from tests.sjabloon import begin_met
from wijk.models import Gebruiker, Wijk
from wijk.portaal.voorbeeld.verhaal import maak_personen


@pytest.fixture
def pilot(transactional_db, settings) -> Wijk:
    """The pilot as the note has it, with people to sign in as and nothing invented in it."""
    settings.DEMO = True
    begin_met("pilot", _laad_pilot)
    return Wijk.objects.get(slug="geleerdenwijk")


def _laad_pilot() -> None:
    call_command("laad_pilot", verbosity=0)
    maak_personen(Wijk.objects.get(slug="geleerdenwijk"))


@pytest.fixture
def portaal(transactional_db, settings) -> Wijk:
    """The demo as a newcomer finds it: pilot, story, and twelve more ideas."""
    settings.DEMO = True
    begin_met("portaal", lambda: call_command("laad_voorbeeld", ideeen=12, verbosity=0))
    mail.outbox.clear()  # the invented people were mailed too
    return Wijk.objects.get(slug="geleerdenwijk")


@pytest.fixture
def inloggen(portaal):
    """`inloggen(pagina, "ambtenaar")`: press the demo's button for this example person."""

    def doe(pagina, wie: str):
        gebruiker = Gebruiker.objects.get(email=f"{wie}@voorbeeld.invalid")
        pagina.goto("/inloggen/")
        pagina.get_by_role("button", name=f"Log in als {gebruiker.naam}", exact=False).click()
        return gebruiker

    return doe
