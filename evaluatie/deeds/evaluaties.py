"""Deeds about an evaluation: prepare it, open it, close it, and conclude (the last step of the note)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from evaluatie import betrokkenen
from evaluatie.deeds.uitnodigen import herinner, verstuur, zet_op_de_lijst
from evaluatie.jaar import VOORAF, cijfers_tot_vandaag, nog_niet_begonnen, nog_niet_om, te_vroeg_te_openen, volgend_jaar
from evaluatie.jaarcijfers import als_json
from evaluatie.models import Antwoord, Evaluatie, Kant, Opbrengst, Over, Vraag
from evaluatie.models.vragen import MEESTE_VRAGEN
from evaluatie.uitslag import kan_alles_tellen, toont_iets
from evaluatie.vragenset import vragenset
from participatie.deeds.helpers import wis_adressen_van_helpers
from participatie.deeds.projecten import naar_status
from participatie.models import Project
from participatie.nastatus import na_status
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.overgang import overgang
from wijk.rechten import vereis
from wijk.woorden import datum, stuks

S = Evaluatie.Status
# How long an evaluation that opens by itself can be answered.
OPEN_VOOR = timedelta(days=28)


@transaction.atomic
def maak_evaluatie(wijk: Wijk, velden: dict, *, door) -> Evaluatie:
    """Prepare an evaluation of a finished project or of the next year of the whole process, with the usual questions of its kind.

    Geweigerd for a project that is not finished, for a year that has not begun, or when the last day for answers has passed.
    """
    vereis(door, "evalueren", wijk)
    project = velden.get("project")
    if project is not None and project.status != Project.Status.AFGEROND:
        raise Geweigerd(f"Het project “{project}” is {project.get_status_display()}. Evalueren kan als het is afgerond.", "project")
    if velden.get("open_tot") and velden["open_tot"] < timezone.localdate():
        raise Geweigerd(f"{datum(velden['open_tot'])} is al voorbij. Kies een dag die nog moet komen.", "open_tot")
    if project is None and (straks := nog_niet_begonnen(wijk)):
        raise Geweigerd(f"Jaar {straks[0]} begint op {datum(straks[1])}. Vanaf die dag kunt u de evaluatie van dat jaar voorbereiden.", "project")
    evaluatie = Evaluatie(wijk=wijk, jaar=None if project else volgend_jaar(wijk))
    bewaar(evaluatie, velden)
    for nummer, (tekst, soort, kant) in enumerate(vragenset(wijk, Over(evaluatie.over)), start=1):
        Vraag.objects.create(evaluatie=evaluatie, volgorde=nummer, tekst=tekst, soort=soort, kant=kant)
    meld("evaluatie.gemaakt", evaluatie, f"We bereiden een evaluatie voor: {evaluatie.titel}.", wijk=wijk, door=door)
    return evaluatie


@na_status(Project.Status.AFGEROND)
@transaction.atomic
def open_bij_afronden(project: Project, *, door) -> Evaluatie:
    """A project is finished: its evaluation opens, and everyone involved is asked what it brought."""
    velden = {"project": project, "titel": f"Wat bracht {project.titel}?"[:120], "open_tot": timezone.localdate() + OPEN_VOOR}
    evaluatie = maak_evaluatie(project.wijk, velden, door=door)
    wie = betrokkenen.van_project(project)
    for kant in Kant:
        zet_op_de_lijst(evaluatie, kant, [adres for adres, van in wie.items() if van == kant])
    return _open(evaluatie, door=door)


def _vast(evaluatie: Evaluatie) -> Evaluatie:
    """The row, held until the deed is done."""
    return Evaluatie.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=evaluatie.pk)


def _nog_te_wijzigen(evaluatie: Evaluatie) -> None:
    if _vast(evaluatie).bevroren_op:
        raise Geweigerd("De vragen liggen vast: ze zijn al aan mensen gestuurd.")


@transaction.atomic
def bewaar_vraag(evaluatie: Evaluatie, velden: dict, vraag: Vraag | None = None, *, door) -> Vraag:
    vereis(door, "evalueren", evaluatie.wijk)
    _nog_te_wijzigen(evaluatie)
    if vraag is None:
        nummers = list(evaluatie.vragen.values_list("volgorde", flat=True))
        if len(nummers) >= MEESTE_VRAGEN:
            raise Geweigerd(f"Een evaluatie heeft ten hoogste {MEESTE_VRAGEN} vragen. Haal er eerst een weg.")
        vraag = Vraag(evaluatie=evaluatie, volgorde=max(nummers, default=0) + 1)
    anders = bewaar(vraag, velden)
    meld("evaluatie.vraag", evaluatie, f"Een vraag van “{evaluatie.titel}” is bijgewerkt.", wijk=evaluatie.wijk, door=door, anders=anders)
    return vraag


@transaction.atomic
def verwijder_vraag(vraag: Vraag, *, door) -> Evaluatie:
    evaluatie = vraag.evaluatie
    vereis(door, "evalueren", evaluatie.wijk)
    _nog_te_wijzigen(evaluatie)
    vraag.delete()
    meld("evaluatie.vraag_weg", evaluatie, f"Een vraag van “{evaluatie.titel}” is weggehaald.", wijk=evaluatie.wijk, door=door)
    return evaluatie


@transaction.atomic
def open_evaluatie(evaluatie: Evaluatie, *, eerder: bool = False, door) -> Evaluatie:
    """Open for answers, or open once more; all three sides must have been asked. From now on the questions are fixed.

    Geweigerd for a year that has more than two months to go, unless it is to be concluded early (`eerder`), and always on its first day.
    What a closed one told stays as it is, until five or more people answered after (`sluit`).
    """
    vereis(door, "evalueren", evaluatie.wijk)
    _alle_kanten_gevraagd(evaluatie)
    over = te_vroeg_te_openen(evaluatie) if _vast(evaluatie).status == S.CONCEPT else None
    if over:
        vanaf = f"Vanaf {datum(over.tot - VOORAF)} kunt u de evaluatie openen."
        if timezone.localdate() <= over.van:
            raise Geweigerd(f"Jaar {evaluatie.jaar} begint op {datum(over.van)}. {vanaf}")
        if not eerder:
            zin = f"Jaar {evaluatie.jaar} loopt nog tot en met {datum(over.laatste)}. {vanaf} Sluit u het jaar eerder af? Kruis dat dan aan."
            raise Geweigerd(zin, "eerder")
    return _open(evaluatie, door=door, **({"anders": {"het jaar eerder afsluiten": [None, "ja"]}} if over else {}))


@transaction.atomic
def heropen(evaluatie: Evaluatie, open_tot: date, *, door) -> Evaluatie:
    """Open a closed one once more, until this day. Who was asked by mail and did not answer hears that it can be done again."""
    vereis(door, "evalueren", evaluatie.wijk)
    _alle_kanten_gevraagd(evaluatie)
    if open_tot != evaluatie.open_tot:
        verleng(evaluatie, open_tot, door=door)
    return open_evaluatie(evaluatie, door=door)


def _alle_kanten_gevraagd(evaluatie: Evaluatie) -> None:
    gevraagd = set(evaluatie.genodigden.gevraagd().values_list("kant", flat=True))
    if mist := [kant.label for kant in Kant if kant not in gevraagd]:
        raise Geweigerd(f"Nog niemand gevraagd van: {', '.join(mist)}. Vraag alle drie de kanten.")


def _open(evaluatie: Evaluatie, *, door, **gegevens) -> Evaluatie:
    nu = _vast(evaluatie)
    aantal = evaluatie.vragen.count()
    if not 1 <= aantal <= MEESTE_VRAGEN:
        raise Geweigerd(f"Een evaluatie heeft een tot {MEESTE_VRAGEN} vragen. Nu zijn het er {aantal}.")
    if evaluatie.open_tot is None or evaluatie.is_verlopen:
        raise Geweigerd("Vul in tot en met welke dag mensen kunnen antwoorden. Die dag moet nog komen.", "open_tot")
    if nu.status == S.GESLOTEN and nu.geteld_tot is None and toont_iets(nu):
        nu.geteld_tot = timezone.now()
    weer = nu.status == S.GESLOTEN
    overgang(evaluatie, S.OPEN, bevroren_op=evaluatie.bevroren_op or timezone.now(), geteld_tot=nu.geteld_tot)
    adressen = [*(herinner(evaluatie) if weer else []), *verstuur(evaluatie)]
    wat = f"Antwoorden kan weer, tot en met {datum(evaluatie.open_tot)}" if weer else "We vragen wat het heeft opgeleverd"
    tekst = f"{wat}: {evaluatie.titel}"
    tekst += "" if tekst.endswith("?") else "."
    meld("evaluatie.open", evaluatie, tekst, wijk=evaluatie.wijk, door=door, openbaar=True, al_gemaild=adressen, **gegevens)
    return evaluatie


@transaction.atomic
def verleng(evaluatie: Evaluatie, open_tot: date, *, door) -> Evaluatie:
    """Give people until another day to answer: not an earlier one than they were told."""
    vereis(door, "evalueren", evaluatie.wijk)
    nu = _vast(evaluatie)
    if nu.status == S.VASTGESTELD:
        raise Geweigerd("Deze evaluatie is vastgesteld. Antwoorden kan niet meer.", "open_tot")
    if nu.bevroren_op and nu.open_tot and open_tot < nu.open_tot and not nu.is_verlopen:
        raise Geweigerd(f"We zeiden dat antwoorden kan tot en met {datum(nu.open_tot)}. Kies die dag, of een latere.", "open_tot")
    if open_tot < timezone.localdate():
        raise Geweigerd(f"{datum(open_tot)} is al voorbij. Kies een dag die nog moet komen.", "open_tot")
    anders = bewaar(evaluatie, {"open_tot": open_tot})
    meld("evaluatie.verlengd", evaluatie, f"Antwoorden kan tot en met {datum(open_tot)}.", wijk=evaluatie.wijk, door=door, anders=anders)
    return evaluatie


@transaction.atomic
def bewaar_opbrengst(evaluatie: Evaluatie, kant: str, velden: dict, *, door) -> Opbrengst:
    """Of the whole process, for one side: what it brought, and what the knelpunten were."""
    vereis(door, "evalueren", evaluatie.wijk)
    if _vast(evaluatie).status == S.VASTGESTELD:
        raise Geweigerd("Deze evaluatie is vastgesteld. U kunt dit niet meer wijzigen.")
    opbrengst = evaluatie.opbrengsten.filter(kant=kant).first() or Opbrengst(evaluatie=evaluatie, kant=kant)
    anders = bewaar(opbrengst, velden)
    tekst = f"Bij een evaluatie staat wat het opleverde voor {opbrengst.get_kant_display()}."
    meld("evaluatie.opbrengst", evaluatie, tekst, wijk=evaluatie.wijk, door=door, anders=anders)
    return opbrengst


@transaction.atomic
def sluit(evaluatie: Evaluatie, *, door) -> Evaluatie:
    """Nobody answers any more, and all answers are told; of one that was opened again only when the new ones tell of no fewer than five people."""
    vereis(door, "evalueren", evaluatie.wijk)
    nu = _vast(evaluatie)
    alles = nu.geteld_tot is None or kan_alles_tellen(nu)
    overgang(evaluatie, S.GESLOTEN, geteld_tot=None if alles else nu.geteld_tot)
    meld("evaluatie.gesloten", evaluatie, f"De evaluatie is gesloten: {evaluatie.titel}", wijk=evaluatie.wijk, door=door)
    return evaluatie


@transaction.atomic
def stel_vast(
    evaluatie: Evaluatie,
    samenvatting: str,
    *,
    waarom_eerder: str = "",
    niets_geleerd: str = "",
    zonder_antwoorden: bool = False,
    ongelezen: bool = False,
    zonder_grond: bool = False,
    door,
) -> Evaluatie:
    """Conclude: what it brought, in plain words, with what was learnt or why there was nothing to learn. A project is then evaluated.

    Of the whole process it must say for each side what it brought and what the knelpunten were; the figures of its year are kept as they stand.
    Before that year is over that takes a reason (`waarom_eerder`, which everyone may read; else Geweigerd beside it): its figures then go up to
    and with yesterday, and the next year begins today. Of a year that begins today or later there is nothing to conclude.
    Geweigerd when nobody answered, unless the official says that it is to be concluded `zonder_antwoorden`; likewise when words of people were read
    by nobody (`ongelezen`), or a leerpunt does not say what it rests on (`zonder_grond`). Who was asked is forgotten; with the whole process also
    who helped with a project that is over.
    """
    vereis(door, "evalueren", evaluatie.wijk)
    evaluatie.wijk = _vast(evaluatie).wijk
    if over := nog_niet_om(evaluatie):
        if timezone.localdate() <= over.van:
            raise Geweigerd(f"Jaar {evaluatie.jaar} begint op {datum(over.van)}. Vaststellen kan op zijn vroegst een dag later.")
        if not waarom_eerder.strip():
            raise Geweigerd(f"Jaar {evaluatie.jaar} loopt nog tot en met {datum(over.laatste)}. Zeg waarom u het eerder afsluit.", "waarom_eerder")
    if not samenvatting.strip():
        raise Geweigerd("Schrijf in gewone taal wat het heeft opgeleverd.", "samenvatting")
    if not zonder_antwoorden and not evaluatie.is_beantwoord():
        raise Geweigerd(
            "Nog niemand heeft geantwoord. Vraag mensen te antwoorden, of vink aan dat u de evaluatie zonder antwoorden vaststelt.",
            "zonder_antwoorden",
        )
    if not ongelezen and (aantal := Antwoord.objects.filter(vraag__evaluatie=evaluatie).te_lezen().count()):
        zin = f"{stuks(aantal, 'antwoord in woorden is', 'antwoorden in woorden zijn').capitalize()} nog niet gelezen."
        raise Geweigerd(f"{zin} Lees ze eerst, of vink aan dat u de evaluatie toch vaststelt.", "ongelezen")
    if not niets_geleerd.strip() and not evaluatie.leerpunten.exists():
        raise Geweigerd("Noteer eerst ten minste één leerpunt, of schrijf hier waarom er niets te leren viel.", "niets_geleerd")
    if not zonder_grond and (aantal := evaluatie.leerpunten.zonder_grond().count()):
        zin = f"Bij {stuks(aantal, 'leerpunt', 'leerpunten')} staat nog niet waarop het berust. Zeg dat eerst, of vink aan dat het zo openbaar wordt."
        raise Geweigerd(zin, "zonder_grond")
    klaar = set(evaluatie.opbrengsten.values_list("kant", flat=True))
    if not evaluatie.project_id and (mist := [kant.label for kant in Kant if kant not in klaar]):
        raise Geweigerd(f"Schrijf eerst op wat het opleverde en wat de knelpunten waren voor: {', '.join(mist)}.")
    if evaluatie.jaar:
        evaluatie.cijfers = als_json(cijfers_tot_vandaag(evaluatie))
    velden = {
        "cijfers": evaluatie.cijfers,
        "samenvatting": samenvatting.strip(),
        "niets_geleerd": niets_geleerd.strip(),
        "waarom_eerder": waarom_eerder.strip() if over else "",
        "vastgesteld_op": timezone.localdate(),
    }
    overgang(evaluatie, S.VASTGESTELD, **velden)
    evaluatie.genodigden.filter(ingevuld_op__isnull=True).update(concept=None)
    evaluatie.genodigden.update(email="")
    if not evaluatie.project_id:
        wis_adressen_van_helpers(evaluatie.wijk)
    if evaluatie.project_id and evaluatie.project.status == Project.Status.AFGEROND:
        naar_status(evaluatie.project, Project.Status.GEEVALUEERD, door=door)
    tekst = f"Terugkijken is klaar: {evaluatie.titel}"
    eerder = {"anders": {"waarom eerder": [None, evaluatie.waarom_eerder]}} if evaluatie.waarom_eerder else {}
    meld("evaluatie.vastgesteld", evaluatie, tekst, wijk=evaluatie.wijk, door=door, openbaar=True, **eerder)
    return evaluatie
