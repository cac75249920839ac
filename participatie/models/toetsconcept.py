"""An answer that is not finished, or that a second official must read before it goes out."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from participatie.models.idee import Idee
from participatie.models.toetsing import Oordeel
from wijk.models import RandvoorwaardeVersie
from wijk.vragen import van_wijk


class ToetsconceptQuerySet(models.QuerySet["Toetsconcept"]):
    def bij(self, idee: Idee) -> "Toetsconcept | None":
        return self.filter(idee=idee).select_related("door", "opmerking_van", "met").first()

    def als_json(self, idee: Idee, door) -> dict | None:
        """What this official has in the making, as it may stand in JSON. None when that would merge the idea: such a one has served."""
        velden = ("actie", "oordelen", "reden", "stand", "door_id", "gewijzigd_op", "voorgelegd_op", "opmerking", "opmerking_van_id")
        concept = self.filter(idee=idee, door=door).exclude(actie="samenvoegen").values(*velden).first()
        return concept and {naam: waarde.isoformat() if isinstance(waarde, datetime) else waarde for naam, waarde in concept.items()}

    def in_wijk(self, wijk):
        return self.filter(van_wijk(wijk)).select_related("idee__wijk", "idee__thema", "door", "opmerking_van", "met")

    def voorgelegd(self):
        """Those that wait for a second reader, on an idea that has no answer yet."""
        return self.filter(voorgelegd_op__isnull=False, idee__status__in=Idee.TE_TOETSEN)

    def te_lezen_door(self, door):
        """Those of which this official can be the second reader: not what they wrote themselves."""
        return self.voorgelegd().exclude(door=door)

    def teruggestuurd_aan(self, door):
        """What this official wrote and a second reader wants otherwise."""
        return self.filter(door=door, voorgelegd_op__isnull=True, idee__status__in=Idee.TE_TOETSEN).exclude(opmerking="")

    def gekozen(self, wat: str, door):
        """The part of the list that an official asks for; what waits for a reader stands first, the oldest on top."""
        match wat:
            case "lezen":
                rijen = self.te_lezen_door(door)
            case "terug":
                rijen = self.teruggestuurd_aan(door)
            case "mijn":
                rijen = self.filter(door=door)
            case _:
                rijen = self
        return rijen.order_by(F("voorgelegd_op").asc(nulls_last=True), "pk")


class Toetsconcept(models.Model):
    """The one answer in the making of an idea; only the werkplek sees it. `stand` counts its changes: who saw an older one is told."""

    class Actie(models.TextChoices):
        TOETS = "toets", "antwoord per randvoorwaarde"
        ONDERHOUD = "onderhoud", "gaat mee in het gewone onderhoud"
        SAMENVOEGEN = "samenvoegen", "hoort bij een ander idee"

    idee = models.OneToOneField(Idee, models.PROTECT, related_name="toetsconcept", verbose_name="idee")
    actie = models.CharField("soort antwoord", max_length=12, choices=Actie, default=Actie.TOETS)
    oordelen = models.JSONField("oordelen", default=list, blank=True, help_text="[version of the condition, verdict or empty, why]")
    reden = models.TextField("ons antwoord", max_length=2000, blank=True)
    met = models.ForeignKey(Idee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="het andere idee")
    gezien = models.PositiveSmallIntegerField(default=0, help_text="how many answers there were when it was written")
    stand = models.PositiveIntegerField(default=0)
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, related_name="+", verbose_name="van")
    gewijzigd_op = models.DateTimeField("gewijzigd op", default=timezone.now)
    voorgelegd_op = models.DateTimeField("voorgelegd op", null=True, blank=True)
    opmerking = models.TextField("wat moet er anders", max_length=1000, blank=True)
    opmerking_van = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="teruggestuurd door")

    objects = ToetsconceptQuerySet.as_manager()

    class Meta:
        verbose_name = "concept van een antwoord"
        verbose_name_plural = "concepten van antwoorden"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(voorgelegd_op__isnull=True) | ~Q(reden=""), name="toetsconcept_voorgelegd_met_antwoord"),
            models.CheckConstraint(condition=~Q(actie="samenvoegen") | Q(met__isnull=False), name="toetsconcept_samenvoegen_met"),
        ]

    def __str__(self):
        return f"concept bij {self.idee}"

    @property
    def toestand(self) -> str:
        """Where it stands, in words for officials."""
        if not self.idee.is_te_toetsen:
            return "het idee is intussen beantwoord"
        if self.voorgelegd_op:
            return "wacht op een tweede lezer"
        return "teruggestuurd" if self.opmerking else "concept"

    @property
    def kleur(self) -> str:
        return "blauw" if self.voorgelegd_op else "oker" if self.opmerking else "grijs"

    def regels(self) -> list[tuple[RandvoorwaardeVersie, str, str]]:
        """(version with its condition, verdict or empty, why), in the order in which they were written; one query."""
        versies = RandvoorwaardeVersie.objects.select_related("randvoorwaarde").in_bulk([rij[0] for rij in self.oordelen])
        return [(versies[pk], waarde, waarom) for pk, waarde, waarom in self.oordelen if pk in versies]

    def tabel(self) -> list[dict]:
        """The same for a page, without what does not apply; `oud`: the condition has another text now."""
        woord = dict(Oordeel.Waarde.choices)
        return [
            {
                "versie": versie,
                "waarde": waarde,
                "woord": woord.get(waarde, "nog geen oordeel"),
                "reden": waarom,
                "oud": versie.randvoorwaarde.huidige_id != versie.pk,
            }
            for versie, waarde, waarom in self.regels()
            if waarde != Oordeel.Waarde.NVT
        ]
