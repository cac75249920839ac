"""Everything that was said until an overleg, theme by theme, with the verdicts: what the conversation is about (step 4 of the note).

Made of what everyone may read: no names, no addresses, nothing that was withdrawn.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from participatie.models import Idee, Oordeel, Overleg, Toetsing, Vervolgstap
from wijk.document import maak_pdf
from wijk.qr import qr_svg
from wijk.woorden import datum, leesbaar, met_punt, stuks

SJABLOON = Path(__file__).parent / "documenten/overzicht.typ"
# So many fit in a document or spreadsheet that is made in one go; the CSV holds all.
MEESTE = 2000
AFGEKAPT = f"Hier staan de eerste {stuks(MEESTE, 'idee', 'ideeën')}. Alles staat in het CSV-bestand op de website."
KOP = "nummer thema soort titel toelichting plek gezegd_op stand antwoord wat_niet_of_alleen_als besluit waarom organisatie voor".split()
BREEDTES = (8, 24, 10, 40, 60, 24, 12, 22, 60, 60, 24, 40, 24, 12)
W = Oordeel.Waarde


def ideeen(overleg: Overleg):
    """The ideas, by theme and the newest first, each with its current answer and verdicts and what was decided on it."""
    met_oordelen = Toetsing.objects.huidig().prefetch_related(
        Prefetch(
            "oordelen", Oordeel.objects.filter(waarde__in=(W.VOORWAARDE, W.VOLDOET_NIET)).select_related("versie").order_by("pk"), to_attr="let_op"
        )
    )
    stappen = Vervolgstap.objects.select_related("partij", "overleg")
    return (
        overleg.wijk.ideeen.te_lezen()
        .gezegd_tot_en_met(overleg.dag)
        .select_related("wijk", "thema", "samengevoegd_met", "wandeling", "overleg")
        .prefetch_related(Prefetch("toetsingen", met_oordelen, to_attr="huidige_toetsingen"), Prefetch("vervolgstappen", stappen, to_attr="besloten"))
        .order_by("thema_id", "-nummer")
    )


def te_besluiten(overleg: Overleg) -> set[int]:
    """The ideas (primary keys) that it is still to decide on; none once it is closed."""
    return set() if overleg.is_dicht else set(overleg.te_besluiten().order_by().values_list("pk", flat=True))


def zin_bij_idee(overleg: Overleg) -> str:
    """What stands with each of the ideas that it is still to decide on."""
    return "Hierover is nog niet besloten." if overleg.is_begonnen else "Hierover besluit dit overleg."


def is_afgekapt(overleg: Overleg) -> bool:
    """Whether there are more ideas than a document or spreadsheet holds."""
    return ideeen(overleg).order_by()[MEESTE : MEESTE + 1].exists()


def rijen(overleg: Overleg, hoogstens: int | None = None) -> Iterator[list]:
    """A row an idea, for a spreadsheet; in a fixed number of queries a thousand ideas."""
    alle = ideeen(overleg)
    for idee in (alle[:hoogstens] if hoogstens else alle).iterator(chunk_size=1000):
        stap = _stap(idee, overleg)
        reden, oordelen = antwoord_in_woorden(idee)
        yield [
            idee.nummer,
            str(idee.thema or ""),
            idee.get_soort_display(),
            idee.titel,
            idee.omschrijving,
            idee.plaats,
            idee.gezegd_op,
            idee.get_status_display(),
            reden,
            "\n".join(oordelen),
            stap.get_besluit_display() if stap else "",
            stap.reden if stap else "",
            str(stap.partij or "") if stap else "",
            stap.voor if stap else None,
        ]


def _stap(idee: Idee, overleg: Overleg) -> Vervolgstap | None:
    """What this overleg decided on the idea, or else what another one did last."""
    hier = [stap for stap in idee.besloten if stap.overleg_id == overleg.pk]
    return next(iter(hier or idee.besloten[-1:]), None)


def antwoord_in_woorden(idee: Idee) -> tuple[str, list[str]]:
    """The current answer, and what cannot be or on what condition; a sentence that stands in both is said once."""
    if not idee.huidige_toetsingen:
        return "", []
    antwoord = idee.huidige_toetsingen[0]
    oordelen = [oordeel.zonder_waarom if oordeel.waarom in antwoord.reden else oordeel.in_woorden for oordeel in antwoord.let_op]
    dubbel = any(antwoord.reden in oordeel.waarom and antwoord.reden != oordeel.waarom for oordeel in antwoord.let_op)
    return "" if dubbel else antwoord.reden, oordelen


def als_pdf(overleg: Overleg) -> bytes:
    """The overview as a PDF (PDF/UA-1, PDF/A-2a), the first MEESTE ideas."""
    wijk, alle = overleg.wijk, ideeen(overleg)
    per_thema: dict[str, list[dict]] = {}
    aantal, op_lijst = 0, te_besluiten(overleg)
    for idee in alle[:MEESTE].iterator(chunk_size=1000):
        aantal += 1
        per_thema.setdefault(str(idee.thema or "Zonder thema"), []).append(_in_pdf(idee, overleg) | {"op_lijst": idee.pk in op_lijst})
    pagina, over = f"{settings.BASIS_URL}{overleg.get_absolute_url()}", stuks(len(op_lijst), "idee", "ideeën")
    gegevens = {
        "titel": overleg.titel,
        "wijk": wijk.naam,
        "wanneer": leesbaar(overleg.begint),
        "plaats": overleg.plaats,
        "punten": [[timezone.localtime(punt.om).strftime("%H.%M"), punt.tekst, f"{punt.minuten} min."] for punt in overleg.punten()],
        "themas": [{"naam": naam, "ideeen": wat} for naam, wat in per_thema.items()],
        "aantal": stuks(aantal, "idee", "ideeën"),
        "besluit": f"Over {over} {'is nog niet besloten' if overleg.is_begonnen else 'besluit dit overleg'}. Dat staat erbij." if op_lijst else "",
        "bij_idee": zin_bij_idee(overleg),
        "afgekapt": AFGEKAPT if is_afgekapt(overleg) else "",
        "pagina": pagina,
        "qr": qr_svg(pagina),
        "gemaakt": datum(timezone.localdate()),
    }
    return maak_pdf(SJABLOON, gegevens, datum=timezone.localdate())


def _in_pdf(idee: Idee, overleg: Overleg) -> dict:
    reden, oordelen = antwoord_in_woorden(idee)
    stap = _stap(idee, overleg)
    besluit = ""
    if stap:
        wie = f"Wie: {stap.partij}." if stap.partij else ""
        waar = "" if stap.overleg_id == overleg.pk else stap.overleg.op_overleg
        besluit = " ".join(filter(None, [stap.in_een_zin, met_punt(stap.reden), wie, stap.wanneer, stap.verbetering, waar]))
    return {
        "nummer": idee.nummer,
        "titel": idee.titel,
        "plek": idee.plaats,
        "soort": idee.get_soort_display(),
        "stand": idee.get_status_display(),
        "antwoord": reden,
        "oordelen": oordelen,
        "besluit": besluit,
    }
