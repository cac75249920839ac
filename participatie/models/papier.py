"""Ideas on paper: forms with a code, the postal address of who wants an answer by letter, and the letters."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from participatie.codes import leesbare_code, nieuwe_code
from participatie.models.idee import Idee
from participatie.models.toetsing import Toetsing
from wijk.vragen import van_wijk

MEESTE_FORMULIEREN = 200


class StapelQuerySet(models.QuerySet["Stapel"]):
    def met_ingevoerd(self):
        """The newest first, with how many of its forms have been entered, as `ingevoerd`."""
        return self.annotate(ingevoerd=models.Count("formulieren__idee")).order_by("-pk")


class Stapel(models.Model):
    """Forms that were made together, to be printed."""

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="stapels", verbose_name="wijk")
    aantal = models.PositiveSmallIntegerField(
        "hoeveel formulieren", default=20, validators=[MinValueValidator(1), MaxValueValidator(MEESTE_FORMULIEREN)]
    )
    gemaakt_op = models.DateTimeField("gemaakt op", default=timezone.now)

    objects = StapelQuerySet.as_manager()

    class Meta:
        verbose_name = "stapel formulieren"
        verbose_name_plural = "stapels formulieren"
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(aantal__gte=1, aantal__lte=MEESTE_FORMULIEREN), name="stapel_aantal")]

    def __str__(self):
        return f"stapel {self.pk}"


class PapierformulierQuerySet(models.QuerySet["Papierformulier"]):
    def met_code(self, code: str) -> "Papierformulier | None":
        return self.select_related("idee__wijk", "idee__thema").filter(code=code).first()

    def nog_leeg(self):
        """Those that have not been entered."""
        return self.filter(idee__isnull=True)

    def ingevoerd(self):
        """Those that have been entered, the last one first."""
        return self.filter(idee__isnull=False).select_related("idee__thema", "idee__wijk").order_by("-ingevoerd_op", "-pk")


class Papierformulier(models.Model):
    """One form with its own code, also on the slip that stays with who filled it in. It becomes one idea at most."""

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="papierformulieren", verbose_name="wijk")
    stapel = models.ForeignKey(
        Stapel, models.PROTECT, null=True, blank=True, related_name="formulieren", verbose_name="stapel", help_text="none: printed without a code"
    )
    code = models.CharField("code", max_length=8, unique=True, default=nieuwe_code)
    idee = models.OneToOneField(Idee, models.PROTECT, null=True, blank=True, related_name="papierformulier", verbose_name="idee")
    ingevoerd_op = models.DateTimeField("ingevoerd op", null=True, blank=True)

    objects = PapierformulierQuerySet.as_manager()

    class Meta:
        verbose_name = "papieren formulier"
        verbose_name_plural = "papieren formulieren"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(idee__isnull=True, ingevoerd_op__isnull=True) | Q(idee__isnull=False, ingevoerd_op__isnull=False),
                name="papierformulier_ingevoerd",
            )
        ]

    def __str__(self):
        return f"formulier {leesbare_code(self.code)}"

    def get_absolute_url(self):
        return reverse("openbaar:papier_code", args=[self.wijk.slug, self.code])

    @property
    def leesbaar(self) -> str:
        return leesbare_code(self.code)


# After these statuses the municipality has nothing more to send about an idea.
_S = Idee.Status
AFGEHANDELD = (_S.KLAAR, _S.INGETROKKEN, _S.PAST_NIET, _S.NIET_GEKOZEN, _S.TERUGGEZET)

# So long after printing a letter can be printed again, or be said not to be printed: paper jams, and post comes back.
OPNIEUW_TOT = timedelta(days=7)


is_postcode = RegexValidator(r"^[1-9]\d{3} [A-Z]{2}\Z", "Dit is geen postcode. Een postcode ziet er zo uit: 2104 AB.")


class PostadresQuerySet(models.QuerySet["Postadres"]):
    def bij(self, idee: Idee) -> "Postadres | None":
        return self.filter(idee=idee).first()

    def in_wijk(self, wijk):
        return self.filter(van_wijk(wijk))

    def overbodig(self):
        """Those of ideas that are done, and of which no letter waits or was printed so recently that it may have to be printed again.

        One that was merged is done when the idea that it went into is.
        """
        klaar = Q(idee__status__in=AFGEHANDELD) | Q(idee__status=_S.SAMENGEVOEGD, idee__samengevoegd_met__status__in=AFGEHANDELD)
        nodig = Brief.objects.wacht() | Brief.objects.geldig().filter(geprint_op__gt=timezone.now() - OPNIEUW_TOT)
        return self.filter(klaar).exclude(Exists(nodig.filter(idee=OuterRef("idee"))))


class Postadres(models.Model):
    """Where the answer to an idea goes by letter. Personal data: only for officials, and kept no longer than the letters need it."""

    idee = models.OneToOneField(Idee, models.CASCADE, primary_key=True, related_name="postadres", verbose_name="idee")
    straat = models.CharField("straat en huisnummer", max_length=120)
    postcode = models.CharField(
        "postcode",
        max_length=7,
        validators=[is_postcode],
    )
    woonplaats = models.CharField("woonplaats", max_length=80)

    objects = PostadresQuerySet.as_manager()

    class Meta:
        verbose_name = "postadres"
        verbose_name_plural = "postadressen"
        constraints = [models.CheckConstraint(condition=~Q(straat="") & ~Q(postcode="") & ~Q(woonplaats=""), name="postadres_heel")]

    def __str__(self):
        return f"postadres bij {self.idee}"


class BriefQuerySet(models.QuerySet["Brief"]):
    def in_wijk(self, wijk):
        return self.filter(van_wijk(wijk))

    def geldig(self):
        """Those that can be sent to a postal address, where there is no e-mail: of an answer that holds, on the idea itself or the one it is merged
        into; or of one that was taken back since it was printed, while the idea waits for its own."""
        over = Q(toetsing__idee=F("idee")) | Q(toetsing__idee=F("idee__samengevoegd_met"))
        opnieuw = Q(geprint_op=None) | Q(geprint_op__gt=F("toetsing__teruggenomen_op"))
        terug = Q(toetsing__idee=F("idee"), toetsing__teruggenomen_op__isnull=False, idee__status__in=Idee.TE_TOETSEN) & opnieuw
        rijen = self.filter(Q(over, toetsing__huidig=True) | terug, idee__email="", idee__postadres__isnull=False)
        return rijen.exclude(idee__status=_S.INGETROKKEN)

    def wacht(self):
        """Those to print, the oldest first."""
        return self.geldig().filter(geprint_op=None).order_by("pk")

    def geprint(self):
        """Those that were printed and can be printed again, the last one first."""
        return self.geldig().exclude(geprint_op=None).order_by("-geprint_op", "-pk")

    def met_namen(self):
        """With what a list says of them."""
        return self.select_related("idee__wijk", "toetsing__idee")

    def om_te_schrijven(self, gekozen):
        """The chosen ones (primary keys), with all that a letter says."""
        bij = "idee__wijk", "idee__thema", "idee__postadres", "toetsing__idee__samengevoegd_met", "toetsing__idee__project"
        vooraf = "oordelen__versie", "idee__vervolgstappen__overleg", "idee__vervolgstappen__partij"
        rijen = self.geldig().filter(pk__in=gekozen).order_by("pk").select_related(*bij)
        antwoord = Prefetch("toetsing__idee__samengevoegd_met__toetsingen", Toetsing.objects.huidig(), to_attr="huidige_toetsingen")
        return rijen.prefetch_related(*(f"toetsing__{naam}" for naam in vooraf), antwoord)


class Brief(models.Model):
    """That one answer goes by letter to who raised one idea: the answered one, or one merged into it. Once, however often it is printed again.

    When the answer is taken back it waits anew, to say so: to who was sent it (antwoordpost.py).
    """

    toetsing = models.ForeignKey(Toetsing, models.PROTECT, related_name="brieven", verbose_name="antwoord")
    idee = models.ForeignKey(Idee, models.PROTECT, related_name="brieven", verbose_name="van wie het idee is")
    geprint_op = models.DateTimeField("geprint op", null=True, editable=False)

    objects = BriefQuerySet.as_manager()

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["toetsing", "idee"], name="brief_een_per_idee")]
        indexes = [models.Index(fields=["idee"], condition=Q(geprint_op=None), name="brief_wacht")]

    def __str__(self):
        return f"brief over {self.toetsing}"

    @property
    def is_terug(self) -> bool:
        """Whether it says that the answer was taken back."""
        return self.toetsing.teruggenomen_op is not None
