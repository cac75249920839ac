"""Every question that is asked of ideas."""

import re
from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from participatie.models.foto import Foto
from participatie.models.toetsing import Toetsing
from participatie.models.woord import IdeeWoord, Woord
from wijk import geo
from wijk.dagen import begin_van
from wijk.models import Gevolgd

# A number as people write it: 27, #27, idee 27, nummer 27, Idee nr. 27.
NUMMER = re.compile(r"(?:idee)?\s*(?:nummer|nr\.?)?\s*#?\s*(\d{1,8})", re.ASCII | re.IGNORECASE)


class IdeeQuerySet(models.QuerySet["Idee"]):
    def openbaar(self):
        return self.filter(openbaar=True)

    def te_lezen(self):
        """Those whose words everyone may read (see `Idee.is_te_lezen`)."""
        return self.openbaar().exclude(status=self.model.Status.INGETROKKEN)

    def meetellend(self):
        """Without the parts of a split that was undone: of those the number alone is left."""
        return self.exclude(status=self.model.Status.TERUGGEZET)

    def ingebracht(self):
        """Those that every figure counts: not withdrawn, not still to be confirmed, and no part of a split that was undone."""
        return self.exclude(status__in=self.model.NIET_INGEBRACHT)

    def wacht_op_antwoord(self):
        return self.filter(status__in=self.model.WACHT_OP_ANTWOORD)

    def beantwoord(self):
        """Those with an answer that stands; not one that is looked at anew."""
        return self.filter(toetsingen__huidig=True).exclude(status=self.model.Status.IN_BEHANDELING)

    def te_laat(self, vandaag: date):
        return self.wacht_op_antwoord().filter(antwoord_voor__lt=vandaag)

    def bijna_te_laat(self, vandaag: date):
        return self.wacht_op_antwoord().filter(antwoord_voor__gte=vandaag, antwoord_voor__lte=vandaag + timedelta(days=7))

    def dringend_voor(self, gebruiker, vandaag: date):
        """Late or nearly so, and in this official's hands or in nobody's; the one that must be answered first stands first."""
        dringend = self.wacht_op_antwoord().filter(antwoord_voor__lte=vandaag + timedelta(days=7))
        return dringend.filter(Q(behandelaar=gebruiker) | Q(behandelaar=None)).op_volgorde_van_termijn()

    def wacht_op(self, themas):
        """Those that wait for one of these themes."""
        return self.filter(status=self.model.Status.WACHT_OP_THEMA, thema__in=themas)

    def per_gesloten_thema(self) -> dict[int, tuple[int, int]]:
        """For each theme (primary key) that ideas wait for: how many, and the support for them together."""
        rijen = self.filter(status=self.model.Status.WACHT_OP_THEMA).order_by().values_list("thema")
        return {thema: (aantal, steun) for thema, aantal, steun in rijen.annotate(models.Count("pk"), models.Sum("steun_aantal"))}

    def niet_openbaar(self):
        S = self.model.Status
        return self.filter(openbaar=False).exclude(status__in=[S.INGETROKKEN, S.ONBEVESTIGD, S.TERUGGEZET])

    def adres_onbevestigd(self):
        """Sent with an e-mail address of which nobody has shown that it is theirs."""
        return (
            self.filter(bevestigd_op__isnull=True, herkomst=self.model.Herkomst.ONLINE)
            .exclude(email="")
            .exclude(status=self.model.Status.INGETROKKEN)
        )

    def in_handen_van(self, gebruiker):
        """Those that wait for an answer of this official."""
        return self.filter(behandelaar=gebruiker, status__in=self.model.TE_TOETSEN).select_related("wijk").order_by("pk")

    def op_volgorde_van_termijn(self):
        """The one that must be answered first stands first."""
        return self.order_by("antwoord_voor", "nummer")

    def klaar_voor_overleg(self):
        """Answered with yes, or kept for later: what an overleg can decide on."""
        return self.filter(status__in=self.model.KLAAR_VOOR_OVERLEG)

    def wacht_op_overleg(self):
        """Answered with yes, and not decided on by any overleg."""
        return self.filter(status__in=[self.model.Status.PAST, self.model.Status.PAST_DEELS])

    def uitgesteld(self):
        """What an overleg put off; `weer_op` is the day until which, None when none was said."""
        return self._met_weer_op().filter(status=self.model.Status.LATER)

    def aan_de_beurt_op(self, dag: date):
        """Without what was put off until after this day."""
        return self._met_weer_op().filter(~Q(status=self.model.Status.LATER) | Q(weer_op__isnull=True) | Q(weer_op__lte=dag))

    def _met_weer_op(self):
        laatste = self.model.vervolgstappen.rel.related_model.objects.filter(idee=OuterRef("pk")).order_by("-pk").values("voor")[:1]
        return self.alias(weer_op=models.Subquery(laatste))

    def gezegd_tot_en_met(self, dag: date):
        """What had come in when this day ended, or was said by then at a walk or an overleg and entered later."""
        if dag >= timezone.localdate():
            return self.all()
        erna = begin_van(dag + timedelta(days=1))
        return self.filter(Q(ontvangen_op__lt=erna) | Q(wandeling__begint__lt=erna) | Q(overleg__begint__lt=erna))

    def beantwoord_tot_en_met(self, dag: date):
        """To which the answer was yes when this day ended; an overleg on it could decide on no other."""
        if dag >= timezone.localdate():
            return self.all()
        gegeven = Toetsing.objects.filter(idee=OuterRef("pk"), wanneer__lt=begin_van(dag + timedelta(days=1)), teruggenomen_op=None)
        toen = models.Subquery(gegeven.order_by("-nummer").values("uitkomst")[:1])
        return self.alias(antwoord_toen=toen).filter(antwoord_toen__in=(Toetsing.Uitkomst.PAST, Toetsing.Uitkomst.PAST_DEELS))

    def te_besluiten_door(self, overleg):
        """What this overleg can decide on, by its day: answered with yes, not put off until after it, and not decided on by a later one."""
        rijen = self.klaar_voor_overleg().aan_de_beurt_op(overleg.dag).beantwoord_tot_en_met(overleg.dag)
        return rijen.exclude(vervolgstappen__overleg__begint__gt=overleg.begint)

    def op_volgorde_van_overleg(self):
        """In the order of the list of a new overleg: first what an earlier one left or put off."""
        stond_er_al = self.model.op_agenda.rel.through.objects.filter(idee=OuterRef("pk"))
        return self.order_by(Exists(stond_er_al).desc(), "-steun_aantal", "nummer")

    def om_te_kiezen(self, genoemd: list[int]):
        """To start a project from: those that are named first, then the most supported; with the current answer."""
        eerst = models.Case(models.When(nummer__in=genoemd, then=0), default=1)
        return self.select_related("wijk").met_antwoord().order_by(eerst, "-steun_aantal", "-nummer")

    def van(self, gebruiker):
        return self.filter(indiener=gebruiker)

    def genummerd(self, nummer: int):
        return self.select_related("wijk", "thema").filter(nummer=nummer).first()

    def genummerd_als(self, getypt: str):
        """The one with this number, as it stands in an address; None for anything else."""
        return self.filter(nummer=int(getypt)).first() if getypt.isascii() and getypt.isdigit() and len(getypt) < 9 else None

    def op_bureau_ingevoerd(self):
        """What came on paper or was said in an overleg: officials enter it."""
        return self.filter(herkomst__in=[self.model.Herkomst.PAPIER, self.model.Herkomst.OVERLEG])

    def net_ingevoerd(self):
        """What was entered, the last first, with by whom."""
        return self.meetellend().select_related("thema", "wijk", "invoerder", "halte").order_by("-nummer")

    def onderweg_van(self, gebruiker):
        """What this person wrote down on the way, the last first."""
        return self.meetellend().filter(invoerder=gebruiker, sleutel__startswith="veld:").order_by("-nummer")

    def op_nummer(self, voor: int | None = None):
        """The newest first; with `voor`: from before that number."""
        return (self if voor is None else self.filter(nummer__lt=voor)).order_by("-nummer")

    def gelijk_aan_te_wijzen(self, idee):
        """Those that can say the same as this idea: it joins them or they join it, or there is an answer about it already."""
        S = self.model.Status
        return self.exclude(status__in=[S.INGETROKKEN, S.ONBEVESTIGD, S.SAMENGEVOEGD, S.TERUGGEZET]).exclude(pk=idee.pk)

    def van_niemand_op(self, email: str):
        """Sent with this address, by nobody with an account."""
        return self.filter(indiener__isnull=True, email=email.strip().lower()).exclude(email="")

    def van_persoon(self, gebruiker):
        """All that is of this person: sent while signed in, or with the address of the account."""
        return self.filter(Q(indiener=gebruiker) | Q(indiener__isnull=True, email=gebruiker.email.lower()))

    def van_ander_op(self, gebruiker):
        """Sent by another account, with the address of this person."""
        return self.filter(indiener__isnull=False, email=gebruiker.email.lower()).exclude(indiener=gebruiker).order_by("pk")

    def binnen(self, bbox):
        """Those within (west, south, east, north), WGS 84 degrees; all when None."""
        if bbox is None:
            return self
        west, zuid, oost, noord = bbox
        return self.filter(lat__gte=zuid, lat__lte=noord, lon__gte=west, lon__lte=oost)

    def om_te_ordenen(self, pks):
        """These (primary keys), held until the transaction ends, in an order in which nobody waits for each other."""
        return self.select_for_update(of=("self",)).select_related("wijk", "thema", "behandelaar").filter(pk__in=list(pks)).order_by("pk")

    def voor_samenvoegen(self, pks, doel: int) -> list:
        """These (primary keys) and last the one that they would go into, each with how many people follow it (`volgers`)."""
        volgers = Gevolgd.objects.bevestigd().filter(onderwerp=self.model._meta.label_lower, onderwerp_id=OuterRef("pk"))
        geteld = volgers.order_by().values("onderwerp_id").annotate(n=models.Count("pk")).values("n")
        rijen = self.filter(pk__in=[*pks, doel]).select_related("thema").annotate(volgers=Coalesce(models.Subquery(geteld), 0))
        return sorted(rijen.order_by("nummer"), key=lambda idee: idee.pk == doel)

    def op_lijst(self, thema="", status="", herkomst="", wandeling=None, behandelaar=None, mist=""):
        """For officials: those that match every filter that is given. `thema`: a key, or `geen`; `mist`: what is not filled in.

        Parts of a split that was undone only when that status is asked for.
        """
        gewoon = {"status": status, "herkomst": herkomst, "wandeling": wandeling, "behandelaar": behandelaar}
        rijen = (self if status else self.meetellend()).filter(**{naam: waarde for naam, waarde in gewoon.items() if waarde})
        if thema:
            rijen = rijen.filter(thema=None) if thema == "geen" else rijen.filter(thema=thema)
        if mist == "plek":
            rijen = rijen.filter(plaats="", lat__isnull=True)
        elif mist == "naam":
            rijen = rijen.filter(naam="")
        return rijen

    def voor_pagina(self):
        return self.select_related(
            "wijk", "thema", "wandeling__wijk", "overleg", "project__wijk", "samengevoegd_met", "gesplitst_uit", "behandelaar", "halte"
        )

    def met_plaats(self):
        return self.filter(lat__isnull=False)

    def bij(self, plek):
        """Those within BIJ metres of (lat, lon), with `afstand2`: the square of the distance, in degrees of latitude; all when None."""
        if plek is None:
            return self
        lat, lon = plek
        hoog, breed = geo.graden(lat, self.model.BIJ)
        afstand2 = (F("lat") - lat) * (F("lat") - lat) + (F("lon") - lon) * (F("lon") - lon) * (hoog / breed) ** 2
        vak = (lon - breed, lat - hoog, lon + breed, lat + hoog)
        return self.binnen(vak).annotate(afstand2=afstand2).filter(afstand2__lte=hoog**2)

    def gesorteerd(self, sorteer="", bij=None):
        """In the order of one of self.model.SORTERING; the nearest first near a place, unless another order is asked for."""
        if bij and not sorteer:
            return self.order_by("afstand2", "-nummer")
        rijen = self.beantwoord() if sorteer == "antwoord" else self
        return rijen.order_by(*self.model.SORTERING.get(sorteer, self.model.SORTERING["nieuw"])[1])

    def gefilterd(self, thema=None, soort="", status="", wandeling=None, bbox=None, bij=None):
        """Those that match every filter that is given."""
        rijen = self.binnen(bbox).bij(bij)
        if thema:
            rijen = rijen.filter(thema=thema)
        if soort:
            rijen = rijen.filter(soort=soort)
        if status:
            rijen = rijen.filter(status=status)
        if wandeling:
            rijen = rijen.filter(wandeling=wandeling)
        return rijen

    def gezocht(self, wijk, zoek: str, hoogstens: int | None = None):
        """Those with every word, in any form, in title, text or place; `27`, `#27` or `idee nr 27` is a number. All when nothing is looked for.

        `hoogstens`: the newest so many are enough; then it costs the same in a large wijk.
        """
        if not zoek.strip():
            return self
        if nummer := NUMMER.fullmatch(zoek.strip()):
            return self.filter(nummer=int(nummer[1]))
        per_woord = Woord.objects.bij(wijk, zoek)
        if not per_woord or not all(per_woord):
            return self.none()
        if hoogstens:
            # By key alone: what else is asked of them was asked already, and would only lead past all ideas of the wijk. A distance goes along.
            rijen = self if self.query.annotations else self.model.objects
            return rijen.filter(pk__in=IdeeWoord.objects.nieuwste_met(per_woord, hoogstens, self))
        return self.filter(*(Exists(IdeeWoord.objects.filter(idee_id=OuterRef("pk"), woord_id__in=een)) for een in per_woord))

    def met_eerste_foto(self):
        """For a list that shows one photo of each, as `eerste_fotos`."""
        return self.prefetch_related(models.Prefetch("fotos", Foto.objects.eerste(), to_attr="eerste_fotos"))

    def met_antwoord(self):
        """With the current answer, as `huidige_toetsingen`."""
        return self.prefetch_related(models.Prefetch("toetsingen", Toetsing.objects.huidig(), to_attr="huidige_toetsingen"))

    def voor_lijst(self):
        """With what a card shows: theme, the current answer, the idea it belongs to."""
        return (
            self.select_related("wijk", "thema", "samengevoegd_met")
            .met_antwoord()
            .prefetch_related(
                models.Prefetch("vervolgstappen", self.model.vervolgstappen.rel.related_model.objects.geldig(), to_attr="stappen_tot_nu"),
            )
        )
