"""What is prepared for a walk beside its route: what is told at the start, and how young people and young parents are reached."""

from django.db import models


class Startuitleg(models.Model):
    """What is told at the start of a walk (step 3 of the note), as an official has put it down."""

    DELEN = ("doel", "opzet", "kaders", "rollen")

    wandeling = models.OneToOneField("participatie.Wijkwandeling", models.CASCADE, related_name="startuitleg", verbose_name="wandeling")
    doel = models.TextField("het doel", max_length=2000)
    opzet = models.TextField("de opzet", max_length=2000)
    kaders = models.TextField("de kaders", max_length=8000)
    rollen = models.TextField("de rollen", max_length=3000)
    kenmerk = models.CharField(max_length=16, editable=False, help_text="of what the portal would have composed then")

    class Meta:
        verbose_name = "uitleg bij de start"
        verbose_name_plural = "uitleg bij de start"

    def __str__(self):
        return f"uitleg bij {self.wandeling}"


class Bereikplan(models.Model):
    """How a group that the note asks special attention for is reached: how, through whom, by when, and whether it is done."""

    class Groep(models.TextChoices):
        JONGEREN = "jongeren", "jongeren"
        JONGE_OUDERS = "jonge-ouders", "jonge ouders"

    wandeling = models.ForeignKey("participatie.Wijkwandeling", models.CASCADE, related_name="bereikplannen", verbose_name="wandeling")
    groep = models.CharField("groep", max_length=12, choices=Groep)
    hoe = models.TextField("hoe bereikt u ze", max_length=1000, help_text="Bijvoorbeeld: op vrijdag om half drie bij het schoolplein staan.")
    via = models.CharField("wie helpt daarbij", max_length=200, help_text="Bijvoorbeeld de school of stichting WIJ. Noem geen bewoners.")
    voor = models.DateField("wanneer is het klaar")
    gedaan_op = models.DateField("gedaan op", null=True, blank=True, help_text="Leeg: het moet nog.")

    class Meta:
        verbose_name = "plan om een groep te bereiken"
        verbose_name_plural = "plannen om groepen te bereiken"
        ordering = ["groep"]
        constraints = [models.UniqueConstraint(fields=["wandeling", "groep"], name="bereikplan_een_per_groep")]

    def __str__(self):
        return f"plan voor {self.get_groep_display()}"
