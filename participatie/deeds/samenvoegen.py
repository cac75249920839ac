"""What goes along when an idea is merged into another, and goes back when that is undone.

Part of other deeds, within their transaction: it asks no right and records nothing. Who follows a merged idea needs no copy: what happens to the
idea that it went into concerns it too (`participatie/volgen.py`).
"""

from django.db.models import F

from participatie.models import Idee, Steun


def neem_steun_mee(idee: Idee, met: Idee) -> int:
    """Who supports `idee` supports `met` from now on, each once; gives how many came."""
    al = Steun.objects.filter(idee=met).values("gebruiker")
    erbij = [
        Steun(idee=met, gebruiker_id=s.gebruiker_id, soort=s.soort, gegeven_op=s.gegeven_op, via=idee) for s in idee.steun.exclude(gebruiker__in=al)
    ]
    Steun.objects.bulk_create(erbij, ignore_conflicts=True)
    aantal = Steun.objects.filter(idee=met, via=idee).count()  # of two at once for one person, one came
    Idee.objects.filter(pk=met.pk).update(steun_aantal=F("steun_aantal") + aantal)
    return aantal


def geef_steun_terug(idee: Idee) -> int:
    """Take back exactly what came along with `idee`; what somebody gave anew themselves stays. Gives how many went."""
    aantal, _ = Steun.objects.filter(idee=idee.samengevoegd_met_id, via=idee).delete()
    Idee.objects.filter(pk=idee.samengevoegd_met_id).update(steun_aantal=F("steun_aantal") - aantal)
    return aantal
