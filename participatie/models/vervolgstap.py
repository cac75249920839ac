from datetime import date
from hashlib import sha256

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from participatie.models.overleg import Overleg
from wijk.models import Gebeurtenis
from wijk.vragen import van_wijk
from wijk.woorden import datum, met_punt


class VervolgstapQuerySet(models.QuerySet["Vervolgstap"]):
    def openbaar(self):
        return self.filter(idee__openbaar=True)

    def geldig(self):
        """Those that were not taken back."""
        return self.filter(teruggenomen_op__isnull=True)

    def laatste_over(self, idee):
        """What was decided last about this idea, in any overleg; None when nothing was."""
        return self.filter(idee=idee).select_related("overleg", "idee").order_by("-pk").first()

    def afspraken(self, wijk):
        """What somebody would do: all that was decided in this wijk but what was not chosen, first what must be done first."""
        rijen = self.filter(van_wijk(wijk, "overleg__wijk")).exclude(besluit=Vervolgstap.Besluit.NIET_GEKOZEN)
        return rijen.select_related("idee__wijk", "idee__project", "overleg", "partij").order_by(models.F("voor").asc(nulls_last=True), "pk")

    def open(self):
        """Not done yet, not taken back and not decided on anew; what became of an idea that is done or withdrawn is no longer open."""
        opnieuw = Vervolgstap.objects.filter(idee=OuterRef("idee"), pk__gt=OuterRef("pk"))
        return self.geldig().filter(~Exists(opnieuw), gedaan_op__isnull=True).exclude(idee__status__in=("klaar", "ingetrokken"))

    def van_partijen(self, partijen: list[int]):
        """What these partijen (primary keys) agreed to do, about ideas that everyone may read."""
        rijen = self.filter(partij__in=partijen).openbaar().select_related("idee__wijk", "overleg", "partij")
        return rijen.order_by(models.F("voor").asc(nulls_last=True), "pk")

    def te_laat(self, wijk, vandaag: date):
        """What would be done by a day that has passed, and is not. What was put off is not late, see `weer_aan_de_beurt`."""
        return self.afspraken(wijk).open().filter(voor__lt=vandaag).exclude(besluit=Vervolgstap.Besluit.LATER)

    def weer_aan_de_beurt(self, wijk, vandaag: date):
        """What was put off until a day that has come, and stands on the list of no overleg from that day on that is still to be held."""
        rijen = self.afspraken(wijk).open().filter(besluit=Vervolgstap.Besluit.LATER, idee__status="later", voor__lte=vandaag)
        komt = Overleg.objects.filter(agenda=OuterRef("idee"), status=Overleg.Status.GEPLAND, begint__date__gte=OuterRef("voor"))
        return rijen.filter(~Exists(komt))

    def met_stand(self, wijk, stand: str, vandaag: date):
        """The part of what was agreed that an official asks for: `open`, `te_laat`, `weer`, `gedaan`, or all."""
        match stand:
            case "te_laat":
                return self.te_laat(wijk, vandaag)
            case "weer":
                return self.weer_aan_de_beurt(wijk, vandaag)
            case "gedaan":
                return self.afspraken(wijk).filter(gedaan_op__isnull=False).order_by("-gedaan_op", "-pk")
            case "alle":
                return self.afspraken(wijk)
            case _:
                return self.afspraken(wijk).open()


