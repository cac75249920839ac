import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone


def nieuwe_code() -> str:
    """A code that nobody can guess, for a personal address."""
    return secrets.token_urlsafe(16)


class Kant(models.TextChoices):
    """The three sides that the note asks what it brought (step 6)."""

    BEWONERS = "bewoners", "bewoners en ondernemers"
    ORGANISATIES = "organisaties", "organisaties"
    GEMEENTE = "gemeente", "gemeente"


class EvaluatieQuerySet(models.QuerySet["Evaluatie"]):
    def openbaar(self):
        return self.filter(status=Evaluatie.Status.VASTGESTELD)

    def met_aantallen(self):
        """With how many were asked and how many answered (`gevraagd`, `geantwoord`)."""
        return self.annotate(
            gevraagd=models.Count("genodigden"), geantwoord=models.Count("genodigden", filter=Q(genodigden__ingevuld_op__isnull=False))
        )


class Evaluatie(models.Model):
    """Looks back with those involved: on a finished project, or on the whole process after a year."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "in voorbereiding"
        OPEN = "open", "open voor antwoorden"
        GESLOTEN = "gesloten", "gesloten"
        VASTGESTELD = "vastgesteld", "vastgesteld"

    MAG_WORDEN = {
        Status.CONCEPT: {Status.OPEN},
        Status.OPEN: {Status.GESLOTEN},
        Status.GESLOTEN: {Status.VASTGESTELD, Status.OPEN},
        Status.VASTGESTELD: set(),
    }

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="evaluaties", verbose_name="wijk")
    project = models.ForeignKey(
        "participatie.Project",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluaties",
        verbose_name="project",
        help_text="Leeg: het hele proces.",
    )
    titel = models.CharField("titel", max_length=120)
    inleiding = models.TextField("inleiding", max_length=2000, blank=True)
    open_tot = models.DateField("invullen kan tot en met", null=True, blank=True)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.CONCEPT)
    samenvatting = models.TextField("wat heeft het opgeleverd", max_length=4000, blank=True)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)

    objects = EvaluatieQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["-pk"]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("openbaar:evaluatie", args=[self.wijk.slug, self.pk])

    @property
    def kan_invullen(self) -> bool:
        return self.status == self.Status.OPEN and (self.open_tot is None or self.open_tot >= timezone.localdate())

    def is_beantwoord(self) -> bool:
        return self.genodigden.filter(ingevuld_op__isnull=False).exists()

    def per_kant(self) -> dict[str, tuple[int, int]]:
        """Of each side: how many were asked, and how many answered."""
        rijen = self.genodigden.order_by().values_list("kant").annotate(n=models.Count("pk"), klaar=models.Count("ingevuld_op"))
        return {kant: (n, klaar) for kant, n, klaar in rijen}


class Vraag(models.Model):
    """A question of an evaluation, to one side or to all three."""

    class Soort(models.TextChoices):
        CIJFER = "cijfer", "een cijfer van 1 tot 5"
        TEKST = "tekst", "een antwoord in eigen woorden"

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="vragen", verbose_name="evaluatie")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    tekst = models.CharField("vraag", max_length=300)
    soort = models.CharField("soort antwoord", max_length=8, choices=Soort)
    kant = models.CharField("alleen voor", max_length=14, choices=Kant, blank=True)

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["volgorde", "pk"]

    def __str__(self):
        return self.tekst


class GenodigdeQuerySet(models.QuerySet["Genodigde"]):
    def op_adres(self, email: str):
        return self.filter(email__iexact=email).exclude(email="")


class Genodigde(models.Model):
    """Somebody who is asked, by a personal address (`code`). The e-mail address is for the invitation alone and is never shown with an answer."""

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="genodigden", verbose_name="evaluatie")
    kant = models.CharField("kant", max_length=14, choices=Kant)
    email = models.EmailField("e-mailadres", blank=True)
    kenmerk = models.CharField("kenmerk", max_length=100, blank=True, help_text="Voor wie geen e-mail heeft: waaraan herkent u de brief?")
    code = models.CharField(max_length=32, unique=True, default=nieuwe_code, editable=False)
    verstuurd_op = models.DateTimeField("uitgenodigd op", null=True, blank=True)
    ingevuld_op = models.DateTimeField("ingevuld op", null=True, blank=True)

    objects = GenodigdeQuerySet.as_manager()

    class Meta:
        verbose_name = "genodigde"
        verbose_name_plural = "genodigden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluatie", "email"],
                condition=~Q(email=""),
                name="genodigde_uniek",
                violation_error_message="Dit adres is al uitgenodigd.",
            )
        ]

    def __str__(self):
        return f"genodigde {self.pk}"

    def get_absolute_url(self):
        return reverse("openbaar:invullen", args=[self.evaluatie.wijk.slug, self.code])


class Antwoord(models.Model):
    """What one genodigde answered to one question."""

    vraag = models.ForeignKey(Vraag, models.PROTECT, related_name="antwoorden", verbose_name="vraag")
    genodigde = models.ForeignKey(Genodigde, models.PROTECT, related_name="antwoorden", verbose_name="genodigde")
    cijfer = models.PositiveSmallIntegerField("cijfer", null=True, blank=True)
    tekst = models.TextField("antwoord", max_length=2000, blank=True)
    openbaar = models.BooleanField("openbaar", default=False, help_text="Alleen als een ambtenaar heeft gezien dat er niets over personen in staat.")

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vraag", "genodigde"], name="antwoord_uniek"),
            models.CheckConstraint(condition=Q(cijfer__isnull=True) | Q(cijfer__gte=1, cijfer__lte=5), name="antwoord_cijfer"),
            models.CheckConstraint(condition=Q(cijfer__isnull=False) | ~Q(tekst=""), name="antwoord_zegt_iets"),
        ]

    def __str__(self):
        return f"antwoord {self.pk}"


class LeerpuntQuerySet(models.QuerySet["Leerpunt"]):
    def vastgesteld(self):
        """Those of evaluations that everyone may read."""
        return self.filter(Q(evaluatie__status=Evaluatie.Status.VASTGESTELD)).select_related("evaluatie")


class Leerpunt(models.Model):
    """What was learnt, for the rest of the process and for a next wijk."""

    class Soort(models.TextChoices):
        BEHOUDEN = "behouden", "zo blijven doen"
        ANDERS = "anders", "anders doen"

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="leerpunten", verbose_name="wijk")
    evaluatie = models.ForeignKey(Evaluatie, models.PROTECT, null=True, blank=True, related_name="leerpunten", verbose_name="uit evaluatie")
    soort = models.CharField("soort", max_length=10, choices=Soort)
    tekst = models.TextField("wat we leerden", max_length=1000)
    in_programma = models.BooleanField("opnemen in het uitvoeringsprogramma", default=True)
    datum = models.DateField("datum", default=timezone.localdate)

    objects = LeerpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "leerpunt"
        verbose_name_plural = "leerpunten"
        ordering = ["pk"]

    def __str__(self):
        return self.tekst[:60]
