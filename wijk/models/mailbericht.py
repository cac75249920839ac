import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class MailberichtQuerySet(models.QuerySet["Mailbericht"]):
    def aan_de_beurt(self, nu: datetime):
        """Those that nobody is sending now, and that need not wait longer for a next attempt."""
        return self.filter(Q(bezet_tot__isnull=True) | Q(bezet_tot__lte=nu))

    def achtergebleven(self, nu: datetime):
        """Those of which the sender was stopped, or that could not be sent before."""
        return self.aan_de_beurt(nu).filter(Q(bezet_tot__isnull=False) | Q(geschreven_op__lt=nu - timedelta(minutes=10))).order_by("pk")

    def neem(self, pk: int, tot: datetime, nu: datetime) -> "Mailbericht | None":
        """Take one mail to send, until `tot`; None when another sender has it, or it is gone. Of two at once, one gets it."""
        if not self.filter(pk=pk).aan_de_beurt(nu).update(bezet_tot=tot, pogingen=F("pogingen") + 1):
            return None
        return self.filter(pk=pk).first()

    def aan_adres(self, email: str):
        return self.filter(aan__iexact=email)


class Mailbericht(models.Model):
    """A mail that was written and has not been sent yet. It is deleted when it is sent, so that no address stays behind.

    `kenmerk` becomes its Message-ID: a mail that has to be offered again is the same mail to the mailbox it goes to.
    """

    aan = models.EmailField(max_length=254)
    onderwerp = models.CharField(max_length=400)
    tekst = models.TextField()
    html = models.TextField(blank=True)
    koppen = models.JSONField(default=dict, blank=True)
    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    geschreven_op = models.DateTimeField(default=timezone.now)
    bezet_tot = models.DateTimeField(null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)

    objects = MailberichtQuerySet.as_manager()

    class Meta:
        verbose_name = "mailbericht"
        verbose_name_plural = "mailberichten"
        ordering = ["pk"]

    def __str__(self):
        return f"mailbericht {self.pk}"
