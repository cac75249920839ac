"""The list of ideas to toets: what an official chooses, how many there are of each choice, and which idea comes next.

The counts of a choice are those within the other choices, so that they add up to its "all". Counting goes by the index alone, in one query
a status.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Value

from participatie.models import Bezig, Idee, Toetsconcept
from wijk.bladeren import Pagina
from wijk.models import Gebruiker, Wijk

S = Idee.Status
BIJNA = timedelta(days=7)
HOOGSTENS = 10_000  # of a list that is not of statuses, the most urgent so many are looked at
MIJ, NIEMAND, GEEN = "mij", "niemand", "geen"
# The lists and their names. One that is of statuses goes by the indexes of the table, a status at a time.
LIJSTEN = {
    "": "Wacht op antwoord",
    "wacht_op_thema": "Wacht tot het thema open is",
    "niet_openbaar": "Nog niet op de website",
    "onbevestigd": "E-mailadres niet bevestigd",
}
STATUSSEN = {"": Idee.WACHT_OP_ANTWOORD, "wacht_op_thema": (S.WACHT_OP_THEMA,)}
TERMIJNEN = {"te_laat": "Te laat", "bijna": "Binnen een week", "ruim": "Later"}


@dataclass(frozen=True)
class Keuze:
    """What is chosen; an empty one leaves nothing out. What the address says wrongly is not chosen."""

    lijst: str = ""
    termijn: str = ""
    stand: str = ""
    thema: str = ""
    van: str = ""

    @classmethod
    def uit(cls, vraag: Mapping[str, str]) -> "Keuze":
        goed: dict[str, Callable[[str], bool]] = {
            "lijst": LIJSTEN.__contains__,
            "termijn": TERMIJNEN.__contains__,
            "stand": S.values.__contains__,
            "thema": lambda waarde: waarde == GEEN or _is_pk(waarde),
            "van": lambda waarde: waarde in (MIJ, NIEMAND) or _is_pk(waarde),
        }
        return cls(**{naam: waarde for naam, mag in goed.items() if mag(waarde := vraag.get(naam, ""))})

    def __str__(self):
        """As it stands in an address, with its question mark."""
        gekozen = {naam: waarde for naam, waarde in vars(self).items() if waarde}
        return f"?{urlencode(gekozen)}" if gekozen else ""


def _is_pk(waarde: str) -> bool:
    return waarde.isascii() and waarde.isdigit() and len(waarde) < 10


@dataclass(frozen=True)
class Optie:
    waarde: str
    tekst: str
    aantal: int | None
    gekozen: bool
    pad: str  # the address with this choice in the place of the present one


@dataclass(frozen=True)
class _Groep:
    """So many ideas that agree in everything that can be chosen."""

    stand: str
    thema: str
    van: str
    termijn: str
    aantal: int


class Toetslijst:
    """One official's list on one day."""

    def __init__(self, wijk: Wijk, keuze: Keuze, door: Gebruiker, vandaag: date):
        self.wijk, self.keuze, self.door, self.vandaag = wijk, keuze, door, vandaag

    def _stukken(self) -> list:
        """The chosen list, in pieces that each have one status or are small."""
        ideeen = self.wijk.ideeen.all()
        if statussen := STATUSSEN.get(self.keuze.lijst):
            return [ideeen.filter(status=status) for status in statussen]
        rijen = ideeen.niet_openbaar() if self.keuze.lijst == "niet_openbaar" else ideeen.adres_onbevestigd()
        # By key and in the order of their own small index; else the database looks for them among all ideas of the wijk.
        return [Idee.objects.filter(pk__in=rijen.op_volgorde_van_termijn().values("pk")[:HOOGSTENS])]

    @cached_property
    def _groepen(self) -> list[_Groep]:
        laat, tot = Q(antwoord_voor__lt=self.vandaag), Q(antwoord_voor__lte=self.vandaag + BIJNA)
        velden = ("status", "thema", "behandelaar")
        uit = []
        for stuk in self._stukken():
            geteld = (
                stuk.order_by(*velden).values_list(*velden).annotate(n=Count("*"), laat=Count(Value(1), filter=laat), tot=Count(Value(1), filter=tot))
            )
            for stand, thema, wie, alle, te_laat, binnenkort in geteld:
                van = NIEMAND if wie is None else MIJ if wie == self.door.pk else str(wie)
                per = {"te_laat": te_laat, "bijna": binnenkort - te_laat, "ruim": alle - binnenkort}
                uit += [_Groep(stand, str(thema or GEEN), van, termijn, n) for termijn, n in per.items() if n]
        return uit

    def _tel(self, naam: str) -> Counter:
        """How many ideas there are of each value of this choice, within the other choices."""
        ander = {n: w for n, w in vars(self.keuze).items() if w and n not in ("lijst", naam)}
        aantal = Counter()
        for groep in self._groepen:
            if all(getattr(groep, n) == w for n, w in ander.items()):
                aantal[getattr(groep, naam)] += groep.aantal
        return aantal

    def _opties(self, naam: str, alle: str, namen: Mapping[str, str]) -> list[Optie]:
        """All, and each value that occurs or is chosen, in the order of `namen`."""
        aantal, nu = self._tel(naam), getattr(self.keuze, naam)
        opties = [("", alle, aantal.total())]
        opties += [(waarde, tekst, aantal[waarde]) for waarde, tekst in namen.items() if aantal[waarde] or waarde == nu]
        return [Optie(w, t, n, w == nu, str(replace(self.keuze, **{naam: w})) or "?") for w, t, n in opties]

    @property
    def termijnen(self) -> list[Optie]:
        """Each term, also one without ideas."""
        aantal, nu = self._tel("termijn"), self.keuze.termijn
        opties = [("", "Alles", aantal.total()), *((w, t, aantal[w]) for w, t in TERMIJNEN.items())]
        return [Optie(w, t, n, w == nu, str(replace(self.keuze, termijn=w)) or "?") for w, t, n in opties]

    @property
    def is_nauwer(self) -> bool:
        """Whether more than a term was chosen."""
        return any(waarde for naam, waarde in vars(self.keuze).items() if naam != "termijn")

    @property
    def kiezers(self) -> list[dict]:
        """The other choices: their name, their label, and what can be chosen."""
        lijsten = [Optie(w, t, None, w == self.keuze.lijst, "") for w, t in LIJSTEN.items()]
        return [
            {"naam": "lijst", "label": "Lijst", "opties": lijsten},
            {"naam": "stand", "label": "Stand", "opties": self._standen},
            {"naam": "thema", "label": "Thema", "opties": self._themas},
            {"naam": "van", "label": "Behandelaar", "opties": self._van_wie},
        ]

    @property
    def _standen(self) -> list[Optie]:
        return self._opties("stand", "Elke stand", {waarde: naam[:1].upper() + naam[1:] for waarde, naam in S.choices})

    @property
    def _themas(self) -> list[Optie]:
        namen = {str(thema.pk): thema.naam for thema in self.wijk.themas.all()}
        return self._opties("thema", "Elk thema", {**namen, GEEN: "Geen thema"})

    @property
    def _van_wie(self) -> list[Optie]:
        anderen = {groep.van for groep in self._groepen} - {MIJ, NIEMAND}
        namen = {str(wie.pk): str(wie) for wie in Gebruiker.objects.filter(pk__in=anderen).order_by("naam", "pk")}
        return self._opties("van", "Iedereen", {MIJ: "Van mij", NIEMAND: "Van niemand", **namen})

    @cached_property
    def aantal(self) -> int:
        """How many ideas the whole choice has."""
        per = self._tel("termijn")
        return per[self.keuze.termijn] if self.keuze.termijn else per.total()

    def _gekozen(self, rijen):
        keuze, wie = self.keuze, {MIJ: self.door.pk, NIEMAND: None}
        if keuze.stand:
            rijen = rijen.filter(status=keuze.stand)
        if keuze.thema:
            rijen = rijen.filter(thema=None if keuze.thema == GEEN else keuze.thema)
        if keuze.van:
            rijen = rijen.filter(behandelaar=wie.get(keuze.van, keuze.van))
        match keuze.termijn:
            case "te_laat":
                rijen = rijen.filter(antwoord_voor__lt=self.vandaag)
            case "bijna":
                rijen = rijen.filter(antwoord_voor__gte=self.vandaag, antwoord_voor__lte=self.vandaag + BIJNA)
            case "ruim":
                rijen = rijen.filter(Q(antwoord_voor__gt=self.vandaag + BIJNA) | Q(antwoord_voor=None))
        return rijen

    def _eerste(self, hoeveel: int, welke=lambda rijen: rijen) -> list[int]:
        """The primary keys of the first ones of the choice, in order of their term: so many of each piece, put in order together."""
        gevonden = []
        for stuk in self._stukken():
            gevonden += welke(self._gekozen(stuk)).op_volgorde_van_termijn().values_list("antwoord_voor", "nummer", "pk")[:hoeveel]
        gevonden.sort(key=lambda rij: (rij[0] or date.max, rij[1]))
        return [pk for _, _, pk in gevonden[:hoeveel]]

    def pagina(self, nummer: int, per: int = 20) -> Pagina:
        """One page, with who else looks at each idea now as `anderen_bezig`. A page that is not there becomes the first."""
        if not 0 < nummer <= max(1, -(-self.aantal // per)):
            nummer = 1
        pks = self._eerste(nummer * per)[(nummer - 1) * per :]
        bezig = Prefetch("bezig", Bezig.objects.van_anderen(self.door), to_attr="anderen_bezig")
        rijen = (
            Idee.objects.filter(pk__in=pks)
            .select_related("thema", "behandelaar", "toetsconcept__door")
            .prefetch_related(bezig)
            .op_volgorde_van_termijn()
        )
        return Pagina(list(rijen), nummer, per, self.aantal, False, self.aantal > nummer * per)

    def te_beginnen(self, pagina: Pagina) -> Idee | None:
        """The first idea of this page that `volgende` would give too; of a page that was asked already, so it costs nothing."""
        for idee in pagina:
            van_wie = self.keuze.van or idee.behandelaar_id in (None, self.door.pk)
            if van_wie and not idee.anderen_bezig and not (hasattr(idee, "toetsconcept") and idee.toetsconcept.voorgelegd_op):
                return idee
        return None

    def volgende(self) -> Idee | None:
        """The first idea of the choice that is this official's or nobody's, that nobody else looks at now and that waits for no second reader."""
        anderen = Exists(Bezig.objects.nu().filter(idee=OuterRef("pk")).exclude(gebruiker=self.door))
        te_lezen = Exists(Toetsconcept.objects.filter(idee=OuterRef("pk"), voorgelegd_op__isnull=False))

        def vrij(rijen):
            return (rijen if self.keuze.van else rijen.filter(Q(behandelaar=None) | Q(behandelaar=self.door))).exclude(anderen | te_lezen)

        pks = self._eerste(1, vrij)
        return Idee.objects.get(pk=pks[0]) if pks else None
