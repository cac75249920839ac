from datetime import timedelta

from django.apps import apps
from django.db import models
from django.utils import timezone

from wijk.dagen import begin_van
from wijk.rechten import Functie
from wijk.woorden import wijziging

ALS = {**dict(Functie.choices), "systeem": "het portaal zelf"}


class GebeurtenisQuerySet(models.QuerySet["Gebeurtenis"]):
    def openbaar(self):
        return self.filter(openbaar=True)

    def openbaar_of(self, *soorten: str):
        """What is public, and these kinds besides."""
        return self.filter(models.Q(openbaar=True) | models.Q(soort__in=soorten))

    def laatste_van(self, *soorten: str) -> "Gebeurtenis | None":
        return self.filter(soort__in=soorten).order_by("pk").last()

    def over(self, onderwerp: models.Model):
        """Everything that happened to one thing."""
        return self.filter(onderwerp=onderwerp._meta.label_lower, onderwerp_id=onderwerp.pk)

    def door(self, gebruiker):
        """Everything that this person did, newest first."""
        return self.filter(door=gebruiker).order_by("-pk")

    def van_soort(self, soort: str):
        """Those of one noun (`idee`) or one deed (`idee.ingediend`); all when empty."""
        if "." in soort:
            return self.filter(soort=soort)
        return self.filter(soort__startswith=soort) if soort else self

    def gefilterd(self, *, soort="", wie=None, als="", over=None, van=None, tot=None):
        """Those that match everything that is given: `over` is (model label, primary key); `van` and `tot` are Dutch days, both included."""
        rijen = self.van_soort(soort)
        if wie:
            rijen = rijen.filter(door=wie)
        if als:
            rijen = rijen.filter(als=als)
        if over:
            # By key: SQLite would else go through the log of the wijk, which stands in the right order already.
            rijen = rijen.filter(pk__in=self.model.objects.filter(onderwerp=over[0], onderwerp_id=over[1]).order_by().values("pk"))
        if van:
            rijen = rijen.filter(wanneer__gte=begin_van(van))
        if tot:
            rijen = rijen.filter(wanneer__lt=begin_van(tot + timedelta(days=1)))
        # Of some days in the order of time, by the index that finds them: else all that came after them is read first.
        return rijen.order_by("-wanneer", "-pk") if van or tot else rijen.nieuwste_eerst()

    def nieuwste_eerst(self):
        return self.order_by("-pk")


class Gebeurtenis(models.Model):
    """Something that happened: who did what, to what, when. Append-only; the database refuses to change or delete one.

    `tekst` is a plain Dutch sentence without personal data and without words typed by a resident (those can be withdrawn; this cannot).
    """

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, null=True, blank=True, related_name="gebeurtenissen")
    soort = models.CharField(max_length=60, help_text="noun.deed, for instance `idee.ingediend`")
    onderwerp = models.CharField(max_length=60, help_text="model label, for instance `participatie.idee`")
    onderwerp_id = models.BigIntegerField()
    tekst = models.CharField(max_length=300)
    pad = models.CharField(max_length=200, blank=True, help_text="address of the page it is about, if it has one")
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+")
    als = models.CharField(max_length=20, help_text="function in which it was done; `systeem` for the portal itself")
    openbaar = models.BooleanField(default=False)
    gegevens = models.JSONField(default=dict, blank=True)
    wanneer = models.DateTimeField(default=timezone.now)

    objects = GebeurtenisQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["wijk", "openbaar", "-id"], name="gebeurtenis_van_wijk"),
            models.Index(fields=["onderwerp", "onderwerp_id", "-id"], name="gebeurtenis_over"),
            models.Index(fields=["wijk", "soort", "-id"], name="gebeurtenis_soort"),
            models.Index(fields=["wijk", "door", "-id"], name="gebeurtenis_door"),
            models.Index(fields=["wijk", "als", "-id"], name="gebeurtenis_als"),
            models.Index(fields=["wijk", "-wanneer", "-id"], name="gebeurtenis_wanneer"),
        ]

    def __str__(self):
        return self.tekst

    @property
    def functie(self) -> str:
        """In which function it was done, as people call it."""
        return ALS.get(self.als, self.als)

    @property
    def waarom(self) -> str:
        """The reason that was given to everyone, where there is one."""
        return self.gegevens.get("waarom", "")

    @property
    def wijzigingen(self) -> list[str]:
        """What changed, one line a field, for the log."""
        return self._wijzigingen()

    @property
    def wijzigingen_kort(self) -> list[str]:
        """The beginning of what changed: two fields, and some 50 characters of what each held and holds."""
        return self._wijzigingen(tekens=50)[:2]

    def _wijzigingen(self, tekens: int | None = None) -> list[str]:
        app, _, naam = self.onderwerp.partition(".")
        model = apps.all_models.get(app, {}).get(naam)
        anders = {veld: van_naar for veld, van_naar in self.gegevens.get("anders", {}).items() if not all(een in (None, "", []) for een in van_naar)}
        return [wijziging(model, veld, *van_naar, tekens) for veld, van_naar in anders.items()]
