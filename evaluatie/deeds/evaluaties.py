"""Deeds about evaluations and what was learnt (the last step of the note)."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluatie.models import Antwoord, Evaluatie, Genodigde, Kant, Leerpunt, Vraag
from participatie.deeds.projecten import naar_status
from participatie.models import Project
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.overgang import overgang
from wijk.post import schrijf
from wijk.rechten import vereis
from wijk.woorden import stuks

S = Evaluatie.Status

# What each side is asked, unless an official changes it: what did it bring, and where did it pinch (step 6 of the note).
VRAGEN = [
    ("Hoe tevreden bent u met wat het heeft opgeleverd?", Vraag.Soort.CIJFER, ""),
    ("Hoe tevreden bent u met hoe we samenwerkten?", Vraag.Soort.CIJFER, ""),
    ("Wist u van tevoren wat wel en niet kon?", Vraag.Soort.CIJFER, Kant.BEWONERS),
    ("Kreeg u op tijd antwoord, met een reden die u begreep?", Vraag.Soort.CIJFER, Kant.BEWONERS),
    ("Was uw rol duidelijk?", Vraag.Soort.CIJFER, Kant.ORGANISATIES),
    ("Waren er genoeg uren voor dit werk?", Vraag.Soort.CIJFER, Kant.GEMEENTE),
    ("Wat heeft het opgeleverd?", Vraag.Soort.TEKST, ""),
    ("Wat ging moeilijk, en wat moet de volgende keer anders?", Vraag.Soort.TEKST, ""),
]


@transaction.atomic
def maak_evaluatie(wijk: Wijk, velden: dict, *, door) -> Evaluatie:
    """Prepare an evaluation of a finished project or of the whole process, with the usual questions."""
    vereis(door, "evalueren", wijk)
    project = velden.get("project")
    if project is not None and project.status != Project.Status.AFGEROND:
        raise Geweigerd(f"Het project “{project}” is {project.get_status_display()}. Evalueren kan als het is afgerond.", "project")
    if velden.get("open_tot") and velden["open_tot"] < timezone.localdate():
        raise Geweigerd(f"{velden['open_tot']:%d-%m-%Y} is al voorbij. Kies een dag die nog moet komen.", "open_tot")
    evaluatie = Evaluatie(wijk=wijk)
    bewaar(evaluatie, velden)
    for nummer, (tekst, soort, kant) in enumerate(VRAGEN, start=1):
        Vraag.objects.create(evaluatie=evaluatie, volgorde=nummer, tekst=tekst, soort=soort, kant=kant)
    meld("evaluatie.gemaakt", evaluatie, f"We bereiden een evaluatie voor: {evaluatie.titel}.", wijk=wijk, door=door)
    return evaluatie


def _in_concept(evaluatie: Evaluatie) -> None:
    if evaluatie.status != S.CONCEPT:
        raise Geweigerd(f"Deze evaluatie is {evaluatie.get_status_display()}. De vragen liggen vast.")


@transaction.atomic
def bewaar_vraag(evaluatie: Evaluatie, velden: dict, vraag: Vraag | None = None, *, door) -> Vraag:
    vereis(door, "evalueren", evaluatie.wijk)
    _in_concept(evaluatie)
    vraag = vraag or Vraag(evaluatie=evaluatie, volgorde=evaluatie.vragen.count() + 1)
    anders = bewaar(vraag, velden)
    meld("evaluatie.vraag", evaluatie, "Een vraag van een evaluatie is bijgewerkt.", wijk=evaluatie.wijk, door=door, anders=anders)
    return vraag


@transaction.atomic
def verwijder_vraag(vraag: Vraag, *, door) -> Evaluatie:
    evaluatie = vraag.evaluatie
    vereis(door, "evalueren", evaluatie.wijk)
    _in_concept(evaluatie)
    vraag.delete()
    meld("evaluatie.vraag_weg", evaluatie, "Een vraag van een evaluatie is verwijderd.", wijk=evaluatie.wijk, door=door)
    return evaluatie


@transaction.atomic
def nodig_uit(evaluatie: Evaluatie, kant: str, adressen: list[str], brieven: int = 0, *, door) -> list[Genodigde]:
    """Ask people of one side: by e-mail address, or by a number of letters to print for who has none. Who was asked already is not asked again."""
    vereis(door, "evalueren", evaluatie.wijk)
    if evaluatie.status not in (S.CONCEPT, S.OPEN):
        raise Geweigerd("Deze evaluatie is gesloten. U kunt niemand meer uitnodigen.")
    al = {adres.lower() for adres in evaluatie.genodigden.exclude(email="").values_list("email", flat=True)}
    nieuw = [adres for adres in dict.fromkeys(adres.lower() for adres in adressen) if adres not in al]
    begin = evaluatie.genodigden.filter(email="", kant=kant).count()
    try:
        with transaction.atomic():
            genodigden = [Genodigde.objects.create(evaluatie=evaluatie, kant=kant, email=adres) for adres in nieuw if adres]
            genodigden += [Genodigde.objects.create(evaluatie=evaluatie, kant=kant, kenmerk=f"brief {begin + n}") for n in range(1, brieven + 1)]
    except IntegrityError as fout:
        raise Geweigerd("Iemand anders nodigde op hetzelfde moment dezelfde mensen uit. Bekijk de lijst.") from fout
    if evaluatie.status == S.OPEN:
        _verstuur(evaluatie)
    meld(
        "evaluatie.uitgenodigd",
        evaluatie,
        f"Mensen gevraagd voor een evaluatie: {len(genodigden)}.",
        wijk=evaluatie.wijk,
        door=door,
        kant=kant,
        aantal=len(genodigden),
    )
    return genodigden


def _verstuur(evaluatie: Evaluatie) -> None:
    """Mail everyone who was not mailed yet, in this transaction: once each."""
    for genodigde in evaluatie.genodigden.filter(verstuurd_op__isnull=True).exclude(email="").select_for_update():
        schrijf(
            genodigde.email,
            f"Uw mening: {evaluatie.titel}",
            "evaluatie/post/uitnodiging.txt",
            evaluatie=evaluatie,
            genodigde=genodigde,
            wijk=evaluatie.wijk,
        )
    evaluatie.genodigden.filter(verstuurd_op__isnull=True).update(verstuurd_op=timezone.now())


@transaction.atomic
def open_evaluatie(evaluatie: Evaluatie, *, door) -> Evaluatie:
    """Open for answers; all three sides must have been asked."""
    vereis(door, "evalueren", evaluatie.wijk)
    gevraagd = set(evaluatie.genodigden.values_list("kant", flat=True))
    if mist := [kant.label for kant in Kant if kant not in gevraagd]:
        raise Geweigerd(f"Nog niemand gevraagd van: {', '.join(mist)}. Vraag alle drie de kanten.")
    if not evaluatie.vragen.exists():
        raise Geweigerd("Er zijn geen vragen.")
    if evaluatie.open_tot is None or evaluatie.open_tot < timezone.localdate():
        raise Geweigerd("Vul in tot en met welke dag mensen kunnen antwoorden. Die dag moet nog komen.", "open_tot")
    overgang(evaluatie, S.OPEN)
    _verstuur(evaluatie)
    meld("evaluatie.open", evaluatie, f"We vragen wat het heeft opgeleverd: {evaluatie.titel}.", wijk=evaluatie.wijk, door=door, openbaar=True)
    return evaluatie


@transaction.atomic
def vul_in(genodigde: Genodigde, antwoorden: dict[Vraag, int | str | None], *, door) -> Genodigde:
    """Answer, or change one's answers until it closes. Empty answers are left out; at least one must be given."""
    evaluatie = genodigde.evaluatie
    vereis(door, "evaluatie_invullen", evaluatie.wijk)
    Genodigde.objects.select_for_update().get(pk=genodigde.pk)
    if not evaluatie.kan_invullen:
        raise Geweigerd("Deze evaluatie is gesloten. U kunt niet meer antwoorden.")
    gegeven = {vraag: antwoord for vraag, antwoord in antwoorden.items() if antwoord not in (None, "")}
    if not gegeven:
        raise Geweigerd("Geef ten minste één antwoord.")
    genodigde.antwoorden.all().delete()
    for vraag, antwoord in gegeven.items():
        if vraag.kant and vraag.kant != genodigde.kant:
            raise Geweigerd("Deze vraag is niet voor u.")
        is_cijfer = vraag.soort == Vraag.Soort.CIJFER
        bewaar(
            Antwoord(vraag=vraag, genodigde=genodigde),
            {"cijfer": antwoord if is_cijfer else None, "tekst": "" if is_cijfer else antwoord},
            stil=frozenset({"cijfer", "tekst"}),
        )
    eerste = genodigde.ingevuld_op is None
    bewaar(genodigde, {"ingevuld_op": timezone.now()})
    if eerste:
        meld("evaluatie.ingevuld", evaluatie, "Iemand vulde een evaluatie in.", wijk=evaluatie.wijk, door=None, kant=genodigde.kant)
    return genodigde


