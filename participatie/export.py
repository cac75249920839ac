"""Every idea as a row of a table, for officials: without who raised it, and one after another, so that a long table takes no memory."""

from collections.abc import Iterator

from django.utils import timezone

from participatie.models import Idee

KOP = (
    "nummer titel omschrijving soort thema status openbaar antwoord plaats lat lon herkomst wandeling ontvangen antwoord_voor behandelaar "
    "steun hoort_bij gesplitst_uit project"
).split()


def regels(ideeen) -> Iterator[list]:
    """The rows below KOP. Of a withdrawn idea the words are gone; the names of residents stand in none."""
    bij = ("thema", "wandeling", "behandelaar", "samengevoegd_met", "gesplitst_uit", "project")
    return map(_regel, ideeen.select_related(*bij).met_antwoord().order_by("nummer").iterator(chunk_size=1000))


def _regel(idee: Idee) -> list:
    weg = idee.status == Idee.Status.INGETROKKEN
    return [
        idee.nummer,
        "" if weg else idee.titel,
        "" if weg else idee.omschrijving,
        idee.soort,
        idee.thema,
        idee.status,
        "ja" if idee.openbaar else "nee",
        idee.huidige_toetsingen[0].reden if idee.huidige_toetsingen else "",
        "" if weg else idee.plaats,
        None if weg else idee.lat,
        None if weg else idee.lon,
        idee.herkomst,
        idee.wandeling.titel if idee.wandeling else "",
        timezone.localdate(idee.ontvangen_op),
        idee.antwoord_voor,
        idee.behandelaar,
        idee.steun_aantal,
        idee.samengevoegd_met.nummer if idee.samengevoegd_met else None,
        idee.gesplitst_uit.nummer if idee.gesplitst_uit else None,
        idee.project.titel if idee.project else "",
    ]
