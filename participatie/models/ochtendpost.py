from django.db import models


class Ochtendpost(models.Model):
    """That an official was mailed this day what is late or nearly so; there is at most one a day."""

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.CASCADE, related_name="+")
    dag = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wijk", "gebruiker", "dag"], name="ochtendpost_een_per_dag")]

    def __str__(self):
        return f"ochtendpost van {self.dag}"
