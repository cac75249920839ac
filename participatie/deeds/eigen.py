"""Deeds by which who sent an idea changes it or takes it back."""

from collections.abc import Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from participatie.deeds.adviezen import meld_niet_meer_nodig
from participatie.deeds.fotos import leg_fotos_vast, wis_foto
from participatie.deeds.woorden import werk_woorden_bij
from participatie.fotos import MEESTE, bewerk
from participatie.models import Bevestiging, Idee, Ordeningsregel
from participatie.models.foto import album
from participatie.volgcode import klopt
from wijk.bewaren import bewaar
from wijk.fouten import GeenRecht, Geweigerd
from wijk.gebeurtenissen import meld
from wijk.opslag import weg_bij_weigering
from wijk.overgang import overgang
from wijk.rechten import vereis
from wijk.woorden import stuks

S = Idee.Status
FOTOS = ("foto", "foto’s")
# Recorded as changed, without what they say: words can be withdrawn, the record cannot.
WOORDEN = frozenset({"titel", "omschrijving", "plaats", "naam", "email", "lat", "lon"})


def _open_eigen(idee: Idee, code: str, *, door) -> Idee:
    """The idea, held, for who may still change it: signed in as who sent it, or by its `code`, until an official takes it in hand."""
    if code and klopt(idee, code):
        vereis(door, "idee_indienen", idee.wijk)
    else:
        vereis(door, "eigen_idee", idee.wijk)
        if idee.indiener_id != door.pk:
            raise GeenRecht("Dit idee is niet van u.")
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk", "thema").get(pk=idee.pk)
    if not idee.kan_zelf_wijzigen:
        raise Geweigerd(f"{idee.met_stand} U kunt het niet meer wijzigen.")
    return idee


def _laat_weer_lezen(idee: Idee) -> None:
    """Where an official reads an idea before it is on the website, what is new in it is read first too."""
    if idee.openbaar and not idee.wijk.direct_publiceren:
        bewaar(idee, {"openbaar": False})


@transaction.atomic
def wijzig_eigen(idee: Idee, velden: Mapping, *, code: str = "", door) -> Idee:
    """Change one's own idea, until an official takes it in hand. With another theme it waits for that theme, or no longer waits."""
    idee = _open_eigen(idee, code, door=door)
    anders = bewaar_woorden(idee, {**velden, "naam_openbaar": velden["naam_openbaar"] and bool(velden["naam"])})
    volg_thema(idee)
    if anders:
        _laat_weer_lezen(idee)
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


def voeg_fotos_toe(idee: Idee, fotos: Sequence[UploadedFile], tekst: str = "", *, code: str = "", door) -> Idee:
    """Photos with one's own idea that was sent already, at most five together; until an official takes it in hand.

    Geweigerd when one is not accepted; then none is kept.
    """
    if not fotos:
        raise Geweigerd("Kies een of meer foto’s.", "fotos")
    if len(fotos) > MEESTE:
        raise Geweigerd(f"U koos {len(fotos)} foto’s. Er kunnen er ten hoogste vijf bij een idee.", "fotos")
    beelden = [bewerk(foto, nummer) for nummer, foto in enumerate(fotos, 1)]  # before the transaction, as when it is sent
    with weg_bij_weigering(album()) as bewaard, transaction.atomic():
        idee = _open_eigen(idee, code, door=door)
        staan = set(idee.fotos.values_list("nummer", flat=True))
        vrij = [nummer for nummer in range(1, MEESTE + 1) if nummer not in staan]
        if len(beelden) > len(vrij):
            ruimte = f"Er {'kan' if len(vrij) == 1 else 'kunnen'} er nog {len(vrij)} bij." if vrij else "Haal er eerst een weg."
            raise Geweigerd(f"Bij idee {idee.nummer} {'staat' if len(staan) == 1 else 'staan'} al {stuks(len(staan), *FOTOS)}. {ruimte}", "fotos")
        leg_fotos_vast(idee, zip(vrij, beelden, strict=False), tekst.strip(), bewaard)
        _laat_weer_lezen(idee)
        erbij = f"Er {'kwam' if len(beelden) == 1 else 'kwamen'} {stuks(len(beelden), *FOTOS)} bij idee {idee.nummer}."
        meld("idee.foto_erbij", idee, erbij, wijk=idee.wijk, door=door, openbaar=idee.openbaar)
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
