from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone


class ToetsingQuerySet(models.QuerySet["Toetsing"]):
    def huidig(self):
        return self.filter(huidig=True)

    def eerste(self):
        """The first answer of each idea; one that was taken back is none."""
        eerder = self.model.objects.filter(idee=OuterRef("idee"), nummer__lt=OuterRef("nummer"), teruggenomen_op=None)
        return self.filter(Q(nummer=1) | ~Exists(eerder), teruggenomen_op=None)


class Toetsing(models.Model):
    """The municipality's answer to an idea. Earlier ones stay; at most one is the current."""

    class Uitkomst(models.TextChoices):
        PAST = "past", "dit kan"
        PAST_DEELS = "past_deels", "dit kan voor een deel"
        PAST_NIET = "past_niet", "dit kan niet"
        REGULIER = "regulier", "gaat mee in het gewone onderhoud"
        SAMENGEVOEGD = "samengevoegd", "hoort bij een ander idee"

    idee = models.ForeignKey("participatie.Idee", models.PROTECT, related_name="toetsingen", verbose_name="idee")
    nummer = models.PositiveSmallIntegerField("hoeveelste")
    uitkomst = models.CharField("uitkomst", max_length=14, choices=Uitkomst)
    reden = models.TextField("ons antwoord", max_length=2000, help_text="Dit leest iedereen. Schrijf in gewone taal waarom.")
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="getoetst door")
    gelezen_door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gelezen door")
    wanneer = models.DateTimeField("wanneer", default=timezone.now)
    huidig = models.BooleanField("huidig", default=True)
    teruggenomen_op = models.DateTimeField("teruggenomen op", null=True, blank=True, help_text="when the merge that it told of was undone")

    objects = ToetsingQuerySet.as_manager()

    class Meta:
        verbose_name = "toetsing"
        verbose_name_plural = "toetsingen"
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["idee", "nummer"], name="toetsing_nummer_uniek"),
            models.UniqueConstraint(fields=["idee"], condition=Q(huidig=True), name="toetsing_een_huidige"),
            models.CheckConstraint(condition=~Q(reden=""), name="toetsing_met_reden"),
            models.CheckConstraint(condition=Q(huidig=False) | Q(teruggenomen_op__isnull=True), name="toetsing_teruggenomen_niet_huidig"),
            # Of an answer without an author (the portal itself) the comparison is unknown, which a CHECK lets pass.
            models.CheckConstraint(condition=Q(gelezen_door__isnull=True) | ~Q(gelezen_door=F("door")), name="toetsing_gelezen_door_ander"),
        ]
        # The list of ideas in order of their last answer.
        indexes = [models.Index(fields=["-wanneer", "-id", "idee"], condition=Q(huidig=True), name="toetsing_laatste")]

    def __str__(self):
        return f"toetsing {self.nummer} van {self.idee}"

    @property
    def geldende_oordelen(self) -> list["Oordeel"]:
        """The verdicts on the conditions that apply to the idea."""
        return [oordeel for oordeel in self.oordelen.all() if oordeel.waarde != Oordeel.Waarde.NVT]


class Oordeel(models.Model):
    """The verdict on one condition, on the text that was in force when it was given. Never changed (the database refuses)."""

    class Waarde(models.TextChoices):
        VOLDOET = "voldoet", "kan"
        VOORWAARDE = "voorwaarde", "kan, als"
        VOLDOET_NIET = "voldoet_niet", "kan niet"
        NVT = "nvt", "niet van toepassing"

    toetsing = models.ForeignKey(Toetsing, models.PROTECT, related_name="oordelen", verbose_name="toetsing")
    versie = models.ForeignKey("wijk.RandvoorwaardeVersie", models.PROTECT, related_name="oordelen", verbose_name="randvoorwaarde")
    waarde = models.CharField("oordeel", max_length=12, choices=Waarde)
    reden = models.CharField("waarom", max_length=500, blank=True)

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["toetsing", "versie"], name="oordeel_uniek"),
            models.CheckConstraint(
                condition=Q(waarde__in=["voldoet", "nvt"]) | ~Q(reden=""),
                name="oordeel_met_reden",
                violation_error_message="Zeg waarom.",
            ),
        ]

    def __str__(self):
        return f"{self.versie}: {self.get_waarde_display()}"

    @property
    def waarom(self) -> str:
        """The reason as it stands after the verdict: after “kan, als” without an “als” of its own."""
        eerste, _, rest = self.reden.partition(" ")
        return rest if self.waarde == self.Waarde.VOORWAARDE and eerste.lower() == "als" and rest else self.reden

    @property
    def zonder_waarom(self) -> str:
        """On what, and what, where the reason is said already."""
        wat = "kan onder een voorwaarde" if self.waarde == self.Waarde.VOORWAARDE else self.get_waarde_display()
        return f"{self.versie.titel}: {wat}."

    @property
    def in_woorden(self) -> str:
        """On what, what, and why, on one line."""
        teken = ":" if self.waarde == self.Waarde.VOORWAARDE else "."
        return f"{self.versie.titel}: {self.get_waarde_display()}{teken} {self.waarom}".strip()
