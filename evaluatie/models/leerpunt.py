"""What was learnt, what it rests on, and what comes of it."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from evaluatie.models.evaluatie import Evaluatie, Kant
from wijk.woorden import datum


class Opbrengst(models.Model):
    """Of the whole process, for one side: what it brought, and what the knelpunten were (step 6 of the note)."""

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="opbrengsten", verbose_name="evaluatie")
    kant = models.CharField("kant", max_length=14, choices=Kant)
    bracht = models.TextField("wat heeft het opgeleverd", max_length=2000)
    knelpunten = models.TextField("wat waren de knelpunten", max_length=2000)

    class Meta:
        verbose_name = "opbrengst"
        verbose_name_plural = "opbrengsten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluatie", "kant"], name="opbrengst_uniek"),
            models.CheckConstraint(condition=~Q(bracht="") & ~Q(knelpunten=""), name="opbrengst_zegt_iets"),
        ]

    def __str__(self):
        return f"{self.get_kant_display()}: {self.bracht[:60]}"


class LeerpuntQuerySet(models.QuerySet["Leerpunt"]):
    def vastgesteld(self):
        """Those of evaluations that everyone may read."""
        return self.filter(Q(evaluatie__status=Evaluatie.Status.VASTGESTELD)).select_related("evaluatie")

    def zonder_grond(self):
        """Those of which nobody said yet what they rest on."""
        return self.filter(gronden=None)

    def te_laat(self, vandaag: date):
        """Something would be done about it by a day that has passed, and is not."""
        return self.filter(gedaan_op__isnull=True, voor__lt=vandaag)

    def met_gronden(self):
        return self.select_related("wijk", "evaluatie__wijk").prefetch_related(models.Prefetch("gronden", Grond.objects.voor_lijst()))

    def voor_lijst(self):
        """With what each rests on; first what is still to be done, by its day."""
        klaar = models.Case(models.When(gedaan_op__isnull=False, then=1), default=0)
        return self.met_gronden().order_by(klaar, models.F("voor").asc(nulls_last=True), "pk")


class Leerpunt(models.Model):
    """What was learnt, for the rest of the process and for a next wijk; what is done about it, by whom and when, and what came of that."""

    class Soort(models.TextChoices):
        BEHOUDEN = "behouden", "zo blijven doen"
        ANDERS = "anders", "anders doen"

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="leerpunten", verbose_name="wijk")
    evaluatie = models.ForeignKey(Evaluatie, models.PROTECT, null=True, blank=True, related_name="leerpunten", verbose_name="uit evaluatie")
    soort = models.CharField("soort", max_length=10, choices=Soort)
    tekst = models.TextField("wat we leerden", max_length=1000)
    in_programma = models.BooleanField("opnemen in het uitvoeringsprogramma", default=True)
    datum = models.DateField("datum", default=timezone.localdate)
    actie = models.CharField("wat gaan we eraan doen", max_length=300, blank=True, help_text="Openbaar, in gewone taal.")
    wie = models.CharField("wie doet het", max_length=120, blank=True, help_text="Een partij of functie. Geen namen van personen.")
    voor = models.DateField("voor wanneer", null=True, blank=True)
    gedaan_op = models.DateField("gedaan op", null=True, blank=True, editable=False)
    gedaan = models.CharField("wat is er gedaan", max_length=300, blank=True, editable=False)

    objects = LeerpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "leerpunt"
        verbose_name_plural = "leerpunten"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(actie="", wie="", voor__isnull=True) | (~Q(actie="") & ~Q(wie="") & Q(voor__isnull=False)),
                name="leerpunt_actie_is_heel",
                violation_error_message="Zeg wat we eraan doen, wie het doet en voor wanneer: alle drie, of geen van drie.",
            ),
            models.CheckConstraint(
                condition=Q(gedaan_op__isnull=True, gedaan="") | (Q(gedaan_op__isnull=False) & ~Q(gedaan="") & ~Q(actie="")),
                name="leerpunt_gedaan_zegt_wat",
            ),
        ]

    def __str__(self):
        return self.tekst[:60]

    @property
    def pad(self) -> str:
        """Where everyone reads it: with its evaluation once that is concluded; nothing before that."""
        if self.evaluatie is None or self.evaluatie.status != Evaluatie.Status.VASTGESTELD:
            return ""
        return f"{self.evaluatie.get_absolute_url()}#leerpunt-{self.pk}"

    @property
    def is_te_laat(self) -> bool:
        return self.gedaan_op is None and self.voor is not None and self.voor < timezone.localdate()


class GrondQuerySet(models.QuerySet["Grond"]):
    def voor_lijst(self):
        """With all that its words and its address ask."""
        return self.select_related("leerpunt__wijk", "antwoord__vraag__evaluatie", "evaluatie", "gebeurtenis")


class Grond(models.Model):
    """What a leerpunt rests on: an answer, a figure with its value on a day, or something that happened. Never changed (the database refuses)."""

    leerpunt = models.ForeignKey(Leerpunt, models.PROTECT, related_name="gronden", verbose_name="leerpunt")
    antwoord = models.ForeignKey("evaluatie.Antwoord", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="antwoord")
    gebeurtenis = models.ForeignKey("wijk.Gebeurtenis", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gebeurtenis")
    evaluatie = models.ForeignKey(Evaluatie, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cijfer uit evaluatie")
    cijfer = models.CharField("welk cijfer", max_length=80, blank=True, help_text="key of the figure (evaluatie/jaarcijfers.py)")
    naam = models.CharField("naam van het cijfer", max_length=200, blank=True)
    waarde = models.CharField("waarde van het cijfer", max_length=60, blank=True)
    op = models.DateField("op", default=timezone.localdate)

    objects = GrondQuerySet.as_manager()

    class Meta:
        verbose_name = "grond van een leerpunt"
        verbose_name_plural = "gronden van leerpunten"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(antwoord__isnull=False, gebeurtenis__isnull=True, evaluatie__isnull=True, cijfer="")
                | Q(antwoord__isnull=True, gebeurtenis__isnull=False, evaluatie__isnull=True, cijfer="")
                | (Q(antwoord__isnull=True, gebeurtenis__isnull=True, evaluatie__isnull=False) & ~Q(cijfer="") & ~Q(waarde="")),
                name="grond_is_een_ding",
            ),
            models.UniqueConstraint(fields=["leerpunt", "antwoord"], name="grond_antwoord_uniek"),
            models.UniqueConstraint(fields=["leerpunt", "gebeurtenis"], name="grond_gebeurtenis_uniek"),
            models.UniqueConstraint(fields=["leerpunt", "evaluatie", "cijfer"], name="grond_cijfer_uniek"),
        ]

    def __str__(self):
        return f"grond {self.pk}"

    @property
    def pad(self) -> str:
        """Where everyone finds it: the answer or the figure on its own page, or the page of what happened."""
        slug = self.leerpunt.wijk.slug
        if self.gebeurtenis:
            return self.gebeurtenis.pad or reverse("openbaar:tijdlijn", args=[slug])
        van = self.antwoord.vraag.evaluatie_id if self.antwoord else self.evaluatie_id
        van_vraag = self.cijfer.startswith("vraag-")  # the average of a question: `vraag-12.gemeente`
        anker = self.antwoord.anker if self.antwoord else self.cijfer.split(".")[0] if van_vraag else f"cijfer-{self.cijfer}"
        return f"{reverse('openbaar:evaluatie', args=[slug, van])}#{anker}"

    @property
    def tekst(self) -> str:
        """What it is, in one sentence for everyone. What is no longer public is not said."""
        if self.gebeurtenis:
            return f"{datum(self.gebeurtenis.wanneer)}: {self.gebeurtenis.tekst}"
        if self.antwoord:
            return f"een antwoord op “{self.antwoord.vraag}”" + (f": {self.antwoord.tekst[:120]}" if self.antwoord.openbaar else "")
        return f"{self.naam}: {self.waarde} op {datum(self.op)}"
