"""What belongs to one project: the decision, hours, documents and photos."""

from django.core.files.storage import FileSystemStorage, storages
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone

from participatie.fotos import KLEIN, passend
from participatie.models.foto import album


class Projectbesluit(models.Model):
    """The decision on a project: on which day, by whom, and what it says. A later one does not wipe an earlier one; the latest counts."""

    project = models.ForeignKey("participatie.Project", models.PROTECT, related_name="besluiten", verbose_name="project")
    datum = models.DateField("wanneer besloten", default=timezone.localdate)
    partij = models.ForeignKey("wijk.Partij", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="welke partij besloot")
    functie = models.CharField(
        "of welke functie", max_length=120, blank=True, help_text="Bijvoorbeeld: het college van B&W, of de wijkcoördinator. Geen namen van personen."
    )
    tekst = models.TextField("wat is besloten, en waarom", max_length=2000, help_text="Openbaar, in gewone taal.")
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now)

    class Meta:
        verbose_name = "besluit over een project"
        verbose_name_plural = "besluiten over projecten"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partij__isnull=False, functie="") | (Q(partij__isnull=True) & ~Q(functie="")),
                name="projectbesluit_van_een",
                violation_error_message="Kies een partij of vul een functie in, niet allebei.",
            )
        ]

    def __str__(self):
        return f"besluit van {self.wie}"

    @property
    def wie(self) -> str:
        return self.partij.naam if self.partij else self.functie


class ProjecturenQuerySet(models.QuerySet["Projecturen"]):
    def totaal(self):
        """Hours, added up; nothing when there are none."""
        return self.aggregate(som=Sum("regel__uren"))["som"]


class Projecturen(models.Model):
    """That hours which an official wrote were for this project."""

    project = models.ForeignKey("participatie.Project", models.PROTECT, related_name="uren", verbose_name="project")
    regel = models.OneToOneField("wijk.Urenregel", models.CASCADE, related_name="voor_project", verbose_name="gewerkte uren")

    objects = ProjecturenQuerySet.as_manager()

    class Meta:
        verbose_name = "uren voor een project"
        verbose_name_plural = "uren voor projecten"
        ordering = ["-regel__datum", "-pk"]

    def __str__(self):
        return f"uren {self.pk}"


def archief() -> FileSystemStorage:
    """Where documents of projects are kept: a view hands them out."""
    return storages["projectstukken"]


class Projectdocument(models.Model):
    """A PDF that everyone may read. `naam` is what it was called; it is kept under a name of its own."""

    project = models.ForeignKey("participatie.Project", models.PROTECT, related_name="documenten", verbose_name="project")
    titel = models.CharField("titel", max_length=120, help_text="Zeg wat erin staat, bijvoorbeeld: Tekening van de speelplek.")
    bestand = models.FileField("bestand", storage=archief, max_length=120)
    naam = models.CharField("naam", max_length=120)
    grootte = models.PositiveIntegerField("grootte", help_text="bytes")
    vingerafdruk = models.CharField("vingerafdruk", max_length=64, help_text="SHA-256")
    toegevoegd_op = models.DateTimeField("toegevoegd op", default=timezone.now)

    class Meta:
        verbose_name = "document van een project"
        verbose_name_plural = "documenten van projecten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "vingerafdruk"], name="projectdocument_uniek", violation_error_message="Dit bestand hoort al bij dit project."
            ),
            models.CheckConstraint(condition=Q(grootte__gt=0), name="projectdocument_niet_leeg"),
            models.CheckConstraint(condition=~Q(titel=""), name="projectdocument_heeft_titel"),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("openbaar:projectdocument", args=[self.project.wijk.slug, self.project.slug, self.pk])

    @property
    def maat(self) -> str:
        """`240 kB`, `1,2 MB`"""
        kb = max(1, round(self.grootte / 1024))
        return f"{kb} kB" if kb < 1000 else f"{kb / 1024:.1f} MB".replace(".", ",")


class Projectfoto(models.Model):
    """How it was before, or is now. Only the picture is kept, never the file that was sent."""

    class Wanneer(models.TextChoices):
        VOOR = "voor", "zo was het"
        NA = "na", "zo is het geworden"

    MEESTE = 12  # of one project

    project = models.ForeignKey("participatie.Project", models.PROTECT, related_name="fotos", verbose_name="project")
    wanneer = models.CharField("van wanneer is deze foto", max_length=4, choices=Wanneer)
    tekst = models.CharField(
        "wat is er te zien", max_length=300, help_text="Voor wie de foto niet kan zien. Bijvoorbeeld: een leeg grasveld naast de schommel."
    )
    bestand_groot = models.FileField("groot", storage=album, max_length=120)
    bestand_klein = models.FileField("klein", storage=album, max_length=120)
    breedte = models.PositiveIntegerField("breedte", help_text="pixels of the large one")
    hoogte = models.PositiveIntegerField("hoogte")
    toegevoegd_op = models.DateTimeField("toegevoegd op", default=timezone.now)

    class Meta:
        verbose_name = "foto van een project"
        verbose_name_plural = "foto’s van projecten"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(tekst=""), name="projectfoto_heeft_tekst"),
            models.CheckConstraint(condition=Q(wanneer__in=["voor", "na"]), name="projectfoto_wanneer"),
            models.CheckConstraint(condition=Q(breedte__gt=0, hoogte__gt=0), name="projectfoto_heeft_maat"),
        ]

    def __str__(self):
        return f"foto {self.pk}"

    def get_absolute_url(self):
        return reverse("openbaar:projectfoto", args=[self.project.wijk.slug, self.project.slug, self.pk])

    @property
    def klein_url(self) -> str:
        return reverse("openbaar:projectfoto_klein", args=[self.project.wijk.slug, self.project.slug, self.pk])

    @property
    def klein_maat(self) -> tuple[int, int]:
        """Width and height of the small one."""
        return passend(self.breedte, self.hoogte, KLEIN)
