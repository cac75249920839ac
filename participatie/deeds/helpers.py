"""Deeds of who helps with a project, and of the official who asks them along. Nothing in their records says who."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Q

from participatie.models import Helper, Idee, Meevraag, Project, Steun
from participatie.models.wandeling import nieuwe_code
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker, Wijk
from wijk.overgang import overgang
from wijk.post import schrijf
from wijk.rechten import SYSTEEM, vereis
from wijk.woorden import stuks

S = Helper.Status
# What is left of who helped: that somebody did, and what they brought.
LEEG = {"naam": "", "email": "", "telefoon": "", "toelichting": "", "gebruiker": None}


@transaction.atomic
def doe_mee(project: Project, velden: Mapping, *, sleutel=None, vraag: Meevraag | None = None, door) -> Helper:
    """Offer help with a project: what one brings, and an address or number for the official alone. It counts once an official has read it.

    An address that helps already is mailed its link again and nothing changes: who sent this did not prove that it is theirs. `vraag`: the
    personal link by which somebody was asked, which proves its address.
    """
    vereis(door, "meedoen", project.wijk)
    if sleutel and (bestaand := Helper.objects.filter(sleutel=sleutel).first()):
        return bestaand
    project = Project.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=project.pk)
    if not project.loopt:
        raise Geweigerd(f"Dit project is {project.get_status_display()}. Meedoen kan niet meer.")
    velden = {**velden, "email": (vraag.email if vraag else velden.get("email", "")).strip().lower()}
    if vraag:
        Meevraag.objects.filter(pk=vraag.pk).update(antwoord=Meevraag.Antwoord.JA)
    if velden["email"] and (bestaand := _al_helper(project, velden["email"])):
        _bevestig(bestaand)
        return bestaand
    iemand = None if door is None or door is SYSTEEM else door
    helper = Helper(project=project, sleutel=sleutel, gebruiker=vraag.gebruiker if vraag and vraag.gebruiker else iemand)
    try:
        bewaar(helper, velden)
    except Geweigerd:
        if sleutel and (bestaand := Helper.objects.filter(sleutel=sleutel).first()):
            return bestaand
        raise
    meld("project.helper", project, f"Iemand biedt hulp aan bij het project “{project.titel}”.", wijk=project.wijk, door=door)
    if helper.email:
        _bevestig(helper)
    return helper


def _al_helper(project: Project, email: str) -> Helper | None:
    return project.helpers.exclude(status=S.AFGEMELD).filter(email=email).select_related("project__wijk").first()


def _bevestig(helper: Helper) -> None:
    project = helper.project
    schrijf(helper.email, f"U doet mee: {project.titel}", "participatie/post/doet_mee.txt", helper=helper, project=project, wijk=project.wijk)


@transaction.atomic
def trek_hulp_in(helper: Helper, *, door) -> Helper:
    """Join in no longer, by one's personal code; name and address go at once. Who helped with a project that is done stays counted."""
    project = helper.project
    vereis(door, "meedoen", project.wijk)
    if helper.status == S.TELT and not project.loopt:
        Helper.objects.filter(pk=helper.pk).update(**LEEG)
        tekst = f"Iemand die hielp bij het project “{project.titel}”, liet de eigen gegevens wissen."
    else:
        overgang(helper, S.AFGEMELD, **LEEG)
        tekst = f"Iemand doet niet meer mee met het project “{project.titel}”."
    meld("project.helper_weg", project, tekst, wijk=project.wijk, door=None)
    return helper


@transaction.atomic
def lees_hulp(helper: Helper, telt: bool, *, door) -> Helper:
    """An official has read an offer: it counts on the website, or it does not."""
    vereis(door, "projecten_beheren", helper.project.wijk)
    overgang(helper, S.TELT if telt else S.GEWEIGERD)
    tekst = "Een aanbod van hulp is gelezen en telt mee." if telt else "Een aanbod van hulp telt niet mee."
    meld("project.helper_gelezen", helper.project, tekst, wijk=helper.project.wijk, door=door, telt=telt)
    return helper


def vergeet_wie_hielpen(project: Project) -> None:
    """The project is over: how many helped stays counted, who they are goes. Of who counted the e-mail address stays, and nothing else, to ask
    them what the year brought (`wis_adressen_van_helpers`).
    """
    project.helpers.filter(status=S.NIEUW).update(status=S.GESTOPT)
    project.helpers.exclude(status=S.TELT, email__gt="").update(**LEEG)
    project.helpers.update(naam="", telefoon="", toelichting="")
    project.meevragen.all().delete()


