"""What is told at the start of a walk (step 3 of the note): composed from what the portal holds, and changed by an official.

A later app hands in what it knows of the frame with `@kaderzin`; this app does not know them.
"""

import hashlib
from collections.abc import Callable
from dataclasses import astuple, dataclass

from django.utils import timezone

from participatie.models import Startuitleg, Wijkwandeling
from wijk.models import Rol, Wijk
from wijk.woorden import lijst, stuks

Zin = Callable[[Wijk], str]
_zinnen: list[Zin] = []


def kaderzin(functie: Zin) -> Zin:
    """Register what a later app says of the frame in one sentence; empty when it has nothing to say."""
    _zinnen.append(functie)
    return functie


@dataclass(frozen=True)
class Uitleg:
    """The four parts of what is told; in each a line is a paragraph."""

    doel: str
    opzet: str
    kaders: str
    rollen: str

    @property
    def kenmerk(self) -> str:
        """It differs as soon as anything of the text does."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:16]

    @property
    def delen(self) -> list[tuple[str, str]]:
        return [("Het doel", self.doel), ("De opzet", self.opzet), ("De kaders", self.kaders), ("De rollen", self.rollen)]


def stel_samen(wijk: Wijk, wandeling: Wijkwandeling) -> Uitleg:
    """The explanation as the texts, conditions, roles and budget that stand now would have it."""
    return Uitleg(_doel(wijk), _opzet(wijk, wandeling), _kaders(wijk), _rollen(wijk))


def uitleg_van(wandeling: Wijkwandeling) -> Uitleg:
    """What an official put down; without that, what the portal composes."""
    return opgeschreven(wandeling) or stel_samen(wandeling.wijk, wandeling)


def opgeschreven(wandeling: Wijkwandeling) -> Uitleg | None:
    """What an official put down; None when nobody did."""
    bewaard = Startuitleg.objects.filter(wandeling=wandeling).first()
    return Uitleg(*(getattr(bewaard, deel) for deel in Startuitleg.DELEN)) if bewaard else None


def _doel(wijk: Wijk) -> str:
    return (
        f"Samen maken we de {wijk.naam} beter. Bewoners, ondernemers, organisaties en de gemeente gaan samen aan de slag met kansen en problemen.\n"
        "Vandaag vertellen we hoe dat gaat, maken we kennis en kijken we samen wat er goed is en wat er beter kan."
    )


def _opzet(wijk: Wijk, wandeling: Wijkwandeling) -> str:
    met = [partij.naam for partij in wandeling.partijen.all()]
    regels = [
        f"We lopen deze wandeling samen met {lijst(met)}." if met else "",
        "We staan stil bij elke halte. Wat u ziet en zegt schrijven we op, ook als het een probleem is. Alles komt als idee op één lijst.",
        f"Ieder idee krijgt antwoord met de reden erbij, binnen {stuks(wijk.antwoord_binnen_dagen, 'dag', 'dagen')}.",
        "Wilt u meedenken over het vervolg? Zeg het. Dan nodigen we u uit voor een overleg.",
    ]
    return "\n".join(filter(None, regels))


def _kaders(wijk: Wijk) -> str:
    """In a few lines, to read aloud: what each condition says stands in the table of the walking kit and on the website."""
    open_themas = [thema.naam for thema in wijk.themas.open_op(timezone.localdate())]
    regels = [zin for functie in _zinnen if (zin := functie(wijk))]
    if open_themas:
        regels.append(f"We beginnen met: {lijst(open_themas)}. Andere ideeën bewaren we tot dat thema open gaat.")
    if over := [voorwaarde.huidige.titel for voorwaarde in wijk.randvoorwaarden.in_basisset().geldig().met_tekst()]:
        regels.append(f"Niet alles kan. Er zijn afspraken over: {'; '.join(over)}.")
        regels.append("Per afspraak staat op papier en op de website wat wel kan en wat niet. Vraag ernaar als u het wilt weten.")
    return "\n".join(regels) or "De gemeente legt nog vast wat wel en niet kan."


def _rollen(wijk: Wijk) -> str:
    wie: dict[str, list[str]] = {}
    for rol in wijk.rollen.in_proces().select_related("partij"):
        wie.setdefault(rol.soort, []).append(rol.wie)
    woorden = ((Rol.Soort.BESLUIT, "Wie beslist"), (Rol.Soort.MEEDOEN, "Wie doet mee"), (Rol.Soort.GEINFORMEERD, "Wie blijft op de hoogte"))
    return "\n".join(f"{woord}: {lijst(wie[soort])}." for soort, woord in woorden if soort in wie) or "Er is nog niet afgesproken wie beslist."
