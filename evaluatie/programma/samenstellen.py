"""Composes the programme from what all apps know of a wijk, in a fixed number of queries.

A part is a text and figures. The text is the coordinator's own (Paragraaf) or else the one composed here; the figures are always those of the
moment. Nobody is named: a resident who carries a project is “een bewoner”.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Sum

from budget import stand
from budget.models import Budget
from evaluatie.models import Deelsleutel, Uitvoeringsprogramma
from evaluatie.programma.blokken import Alinea, Blok, Deel, Document, Grafiek, Kaart, Kop, Lijst, alineas, tabel
from evaluatie.rangorde import FORMULE, Plaats, rangorde
from participatie.models import Aanmelding, Idee, Project
from wijk import cijfers, geo, stappen
from wijk.bedrag import Bedrag
from wijk.models import Capaciteit, Wijk
from wijk.woorden import datum, stuks, uren

getal = Bedrag.cijfers
# So many places are drawn; more would be one blot.
MEESTE_PUNTEN = 500


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
    def groepen(self) -> dict[str, tuple]:
        return {groep.naam: groep.cijfers for groep in cijfers.van_wijk(self.wijk)}

    @cached_property
    def evaluaties(self) -> list:
        return list(self.wijk.evaluaties.openbaar().prefetch_related("opbrengsten").order_by("vastgesteld_op", "pk"))

    @cached_property
    def leerpunten(self) -> list:
        return list(self.wijk.leerpunten.filter(in_programma=True))

    @cached_property
    def per_status(self) -> dict[str, int]:
        rijen = dict(self.wijk.ideeen.te_lezen().order_by().values_list("status").annotate(n=Count("pk")))
        return {Idee.Status(status).label: rijen[status] for status in Idee.Status if rijen.get(status)}

    @cached_property
    def aantal_ideeen(self) -> int:
        return sum(self.per_status.values())

    def groep(self, naam: str, titel: str) -> list[Blok]:
        """A group of the wijk's figures as a table."""
        rijen = [[c.naam, c.waarde, c.uitleg] for c in self.groepen.get(naam, ())]
        return tabel(titel, ["Wat", "Getal", "Uitleg"], rijen, getallen=(1,))


Functie = Callable[[Bron], tuple[str, list[Blok]]]
DELEN: dict[str, Functie] = {}


def deel(sleutel: Deelsleutel) -> Callable[[Functie], Functie]:
    """Register what a part says of itself, and its figures."""

    def erbij(functie: Functie) -> Functie:
        DELEN[sleutel] = functie
        return functie

    return erbij


def stel_samen(programma: Uitvoeringsprogramma, onder: str) -> Document:
    """The whole programme as it is now. `onder`: the line under its title (which version, of when)."""
    bron = Bron(programma, programma.wijk)
    delen = [_deel(bron, sleutel) for sleutel in Deelsleutel]
    return Document(programma.titel, onder, [een for een in delen if een.blokken])


def voorstel(programma: Uitvoeringsprogramma, sleutel: str) -> str:
    """The text that the portal composes for one part."""
    return DELEN[sleutel](Bron(programma, programma.wijk))[0]


def _deel(bron: Bron, sleutel: Deelsleutel) -> Deel:
    tekst, figuren = DELEN[sleutel](bron)
    return Deel(sleutel, sleutel.label, [*alineas(bron.eigen.get(sleutel) or tekst), *figuren])


@deel(Deelsleutel.SAMENVATTING)
def _samenvatting(b: Bron):
    p, zinnen = b.programma, []
    if b.aantal_ideeen:
        zinnen.append(f"Bewoners, ondernemers en organisaties brachten {stuks(b.aantal_ideeen, 'idee', 'ideeën')} in.")
    if b.projecten:
        klaar = sum(project.status in ("afgerond", "geevalueerd") for project in b.projecten)
        zinnen.append(
            f"Daar kwamen {stuks(len(b.projecten), 'project', 'projecten')} uit; daarvan {'is' if klaar == 1 else 'zijn'} er {getal(klaar)} klaar."
        )
    if b.potten:
        zinnen.append(stand.in_een_zin(b.potten))
    if not b.evaluaties:
        zinnen.append("Er is nog niet teruggekeken.")
    advies: list[Blok] = []
    if p.advies:
        wijk = f": {p.volgende_wijk}" if p.volgende_wijk and p.advies == "starten" else ""
        advies = [Kop("Advies aan het college"), Alinea(f"{p.get_advies_display().capitalize()}{wijk}."), *alineas(p.advies_toelichting)]
    return "\n".join([" ".join(zinnen)]), advies


