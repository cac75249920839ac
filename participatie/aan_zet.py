"""Who decides on an idea now, what happens and by when: for every status of an idea, in words for everyone. No names of officials."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.text import get_text_list

from participatie.models import Idee, Overleg
from wijk.models import Rol
from wijk.woorden import datum

S = Idee.Status
AMBTENAAR = "Een ambtenaar van de gemeente"


@dataclass(frozen=True)
class Beurt:
    """`wie` decides or acts, `wat` happens, and `wanneer` it does (empty when nobody knows)."""

    wie: str
    wat: str
    wanneer: str = ""


def aan_zet(idee: Idee) -> Beurt:
    """Whose turn it is, in a fixed number of queries. `idee` is read with `voor_pagina`."""
    match S(idee.status):
        case S.ONBEVESTIGD:
            return Beurt("Wie het idee stuurde", "Eerst wordt het e-mailadres bevestigd.")
        case S.ONTVANGEN:
            return Beurt(AMBTENAAR, "Die leest het idee en legt het naast wat kan en wat niet kan.", _uiterlijk(idee))
        case S.IN_BEHANDELING:
            if idee.wordt_opnieuw_bekeken:
                return Beurt(AMBTENAAR, "Die kijkt opnieuw naar het idee. Het eerdere antwoord blijft te lezen.")
            return Beurt(AMBTENAAR, "Die legt het idee nu naast wat kan en wat niet kan.", _uiterlijk(idee))
        case S.WACHT_OP_THEMA:
            open_vanaf = idee.thema.open_vanaf if idee.thema else None
            return Beurt("De gemeente", "Het idee wacht tot het thema opengaat.", f"Vanaf {datum(open_vanaf)}" if open_vanaf else "")
        case S.PAST | S.PAST_DEELS | S.LATER:
            return _in_overleg(idee)
        case S.OPGEPAKT:
            stap = _stap(idee)
            wie = stap.wie_doet_het if stap and stap.wie_doet_het else "Bewoners of een organisatie"
            return Beurt(wie[:1].upper() + wie[1:], "Zij pakken het op.", _voor(stap.voor if stap else None))
        case S.REGULIER:
            stap = _stap(idee)
            voor = stap.voor if stap and stap.besluit == idee.status else None
            return Beurt("Wie in de gemeente het onderhoud doet", "Het gaat mee in het gewone onderhoud.", _voor(voor))
        case S.PROJECT:
            return _in_project(idee)
        case S.SAMENGEVOEGD:
            return Beurt(f"Kijk bij idee {idee.samengevoegd_met.nummer}", "Daar gaat het verder.")
        case S.PAST_NIET | S.NIET_GEKOZEN:
            return Beurt("Niemand meer: dit is besloten", "We kijken opnieuw als er iets verandert.")
        case S.KLAAR:
            return Beurt("Niemand meer: het is klaar", "Er hoeft niets meer te gebeuren.")
        case S.TERUGGEZET:
            return Beurt(f"Kijk bij idee {idee.gesplitst_uit.nummer}", "Daar staat het weer bij.")
        case _:
            return Beurt("Niemand", "Het idee is ingetrokken.")


def _uiterlijk(idee: Idee) -> str:
    if idee.is_te_laat:
        return f"Het had op {datum(idee.antwoord_voor)} klaar moeten zijn"
    return f"Uiterlijk {datum(idee.antwoord_voor)}" if idee.antwoord_voor else ""


def _voor(dag: date | datetime | None) -> str:
    return f"Voor {datum(dag)}" if dag else ""


def _stap(idee: Idee):
    """What was decided last, and still holds."""
    return idee.vervolgstappen.geldig().order_by("-pk").first()


def _wie(rollen: Iterable[Rol]) -> str:
    namen = list(dict.fromkeys(rol.wie for rol in rollen))
    return get_text_list(namen, "en") if namen else "De gemeente"


def _in_overleg(idee: Idee) -> Beurt:
    """The overleg decides (step 4 of the note), also where somebody else decides on the whole, as the college does on the programme."""
    overleg = Overleg.objects.volgende_over(idee)
    wie, wat = "Bewoners, organisaties en de gemeente samen", "In een overleg besluiten zij wat er met het idee gebeurt."
    stap = _stap(idee) if idee.status == S.LATER else None
    if stap and stap.voor and stap.voor > timezone.localdate():
        return Beurt(wie, wat, f"Op {datum(stap.voor)} kijken we er weer naar")
    return Beurt(wie, wat, f"Het volgende overleg is op {datum(overleg.begint)}" if overleg else "")


def _in_project(idee: Idee) -> Beurt:
    project = idee.project
    wie = _wie(project.rollen.die_beslissen().select_related("partij"))
    mijlpaal = project.mijlpalen.eerste_open()
    wat = f"Het zit in een project. Het project is {project.get_status_display()}."
    return Beurt(wie, wat, f"{mijlpaal.titel}: {datum(mijlpaal.datum)}" if mijlpaal else "")
