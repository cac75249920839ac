"""A story of random deeds against a plain account of who wants to hear what: after each deed exactly those people were mailed, each once."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from evaluatie.models import Genodigde
from participatie.deeds import helpers, overlegpost, projecten
from participatie.deeds import overleg as overlegdeeds
from participatie.deeds import wandelingen as wandeldeeds
from participatie.deeds.ideeen import dien_in, publiceer, steun, verberg
from participatie.deeds.toetsen import naar_onderhoud, toets, voeg_samen
from participatie.models import Idee, Overleg, Project, Wijkwandeling
from wijk.bezorgen import weekbrief
from wijk.deeds.kader import bewaar_randvoorwaarde
from wijk.deeds.vergeten import vergeet
from wijk.deeds.volgen import stop, stop_alles, volg
from wijk.models import Gebeurtenis, Gebruiker, Gevolgd, Thema, Volger
from wijk.persoonsgegevens import Wens
from wijk.rechten import SYSTEEM
from wijk.volgen import van_ding

RITMES = ("direct", "direct", "wekelijks")
# Beginnings of the subjects of mail to one person, by kind.
PERSOONLIJK = {
    "ontvangst": "Uw idee is nummer",
    "antwoord": "Antwoord op ",
    "aangemeld": "U bent aangemeld",
    "verborgen": "Niet meer op de website: ",
    "afgelast": "De wijkwandeling gaat niet door",
    "overleg": "Denk mee: ",
    "verslag": "Verslag: ",
    "meevraag": "Doet u mee? ",
    "evaluatie": "Uw mening: ",
}
# Which news the personal mail of a deed already tells.
VERTELT_AL = {"idee.ingediend": "ontvangst", "idee.getoetst": "antwoord", "wandeling.afgelast": "afgelast", "evaluatie.open": "evaluatie"}


class Verhaal:
    """The account: who raised, supports and follows what, by address; kept beside the portal, not read from it."""

    def __init__(self, wijk, ambtenaar, regel, themas, zaad):
        self.wijk, self.ambtenaar, self.regel, self.themas = wijk, ambtenaar, regel, themas
        self.kans = random.Random(zaad)
        self.accounts = {f"{naam}@voorbeeld.nl": Gebruiker.objects.create_user(f"{naam}@voorbeeld.nl") for naam in "abcdefgh"}
        self.adressen = [*self.accounts, *(f"{naam}@voorbeeld.nl" for naam in "stuvwx")]
        self.ideeen: list[Idee] = []
        self.van: dict[int, str] = {}  # idea -> address given with it
        self.maker: dict[int, str] = {}  # idea -> account behind it
        self.steun: dict[int, set[str]] = {}
        self.bij: dict[int, int] = {}  # idea -> idea that it was merged into
        self.project_van: dict[int, int] = {}
        self.volgt: dict[str, dict[tuple[str, int], str]] = {}
        self.weg: set[str] = set()
        self.gezien_mail = self.gezien_gebeurtenis = 0
        self.soorten: Counter = Counter()
        self.week: Counter = Counter()
        self.onzeker: set[str] = set()

    # --- choosing ---
    def iemand(self, met_account=False) -> str:
        return self.kans.choice([a for a in (self.accounts if met_account else self.adressen) if a not in self.weg])

    def een_idee(self, *standen) -> Idee | None:
        gevonden = [idee for idee in map(self.vers, self.ideeen) if idee.status in standen]
        return self.kans.choice(gevonden) if gevonden else None

    @staticmethod
    def vers(idee: Idee) -> Idee:
        return Idee.objects.select_related("wijk", "thema").get(pk=idee.pk)

    # --- what should be heard ---
    def betreft(self, gebeurtenis: Gebeurtenis) -> set[tuple[str, int]]:
        eigen = (gebeurtenis.onderwerp, gebeurtenis.onderwerp_id)
        uit = {eigen, ("wijk.wijk", self.wijk.pk)}
        if eigen[0] == "participatie.idee":
            uit |= {("participatie.idee", pk) for pk, doel in self.bij.items() if doel == eigen[1]}
            uit |= self._thema(eigen[1])
            if eigen[1] in self.project_van:
                uit.add(("participatie.project", self.project_van[eigen[1]]))
        project = eigen[1] if eigen[0] == "participatie.project" else None
        if eigen[0] == "evaluatie.evaluatie":
            project = Project.objects.get(evaluaties=eigen[1]).pk
            uit.add(("participatie.project", project))
        if eigen[0] == "participatie.wijkwandeling":
            uit.add(("participatie.wandelingen", self.wijk.pk))
        if project and gebeurtenis.soort != "project.begonnen":  # then it had no idea yet
            for idee, van in self.project_van.items():
                if van == project:
                    uit |= {("participatie.idee", idee), *self._thema(idee)}
        return uit

    def _thema(self, idee: int) -> set[tuple[str, int]]:
        thema = next(een.thema_id for een in self.ideeen if een.pk == idee)
        return {("wijk.thema", thema)} if thema else set()

    def horen_antwoord(self, idee: Idee) -> tuple[set[str], set[str]]:
        """Who is mailed the answer, and every address of these people."""
        samen = [pk for pk, doel in self.bij.items() if doel == idee.pk]
        mailen, ook = set(), set()
        for pk in [idee.pk, *samen]:
            if adres := self.van[pk]:
                al_gehoord = self.maker.get(pk) in ook and self.maker.get(pk)
                if not al_gehoord:
                    mailen.add(adres)
                ook |= {adres, self.maker.get(pk) or adres}
        for pk in samen:
            mailen |= self.steun[pk] - ook
            ook |= self.steun[pk]
        return mailen, ook

    # --- checking ---
    def controleer(self, persoonlijk: dict[str, set[str]] | None = None, ook: set[str] = frozenset()) -> None:
        """Of all mail since the last time: the personal mail is exactly `persoonlijk`, the news exactly what follows from the account."""
        nieuw, self.gezien_mail = mail.outbox[self.gezien_mail :], len(mail.outbox)
        nieuws = [b for b in nieuw if "Helemaal geen mail meer" in b.body]
        eigen = [b for b in nieuw if b not in nieuws]
        wie = {soort: Counter(b.to[0] for b in eigen if b.subject.startswith(begin)) for soort, begin in PERSOONLIJK.items()}
        persoonlijk = persoonlijk or {}
        assert {s: t for s, t in wie.items() if t} == {s: Counter(dict.fromkeys(p, 1)) for s, p in persoonlijk.items() if p}
        self.soorten.update({s: len(t) for s, t in wie.items()})
        assert sum(map(Counter.total, wie.values())) == len(eigen), [b.subject for b in eigen]
        rijen = list(Gebeurtenis.objects.filter(pk__gt=self.gezien_gebeurtenis).order_by("pk"))
        verwacht: Counter = Counter()
        for rij in rijen:
            self.gezien_gebeurtenis = rij.pk
            if not rij.openbaar:
                continue
            al = persoonlijk.get(VERTELT_AL.get(rij.soort, ""), set()) | (ook if rij.soort == "idee.getoetst" else set())
            onderwerpen = self.betreft(rij)
            for adres, gevolgd in self.volgt.items():
                ritmes = {ritme for sleutel, ritme in gevolgd.items() if sleutel in onderwerpen}
                if ritmes and adres not in al:
                    (verwacht if "direct" in ritmes else self.week)[adres, rij.tekst] += 1
        assert self.geteld(nieuws, {rij.tekst for rij in rijen}) == verwacht
        self.soorten["nieuws"] += verwacht.total()
        assert not self.weg & {b.to[0] for b in nieuw}
        for bericht in nieuw:
            assert not [a for a in self.adressen if a != bericht.to[0] and a in bericht.body], "no address of anybody else"

    @staticmethod
    def geteld(brieven, teksten) -> Counter:
        """How often each address reads each of these sentences."""
        uit: Counter = Counter()
        for brief in brieven:
            uit.update({(brief.to[0], tekst): aantal for tekst in teksten if (aantal := brief.body.count(tekst))})
        return uit

    # --- deeds ---
    def stuur(self):
        adres, account = self.iemand(), None
        if self.kans.random() < 0.5:
            account = self.accounts[self.iemand(met_account=True)]
        adres = self.kans.choice([adres, adres.upper(), account.email if account else "", ""])
        thema = self.kans.choice([*self.themas, None])
        idee = dien_in(self.wijk, titel=f"Plan {len(self.ideeen)} eind", soort="kans", thema=thema, email=adres, door=account)
        self.ideeen.append(idee)
        self.van[idee.pk], self.steun[idee.pk] = adres.lower(), set()
        if account:
            self.maker[idee.pk] = account.email
        self.controleer({"ontvangst": {adres.lower()} - {""}})

    def steunt(self):
        adres, idee = self.iemand(met_account=True), self.een_idee("ontvangen", "past")
        if idee and adres not in self.steun[idee.pk]:
            steun(idee, "goed_idee", door=self.accounts[adres])
            self.steun[idee.pk].add(adres)
            self.controleer()

    def volg(self):
        adres = self.iemand()
        openbaar = [idee for idee in map(self.vers, self.ideeen) if idee.openbaar]
        ding = self.kans.choice([self.wijk, *self.themas, *openbaar, *openbaar, *Project.objects.all()])
        ritme = self.kans.choice(RITMES)
        if adres in self.accounts:
            volg(self.wijk, van_ding(ding), ritme, door=self.accounts[adres])
        else:  # as after the link in the mail was pressed
            volger, _ = Volger.objects.get_or_create(wijk=self.wijk, email=adres)
            waar = {"volger": volger, "onderwerp": ding._meta.label_lower, "onderwerp_id": ding.pk}
            Gevolgd.objects.update_or_create(**waar, defaults={"ritme": ritme, "bevestigd_op": timezone.now()})
        self.volgt.setdefault(adres, {})[ding._meta.label_lower, ding.pk] = ritme
        self.controleer()

    def stopt(self):
        """Follow one thing or all of it no longer; what waited for the weekly letter because of it alone is not mailed."""
        adres = self.kans.choice(sorted(self.volgt) or [""])
        volger = Volger.objects.filter(email=adres).first()
        if not volger:
            return
        if self.kans.random() < 0.5:
            stop_alles(volger, door=None)
            self.volgt.pop(adres)
        else:
            gevolgd = self.kans.choice(list(volger.gevolgd.all()))
            stop(gevolgd, door=None)
            self.volgt[adres].pop((gevolgd.onderwerp, gevolgd.onderwerp_id))
            if not self.volgt[adres]:
                self.volgt.pop(adres)
        self.herreken_week(adres)
        self.controleer()

    def herreken_week(self, adres: str):
        """Of who stopped something only doubles are looked at in the weekly letter: what else they follow may or may not tell the same."""
        self.onzeker.add(adres)

    def voeg_samen(self):
        een, doel = self.een_idee("ontvangen", "past"), self.een_idee("ontvangen", "past")
        if not een or not doel or een.pk == doel.pk or een.pk in self.bij.values():
            return
        if een.status == "past":
            return
        mailen, ook = self.horen_antwoord(een)
        voeg_samen(een, doel, "Dit gaat over hetzelfde.", door=self.ambtenaar)
        self.bij[een.pk] = doel.pk
        for adres in self.steun[een.pk]:
            self.steun[doel.pk].add(adres)
        self.controleer({"antwoord": mailen}, ook)

    def toets(self):
        idee = self.een_idee("ontvangen")
        if not idee:
            return
        mailen, ook = self.horen_antwoord(idee)
        if self.kans.random() < 0.8:
            toets(idee, [(self.regel, "voldoet", "")], "Dit kan.", door=self.ambtenaar)
        else:
            naar_onderhoud(idee, "We geven het door.", door=self.ambtenaar)
        self.controleer({"antwoord": mailen}, ook)

    def verberg_en_toon(self):
        if idee := self.een_idee("ontvangen"):
            verberg(idee, door=self.ambtenaar)
            self.controleer({"verborgen": {self.van[idee.pk]} - {""}})
            publiceer(idee, door=self.ambtenaar)
            self.controleer()

    def vergeet(self):
        if len(self.weg) > 2 or self.kans.random() < 0.6:
            return
        adres = self.iemand(met_account=True)
        iemand = self.accounts[adres]
        vergeet(iemand, Wens(), door=iemand)
        self.weg.add(adres)
        self.volgt.pop(adres, None)
        self.herreken_week(adres)
        for pk in self.van:
            # An idea of this account loses its address too, and one of another loses this address.
            if adres in (self.maker.get(pk), self.van[pk]):
                self.van[pk] = ""
            if self.maker.get(pk) == adres:
                self.maker.pop(pk)
            self.steun[pk].discard(adres)
        self.controleer()

    def wandeling(self):
        straks = timezone.now() + timedelta(days=9)
        wandeling = Wijkwandeling.objects.create(wijk=self.wijk, titel="Rondje", begint=straks, vertrekpunt="het plein", status="aangekondigd")
        wie = set()
        for n in range(4):
            adres = self.iemand()
            wandeldeeds.meld_aan(wandeling, {"naam": f"Mens {n}", "email": adres, "denkt_mee": n % 2 == 0}, door=self.accounts.get(adres))
            self.controleer({"aangemeld": {adres}})
            wie.add(adres)
        if self.kans.random() < 0.5:
            wandeldeeds.gelast_af(wandeling, "Er komt storm.", door=self.ambtenaar)
            self.controleer({"afgelast": wie})
        return wandeling

    def overleg_en_project(self):
        """The meeting, the project that it starts, and its end; who is asked is read from the lists, which other tests prove."""
        velden = {"titel": f"Overleg {self.kans.random()}", "begint": timezone.now() + timedelta(days=5), "plaats": "de school"}
        overleg = overlegdeeds.bewaar_overleg(self.wijk, velden, door=self.ambtenaar)
        self.controleer()
        wie = set(overleg.genodigden.exclude(email="").values_list("email", flat=True))
        if wie:
            overlegpost.nodig_uit(overleg, door=self.ambtenaar)
            self.controleer({"overleg": wie})
        idee = self.een_idee("past")
        if idee is None:
            return
        Overleg.objects.filter(pk=overleg.pk).update(begint=timezone.now())
        overleg.refresh_from_db()
        stap = overlegdeeds.leg_vast(overleg, idee, "project", "Veel steun.", nieuw_project=f"Werk {idee.nummer} eind", door=self.ambtenaar)
        project = Project.objects.get(ideeen=idee)
        self.project_van[idee.pk] = project.pk
        self.controleer()
        assert stap.besluit == "project"
        Project.objects.filter(pk=project.pk).update(omschrijving="We gaan het doen.")
        vragen = set(helpers.te_vragen(project))
        samen = [idee.pk, *(pk for pk, doel in self.bij.items() if doel == idee.pk)]
        bewezen = {self.maker[pk] for pk in samen if pk in self.maker} | {self.van[pk] for pk in samen if self.maker.get(pk) == self.van[pk]}
        assert vragen == (bewezen | set().union(*(self.steun[pk] for pk in samen))) - {""}
        if vragen:
            helpers.vraag_mee(project, door=self.ambtenaar)
            self.controleer({"meevraag": vragen})
        projecten.plaats_nieuws(project, {"titel": f"Begonnen {idee.nummer}", "tekst": "We zijn begonnen."}, door=self.ambtenaar)
        self.controleer()
        overlegdeeds.sluit_overleg(overleg, {"verslag": "Het was goed."}, onbesloten_blijven=True, door=self.ambtenaar)
        self.controleer()
        if wie:
            wie = set(overleg.genodigden.exclude(email="").values_list("email", flat=True))
            overlegpost.stuur_verslag(overleg, door=self.ambtenaar)
            self.controleer({"verslag": wie})
        Project.objects.filter(pk=project.pk).update(status="uitvoering", kost_niets=True)
        project.refresh_from_db()
        mijlpaal = projecten.zet_mijlpaal(project, {"titel": "Klaar", "datum": timezone.localdate()}, door=self.ambtenaar)
        projecten.mijlpaal_klaar(mijlpaal, door=self.ambtenaar)
        self.controleer()
        projecten.naar_status(project, "afgerond", door=self.ambtenaar)
        gevraagd = set(Genodigde.objects.filter(evaluatie__project=project).exclude(email="").values_list("email", flat=True))
        assert vragen <= gevraagd and not gevraagd & self.weg
        self.controleer({"evaluatie": gevraagd})

    DADEN = (
        [stuur] * 5 + [steunt] * 5 + [volg] * 6 + [stopt] + [voeg_samen] * 3 + [toets] * 3 + [verberg_en_toon, vergeet, wandeling, overleg_en_project]
    )


@pytest.mark.django_db
@pytest.mark.parametrize("zaad", range(3))
def test_ieder_hoort_alles_een_keer_en_niemand_anders_hoort_iets(wijk, thema, ambtenaar, zaad):
    velden = {"soort": "inhoudelijk", "grond": "wettelijk", "themas": [], "titel": "De wet", "wat_kan": "Alles wat mag.", "wat_kan_niet": ""}
    regel = bewaar_randvoorwaarde(wijk, {**velden, "toelichting": ""}, door=SYSTEEM).huidige
    ander = Thema.objects.create(wijk=wijk, naam="Groen", open_vanaf=thema.open_vanaf, geopend_op=timezone.now())
    verhaal = Verhaal(wijk, ambtenaar, regel, [thema, ander], zaad)
    verhaal.gezien_gebeurtenis = Gebeurtenis.objects.latest("pk").pk
    for daad in [Verhaal.stuur] * 4 + [Verhaal.volg] * 8 + verhaal.kans.choices(Verhaal.DADEN, k=90):
        daad(verhaal)
    verhaal.overleg_en_project()
    weekbrief(timezone.now() + timedelta(days=7))
    brieven = mail.outbox[verhaal.gezien_mail :]
    wie = Counter(b.to[0] for b in brieven)
    assert set(wie.values()) <= {1} and not set(wie) & verhaal.weg
    geteld = verhaal.geteld(brieven, {tekst for _, tekst in verhaal.week})
    assert all(geteld[een] <= aantal for een, aantal in verhaal.week.items()), "nothing twice"
    zeker = {een: aantal for een, aantal in verhaal.week.items() if een[0] not in verhaal.onzeker}
    assert {een: aantal for een, aantal in geteld.items() if een[0] not in verhaal.onzeker} == zeker
    assert verhaal.soorten["antwoord"] > 3 and verhaal.soorten["nieuws"] > 20, "there was something to hear"
