"""What a walk still needs before it can be walked: always computed from the data, never ticked."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from participatie.deeds.uitnodigen import niet_meer_mailen
from participatie.deeds.wandelpost import per_kanaal
from participatie.models import Bereikplan, Startuitleg, Uitnodiging, Wijkwandeling
from participatie.uitleg import stel_samen
from wijk.models import Contactpersoon, Partij
from wijk.woorden import datum, lijst, stuks

# The eight groups of step 3 of the note.
GROEPEN = (
    Partij.Soort.BEWONERS,
    Partij.Soort.BEWONERSCOMMISSIE,
    Partij.Soort.VVE,
    Partij.Soort.SCHOOL,
    Partij.Soort.WELZIJN,
    Partij.Soort.WINKELIER,
    Partij.Soort.BEDRIJF,
    Partij.Soort.ZORG,
)
# Of whom there is more than one: how they are called in a row of groups.
MEER = {
    Partij.Soort.BEWONERSCOMMISSIE: "bewonerscommissies",
    Partij.Soort.VVE: "verenigingen van eigenaren (VvE)",
    Partij.Soort.SCHOOL: "scholen en naschoolse opvang",
    Partij.Soort.WELZIJN: "welzijnsinstellingen",
    Partij.Soort.BEDRIJF: "bedrijven",
    Partij.Soort.ZORG: "zorginstellingen",
}


@dataclass(frozen=True)
class Punt:
    """One thing that must be there: whether it is, what is there or lacks, and where an official sees to it."""

    naam: str
    klaar: bool
    wat: str
    pad: str


def punten(wandeling: Wijkwandeling) -> list[Punt]:
    """Everything that a walk needs, in the order in which one sees to it."""
    uit = [*_bellen(wandeling), _route(wandeling), _partijen(wandeling), _uitnodigingen(wandeling), *_plannen(wandeling), _uitleg(wandeling)]
    nodig = [punt.naam for punt in uit if not punt.klaar and punt.naam in ("De route", "Met wie", "De uitleg bij de start")]
    pakket = f"Het is volledig als dit klaar is: {lijst(nodig)}." if nodig else "Het is klaar om te printen."
    return [*uit, Punt("Het looppakket", not nodig, pakket, _naar(wandeling, "looppakket"))]


def nog_voor_aankondigen(wandeling: Wijkwandeling) -> list[Punt]:
    """What one sees to before people can sign up, and is not done yet. The invitations themselves go out after that."""
    al = set(wandeling.uitnodigingen.values_list("partij__soort", flat=True))
    niet = [MEER.get(soort, soort.label) for soort in GROEPEN if soort not in al]
    wie = Punt("De uitnodigingen", not niet, f"Nog niet opgeschreven voor: {lijst(niet)}.", _naar(wandeling, "uitnodigingen"))
    return [punt for punt in (_route(wandeling), wie, *_plannen(wandeling), _uitleg(wandeling)) if not punt.klaar]


@dataclass(frozen=True)
class Groep:
    """A group of the note: the partijen that it consists of here, how they were invited, how many addresses can be mailed, and whether it has any."""

    naam: str
    soort: str
    partijen: list[Partij]
    uitnodigingen: list[Uitnodiging]
    adressen: int
    heeft_adres: bool

    @property
    def is_uitgenodigd(self) -> bool:
        """Whether one of its invitations went out: it has a day."""
        return any(uitnodiging.datum for uitnodiging in self.uitnodigingen)


def groepen(wandeling: Wijkwandeling) -> list[Groep]:
    """The eight groups of the note, and whatever else was invited."""
    partijen: dict[str, list[Partij]] = {}
    for partij in wandeling.wijk.partijen.openbaar():
        partijen.setdefault(partij.soort, []).append(partij)
    uitgenodigd: dict[str, list[Uitnodiging]] = {}
    for uitnodiging in wandeling.uitnodigingen.select_related("partij"):
        uitgenodigd.setdefault(uitnodiging.partij.soort, []).append(uitnodiging)
    niet = niet_meer_mailen(wandeling)
    adressen: dict[str, set[str]] = {}
    met_adres: set[str] = set()
    contacten = Contactpersoon.objects.filter(partij__wijk=wandeling.wijk, partij__actief=True).exclude(email="")
    for soort, adres in contacten.values_list("partij__soort", "email"):
        met_adres.add(soort)
        if adres.strip().lower() not in niet:
            adressen.setdefault(soort, set()).add(adres.strip().lower())
    soorten = [*GROEPEN, *(soort for soort in Partij.Soort if soort not in GROEPEN and soort in uitgenodigd)]
    return [
        Groep(soort.label, soort.value, partijen.get(soort, []), uitgenodigd.get(soort, []), len(adressen.get(soort, ())), soort in met_adres)
        for soort in soorten
    ]


def _naar(wandeling: Wijkwandeling, naam: str, *args) -> str:
    return reverse(f"werkplek:{naam}", args=[wandeling.wijk.slug, wandeling.pk, *args])


def _bellen(wandeling: Wijkwandeling) -> list[Punt]:
    if not (aantal := wandeling.aanmeldingen.te_bellen().count()):
        return []
    wat = f"{stuks(aantal, 'aanmelding', 'aanmeldingen')} zonder e-mailadres: vertel wat er veranderd is."
    return [Punt("Wie u nog moet bellen", False, wat, _naar(wandeling, "wandeling_bellen"))]


def _route(wandeling: Wijkwandeling) -> Punt:
    haltes = list(wandeling.haltes.all())
    zonder = [halte.naam for halte in haltes if halte.lat is None]
    if len(haltes) < 2:
        wat = "Zet ten minste twee haltes op de kaart."
    elif zonder:
        wat = f"Nog zonder plek: {lijst(zonder)}."
    else:
        wat = f"{len(haltes)} haltes, elk met een plek."
    return Punt("De route", len(haltes) >= 2 and not zonder, wat, _naar(wandeling, "route"))


def _partijen(wandeling: Wijkwandeling) -> Punt:
    namen = [partij.naam for partij in wandeling.partijen.all()]
    return Punt("Met wie", bool(namen), f"{lijst(namen)}." if namen else "Kies de partijen die meehelpen.", _naar(wandeling, "wandeling_wijzigen"))


def _uitnodigingen(wandeling: Wijkwandeling) -> Punt:
    al = set(wandeling.uitnodigingen.verstuurd().values_list("partij__soort", flat=True))
    niet = [MEER.get(soort, soort.label) for soort in GROEPEN if soort not in al]
    wat = f"Nog niet uitgenodigd: {lijst(niet)}." if niet else "Alle groepen van de startnotitie zijn uitgenodigd."
    if oud := per_kanaal(wandeling.uitnodigingen.kloppen_niet_meer()):
        wat = f"De wandeling veranderde. Klopt niet meer: {lijst(oud)}. {wat}"
    return Punt("De uitnodigingen", not niet and not oud, wat, _naar(wandeling, "uitnodigingen"))


def _plannen(wandeling: Wijkwandeling) -> list[Punt]:
    plannen = {plan.groep: plan for plan in wandeling.bereikplannen.all()}
    uit = []
    for groep in Bereikplan.Groep:
        plan = plannen.get(groep)
        te_laat = plan is not None and not plan.gedaan_op and plan.voor > timezone.localdate(wandeling.begint)
        if plan is None:
            wat = f"Bedenk hoe u {groep.label} bereikt."
        elif te_laat:
            wat = f"Via {plan.via}. De dag van het plan ({datum(plan.voor)}) is na de wandeling. Kies een eerdere dag."
        else:
            wat = f"Via {plan.via}. " + ("Gedaan." if plan.gedaan_op else f"Het plan is er. Voer het uit, uiterlijk op {datum(plan.voor)}.")
        uit.append(Punt(f"Een plan voor {groep.label}", plan is not None and not te_laat, wat, _naar(wandeling, "bereikplan", groep.value)))
    return uit


def _uitleg(wandeling: Wijkwandeling) -> Punt:
    bewaard = Startuitleg.objects.filter(wandeling=wandeling).first()
    klaar = bewaard is not None and bewaard.kenmerk == stel_samen(wandeling.wijk, wandeling).kenmerk
    if klaar:
        wat = "Doel, opzet, kaders en rollen staan klaar."
    elif bewaard:
        wat = "Het kader is veranderd nadat u de uitleg bewaarde. Kijk of hij nog klopt."
    else:
        wat = "Lees na wat het portaal samenstelde, en bewaar het."
    return Punt("De uitleg bij de start", klaar, wat, _naar(wandeling, "startuitleg"))
