"""What officials did to many ideas at once, so that it can be undone, and which ideas only look the same."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from wijk.vragen import van_wijk
from wijk.woorden import lijst, stuks

# What a form that merges proposes as the answer.
HETZELFDE = "Dit gaat over hetzelfde. We gaan bij dat idee verder."

# The fields that the list sets, as a person calls them.
VELDEN = {"thema": "thema", "soort": "soort", "plaats": "plek", "naam": "naam", "behandelaar": "behandelaar"}


class OrdeningQuerySet(models.QuerySet["Ordening"]):
    def noteer(self, wijk, soort: str, regels: Iterable[tuple[int, Mapping, Mapping]], *, door) -> "Ordening":
        """Write down what was done, within the deed that calls this. `regels`: (key of the idea, what it held, what it holds now)."""
        ordening = self.create(wijk=wijk, soort=soort, door=door)
        Ordeningsregel.objects.bulk_create(Ordeningsregel(ordening=ordening, idee_id=pk, oud=oud, nieuw=nieuw) for pk, oud, nieuw in regels)
        return ordening

    def voor_lijst(self):
        """Newest first, each with the ideas that it touched."""
        return self.select_related("door", "ongedaan_door").prefetch_related("regels__idee").order_by("-pk")

    def zoek_doelen(self, ordeningen: Iterable["Ordening"]) -> None:
        """Write on each merge into which idea it went (`doel`), in one query. `ordeningen`: from `voor_lijst`."""
        met = {ordening: regel.nieuw["met"] for ordening in ordeningen for regel in ordening.regels.all() if "met" in regel.nieuw}
        ideeen = apps.get_model("participatie", "Idee").objects.in_bulk(set(met.values()))
        for ordening, pk in met.items():
            ordening.doel = ideeen.get(pk)


class Ordening(models.Model):
    """One deed of an official by which ideas were set right, merged or split."""

    class Soort(models.TextChoices):
        GEGEVENS = "gegevens", "gegevens goed gezet"
        SAMENVOEGEN = "samenvoegen", "samengevoegd"
        SPLITSEN = "splitsen", "gesplitst"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="ordeningen", verbose_name="wijk")
    soort = models.CharField("wat", max_length=12, choices=Soort)
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, related_name="+", verbose_name="door")
    wanneer = models.DateTimeField("wanneer", default=timezone.now)
    ongedaan_op = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)
    ongedaan_door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ongedaan gemaakt door")

    doel = None  # see zoek_doelen; none where nobody may know it any more

    objects = OrdeningQuerySet.as_manager()

    class Meta:
        verbose_name = "ordening"
        verbose_name_plural = "ordeningen"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["wijk", "-id"], name="ordening_lijst")]

    def __str__(self):
        return self.get_soort_display()

    @property
    def in_woorden(self) -> str:
        """What was done, and of what was set right which fields; without what they held, which can name somebody."""
        if self.soort != self.Soort.GEGEVENS:
            return self.get_soort_display()
        anders = {naam for regel in self.regels.all() for naam, waarde in regel.nieuw.items() if regel.oud.get(naam) != waarde}
        return f"{lijst(wat for naam, wat in VELDEN.items() if naam in anders) or 'gegevens'} goed gezet"

    def wat_ongedaan(self) -> str:
        """The same as what is undone, in a sentence for the log."""
        aantal = self.regels.count()
        ideeen = stuks(aantal, "idee", "ideeën")
        if self.soort == self.Soort.SPLITSEN:
            return f"een idee gesplitst in {ideeen}"
        return f"{ideeen} bij een ander idee gevoegd" if self.soort == self.Soort.SAMENVOEGEN else f"{self.in_woorden} bij {ideeen}"

    @property
    def nummers(self) -> list[int]:
        """The numbers of the ideas that it touched."""
        return sorted(regel.idee.nummer for regel in self.regels.all())

    @property
    def niet_teruggezet(self) -> list["Ordeningsregel"]:
        """What could not be put back."""
        return [regel for regel in self.regels.all() if regel.teruggezet is False]


class OrdeningsregelQuerySet(models.QuerySet["Ordeningsregel"]):
    def van_idee_legen(self, idee) -> int:
        """Empty what is held of an idea, since it can name somebody who is forgotten; that part cannot be undone any more."""
        return self.filter(idee=idee).update(oud={}, nieuw={})


class Ordeningsregel(models.Model):
    """One idea that an Ordening touched: what it held and what it holds since. Can hold a name: goes empty when its person is forgotten."""

    ordening = models.ForeignKey(Ordening, models.CASCADE, related_name="regels")
    idee = models.ForeignKey("participatie.Idee", models.PROTECT, related_name="ordeningsregels")
    oud = models.JSONField(default=dict)
    nieuw = models.JSONField(default=dict)
    teruggezet = models.BooleanField(null=True, help_text="empty: not tried; no: the idea had changed since")

    objects = OrdeningsregelQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van een ordening"
        verbose_name_plural = "regels van ordeningen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ordening", "idee"], name="ordeningsregel_een_per_idee")]

    def __str__(self):
        return f"{self.ordening_id}: idee {self.idee_id}"


class NietHetzelfdeQuerySet(models.QuerySet["NietHetzelfde"]):
    def in_wijk(self, wijk):
        """What was said in a wijk, the last first."""
        return self.filter(van_wijk(wijk, "een__wijk")).select_related("een__wijk", "ander").order_by("-pk")

    def over(self, idee):
        return self.filter(Q(een=idee) | Q(ander=idee))

    def paren(self, pks: Iterable[int]) -> set[tuple[int, int]]:
        """The pairs (lowest key first) in which any of these ideas stands."""
        pks = list(pks)
        return set(self.filter(Q(een__in=pks) | Q(ander__in=pks)).values_list("een_id", "ander_id"))


class NietHetzelfde(models.Model):
    """An official said that two ideas that look alike are not the same: they are not proposed to be merged again."""

    een = models.ForeignKey("participatie.Idee", models.CASCADE, related_name="+")
    ander = models.ForeignKey("participatie.Idee", models.CASCADE, related_name="+")
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, related_name="+")
    wanneer = models.DateTimeField(default=timezone.now)

    objects = NietHetzelfdeQuerySet.as_manager()

    class Meta:
        verbose_name = "niet hetzelfde"
        verbose_name_plural = "niet hetzelfde"
        constraints = [
            models.UniqueConstraint(fields=["een", "ander"], name="niet_hetzelfde_uniek"),
            models.CheckConstraint(condition=Q(een__lt=F("ander")), name="niet_hetzelfde_op_volgorde"),
        ]

    def __str__(self):
        return f"{self.een_id} en {self.ander_id}"
