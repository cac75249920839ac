"""Who may do what: the one table of rights, and how it is asked.

A right is held through a function (`Functie`) in one wijk; that of a beheerder counts in every wijk. Every view names the right it needs
with `@mag` (wijk/toegang.py), every deed asks for it again with `vereis`; `tests/wijk/test_rechten.py` walks every address as every function
and compares with this table.
"""

from typing import TYPE_CHECKING, Final

from django.db import models

from wijk.fouten import GeenRecht

if TYPE_CHECKING:
    from wijk.models import Wijk


class Functie(models.TextChoices):
    """What somebody is in a wijk. Everyone is at least a visitor; who is signed in is at least a resident."""

    BEZOEKER = "bezoeker", "bezoeker"
    BEWONER = "bewoner", "bewoner"
    ORGANISATIE = "organisatie", "organisatie"
    AMBTENAAR = "ambtenaar", "ambtenaar"
    WIJKCOORDINATOR = "wijkcoordinator", "wijkcoördinator"
    BUDGETBEHEERDER = "budgetbeheerder", "budgetbeheerder"
    BESTUUR = "bestuur", "bestuur"
    BEHEERDER = "beheerder", "beheerder"


_ambtenaar = {Functie.AMBTENAAR, Functie.WIJKCOORDINATOR}
_coordinator = {Functie.WIJKCOORDINATOR}
_beheerder_van_budget = {Functie.BUDGETBEHEERDER}
_ingelogd = set(Functie) - {Functie.BEZOEKER}
_werkplek = _ambtenaar | _beheerder_van_budget | {Functie.BESTUUR}

RECHTEN: Final[dict[str, frozenset[Functie]]] = {
    deed: frozenset(wie)
    for deed, wie in {
        # everyone
        "zien": set(Functie),
        "inloggen": set(Functie),
        "idee_indienen": set(Functie),
        "aanmelden": set(Functie),
        "volgen": set(Functie),
        "meedoen": set(Functie),
        "evaluatie_invullen": set(Functie),
        "reactie_melden": set(Functie),
        "advies_geven": set(Functie),
        # who is signed in
        "eigen_gegevens": _ingelogd,
        "steunen": _ingelogd,
        "reageren": _ingelogd,
        "eigen_idee": _ingelogd,
        "meedenken": _ingelogd,
        # organisations
        "adviseren": {Functie.ORGANISATIE},
        # officials
        "werkplek_zien": _werkplek,
        "persoonsgegevens_zien": _ambtenaar,
        "wandelingen_beheren": _ambtenaar,
        "invoeren": _ambtenaar,
        "brieven_printen": _ambtenaar,
        "ideeen_ordenen": _ambtenaar,
        "toetsen": _ambtenaar,
        "advies_vragen": _ambtenaar,
        "modereren": _ambtenaar,
        "overleggen": _ambtenaar,
        "projecten_beheren": _ambtenaar,
        "uren_schrijven": _ambtenaar,
        "evalueren": _ambtenaar,
        # the frame and the programme
        "kader_wijzigen": _coordinator,
        "uren_plannen": _coordinator,
        "programma_aanbieden": _coordinator,
        "wijk_starten": _coordinator | {Functie.BEHEERDER},
        "startpunten_zien": _werkplek | {Functie.BEHEERDER},
        "besluit_vastleggen": {Functie.BESTUUR},
        # the money
        "boeken": _beheerder_van_budget,
        "goedkeuren": _beheerder_van_budget,
        "boeken_exporteren": _beheerder_van_budget,
        "bewijsstukken_zien": _beheerder_van_budget,
        "perioden_sluiten": _beheerder_van_budget,
        # accounts and settings
        "beheren": {Functie.BEHEERDER},
    }.items()
}


class _Systeem:
    """The portal itself, as in a management command: may do every deed, is nobody, and is recorded as 'het portaal'."""

    def __repr__(self):
        return "SYSTEEM"


SYSTEEM: Final = _Systeem()


def functies(door, wijk: "Wijk | None") -> frozenset[Functie]:
    """The functions of a person in a wijk; without a wijk: those in any wijk."""
    if door is None or not door.is_active:
        return frozenset({Functie.BEZOEKER})
    return frozenset({Functie.BEZOEKER, Functie.BEWONER}) | door.functies_in(wijk)


def rechten_van(door, wijk: "Wijk | None") -> frozenset[str]:
    """Every deed that this person may do in this wijk."""
    if door is SYSTEEM:
        return frozenset(RECHTEN)
    heeft = functies(door, wijk)
    return frozenset(deed for deed, wie in RECHTEN.items() if wie & heeft)


def mag_doen(door, deed: str, wijk: "Wijk | None") -> bool:
    return deed in rechten_van(door, wijk)


def wie_mag(deed: str) -> str:
    """The functions that may do a deed, as people say them: `ambtenaar of wijkcoördinator`."""
    return " of ".join(functie.label for functie in Functie if functie in RECHTEN[deed])


def vereis(door, deed: str, wijk: "Wijk | None") -> None:
    """Raise GeenRecht unless this person may do the deed. Every deed starts with it.

    KeyError for a deed that is not in the table: that is a mistake of the program.
    """
    RECHTEN[deed]
    if not mag_doen(door, deed, wijk):
        raise GeenRecht("U mag dit niet doen in deze wijk. Vraag de wijkcoördinator om hulp.")
