"""Deeds about the overleg: those who want to think along decide what comes next (step 4 of the note)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from participatie.deeds.overleglijst import zet_op_lijst
from participatie.deeds.overlegpost import vertel_afgelast, vertel_verplaatst
from participatie.deeds.projecten import _neem_op, begin_project
from participatie.models import Idee, Overleg, Project, Vervolgstap
from wijk.bewaren import bewaar
from wijk.dagen import past_bij_moment
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Partij, Wijk
from wijk.overgang import overgang
from wijk.rechten import vereis
from wijk.woorden import datum, ingekort, leesbaar, stuks

B = Vervolgstap.Besluit


@transaction.atomic
def bewaar_overleg(wijk: Wijk, velden: dict, overleg: Overleg | None = None, *, was_al: bool = False, kort_dag: bool = False, door) -> Overleg:
    """Plan an overleg or change one. A new one has on its list everyone who said to think along, and on its agenda every answered idea.

    `was_al`: it was held already, and is entered afterwards: nobody is on its list and no idea on its agenda, see `kies_besproken`.
    Without it Geweigerd for a moment that has passed, with it for one that has not. Geweigerd too for a day on which it could not have decided
    what it did.
    Who knew of one that is still to come is mailed when its day, time or place changes, or stands on the list of whom to call or write. Geweigerd
    when that is so soon that a letter does not reach them, unless that is meant (`kort_dag`).
    """
    vereis(door, "overleggen", wijk)
    nieuw = overleg is None
    if not nieuw and overleg.status == Overleg.Status.AFGELAST:
        raise Geweigerd("Dit overleg gaat niet door en verandert niet meer. Plan een nieuw overleg.")
    if nieuw or velden["begint"] != overleg.begint or was_al:
        past_bij_moment(velden["begint"], was_al)
    if not nieuw and overleg.status == Overleg.Status.GEHOUDEN and velden["begint"] > timezone.now():
        raise Geweigerd("Dit overleg is al gehouden. Kies een dag die geweest is.", "begint")
    if not nieuw and velden["begint"] != overleg.begint:
        _besluiten_passen_bij(overleg, velden["begint"])
    overleg = overleg or Overleg(wijk=wijk)
    was_op, was_in = overleg.begint, overleg.plaats
    anders = bewaar(overleg, velden, stil=frozenset())
    if nieuw:
        if not was_al:
            zet_op_lijst(overleg)
            overleg.agenda.set(overleg.nog_op_lijst()[:200])
        komt = f"was op {datum(timezone.localtime(overleg.begint))}" if was_al else "komt"
        meld("overleg.gepland", overleg, f"Er {komt} een overleg over het vervolg: {overleg.titel}.", wijk=wijk, door=door, openbaar=True)
    else:
        verplaatst = not overleg.is_begonnen and bool({"begint", "plaats"} & set(anders))
        if verplaatst and not kort_dag:
            _is_op_tijd_te_vertellen(overleg)
        gemaild = vertel_verplaatst(overleg, was_op, was_in) if verplaatst else []
        nu = f"Het overleg “{overleg.titel}” is nu op {leesbaar(overleg.begint)}: {overleg.plaats}."
        tekst = nu if verplaatst else f"De gegevens van “{overleg.titel}” zijn gewijzigd."
        meld("overleg.gewijzigd", overleg, tekst, wijk=wijk, door=door, openbaar=verplaatst, al_gemaild=gemaild, anders=anders)
    return overleg


def _is_op_tijd_te_vertellen(overleg: Overleg) -> None:
    """Geweigerd when it is that soon, and somebody has to hear that it is otherwise."""
    mensen = overleg.genodigden.die_het_weten()
    if not overleg.is_kort_dag or not mensen.exists():
        return
    bel = f" Brieven komen niet op tijd. Bel deze mensen: {anders}." if (anders := mensen.niet_per_mail().wie()) else ""
    mail = " Niet iedereen leest de mail op tijd." if mensen.per_mail().exists() else ""
    raise Geweigerd(f"Het overleg begint dan {overleg.hoe_gauw}.{bel}{mail} Klopt het zo? Vink dit dan aan en bewaar opnieuw.", "kort_dag")


def _besluiten_passen_bij(overleg: Overleg, begint: datetime) -> None:
    """Geweigerd for a moment on which it could not have decided what it did."""
    besloten = Idee.objects.filter(vervolgstappen__overleg=overleg)
    dag = timezone.localdate(begint)
    if dag > timezone.localdate() and besloten.exists():
        raise Geweigerd("Dit overleg nam al besluiten. Kies een dag die geweest is.", "begint")
    if laat := besloten.exclude(pk__in=besloten.beantwoord_tot_en_met(dag).order_by().values("pk")).order_by("nummer").first():
        raise Geweigerd(f"Dit overleg besloot over idee {laat.nummer}. Dat was op {datum(dag)} nog niet beantwoord. Kies een latere dag.", "begint")


@transaction.atomic
def kies_besproken(overleg: Overleg, stond: Iterable[int], gekozen: Iterable[int], *, door) -> int:
    """Which ideas (primary keys) were discussed at an overleg that was held, of a page on which some stood on its list (`stond`) and some are ticked
    (`gekozen`). Gives how many there are to decide on.

    What is ticked no more goes from its list, to that of the next one. Only what somebody changed is changed: what a colleague did meanwhile stays.
    """
    vereis(door, "overleggen", overleg.wijk)
    overleg = Overleg.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=overleg.pk)
    if overleg.is_dicht:
        raise Geweigerd("Dit overleg is afgesloten of gaat niet door. De lijst verandert niet meer.")
    if not overleg.is_begonnen:
        raise Geweigerd(f"Dit overleg begint pas op {leesbaar(overleg.begint)}. Kies daarna wat er besproken is.")
    stond, gekozen, was = set(stond), set(gekozen), overleg.te_besluiten().count()
    kan = overleg.te_kiezen().filter(pk__in=stond ^ gekozen)
    erbij = [idee for idee in kan if idee.pk in gekozen and not idee.op_lijst]
    weg = [idee for idee in kan if idee.pk in stond and idee.op_lijst]
    overleg.agenda.add(*erbij)
    overleg.agenda.remove(*weg)
    if weg and (volgend := overleg.volgend()):
        zet_op_agenda(volgend, weg, door=door)
    nu = was + len(erbij) - len(weg)
    anders = {"agenda": [stuks(was, "idee", "ideeën"), stuks(nu, "idee", "ideeën")]} if nu != was else {}
    meld("overleg.besproken", overleg, f"Gekozen is wat er besproken is in “{overleg.titel}”.", wijk=overleg.wijk, door=door, anders=anders)
    return nu


@transaction.atomic
def zet_op_agenda(overleg: Overleg, ideeen: Iterable[Idee], *, door) -> int:
    """Put these ideas on the list of what it decides on; gives how many were added. Geweigerd for one that was said or answered after its day."""
    vereis(door, "overleggen", overleg.wijk)
    if overleg.is_dicht:
        raise Geweigerd("Dit overleg is afgesloten of gaat niet door. De agenda verandert niet meer.")
    al = set(overleg.agenda.values_list("pk", flat=True))
    erbij = [idee for idee in ideeen if idee.pk not in al]
    for idee in erbij:
        _moet_op_tijd_zijn(overleg, idee)
    overleg.agenda.add(*erbij)
    anders = {"agenda": [stuks(len(al), "idee", "ideeën"), stuks(len(al) + len(erbij), "idee", "ideeën")]} if erbij else {}
    meld("overleg.agenda", overleg, f"De agenda van “{overleg.titel}” is bijgewerkt.", wijk=overleg.wijk, door=door, anders=anders)
    return len(erbij)


@transaction.atomic
def leg_vast(
    overleg: Overleg,
    idee: Idee,
    besluit: str,
    reden: str,
    *,
    wie: str = "",
    partij: Partij | None = None,
    voor: date | None = None,
    project: Project | None = None,
    nieuw_project: str = "",
    voor_begin: bool = False,
    door,
) -> Vervolgstap:
    """What the overleg decided for one idea, why, who does it and by when. For a project: an existing one, or the title of a new one.

    Geweigerd before the day of the overleg, on that day before it begins unless that is meant (`voor_begin`), and for something that is put off
    until a day before it.

    What is put off comes on the list of the overleg after this one, or of the first from the day on until which it is put off; the decision on it
    then stands beside this one, which stays.
    Of two people who decide on the same idea at once, one wins; the other is told what was decided.
    """
    vereis(door, "overleggen", overleg.wijk)
    if overleg.is_dicht:
        raise Geweigerd("Dit overleg is afgesloten of gaat niet door. Leg het besluit vast in een volgend overleg.")
    if not overleg.is_de_dag:
        raise Geweigerd(f"Dit overleg is pas op {datum(overleg.begint)}. Vanaf die dag legt u besluiten vast.")
    if overleg.is_te_vroeg and not voor_begin:
        raise Geweigerd(f"{overleg.begint_pas} Is dit toch al besloten? Vink dat dan aan, en leg het besluit opnieuw vast.", "voor_begin")
    wat = {"wie": wie, "partij": partij, "voor": voor, "project": project, "nieuw_project": nieuw_project}
    return neem_besluit(overleg, idee, besluit, reden, **wat, door=door)


def neem_besluit(
    overleg: Overleg,
    idee: Idee,
    besluit: str,
    reden: str,
    *,
    wie: str,
    partij: Partij | None,
    voor: date | None,
    project: Project | None,
    nieuw_project: str,
    in_plaats_van: str = "",
    door,
) -> Vervolgstap:
    """Part of a deed that decides, or sets right what was decided: the decision, and what follows from it for the idea. `in_plaats_van`: the decision
    that was noted wrongly, as everyone reads it.
    """
    erbij = f" Dit komt in plaats van “{in_plaats_van}”: dat was niet goed opgeschreven." if in_plaats_van else ""
    if idee.wijk_id != overleg.wijk_id:
        raise Geweigerd(f"Idee {idee.nummer} is van een andere wijk.", "idee")
    _moet_op_tijd_zijn(overleg, idee)
    _kan_dit_besluit(overleg, idee, besluit)
    past_bij_dag(overleg, besluit, voor)
    past_bij_besluit(besluit, wie.strip(), partij, project, nieuw_project.strip())
    stap = Vervolgstap(overleg=overleg, idee=idee)
    bewaar(stap, {"besluit": besluit, "reden": reden.strip(), "wie": wie.strip(), "partij": partij, "voor": voor})
    overleg.agenda.add(idee)
    if besluit == B.PROJECT:
        if project is None:
            project = begin_project(overleg.wijk, {"titel": nieuw_project.strip()}, recht="overleggen", door=door)
        _neem_op(project, idee, overleg, erbij=erbij, door=door)
    else:
        if besluit != idee.status:  # what was put off may be put off again
            overgang(idee, besluit)
        meld(
            f"idee.{besluit}",
            idee,
            f"Besluit over idee {idee.nummer}: {stap.get_besluit_display()}. {overleg.op_overleg}{erbij}",
            wijk=overleg.wijk,
            door=door,
            openbaar=idee.openbaar,
        )
    if besluit == B.LATER and (volgend := overleg.volgend(vanaf=voor)):
        zet_op_agenda(volgend, [idee], door=door)
    return stap


@transaction.atomic
def begin_project_uit_overleg(overleg: Overleg, velden: dict, ideeen: Iterable[Idee], reden: str, *, door) -> Project:
    """Start one project from several ideas: what the overleg decides on each of them, for the same reason. All of it, or nothing."""
    project = begin_project(overleg.wijk, velden, door=door)
    for idee in ideeen:
        leg_vast(overleg, idee, B.PROJECT, reden, project=project, door=door)
    return project


def _moet_op_tijd_zijn(overleg: Overleg, idee: Idee) -> None:
    if waarom := overleg.kwam_te_laat(idee):
        raise Geweigerd(f"{waarom} Besluit erover in een volgend overleg.")


def _kan_dit_besluit(overleg: Overleg, idee: Idee, besluit: str) -> None:
    if besluit in idee.mogelijke_besluiten and not overleg.vervolgstappen.filter(idee=idee).exists():
        return
    eerder = Vervolgstap.objects.laatste_over(idee)
    if eerder is None or idee.wacht_op_ons:
        raise Geweigerd(f"Idee {idee.nummer} is “{idee.get_status_display()}”. Daarover kan dit overleg niet besluiten.", "besluit")
    raise Geweigerd(f"Over dit idee is intussen al besloten: {eerder.get_besluit_display()} ({eerder.overleg}).", "besluit")


def past_bij_besluit(besluit: str, wie: str, partij: Partij | None, project: Project | None, nieuw_project: str) -> None:
    """Geweigerd when what a decision needs is missing, or what does not belong to it was filled in."""
    if besluit == B.PROJECT and project is None and not nieuw_project:
        raise Geweigerd("Kies een project, of geef de titel van een nieuw project.", "nieuw_project")
    if besluit == B.PROJECT and project is not None and nieuw_project:
        raise Geweigerd(f"U koos het project “{project}” en gaf ook een titel. Maak één van de twee leeg.", "nieuw_project")
    if besluit != B.PROJECT and (project is not None or nieuw_project):
        raise Geweigerd(
            f"Een project hoort alleen bij “{B.PROJECT.label}”. Kies dat besluit, of maak dit veld leeg.", "project" if project else "nieuw_project"
        )
    if besluit == B.OPGEPAKT and not wie and not partij:
        raise Geweigerd("Vul in wie het oppakt, of kies een organisatie.", "wie")


def past_bij_dag(overleg: Overleg, besluit: str, voor: date | None) -> None:
    """Geweigerd when something is put off until a day before the overleg."""
    if besluit == B.LATER and voor and voor < overleg.dag:
        raise Geweigerd(f"Deze dag is al voorbij. Kies {datum(overleg.dag)} of een dag daarna.", "voor")


@transaction.atomic
def sluit_overleg(overleg: Overleg, velden: dict, *, onbesloten_blijven: bool = False, door) -> Overleg:
    """The overleg was held: how many came, and a public report.

    Geweigerd before it began, and while ideas on its list are not decided on, unless they may stay (`onbesloten_blijven`): they are then on the
    list of the next one.
    """
    vereis(door, "overleggen", overleg.wijk)
    if overleg.status == Overleg.Status.GEHOUDEN:
        raise Geweigerd("Dit overleg was al afgesloten.")
    if overleg.status == Overleg.Status.AFGELAST:
        raise Geweigerd("Dit overleg gaat niet door.")
    if not overleg.is_begonnen:
        raise Geweigerd(f"Dit overleg begint pas op {leesbaar(overleg.begint)}. Sluit het daarna af.")
    if not velden.get("verslag"):
        raise Geweigerd("Schrijf een kort verslag. Iedereen leest dit.", "verslag")
    onbesloten = list(overleg.te_besluiten())
    if onbesloten and not onbesloten_blijven:
        over = stuks(len(onbesloten), "idee", "ideeën")
        raise Geweigerd(f"Over {over} op de lijst is nog niets besloten. Besluit daarover, of zeg dat ze op de lijst blijven.")
    overleg.agenda.remove(*overleg.elders_besloten())  # from now on its list is what it left
    bewaar(overleg, {**velden, "status": Overleg.Status.GEHOUDEN}, stil=frozenset({"verslag"}))
    if onbesloten and (volgend := overleg.volgend()):
        zet_op_agenda(volgend, onbesloten, door=door)
    aantal = overleg.vervolgstappen.count()
    op = "" if overleg.dag == timezone.localdate() else f" op {datum(overleg.dag)}"
    meld(
        "overleg.gehouden",
        overleg,
        f"Overleg gehouden{op}: {overleg.titel}. Over {stuks(aantal, 'idee', 'ideeën')} is besloten.",
        wijk=overleg.wijk,
        door=door,
        openbaar=True,
    )
    return overleg


@transaction.atomic
def gelast_overleg_af(overleg: Overleg, velden: dict, *, door) -> Overleg:
    """It does not go ahead, with a public reason. Who knew of it is mailed, unless its moment went by; its ideas go to the list of the next one.

    Geweigerd once it decided something, or when it was entered afterwards: it was held then.
    """
    vereis(door, "overleggen", overleg.wijk)
    if not velden["reden_afgelast"].strip():
        raise Geweigerd("Zeg waarom het overleg niet doorgaat.", "reden_afgelast")
    if overleg.vervolgstappen.exists():
        raise Geweigerd("Dit overleg nam al besluiten. Schrijf het verslag en sluit het af.")
    if overleg.is_achteraf_ingevoerd:
        raise Geweigerd("Dit overleg is al geweest. Schrijf het verslag en sluit het af.")
    komt_nog, ideeen = not overleg.is_begonnen, list(overleg.te_besluiten())
    overgang(overleg, Overleg.Status.AFGELAST, reden_afgelast=velden["reden_afgelast"].strip())
    gemaild = vertel_afgelast(overleg) if komt_nog else []
    if ideeen and (volgend := overleg.volgend()):
        zet_op_agenda(volgend, ideeen, door=door)
    tekst = ingekort(f"Het overleg “{overleg.titel}” gaat niet door. {overleg.reden_afgelast}", 300)
    meld("overleg.afgelast", overleg, tekst, wijk=overleg.wijk, door=door, openbaar=True, al_gemaild=gemaild)
    return overleg
