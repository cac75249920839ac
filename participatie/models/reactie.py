from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from participatie.models.idee import Idee
from wijk.vragen import van_wijk


class ReactieQuerySet(models.QuerySet["Reactie"]):
    def zichtbaar(self):
        return self.filter(status=Reactie.Status.ZICHTBAAR)

    def leesbaar_voor(self, gebruiker):
        """Those that everyone reads, and all of one's own: whoever wrote one sees that it waits, or why it is not shown."""
        eigen = Q(gebruiker=gebruiker) if gebruiker is not None else Q(pk__in=[])
        return self.filter(Q(status=Reactie.Status.ZICHTBAAR) | eigen)

    def van(self, gebruiker):
        """What this person wrote, newest first."""
        return self.filter(gebruiker=gebruiker).select_related("idee__wijk").order_by("-pk")

    def ongelezen(self):
        """Those that no official has decided on yet."""
        return self.filter(gelezen_op__isnull=True)

    def te_lezen(self):
        """Those that no official has read yet, or that somebody reported since."""
        return self.filter(Q(gelezen_op__isnull=True) | Exists(Melding.objects.open().filter(reactie=OuterRef("pk"))))

    def al_gelezen(self):
        """Those that an official decided on, the latest first."""
        return self.exclude(gelezen_op__isnull=True).order_by("-gelezen_op", "-pk")

    def gemeld(self):
        return self.filter(Exists(Melding.objects.open().filter(reactie=OuterRef("pk"))))

    def voor_lijst(self):
        """With the reports that are still open, as `open_meldingen`; reported ones first."""
        gemeld = Exists(Melding.objects.open().filter(reactie=OuterRef("pk")))
        return self.prefetch_related(models.Prefetch("meldingen", Melding.objects.open(), to_attr="open_meldingen")).order_by(
            models.Case(models.When(gemeld, then=0), default=1), "pk"
        )

    def in_wijk(self, wijk):
        return self.filter(van_wijk(wijk)).select_related("idee__wijk")


class Reactie(models.Model):
    """What somebody says about an idea. An official reads it: before everyone does or after, as the wijk has set."""

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
    gelezen_op = models.DateTimeField("gelezen op", null=True, blank=True, help_text="when an official last read and decided on it")
    sleutel = models.UUIDField(null=True, unique=True, editable=False)

    objects = ReactieQuerySet.as_manager()

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="verborgen") | ~Q(reden=""),
                name="reactie_verborgen_met_reden",
                violation_error_message="Zeg waarom u de reactie niet plaatst.",
            )
        ]

    def __str__(self):
        return f"reactie {self.pk}"


class MeldingQuerySet(models.QuerySet["Melding"]):
    def open(self):
        return self.filter(afgehandeld_op__isnull=True)

    def van(self, gebruiker):
        return self.filter(melder=gebruiker).select_related("reactie__idee__wijk").order_by("pk")


class Melding(models.Model):
    """Somebody says that a reaction breaks the house rules. Who said so is known only when signed in, and shown to nobody."""

    reactie = models.ForeignKey(Reactie, models.CASCADE, related_name="meldingen", verbose_name="reactie")
    reden = models.CharField("wat is er mis", max_length=500)
    melder = models.ForeignKey("wijk.Gebruiker", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="gemeld door")
    gemeld_op = models.DateTimeField("gemeld op", default=timezone.now)
    afgehandeld_op = models.DateTimeField("afgehandeld op", null=True, blank=True)
    sleutel = models.UUIDField(null=True, unique=True, editable=False)

    objects = MeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reden=""), name="melding_met_reden"),
            models.UniqueConstraint(
                fields=["reactie", "melder"], condition=Q(afgehandeld_op__isnull=True), name="melding_een_per_persoon"
            ),  # NULLs differ: who is not signed in is nobody in particular
        ]

    def __str__(self):
        return f"melding over {self.reactie}"
