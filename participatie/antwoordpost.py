"""Who hears the answer to an idea, and how: the one place that decides it.

Who raised it, or an idea that was merged into it, hears at the address given with that idea: by mail, or by letter when there is a postal address
alone (participatie/brieven.py); who gave neither chose to look for themselves. Who supports an idea that was merged into it hears by mail. Who
follows it hears as of all news (wijk/bezorgen.py), unless mailed here already.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from participatie.models import Idee, Steun, Toetsing
from wijk.models import Gebruiker
from wijk.post import schrijf


@dataclass(frozen=True)
class Ontvanger:
    """Somebody who hears by mail, because of `idee`: the answered one or one merged into it, which they raised or (`steunt`) support."""

    email: str
    idee: Idee
    steunt: bool = False


def ontvangers(idee: Idee) -> tuple[list[Ontvanger], set[str]]:
    """Each person who hears by mail, once and for their nearest reason; and every address that they can also follow with."""
    gekozen: list[Ontvanger] = []
    adressen: set[str] = set()
    mensen: set[int] = set()
    for ontvanger, account in _in_volgorde(idee):
        hoort_al = account is not None and (account.pk in mensen or account.email.lower() in adressen)
        if ontvanger.email not in adressen and not hoort_al:
            gekozen.append(ontvanger)
        adressen.add(ontvanger.email)
        if account:
            mensen.add(account.pk)
            adressen.add(account.email.lower())
    return gekozen, adressen


def _in_volgorde(idee: Idee) -> Iterator[tuple[Ontvanger, Gebruiker | None]]:
    """Who raised it, who raised what was merged into it, who supports that; in a fixed number of queries."""
    samen = list(idee.samengevoegd.select_related("indiener").order_by("nummer"))
    for een in [idee, *samen]:
        if een.email:
            yield Ontvanger(een.email.lower(), een), een.indiener
    bij = {een.pk: een for een in samen}
    steun = Steun.objects.filter(idee__in=samen, gebruiker__is_active=True).select_related("gebruiker").order_by("pk")
    for een in steun:
        yield Ontvanger(een.gebruiker.email.lower(), bij[een.idee_id], steunt=True), een.gebruiker


def verstuur(toetsing: Toetsing) -> set[str]:
    """Mail the answer, in the running transaction, to everyone who hears it here; gives the addresses that need not hear it as news."""
    idee = toetsing.idee
    gekozen, adressen = ontvangers(idee)
    for ontvanger in gekozen:
        wat = f"idee {ontvanger.idee.nummer}, dat u steunt" if ontvanger.steunt else f"uw idee {ontvanger.idee.nummer}"
        gegevens = {"idee": idee, "wijk": idee.wijk, "toetsing": toetsing, "ontvanger": ontvanger, "anders": ontvanger.idee.pk != idee.pk}
        schrijf(ontvanger.email, f"Antwoord op {wat}", "participatie/post/idee_antwoord.txt", **gegevens)
    return adressen
