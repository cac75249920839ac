import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


def nieuwe_code() -> str:
    """A code that nobody can guess, for a personal address."""
    return secrets.token_urlsafe(24)


class Ritme(models.TextChoices):
    DIRECT = "direct", "meteen, als er iets gebeurt"
    WEKELIJKS = "wekelijks", "één keer per week, alles in één mail"


class VolgerQuerySet(models.QuerySet["Volger"]):
    def met_adres(self, email: str):
        return self.filter(email=email.strip().lower())

    def met_code(self, wijk, code: str) -> "Volger | None":
        return self.filter(wijk=wijk, code=code).select_related("wijk").first()

    def houd_vast(self, pks: Iterable[int]) -> None:
        """Let none of these be deleted until the transaction ends; others may hold them too. SQLite has one writer at a time as it is."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT id FROM wijk_volger WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [list(pks)])

    def om_te_wijzigen(self):
        """Locked, so that what is followed changes one at a time."""
        return self.select_for_update(of=("self",)).select_related("wijk").order_by("pk")

    def met_nieuws(self, ritme: str, voor: datetime | None = None):
        """Those for whom news waits; with `voor`: news of before that moment."""
        return self.filter(models.Exists(Bezorging.objects.wachtend(ritme, voor).filter(volger=models.OuterRef("pk")))).order_by("pk")

    def die_niets_volgen(self):
        return self.filter(gevolgd__isnull=True)


class Volger(models.Model):
    """An e-mail address that follows something in a wijk. The address is personal data; it goes when nothing is followed any more."""

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="volgers")
    email = models.EmailField("uw e-mailadres", max_length=254)
    code = models.CharField(max_length=40, unique=True, default=nieuwe_code, editable=False)

    objects = VolgerQuerySet.as_manager()

    class Meta:
        verbose_name = "volger"
        verbose_name_plural = "volgers"
        constraints = [models.UniqueConstraint("wijk", Lower("email"), name="volger_uniek")]

    def __str__(self):
        return f"volger {self.pk}"

    @property
    def bedekt(self) -> str:
        """The address as its owner knows it again, and somebody to whom a mail was passed on does not read it: `a…@voorbeeld.nl`."""
        naam, _, huis = self.email.rpartition("@")
        return f"{naam[:1]}…@{huis}"


class GevolgdQuerySet(models.QuerySet["Gevolgd"]):
    def bevestigd(self):
        return self.filter(bevestigd_op__isnull=False)

    def in_wijk(self, wijk_id: int):
        return self.filter(volger__wijk_id=wijk_id)

    def behalve(self, adressen: Iterable[str]):
        """Without what these addresses follow."""
        return self.exclude(volger__email__in=[adres.strip().lower() for adres in adressen if adres])

    def verhuis(self, van: models.Model, naar: models.Model) -> None:
        """Who follows `van` follows `naar` (a thing of the same kind) from now on, each once."""
        label = van._meta.label_lower
        al = self.over([(label, naar.pk)]).values("volger")
        self.over([(label, van.pk)]).exclude(volger__in=al).update(onderwerp_id=naar.pk)
        self.over([(label, van.pk)]).delete()

    def onbevestigd_sinds(self, moment: datetime):
        return self.filter(bevestigd_op__isnull=True, gevraagd_op__lt=moment)

    def van_adres(self, email: str):
        return self.filter(volger__email=email.strip().lower()).select_related("volger__wijk").order_by("volger__wijk__naam", "pk")

    def over(self, onderwerpen: Iterable[tuple[str, int]]):
        """What follows any of these subjects, each a (model label, primary key)."""
        per_label: dict[str, list[int]] = {}
        for label, pk in onderwerpen:
            per_label.setdefault(label, []).append(pk)
        waar = Q(pk__in=[])
        for label, pks in per_label.items():
            waar |= Q(onderwerp=label, onderwerp_id__in=pks)
        return self.filter(waar)


class Gevolgd(models.Model):
    """One subject that a Volger follows, and how often the news is mailed. Nothing is mailed before the address was proved."""

    volger = models.ForeignKey(Volger, models.CASCADE, related_name="gevolgd")
    onderwerp = models.CharField(max_length=60, help_text="model label, as of a Gebeurtenis")
    onderwerp_id = models.BigIntegerField()
    ritme = models.CharField("hoe vaak wilt u mail?", max_length=10, choices=Ritme, default=Ritme.DIRECT)
    gevraagd_op = models.DateTimeField(default=timezone.now)
    bevestigd_op = models.DateTimeField(null=True, blank=True)

    objects = GevolgdQuerySet.as_manager()

    class Meta:
        verbose_name = "wat iemand volgt"
        verbose_name_plural = "wat mensen volgen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["volger", "onderwerp", "onderwerp_id"], name="gevolgd_uniek"),
            models.CheckConstraint(condition=Q(ritme__in=Ritme.values), name="gevolgd_ritme"),
        ]
        indexes = [models.Index(fields=["onderwerp", "onderwerp_id"], name="gevolgd_onderwerp")]

    def __str__(self):
        return f"{self.onderwerp} {self.onderwerp_id}"


class BezorgingQuerySet(models.QuerySet["Bezorging"]):
    def wachtend(self, ritme: str, voor: datetime | None = None):
        rijen = self.filter(ritme=ritme, in_mail_op__isnull=True)
        return rijen.filter(gebeurtenis__wanneer__lt=voor) if voor else rijen

    def wegens(self, gevolgd: Gevolgd):
        """What waits because of one subject."""
        return self.filter(wegens=gevolgd, in_mail_op__isnull=True)


class Bezorging(models.Model):
    """That one Gebeurtenis goes to one Volger: written with the Gebeurtenis, and put in a mail once."""

    volger = models.ForeignKey(Volger, models.CASCADE, related_name="bezorgingen")
    gebeurtenis = models.ForeignKey("wijk.Gebeurtenis", models.PROTECT, related_name="+")
    wegens = models.ForeignKey(Gevolgd, models.SET_NULL, null=True, related_name="+")
    ritme = models.CharField(max_length=10, choices=Ritme)
    in_mail_op = models.DateTimeField(null=True, blank=True)

    objects = BezorgingQuerySet.as_manager()

    class Meta:
        verbose_name = "bezorging"
        verbose_name_plural = "bezorgingen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["volger", "gebeurtenis"], name="bezorging_een_keer")]
        indexes = [models.Index(fields=["ritme", "volger"], condition=Q(in_mail_op__isnull=True), name="bezorging_wacht")]

    def __str__(self):
        return f"bezorging {self.pk}"
