"""Words as people type them, made into stems: `lantaarns` and `lantaarn` are one, and `straatverlichting` is also `straat` and `verlichting`.

Pure functions on text; the same on every database, because the database only compares what is made here.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LANGSTE = 40
# Words that say nothing about what an idea is about.
STOPWOORDEN = frozenset(
    "aan al alle alleen als altijd an and ben bent bij bv daar dan dat de deze die dit doe doen door dus een eens en er erg even gaan gaat geen "
    "gewoon graag haar had heb hebben hebt heeft heel hele hem hen het hier hij hoe hun iedereen iemand iets ik in is ja jaar jaren je jij "
    "juist jullie kan keer kom komen komt kon kunnen maar maak maken me mee meer men mensen met mij mijn moet moeten na naar nee niet niets nog "
    "nooit nu of om omdat onder ons ook op over per soms staan staat steeds te tegen toch toe tot u uit uw vaak van veel via voor vooral vind "
    "waar wanneer want wat we weer wel welke werd wie wij wil willen wordt worden zal ze zeer zelf zich zie zij zijn zo zodat zou zouden zullen "
    "zonder".split()
)
# What stands outdoors in a wijk and what is wrong with it: the words that a compound is split into. A split needs every part to be here, so that
# `vuilnis` does not become `vuil` and `nis`; what is not here is still found by a part of the word (`Woord.objects.bij`).
BOUWSTENEN = frozenset(
    "afval auto bak bal bank basket bel berm bloem boek boodschap boom bord bos brug bus buurt centrum container dak deel deur dienst drempel "
    "feest fiets fietspad flat garage geluid gracht gras groen halte hang hek hof hond honden huis hulp ingang insect jeugd kant kast kern kind "
    "kinder klim kraan kruis laad laan lamp lantaarn licht lijn lopen markt mast moes muur nacht nest oever onkruid op ouder overlast oversteek "
    "paal pad park parkeer parkeerplaats perk plaats plant plas plein plek poep pomp prullen punt raam rand rat regen ren rij riool rolstoel "
    "rommel rook schaduw scherf school schoolplein singel sloot sneeuw snelheid speel speeltuin spel spiegel spoor sport sportveld stal "
    "stalling steeg steen stoel stoep straat strook struik tafel tap tegel tennis toestel trap tuin vaart veld verkeer verlichting vijver voet "
    "voetbal voetpad vogel vracht vuilnis vuur wagen wandel water weg wijk winkel winter zand zebra zit zwerf".split()
)
# Forms that the stemmer does not bring together.
ONREGELMATIG = {
    "plaats": "plaats", "plaatsen": "plaats", "rijdt": "rijd", "reed": "rijd", "reden": "reden", "speelt": "spel", "gespeeld": "spel",
    "parkeert": "parker", "geparkeerd": "parker", "zit": "zit", "zitten": "zit", "zittend": "zit", "loopt": "lop", "gelopen": "lop",
    "kinderen": "kind", "kinder": "kind", "kids": "kind", "bladeren": "blad", "ligt": "lig", "liggen": "lig", "ligging": "lig", "stinkt": "stink",
    "brandt": "brand", "fiets": "fiets", "fietsen": "fiets", "fietser": "fiets", "fietsers": "fiets", "fietst": "fiets", "paden": "pad",
    "plantje": "plant", "krantje": "krant", "kaartje": "kaart", "hondjes": "hond", "scheuren": "scheur", "scheurt": "scheur", "gesnoeid": "snoei",
    "kapotte": "kapot", "bus": "bus", "bussen": "bus", "gaten": "gat", "muren": "mur", "gevallen": "val", "valt": "val", "valgevaar": "val",
    "sneller": "snel", "harder": "hard", "veiliger": "veilig", "donkerder": "donker", "schoner": "schon", "lichter": "licht", "groener": "groen",
    "rijwielen": "rijwiel", "oudere": "ouder", "oud": "ouder", "oude": "ouder", "lopen": "lop", "rijders": "rijd", "racen": "race", "raast": "raz",
    "razen": "raz", "steekt": "stek", "schommelen": "schommel",
}  # fmt: skip
# The same at the end of a compound: herfstbladeren, schoolkinderen.
MEERVOUDEN = {"bladeren": "blad", "kinderen": "kind", "plaatsen": "plaats", "paden": "pad", "wegen": "weg", "eieren": "ei", "steden": "stad"}
_dubbel = re.compile(r"([aeou])\1")
_verklein = re.compile(r"(?:(?<=[nlrw])tje|(?<=[gmnb])etje|(?<=m)pje|je)s?$")
_stemmer = snowballstemmer.stemmer("dutch_porter")


def vouw(tekst: str) -> str:
    """Lower case, and without accents: `Café` and `cafe` are one."""
    ontleed = unicodedata.normalize("NFKD", tekst.lower())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def woorden(tekst: str) -> list[str]:
    """The words of a text in their order; the `s` of `’s avonds` and `auto’s` is none."""
    return [woord[:LANGSTE] for woord in re.findall(r"[^\W_]+", vouw(tekst)) if len(woord) > 1 or woord.isdigit()]


@lru_cache(maxsize=50_000)
def stam(woord: str) -> str:
    """The stem of one folded word."""
    if woord in ONREGELMATIG:
        return kaal(ONREGELMATIG[woord])
    if woord.endswith("plaats"):
        return kaal(woord)
    if uitgang := next((u for u in MEERVOUDEN if woord.endswith(u)), None):
        return kaal(woord.removesuffix(uitgang) + MEERVOUDEN[uitgang])
    if len(woord) > 4 and _verklein.search(woord):
        woord = _verklein.sub("", woord)
        woord = ONREGELMATIG.get(woord, woord)
        if woord.endswith("plaats"):
            return kaal(woord)
    kort = _stemmer.stemWord(woord)
    # The stemmer leaves `schev` beside `schef`, `huiz` beside `huis`, `hegg` beside `heg`.
    if len(kort) > 3 and kort[-1] == kort[-2] and kort[-1] not in "aeiou":
        kort = kort[:-1]
    if len(kort) > 2 and kort[-1] in "vz":
        kort = kort[:-1] + {"v": "f", "z": "s"}[kort[-1]]
    return kaal(kort or woord)


def kaal(woord: str) -> str:
    """Without the difference between `oo` and `o`, which comes and goes (boom, bomen): so a compound begins and ends as its parts do."""
    return _dubbel.sub(r"\1", woord)


_STAMMEN_VAN_BOUWSTENEN = frozenset(stam(woord) for woord in BOUWSTENEN)


@lru_cache(maxsize=50_000)
def delen(woord: str) -> tuple[str, ...]:
    """The stems of the parts of a compound, `s` or `en` between them allowed, or of its last part; nothing when none is known."""
    for grens in range(len(woord) - 3, 1, -1):
        kop, rest = woord[:grens], woord[grens:]
        kern = next((k for k in (kop, kop.removesuffix("s"), kop.removesuffix("en"), kop.removesuffix("e")) if k in BOUWSTENEN), None)
        if kern is None:
            continue
        if stam(rest) in _STAMMEN_VAN_BOUWSTENEN:
            return stam(kern), stam(rest)
        if verder := delen(rest):
            return stam(kern), *verder
    # The last part says what a thing is: `kerstverlichting` is `verlichting`. Short ones (`nis` in `vuilnis`) say it by chance.
    for grens in range(3, len(woord) - 4):
        if stam(woord[grens:]) in _STAMMEN_VAN_BOUWSTENEN:
            return (stam(woord[grens:]),)
    return ()


@lru_cache(maxsize=50_000)
def stammen_van(woord: str) -> tuple[str, ...]:
    """Every stem that one folded word stands for; none for a stop word."""
    if woord in STOPWOORDEN:
        return ()
    return (stam(woord), *delen(woord))


def stammen(tekst: str) -> list[str]:
    """Every stem in a text, once, in their order."""
    return list(dict.fromkeys(s for woord in woorden(tekst) for s in stammen_van(woord)))
