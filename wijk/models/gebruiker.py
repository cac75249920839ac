from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone

from wijk.rechten import RECHTEN, Functie


class GebruikerQuerySet(models.QuerySet["Gebruiker"]):
    def voorbeelden(self):
        """The invented people of the demo, with what they are."""
        return self.filter(voorbeeld=True, is_active=True).prefetch_related("bevoegdheden__wijk", "bevoegdheden__partij").order_by("pk")

    def met_functie(self, wijk, functie: str):
        """Who holds a function in a wijk."""
        return self.filter(bevoegdheden__wijk=wijk, bevoegdheden__functie=functie).distinct().order_by("naam", "pk")

    def beheerders(self):
        """Who can sign in and gives people their functions, in every wijk."""
        return self.filter(is_active=True, bevoegdheden__functie=Functie.BEHEERDER).distinct().order_by("naam", "pk")

    def die_werken_in(self, wijk):
        """Who holds a function in this wijk, or in all."""
        return (
            self.filter(models.Q(bevoegdheden__wijk=wijk) | models.Q(bevoegdheden__isnull=False, bevoegdheden__wijk=None))
            .distinct()
            .order_by("naam", "pk")
        )

    def met_recht(self, wijk, deed: str):
        """Who can sign in and holds a function in a wijk that may do this deed."""
        return self.filter(is_active=True, bevoegdheden__wijk=wijk, bevoegdheden__functie__in=RECHTEN[deed]).distinct().order_by("pk")


class GebruikerManager(BaseUserManager.from_queryset(GebruikerQuerySet)):
    def create_user(self, email: str, password: str | None = None, **velden) -> "Gebruiker":
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str | None = None, **velden) -> "Gebruiker":
        return self.create_user(email, password, is_superuser=True, **velden)

    def get_by_natural_key(self, email: str) -> "Gebruiker":
        return self.get(email__iexact=email)


class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account; the e-mail address is the name. What they may do stands in their Bevoegdheden."""

    email = models.EmailField("e-mailadres", max_length=254, unique=True)
    naam = models.CharField(
        "naam",
        max_length=100,
        blank=True,
        help_text="Zo noemen we u in de werkplek. Bewoners zien uw naam alleen als u dat kiest.",
    )
    is_active = models.BooleanField("actief", default=True)
    voorbeeld = models.BooleanField("voorbeeldpersoon", default=False, editable=False)
    date_joined = models.DateTimeField("lid sinds", default=timezone.now, editable=False)

    objects = GebruikerManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="gebruiker_email_uniek", violation_error_message="Dit e-mailadres is al in gebruik.")
        ]

    def __str__(self):
        return self.naam or self.email

    def has_usable_password(self) -> bool:
        """Nobody signs in with a password, also not with one that was typed at `createsuperuser`; so no page offers to change it."""
        return False

    @property
    def is_staff(self) -> bool:
        """May enter the administration (`/beheer/`)."""
        return self.is_superuser or Functie.BEHEERDER in self.functies_in(None)

    def functies_in(self, wijk) -> frozenset[Functie]:
        """The functions held in this wijk, or in any when `wijk` is None. One query for the life of this object.

        Who is beheerder in one wijk is so in all: they give anybody, also themselves, any function in any wijk.
        """
        if not hasattr(self, "_functies"):
            self._functies = [(b.wijk_id, Functie(b.functie)) for b in self.bevoegdheden.all()]
        overal = wijk is None
        return frozenset(f for wijk_id, f in self._functies if overal or wijk_id == wijk.pk or f == Functie.BEHEERDER)

    def begin(self) -> str:
        """Where this person's work starts: the worklist of the first wijk they work in, else their own page."""
        if self.is_superuser:
            return reverse("admin:index")
        for bevoegdheid in self.bevoegdheden.all():
            if bevoegdheid.functie == Functie.BEHEERDER:
                return reverse("admin:index")
            if bevoegdheid.functie != Functie.ORGANISATIE:
                return reverse("werkplek:start", args=[bevoegdheid.wijk.slug])
        return reverse("mijn")

    def partijen_in(self, wijk) -> list[int]:
        """Primary keys of the partijen this person speaks for in the wijk."""
        return [b.partij_id for b in self.bevoegdheden.all() if b.wijk_id == wijk.pk and b.partij_id]


class BevoegdheidQuerySet(models.QuerySet["Bevoegdheid"]):
    def die_gelden_in(self, wijk):
        """Of who can sign in: those of this wijk, and that of a beheerder wherever they hold it."""
        return self.filter(models.Q(wijk=wijk) | models.Q(functie=Functie.BEHEERDER), gebruiker__is_active=True)


class Bevoegdheid(models.Model):
    """A function that somebody holds in one wijk; that of a beheerder counts in every wijk, also when it has none."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="bevoegdheden", verbose_name="gebruiker")
    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, null=True, blank=True, related_name="bevoegdheden", verbose_name="wijk")
    functie = models.CharField("functie", max_length=20, choices=[c for c in Functie.choices if c[0] not in ("bezoeker", "bewoner")])
    partij = models.ForeignKey(
        "wijk.Partij",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name="partij",
        help_text="Alleen voor de functie organisatie.",
    )

    objects = BevoegdheidQuerySet.as_manager()

    class Meta:
        verbose_name = "bevoegdheid"
        verbose_name_plural = "bevoegdheden"
        constraints = [
            # Not `fields`: to a database no wijk is never the same as no wijk, and NULLS NOT DISTINCT is not in SQLite.
            models.UniqueConstraint(
                "gebruiker",
                "functie",
                Coalesce("wijk", 0),
                Coalesce("partij", 0),
                name="bevoegdheid_een_keer",
                violation_error_message="Deze persoon heeft deze functie al.",
            ),
            models.CheckConstraint(
                condition=models.Q(wijk__isnull=False) | models.Q(functie="beheerder"),
                name="bevoegdheid_per_wijk",
                violation_error_message="Alleen een beheerder kan in alle wijken tegelijk iets doen. Kies een wijk.",
            ),
            models.CheckConstraint(
                condition=models.Q(functie="organisatie", partij__isnull=False) | (~models.Q(functie="organisatie") & models.Q(partij__isnull=True)),
                name="bevoegdheid_partij_bij_organisatie",
                violation_error_message="Kies een partij bij de functie organisatie, en alleen dan.",
            ),
        ]

    def __str__(self):
        return f"{self.gebruiker}: {self.get_functie_display()}"
