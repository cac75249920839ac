import re

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from wijk.bedrag import BedragField
from wijk.models import Gebeurtenis, Partij

# Where a project is reached is free text; the addresses in it.
ADRES = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class ProjectQuerySet(models.QuerySet["Project"]):
    def lopend(self):
        return self.filter(status__in=Project.LOPEND)

    def met_rol_voor(self, partijen):
        """Those in which one of these partijen (primary keys) decides, joins in or is kept informed; what runs first."""
        return self.filter(rollen__partij__in=partijen).distinct().voor_lijst()

    def voor_lijst(self):
        """Running ones first, with the first milestone that is not done (`volgende_mijlpaal`, `volgende_datum`)."""
        open_ = Mijlpaal.objects.filter(project=models.OuterRef("pk"), klaar_op__isnull=True).annotate(dag=Mijlpaal.DAG).order_by("dag", "pk")
        volgorde = models.Case(
            *[models.When(status=s, then=n) for n, s in enumerate(("uitvoering", "besluit", "voorbereiding", "afgerond", "geevalueerd", "gestopt"))],
            default=9,
        )
        return (
            self.select_related("wijk", "trekker")
            .annotate(
                volgende_mijlpaal=models.Subquery(open_.values("titel")[:1]),
                volgende_datum=models.Subquery(open_.values("dag")[:1]),
                volgorde=volgorde,
            )
            .order_by("volgorde", "titel")
        )

    def met_periode(self):
        """With the first and the last day on its time path (`eerste_dag`, `laatste_dag`), as they are known now."""
        dagen = Mijlpaal.objects.filter(project=models.OuterRef("pk")).order_by().values("project")
        return self.annotate(
            eerste_dag=models.Subquery(dagen.annotate(d=Min("datum")).values("d")),
            laatste_dag=models.Subquery(dagen.annotate(d=Max(Coalesce("klaar_op", "verwacht", "datum"))).values("d")),
        )

    def met_ongelezen_hulp(self):
        """With how many offers of help nobody has read yet (`ongelezen_hulp`)."""
        return self.annotate(ongelezen_hulp=models.Count("helpers", filter=Q(helpers__status="nieuw")))

    def te_laat(self, vandaag):
        """Running ones with a milestone that is not done while the day on which it is expected has passed."""
        laat = Mijlpaal.objects.filter(klaar_op__isnull=True).annotate(dag=Mijlpaal.DAG).filter(dag__lt=vandaag)
        return self.lopend().filter(pk__in=laat.values("project"))

    def te_evalueren(self):
        return self.filter(status=Project.Status.AFGEROND)

    def met_contact_op(self, email: str) -> list["Project"]:
        """Those of which the contact names this address, and not only a longer one that ends like it."""
        los = re.compile(rf"(?<![\w.+-]){re.escape(email)}(?![\w-]|\.\w)", re.IGNORECASE)
        return [een for een in self.filter(contact__icontains=email).select_related("wijk", "trekker").order_by("pk") if los.search(een.contact)]

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
    LOPEND = (Status.VOORBEREIDING, Status.BESLUIT, Status.UITVOERING)

    class Trekker(models.TextChoices):
        BEWONER = "bewoner", "een bewoner of een groep bewoners"
        ORGANISATIE = "organisatie", "een organisatie"
        GEMEENTE = "gemeente", "de gemeente"

    # What kind of carrier a partij is; any other is an organisation.
    SOORT_VAN_PARTIJ = {
        Partij.Soort.AMBTELIJK: Trekker.GEMEENTE,
        Partij.Soort.BESTUUR: Trekker.GEMEENTE,
        Partij.Soort.BEWONERS: Trekker.BEWONER,
        Partij.Soort.BEWONERSCOMMISSIE: Trekker.BEWONER,
    }

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="projecten", verbose_name="wijk")
    slug = models.SlugField("adres", max_length=80)
    titel = models.CharField("titel", max_length=120)
    omschrijving = models.TextField("wat gaan we doen", max_length=4000, blank=True)
    status = models.CharField("status", max_length=14, choices=Status, default=Status.VOORBEREIDING)
    trekker_soort = models.CharField("wie trekt het", max_length=12, choices=Trekker, blank=True)
    trekker = models.ForeignKey(
        "wijk.Partij",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="trekt",
        verbose_name="welke partij trekt het",
        help_text="Altijd bij een organisatie.",
    )
    trekker_naam = models.CharField(
        "hoe noemen we de trekker op de website",
        max_length=100,
        blank=True,
        help_text="Openbaar. Bijvoorbeeld: buren uit de Kamerlingh Onneslaan. Leeg: de naam van de partij, of “een bewoner”.",
    )
    trekker_akkoord = models.BooleanField("de bewoner vindt het goed dat dit op de website staat", default=False)
    contact = models.CharField("contact", max_length=200, blank=True, help_text="Openbaar: een algemeen adres of nummer.")
    kost_niets = models.BooleanField("kost niets uit het wijkbudget", default=False)
    geraamd = BedragField("geraamde kosten uit het wijkbudget", null=True, blank=True, validators=[MinValueValidator(1)])
    rollen = models.ManyToManyField("wijk.Rol", blank=True, related_name="projecten", verbose_name="rollen")
    randvoorwaarden = models.ManyToManyField("wijk.Randvoorwaarde", blank=True, related_name="projecten", verbose_name="eigen randvoorwaarden")
    geen_eigen_randvoorwaarden = models.BooleanField("er zijn geen extra randvoorwaarden nodig", default=False)
    reden_gestopt = models.TextField("waarom gestopt", max_length=1000, blank=True)
    begonnen_op = models.DateField("begonnen op", null=True, blank=True)
    afgerond_op = models.DateField("afgerond op", null=True, blank=True)
    gestopt_op = models.DateField("gestopt op", null=True, blank=True)

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
            models.CheckConstraint(
                condition=~Q(trekker_soort="bewoner") | Q(trekker_naam="") | Q(trekker_akkoord=True),
                name="project_bewoner_met_akkoord",
                violation_error_message="Vraag eerst of de bewoner het goed vindt dat dit op de website staat. Zet daarna het vinkje.",
            ),
            models.CheckConstraint(
                condition=~Q(trekker_soort="organisatie") | Q(trekker__isnull=False),
                name="project_organisatie_is_partij",
                violation_error_message="Kies welke organisatie het project trekt.",
            ),
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

    @property
    def loopt(self) -> bool:
        return self.status in self.LOPEND

    @property
    def is_gestopt(self) -> bool:
        return self.status == self.Status.GESTOPT

    @property
    def wie_trekt(self) -> str:
        """Who carries it, in the words for everyone; nothing when that is not known yet."""
        zonder_naam = {self.Trekker.BEWONER: "een bewoner", self.Trekker.GEMEENTE: "de gemeente"}
        return self.trekker_naam or (self.trekker.naam if self.trekker else "") or zonder_naam.get(self.trekker_soort, "")

    @property
    def mailadressen(self) -> list[str]:
        """The e-mail addresses in its contact."""
        return ADRES.findall(self.contact)

    def geen_voorwaarden_gezegd(self) -> Gebeurtenis | None:
        """Who said, and when, that no extra conditions are needed."""
        if not self.geen_eigen_randvoorwaarden:
            return None
        return Gebeurtenis.objects.over(self).filter(soort="project.geen_voorwaarden").select_related("door").nieuwste_eerst().first()

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
    def op_volgorde(self):
        """By the day on which it was done, or is expected now."""
        return self.order_by(Coalesce("klaar_op", "verwacht", "datum"), "pk")

    def eerste_open(self) -> "Mijlpaal | None":
        """The first that is not done."""
        return self.filter(klaar_op__isnull=True).order_by(Mijlpaal.DAG, "pk").first()


