"""What is asked: the usual questions of a wijk, and those of one evaluation."""

from django.db import models
from django.db.models import Q

from evaluatie.models.evaluatie import Evaluatie, Kant, Over

# An evaluation is short (the note: "een korte evaluatie"). The database holds to it.
MEESTE_VRAGEN = 8


# What the figures from 1 to 5 say.
TEVREDEN = ("heel ontevreden", "", "gaat wel", "", "heel tevreden")
# The word by which a question asks how satisfied somebody is.
TEVREDENHEID = "tevreden"
NEE_JA = ("nee", "", "een beetje", "", "ja")


class Soort(models.TextChoices):
    CIJFER = "cijfer", "een cijfer van 1 tot 5"
    TEKST = "tekst", "een antwoord in eigen woorden"


class VraagQuerySet(models.QuerySet["Vraag"]):
    def voor(self, kant: str):
        """Those that somebody of this side is asked; a passer-by (no side) is asked what everyone is."""
        return self.filter(kant__in=["", kant])


class Vraag(models.Model):
    """A question of an evaluation, to one side or to all three. Fixed (the database refuses a change) once the first link was sent."""

    Soort = Soort

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="vragen", verbose_name="evaluatie")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    tekst = models.CharField("vraag", max_length=300)
    soort = models.CharField("soort antwoord", max_length=8, choices=Soort)
    kant = models.CharField("alleen voor", max_length=14, choices=Kant, blank=True)

    objects = VraagQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["volgorde", "pk"]

    def __str__(self):
        return self.tekst

    @property
    def van_welke_kant(self) -> str:
        """Said beside a question in words to one side alone: whoever reads the answer knows of which side it is."""
        alleen = self.kant and self.soort == Soort.TEKST
        return f"Deze vraag stellen we alleen aan {self.get_kant_display()}. Wie uw antwoord leest, weet dat dus." if alleen else ""

    @property
    def over_tevredenheid(self) -> bool:
        return TEVREDENHEID in self.tekst.lower()

    @property
    def schaal(self) -> list[tuple[int, str]]:
        """Each figure from 1 to 5 with its words; a question that does not ask how satisfied somebody is can be answered by no or yes."""
        return list(enumerate(TEVREDEN if self.over_tevredenheid else NEE_JA, 1))

    @property
    def uitersten(self) -> str:
        """What the lowest and the highest figure mean: `1 = nee, 5 = ja`."""
        return ", ".join(f"{cijfer} = {woord}" for cijfer, woord in (self.schaal[0], self.schaal[-1]))


class Standaardvraag(models.Model):
    """One of the questions that every new evaluation of a kind gets in this wijk. Where a wijk has none, those of the portal hold."""

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="standaardvragen", verbose_name="wijk")
    over = models.CharField("over", max_length=8, choices=Over)
    volgorde = models.PositiveSmallIntegerField("volgorde")
    tekst = models.CharField("vraag", max_length=300)
    soort = models.CharField("soort antwoord", max_length=8, choices=Soort)
    kant = models.CharField("alleen voor", max_length=14, choices=Kant, blank=True)

    class Meta:
        verbose_name = "standaardvraag"
        verbose_name_plural = "standaardvragen"
        ordering = ["over", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "over", "volgorde"], name="standaardvraag_uniek"),
            models.CheckConstraint(condition=Q(volgorde__gte=1, volgorde__lte=MEESTE_VRAGEN), name="standaardvraag_ten_hoogste_acht"),
            models.CheckConstraint(condition=~Q(tekst=""), name="standaardvraag_vraagt_iets"),
        ]

    def __str__(self):
        return self.tekst
