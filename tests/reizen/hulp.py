"""What somebody does on a page, in a word."""

import re
from datetime import timedelta

from django.utils import timezone


def als(pagina, wie: str) -> None:
    pagina.context.clear_cookies()
    pagina.goto("/inloggen/")
    pagina.get_by_role("button", name=re.compile(f"Log in als {wie}")).click()


def vul(pagina, **velden) -> None:
    """Fill fields of the page by their names, without that of the part they stand in."""
    for naam, waarde in velden.items():
        veld = pagina.locator(f"main :is([name={naam}], [name$=-{naam}]):visible").first
        if veld.evaluate("e => e.tagName") == "SELECT":
            veld.select_option(label=waarde)
        else:
            veld.fill(waarde)


def klik(pagina, knop: str) -> None:
    pagina.locator("main").get_by_role("button", name=knop, exact=True).first.click()


def dag(verschuiving: int) -> str:
    return (timezone.localdate() + timedelta(days=verschuiving)).isoformat()
