from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijk.models import Gebeurtenis


class OverlegQuerySet(models.QuerySet["Overleg"]):
    def volgende_over(self, idee) -> "Overleg | None":
        """The first one to come: with this idea on its agenda, else of the wijk."""
        komt = self.filter(wijk=idee.wijk, status=Overleg.Status.GEPLAND, begint__gte=timezone.now()).order_by("begint", "pk")
        return komt.filter(agenda=idee).first() or komt.first()


class Overleg(models.Model):
    """A meeting with those who said they want to think along (step 4 of the note); it decides per idea what comes next."""

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        GEHOUDEN = "gehouden", "gehouden"

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="overleggen", verbose_name="wijk")
    titel = models.CharField("titel", max_length=120)
    begint = models.DateTimeField("begint")
    plaats = models.CharField("plaats", max_length=200)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.GEPLAND)
    aanwezig = models.PositiveSmallIntegerField("aantal aanwezigen", null=True, blank=True)
    verslag = models.TextField("verslag", max_length=8000, blank=True, help_text="Openbaar. Noem geen namen van bewoners.")
    genodigden = models.ManyToManyField("participatie.Aanmelding", blank=True, related_name="overleggen", verbose_name="wie meedenkt")
    agenda = models.ManyToManyField("participatie.Idee", blank=True, related_name="op_agenda", verbose_name="ideeën op de agenda")

    objects = OverlegQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["-begint"]

    def __str__(self):
        return self.titel

    def kan_besluiten(self, idee) -> bool:
        """Whether this overleg can still decide on the idea: once, and only when it was answered with yes or kept for later."""
        return self.status == self.Status.GEPLAND and idee.status in idee.KLAAR_VOOR_OVERLEG and not self.vervolgstappen.filter(idee=idee).exists()


class VervolgstapQuerySet(models.QuerySet["Vervolgstap"]):
    def openbaar(self):
        return self.filter(idee__openbaar=True)

    def laatste_over(self, idee):
        """What was decided last about this idea, in any overleg; None when nothing was."""
        return self.filter(idee=idee).select_related("overleg", "idee").order_by("-pk").first()

    def te_laat(self, wijk, vandaag):
        """What others would do by a day that has passed, and is not done."""
        return (
            self.filter(overleg__wijk=wijk, voor__lt=vandaag, besluit="opgepakt", idee__status="opgepakt")
            .select_related("idee__wijk", "overleg")
            .order_by("voor")
        )


class Vervolgstap(models.Model):
    """What an overleg decided for one idea, why, and who does it by when."""

    class Besluit(models.TextChoices):
        PROJECT = "project", "we maken er een project van"
        OPGEPAKT = "opgepakt", "bewoners of een organisatie pakken het op"
        LATER = "later", "later"
        NIET_GEKOZEN = "niet_gekozen", "we kiezen dit niet"

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="vervolgstappen", verbose_name="overleg")
    idee = models.ForeignKey("participatie.Idee", models.PROTECT, related_name="vervolgstappen", verbose_name="idee")
    besluit = models.CharField("vervolg", max_length=14, choices=Besluit)
    reden = models.CharField("waarom", max_length=500, help_text="Openbaar, in gewone taal.")
    wie = models.CharField(
        "wie doet het",
        max_length=120,
        blank=True,
        help_text="Een partij of functie; een naam van een bewoner alleen als die dat goed vindt.",
    )
    voor = models.DateField("voor wanneer", null=True, blank=True)

    objects = VervolgstapQuerySet.as_manager()

    class Meta:
        verbose_name = "vervolgstap"
        verbose_name_plural = "vervolgstappen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["overleg", "idee"], name="vervolgstap_uniek"),
            models.CheckConstraint(condition=~Q(reden=""), name="vervolgstap_met_reden"),
        ]

    def __str__(self):
        return f"{self.idee}: {self.get_besluit_display()}"

    @property
    def vastlegging(self) -> Gebeurtenis | None:
        """The record of this decision: who, and when."""
        return Gebeurtenis.objects.over(self.idee).van_soort(f"idee.{self.besluit}").select_related("door").nieuwste_eerst().first()
