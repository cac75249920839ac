"""The usual questions: those of the portal, until a wijk has its own."""

import hashlib

from evaluatie.models import Kant, Over, Standaardvraag, Vraag
from wijk.models import Wijk

CIJFER, TEKST = Vraag.Soort.CIJFER, Vraag.Soort.TEKST

# (question, kind of answer, side: all three when empty). What did it bring, and where did it pinch (step 6 of the note).
VRAGEN = {
    Over.PROJECT: [
        ("Hoe tevreden bent u met wat het heeft opgeleverd?", CIJFER, ""),
        ("Hoe tevreden bent u met hoe we samenwerkten?", CIJFER, ""),
        ("Wist u van tevoren wat wel en niet kon?", CIJFER, Kant.BEWONERS),
        ("Kreeg u op tijd antwoord, met een reden die u begreep?", CIJFER, Kant.BEWONERS),
        ("Was uw rol duidelijk?", CIJFER, Kant.ORGANISATIES),
        ("Waren er genoeg uren voor dit werk?", CIJFER, Kant.GEMEENTE),
        ("Wat heeft het opgeleverd?", TEKST, ""),
        ("Wat ging moeilijk, en wat moet de volgende keer anders?", TEKST, ""),
    ],
    Over.PROCES: [
        ("Hoe tevreden bent u met wat dit jaar in de wijk heeft opgeleverd?", CIJFER, ""),
        ("Hoe tevreden bent u met hoe we dit jaar samenwerkten?", CIJFER, ""),
        ("Was duidelijk wat wel en niet kon, en wie besliste?", CIJFER, ""),
        ("Kreeg u op tijd antwoord, met een reden die u begreep?", CIJFER, Kant.BEWONERS),
        ("Was de rol van uw organisatie duidelijk?", CIJFER, Kant.ORGANISATIES),
        ("Waren er genoeg uren voor dit werk?", CIJFER, Kant.GEMEENTE),
        ("Wat heeft het dit jaar opgeleverd?", TEKST, ""),
        ("Wat waren de knelpunten, en wat moet volgend jaar anders?", TEKST, ""),
    ],
}


Set = list[tuple[str, str, str]]


def vragenset(wijk: Wijk, over: Over) -> Set:
    """(question, kind of answer, side) of a new evaluation, in order."""
    eigen = list(Standaardvraag.objects.filter(wijk=wijk, over=over).values_list("tekst", "soort", "kant"))
    return eigen or VRAGEN[over]


def vingerafdruk(vragen: Set) -> str:
    """What a set is known by, to notice that somebody else changed it."""
    return hashlib.sha256(repr([tuple(map(str, vraag)) for vraag in vragen]).encode()).hexdigest()[:32]
