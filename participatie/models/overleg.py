from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from participatie.models.overlegstuk import Agendapunt, OverlegGenodigde, Verslagversie
from wijk.dagen import werkdagen_later
from wijk.herkenbaar import namen_in, wat_herkenbaar_is
from wijk.models import Gebeurtenis
from wijk.woorden import datum, leesbaar, lijst, stuks


class OverlegQuerySet(models.QuerySet["Overleg"]):
    def volgende_over(self, idee) -> "Overleg | None":
        """The first one to come: with this idea on its agenda, else of the wijk."""
        komt = self.filter(wijk=idee.wijk).komend().order_by("begint", "pk")
        return komt.filter(agenda=idee).first() or komt.first()

    def komend(self):
        return self.filter(status=Overleg.Status.GEPLAND, begint__gte=timezone.now())

    def op_hun_dag(self):
        """Those whose moment is still to come, also where they were called off."""
        return self.exclude(status=Overleg.Status.GEHOUDEN).filter(begint__gte=timezone.now())

    def af_te_sluiten(self):
        """Those that began and were not closed yet."""
        return self.filter(status=Overleg.Status.GEPLAND, begint__lt=timezone.now())

    def waarin_genoemd(self, naam: str):
        """Those of which the report or a decision has this name in it."""
        waar = Q()
        for veld in ("verslag", "verslagversies__tekst", "vervolgstappen__wie", "vervolgstappen__reden"):
            waar |= Q(**{f"{veld}__icontains": naam})
        return self.filter(waar).distinct()

    def zonder_agenda(self):
        return self.filter(agendapunten__isnull=True)

    def niet_uitgenodigd(self):
        """Those to which nobody is invited, or not everybody on the list yet whom we can mail."""
        genodigden = OverlegGenodigde.objects.filter(overleg=OuterRef("pk"))
        return self.filter(~Exists(genodigden) | Exists(genodigden.zonder_uitnodiging()))