def wis_adressen_van_helpers(wijk: Wijk) -> None:
    """The year was looked back on: of projects that are over no address is needed any more."""
    Helper.objects.van_voorbije_projecten(wijk).update(**LEEG)


def te_vragen(project: Project) -> dict[str, Gebruiker | None]:
    """Whom to ask along, by address: who raised or supports an idea in this project (or one that was merged into it), and was not asked yet.

    Left out: addresses that nobody confirmed, and who helps already.
    """
    ideeen = Idee.objects.filter(
        Q(project=project, status=Idee.Status.PROJECT) | Q(samengevoegd_met__project=project, status=Idee.Status.SAMENGEVOEGD)
    )
    wie: dict[str, Gebruiker | None] = {}
    bewezen = ideeen.filter(Q(bevestigd_op__isnull=False) | ~Q(herkomst=Idee.Herkomst.ONLINE)).exclude(email="")
    for email in bewezen.order_by("pk").values_list("email", flat=True):
        wie.setdefault(email.lower(), None)
    mensen = Gebruiker.objects.filter(is_active=True).filter(
        Q(pk__in=ideeen.values("indiener")) | Q(pk__in=Steun.objects.filter(idee__in=ideeen).values("gebruiker"))
    )
    wie |= {gebruiker.email.lower(): gebruiker for gebruiker in mensen.order_by("pk")}
    al = set(project.meevragen.values_list("email", flat=True)) | set(project.helpers.exclude(email="").values_list("email", flat=True))
    return {email: gebruiker for email, gebruiker in wie.items() if email not in al}


@transaction.atomic
def vraag_mee(project: Project, *, door) -> int:
    """Mail everyone of `te_vragen` a personal link by which they can say "ik doe mee"; gives how many. Each address once for a project."""
    vereis(door, "projecten_beheren", project.wijk)
    project = Project.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=project.pk)
    if not project.loopt:
        raise Geweigerd(f"Dit project is {project.get_status_display()}. U kunt niemand meer vragen.")
    if not project.omschrijving.strip():
        raise Geweigerd("Schrijf eerst op wat u gaat doen (de omschrijving). Dat staat in de mail.")
    wie = te_vragen(project)
    if not wie:
        raise Geweigerd("Er is niemand meer om te vragen: iedereen van wie we een adres weten, is gevraagd of doet al mee.")
    try:
        with transaction.atomic():
            vragen = Meevraag.objects.bulk_create([Meevraag(project=project, email=email, gebruiker=gebruiker) for email, gebruiker in wie.items()])
    except IntegrityError as fout:
        raise Geweigerd("Iemand anders vroeg deze mensen net. Bekijk de pagina opnieuw.") from fout
    for vraag in vragen:
        schrijf(vraag.email, f"Doet u mee? {project.titel}", "participatie/post/vraag_mee.txt", vraag=vraag, project=project, wijk=project.wijk)
    tekst = f"Voor {project.titel} vroegen we {stuks(len(vragen), 'persoon', 'personen')} om mee te doen."
    meld("project.gevraagd", project, tekst, wijk=project.wijk, door=door, aantal=len(vragen))
    return len(vragen)


@transaction.atomic
def zeg_nee(vraag: Meevraag, *, door) -> None:
    """Whoever was asked does not join in. The address stays, so that it is not asked again."""
    vereis(door, "meedoen", vraag.project.wijk)
    if not Meevraag.objects.filter(pk=vraag.pk, antwoord="").update(antwoord=Meevraag.Antwoord.NEE):
        raise Geweigerd("U hebt al geantwoord.")
    meld(
        "project.gevraagd_nee",
        vraag.project,
        f"Iemand die gevraagd was, doet niet mee met het project “{vraag.project.titel}”.",
        wijk=vraag.project.wijk,
        door=None,
    )


def maak_naamloos(helpers) -> int:
    """Wipe who these are. Who is not read yet, or helps now, helps no longer: they cannot be reached. Gives how many there were."""
    pks = list(helpers.order_by().values_list("pk", flat=True))
    rijen = Helper.objects.filter(pk__in=pks)
    rijen.filter(Q(status=S.NIEUW) | Q(status=S.TELT, project__status__in=Project.LOPEND)).update(status=S.AFGEMELD)
    for pk in pks:
        Helper.objects.filter(pk=pk).update(code=nieuwe_code(), **LEEG)
    return len(pks)
