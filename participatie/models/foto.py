from django.core.files.storage import FileSystemStorage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from participatie.fotos import KLEIN, MEESTE, passend


def album() -> FileSystemStorage:
    """Where photos are kept: outside every folder that is served, because an idea may be taken off the website."""
    return storages["fotos"]


class FotoQuerySet(models.QuerySet["Foto"]):
    def eerste(self):
        """The first of each idea that is left: one can have been taken away."""
        eerder = Foto.objects.filter(idee=models.OuterRef("idee"), nummer__lt=models.OuterRef("nummer"))
        return self.exclude(models.Exists(eerder))


class Foto(models.Model):
    """A photo with an idea, in two sizes. Only the picture is kept, never the file that was sent."""

    idee = models.ForeignKey("participatie.Idee", models.PROTECT, related_name="fotos", verbose_name="idee")
    nummer = models.PositiveSmallIntegerField("nummer", validators=[MinValueValidator(1), MaxValueValidator(MEESTE)])
    bestand_groot = models.FileField("groot", storage=album, max_length=120)
    bestand_klein = models.FileField("klein", storage=album, max_length=120)
    breedte = models.PositiveIntegerField("breedte", help_text="pixels of the large one")
    hoogte = models.PositiveIntegerField("hoogte")
    tekst = models.CharField("wat er op de foto’s te zien is", max_length=300, blank=True)
    toegevoegd_op = models.DateTimeField("toegevoegd op", default=timezone.now)

    objects = FotoQuerySet.as_manager()

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto’s"
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["idee", "nummer"], name="foto_nummer_uniek"),
            models.CheckConstraint(condition=Q(nummer__gte=1, nummer__lte=MEESTE), name="foto_ten_hoogste_vijf"),
            models.CheckConstraint(condition=Q(breedte__gt=0, hoogte__gt=0), name="foto_heeft_maat"),
        ]

    def __str__(self):
        return f"foto {self.nummer}"

    def get_absolute_url(self):
        return self._adres("openbaar:foto")

    @property
    def klein_url(self) -> str:
        return self._adres("openbaar:foto_klein")

    def _adres(self, naam: str) -> str:
        """Another photo that gets the same number later has another address: a browser keeps what it saw at one."""
        return f"{reverse(naam, args=[self.idee.wijk.slug, self.idee.nummer, self.nummer])}?v={self.pk}"

    @property
    def klein_maat(self) -> tuple[int, int]:
        """Width and height of the small one."""
        return passend(self.breedte, self.hoogte, KLEIN)

    @property
    def alt(self) -> str:
        """What it shows, for who does not see it."""
        return f"Foto {self.nummer}: {self.tekst}" if self.tekst else f"Foto {self.nummer} bij dit idee"
