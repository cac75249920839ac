"""A year of the pilot by deeds alone, on a moved clock: two walks, 120 ideas, 14 projects. The same seed gives the same year."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

import time_machine
from django.core.management import call_command
from django.utils import timezone

from budget import deeds as geld
from participatie.deeds import helpers, ideeen, overleg, projecten, projectstukken, toetsen, uitnodigen, wandelingen
from participatie.models import Idee, Oordeel, Project
from wijk.bedrag import Bedrag
from wijk.deeds import kader
from wijk.models import Gebruiker, Leeftijd, Partij, Wijk
from wijk.portaal.voorbeeld.verhaal import maak_personen

BEGIN = date(2025, 1, 6)
IDEEEN, PROJECTEN = 120, 14
S, W = Idee.Status, Oordeel.Waarde


def op(dag: int, uur: int = 10, minuut: int = 0):
    """The clock as it stands `dag` days after the start (Dutch time)."""
    moment = datetime.combine(BEGIN + timedelta(days=dag), datetime.min.time()).replace(hour=uur, minute=minuut)
    return time_machine.travel(timezone.make_aware(moment), tick=True)


@dataclass
class Jaar:
    """What happens, in order of time; a happening may put later ones on the agenda."""

    wijk: Wijk
    mensen: dict[str, Gebruiker]
    lot: random.Random
    agenda: list = field(default_factory=list)
    _volgorde: count = field(default_factory=count)

    def dan(self, dag: int, doe: Callable, *args) -> None:
        heapq.heappush(self.agenda, (dag, next(self._volgorde), doe, args))

    def leef(self, tot: int) -> None:
        """Let everything happen that stands on the agenda up to and with day `tot`."""
        while self.agenda and self.agenda[0][0] <= tot:
            dag, nummer, doe, args = heapq.heappop(self.agenda)
            with op(dag, 9 + nummer % 8, nummer % 60):
                doe(*args)

    @property
    def vandaag(self) -> date:
        return timezone.localdate()

    @property
    def dag(self) -> int:
        return (self.vandaag - BEGIN).days

    # --- frame --------------------------------------------------------------------------------------------------------
    def kader(self) -> None:
        wie, wijk = self.mensen["wijkcoordinator"], self.wijk
        kader.wijzig_wijk(wijk, {"startdatum": BEGIN}, door=wie)
        for thema in wijk.themas.filter(domein="fysiek"):
            kader.bewaar_thema(wijk, {"open_vanaf": BEGIN}, thema, door=wie)
        for werk, uren in (("begeleiding", 160), ("vragen", 120)):
            kader.bewaar_capaciteit(wijk, {"werk": werk, "van": BEGIN, "tot": BEGIN + timedelta(days=364), "uren": uren}, door=wie)
        for partij in wijk.partijen.onmisbaar():
            velden = {"reactie": Partij.Reactie.JA, "benaderd_op": BEGIN, "benaderd_hoe": "gesprek"}
            kader.bewaar_partij(wijk, velden, partij, door=wie)
            kader.bewaar_rol(wijk, {"partij": partij, "soort": "meedoen"}, door=wie)
            self.draagvlak(partij, "deels")
        kader.trek_conclusie(wijk, {"uitkomst": "geheel", "toelichting": "Genoeg om te beginnen.", "datum": BEGIN}, door=wie)

    def draagvlak(self, partij: Partij, mate: str) -> None:
        velden = {"partij": partij, "mate": mate, "gevraagd_op": self.vandaag, "gevraagd_hoe": "gesprek"}
        kader.bewaar_draagvlak(self.wijk, velden, door=self.mensen["wijkcoordinator"])

    def schrijf_uren(self) -> None:
        velden = {"werk": self.lot.choice(["begeleiding", "vragen"]), "datum": self.vandaag, "uren": self.lot.randint(1, 8)}
        kader.schrijf_uren(self.wijk, velden | {"omschrijving": "werk"}, door=self.mensen["ambtenaar"])

    # --- walks --------------------------------------------------------------------------------------------------------
    def kondig_aan(self, titel: str, over: int, deelnemers: int, gezegd: int) -> None:
        wie = self.mensen["ambtenaar"]
        begint = timezone.make_aware(datetime.combine(self.vandaag + timedelta(days=over), datetime.min.time()).replace(hour=10))
        velden = {"titel": titel, "begint": begint, "eindigt": begint + timedelta(hours=2), "plaatsen": 40, "vertrekpunt": "het winkelcentrum"}
        wandeling = wandelingen.bewaar_wandeling(
            self.wijk, velden | {"partijen": list(self.wijk.partijen.onmisbaar())}, ["Eerste", "Tweede"], door=wie
        )
        for partij in self.wijk.partijen.uit_te_nodigen():
            uitnodigen.nodig_groep_uit(wandeling, {"partij": partij, "kanaal": "brief", "datum": self.vandaag, "bereikt": 60}, door=wie)
        wandelingen.kondig_aan(wandeling, door=wie)
        for nummer in range(deelnemers):
            self.dan(self.dag + self.lot.randint(1, over - 1), self.meld_aan, wandeling, nummer)
        self.dan(self.dag + over + 1, self.loop, wandeling, gezegd)

    def meld_aan(self, wandeling, nummer: int) -> None:
        leeftijd = self.lot.choice([*Leeftijd.values, ""])
        velden = {"naam": f"Deelnemer {nummer}", "denkt_mee": self.lot.random() < 0.5, "leeftijdsgroep": leeftijd}
        wandelingen.meld_aan(wandeling, velden, door=None)

    def loop(self, wandeling, gezegd: int) -> None:
        wie = self.mensen["ambtenaar"]
        wandeling.refresh_from_db()
        kwamen = {pk for pk in wandeling.aanmeldingen.order_by("pk").values_list("pk", flat=True) if self.lot.random() < 0.8}
        wandelingen.noteer_aanwezigheid(wandeling, kwamen, door=wie)
        wandelingen.meld_gelopen(wandeling, door=wie)
        for _ in range(gezegd):
            self.dien_in("wandeling", wandeling)
        wandelingen.meld_verwerkt(wandeling, door=wie)

    # --- ideas --------------------------------------------------------------------------------------------------------
    def dien_in(self, herkomst: str, wandeling=None) -> None:
        lot, nummer = self.lot, self.wijk.ideeen.count() + 1
        idee = ideeen.dien_in(
            self.wijk, titel=f"Idee van dag {self.dag}, nummer {nummer}", soort=lot.choice(["kans", "knelpunt"]),
            thema=lot.choice([*self.wijk.themas.order_by("pk").filter(domein="fysiek"), None]), lat=round(lot.uniform(52.343, 52.347), 5),
            lon=round(lot.uniform(4.612, 4.618), 5), herkomst=herkomst, wandeling=wandeling,
            door=None if herkomst == "online" else self.mensen["ambtenaar"],
        )  # fmt: skip
        if lot.random() < 0.05:
            self.dan(self.dag + 1, self.trek_in, idee)
        else:
            self.dan(self.dag + lot.choice([*range(2, 30), 45, 60, 90]), self.antwoord, idee)

    def trek_in(self, idee: Idee) -> None:
        ideeen.trek_in(idee, door=self.mensen["ambtenaar"])

    def antwoord(self, idee: Idee) -> None:
        wie, lot = self.mensen["ambtenaar"], self.lot
        idee.refresh_from_db()
        if not idee.is_te_toetsen:
            return
        kans = lot.random()
        ander = self.wijk.ideeen.filter(status__in=["past", "past_deels"]).order_by("nummer").first()
        if kans < 0.1 and ander is not None:
            toetsen.voeg_samen(idee, ander, "Dit gaat over hetzelfde.", door=wie)
        elif kans < 0.25:
            toetsen.naar_onderhoud(idee, "Dit doet de ploeg die het onderhoud doet.", door=wie)
        else:
            waarde = lot.choice([W.VOLDOET, W.VOLDOET, W.VOLDOET, W.VOORWAARDE, W.VOLDOET_NIET])
            voorwaarden = [v for v in self.wijk.randvoorwaarden.in_basisset().geldig().met_tekst() if v.soort == "inhoudelijk"]
            oordelen = [(v.huidige, W.VOLDOET, "") for v in voorwaarden]
            oordelen[0] = (voorwaarden[0].huidige, waarde, "" if waarde == W.VOLDOET else "Omdat het zo is.")
            toetsen.toets(idee, oordelen, "Zo kijken wij ernaar.", door=wie)

    # --- overleg and projects -----------------------------------------------------------------------------------------
    def overleg(self, projecten_nu: int) -> None:
        wie, lot = self.mensen["ambtenaar"], self.lot
        velden = {"titel": f"Overleg van dag {self.dag}", "begint": timezone.now() - timedelta(hours=3), "plaats": "het wijkcentrum"}
        bijeenkomst = overleg.bewaar_overleg(self.wijk, velden, was_al=True, door=wie)
        wachten = list(self.wijk.ideeen.klaar_voor_overleg().order_by("nummer"))
        lot.shuffle(wachten)
        for idee in wachten[:projecten_nu]:
            overleg.leg_vast(bijeenkomst, idee, "project", "Dit vinden we belangrijk.", nieuw_project=f"Project bij idee {idee.nummer}", door=wie)
            idee.refresh_from_db()
            self.dan(self.dag + lot.randint(3, 15), self.bereid_voor, idee.project)
        for idee in wachten[projecten_nu : projecten_nu + 8]:
            besluit = lot.choice(["later", "opgepakt", "niet_gekozen"])
            overleg.leg_vast(bijeenkomst, idee, besluit, "Zo spraken we af.", wie="de bewoners", door=wie)
        overleg.sluit_overleg(bijeenkomst, {"aanwezig": lot.randint(5, 20), "verslag": "We bespraken de ideeën."}, onbesloten_blijven=True, door=wie)

    def bereid_voor(self, project: Project) -> None:
        wie, lot = self.mensen["ambtenaar"], self.lot
        bewoners, gemeente = (self.wijk.partijen.get(naam=naam) for naam in ("Bewoners van de wijk", "Gemeente Heemstede"))
        gratis = lot.random() < 0.2
        velden = {
            "omschrijving": "Wat we doen.", "trekker": lot.choice([bewoners, gemeente]), "contact": "wijk@voorbeeld.invalid",
            "kost_niets": gratis, "geraamd": None if gratis else Bedrag(lot.randint(50_000, 330_000)),
        }  # fmt: skip
        projecten.wijzig_project(project, velden, door=wie)
        projecten.geef_rol(project, {"partij": gemeente, "soort": "besluit", "persoon": ""}, door=wie)
        projecten.geef_rol(project, {"partij": bewoners, "soort": "meedoen", "persoon": ""}, door=wie)
        projecten.geen_eigen_voorwaarden(project, door=wie)
        projecten.zet_mijlpaal(project, {"titel": "Klaar", "datum": self.vandaag + timedelta(days=lot.randint(20, 60))}, door=wie)
        besluit = {"datum": self.vandaag, "functie": "het college van B&W", "tekst": "Het gaat door."}
        projectstukken.leg_besluit_vast(project, besluit, door=wie)
        projecten.naar_status(project, Project.Status.BESLUIT, door=wie)
        if not gratis:
            self.geld(geld.reserveer, project, project.geraamd)
        self.dan(self.dag + 1, self.voer_uit, project)

    def geld(self, deed, project: Project, bedrag: Bedrag) -> None:
        boeking = deed(self.wijk.budget, project, bedrag, "in het jaar", door=self.mensen["budgetbeheerder"])
        if boeking.vraagt_akkoord:
            geld.geef_akkoord(boeking, door=self.mensen["tweede-budgetbeheerder"])

    def voer_uit(self, project: Project) -> None:
        wie, lot = self.mensen["ambtenaar"], self.lot
        project.refresh_from_db()
        projecten.naar_status(project, Project.Status.UITVOERING, door=wie)
        for nummer in range(lot.randint(0, 3)):
            helper = helpers.doe_mee(project, {"naam": f"Buur {nummer}", "telefoon": "000", "handen": True}, door=None)
            helpers.lees_hulp(helper, True, door=wie)
        uren = {"werk": "begeleiding", "datum": self.vandaag, "uren": lot.randint(1, 6), "omschrijving": "project"}
        projectstukken.schrijf_projecturen(project, uren, door=wie)
        if not project.kost_niets:
            self.geld(geld.verplicht, project, Bedrag(int(project.geraamd) // 2))
            self.geld(geld.betaal, project, Bedrag(int(project.geraamd) // 4))
        kans = lot.random()
        if kans < 0.15:
            self.dan(self.dag + 20, self.stop, project)
        elif kans < 0.8:
            self.dan(self.dag + lot.randint(15, 90), self.rond_af, project)

    def stop(self, project: Project) -> None:
        projecten.naar_status(project, Project.Status.GESTOPT, reden="Het kon toch niet.", gebeld=True, door=self.mensen["ambtenaar"])

    def rond_af(self, project: Project) -> None:
        wie = self.mensen["ambtenaar"]
        for mijlpaal in project.mijlpalen.filter(klaar_op=None):
            projecten.mijlpaal_klaar(mijlpaal, door=wie)
        projecten.naar_status(project, Project.Status.AFGEROND, door=wie)


def leef_een_jaar(zaad: int = 1, tot: int = 366) -> Wijk:
    """Load the pilot on the first day and live through the days up to and with `tot`."""
    with op(0, 8):
        call_command("laad_pilot", verbosity=0)
        wijk = Wijk.objects.get(slug="geleerdenwijk")
        jaar = Jaar(wijk, maak_personen(wijk), random.Random(zaad))
    jaar.dan(0, jaar.kader)
    for dag, titel, deelnemers, gezegd in ((10, "Eerste", 22, 40), (150, "Tweede", 16, 25)):
        jaar.dan(dag, jaar.kondig_aan, titel, 20, deelnemers, gezegd)
    for nummer in range(IDEEEN - 65):
        jaar.dan(jaar.lot.randint(2, 340), jaar.dien_in, "papier" if nummer % 4 == 0 else "online")
    for dag, aantal in ((80, 5), (190, 5), (260, 4)):
        jaar.dan(dag, jaar.overleg, aantal)
    for _ in range(30):
        jaar.dan(jaar.lot.randint(1, 360), jaar.schrijf_uren)
    for partij in wijk.partijen.onmisbaar():
        jaar.dan(340, jaar.draagvlak, partij, "volledig")
    jaar.leef(tot)
    wijk.refresh_from_db()
    return wijk