@deel(Deelsleutel.INLEIDING)
def _inleiding(b: Bron):
    start = f" We begonnen op {datum(b.wijk.startdatum)}." if b.wijk.startdatum else ""
    voorbeeld = "\nDit is een voorbeeld: ideeën, projecten en bedragen zijn verzonnen." if b.wijk.voorbeeld else ""
    return (
        f"In de {b.wijk.naam} werken bewoners, ondernemers, organisaties en de gemeente samen aan de wijk.{start}\n"
        f"Dit uitvoeringsprogramma zegt wat dat bracht, wat we ervan leerden en hoe het verdergaat.{voorbeeld}"
    ), []


@deel(Deelsleutel.AANLEIDING)
def _aanleiding(b: Bron):
    rijen = [[c.naam[:1].upper() + c.naam[1:], c.waarde, c.peildatum or "niet bekend", c.bron] for c in b.wijk.kerncijfers.all()]
    kerncijfers = tabel(f"Kerncijfers van de {b.wijk.naam}", ["Wat", "Getal", "Jaar", "Bron"], rijen, getallen=(1,))
    return b.wijk.inleiding, [*kerncijfers, *_kaart(b)]


def _kaart(b: Bron) -> list[Kaart]:
    """The boundary, and where the ideas are that became a project."""
    if b.wijk.veelhoek is None:
        return []
    rijen = b.wijk.ideeen.te_lezen().met_plaats().filter(project__isnull=False).order_by("nummer")
    plekken = [(lon, lat) for lat, lon in rijen.values_list("lat", "lon")[:MEESTE_PUNTEN]]
    beeld = geo.omtrek(b.wijk.veelhoek, plekken)
    benadering = " De grens is bij benadering." if b.wijk.grens_bij_benadering else ""
    van = "de plek van het ene idee dat" if len(plekken) == 1 else f"de plekken van {getal(len(plekken))} ideeën die"
    punten = f" met {van} in een project {'zit' if len(plekken) == 1 else 'zitten'}" if plekken else ""
    return [Kaart("Kaart", f"De grens van de {b.wijk.naam}{punten}.{benadering}", **beeld)]


@deel(Deelsleutel.KADER)
def _kader(b: Bron):
    conclusie = b.wijk.draagvlakconclusies.first()
    voorwaarden = [v.huidige for v in b.wijk.randvoorwaarden.in_basisset().geldig().met_tekst() if v.huidige]
    rollen = [rol for rol in b.wijk.rollen.in_proces().select_related("partij") if rol.partij]
    gewerkt = dict(b.wijk.urenregels.order_by().values_list("werk").annotate(n=Sum("uren")))
    gepland = dict(b.wijk.capaciteit.order_by().values_list("werk").annotate(n=Sum("uren")))
    klaar = sum(stap.klaar for stap in stappen.stand(b.wijk))
    zinnen = [f"Van de zes stappen van de startnotitie zijn er {getal(klaar)} klaar."]
    if conclusie:
        zinnen.append(f"De conclusie over het draagvlak van {datum(conclusie.datum)}: {conclusie.get_uitkomst_display()}.")
    return " ".join(zinnen), [
        *tabel(
            "Wat wel kan en wat niet kan",
            ["Waarover", "Dit kan", "Dit kan niet"],
            [[v.titel, v.wat_kan or "geen afspraak", v.wat_kan_niet or "geen afspraak"] for v in voorwaarden],
        ),
        *tabel("Wie welke rol heeft", ["Wie", "Rol", "Waarover"], [[r.wie, r.get_soort_display(), r.toelichting] for r in rollen]),
        *tabel(
            "Uren van de gemeente",
            ["Werk", "Gepland", "Gewerkt"],
            [[w.label.capitalize(), uren(gepland.get(w, 0)), uren(gewerkt.get(w, 0))] for w in Capaciteit.Werk if w in gepland or w in gewerkt],
            getallen=(1, 2),
        ),
    ]


@deel(Deelsleutel.WANDELINGEN)
def _wandelingen(b: Bron):
    gelopen = list(b.wijk.wandelingen.filter(status__in=["gelopen", "verwerkt"]).met_aantallen().order_by("begint"))
    mensen = Aanmelding.objects.filter(wandeling__in=[w.pk for w in gelopen]).geldig().filter(aanwezig=True).aggregate(n=Sum("aantal"))["n"] or 0
    tekst = "Er is nog geen wijkwandeling gelopen."
    if gelopen:
        wandelingen = f"{'is' if len(gelopen) == 1 else 'zijn'} {stuks(len(gelopen), 'wijkwandeling', 'wijkwandelingen')}"
        tekst = f"Er {wandelingen} gelopen, samen met {stuks(mensen, 'persoon', 'mensen')}."
    rijen = [[w.titel, datum(w.begint), getal(w.aantal_aanwezig or 0), getal(w.aantal_ideeen or 0)] for w in gelopen]
    return tekst, [
        *tabel("De wandelingen", ["Wandeling", "Wanneer", "Mensen", "Ideeën"], rijen, getallen=(2, 3)),
        *b.groep("Wie we op wandelingen bereikten", "Wie we op wandelingen bereikten"),
    ]


