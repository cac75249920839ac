"""What came out of an evaluation: how many answered, per question the figures of each side, and the written answers.

The rule of evaluatie/drempel.py holds for everyone, officials too: no group of fewer than five, also not by reckoning. So one evaluation has one
set of sides that are hidden, by who answered at all: else what one question tells would take another one apart.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.utils.text import slugify

from evaluatie.drempel import MINSTE_GROEP, hele_vijven, kan_erbij, te_tonen, verborgen
from evaluatie.models import Antwoord, Evaluatie, Genodigde, Kant, Vraag
from evaluatie.models.vragen import TEVREDENHEID
from wijk.woorden import stuks

CIJFERS = range(1, 6)
ALLEN = "Iedereen die gevraagd is"
VOORBIJ = "Wie langskwam zonder uitnodiging"
# Which side is hidden along with a small one: the residents last, since it is their wijk.
EERST_WEG = (Kant.ORGANISATIES, Kant.GEMEENTE, Kant.BEWONERS)


@dataclass(frozen=True)
class Respons:
    """Of one side: how many were asked and answered; None where the group is too small to tell. `loopt`: in whole fives, too rough for a part."""

    naam: str
    gevraagd: int | None
    geantwoord: int | None
    loopt: bool = False

    @property
    def procent(self) -> int | None:
        if self.loopt or not self.gevraagd or self.geantwoord is None:
            return None
        return (200 * self.geantwoord + self.gevraagd) // (2 * self.gevraagd)  # a half upwards


@dataclass(frozen=True)
class Groep:
    """The figures that one group gave to one question."""

    naam: str
    telling: Counter

    @property
    def aantal(self) -> int:
        return sum(self.telling.values())

    @property
    def precies(self) -> Fraction:
        return Fraction(sum(cijfer * n for cijfer, n in self.telling.items()), self.aantal)

    @property
    def gemiddelde(self) -> str:
        return f"{float(self.precies):.1f}".replace(".", ",")

    @property
    def delen(self) -> list[dict]:
        """How often each figure was given, and its place in a bar 100 wide (as SVG writes numbers)."""
        uit, begin = [], 0.0
        for cijfer in CIJFERS:
            breed = 100 * self.telling[cijfer] / self.aantal
            # A small gap keeps two figures apart, also in print.
            tot = f"{max(0.0, breed - 0.8):.2f}"
            uit.append({"cijfer": cijfer, "aantal": self.telling[cijfer], "begin": f"{begin:.2f}", "breed": tot, "kleur": f"cijfer-{cijfer}"})
            begin += breed
        return uit


@dataclass(frozen=True)
class Uitslag:
    """Of one question: the groups that may be shown, how many sides are not, and the written answers."""

    vraag: Vraag
    groepen: list[Groep]
    weggelaten: list[str]
    teksten: list[Antwoord]


def per_kant(van: Mapping[str, tuple[int, int]]) -> tuple[dict[str, int], dict[str, int]]:
    """How many of each side were asked, and how many answered. `van`: both of each side that there is."""
    gevraagd, geantwoord = ({kant.value: van.get(kant, (0, 0))[wat] for kant in EERST_WEG} for wat in (0, 1))
    return gevraagd, geantwoord


def respons(evaluatie: Evaluatie, *, precies: bool) -> list[Respons]:
    """Per side and in all how many were asked and answered, and who came by; `precies`: for who sends the invitations.

    While it runs both are told as `hele_vijven`, and a side of which that is nobody not at all: whoever looks again after each answer sees no
    group grow by one. No side is then hidden for another one either, since that would tell when the other began.
    """
    van = evaluatie.per_kant(allen=precies)
    tabellen, langs = per_kant(van), van.get("", (0, 0))[1]
    if evaluatie.in_vijven and not precies:
        vijven = {kant: (len(hele_vijven(range(n))), len(hele_vijven(range(klaar)))) for kant, (n, klaar) in van.items()}
        gevraagd, geantwoord = per_kant(vijven)
        rijen = [Respons(kant.label.capitalize(), gevraagd[kant] or None, geantwoord[kant] or None, loopt=True) for kant in Kant]
        rijen.append(Respons(ALLEN, sum(gevraagd.values()) or None, sum(geantwoord.values()) or None, loopt=True))
        voorbij = vijven.get("", (0, 0))[1]
        return [*rijen, Respons(VOORBIJ, None, voorbij)] if voorbij else rijen
    weg = verborgen(tabellen[1])
    (gevraagd, allen), (geantwoord, klaar) = ((t, sum(t.values())) if precies else te_tonen(t, weg) for t in tabellen)
    rijen = [Respons(kant.label.capitalize(), gevraagd.get(kant), geantwoord.get(kant)) for kant in Kant]
    rijen.append(Respons(ALLEN, allen, klaar))
    return [*rijen, Respons(VOORBIJ, None, langs if precies or langs >= MINSTE_GROEP else None)] if langs else rijen


def uitslag(evaluatie: Evaluatie, *, alleen_openbaar: bool) -> list[Uitslag]:
    """Per question, in four or five queries whatever the number of answers. While it runs, figures move by five people of one side at a time.

    Of one that was opened again the figures tell who answered before (`kan_alles_tellen`); written answers are there as an official read them.
    """
    van: dict[int, list[Antwoord]] = defaultdict(list)
    antwoorden = Antwoord.objects.filter(vraag__evaluatie=evaluatie)
    for antwoord in antwoorden.select_related("genodigde").order_by("tekst", "pk"):
        van[antwoord.vraag_id].append(antwoord)
    leesbaar = set() if alleen_openbaar else set(antwoorden.leesbaar().values_list("pk", flat=True))
    van_kant = evaluatie.per_kant()
    weg, genoeg = verborgen(per_kant(van_kant)[1]), sum(klaar for _, klaar in van_kant.values()) >= MINSTE_GROEP
    uit = []
    for vraag in evaluatie.vragen.all():
        groepen, weggelaten = _van_vraag(evaluatie, vraag, van[vraag.pk], weg)
        if alleen_openbaar:
            teksten = _openbare_teksten(vraag, van[vraag.pk], weg) if genoeg else []
        else:
            teksten = [antwoord for antwoord in van[vraag.pk] if antwoord.pk in leesbaar]
        uit.append(Uitslag(vraag, groepen, weggelaten, teksten))
    return uit


def _openbare_teksten(vraag: Vraag, antwoorden: list[Antwoord], weg: set[str]) -> list[Antwoord]:
    """What everyone may read. What a small side alone was asked in words would be known as theirs."""
    apart = not vraag.kant or (vraag.kant not in weg and sum(bool(antwoord.tekst) for antwoord in antwoorden) >= MINSTE_GROEP)
    return [antwoord for antwoord in antwoorden if antwoord.tekst and antwoord.openbaar and apart]


def _van_vraag(evaluatie: Evaluatie, vraag: Vraag, antwoorden: list[Antwoord], weg: set[str]) -> tuple[list[Groep], list[str]]:
    """The groups that are shown, and the sides that are not."""
    loopt, tot = evaluatie.in_vijven, evaluatie.geteld_tot
    cijfers: dict[str, list[int]] = defaultdict(list)
    for antwoord in sorted(antwoorden, key=lambda een: (een.genodigde.ingevuld_op, een.genodigde_id)):
        if antwoord.cijfer is not None and (tot is None or antwoord.genodigde.ingevuld_op <= tot):
            cijfers[antwoord.genodigde.kant].append(antwoord.cijfer)
    tellingen = {kant: Counter(hele_vijven(cijfers[kant]) if loopt else cijfers[kant]) for kant in ("", *EERST_WEG)}
    return _groepen(vraag, tellingen, set() if loopt else weg)


def _groepen(vraag: Vraag, tellingen: Mapping[str, Counter], weg: set[str]) -> tuple[list[Groep], list[str]]:
    """The groups that may be shown, of how often each side gave each figure; and the sides that have no row of their own."""
    aantallen = {kant.value: tellingen[kant].total() for kant in EERST_WEG if vraag.kant in ("", kant)}
    getoond, allen = te_tonen(aantallen, weg)
    groepen = [Groep(ALLEN, sum((tellingen[kant] for kant in aantallen), Counter()))] if len(aantallen) > 1 and (allen or 0) >= MINSTE_GROEP else []
    groepen += [Groep(kant.label.capitalize(), tellingen[kant]) for kant in Kant if getoond.get(kant)]
    if tellingen[""].total() >= MINSTE_GROEP:
        groepen.append(Groep(VOORBIJ, tellingen[""]))
    return groepen, [kant.label for kant in Kant if kant in aantallen and not getoond.get(kant)]


def antwoordcijfers(evaluatie: Evaluatie) -> dict[str, tuple[str, str]]:
    """The averages that everyone sees now, on which a leerpunt can rest: by key the name (the question, and who) and the value."""
    return {
        f"vraag-{een.vraag.pk}.{slugify(groep.naam)}": (
            f"{een.vraag.tekst[:150]} {groep.naam}",
            f"gemiddeld {groep.gemiddelde} van {max(CIJFERS)}, {stuks(groep.aantal, 'antwoord', 'antwoorden')}",
        )
        for een in uitslag(evaluatie, alleen_openbaar=True)
        for groep in een.groepen
    }


def toont_iets(evaluatie: Evaluatie) -> bool:
    """Whether a closed one tells how many answered, or what."""
    return any(rij.geantwoord for rij in respons(evaluatie, precies=False)) or any(een.groepen for een in uitslag(evaluatie, alleen_openbaar=True))


def kan_alles_tellen(evaluatie: Evaluatie) -> bool:
    """Whether figures that were held at `geteld_tot` may tell who answered after too: of no side, in no question, that would be fewer than five."""
    kanten = [*EERST_WEG, ""]
    eerder, nu = ({kant: van.get(kant, (0, 0))[1] for kant in kanten} for van in (evaluatie.per_kant(), evaluatie.per_kant(allen=True)))
    tabellen = [("", eerder, nu)]
    per_vraag: dict[tuple[int, str], tuple[dict, dict]] = defaultdict(lambda: (dict.fromkeys(kanten, 0), dict.fromkeys(kanten, 0)))
    gegeven = Antwoord.objects.filter(vraag__evaluatie=evaluatie, cijfer__isnull=False).order_by()
    telling = Count("pk", filter=Q(genodigde__ingevuld_op__lte=evaluatie.geteld_tot))
    for vraag, alleen, kant, toen, alle in gegeven.values_list("vraag", "vraag__kant", "genodigde__kant").annotate(toen=telling, alle=Count("pk")):
        per_vraag[vraag, alleen][0][kant], per_vraag[vraag, alleen][1][kant] = toen, alle
    tabellen += [(alleen, *twee) for (_, alleen), twee in per_vraag.items()]
    weg = verborgen(_van_kanten(eerder))
    return weg == verborgen(_van_kanten(nu)) and all(
        kan_erbij(_van_kanten(toen, alleen), _van_kanten(alle, alleen), weg) and kan_erbij({"": toen[""]}, {"": alle[""]}, set())
        for alleen, toen, alle in tabellen
    )


def _van_kanten(tabel: Mapping[str, int], alleen: str = "") -> dict[str, int]:
    """Of a table the sides that were asked, all or one, without who came by."""
    return {kant.value: tabel[kant] for kant in EERST_WEG if alleen in ("", kant)}


def is_te_lezen(antwoord: Antwoord) -> bool:
    """Whether everyone can read this written answer on the page of its evaluation."""
    return any(antwoord in een.teksten for een in uitslag(antwoord.vraag.evaluatie, alleen_openbaar=True) if een.vraag == antwoord.vraag)


def _wie(evaluaties: QuerySet[Evaluatie] | list[Evaluatie]) -> dict[int, tuple[dict[str, int], dict[str, int]]]:
    """Of each evaluation (by key) how many of each side were asked, and how many answered, in one query."""
    wie: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    mensen = Genodigde.objects.filter(evaluatie__in=evaluaties).gevraagd().per_kant("evaluatie", "kant")
    for evaluatie, kant, gevraagd, geantwoord in mensen:
        wie[evaluatie][kant] = gevraagd, geantwoord
    return {evaluatie: per_kant(van) for evaluatie, van in wie.items()}


def samen(evaluaties: QuerySet[Evaluatie]) -> tuple[int | None, int, int, Counter]:
    """Of several concluded ones: people asked (None where the page of one that is added up hides it), people who answered, of how many evaluations
    that is hidden, and how often each figure was given to how satisfied people are; in two queries.

    Only what the page of each tells of everyone is added up: else the sum less the pages would tell what a page hides.
    """
    tabellen = _wie(evaluaties)
    weg = {evaluatie: verborgen(geantwoord) for evaluatie, (_, geantwoord) in tabellen.items()}
    tellingen: dict[tuple[int, int, str], dict[str, Counter]] = defaultdict(lambda: {kant.value: Counter() for kant in EERST_WEG})
    antwoorden = Antwoord.objects.geteld().filter(vraag__evaluatie__in=evaluaties, cijfer__isnull=False).exclude(genodigde__weg=Genodigde.Weg.OPEN)
    antwoorden = antwoorden.filter(vraag__tekst__icontains=TEVREDENHEID)
    sleutel = "vraag__evaluatie", "vraag", "vraag__kant", "genodigde__kant", "cijfer"
    for evaluatie, vraag, alleen, kant, cijfer, n in antwoorden.order_by().values_list(*sleutel).annotate(n=Count("pk")):
        tellingen[evaluatie, vraag, alleen][kant][cijfer] += n
    gegeven: Counter = Counter()
    for (evaluatie, _, alleen), van in tellingen.items():
        getoond, allen = te_tonen({kant: telling.total() for kant, telling in van.items() if alleen in ("", kant)}, weg[evaluatie])
        if alleen in getoond or (not alleen and (allen or 0) >= MINSTE_GROEP):
            gegeven += sum(van.values(), Counter())
    sommen = [[te_tonen(t, weg[evaluatie])[1] for t in twee] for evaluatie, twee in tabellen.items()]
    verteld = [(gevraagd, klaar) for gevraagd, klaar in sommen if klaar is not None]
    gevraagd = [aantal for aantal, _ in verteld if aantal is not None]
    allen = sum(gevraagd) if len(gevraagd) == len(verteld) else None
    return allen, sum(klaar for _, klaar in verteld), len(sommen) - len(verteld), gegeven


def door_de_jaren(evaluaties: list[Evaluatie]) -> list[tuple[str, list[tuple[str, list[tuple[int, str]]]]]]:
    """Of the years that are concluded: per question, and per group that the page of its year shows, the average in each year (a dash where there
    is none). A question that a year did not ask in these words stands apart."""
    klaar = [evaluatie for evaluatie in evaluaties if evaluatie.status == Evaluatie.Status.VASTGESTELD]
    van = cijfers_per_kant(klaar)
    vragen: dict[str, dict[str, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for evaluatie in klaar:
        for een in van[evaluatie.pk]:
            for groep in een.groepen:
                vragen[f"{een.vraag.tekst} ({een.vraag.uitersten})"][groep.naam][evaluatie.jaar] = groep.gemiddelde
    jaren = [evaluatie.jaar for evaluatie in klaar]
    return [
        (vraag, [(naam, [(jaar, gemiddeld.get(jaar, "–")) for jaar in jaren]) for naam, gemiddeld in groepen.items()])
        for vraag, groepen in vragen.items()
    ]


def cijfers_per_kant(evaluaties: list[Evaluatie]) -> dict[int, list[Uitslag]]:
    """Of concluded evaluations (by key) the questions that are answered with a figure, without texts. Three queries for all of them."""
    weg = {evaluatie: verborgen(geantwoord) for evaluatie, (_, geantwoord) in _wie(evaluaties).items()}
    vragen = list(Vraag.objects.filter(evaluatie__in=evaluaties, soort=Vraag.Soort.CIJFER))
    tellingen: dict[int, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    gegeven = Antwoord.objects.geteld().filter(vraag__in=vragen, cijfer__isnull=False)
    for vraag, kant, cijfer, n in gegeven.order_by().values_list("vraag", "genodigde__kant", "cijfer").annotate(n=Count("pk")):
        tellingen[vraag][kant][cijfer] = n
    uit: dict[int, list[Uitslag]] = defaultdict(list)
    for vraag in vragen:
        uit[vraag.evaluatie_id].append(Uitslag(vraag, *_groepen(vraag, tellingen[vraag.pk], weg.get(vraag.evaluatie_id, set())), []))
    return uit
