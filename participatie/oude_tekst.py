"""Which answers rest on an older text of a condition than the one now in force.

It begins at the texts that are no longer in force, of which there are few, and goes from there to the verdicts on them: where nothing changed
it costs the same in a wijk of a hundred thousand ideas. Those texts are asked first, by themselves, so that a database knows how few they are.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from participatie.models import Herbevestiging, Idee, Oordeel, Toetsing
from wijk.models import Randvoorwaarde, RandvoorwaardeVersie, Wijk

S, W = Idee.Status, Oordeel.Waarde
# Waiting for an answer it is judged anew as it is; withdrawn or done there is nothing left to decide; merged it has no verdicts.
TELT_NIET = (*Idee.TE_TOETSEN, S.ONBEVESTIGD, S.INGETROKKEN, S.KLAAR, S.SAMENGEVOEGD, S.TERUGGEZET)


def verouderd(wijk: Wijk) -> QuerySet[Oordeel]:
    """Verdicts of current answers on a text that was changed, or a `kan niet` or `kan, als` on a condition that holds no longer; not confirmed since.

    That a condition about how we work does not apply does not rest on its text.
    """
    anders = Q(randvoorwaarde__vervallen_op__isnull=False) | ~Q(pk=F("randvoorwaarde__huidige"))
    versies = list(RandvoorwaardeVersie.objects.filter(anders, randvoorwaarde__wijk=wijk).values_list("pk", flat=True))
    bevestigd = Herbevestiging.objects.filter(
        Q(vervallen=True, oordeel__versie__randvoorwaarde__vervallen_op__isnull=False)
        | Q(vervallen=False, oordeel__versie__randvoorwaarde__vervallen_op__isnull=True),
        oordeel=OuterRef("pk"),
        versie=F("oordeel__versie__randvoorwaarde__huidige"),
    )
    geldt = Q(versie__randvoorwaarde__vervallen_op__isnull=True)
    return (
        Oordeel.objects.filter(versie__in=versies, toetsing__huidig=True)
        .filter(geldt | Q(waarde__in=[W.VOORWAARDE, W.VOLDOET_NIET]))
        .exclude(waarde=W.NVT, versie__randvoorwaarde__soort=Randvoorwaarde.Soort.PROCESMATIG)
        .filter(~Exists(bevestigd))
    )


def _met_tekst(oordelen: QuerySet[Oordeel]) -> QuerySet[Oordeel]:
    return oordelen.select_related("versie__randvoorwaarde__huidige").order_by("pk")


def ideeen_met(wijk: Wijk) -> QuerySet[Idee]:
    """Ideas of which the answer rests on an older text, the one answered longest ago first; `lijst` reads what a page shows of them."""
    return (
        Idee.objects.exclude(status__in=TELT_NIET).filter(pk__in=verouderd(wijk).values("toetsing__idee")).select_related("wijk", "project__wijk")
    ).order_by("nummer")


def lijst(wijk: Wijk) -> QuerySet[Idee]:
    """The same with the current answer in `huidige_toetsingen`, and its verdicts on older texts in its `verouderd`; a fixed number of queries."""
    oordelen = Prefetch("oordelen", _met_tekst(verouderd(wijk)), to_attr="verouderd")
    huidig = Prefetch("toetsingen", Toetsing.objects.huidig().prefetch_related(oordelen), to_attr="huidige_toetsingen")
    return ideeen_met(wijk).prefetch_related(huidig)


def verouderde_van(idee: Idee) -> list[Oordeel]:
    """The verdicts on older texts of one idea, each with its text of then and of now."""
    return [] if idee.status in TELT_NIET else list(_met_tekst(verouderd(idee.wijk).filter(toetsing__idee=idee)))


def kenmerk(oordelen: Iterable[Oordeel]) -> str:
    """The mark of what is compared: these verdicts, with these texts of now."""

    def een(oordeel: Oordeel) -> str:
        voorwaarde = oordeel.versie.randvoorwaarde
        vervallen: date | None = voorwaarde.vervallen_op
        return f"{oordeel.pk}:{voorwaarde.huidige_id}{':x' if vervallen else ''}"

    return ",".join(een(oordeel) for oordeel in oordelen)
