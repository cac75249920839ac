"""Where money is, and how much is there now."""

from django.db import models
from django.db.models import Q

from wijk.bedrag import BedragField


class Pot(models.TextChoices):
    """Where money is. BUITEN is the rest of the municipality's money; the others are of the budget."""

    BUITEN = "buiten", "buiten het wijkbudget"
    VRIJ = "vrij", "nog te verdelen"
    WACHT = "wacht", "wacht op akkoord"
    GERESERVEERD = "gereserveerd", "gekozen, nog niet besteld"
    VERPLICHT = "verplicht", "besteld, nog niet betaald"
    BETAALD = "betaald", "betaald"


class Saldo(models.Model):
    """What is in a pot now, of the budget (vrij, wacht) or of one project. Kept by the database with each booking; never below zero."""

    budget = models.ForeignKey("budget.Budget", models.PROTECT, related_name="saldi")
    project = models.ForeignKey("participatie.Project", models.PROTECT, null=True, blank=True, related_name="saldi")
    pot = models.CharField(max_length=14, choices=[c for c in Pot.choices if c[0] != "buiten"])
    bedrag = BedragField(default=0)

    class Meta:
        verbose_name = "saldo"
        verbose_name_plural = "saldi"
        constraints = [
            models.CheckConstraint(condition=Q(bedrag__gte=0), name="saldo_niet_onder_nul"),
            models.UniqueConstraint(fields=["budget", "pot"], condition=Q(project__isnull=True), name="saldo_van_budget_uniek"),
            models.UniqueConstraint(fields=["budget", "project", "pot"], condition=Q(project__isnull=False), name="saldo_van_project_uniek"),
        ]

    def __str__(self):
        return f"{self.get_pot_display()}: {self.bedrag}"