class Vervolgstap(models.Model):
    """What an overleg decided for one idea, why, and who does it by when."""

    class Besluit(models.TextChoices):
        PROJECT = "project", "we maken er een project van"
        OPGEPAKT = "opgepakt", "bewoners of een organisatie pakken het op"
        REGULIER = "regulier", "het gaat mee in het gewone onderhoud"
        LATER = "later", "later"
        NIET_GEKOZEN = "niet_gekozen", "we kiezen dit niet"

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="vervolgstappen", verbose_name="overleg")
    idee = models.ForeignKey("participatie.Idee", models.PROTECT, related_name="vervolgstappen", verbose_name="idee")
    besluit = models.CharField("vervolg", max_length=14, choices=Besluit)
    reden = models.CharField("waarom", max_length=500, help_text="Openbaar, in gewone taal.")
    wie = models.CharField(
        "wie doet het",
        max_length=120,
        blank=True,
        help_text="Een partij of functie; een naam van een bewoner alleen als die dat goed vindt.",
    )
    partij = models.ForeignKey(
        "wijk.Partij", models.PROTECT, null=True, blank=True, related_name="afspraken", verbose_name="welke organisatie doet het"
    )
    voor = models.DateField("voor wanneer", null=True, blank=True)
    gedaan_op = models.DateField("gedaan op", null=True, blank=True)
    teruggenomen_op = models.DateField("teruggenomen op", null=True, blank=True, editable=False)
    verbetering = models.TextField("verbetering", blank=True, editable=False, help_text="Wat er eerst stond, en waarom dat niet klopte. Openbaar.")
    gedaan = models.CharField("wat is er gedaan", max_length=300, blank=True, help_text="Openbaar. Eén zin. Noem geen namen van bewoners.")

    objects = VervolgstapQuerySet.as_manager()

    class Meta:
        verbose_name = "vervolgstap"
        verbose_name_plural = "vervolgstappen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["overleg", "idee"], name="vervolgstap_uniek"),
            models.CheckConstraint(condition=~Q(reden=""), name="vervolgstap_met_reden"),
            models.CheckConstraint(condition=~Q(besluit="opgepakt", wie="", partij__isnull=True), name="vervolgstap_opgepakt_door_wie"),
            models.CheckConstraint(
                condition=Q(gedaan="", gedaan_op__isnull=True) | (~Q(gedaan="") & Q(gedaan_op__isnull=False)), name="vervolgstap_gedaan_met_zin"
            ),
        ]
        # What is still to be done, first what must be done first; most ideas are not chosen.
        indexes = [models.Index(fields=["voor", "id"], condition=Q(gedaan_op__isnull=True) & ~Q(besluit="niet_gekozen"), name="vervolgstap_open")]

    def __str__(self):
        return f"{self.idee}: {self.get_besluit_display()}"

    def get_absolute_url(self):
        return self.idee.get_absolute_url()

    @property
    def wie_doet_het(self) -> str:
        return self.wie or (self.partij.naam if self.partij else "")

    @property
    def wanneer(self) -> str:
        """By when, in a sentence; nothing when that was not said."""
        kop = "We praten er weer over vanaf" if self.besluit == self.Besluit.LATER else "Voor"
        return f"{kop} {datum(self.voor)}." if self.voor else ""

    @property
    def afspraak(self) -> str:
        """Who does it and by when, in sentences; nothing when neither was said."""
        wie = f"Wie: {met_punt(self.wie_doet_het)}" if self.wie_doet_het else ""
        return f"{wie} {self.wanneer}".strip()

    @property
    def project(self):
        """The project that it put the idea in, while that holds; None for another decision."""
        return self.idee.project if self.besluit == self.Besluit.PROJECT and not self.teruggenomen_op else None

    @property
    def in_woorden(self) -> str:
        """What was decided and why, which project that is, who does it and by when, for a letter or a mail."""
        project = f"Het project heet: {met_punt(self.project.titel)}" if self.project else ""
        return " ".join(filter(None, [self.in_een_zin, met_punt(self.reden), project, self.afspraak, self.verbetering]))

    @property
    def in_een_zin(self) -> str:
        """What was decided, and first that it was taken back."""
        besluit = self.get_besluit_display()
        return f"{self.terug} Het was: {besluit}." if self.terug else f"{besluit[:1].upper()}{besluit[1:]}."

    @property
    def terug(self) -> str:
        """That it does not hold any more, in a sentence; nothing while it does."""
        return f"Dit besluit geldt niet meer: het is op {datum(self.teruggenomen_op)} teruggenomen." if self.teruggenomen_op else ""

    @property
    def is_te_wijzigen(self) -> bool:
        """Whether it can be set right: nothing else was done with the idea since, and once its overleg is closed no project began with it."""
        af = self.overleg.status == Overleg.Status.GEHOUDEN
        begonnen = af and self.project is not None and self.project.status != self.project.Status.VOORBEREIDING
        gebleven = not self.gedaan_op and self.idee.status == self.besluit and not self.is_opgevolgd
        return gebleven and not begonnen and self.overleg.status != Overleg.Status.AFGELAST

    @property
    def is_terug_te_nemen(self) -> bool:
        """Whether it can be undone: it can be set right, and its overleg is not closed."""
        return not self.overleg.is_dicht and self.is_te_wijzigen

    @property
    def kenmerk(self) -> str:
        """What tells this decision, as it stands now, from what it was before."""
        wat = (self.pk, self.besluit, self.reden, self.wie, self.partij_id, self.voor, self.idee.project_id)
        return sha256(repr(wat).encode()).hexdigest()[:16]

    @property
    def is_opgevolgd(self) -> bool:
        return Vervolgstap.objects.filter(idee=self.idee_id, pk__gt=self.pk).exists()

    @property
    def stand_ervoor(self) -> str:
        """The status that the idea had when this was decided."""
        erover = self.vastlegging
        was = (erover.gegevens.get("anders", {}) if erover else {}).get("status", [""])[0]
        if not was and self.besluit == self.Besluit.LATER:  # put off again: it did not change
            was = self.besluit if self.idee.vervolgstappen.filter(pk__lt=self.pk).exists() else ""
        return was if was in self.idee.KLAAR_VOOR_OVERLEG else self.idee.stand_van_antwoord

    @property
    def is_te_laat(self) -> bool:
        uitgesteld = self.besluit == self.Besluit.LATER
        return self.gedaan_op is None and not uitgesteld and self.voor is not None and self.voor < timezone.localdate()

    @property
    def vastlegging(self) -> Gebeurtenis | None:
        """The record of this decision: who, and when."""
        return Gebeurtenis.objects.over(self.idee).van_soort(f"idee.{self.besluit}").select_related("door").nieuwste_eerst().first()
