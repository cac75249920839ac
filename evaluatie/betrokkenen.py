"""Who was involved, by e-mail address and on which side: in a project, or in all that happened in a wijk. Each address once.

An address counts only when it is of an account, was confirmed, or was given to an official; who stands on two sides is asked as the
municipality first, then as an organisation.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from evaluatie.models import Kant
from participatie.models import Aanmelding, Helper, Idee, Project, Projecturen, Reactie, Steun
from wijk.models import Bevoegdheid, Contactpersoon, Gebeurtenis, Gebruiker, Partij, Wijk
from wijk.rechten import Functie

P = Partij.Soort
KANT_VAN_PARTIJ = {
    P.AMBTELIJK: Kant.GEMEENTE,
    P.BESTUUR: Kant.GEMEENTE,
    **dict.fromkeys((P.BEWONERS, P.BEWONERSCOMMISSIE, P.VVE, P.WINKELIER, P.BEDRIJF), Kant.BEWONERS),
}
T = Project.Trekker
KANT_VAN_TREKKER = {T.BEWONER: Kant.BEWONERS, T.ORGANISATIE: Kant.ORGANISATIES, T.GEMEENTE: Kant.GEMEENTE}
VAN_DE_GEMEENTE = [Functie.AMBTENAAR, Functie.WIJKCOORDINATOR, Functie.BUDGETBEHEERDER, Functie.BESTUUR]


class ZonderMail(NamedTuple):
    """Somebody who gets no mail and why, and where who has this right (`recht`) fills in an address (`pad`)."""

    tekst: str
    pad: str = ""
    recht: str = ""


def van_project(project: Project) -> dict[str, Kant]:
    """Who raised or supports its ideas, who helps, who carries it, the contacts of the partijen in it, and the officials who worked on it."""
    ideeen, partijen = _ideeen(project), _partijen(project)
    uren = Projecturen.objects.filter(project=project).values("regel__door")
    deden = Gebeurtenis.objects.over(project).filter(als__in=VAN_DE_GEMEENTE).values("door")
    return _samen(
        bewoners=[*_van_ideeen(ideeen), *_adressen(project.helpers.die_tellen())],
        partijen=partijen,
        trekkers=[project],
        gemeente=_van_accounts(Q(pk__in=uren) | Q(pk__in=deden)),
    )


def niet_te_mailen(project: Project) -> tuple[list[ZonderMail], int]:
    """Who had a part in a project but gets no mail: by name with the reason, and how many ideas are of somebody of whom nothing is known."""
    namen: list[ZonderMail] = []
    onbekend = 0
    zonder = _ideeen(project).filter(Q(email="") | Q(bevestigd_op__isnull=True, herkomst=Idee.Herkomst.ONLINE), indiener=None)
    for nummer, naam, email in zonder.order_by("nummer").values_list("nummer", "naam", "email"):
        if naam:
            namen.append(ZonderMail(f"{naam} (idee {nummer}): {'het e-mailadres is niet bevestigd' if email else 'gaf geen e-mailadres'}"))
        else:
            onbekend += 1
    helpers = project.helpers.die_tellen().filter(email="").order_by("pk").values_list("naam", flat=True)
    namen += [ZonderMail(f"{naam or 'Iemand zonder naam'} (helpt mee): gaf geen e-mailadres") for naam in helpers]
    met_adres = Q(pk__in=Contactpersoon.objects.exclude(email="").values("partij")) | Q(bevoegdheid__gebruiker__is_active=True)
    onbereikbaar = {partij.pk: partij for partij in _partijen(project).exclude(pk__in=Partij.objects.filter(met_adres).values("pk"))}
    trekker = onbereikbaar.pop(project.trekker_id, None)
    # The officials who worked on it are asked in the name of a municipality that carries it.
    if project.trekker_soort and (trekker or (not project.trekker_id and project.trekker_soort != T.GEMEENTE)) and not project.mailadressen:
        pad = reverse("werkplek:project", args=[project.wijk.slug, project.slug])
        tekst = f"{project.wie_trekt} (trekt het project): bij “contact” staat geen e-mailadres"
        namen.append(ZonderMail(tekst, f"{pad}?vul=gegevens#vul-gegevens", "projecten_beheren"))
    for partij in onbereikbaar.values():
        if partij.soort != P.BEWONERS:
            pad = reverse("werkplek:contact_nieuw", args=[project.wijk.slug, partij.pk])
            namen.append(ZonderMail(f"{partij.naam}: geen contactpersoon met een e-mailadres", pad, "kader_wijzigen"))
    personen = project.rollen.van_personen()
    if project.mailadressen:  # who carries it is mailed there
        personen = [rol for rol in personen if rol.persoon.strip().lower() != project.trekker_naam.strip().lower()]
    namen += [ZonderMail(f"{rol.persoon} (rol: {rol.get_soort_display()}): we weten geen e-mailadres") for rol in personen]
    return namen, onbekend


def per_kant(wie: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """For who may read them: each side with its addresses."""
    return [(kant.label, sorted(adres for adres, van in wie.items() if van == kant)) for kant in Kant]


def _ideeen(project: Project):
    return Idee.objects.filter(Q(project=project) | Q(samengevoegd_met__project=project))


def _partijen(project: Project):
    return Partij.objects.filter(Q(pk=project.trekker_id) | Q(rollen__projecten=project)).distinct()


def gewiste_helpers(wijk: Wijk) -> int:
    """How many helped with a project that is done, and gave no e-mail address, or one that was wiped: nobody can ask them now."""
    return Helper.objects.filter(project__wijk=wijk, email="", telefoon="", naam="").die_tellen().exclude(project__status__in=Project.LOPEND).count()


def van_wijk(wijk: Wijk) -> dict[str, Kant]:
    """Everybody ever involved: ideas, support, reactions, walks, projects, the contacts of all partijen, and who works for the wijk."""
    ideeen = Idee.objects.filter(wijk=wijk)
    bewoners = [
        *_van_ideeen(ideeen),
        *_adressen(Helper.objects.filter(project__wijk=wijk).die_tellen()),
        *_adressen(Aanmelding.objects.filter(wandeling__wijk=wijk).geldig()),
        *_van_accounts(Q(pk__in=Reactie.objects.in_wijk(wijk).zichtbaar().order_by().values("gebruiker"))),
    ]
    in_dienst = Bevoegdheid.objects.filter(wijk=wijk, functie__in=VAN_DE_GEMEENTE).values("gebruiker")
    return _samen(
        bewoners=bewoners,
        partijen=Partij.objects.filter(wijk=wijk),
        trekkers=wijk.projecten.exclude(contact=""),
        gemeente=_van_accounts(Q(pk__in=in_dienst)),
    )


def _samen(*, bewoners: Iterable[str], partijen, trekkers: Iterable[Project], gemeente: Iterable[str]) -> dict[str, Kant]:
    wie: dict[str, Kant] = dict.fromkeys((adres.lower() for adres in bewoners), Kant.BEWONERS)
    contacten = Contactpersoon.objects.filter(partij__in=partijen).exclude(email="").values_list("email", "partij__soort")
    sprekers = Bevoegdheid.objects.filter(partij__in=partijen, gebruiker__is_active=True).values_list("gebruiker__email", "partij__soort")
    van_kant = [(adres, KANT_VAN_PARTIJ.get(soort, Kant.ORGANISATIES)) for adres, soort in [*contacten, *sprekers]]
    van_kant += [(adres, KANT_VAN_TREKKER[T(een.trekker_soort)]) for een in trekkers if een.trekker_soort for adres in een.mailadressen]
    for kant in (Kant.BEWONERS, Kant.ORGANISATIES, Kant.GEMEENTE):
        wie |= {adres.lower(): kant for adres, van in van_kant if van == kant}
    return wie | dict.fromkeys((adres.lower() for adres in gemeente), Kant.GEMEENTE)


def _van_ideeen(ideeen) -> list[str]:
    bewezen = ideeen.filter(Q(bevestigd_op__isnull=False) | ~Q(herkomst=Idee.Herkomst.ONLINE))
    achter = Q(pk__in=ideeen.values("indiener")) | Q(pk__in=Steun.objects.filter(idee__in=ideeen).values("gebruiker"))
    return [*_adressen(bewezen), *_van_accounts(achter)]


def _van_accounts(wie: Q) -> list[str]:
    return list(Gebruiker.objects.filter(wie, is_active=True).order_by("pk").values_list("email", flat=True))


def _adressen(rijen) -> list[str]:
    return list(rijen.exclude(email="").order_by("pk").values_list("email", flat=True))
