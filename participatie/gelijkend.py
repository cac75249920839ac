"""Which ideas look like one that somebody is about to send.

Points are added up: for the same theme, for each matter that both name (the same word, a part of it, or a word that says the same; the rarer,
the more), and fewer for a place further off. Everything is read through the index of words (`participatie/models/woord.py`), newest first and a
bounded number a word, so that it costs the same in a large wijk.
"""

import math
from collections import defaultdict

from participatie.deeds.woorden import vak
from participatie.models import Idee, IdeeWoord, Woord
from participatie.models.woord import hoort_bij
from participatie.woordvormen import stammen, stammen_van, woorden
from participatie.zelfde import zegt_hetzelfde

HOOGSTENS = 5
# Words of the explanation that are looked at.
WOORDEN = 40
# Words that lead to ideas to look at, the likeliest first; ideas looked at for each, and for each square of about a hundred metres around the place.
WEGEN, PER_WOORD, PER_VAK = 40, 40, 60
# In a small wijk no word is rarer than in one with so many ideas.
KLEINSTE_WIJK = 1000
# How much a word counts that only says the same, stands in the explanation, or names a place (how far it is tells that better).
ANDERS, UITLEG, PLEK = 0.85, 0.5, 0.5
PLEKWOORDEN = frozenset(stammen("straat laan weg plein park school brug flat winkel winkelcentrum pad buurt wijk hoek kant garage plek plaats"))
# Points for the same theme, and where the theme of one is not known. A word gives from one to two and a half.
ZELFDE_THEMA, ONBEKEND_THEMA = 3.0, 1.0
# Within so many metres it is the same place; just outside costs a point, and every hundred metres more as much as this, until it is elsewhere.
HIER, PER_HONDERD_METER, ELDERS, ONBEKENDE_PLEK = 110, 5.0, -5.0, -2.2
# From here on it is worth showing: the same theme at the same place, or about two words.
GENOEG = 3.0


def meters(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """The distance between two places (WGS 84 degrees) in metres; flat, which is right within a municipality."""
    return math.hypot(lat2 - lat, (lon2 - lon) * math.cos(math.radians(lat))) * 111_195


def gelijkend(
    wijk,
    titel: str,
    omschrijving: str = "",
    thema=None,
    lat: float | None = None,
    lon: float | None = None,
    *,
    onder=None,
    per_woord: int = PER_WOORD,
    per_vak: int = PER_VAK,
) -> list[Idee]:
    """At most five ideas that say much the same, the most alike first, ready for a list, each with `gelijkenis`: how much (points). None when
    nothing is clearly alike.

    `onder`: the ideas among which is looked (a queryset); those that everyone may read when it is left out. `per_woord`, `per_vak`: how many of the
    newest ideas of each word, and of each square around the place, are looked at.
    """
    vraag = {s: (woord, 1.0) for woord in woorden(titel) for s in stammen_van(woord)}
    vraag = {s: (woord, UITLEG) for woord in woorden(omschrijving)[:WOORDEN] for s in stammen_van(woord)} | vraag
    if not vraag:
        return []
    plek = (lat, lon) if lat is not None and lon is not None else None
    bewijs = _bewijs(wijk, vraag)
    wegen = sorted(bewijs, key=lambda pk: -max(bewijs[pk].values()))[:WEGEN]
    vakken = Woord.objects.filter(wijk=wijk, stam__in=[vak(*plek, n, o) for n in (-1, 0, 1) for o in (-1, 0, 1)] if plek else [])
    kandidaten = {*IdeeWoord.objects.nieuwste(wegen, per_woord), *IdeeWoord.objects.nieuwste(vakken.values_list("pk", flat=True), per_vak)}
    heeft = IdeeWoord.objects.per_idee(kandidaten, bewijs)
    punten = {}
    for pk, lat2, lon2, thema2 in (
        (Idee.objects.te_lezen() if onder is None else onder).filter(pk__in=kandidaten).order_by().values_list("pk", "lat", "lon", "thema_id")
    ):
        punten[pk] = _gedeeld([(waarde, gevraagd, woord) for woord in heeft.get(pk, ()) for gevraagd, waarde in bewijs[woord].items()])
        punten[pk] += ONBEKEND_THEMA if thema is None or thema2 is None else ZELFDE_THEMA * (thema2 == thema.pk)
        punten[pk] += _nabij(meters(*plek, lat2, lon2)) if plek and lat2 is not None else ONBEKENDE_PLEK
    beste = sorted((pk for pk, punt in punten.items() if punt >= GENOEG), key=lambda pk: (-punten[pk], -pk))[:HOOGSTENS]
    gevonden = {idee.pk: idee for idee in Idee.objects.filter(pk__in=beste).voor_lijst()}
    for pk, idee in gevonden.items():
        idee.gelijkenis = punten[pk]
    return [gevonden[pk] for pk in beste]


def _bewijs(wijk, vraag: dict[str, tuple[str, float]]) -> dict[int, dict[str, float]]:
    """Stem that the wijk has → word asked for that names the same → points. `vraag`: stem → (the word it comes from, how much that counts)."""
    zelfde = {s: zegt_hetzelfde(s) for s in vraag}
    # Parts of a compound: straatgoot is also goot, but donker is not keer.
    stukken = {s: {deel for n in range(3, len(s) - 2) for deel in (s[:n], s[-n:]) if n > 3 or len(s) > 6} for s in vraag}
    bekend = Woord.objects.verwant(wijk, vraag, set().union(*stukken.values(), *zelfde.values()))
    totaal = max(wijk.ideeen.order_by("-nummer").values_list("nummer", flat=True).first() or 0, KLEINSTE_WIJK)
    uit: dict[int, dict[str, float]] = defaultdict(dict)
    for s, (woord, telt) in vraag.items():
        for pk, ander, aantal in bekend:
            eigen = ander in stukken[s] or hoort_bij(s, ander)
            if eigen or ander in zelfde[s]:
                zeldzaam = math.sqrt(math.log(max(totaal / 2 / (1 + aantal), 1.1)))
                punten = telt * zeldzaam * (1 if eigen else ANDERS) * (PLEK if ander in PLEKWOORDEN or s in PLEKWOORDEN else 1)
                uit[pk][woord] = max(punten, uit[pk].get(woord, 0))
    return uit


def _gedeeld(gevonden: list[tuple[float, str, int]]) -> float:
    """What shared words (points, word asked for, stem found) give together: each of the one and of the other counts once."""
    punten, gehad = 0.0, set()
    for waarde, gevraagd, woord in sorted(gevonden, reverse=True):
        if gehad.isdisjoint((gevraagd, woord)):
            punten += waarde
        gehad |= {gevraagd, woord}
    return punten


def _nabij(afstand: float) -> float:
    return 0.0 if afstand <= HIER else max(ELDERS, -1 - PER_HONDERD_METER * (afstand - HIER) / 100)
