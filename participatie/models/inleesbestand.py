from datetime import timedelta

from django.db import models
from django.utils import timezone


class InleesbestandQuerySet(models.QuerySet["Inleesbestand"]):
    def vergeten(self):
        """Those that nobody read in within a day."""
        return self.filter(klaargezet_op__lt=timezone.now() - timedelta(days=1))


class Inleesbestand(models.Model):
    """A file whose reading was tried and that waits for a yes: it can hold names, so it goes as soon as it is read, and within a day."""

    wandeling = models.ForeignKey("participatie.Wijkwandeling", models.CASCADE, related_name="inleesbestanden")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.CASCADE, related_name="+")
    inhoud = models.BinaryField()
    klaargezet_op = models.DateTimeField(default=timezone.now)

    objects = InleesbestandQuerySet.as_manager()

    def __str__(self):
        return f"inleesbestand {self.pk}"
