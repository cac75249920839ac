from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from participatie.models.idee import Idee


class ThemabriefQuerySet(models.QuerySet["Themabrief"]):
    def per_brief(self, wijk):
        """Those that go by post, printed or not: the idea still waits for its answer, and who raised it has a postal address alone."""
        wacht = wijk.ideeen.wacht_op_antwoord().filter(pk=OuterRef("pk"), email="", postadres__isnull=False)
        return self.filter(Exists(wacht)).select_related("idee__wijk", "idee__thema", "idee__postadres").order_by("pk")

    def wacht(self, wijk):
        """Those to print, the oldest first."""
        return self.per_brief(wijk).filter(geprint_op=None)

    def als_geprint(self, wijk):
        """Those printed, the last one first."""
        return self.per_brief(wijk).exclude(geprint_op=None).order_by("-geprint_op", "-pk")

    def leg_klaar(self, ideeen):
        """One for each of these ideas whose sender gave a postal address and no e-mail; printed anew when its theme opened anew."""
        zonder_mail = [idee.pk for idee in ideeen if not idee.email]
        for pk in Idee.objects.filter(pk__in=zonder_mail, postadres__isnull=False).values_list("pk", flat=True):
            self.update_or_create(idee_id=pk, defaults={"geprint_op": None})

    def meld_geprint(self) -> int:
        return self.filter(geprint_op=None).update(geprint_op=timezone.now())

    def meld_niet_geprint(self) -> int:
        return self.exclude(geprint_op=None).update(geprint_op=None)


class Themabrief(models.Model):
    """That the theme of an idea is open, as a letter for who has no e-mail: once for each opening."""

    idee = models.OneToOneField(Idee, models.CASCADE, primary_key=True, related_name="themabrief", verbose_name="idee")
    geprint_op = models.DateTimeField("geprint op", null=True, editable=False)

    objects = ThemabriefQuerySet.as_manager()

    class Meta:
        verbose_name = "brief over een open thema"
        verbose_name_plural = "brieven over een open thema"

    def __str__(self):
        return f"brief over het thema van {self.idee}"