class Mijlpaal(models.Model):
    """A point on the time path of a project: planned for one day, expected on that or another, and done."""

    # The day on which one that is not done is expected, in a query.
    DAG = Coalesce("verwacht", "datum")

    project = models.ForeignKey(Project, models.CASCADE, related_name="mijlpalen", verbose_name="project")
    titel = models.CharField("wat", max_length=120)
    datum = models.DateField("wanneer gepland")
    verwacht = models.DateField("wanneer verwacht u het nu", null=True, blank=True)
    reden_verschoven = models.CharField("waarom is de dag veranderd", max_length=300, blank=True, help_text="Openbaar, in gewone taal.")
    klaar_op = models.DateField("klaar op", null=True, blank=True)
    versie = models.PositiveIntegerField(default=0, editable=False, help_text="goes up with every change: what a calendar knows it by (SEQUENCE)")
    gewijzigd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = MijlpaalQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["datum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verwacht__isnull=True) | ~Q(reden_verschoven=""),
                name="mijlpaal_verschoven_met_reden",
                violation_error_message="Zeg waarom de dag veranderd is. Iedereen leest dit.",
            )
        ]

    def __str__(self):
        return self.titel

    @property
    def dag(self):
        """When it was done, or is expected now."""
        return self.klaar_op or self.verwacht or self.datum

    @property
    def is_te_laat(self) -> bool:
        return self.klaar_op is None and self.dag < timezone.localdate()

    @property
    def stand(self) -> tuple[str, str]:
        """Where it stands, in words, and the colour of its badge."""
        if self.klaar_op:
            return "klaar", "groen"
        if self.is_te_laat:
            return "te laat", "rood"
        if self.verwacht and self.verwacht > self.datum:
            return "loopt uit", "oker"
        return "op tijd", "blauw"


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
