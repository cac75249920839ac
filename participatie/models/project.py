from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijk.bedrag import BedragField


class ProjectQuerySet(models.QuerySet["Project"]):
    def lopend(self):
        return self.filter(status__in=[Project.Status.VOORBEREIDING, Project.Status.BESLUIT, Project.Status.UITVOERING])

    def voor_lijst(self):
        """Running ones first, with the first milestone that is not done (`volgende_mijlpaal`, `volgende_datum`)."""
        open_ = Mijlpaal.objects.filter(project=models.OuterRef("pk"), klaar_op__isnull=True).order_by("datum", "pk")
        volgorde = models.Case(
            *[models.When(status=s, then=n) for n, s in enumerate(("uitvoering", "besluit", "voorbereiding", "afgerond", "geevalueerd", "gestopt"))],
            default=9,
        )
        return (
            self.select_related("wijk", "trekker")
            .annotate(
                volgende_mijlpaal=models.Subquery(open_.values("titel")[:1]),
                volgende_datum=models.Subquery(open_.values("datum")[:1]),
                volgorde=volgorde,
            )
            .order_by("volgorde", "titel")
        )

    def te_evalueren(self):
        return self.filter(status=Project.Status.AFGEROND)

    def afgerond(self):
        return self.filter(status__in=[Project.Status.AFGEROND, Project.Status.GEEVALUEERD])


class Project(models.Model):
    """What grows out of one or more ideas: with roles, conditions and a time path of its own."""

    class Status(models.TextChoices):
        VOORBEREIDING = "voorbereiding", "in voorbereiding"
        BESLUIT = "besluit", "besluit genomen"
        UITVOERING = "uitvoering", "in uitvoering"
        AFGEROND = "afgerond", "afgerond"
        GEEVALUEERD = "geevalueerd", "geëvalueerd"
        GESTOPT = "gestopt", "gestopt"

    MAG_WORDEN = {
        Status.VOORBEREIDING: {Status.BESLUIT, Status.GESTOPT},
        Status.BESLUIT: {Status.UITVOERING, Status.GESTOPT},
        Status.UITVOERING: {Status.AFGEROND, Status.GESTOPT},
        Status.AFGEROND: {Status.GEEVALUEERD},
        Status.GEEVALUEERD: set(),
        Status.GESTOPT: set(),
    }

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="projecten", verbose_name="wijk")
    slug = models.SlugField("adres", max_length=80)
    titel = models.CharField("titel", max_length=120)
    omschrijving = models.TextField("wat gaan we doen", max_length=4000, blank=True)
    status = models.CharField("status", max_length=14, choices=Status, default=Status.VOORBEREIDING)
    trekker = models.ForeignKey("wijk.Partij", models.PROTECT, null=True, blank=True, related_name="trekt", verbose_name="wie trekt het")
    contact = models.CharField("contact", max_length=200, blank=True, help_text="Openbaar: een algemeen adres of nummer.")
    kost_niets = models.BooleanField("kost niets uit het wijkbudget", default=False)
    geraamd = BedragField("geraamde kosten uit het wijkbudget", null=True, blank=True, validators=[MinValueValidator(1)])
    rollen = models.ManyToManyField("wijk.Rol", blank=True, related_name="projecten", verbose_name="rollen")
    randvoorwaarden = models.ManyToManyField("wijk.Randvoorwaarde", blank=True, related_name="projecten", verbose_name="eigen randvoorwaarden")
    geen_eigen_randvoorwaarden = models.BooleanField("er zijn geen extra randvoorwaarden nodig", default=False)
    reden_gestopt = models.TextField("waarom gestopt", max_length=1000, blank=True)
    begonnen_op = models.DateField("begonnen op", null=True, blank=True)
    afgerond_op = models.DateField("afgerond op", null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "project"
        verbose_name_plural = "projecten"
        ordering = ["titel"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "slug"], name="project_slug_uniek"),
            models.CheckConstraint(
                condition=Q(kost_niets=False) | Q(geraamd__isnull=True),
                name="project_kost_of_niets",
                violation_error_message="Dit project kost niets, of het heeft een raming: niet allebei.",
            ),
            models.CheckConstraint(condition=Q(geraamd__isnull=True) | Q(geraamd__gt=0), name="project_geraamd"),
            models.CheckConstraint(condition=~Q(status="gestopt") | ~Q(reden_gestopt=""), name="project_gestopt_met_reden"),
        ]

    def __str__(self):
        return self.titel

    KLEUR = {
        Status.VOORBEREIDING: "oker",
        Status.BESLUIT: "blauw",
        Status.UITVOERING: "blauw",
        Status.AFGEROND: "groen",
        Status.GEEVALUEERD: "groen",
        Status.GESTOPT: "rood",
    }

    def get_absolute_url(self):
        return reverse("openbaar:project", args=[self.wijk.slug, self.slug])

    @property
    def kleur(self) -> str:
        return self.KLEUR[self.Status(self.status)]

    def ontbreekt_voor_geld(self) -> list[str]:
        """What must be settled before money may be set aside for it (section 1.3 of the note): who decides, who joins in, conditions looked at."""
        soorten = set(self.rollen.values_list("soort", flat=True))
        mist = []
        if "besluit" not in soorten:
            mist.append("wie er beslist")
        if "meedoen" not in soorten:
            mist.append("wie er meedoet")
        if not self.geen_eigen_randvoorwaarden and not self.randvoorwaarden.exists():
            mist.append("eigen afspraken (of: er zijn er geen nodig)")
        return mist


class MijlpaalQuerySet(models.QuerySet["Mijlpaal"]):
    def eerste_open(self) -> "Mijlpaal | None":
        """The first that is not done."""
        return self.filter(klaar_op__isnull=True).order_by("datum", "pk").first()


class Mijlpaal(models.Model):
    """A point on the time path of a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="mijlpalen", verbose_name="project")
    titel = models.CharField("wat", max_length=120)
    datum = models.DateField("wanneer")
    klaar_op = models.DateField("klaar op", null=True, blank=True)

    objects = MijlpaalQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["datum", "pk"]

    def __str__(self):
        return self.titel

    @property
    def is_te_laat(self) -> bool:
        return self.klaar_op is None and self.datum < timezone.localdate()


class Nieuwsbericht(models.Model):
    """News of a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="nieuws", verbose_name="project")
    titel = models.CharField("titel", max_length=120)
    tekst = models.TextField("tekst", max_length=4000)
    geplaatst_op = models.DateTimeField("geplaatst op", default=timezone.now)

    class Meta:
        verbose_name = "nieuwsbericht"
        verbose_name_plural = "nieuwsberichten"
        ordering = ["-geplaatst_op", "-pk"]

    def __str__(self):
        return self.titel
