"""What the parts of the programme are made from (`Bron`), and how a part is handed in (`@deel`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Sum
from django.utils import timezone

from budget import stand
from budget.models import Budget
from evaluatie.models import Deelsleutel, Uitvoeringsprogramma
from evaluatie.programma.blokken import Alinea, Blok, tabel
from evaluatie.uitslag import Uitslag, cijfers_per_kant
from participatie.models import Idee, Project
from wijk import cijfers
from wijk.bedrag import Bedrag
from wijk.models import Wijk

getal = Bedrag.cijfers
# So many places of ideas are read.
MEESTE_PLEKKEN = 2000


@dataclass(frozen=True)
class Bron:
    """What the parts ask more than once."""

    programma: Uitvoeringsprogramma
    wijk: Wijk

    @cached_property
    def eigen(self) -> dict[str, str]:
        return {p.sleutel: p.tekst for p in self.programma.paragrafen.all()} if self.programma.pk else {}

    @cached_property
    def projecten(self) -> list[Project]:
        return list(self.wijk.projecten.voor_lijst().met_periode())

    @cached_property
    def budget(self) -> Budget | None:
        return Budget.objects.filter(wijk=self.wijk).first()

    @cached_property
    def geld(self) -> dict[int, stand.ProjectStand]:
        if self.budget is None:
            return {}
        return {een.project.pk: een for een in stand.per_project(self.budget, list(self.budget.boekingen.wachtenden()))}

    @cached_property
    def potten(self) -> dict[str, Bedrag]:
        return stand.potten(self.budget) if self.budget else {}

    @cached_property
    def uren_gepland(self) -> dict:
        return dict(self.wijk.capaciteit.order_by().values_list("werk").annotate(n=Sum("uren")))

    @cached_property
    def uren_gepland_tot_nu(self) -> int:
        return round(sum(self.wijk.capaciteit.per_werk(date.min, timezone.localdate()).values()))

    @cached_property
    def uren_gewerkt(self) -> dict:
        return dict(self.wijk.urenregels.order_by().values_list("werk").annotate(n=Sum("uren")))

    @cached_property
    def groepen(self) -> dict[str, tuple]:
        return {groep.naam: groep.cijfers for groep in cijfers.van_wijk(self.wijk)}

    @cached_property
    def evaluaties(self) -> list:
        return list(self.wijk.evaluaties.openbaar().prefetch_related("opbrengsten").order_by("vastgesteld_op", "pk"))

    @cached_property
    def tevredenheid(self) -> dict[int, list[Uitslag]]:
        """Of each evaluation the figures that people gave, per side."""
        return cijfers_per_kant(self.evaluaties)

    @cached_property
    def leerpunten(self) -> list:
        return list(self.wijk.leerpunten.filter(in_programma=True).met_gronden())

    @cached_property
    def per_status(self) -> dict[str, int]:
        rijen = dict(self.wijk.ideeen.ingebracht().order_by().values_list("status").annotate(n=Count("pk")))
        return {Idee.Status(status).label: rijen[status] for status in Idee.Status if rijen.get(status)}

    @cached_property
    def plekken(self) -> list[tuple[int, float, float]]:
        """(project, lat, lon) of the public ideas that became a project."""
        rijen = self.wijk.ideeen.te_lezen().met_plaats().filter(project__isnull=False).order_by("nummer")
        return list(rijen.values_list("project", "lat", "lon")[:MEESTE_PLEKKEN])

    @cached_property
    def aantal_ideeen(self) -> int:
        return sum(self.per_status.values())

    @cached_property
    def teksten(self) -> dict[str, str]:
        """The text that the portal composes for each part."""
        return {sleutel: tekst for sleutel, (tekst, _) in self._delen.items()}

    @property
    def alles(self) -> str:
        """All that it composes: the text of each part, and what stands in its tables and lists."""
        return "\n".join(regel for tekst, blokken in self._delen.values() for regel in (tekst, *(r for blok in blokken for r in blok.regels())))

    @cached_property
    def _delen(self) -> dict[str, tuple[str, list[Blok]]]:
        return {sleutel: DELEN[sleutel](self) for sleutel in Deelsleutel}

    def groep(self, naam: str, titel: str) -> list[Blok]:
        """A group of the wijk's figures as a table, without a column in which nothing stands; what is no figure, as a sentence."""
        cijfers_ = self.groepen.get(naam, ())
        geteld = [c for c in cijfers_ if c.waarde]
        met_uitleg = any(c.uitleg for c in geteld)
        rijen = [[c.naam, c.waarde, *([hoofdletter(c.uitleg)] if met_uitleg else [])] for c in geteld]
        zinnen = [Alinea(f"{c.naam}: {c.uitleg[:1].lower()}{c.uitleg[1:]}") for c in cijfers_ if not c.waarde]
        return [*tabel(titel, ["Wat", "Getal", *(["Uitleg"] if met_uitleg else [])], rijen, getallen=(1,)), *zinnen]


def hoofdletter(tekst: str) -> str:
    """What stands alone in a cell or a sentence begins with a capital."""
    return tekst[:1].upper() + tekst[1:]


Functie = Callable[[Bron], tuple[str, list[Blok]]]
DELEN: dict[str, Functie] = {}


def deel(sleutel: Deelsleutel) -> Callable[[Functie], Functie]:
    """Register what a part says of itself, and its figures."""

    def erbij(functie: Functie) -> Functie:
        DELEN[sleutel] = functie
        return functie

    return erbij