@deel(Deelsleutel.IDEEEN)
def _ideeen(b: Bron):
    if not b.aantal_ideeen:
        return "Er zijn nog geen ideeën.", []
    soorten = dict(b.wijk.ideeen.te_lezen().order_by().values_list("soort").annotate(n=Count("pk")))
    per_thema = b.wijk.ideeen.te_lezen().order_by().values_list("thema__naam").annotate(n=Count("pk"))
    tekst = (
        f"Mensen brachten {stuks(b.aantal_ideeen, 'idee', 'ideeën')} in: {stuks(soorten.get('kans', 0), 'kans', 'kansen')} "
        f"en {stuks(soorten.get('knelpunt', 0), 'knelpunt', 'knelpunten')}. Ieder idee krijgt antwoord, met de reden erbij."
    )
    return tekst, [
        Grafiek("Wat er met de ideeën gebeurde", "Stand", "Ideeën", [(label.capitalize(), n, getal(n)) for label, n in b.per_status.items()]),
        Grafiek(
            "Waar de ideeën over gaan", "Thema", "Ideeën", [(naam or "Geen thema gekozen", n, getal(n)) for naam, n in sorted(per_thema, key=_meest)]
        ),
    ]


def _meest(rij: tuple[str | None, int]) -> tuple:
    return -rij[1], rij[0] or ""


@deel(Deelsleutel.PROJECTEN)
def _projecten(b: Bron):
    if not b.projecten:
        return "Er zijn nog geen projecten.", []
    standen = [(status.label.capitalize(), sum(p.status == status for p in b.projecten)) for status in Project.Status]
    gestopt = [[p.titel, p.reden_gestopt] for p in b.projecten if p.status == Project.Status.GESTOPT]
    rijen = []
    for project in b.projecten:
        geld = b.geld.get(project.pk)
        rijen.append(
            [
                project.titel,
                project.get_status_display(),
                _trekker(project),
                datum(project.afgerond_op or project.laatste_dag) or "niet bekend",
                "kost niets" if project.kost_niets else project.geraamd or "niet bekend",
                geld.betaald if geld else Bedrag(0),
            ]
        )
    return f"Uit de ideeën kwamen {stuks(len(b.projecten), 'project', 'projecten')}.", [
        Grafiek("Waar de projecten staan", "Stand", "Projecten", [(naam, n, getal(n)) for naam, n in standen if n]),
        *tabel("Alle projecten", ["Project", "Stand", "Getrokken door", "Klaar op", "Geraamd", "Betaald"], rijen, getallen=(4, 5)),
        *tabel("Projecten die zijn gestopt", ["Project", "Waarom"], gestopt),
    ]


def _trekker(project: Project) -> str:
    """Who carries it, never by a person's name: this is kept for good."""
    if project.trekker:
        return project.trekker.naam
    return {"bewoner": "een bewoner", "gemeente": "de gemeente"}.get(project.trekker_soort, "niet bekend")


@deel(Deelsleutel.GELD)
def _geld(b: Bron):
    if not b.potten:
        return "Er is geen wijkbudget vastgelegd.", []
    staven = [(stand.naam_van(pot), int(bedrag), str(bedrag)) for pot, bedrag in b.potten.items() if bedrag or pot != "wacht"]
    elders: dict[str, list] = {}
    for een in b.geld.values():
        for dekking in een.project.dekkingen.all():
            som = elders.setdefault(dekking.get_bron_display(), [0, 0])
            som[0] += dekking.bedrag or 0
            som[1] += dekking.uren or 0
    rijen = [[bron, Bedrag(bedrag), f"{tijd} uur"] for bron, (bedrag, tijd) in sorted(elders.items())]
    return stand.in_een_zin(b.potten), [
        Grafiek("Waar het geld van de wijk is", "Waar", "Bedrag", staven),
        *tabel("Van elders, naast het wijkbudget", ["Van wie", "Bedrag", "Werk"], rijen, getallen=(1, 2)),
    ]


@deel(Deelsleutel.OPBRENGST)
def _opbrengst(b: Bron):
    if not b.evaluaties:
        return "Er is nog geen evaluatie vastgesteld.", []
    blokken: list[Blok] = []
    for evaluatie in b.evaluaties:
        rijen = [[een.get_kant_display().capitalize(), een.bracht, een.knelpunten] for een in evaluatie.opbrengsten.all()]
        blokken += [
            Kop(evaluatie.titel),
            *alineas(evaluatie.samenvatting),
            *tabel("Wat het bracht en wat moeilijk ging", ["Voor wie", "Wat het bracht", "Wat moeilijk ging"], rijen),
        ]
    return f"We keken {'één keer' if len(b.evaluaties) == 1 else f'{getal(len(b.evaluaties))} keer'} terug met wie erbij was.", blokken