class Overleg(models.Model):
    """A meeting with those who said they want to think along (step 4 of the note); it decides per idea what comes next."""

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        GEHOUDEN = "gehouden", "gehouden"
        AFGELAST = "afgelast", "gaat niet door"

    MAG_WORDEN = {Status.GEPLAND: {Status.GEHOUDEN, Status.AFGELAST}, Status.GEHOUDEN: set(), Status.AFGELAST: set()}

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="overleggen", verbose_name="wijk")
    titel = models.CharField("titel", max_length=120)
    begint = models.DateTimeField("begint")
    plaats = models.CharField("plaats", max_length=200)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.GEPLAND)
    aanwezig = models.PositiveSmallIntegerField("aantal aanwezigen", null=True, blank=True)
    verslag = models.TextField("verslag", max_length=8000, blank=True, help_text="Openbaar. Noem geen namen van bewoners.")
    reden_afgelast = models.CharField(
        "waarom gaat het niet door", max_length=300, blank=True, help_text="Openbaar, in gewone taal. Noem geen namen van bewoners."
    )
    agenda = models.ManyToManyField("participatie.Idee", blank=True, related_name="op_agenda", verbose_name="ideeën op de agenda")

    objects = OverlegQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["-begint"]
        constraints = [
            models.CheckConstraint(condition=~Q(status="afgelast") | ~Q(reden_afgelast=""), name="overleg_afgelast_met_reden"),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("openbaar:overleg", args=[self.wijk.slug, self.pk])

    @property
    def is_dicht(self) -> bool:
        """Whether nothing is planned, invited or decided any more: it was held and closed, or was called off."""
        return self.status != self.Status.GEPLAND

    @property
    def is_begonnen(self) -> bool:
        """Whether nobody can be asked to come any more: it began, was held, or was called off."""
        return self.is_dicht or self.begint <= timezone.now()

    @property
    def dag(self) -> date:
        return timezone.localdate(self.begint)

    @property
    def is_de_dag(self) -> bool:
        """Whether its day has come, or was: from then on it can decide."""
        return self.dag <= timezone.localdate()

    @property
    def is_te_vroeg(self) -> bool:
        """Whether it did not begin yet, and nobody recorded that it decided something all the same."""
        return not self.is_begonnen and not self.vervolgstappen.exists()

    @property
    def is_af_te_sluiten(self) -> bool:
        """Whether it began and was not closed yet."""
        return not self.is_dicht and self.is_begonnen

    @property
    def is_nog_te_vertellen(self) -> bool:
        """Whether it is of use to tell somebody that it is otherwise: its moment did not come yet, also where it was called off."""
        return self.status != self.Status.GEHOUDEN and self.begint > timezone.now()

    @property
    def is_kort_dag(self) -> bool:
        """Whether a letter that is posted today comes too late, or too late to answer."""
        return self.dag <= werkdagen_later(timezone.localdate(), 2)

    @property
    def hoe_gauw(self) -> str:
        """When it begins, seen from now: `over 20 minuten`, `vandaag om 19.30 uur`."""
        over, vandaag = self.begint - timezone.now(), timezone.localdate()
        if over < timedelta(hours=1):
            return f"over {stuks(max(round(over.total_seconds() / 60), 1), 'minuut', 'minuten')}"
        if self.dag <= vandaag + timedelta(days=1):
            return f"{'vandaag' if self.dag == vandaag else 'morgen'} om {timezone.localtime(self.begint):%H.%M} uur"
        return f"op {leesbaar(self.begint)}"

    @property
    def begint_pas(self) -> str:
        """At what time it begins, in a sentence on its day."""
        return f"Dit overleg begint pas om {timezone.localtime(self.begint):%H.%M} uur."

    @property
    def is_achteraf_ingevoerd(self) -> bool:
        """Whether it had begun when it was entered: it was held then."""
        return Gebeurtenis.objects.over(self).van_soort("overleg.gepland").filter(wanneer__gt=self.begint).exists()

    @property
    def wie_er_zijn(self) -> str:
        """What the page with the people on its list asks: who comes, or who was there."""
        if not self.is_begonnen:
            return "Wie komen er?"
        if self.status == self.Status.AFGELAST:
            return "Wie stond er op de lijst?"
        return "Wie was er?" if self.is_achteraf_ingevoerd else "Wie was uitgenodigd of was er?"

    @property
    def waarom_verslag(self) -> str:
        """Why somebody on its list gets the report, in a sentence to them."""
        return "U was erbij." if self.is_achteraf_ingevoerd else "U staat op de lijst van wie meedenkt."

    @property
    def op_overleg(self) -> str:
        """Where something was decided, in a sentence."""
        return f"Besloten op het overleg van {datum(timezone.localtime(self.begint))}."

    @property
    def stand(self) -> str:
        """Where it stands, in words: one that began and was not closed is not planned any more."""
        return "geweest, het verslag komt nog" if self.is_af_te_sluiten else self.get_status_display()

    @property
    def is_voorbij(self) -> bool:
        """Whether it is closed, or its day has gone by: personal links to say whether one comes then lead nowhere any more."""
        return self.is_dicht or self.dag < timezone.localdate()

    def op_lijst(self):
        """The ideas on its list that it can decide on or did. Once it is closed all of them but what was withdrawn or merged."""
        if self.is_dicht:
            kan = self.agenda.beantwoord_tot_en_met(self.dag).exclude(status__in=("ingetrokken", "samengevoegd"))
        else:
            kan = self.agenda.te_besluiten_door(self)
        return self.agenda.filter(Q(pk__in=kan.order_by().values("pk")) | Q(pk__in=self.vervolgstappen.order_by().values("idee")))

    def punten(self) -> list[Agendapunt]:
        """The points of its agenda in order, each with when it begins (`om`) and what it says (`tekst`): of a theme also how many ideas."""
        per_thema = dict(self.op_lijst().order_by().values_list("thema_id").annotate(n=models.Count("pk")))
        punten, om = list(self.agendapunten.order_by("volgorde", "pk")), self.begint
        for punt in punten:
            punt.om, punt.tekst = om, punt.titel
            if punt.thema_id or punt.titel == punt.ZONDER_THEMA:
                aantal = per_thema.get(punt.thema_id, 0)
                punt.tekst += f": {stuks(aantal, 'idee', 'ideeën') if aantal else 'geen ideeën'}"
            om += timedelta(minutes=punt.minuten)
        return punten

    def te_besluiten(self):
        """The ideas on its list that it can decide on and did not yet, theme by theme; not what was put off or answered after its day."""
        return self._nog_niet_besloten(self.agenda)

    def elders_besloten(self):
        """The ideas on its list that an earlier overleg decided on, or put off until after its day: it cannot decide on those."""
        eerder = self.vervolgstappen.model.objects.geldig().filter(idee=OuterRef("pk"), overleg__begint__lt=self.begint)
        eerder = eerder.exclude(Q(besluit="later") & (Q(voor__isnull=True) | Q(voor__lte=self.dag)))
        return self.agenda.filter(Exists(eerder)).exclude(vervolgstappen__overleg=self)

    def te_kiezen(self):
        """The ideas that may have been discussed, on its list (`op_lijst`) or not; without those that it decided on."""
        op_lijst = Overleg.agenda.through.objects.filter(overleg=self, idee=OuterRef("pk"))
        return self._nog_niet_besloten(self.wijk.ideeen).annotate(op_lijst=Exists(op_lijst))

    def _nog_niet_besloten(self, ideeen):
        return ideeen.te_besluiten_door(self).exclude(vervolgstappen__overleg=self).voor_lijst().order_by(*self._aan_de_beurt())

    def _aan_de_beurt(self, idee: str = "") -> list:
        """The order in which ideas come up: of the points of its agenda, then of the themes. `idee`: the path to the idea, such as `idee__`."""
        punten = self.agendapunten.filter(Q(thema__isnull=False) | Q(titel=Agendapunt.ZONDER_THEMA)).order_by("volgorde", "pk")
        themas = [Q(**{f"{idee}thema": punt.thema_id} if punt.thema_id else {f"{idee}thema__isnull": True}) for punt in punten]
        plek = [models.Case(*[models.When(thema, then=n) for n, thema in enumerate(themas)], default=len(themas))] if themas else []
        return [*plek, models.F(f"{idee}thema__volgorde").asc(nulls_last=True), f"{idee}thema__naam", f"{idee}nummer"]

    def besluiten(self):
        """What it decided, in the order in which the ideas came up, with what a page or a letter says of it."""
        return self.vervolgstappen.select_related("idee__wijk", "idee__project", "partij").order_by(*self._aan_de_beurt("idee__"))

    def kwam_te_laat(self, idee) -> str:
        """Why this overleg could not be about the idea, in a sentence: said, answered or decided on only after it. Empty when it could."""
        if not self.is_begonnen:
            return ""
        dit = self.wijk.ideeen.filter(pk=idee.pk)
        if not dit.gezegd_tot_en_met(self.dag).exists():
            return f"Idee {idee.nummer} kwam pas op {datum(timezone.localtime(idee.ontvangen_op))} binnen, na dit overleg."
        if idee.status not in idee.KLAAR_VOOR_OVERLEG:
            return ""
        if later := idee.vervolgstappen.filter(overleg__begint__gt=self.begint).select_related("overleg").order_by("pk").last():
            return f"Over idee {idee.nummer} is na dit overleg al besloten, op {datum(timezone.localtime(later.overleg.begint))}."
        if not dit.beantwoord_tot_en_met(self.dag).exists():
            antwoord = idee.toetsingen.huidig().first()
            wanneer = f"op {datum(timezone.localtime(antwoord.wanneer))} " if antwoord else ""
            return f"Het antwoord dat idee {idee.nummer} kan, kwam pas {wanneer}na dit overleg."
        return ""

    def nog_op_lijst(self):
        """What it can decide on, by its day, and is not on its list; in the order of a new list."""
        return self.wijk.ideeen.te_besluiten_door(self).exclude(op_agenda=self).op_volgorde_van_overleg()

    def pas_erna(self):
        """What was put off until after its day, by an earlier one."""
        return self.wijk.ideeen.uitgesteld().filter(weer_op__gt=self.dag).exclude(vervolgstappen__overleg=self)

    def bleef_liggen(self):
        """The public ideas on its list that it did not decide on, once it is closed; not what was withdrawn or merged."""
        if self.status != self.Status.GEHOUDEN:
            return self.agenda.none()
        return self.op_lijst().openbaar().exclude(vervolgstappen__overleg=self).select_related("wijk").order_by(*self._aan_de_beurt())

    def volgend(self, vanaf: date | None = None) -> "Overleg | None":
        """The first planned one after it that is still to come, on or after the day `vanaf`."""
        erna = Overleg.objects.filter(wijk=self.wijk_id, begint__gt=self.begint).komend()
        erna = erna.filter(begint__date__gte=vanaf) if vanaf else erna
        return erna.select_related("wijk").order_by("begint", "pk").first()

    def herkenbaar(self, tekst: str) -> str:
        """What in this text may tell who somebody is, in words: of somebody on its list, or in general. A warning, never a proof."""
        namen = [f"de naam “{naam}”" for naam in namen_in(tekst, self.genodigden.exclude(naam="").values_list("naam", flat=True))]
        return lijst([*namen, *wat_herkenbaar_is(tekst)])

    def verslagen(self) -> list[Verslagversie]:
        """The report as everyone may read it: the newest text first, the first one (without `aangevuld_op`) last. Empty until it is closed."""
        if self.status != self.Status.GEHOUDEN:
            return []
        uit = []
        for versie in self.verslagversies.order_by("-pk"):
            uit.append(versie)
            if versie.verbergt_eerdere:
                return uit
        return [*uit, Verslagversie(overleg=self, tekst=self.verslag, aangevuld_op=None)]

    def te_wijzigen(self, idee):
        """What it decided on the idea (a Vervolgstap), while that can be set right; else None."""
        stap = self.vervolgstappen.select_related("partij").filter(idee=idee).first()
        if stap is None:
            return None
        stap.overleg, stap.idee = self, idee
        return stap if stap.is_te_wijzigen else None

    def kan_besluiten(self, idee) -> bool:
        """Whether this overleg can decide on the idea now: from its day on, once, when it was answered with yes by then."""
        nu = self.status == self.Status.GEPLAND and self.is_de_dag
        kan = nu and idee.status in idee.KLAAR_VOOR_OVERLEG and not self.vervolgstappen.filter(idee=idee).exists()
        return kan and not self.kwam_te_laat(idee)
