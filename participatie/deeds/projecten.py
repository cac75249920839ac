"""Deeds about projects (step 5 of the note)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from participatie import stopbericht
from participatie.deeds.adviezen import adressen_van
from participatie.deeds.helpers import vergeet_wie_hielpen
from participatie.deeds.terugnemen import laat_besluit_vervallen
from participatie.models import Idee, Mijlpaal, Nieuwsbericht, Overleg, Project
from participatie.nastatus import doe_na
from participatie.poorten import ontbreekt
from participatie.stoppen import stop_wat_eraan_hangt
from wijk.bewaren import bewaar
from wijk.deeds.kader import bewaar_randvoorwaarde, bewaar_rol
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebeurtenis, Rol, Wijk
from wijk.overgang import overgang
from wijk.post import schrijf
from wijk.rechten import vereis
from wijk.woorden import datum as in_woorden

# A resident who carries a project may be named, with where to reach them: that it changed is in the log, not what it says.
STIL = frozenset({"trekker_naam", "contact"})
S = Project.Status


@transaction.atomic
def begin_project(wijk: Wijk, velden: dict, ideeen: Iterable[Idee] = (), *, waarom_toch: str = "", recht: str = "projecten_beheren", door) -> Project:
    """Start a project from ideas that can be done; its address is made from the title and never changes.

    `waarom_toch`: why now, of an idea of which an overleg decided “later”; for everyone.
    """
    vereis(door, recht, wijk)
    Wijk.objects.select_for_update().get(pk=wijk.pk)
    project = Project(wijk=wijk, slug=_vrije_slug(wijk, velden["titel"]), begonnen_op=timezone.localdate())
    anders = bewaar(project, _met_soort_trekker(velden), stil=STIL)
    meld("project.begonnen", project, f"Nieuw project: {project.titel}.", wijk=wijk, door=door, openbaar=True, anders=anders)
    for idee in ideeen:
        _neem_op(project, idee, waarom_toch=waarom_toch, door=door)
    return project


def _vrije_slug(wijk: Wijk, titel: str) -> str:
    basis = slugify(titel)[:60] or "project"
    bezet = set(wijk.projecten.filter(slug__startswith=basis).values_list("slug", flat=True))
    return next(slug for slug in (basis, *(f"{basis}-{n}" for n in range(2, len(bezet) + 3))) if slug not in bezet)


def _met_soort_trekker(velden: dict) -> dict:
    """Where only the partij is given, it says what kind of carrier this is."""
    if velden.get("trekker") and not velden.get("trekker_soort"):
        return {**velden, "trekker_soort": Project.SOORT_VAN_PARTIJ.get(velden["trekker"].soort, Project.Trekker.ORGANISATIE)}
    return velden


@transaction.atomic
def wijzig_project(project: Project, velden: dict, *, door) -> Project:
    vereis(door, "projecten_beheren", project.wijk)
    anders = bewaar(project, _met_soort_trekker(velden), stil=STIL)
    meld("project.gewijzigd", project, f"Project bijgewerkt: {project.titel}.", wijk=project.wijk, door=door, anders=anders)
    return project


@transaction.atomic
def voeg_idee_toe(project: Project, idee: Idee, waarom_toch: str = "", *, door) -> Project:
    vereis(door, "projecten_beheren", project.wijk)
    _neem_op(project, idee, waarom_toch=waarom_toch, door=door)
    return project


def _neem_op(project: Project, idee: Idee, overleg: Overleg | None = None, *, waarom_toch: str = "", erbij: str = "", door) -> None:
    if idee.wijk_id != project.wijk_id:
        raise Geweigerd(f"Idee {idee.nummer} is van een andere wijk.", "idee")
    if project.status not in (S.VOORBEREIDING, S.BESLUIT, S.UITVOERING):
        raise Geweigerd(f"Het project “{project}” is {project.get_status_display()}. Er kunnen geen ideeën meer bij.", "idee")
    anders = overleg is None and idee.status == Idee.Status.LATER  # than was decided
    if anders and not waarom_toch.strip():
        raise Geweigerd(f"Over idee {idee.nummer} is besloten: later. Zeg waarom u het nu toch doet, of laat dit idee weg.", "waarom_toch")
    overgang(idee, Idee.Status.PROJECT, project=project)
    tekst = f"Idee {idee.nummer} gaat verder in een project: {project.titel}. {overleg.op_overleg if overleg else ''}{erbij}".rstrip()
    meld("idee.project", idee, tekst, wijk=project.wijk, door=door, openbaar=idee.openbaar, **({"waarom": waarom_toch.strip()} if anders else {}))


@transaction.atomic
def haal_idee_weg(project: Project, idee: Idee, *, door) -> Project:
    """Take an idea out of the project: it stands again where it stood before, and can be decided on anew."""
    vereis(door, "projecten_beheren", project.wijk)
    laat_besluit_vervallen(idee, door=door)
    overgang(idee, _stond_op(idee), project=None)
    meld("idee.uit_project", idee, f"Idee {idee.nummer} zit niet meer in een project.", wijk=project.wijk, door=door, openbaar=idee.openbaar)
    return project


def _stond_op(idee: Idee) -> str:
    """Where an idea stood before it came into its project: its record says so, and else the answer to it."""
    mogelijk = Idee.MAG_WORDEN[Idee.Status.PROJECT] - {Idee.Status.KLAAR}
    erin = Gebeurtenis.objects.over(idee).laatste_van("idee.project")
    was = erin.gegevens.get("anders", {}).get("status", [""])[0] if erin else ""
    return was if was in mogelijk else idee.stand_van_antwoord


def _nog_bezig(project: Project) -> None:
    """What a project agreed on is changed while it runs only; afterwards it stands as it was. Holds the row until the deed is done."""
    vast = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if not vast.loopt:
        raise Geweigerd(f"Het project “{vast}” is {vast.get_status_display()}. Dit kan niet meer veranderen.")


@transaction.atomic
def geef_rol(project: Project, velden: dict, *, door) -> Rol:
    """Say who decides, joins in or is informed in this project. A partij is mailed when it gets its first role there."""
    vereis(door, "projecten_beheren", project.wijk)
    _nog_bezig(project)
    rol = bewaar_rol(project.wijk, velden, proces=False, door=door)
    adressen = adressen_van(rol.partij) if rol.partij and not project.rollen.filter(partij=rol.partij).exists() else []
    project.rollen.add(rol)
    for adres in adressen:
        onderwerp = f"{rol.partij} heeft een rol in het project {project.titel}"
        schrijf(adres, onderwerp, "participatie/post/rol_in_project.txt", rol=rol, project=project, wijk=project.wijk)
    meld(
        "project.rol",
        project,
        f"Rol in {project.titel}: {rol.partij or 'iemand'} {rol.doet if rol.partij else rol.get_soort_display()}.",
        wijk=project.wijk,
        door=door,
        openbaar=True,
        al_gemaild=adressen,
    )
    return rol


@transaction.atomic
def neem_rol_weg(project: Project, rol: Rol, *, door) -> Project:
    vereis(door, "projecten_beheren", project.wijk)
    _nog_bezig(project)
    if project.status != S.VOORBEREIDING and rol.soort == Rol.Soort.BESLUIT and project.rollen.die_beslissen().count() == 1:
        raise Geweigerd("Er moet altijd iemand zijn die beslist. Leg eerst een ander vast.")
    project.rollen.remove(rol)
    meld("project.rol_weg", project, f"Een rol in {project.titel} is vervallen.", wijk=project.wijk, door=door)
    return project


@transaction.atomic
def voeg_voorwaarde_toe(project: Project, velden: dict, *, door):
    """A condition of this project alone."""
    vereis(door, "projecten_beheren", project.wijk)
    _nog_bezig(project)
    voorwaarde = bewaar_randvoorwaarde(project.wijk, velden, basisset=False, door=door)
    project.randvoorwaarden.add(voorwaarde)
    if project.geen_eigen_randvoorwaarden:
        bewaar(project, {"geen_eigen_randvoorwaarden": False})
    meld("project.voorwaarde", project, f"Eigen afspraak in {project.titel}: {voorwaarde}.", wijk=project.wijk, door=door, openbaar=True)
    return voorwaarde


@transaction.atomic
def geen_eigen_voorwaarden(project: Project, *, door) -> Project:
    """Conditions were looked at, and none are needed beside those of the wijk."""
    vereis(door, "projecten_beheren", project.wijk)
    _nog_bezig(project)
    if project.randvoorwaarden.exists():
        raise Geweigerd("Dit project heeft al eigen afspraken.")
    bewaar(project, {"geen_eigen_randvoorwaarden": True})
    meld("project.geen_voorwaarden", project, f"Voor {project.titel} zijn geen extra afspraken nodig.", wijk=project.wijk, door=door, openbaar=True)
    return project


@transaction.atomic
def zet_mijlpaal(project: Project, velden: dict, mijlpaal: Mijlpaal | None = None, *, door) -> Mijlpaal:
    """Plan a point on the time path, or change one. Once the project was decided on, its planned day stands: what changes is the expected one."""
    vereis(door, "projecten_beheren", project.wijk)
    _nog_bezig(project)
    if mijlpaal and mijlpaal.pk and project.status != S.VOORBEREIDING and "datum" in velden:
        gepland = Mijlpaal.objects.values_list("datum", flat=True).get(pk=mijlpaal.pk)
        if velden["datum"] != gepland:
            raise Geweigerd(
                f"Gepland was {in_woorden(gepland)}, en dat blijft staan. Wordt het een andere dag? Verschuif dan de verwachte dag.", "datum"
            )
    nieuw = mijlpaal is None
    mijlpaal = mijlpaal or Mijlpaal(project=project)
    anders = bewaar(mijlpaal, velden)
    if not nieuw and anders:
        _nieuwe_versie(project.mijlpalen.filter(pk=mijlpaal.pk))
    meld("project.mijlpaal", project, f"Tijdpad van {project.titel} bijgewerkt.", wijk=project.wijk, door=door, anders=anders)
    return mijlpaal


def _nieuwe_versie(mijlpalen) -> None:
    """Calendars that have these take what is new (RFC 5545, SEQUENCE)."""
    mijlpalen.update(versie=F("versie") + 1, gewijzigd_op=timezone.now())


@transaction.atomic
def verschuif_mijlpaal(mijlpaal: Mijlpaal, verwacht, reden: str, *, door) -> Mijlpaal:
    """Say on which day it is expected now, and why; the planned day stays beside it. Who follows the project hears of it."""
    project = mijlpaal.project
    vereis(door, "projecten_beheren", project.wijk)
    _nog_bezig(project)
    if mijlpaal.klaar_op:
        raise Geweigerd(f"“{mijlpaal}” is al klaar.")
    if not reden.strip():
        raise Geweigerd("Zeg waarom de dag veranderd is. Iedereen leest dit.", "reden_verschoven")
    if verwacht is None or verwacht < timezone.localdate():
        raise Geweigerd("Kies een dag die nog moet komen.", "verwacht")
    if verwacht == mijlpaal.dag:
        raise Geweigerd(f"{in_woorden(verwacht)} was al de verwachte dag. Kies een andere dag.", "verwacht")
    anders = bewaar(mijlpaal, {"verwacht": verwacht, "reden_verschoven": reden.strip()})
    _nieuwe_versie(project.mijlpalen.filter(pk=mijlpaal.pk))
    tekst = f"{project.titel}: {mijlpaal.titel} verwachten we op {in_woorden(verwacht)}."
    meld("project.mijlpaal_verschoven", project, tekst, wijk=project.wijk, door=door, openbaar=True, anders=anders)
    return mijlpaal


@transaction.atomic
def verwijder_mijlpaal(mijlpaal: Mijlpaal, *, door) -> Project:
    """Take away a point that will not be reached. One that was reached stays, and a project that goes on keeps a time path."""
    project = mijlpaal.project
    vereis(door, "projecten_beheren", project.wijk)
    _nog_bezig(project)
    if mijlpaal.klaar_op:
        raise Geweigerd(f"“{mijlpaal}” is klaar en blijft staan.")
    if project.status != S.VOORBEREIDING and project.mijlpalen.count() == 1:
        raise Geweigerd("Een project heeft altijd ten minste één mijlpaal. Voeg eerst een andere toe, of wijzig deze.")
    mijlpaal.delete()
    meld("project.mijlpaal_weg", project, f"Een mijlpaal van {project.titel} is vervallen.", wijk=project.wijk, door=door)
    return project


@transaction.atomic
def mijlpaal_klaar(mijlpaal: Mijlpaal, *, door) -> Mijlpaal:
    vereis(door, "projecten_beheren", mijlpaal.project.wijk)
    _nog_bezig(mijlpaal.project)
    if mijlpaal.klaar_op:
        raise Geweigerd("Deze mijlpaal was al klaar.")
    bewaar(mijlpaal, {"klaar_op": timezone.localdate()})
    _nieuwe_versie(Mijlpaal.objects.filter(pk=mijlpaal.pk))
    meld(
        "project.mijlpaal_klaar",
        mijlpaal.project,
        f"{mijlpaal.project.titel}: {mijlpaal.titel} is klaar.",
        wijk=mijlpaal.project.wijk,
        door=door,
        openbaar=True,
    )
    return mijlpaal


@transaction.atomic
def plaats_nieuws(project: Project, velden: dict, *, door) -> Nieuwsbericht:
    vereis(door, "projecten_beheren", project.wijk)
    bericht = Nieuwsbericht(project=project)
    bewaar(bericht, velden)
    meld("project.nieuws", project, f"Nieuws over {project.titel}: {bericht.titel}.", wijk=project.wijk, door=door, openbaar=True)
    return bericht


@transaction.atomic
def naar_status(project: Project, naar: str, *, reden: str = "", gebeld: bool = False, door) -> Project:
    """Take a project to its next status. Geweigerd, naming all that is missing, when it may not go there yet.

    Stopping asks a reason for everyone, mails it to whom it concerns, and undoes what hangs on the project (its reserved money is free again,
    its ideas stand where they stood) in the same transaction. When it is over, who helped is forgotten, but for an e-mail address that is kept
    for the year: so a project stops only once somebody says that who left a telephone number alone were called, or that their numbers are on
    paper (`gebeld`). What later apps do then (participatie/nastatus.py) belongs to it.
    """
    vereis(door, "evalueren" if naar == S.GEEVALUEERD else "projecten_beheren", project.wijk)
    velden, lezers, waarom, te_bellen = {}, [], {}, 0
    if naar == S.GESTOPT:
        if not reden.strip():
            raise Geweigerd("Zeg waarom het project stopt. Iedereen leest dit.", "reden")
        velden = {"reden_gestopt": reden.strip(), "gestopt_op": timezone.localdate()}
        # Nobody offers help meanwhile; a booking, which holds the budget and refers to the project, is not held up.
        Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
        te_bellen = project.helpers.alleen_te_bellen().count()
        if te_bellen and not gebeld:
            raise Geweigerd("Bel eerst de helpers zonder e-mailadres, of schrijf hun nummer op. Zet daarna het vinkje.", "gebeld")
        lezers, waarom = stopbericht.lezers(project), {"waarom": reden.strip()}
    elif mist := ontbreekt(project, naar):
        raise Geweigerd(f"“{project}” kan nog niet verder. Nog nodig: {'; '.join(gebrek.tekst for gebrek in mist)}.")
    if naar == S.AFGEROND:
        velden["afgerond_op"] = timezone.localdate()
    overgang(project, naar, **velden)
    gemaild = [lezer.email for lezer in lezers]
    if naar in (S.AFGEROND, S.GESTOPT):
        for idee in project.ideeen.filter(status=Idee.Status.PROJECT):
            verder = Idee.Status.KLAAR if naar == S.AFGEROND else _stond_op(idee)
            overgang(idee, verder)
            tekst = f"Idee {idee.nummer}: het project is {project.get_status_display()}."
            meld(f"idee.{verder}", idee, tekst, wijk=project.wijk, door=door, openbaar=idee.openbaar, al_gemaild=gemaild, **waarom)
    if naar == S.GESTOPT:
        stopbericht.mail(project, lezers)
        _nieuwe_versie(project.mijlpalen.filter(klaar_op__isnull=True))
        stop_wat_eraan_hangt(project)
    if naar in (S.GESTOPT, S.GEEVALUEERD):
        vergeet_wie_hielpen(project)
    tekst = f"{project.titel}: {project.get_status_display()}."
    bellen = {"te_bellen": te_bellen} if te_bellen else {}
    meld(f"project.{naar}", project, tekst, wijk=project.wijk, door=door, openbaar=True, al_gemaild=gemaild, **waarom, **bellen)
    doe_na(project, naar, door=door)  # what follows is recorded after this
    return project
