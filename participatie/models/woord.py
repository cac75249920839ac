"""The words of the ideas, made for finding them again: an index that is derived from the ideas and is the same on both databases.

The deeds keep it (`participatie/deeds/woorden.py`); nothing else writes here.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection, models
from django.db.models import Exists, OuterRef

from participatie.woordvormen import LANGSTE, STOPWOORDEN, kaal, stam, woorden
from participatie.zelfde import zegt_hetzelfde

# A place is a word too: the square of about a hundred metres that an idea lies in. No word that people type begins like this.
VAK = "@"
# Of a part of a word that very many words have, as many stems as this are looked up: those that most ideas have.
STAMMEN_PER_WOORD = 40
# From so many letters on, what somebody types is also looked for at the beginning and at the end of longer words.
BEGIN, EIND = 3, 4


class WoordQuerySet(models.QuerySet["Woord"]):
    def bij(self, wijk, getypt: str) -> list[list[int]]:
        """Of each word that somebody typed, the words of the wijk that it stands for: its stem, and what begins or ends with it."""
        vraag = [w for w in woorden(getypt) if w not in STOPWOORDEN] or woorden(getypt)
        vormen = [{kaal(woord), stam(woord)} for woord in dict.fromkeys(vraag)]
        gevonden = self.verwant(wijk, set().union(*vormen))
        per_woord = [[pk for pk, s, _ in gevonden if any(hoort_bij(vorm, s) for vorm in een)][:STAMMEN_PER_WOORD] for een in vormen]
        # A word that no idea has stands for the words that say the same.
        anders = [set().union(*map(zegt_hetzelfde, een)) if not pks else set() for een, pks in zip(vormen, per_woord, strict=True)]
        if any(anders):
            ook = list(self.filter(wijk=wijk, aantal__gt=0, stam__in=set().union(*anders)).order_by("-aantal", "pk").values_list("pk", "stam"))
            per_woord = [pks or [pk for pk, s in ook if s in een][:STAMMEN_PER_WOORD] for een, pks in zip(anders, per_woord, strict=True)]
        return per_woord

    def verwant(self, wijk, vormen: Iterable[str], ook: Iterable[str] = ()) -> list[tuple[int, str, int]]:
        """(key, stem, number of ideas) of the words that are one of these, begin or end with one, or stand in `ook`; the commonest first.

        Each part reads one stretch of one index, however many words there are.
        """
        rijen = self.filter(wijk=wijk, aantal__gt=0).order_by().values_list("pk", "stam", "aantal")
        delen = [rijen.filter(stam__in={*vormen, *ook})]
        delen += [rijen.filter(**tussen("stam", vorm)) for vorm in vormen if len(vorm) >= BEGIN and vorm.isascii()]
        delen += [rijen.filter(**tussen("omgekeerd", vorm[::-1])) for vorm in vormen if len(vorm) >= EIND and vorm.isascii()]
        return sorted(delen[0].union(*delen[1:]), key=lambda rij: (-rij[2], rij[0]))


def tussen(veld: str, begin: str) -> dict[str, str]:
    """The condition that a field of small letters and digits begins with this; right in whatever order a database sorts them otherwise."""
    kern = begin.rstrip("z")
    volgende = "a" if kern and kern[-1] == "9" else chr(ord(kern[-1]) + 1) if kern else ""
    return {f"{veld}__gte": begin} | ({f"{veld}__lt": kern[:-1] + volgende} if kern else {})


def hoort_bij(vorm: str, stam_: str) -> bool:
    """Whether the stem is this, or begins or ends with it."""
    return vorm == stam_ or (len(vorm) >= BEGIN and stam_.startswith(vorm)) or (len(vorm) >= EIND and stam_.endswith(vorm))


class Woord(models.Model):
    """A stem that ideas of a wijk have, and how many have it."""

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="woorden", db_index=False)
    stam = models.CharField(max_length=LANGSTE)
    omgekeerd = models.CharField(max_length=LANGSTE, help_text="the stem from its last letter to its first: for finding what ends alike")
    aantal = models.PositiveIntegerField(default=0)

    objects = WoordQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wijk", "stam"], name="woord_per_wijk")]
        indexes = [models.Index(fields=["wijk", "omgekeerd"], name="woord_omgekeerd")]

    def __str__(self):
        return self.stam


class IdeeWoordQuerySet(models.QuerySet["IdeeWoord"]):
    def nieuwste(self, woord_ids: Iterable[int], hoogstens: int, *voorwaarden):
        """The ideas of each word, newest first and so many a word: read from the end of the index, whatever the number of ideas."""
        delen = []
        for woord_id in woord_ids:
            eerste = self.filter(*voorwaarden, woord_id=woord_id).order_by("-idee_id")
            if connection.features.supports_slicing_ordering_in_compound:
                delen.append(eerste.values_list("idee_id", flat=True)[:hoogstens])
            else:  # SQLite takes no LIMIT in a part of a UNION, but does in a subquery
                delen.append(self.filter(woord_id=woord_id, idee_id__in=eerste.values("idee_id")[:hoogstens]).values_list("idee_id", flat=True))
        if len(delen) == 1:
            return delen[0]
        return delen[0].union(*delen[1:]) if delen else self.none().values_list("idee_id", flat=True)

    def nieuwste_met(self, per_woord: list[list[int]], hoogstens: int, ideeen) -> list[int]:
        """The newest of `ideeen` that have all words (each given as the stems it stands for); as many as asked for."""
        if not per_woord or not all(per_woord):
            return []
        aantal = dict(Woord.objects.filter(pk__in=set().union(*per_woord)).values_list("pk", "aantal"))
        # The rarest word leads; the others are looked up for each idea that has it.
        eerste, *verder = sorted(per_woord, key=lambda een: sum(aantal.get(pk, 0) for pk in een))
        voorwaarden = [Exists(self.filter(idee_id=OuterRef("idee_id"), woord_id__in=een)) for een in verder]
        rijen = self.nieuwste(eerste, hoogstens, Exists(ideeen.order_by().filter(pk=OuterRef("idee_id"))), *voorwaarden)
        return sorted(rijen, reverse=True)[:hoogstens]

    def per_idee(self, ideeen: Iterable[int], woord_ids: Iterable[int]) -> dict[int, set[int]]:
        """Of these ideas, which of these words each has."""
        uit: dict[int, set[int]] = defaultdict(set)
        for idee, woord in self.filter(idee_id__in=ideeen, woord_id__in=woord_ids).values_list("idee_id", "woord_id"):
            uit[idee].add(woord)
        return uit


class IdeeWoord(models.Model):
    """An idea has a word. The key is the index: of one word, the ideas in the order in which they came in."""

    pk = models.CompositePrimaryKey("woord_id", "idee_id")
    woord = models.ForeignKey(Woord, models.CASCADE, related_name="+", db_index=False)
    idee = models.ForeignKey("participatie.Idee", models.CASCADE, related_name="woorden")

    objects = IdeeWoordQuerySet.as_manager()

    def __str__(self):
        return f"{self.idee_id}: {self.woord_id}"
