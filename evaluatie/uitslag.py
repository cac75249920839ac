"""What came out of an evaluation: how many answered, per question the figures of each side, and the written answers.

The rule of evaluatie/drempel.py holds for everyone, officials too: no group of fewer than five, also not by reckoning.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from evaluatie.drempel import MINSTE_GROEP, hele_vijven, verborgen
from evaluatie.models import Antwoord, Evaluatie, Kant, Vraag

WOORDEN = {1: "heel ontevreden", 2: "ontevreden", 3: "gaat wel", 4: "tevreden", 5: "heel tevreden"}
KLEUREN = {1: "rood", 2: "rood", 3: "oker", 4: "groen", 5: "groen"}
ALLEN = "Iedereen die gevraagd is"
VOORBIJ = "Wie langskwam zonder uitnodiging"


@dataclass(frozen=True)
class Respons:
    """Of one side: how many were asked and answered; None where the group is too small to tell."""

    naam: str
    gevraagd: int | None
    geantwoord: int | None

    @property
    def procent(self) -> int | None:
        return round(100 * self.geantwoord / self.gevraagd) if self.gevraagd and self.geantwoord is not None else None


@dataclass(frozen=True)
class Groep:
    """The figures that one group gave to one question."""

    naam: str
    telling: Counter

    @property
    def aantal(self) -> int:
        return sum(self.telling.values())

    @property
    def gemiddelde(self) -> str:
        return f"{sum(cijfer * n for cijfer, n in self.telling.items()) / self.aantal:.1f}".replace(".", ",")

    @property
    def delen(self) -> list[dict]:
        """How often each figure was given, and its place in a bar 100 wide (as SVG writes numbers)."""
        uit, begin = [], 0.0
        for cijfer, kleur in KLEUREN.items():
            breed = 100 * self.telling[cijfer] / self.aantal
            # A small gap keeps two figures of one colour apart.
            tot = f"{max(0.0, breed - 0.8):.2f}"
            uit.append({"cijfer": cijfer, "aantal": self.telling[cijfer], "begin": f"{begin:.2f}", "breed": tot, "kleur": kleur})
            begin += breed
        return uit


@dataclass(frozen=True)
class Uitslag:
    """Of one question: the groups that may be shown, how many sides are not, and the written answers."""

    vraag: Vraag
    groepen: list[Groep]
    weggelaten: list[str]
    teksten: list[Antwoord]


def respons(evaluatie: Evaluatie, *, precies: bool) -> list[Respons]:
    """Per side and in all how many were asked and answered, and who came by; `precies`: for who sends the invitations."""
    van = evaluatie.per_kant()
    gevraagd, geantwoord = ({kant: van.get(kant, (0, 0))[wat] for kant in Kant} for wat in (0, 1))
    weg = set() if precies else verborgen(gevraagd) | verborgen(geantwoord)
    rijen = [Respons(kant.label.capitalize(), None if kant in weg else gevraagd[kant], None if kant in weg else geantwoord[kant]) for kant in Kant]
    som, langs = sum(geantwoord.values()), van.get("", (0, 0))[1]
    rijen.append(Respons(ALLEN, sum(gevraagd.values()), som if precies or not 0 < som < MINSTE_GROEP else None))
    return [*rijen, Respons(VOORBIJ, None, langs if precies or langs >= MINSTE_GROEP else None)] if langs else rijen


def uitslag(evaluatie: Evaluatie, *, alleen_openbaar: bool) -> list[Uitslag]:
    """Per question, in three queries whatever the number of answers. While it runs, figures move by five people of one side at a time."""
    op_volgorde: dict[str, list[int]] = defaultdict(list)
    for pk, kant in evaluatie.genodigden.filter(ingevuld_op__isnull=False).order_by("ingevuld_op", "pk").values_list("pk", "kant"):
        op_volgorde[kant].append(pk)
    loopt = evaluatie.status == Evaluatie.Status.OPEN
    kant_van = {pk: kant for kant, wie in op_volgorde.items() for pk in (hele_vijven(wie) if loopt else wie)}
    van: dict[int, list[Antwoord]] = defaultdict(list)
    for antwoord in Antwoord.objects.filter(vraag__evaluatie=evaluatie).select_related("genodigde").order_by("tekst", "pk"):
        van[antwoord.vraag_id].append(antwoord)
    genoeg = sum(map(len, op_volgorde.values())) >= MINSTE_GROEP
    return [_van_vraag(vraag, van[vraag.pk], kant_van, alleen_openbaar, genoeg) for vraag in evaluatie.vragen.all()]


def _van_vraag(vraag: Vraag, antwoorden: list[Antwoord], kant_van: dict[int, str], alleen_openbaar: bool, genoeg: bool) -> Uitslag:
    tellingen: dict[str, Counter] = defaultdict(Counter)
    for antwoord in antwoorden:
        if antwoord.cijfer is not None and antwoord.genodigde_id in kant_van:
            tellingen[kant_van[antwoord.genodigde_id]][antwoord.cijfer] += 1
    groepen, weggelaten = _groepen(vraag, tellingen)
    teksten = [a for a in antwoorden if a.tekst and (not alleen_openbaar or (a.openbaar and genoeg))]
    return Uitslag(vraag, groepen, weggelaten, teksten)


def _groepen(vraag: Vraag, tellingen: dict[str, Counter]) -> tuple[list[Groep], list[str]]:
    """The groups that may be shown, of how often each side gave each figure; and the sides that may not."""
    kanten = [kant for kant in Kant if vraag.kant in ("", kant)]
    aantallen = {kant: tellingen[kant].total() for kant in kanten}
    weg = verborgen(aantallen)
    groepen = [Groep(kant.label.capitalize(), tellingen[kant]) for kant in kanten if aantallen[kant] and kant not in weg]
    if len(kanten) > 1 and sum(aantallen.values()) >= MINSTE_GROEP:
        groepen.insert(0, Groep(ALLEN, sum((tellingen[kant] for kant in kanten), Counter())))
    if tellingen[""].total() >= MINSTE_GROEP:
        groepen.append(Groep(VOORBIJ, tellingen[""]))
    return groepen, [kant.label for kant in kanten if kant in weg]


def cijfers_per_kant(evaluaties: list[Evaluatie]) -> dict[int, list[Uitslag]]:
    """Of concluded evaluations (by key) the questions that are answered with a figure, without texts. Two queries for all of them."""
    vragen = list(Vraag.objects.filter(evaluatie__in=evaluaties, soort=Vraag.Soort.CIJFER))
    tellingen: dict[int, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    gegeven = Antwoord.objects.filter(vraag__in=vragen, cijfer__isnull=False, genodigde__ingevuld_op__isnull=False)
    for vraag, kant, cijfer, n in gegeven.order_by().values_list("vraag", "genodigde__kant", "cijfer").annotate(n=Count("pk")):
        tellingen[vraag][kant][cijfer] = n
    uit: dict[int, list[Uitslag]] = defaultdict(list)
    for vraag in vragen:
        uit[vraag.evaluatie_id].append(Uitslag(vraag, *_groepen(vraag, tellingen[vraag.pk]), []))
    return uit
