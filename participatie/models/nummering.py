from django.db import models
from django.db.models import F


class NummeringManager(models.Manager["Nummering"]):
    def volgende(self, wijk, aantal: int = 1) -> int:
        """The first of `aantal` fresh numbers of this wijk. Holds the wijk's row until the transaction ends, so that no number is given twice."""
        self.get_or_create(wijk=wijk)
        self.filter(wijk=wijk).update(laatste=F("laatste") + aantal)
        return self.values_list("laatste", flat=True).get(wijk=wijk) - aantal + 1

    def aantal_ideeen(self, wijk) -> int:
        """How many ideas were raised in this wijk (`IdeeQuerySet.ingebracht`), without counting all of them."""
        laatste = self.filter(wijk=wijk).values_list("laatste", flat=True).first() or 0
        return laatste - wijk.ideeen.filter(status__in=wijk.ideeen.model.NIET_INGEBRACHT).count()


class Nummering(models.Model):
    """The last number given to an idea of a wijk."""

    wijk = models.OneToOneField("wijk.Wijk", models.CASCADE, primary_key=True)
    laatste = models.PositiveIntegerField(default=0)

    objects = NummeringManager()
