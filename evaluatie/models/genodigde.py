"""Who is asked, and what they answered."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.crypto import salted_hmac

from evaluatie.drempel import MINSTE_GROEP
from evaluatie.models.evaluatie import Evaluatie, Kant, geteld, nieuwe_code
from evaluatie.models.vragen import Vraag
from participatie.codes import leesbare_code
from wijk.herkenbaar import wat_herkenbaar_is
from wijk.woorden import lijst


class GenodigdeQuerySet(models.QuerySet["Genodigde"]):
    def op_adres(self, email: str):
        return self.filter(email__iexact=email).exclude(email="")

    def gevraagd(self):
        """Who was asked in person; passers-by were not."""
        return self.exclude(weg=Genodigde.Weg.OPEN)

    def per_kant(self, *velden: str, allen: bool = False):
        """By these fields how many were asked, and how many answered, as the figures tell.

        `allen`: also who came after `geteld_tot`, and who is on the list and was sent nothing yet.
        """
        klaar, verstuurd = Q(ingevuld_op__isnull=False), Q(verstuurd_op__isnull=False)
        gevraagd = Q() if allen else (verstuurd & geteld("verstuurd_op")) | (klaar & geteld("ingevuld_op"))
        return (
            self.order_by()
            .values_list(*velden)
            .annotate(n=models.Count("pk", filter=gevraagd), klaar=models.Count("pk", filter=klaar if allen else klaar & geteld("ingevuld_op")))
        )

    def nog_niet_gevraagd(self):
        """Whom no invitation has gone to yet, and who did not answer."""
        return self.filter(verstuurd_op__isnull=True, ingevuld_op__isnull=True)

    def nog_te_herinneren(self):
        """Who was asked by mail and did not answer."""
        return self.filter(weg=Genodigde.Weg.MAIL, verstuurd_op__isnull=False, ingevuld_op__isnull=True).exclude(email="")

    def wachten(self) -> dict[str, int]:
        """How many were asked and did not answer yet (`mensen`), and how many of them on paper (`papier`)."""
        nog = self.gevraagd().filter(ingevuld_op__isnull=True)
        return nog.aggregate(mensen=models.Count("pk"), papier=models.Count("pk", filter=Q(weg=Genodigde.Weg.PAPIER)))

    def op_papier(self):
        """Who gets a form on paper and did not answer yet."""
        return self.filter(weg=Genodigde.Weg.PAPIER, ingevuld_op__isnull=True)


class Genodigde(models.Model):
    """Somebody who is asked, by a personal address (`code`), on paper (`papiercode`), or who came by the open link (then without a side).

    The e-mail address is for the invitation alone, is never shown with an answer, and goes when the evaluation is concluded.
    """

    class Weg(models.TextChoices):
        MAIL = "mail", "per e-mail"
        PAPIER = "papier", "op papier"
        OPEN = "open", "via de open link"

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="genodigden", verbose_name="evaluatie")
    weg = models.CharField("hoe gevraagd", max_length=6, choices=Weg, default=Weg.MAIL)
    kant = models.CharField("kant", max_length=14, choices=Kant, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    kenmerk = models.CharField("kenmerk", max_length=100, blank=True, help_text="Voor wie geen e-mail heeft: waaraan herkent u de brief?")
    code = models.CharField(max_length=32, unique=True, default=nieuwe_code, editable=False)
    papiercode = models.CharField("code op papier", max_length=8, unique=True, null=True, blank=True, editable=False)
    concept = models.JSONField("nog niet verstuurd", null=True, blank=True, editable=False, help_text="answers so far, by question; gone once sent")
    verstuurd_op = models.DateTimeField("uitgenodigd op", null=True, blank=True)
    ingevuld_op = models.DateTimeField("ingevuld op", null=True, blank=True)

    objects = GenodigdeQuerySet.as_manager()

    class Meta:
        verbose_name = "genodigde"
        verbose_name_plural = "genodigden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluatie", "email"],
                condition=~Q(email=""),
                name="genodigde_uniek",
                violation_error_message="Dit adres is al uitgenodigd.",
            ),
            models.CheckConstraint(
                condition=Q(weg="open", kant="", email="") | (~Q(weg="open") & Q(kant__in=Kant.values)),
                name="genodigde_heeft_een_kant",
            ),
            models.CheckConstraint(condition=Q(weg="papier", papiercode__isnull=False) | ~Q(weg="papier"), name="genodigde_papier_met_code"),
            models.CheckConstraint(condition=Q(ingevuld_op__isnull=True) | Q(concept__isnull=True), name="genodigde_verstuurd_zonder_concept"),
        ]

    def __str__(self):
        return f"genodigde {self.pk}"

    def get_absolute_url(self):
        return reverse("openbaar:invullen", args=[self.evaluatie.wijk.slug, self.code])

    @property
    def leesbaar(self) -> str:
        """The code on paper, `7KHM-2RTW`."""
        return leesbare_code(self.papiercode) if self.papiercode else ""


class AntwoordQuerySet(models.QuerySet["Antwoord"]):
    def geteld(self):
        """Those that the figures tell."""
        return self.filter(geteld("genodigde__ingevuld_op", "vraag__evaluatie"))

    def in_woorden(self):
        return self.exclude(tekst="")

    def leesbaar(self):
        """Written answers that officials see: of a closed evaluation all; while it runs of five people at a time (of the side that the question is
        for), in the order in which they answered: who looks after each answer cannot tell of which side a new one is. What was read stays.
        """
        van_de_kant = Q(kant=models.OuterRef("vraag__kant")) | Exact(models.OuterRef("vraag__kant"), "")
        klaar = Genodigde.objects.filter(van_de_kant, evaluatie=models.OuterRef("vraag__evaluatie"), ingevuld_op__isnull=False).order_by()
        tot_hier = klaar.filter(ingevuld_op__lte=models.OuterRef("genodigde__ingevuld_op"))
        mee, allen = (models.Subquery(rijen.values("evaluatie").annotate(n=models.Count("pk")).values("n")) for rijen in (tot_hier, klaar))
        rijen = self.in_woorden().alias(mee=mee, hele_vijven=allen - Mod(allen, MINSTE_GROEP))
        open_ = Q(vraag__evaluatie__status=Evaluatie.Status.OPEN)
        return rijen.filter(~open_ | Q(gelezen_op__isnull=False) | Q(mee__lte=models.F("hele_vijven")))

    def bij_anker(self) -> dict[str, int]:
        """The key of each, by what pages call it."""
        return {antwoord.anker: antwoord.pk for antwoord in self.only("pk")}

    def te_lezen(self):
        """Those that no official has read yet."""
        return self.leesbaar().filter(gelezen_op__isnull=True)


class Antwoord(models.Model):
    """What one genodigde answered to one question. Never changed once given (the database refuses), but for whether everyone may read it."""

    vraag = models.ForeignKey(Vraag, models.PROTECT, related_name="antwoorden", verbose_name="vraag")
    genodigde = models.ForeignKey(Genodigde, models.PROTECT, related_name="antwoorden", verbose_name="genodigde")
    cijfer = models.PositiveSmallIntegerField("cijfer", null=True, blank=True)
    tekst = models.TextField("antwoord", max_length=2000, blank=True)
    openbaar = models.BooleanField("openbaar", default=False, help_text="Alleen als een ambtenaar heeft gezien dat er niets over personen in staat.")
    gelezen_op = models.DateTimeField("gelezen op", null=True, blank=True, editable=False)

    objects = AntwoordQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vraag", "genodigde"], name="antwoord_uniek"),
            models.CheckConstraint(condition=Q(cijfer__isnull=True) | Q(cijfer__gte=1, cijfer__lte=5), name="antwoord_cijfer"),
            models.CheckConstraint(condition=Q(cijfer__isnull=False) | ~Q(tekst=""), name="antwoord_zegt_iets"),
            models.CheckConstraint(condition=Q(openbaar=False) | Q(gelezen_op__isnull=False), name="antwoord_openbaar_is_gelezen"),
        ]

    def __str__(self):
        return f"antwoord {self.pk}"

    @property
    def anker(self) -> str:
        """What pages and forms call it. Keys follow each other, so they would tell which answers are of one person."""
        return f"antwoord-{salted_hmac('evaluatie.antwoord', str(self.pk)).hexdigest()[:16]}"

    @property
    def herkenbaar(self) -> str:
        """What in its words may tell who somebody is (`een naam en een telefoonnummer`), for whoever makes it public; else empty."""
        return lijst(wat_herkenbaar_is(self.tekst)) if self.tekst else ""
