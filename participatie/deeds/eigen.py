"""Deeds by which who sent an idea changes it or takes it back."""

from collections.abc import Mapping

from django.db import transaction

from participatie.deeds.adviezen import meld_niet_meer_nodig
from participatie.deeds.fotos import wis_foto
from participatie.deeds.woorden import werk_woorden_bij
from participatie.models import Bevestiging, Idee, Ordeningsregel
from participatie.volgcode import klopt
from wijk.bewaren import bewaar
from wijk.fouten import GeenRecht, Geweigerd
from wijk.gebeurtenissen import meld
from wijk.overgang import overgang
from wijk.rechten import vereis

S = Idee.Status
# Recorded as changed, without what they say: words can be withdrawn, the record cannot.
WOORDEN = frozenset({"titel", "omschrijving", "plaats", "naam", "email", "lat", "lon"})


@transaction.atomic
def wijzig_eigen(idee: Idee, velden: Mapping, *, door) -> Idee:
    """Change one's own idea, until an official takes it in hand. With another theme it waits for that theme, or no longer waits."""
    vereis(door, "eigen_idee", idee.wijk)
    if idee.indiener_id != door.pk:
        raise GeenRecht("Dit idee is niet van u.")
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk", "thema").get(pk=idee.pk)
    if not idee.kan_zelf_wijzigen:
        raise Geweigerd(f"Idee {idee.nummer} is {idee.get_status_display()}. U kunt het niet meer wijzigen.")
    anders = bewaar_woorden(idee, {**velden, "naam_openbaar": velden["naam_openbaar"] and bool(velden["naam"])})
    volg_thema(idee)
    meld(
        "idee.gewijzigd",
        idee,
        f"Wie idee {idee.nummer} stuurde, heeft het gewijzigd.",
        wijk=idee.wijk,
        door=door,
        openbaar=idee.openbaar,
        anders=anders,
    )
    return idee


def volg_thema(idee: Idee) -> None:
    """On a theme that is not open an idea waits, on an open one it no longer does; within the deed that set the theme."""
    open_thema = idee.thema is None or idee.thema.is_open()
    if idee.status == S.ONTVANGEN and not open_thema:
        overgang(idee, S.WACHT_OP_THEMA)
    elif idee.status == S.WACHT_OP_THEMA and open_thema:
        overgang(idee, S.ONTVANGEN)


def bewaar_woorden(idee: Idee, velden: Mapping) -> dict[str, list]:
    """Write an idea's words, within the deed that calls this; what is derived from words follows here."""
    anders = bewaar(idee, velden, stil=WOORDEN)
    werk_woorden_bij(idee)
    return anders


def wis_woorden(idee: Idee) -> None:
    """Of an idea that was withdrawn or put back, within the deed that calls this: nothing of what it said is left, nor its photos."""
    bewaar_woorden(idee, {"titel": idee.get_status_display(), "omschrijving": "", "plaats": "", "lat": None, "lon": None})
    Ordeningsregel.objects.van_idee_legen(idee)
    for foto in idee.fotos.all():
        wis_foto(foto)


def maak_naamloos(idee: Idee) -> None:
    """The idea is of a resident from now on, within the deed that calls this."""
    Bevestiging.objects.filter(idee=idee).delete()
    Ordeningsregel.objects.van_idee_legen(idee)
    # Not with `bewaar`: whatever else is the matter with the row, its name goes.
    Idee.objects.filter(pk=idee.pk).update(naam="", email="", naam_openbaar=False, bevestigd_op=None, indiener=None)


@transaction.atomic
def trek_in_met_code(idee: Idee, code: str, *, door) -> Idee:
    """Whoever holds the code of an idea that was sent without an account takes it back."""
    vereis(door, "idee_indienen", idee.wijk)
    if not klopt(idee, code):
        raise GeenRecht("De code hoort niet bij dit idee.")
    neem_idee_terug(idee, door=door)
    return idee


def neem_idee_terug(idee: Idee, *, door) -> None:
    """Withdraw an idea, within the deed that checked the right: who would still advise on it hears that it is not needed any more."""
    overgang(idee, S.INGETROKKEN)
    werk_woorden_bij(idee)
    meld("idee.ingetrokken", idee, f"Idee {idee.nummer} is ingetrokken.", wijk=idee.wijk, door=door, openbaar=idee.openbaar)
    meld_niet_meer_nodig(idee, door=door)
