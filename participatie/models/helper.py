"""Who helps with a project, and who was asked to. Names and addresses are for officials alone."""

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from participatie.models.wandeling import nieuwe_code


class HelperQuerySet(models.QuerySet["Helper"]):
    def die_tellen(self):
        """Whom an official has met with or read: they count on the website."""
        return self.filter(status=Helper.Status.TELT)

    def ongelezen(self):
        return self.filter(status=Helper.Status.NIEUW)

    def alleen_te_bellen(self):
        """Who helps or offered to, and gave a telephone number and no e-mail address."""
        return self.filter(status__in=(Helper.Status.NIEUW, Helper.Status.TELT), email="").exclude(telefoon="")

    def van_voorbije_projecten(self, wijk):
        """Of projects that were evaluated or stopped."""
        return self.filter(project__in=wijk.projecten.filter(status__in=("geevalueerd", "gestopt")))

    def tellingen(self) -> dict[str, int]:
        """How many people join in (`mensen`), and how many bring each kind of thing; for everyone."""
        return self.die_tellen().aggregate(mensen=Count("pk"), **{soort: Count("pk", filter=Q(**{soort: True})) for soort in Helper.SOORTEN})

    def van_persoon(self, gebruiker):
        """Made while signed in, or with the address of the account."""
        return self.filter(Q(gebruiker=gebruiker) | Q(email__iexact=gebruiker.email)).select_related("project__wijk")


class Helper(models.Model):
    """Somebody who joins in with a project, and what they bring. Everyone sees how many there are; who they are is for officials."""

    class Status(models.TextChoices):
        NIEUW = "nieuw", "nog niet gelezen"
        TELT = "telt", "doet mee"
        GEWEIGERD = "geweigerd", "doet niet mee"
        AFGEMELD = "afgemeld", "afgemeld"
        # Nobody had read the offer when the project was over.
        GESTOPT = "gestopt", "het project is voorbij"

    MAG_WORDEN = {
        Status.NIEUW: {Status.TELT, Status.GEWEIGERD, Status.AFGEMELD, Status.GESTOPT},
        Status.TELT: {Status.GEWEIGERD, Status.AFGEMELD},
        Status.GEWEIGERD: {Status.TELT, Status.AFGEMELD},
        Status.AFGEMELD: set(),
        Status.GESTOPT: set(),
    }
    SOORTEN = ("handen", "gereedschap", "kennis", "tijd")

    project = models.ForeignKey("participatie.Project", models.PROTECT, related_name="helpers", verbose_name="project")
    naam = models.CharField("uw naam", max_length=100, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    telefoon = models.CharField("telefoonnummer", max_length=20, blank=True)
    handen = models.BooleanField("ik help mee met mijn handen", default=False)
    gereedschap = models.BooleanField("ik heb gereedschap of spullen", default=False)
    kennis = models.BooleanField("ik weet er veel van", default=False)
    tijd = models.BooleanField("ik denk mee of regel iets", default=False)
    toelichting = models.CharField("wat wilt u erover zeggen", max_length=300, blank=True)
    status = models.CharField("stand", max_length=10, choices=Status, default=Status.NIEUW)
    code = models.CharField(max_length=32, unique=True, default=nieuwe_code, editable=False)
    sleutel = models.UUIDField(null=True, unique=True, editable=False, help_text="made with the form: a second click adds nothing")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.SET_NULL, null=True, blank=True, related_name="helpt")
    aangemeld_op = models.DateTimeField("aangemeld op", default=timezone.now)

    objects = HelperQuerySet.as_manager()

    class Meta:
        verbose_name = "helper"
        verbose_name_plural = "helpers"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="nieuw") | ~Q(email="", telefoon=""),
                name="helper_bereikbaar",
                violation_error_message="Vul een e-mailadres of een telefoonnummer in. Anders kunnen we u niet bereiken.",
            ),
            models.CheckConstraint(
                condition=Q(handen=True) | Q(gereedschap=True) | Q(kennis=True) | Q(tijd=True),
                name="helper_brengt_iets",
                violation_error_message="Kies ten minste één ding dat u wilt doen.",
            ),
            models.UniqueConstraint(fields=["project", "email"], condition=~Q(email="") & ~Q(status="afgemeld"), name="helper_een_per_adres"),
        ]

    def __str__(self):
        return f"helper {self.pk}"

    KLEUR = {Status.NIEUW: "oker", Status.TELT: "groen", Status.GEWEIGERD: "rood", Status.AFGEMELD: "grijs", Status.GESTOPT: "grijs"}

    @property
    def kleur(self) -> str:
        return self.KLEUR[self.Status(self.status)]

    @property
    def wat(self) -> list[str]:
        """What they bring, in their own words (`help mee met mijn handen`)."""
        return [self._meta.get_field(soort).verbose_name.removeprefix("ik ") for soort in self.SOORTEN if getattr(self, soort)]


class MeevraagQuerySet(models.QuerySet["Meevraag"]):
    def open(self):
        """Not answered yet, about a project that still runs."""
        return self.filter(antwoord="", project__status__in=("voorbereiding", "besluit", "uitvoering")).select_related("project__wijk")

    def van_persoon(self, gebruiker):
        return self.filter(Q(gebruiker=gebruiker) | Q(email__iexact=gebruiker.email)).select_related("project__wijk")


class Meevraag(models.Model):
    """That whoever raised or supports an idea was asked to join in with the project that it became: once an address."""

    class Antwoord(models.TextChoices):
        JA = "ja", "doet mee"
        NEE = "nee", "doet niet mee"

    project = models.ForeignKey("participatie.Project", models.CASCADE, related_name="meevragen", verbose_name="project")
    email = models.EmailField("e-mailadres")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.SET_NULL, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=32, unique=True, default=nieuwe_code, editable=False)
    antwoord = models.CharField("antwoord", max_length=3, choices=Antwoord, blank=True)
    gevraagd_op = models.DateTimeField("gevraagd op", default=timezone.now)

    objects = MeevraagQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag om mee te doen"
        verbose_name_plural = "vragen om mee te doen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "email"], name="meevraag_een_per_adres")]

    def __str__(self):
        return f"vraag {self.pk}"
