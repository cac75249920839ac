from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

GELDIG = timedelta(days=7)
POGINGEN = 5


def over_een_week():
    return timezone.now() + GELDIG


class BevestigingQuerySet(models.QuerySet["Bevestiging"]):
    def geldig(self):
        return self.filter(geldig_tot__gt=timezone.now())

    def met_pogingen_over(self):
        return self.geldig().filter(pogingen__lt=POGINGEN)


class Bevestiging(models.Model):
    """The mail that asks whether an address is really of who sent an idea. Gone once it was answered: link and code work once."""

    idee = models.OneToOneField("participatie.Idee", models.CASCADE, related_name="bevestiging", verbose_name="idee")
    code = models.CharField(max_length=64, help_text="keyed hash of the six digits in the mail")
    pogingen = models.PositiveSmallIntegerField(default=0)
    geldig_tot = models.DateTimeField(default=over_een_week)

    objects = BevestigingQuerySet.as_manager()

    class Meta:
        verbose_name = "bevestiging"
        verbose_name_plural = "bevestigingen"

    def __str__(self):
        return f"bevestiging van {self.idee}"

    def zet_code(self, cijfers: str) -> None:
        self.code = self._afdruk(cijfers)

    def klopt(self, cijfers: str) -> bool:
        return constant_time_compare(self.code, self._afdruk(cijfers))

    def _afdruk(self, cijfers: str) -> str:
        return salted_hmac("participatie.bevestiging", f"{self.idee_id}:{cijfers}", algorithm="sha256").hexdigest()
