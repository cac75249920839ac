"""Who hears the answer to an idea, and how: the one place that decides it.

Who raised it, or an idea that was merged into it, hears at the address given with that idea: by mail, or by letter when there is a postal address
alone (a Brief, printed by participatie/brieven.py); who gave neither chose to look for themselves. Who supports an idea that was merged into it
hears by mail. Who follows it hears as of all news (wijk/bezorgen.py), unless mailed here already. Who heard that an idea belongs to another
hears likewise when that is undone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from participatie.models import Brief, Idee, Postadres, Steun, Toetsing
from wijk.models import Gebruiker
from wijk.post import schrijf
from wijk.woorden import datum


@dataclass(frozen=True)
class Ontvanger:
    """Somebody who hears by mail, because of `idee`: the answered one or one merged into it, which they raised or (`steunt`) support."""

    email: str
    idee: Idee
    steunt: bool = False


def ontvangers(idee: Idee) -> tuple[list[Ontvanger], set[str], set[int]]:
    """Each person who hears by mail, once and for their nearest reason; every address that they can also follow with; and their accounts."""
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
    return gekozen, adressen, mensen


def leg_brieven_klaar(toetsing: Toetsing, gemaild: set[int] | None = None) -> None:
    """A letter for each person who hears this answer by post, in the running transaction; one that is there already stays the only one.

    Those are who raised the idea, or one that was merged into it before the answer, with a postal address and no e-mail. `gemaild`: accounts that
    hear by mail (found anew when left out).
    """
    samen = toetsing.idee.samengevoegd.filter(toetsingen__huidig=True, toetsingen__pk__lt=toetsing.pk).order_by("nummer")
    zonder_mail = {een.pk: een for een in [toetsing.idee, *samen] if not een.email}
    adressen = Postadres.objects.in_bulk(zonder_mail)
    if not adressen:
        return
    gehad = set(ontvangers(toetsing.idee)[2] if gemaild is None else gemaild)
    al = set(toetsing.brieven.values_list("idee", flat=True))
    for een in sorted((een for pk, een in zonder_mail.items() if pk in adressen), key=lambda een: een.pk not in al):
        adres = adressen[een.pk]
        wie = een.indiener_id or (een.naam.casefold(), adres.straat.casefold(), adres.postcode)
        if wie not in gehad and een.pk not in al:
            Brief.objects.create(toetsing=toetsing, idee=een)
        gehad.add(wie)


def leg_brief_alsnog_klaar(idee: Idee) -> None:
    """Of an idea that got a postal address: its current answer, and that of the idea that it was merged into, go by letter too."""
    for toetsing in Toetsing.objects.huidig().filter(idee__in=[idee.pk, idee.samengevoegd_met_id]).select_related("idee").order_by("pk"):
        leg_brieven_klaar(toetsing)


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
    """Mail the answer, in the running transaction, to everyone who hears it here, and lay the letters ready; gives the addresses that need not
    hear it as news."""
    idee = toetsing.idee
    gekozen, adressen, mensen = ontvangers(idee)
    for ontvanger in gekozen:
        wat = f"idee {ontvanger.idee.nummer}, dat u steunt" if ontvanger.steunt else f"uw idee {ontvanger.idee.nummer}"
        gegevens = {"idee": idee, "wijk": idee.wijk, "toetsing": toetsing, "ontvanger": ontvanger, "anders": ontvanger.idee.pk != idee.pk}
        schrijf(ontvanger.email, f"Antwoord op {wat}", "participatie/post/idee_antwoord.txt", **gegevens)
    leg_brieven_klaar(toetsing, mensen)
    return adressen


def toch_een_eigen_antwoord(idee: Idee) -> str:
    """What mail and letter say to who raised an idea of which the merge was undone."""
    if idee.status == Idee.Status.WACHT_OP_THEMA:
        wanneer = f"Het thema {idee.thema.naam} is nog niet open. U hoort het als het opengaat. Daarna krijgt uw idee een eigen antwoord."
    elif idee.antwoord_voor and not idee.is_te_laat:
        wanneer = f"U krijgt uiterlijk {datum(idee.antwoord_voor)} een eigen antwoord."
    else:
        wanneer = "U krijgt een eigen antwoord."
    return f"Wij schreven u dat uw idee bij een ander idee hoort. Dat is toch niet zo. Uw idee staat weer apart. {wanneer} U hoeft niets te doen."


def verstuur_terug(toetsing: Toetsing) -> set[str]:
    """Tell, in the running transaction, who heard the answer `toetsing` that the merge of which it told is undone; gives the addresses that
    need not hear it as news.

    By mail; or by letter, the same Brief once more, when the first one was printed. One that was not is not needed any more.
    """
    idee = toetsing.idee
    gekozen, adressen, _ = ontvangers(idee)
    for ontvanger in gekozen:
        gegevens = {"idee": idee, "wijk": idee.wijk, "tekst": toch_een_eigen_antwoord(idee)}
        schrijf(ontvanger.email, f"Uw idee {idee.nummer} krijgt een eigen antwoord", "participatie/post/idee_niet_samengevoegd.txt", **gegevens)
    toetsing.brieven.filter(geprint_op=None).delete()
    toetsing.brieven.update(geprint_op=None)
    return adressen