@deel(Deelsleutel.LEERPUNTEN)
def _leerpunten(b: Bron):
    if not b.leerpunten:
        return "Er zijn nog geen leerpunten.", []
    blokken: list[Blok] = []
    for soort, kop in (("behouden", "Zo blijven doen"), ("anders", "Anders doen")):
        if punten := [leerpunt.tekst for leerpunt in b.leerpunten if leerpunt.soort == soort]:
            blokken += [Kop(kop), Lijst(punten)]
    acties = [
        [p.actie, p.wie, datum(p.voor), f"gedaan op {datum(p.gedaan_op)}: {p.gedaan}" if p.gedaan_op else "nog te doen"]
        for p in b.leerpunten
        if p.actie
    ]
    blokken += tabel("Wat we eraan doen", ["Wat", "Wie", "Voor", "Stand"], acties)
    return "Dit leerden we. Het is de basis voor hoe we het in een volgende wijk doen.", blokken


@deel(Deelsleutel.VERVOLG)
def _vervolg(b: Bron):
    lopend = [p for p in b.projecten if p.loopt]
    if not lopend:
        return "In deze wijk loopt nu geen project.", []
    if len(lopend) == 1:
        tekst = "In deze wijk loopt nog 1 project. Dat gaat door, met wie er nu aan werkt."
    else:
        tekst = f"In deze wijk lopen nog {getal(len(lopend))} projecten. Die gaan door, met wie er nu aan werken."
    stappen_ = [[p.titel, p.volgende_mijlpaal or "nog niet afgesproken", datum(p.volgende_datum) or "niet bekend"] for p in lopend]
    return tekst, tabel("De eerstvolgende stap van elk project", ["Project", "Eerst komt", "Wanneer"], stappen_)


@deel(Deelsleutel.VOLGENDE)
def _volgende(b: Bron):
    plaatsen = rangorde(b.wijk)
    if not plaatsen:
        return "", []
    kandidaten = f"Er {'is' if len(plaatsen) == 1 else 'zijn'} {stuks(len(plaatsen), 'kandidaat', 'kandidaten')} voor een volgende wijk."
    tekst = (
        f"{kandidaten} De redenen om te kiezen zijn die van de startnotitie. Elke kandidaat kreeg per criterium 0 tot en met 5 punten, "
        f"met de reden. Een criterium weegt 0 tot en met 5 keer mee.\n{FORMULE}"
    )
    geteld = [plaats for plaats in plaatsen if plaats.uitkomst is not None]
    blokken: list[Blok] = [
        *tabel(
            "Hoe zwaar elk criterium weegt",
            ["Criterium", "Gewicht", "Wat we vroegen"],
            [[r.criterium.label, r.gewicht, r.criterium.uitleg] for r in plaatsen[0].regels],
            getallen=(1,),
        )
    ]
    if geteld:
        staven = [(str(p.kandidaat), round(10 * p.uitkomst), p.in_woorden) for p in geteld]
        blokken.append(Grafiek("De kandidaten op volgorde", "Kandidaat", "Uitkomst", staven))
    for plaats in plaatsen:
        blokken += _kandidaat(plaats)
    return tekst, blokken


def _kandidaat(plaats: Plaats) -> list[Blok]:
    kandidaat = plaats.kandidaat
    scores = [[r.criterium.label, r.gewicht, "nog niet" if r.punten is None else r.punten, r.reden] for r in plaats.regels]
    cijfers_ = [[c.naam[:1].upper() + c.naam[1:], c.waarde, c.peildatum or "niet bekend", c.bron] for c in kandidaat.cijfers.all()]
    return [
        Kop(kandidaat.naam),
        *alineas(kandidaat.inleiding),
        *tabel(f"Punten van {kandidaat}", ["Criterium", "Gewicht", "Punten", "Waarom"], scores, getallen=(1, 2)),
        Alinea(f"Berekend: {plaats.som}." if plaats.som else f"Niet te berekenen: {plaats.in_woorden}."),
        *tabel(f"Kerncijfers van {kandidaat}", ["Wat", "Getal", "Jaar", "Bron"], cijfers_, getallen=(1,)),
    ]


@deel(Deelsleutel.CIJFERS)
def _cijfers(b: Bron):
    blokken = [blok for naam in b.groepen if naam != "Wie we op wandelingen bereikten" for blok in b.groep(naam, naam)]
    return "", blokken