@transaction.atomic
def sluit(evaluatie: Evaluatie, *, door) -> Evaluatie:
    vereis(door, "evalueren", evaluatie.wijk)
    overgang(evaluatie, S.GESLOTEN)
    meld("evaluatie.gesloten", evaluatie, f"De evaluatie is gesloten: {evaluatie.titel}.", wijk=evaluatie.wijk, door=door)
    return evaluatie


@transaction.atomic
def maak_openbaar(evaluatie: Evaluatie, antwoorden: set[int], *, door) -> Evaluatie:
    """Choose which written answers everyone may read, after reading that they say nothing about a person."""
    vereis(door, "evalueren", evaluatie.wijk)
    rijen = Antwoord.objects.filter(vraag__evaluatie=evaluatie).exclude(tekst="")
    rijen.update(openbaar=False)
    aantal = rijen.filter(pk__in=antwoorden).update(openbaar=True)
    zin = f"{stuks(aantal, 'antwoord van een evaluatie is', 'antwoorden van een evaluatie zijn')} openbaar."
    meld("evaluatie.antwoorden", evaluatie, zin, wijk=evaluatie.wijk, door=door, aantal=aantal)
    return evaluatie


@transaction.atomic
def stel_vast(evaluatie: Evaluatie, samenvatting: str, *, zonder_antwoorden: bool = False, door) -> Evaluatie:
    """Conclude: what it brought, in plain words. A project's evaluation makes the project evaluated.

    Geweigerd when nobody answered, unless the official says that it is to be concluded `zonder_antwoorden`.
    """
    vereis(door, "evalueren", evaluatie.wijk)
    if not samenvatting.strip():
        raise Geweigerd("Schrijf in gewone taal wat het heeft opgeleverd.", "samenvatting")
    if not zonder_antwoorden and not evaluatie.is_beantwoord():
        raise Geweigerd(
            "Nog niemand heeft geantwoord. Vraag mensen te antwoorden, of vink aan dat u de evaluatie zonder antwoorden vaststelt.",
            "zonder_antwoorden",
        )
    overgang(evaluatie, S.VASTGESTELD, samenvatting=samenvatting.strip(), vastgesteld_op=timezone.localdate())
    if evaluatie.project_id and evaluatie.project.status == Project.Status.AFGEROND:
        naar_status(evaluatie.project, Project.Status.GEEVALUEERD, door=door)
    meld("evaluatie.vastgesteld", evaluatie, f"Wat het heeft opgeleverd: {evaluatie.titel}.", wijk=evaluatie.wijk, door=door, openbaar=True)
    return evaluatie


@transaction.atomic
def bewaar_leerpunt(wijk: Wijk, velden: dict, leerpunt: Leerpunt | None = None, *, door) -> Leerpunt:
    vereis(door, "evalueren", wijk)
    leerpunt = leerpunt or Leerpunt(wijk=wijk)
    anders = bewaar(leerpunt, velden, stil=frozenset({"tekst"}))
    meld("evaluatie.leerpunt", leerpunt, f"Leerpunt genoteerd: {leerpunt.get_soort_display()}.", wijk=wijk, door=door, anders=anders)
    return leerpunt
