from django.db import models
from django.db.models import Q
from django.utils import timezone

from participatie.models.idee import Idee


class SteunQuerySet(models.QuerySet["Steun"]):
    def van(self, gebruiker):
        """What this person stands behind, newest first."""
        return self.filter(gebruiker=gebruiker).select_related("idee__wijk").order_by("-pk")


class Steun(models.Model):
    """Somebody who stands behind an idea."""

    class Soort(models.TextChoices):
        GOED_IDEE = "goed_idee", "goed idee"
        DOE_MEE = "doe_mee", "ik doe mee"

    idee = models.ForeignKey(Idee, models.CASCADE, related_name="steun", verbose_name="idee")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.CASCADE, related_name="steun", verbose_name="gebruiker")
    soort = models.CharField("soort", max_length=10, choices=Soort)
    gegeven_op = models.DateTimeField(default=timezone.now)

    objects = SteunQuerySet.as_manager()

    class Meta:
        verbose_name = "steun"
        verbose_name_plural = "steun"
        constraints = [models.UniqueConstraint(fields=["idee", "gebruiker"], name="steun_een_per_persoon")]

    def __str__(self):
        return self.get_soort_display()


class ReactieQuerySet(models.QuerySet["Reactie"]):
    def zichtbaar(self):
        return self.filter(status=Reactie.Status.ZICHTBAAR)

    def leesbaar_voor(self, gebruiker):
        """Those that everyone reads, and one's own that still wait: whoever wrote one must see that it arrived."""
        eigen = Q(status=Reactie.Status.WACHT, gebruiker=gebruiker) if gebruiker is not None else Q(pk__in=[])
        return self.filter(Q(status=Reactie.Status.ZICHTBAAR) | eigen)

    def van(self, gebruiker):
        """What this person wrote, newest first."""
        return self.filter(gebruiker=gebruiker).select_related("idee__wijk").order_by("-pk")

    def wacht(self):
        return self.filter(status=Reactie.Status.WACHT)

    def in_wijk(self, wijk):
        return self.filter(idee__wijk=wijk).select_related("idee__wijk")


class Reactie(models.Model):
    """What somebody says about an idea; an official reads it before everyone does."""

    class Status(models.TextChoices):
        WACHT = "wacht", "wacht op controle"
        ZICHTBAAR = "zichtbaar", "zichtbaar"
        VERBORGEN = "verborgen", "niet geplaatst"

    idee = models.ForeignKey(Idee, models.CASCADE, related_name="reacties", verbose_name="idee")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.CASCADE, related_name="reacties", verbose_name="gebruiker")
    tekst = models.TextField("reactie", max_length=1000)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.WACHT)
    reden = models.CharField("waarom niet geplaatst", max_length=300, blank=True)
    geplaatst_op = models.DateTimeField(default=timezone.now)
    sleutel = models.UUIDField(null=True, unique=True, editable=False)

    objects = ReactieQuerySet.as_manager()

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ["pk"]

    def __str__(self):
        return f"reactie {self.pk}"
