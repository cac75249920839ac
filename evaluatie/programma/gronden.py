"""What a leerpunt rests on, in the programme: in words that can stand there for good, and as links while there is something to read behind them.

The words of an answer are not taken over: a version is kept for ever, and who gave the answer may have it taken away.
"""

from collections import defaultdict
from dataclasses import replace

from evaluatie.models import Evaluatie, Grond, Leerpunt
from evaluatie.programma.blokken import Document, Onderbouwd
from wijk.woorden import datum, stuks


def in_woorden(leerpunt: Leerpunt) -> list[tuple[str, int]]:
    """Each thing that it rests on, with the key of its grond (0: none); answers to one question together."""
    uit, antwoorden = [], defaultdict(list)
    for grond in leerpunt.gronden.all():
        if grond.antwoord:
            antwoorden[grond.antwoord.vraag].append(grond)
        elif grond.gebeurtenis:
            wat, dag = grond.gebeurtenis.tekst.rstrip("."), datum(grond.gebeurtenis.wanneer)
            uit.append((wat if dag in wat else f"{wat} ({dag})", grond.pk))
        else:
            uit.append((grond.tekst, grond.pk))
    for vraag, gronden in antwoorden.items():
        hoeveel = stuks(len(gronden), "antwoord", "antwoorden")
        uit.append((f"{hoeveel} op “{vraag}” bij “{vraag.evaluatie}” ({datum(max(grond.op for grond in gronden))})", gronden[0].pk))
    if not uit and leerpunt.evaluatie:
        uit.append((f"de evaluatie “{leerpunt.evaluatie}”", 0))
    return uit


def met_links(document: Document) -> Document:
    """The same words, with a link wherever everyone can still read what is behind it."""
    sleutels = {
        pk for deel in document.delen for blok in deel.blokken if isinstance(blok, Onderbouwd) for _, gronden in blok.punten for _, pk in gronden
    }
    gronden = Grond.objects.filter(pk__in=sleutels).voor_lijst() if sleutels else ()
    paden = {str(grond.pk): grond.pad for grond in gronden if _is_te_lezen(grond)}
    delen = [
        replace(deel, blokken=[replace(blok, paden=paden) if isinstance(blok, Onderbouwd) else blok for blok in deel.blokken])
        for deel in document.delen
    ]
    return replace(document, delen=delen) if paden else document


def _is_te_lezen(grond: Grond) -> bool:
    if grond.gebeurtenis:
        return grond.gebeurtenis.openbaar
    evaluatie = grond.antwoord.vraag.evaluatie if grond.antwoord else grond.evaluatie
    return evaluatie.status == Evaluatie.Status.VASTGESTELD and (grond.antwoord is None or grond.antwoord.openbaar)
