"""The werkplek: every idea in one list, to set many right at once."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from participatie.deeds import ordenen as deeds
from participatie.export import BREEDTES, KOP, regels
from participatie.forms.lijst import KeuzeForm, LijstFilter, RijForm
from participatie.models import Idee
from wijk.bladeren import TEL_TOT, blader
from wijk.csvregels import csv_regels
from wijk.fouten import Geweigerd
from wijk.rekenblad import XLSX, schrijf_xlsx
from wijk.toegang import mag
from wijk.woorden import stuks

PER = 25
# For each button below the list: the field that it needs, and what is said when that is empty.
NODIG = {
    "thema": ("naar_thema", "Kies een thema."),
    "soort": ("naar_soort", "Kies een soort."),
    "behandelaar": ("naar_behandelaar", "Kies een ambtenaar."),
    "samenvoegen": ("met", "Vul het nummer in van het idee waar de gekozen ideeën bij horen."),
}


@mag("werkplek_zien", post="ideeen_ordenen")
def lijst(request, wijk):
    """Every idea, by filters; on one form what can be set of each, and what can be done with those that are chosen.

    The filters, the pages and "choose all" are buttons of that form too: what was typed or chosen goes along, and is not saved by them.
    """
    if naar := _verder(request):
        waar, kies = naar
        mee = _getypte_rijen(request, wijk, LijstFilter(waar, wijk=wijk))
        if kies is not None:
            for form in mee:
                form.gekozen = kies
        elif not (mee := [form for form in mee if form.is_aangeraakt]) and not _keuze_getypt(request):
            return redirect(f"{request.path}?{waar.urlencode()}" if waar else request.path)
        request.GET = waar  # from here on it is the page at that address
        return _toon(request, wijk, apart=[form.zonder_klachten() for form in mee], onbewaard=len(mee) if kies is None else 0, alles=bool(kies))
    if request.method != "POST":
        return _toon(request, wijk, apart=[])
    filter_ = LijstFilter(request.GET, wijk=wijk)
    keuzes = {"wijk": wijk, "themas": filter_.themas, "ambtenaren": filter_.ambtenaren}
    keuzeform = KeuzeForm(request.POST, **keuzes)
    apart, voorstel = _verwerk(request, wijk, keuzeform, filter_)
    if not apart and not keuzeform.errors:
        return redirect(request.get_full_path())
    if keuzeform.errors or voorstel:
        return _toon(request, wijk, keuzeform=keuzeform, apart=apart, voorstel=voorstel)
    return _toon(request, wijk, keuzeform=KeuzeForm(**keuzes), apart=apart, onbewaard=sum(not form.errors for form in apart))


def _toon(request, wijk, *, apart: list[RijForm], keuzeform: KeuzeForm | None = None, onbewaard: int = 0, alles: bool = False, voorstel=None):
    """The page at the address of this request, with these rows on top."""
    filter_ = LijstFilter(request.GET, wijk=wijk)
    keuzes = {"themas": filter_.themas, "ambtenaren": filter_.ambtenaren}
    gevonden = wijk.ideeen.op_lijst(**filter_.keuze()).gezocht(wijk, filter_.woorden, TEL_TOT + 1).order_by("-nummer")
    pagina = blader(request, gevonden.select_related("thema", "behandelaar"), per=PER)
    al = {form.idee.pk for form in apart}
    vraag = request.GET.copy()
    vraag.pop("pagina", None)
    fout = any(form.errors for form in apart) or (keuzeform is not None and keuzeform.errors)
    return render(
        request,
        "participatie/lijst.html",
        {
            "filter": filter_,
            "gefilterd": bool(filter_.keuze() or filter_.woorden),
            "ideeen": pagina,
            "rijen": apart + [RijForm(idee=idee, **keuzes) for idee in pagina if idee.pk not in al],
            "keuzeform": keuzeform or KeuzeForm(wijk=wijk, initial=_keuze_getypt(request), **keuzes),
            "onbewaard": onbewaard,
            "voorstel": voorstel,
            "alles": alles,
            "vraag": vraag.urlencode(),
        },
        status=422 if fout else 200,
    )


def _verder(request) -> tuple[QueryDict, bool | None] | None:
    """The address that a button asks for that saves nothing, and whether every row is chosen or none; None for what does save.

    Enter in a field sends no button: it saves, unless somebody just changed a filter.
    """
    if request.method != "POST":
        return None
    actie, filters = request.POST.get("actie", ""), LijstFilter.getypt(request.POST)
    waar = request.GET.copy()
    if actie in ("kies", "niets"):
        return waar, actie == "kies"
    if actie.startswith("pagina-"):
        waar["pagina"] = actie.removeprefix("pagina-")
        return waar, None
    if actie == "toon" or (not actie and filters != LijstFilter.getypt(request.GET)):
        waar = QueryDict(mutable=True)
        waar.update(filters)
        return waar, None
    return (QueryDict(mutable=True), None) if actie == "leeg" else None


def _keuze_getypt(request) -> dict[str, str]:
    """What was typed for the chosen ideas, and differs from what stands there at first."""
    velden = KeuzeForm.base_fields.items() if request.method == "POST" else ()
    return {naam: waarde for naam, veld in velden if (waarde := request.POST.get(naam, "")) and waarde != veld.initial}


def _getypte_rijen(request, wijk, filter_: LijstFilter) -> list[RijForm]:
    """The rows of the page as they were sent, the newest idea first."""
    gekozen = set(_getallen(request.POST.getlist("kies")))
    ideeen = wijk.ideeen.filter(pk__in=_getallen(request.POST.getlist("rij"))[: deeds.MEESTE]).select_related("thema", "behandelaar", "wijk")
    forms = [RijForm(request.POST, idee=idee, themas=filter_.themas, ambtenaren=filter_.ambtenaren) for idee in ideeen.order_by("-nummer")]
    for form in forms:
        form.gekozen = form.idee.pk in gekozen
    return forms


def _getallen(waarden) -> list[int]:
    return [int(waarde) for waarde in waarden if waarde.isascii() and waarde.isdigit() and len(waarde) < 16]


def _verwerk(request, wijk, keuzeform: KeuzeForm, filter_: LijstFilter) -> tuple[list[RijForm], dict | None]:
    """Do what was asked; gives the forms of the ideas that need another look, with all that was typed, and the merge that is to be confirmed.

    A button for the chosen ideas does nothing to another: what was typed there stays, and is not saved by it.
    """
    actie = request.POST.get("actie") or "bewaar"
    alle = _getypte_rijen(request, wijk, filter_)
    kies, rest = [form.idee for form in alle if form.gekozen], []
    if actie != "bewaar":
        _vraag_keuze(keuzeform, actie, kies)
        voorstel = None if keuzeform.errors or actie != "samenvoegen" else _voorstel(request, wijk, keuzeform, kies)
        if keuzeform.errors or voorstel:
            return [form.zonder_klachten() for form in alle], voorstel
        rest = [form.zonder_klachten() for form in alle if not form.gekozen and form.is_aangeraakt]
    forms = {form.idee.pk: form for form in alle if form.gekozen or actie == "bewaar"}
    anders = keuzeform.anders.get(actie, {}) if keuzeform.is_valid() else {}
    goed = [form for form in forms.values() if form.is_valid()]
    rijen = [rij for form in goed if (rij := form.rij(**(anders if form.gekozen else {})))]
    try:
        uitslag = deeds.orden_rijen(wijk, _met_namen(wijk, rijen), door=request.door)
    except Geweigerd as weigering:
        keuzeform.add_error(None, str(weigering))
        return alle, None
    if uitslag.bewaard:
        wat = stuks(len(uitslag.bewaard), "idee is", "ideeën zijn")
        messages.success(request, f"{wat} bijgewerkt. Bij “Wat is er gedaan?” kunt u het ongedaan maken.")
    for idee in uitslag.intussen:
        forms[idee.pk].idee = idee
        forms[idee.pk].zeg_wat_er_nu_staat()
    apart = [form for form in forms.values() if form.errors]
    if actie == "samenvoegen" and not apart and not keuzeform.errors:
        schoon = keuzeform.cleaned_data
        aantal = keuzeform.voer_uit(deeds.voeg_gekozen_samen, wijk, kies, schoon["met"], schoon["reden"], door=request.door)
        if aantal:
            messages.success(request, f"{stuks(aantal, 'idee hoort', 'ideeën horen')} nu bij idee {schoon['met'].nummer}.")
    if keuzeform.errors:  # all that was typed and chosen stays; what is saved by now is no change of somebody else
        for idee in uitslag.bewaard:
            forms[idee.pk].is_bewaard(idee)
        return alle, None
    if not apart and not uitslag.bewaard and actie == "bewaar":
        messages.info(request, "Er was niets veranderd.")
    return apart + rest, None


def _voorstel(request, wijk, keuzeform: KeuzeForm, kies: list[Idee]) -> dict | None:
    """What merging would do, to be confirmed first; None when just that was shown already, or when it cannot be (the form says why)."""
    met, reden = keuzeform.cleaned_data["met"], keuzeform.cleaned_data["reden"]
    kenmerk = "-".join(str(pk) for pk in (met.pk, *sorted(idee.pk for idee in kies)))
    if request.POST.get("voorstel") == kenmerk:
        return None
    keuzeform.voer_uit(deeds.probeer_samen, wijk, kies, met, reden, door=request.door)
    if keuzeform.errors:
        return None
    *anderen, doel = wijk.ideeen.voor_samenvoegen([idee.pk for idee in kies], (met.samengevoegd_met or met).pk)
    return {"kenmerk": kenmerk, "anderen": anderen, "doel": doel, "reden": reden}


def _vraag_keuze(keuzeform: KeuzeForm, actie: str, gekozen: list[Idee]) -> None:
    """Say what is missing for this action."""
    if actie not in NODIG:
        keuzeform.add_error(None, "Deze knop kennen we niet. Vernieuw de pagina.")
        return
    veld, zegt = NODIG[actie]
    if not gekozen:
        keuzeform.add_error(None, "Kies eerst een of meer ideeën: zet een vinkje voor het nummer.")
    if keuzeform.is_valid() and not keuzeform.cleaned_data.get(veld):
        keuzeform.add_error(veld, zegt)


def _met_namen(wijk, rijen: list[deeds.Rij]) -> list[deeds.Rij]:
    """With the theme and the official themselves in the place of their keys, in one query each."""
    themas = {thema.pk: thema for thema in wijk.themas.all()}
    mensen = {wie.pk: wie for wie in deeds.Gebruiker.objects.filter(pk__in={rij.velden["behandelaar"] for rij in rijen} - {None})}
    return [
        deeds.Rij(rij.pk, rij.gezien, {**rij.velden, "thema": themas.get(rij.velden["thema"]), "behandelaar": mensen.get(rij.velden["behandelaar"])})
        for rij in rijen
    ]


@mag("werkplek_zien", post="ideeen_ordenen")
def gedaan(request, wijk):
    """What was done to several ideas at once, merged or split, newest first."""
    ordeningen = blader(request, wijk.ordeningen.voor_lijst())
    wijk.ordeningen.zoek_doelen(ordeningen)
    return render(request, "participatie/lijst_gedaan.html", {"ordeningen": ordeningen})


@mag("ideeen_ordenen")
@require_POST
def ongedaan(request, wijk, pk):
    """Take one of them back."""
    ordening = get_object_or_404(wijk.ordeningen.select_related("wijk"), pk=pk)
    try:
        gebleven = deeds.maak_ongedaan(ordening, door=request.door)
        messages.success(request, "Dit is ongedaan gemaakt.")
        if gebleven:
            nummers = wijk.ideeen.filter(pk__in=[regel.idee_id for regel in gebleven]).order_by("nummer").values_list("nummer", flat=True)
            messages.warning(request, f"Niet teruggezet, want intussen veranderd: idee {', '.join(map(str, nummers))}.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:lijst_gedaan", wijk.slug)


def _te_exporteren(request, wijk):
    filter_ = LijstFilter(request.GET, wijk=wijk)
    return regels(wijk.ideeen.op_lijst(**filter_.keuze()).gezocht(wijk, filter_.woorden))


def _als_bestand(wijk, soort: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="ideeen-werkplek-{wijk.slug}.{soort}"', "Cache-Control": "private, no-store"}


@mag("werkplek_zien")
def lijst_csv(request, wijk):
    """The list by its filters as a table, streamed; without names of residents and addresses."""
    return StreamingHttpResponse(
        csv_regels(KOP, _te_exporteren(request, wijk)), content_type="text/csv; charset=utf-8", headers=_als_bestand(wijk, "csv")
    )


@mag("werkplek_zien")
def lijst_xlsx(request, wijk):
    """The same as a spreadsheet; written to a file row by row, since its parts can only be packed when all rows are there."""
    bestand = TemporaryFile()  # noqa: SIM115 (the answer closes it)
    schrijf_xlsx("Ideeën", KOP, _te_exporteren(request, wijk), bestand, BREEDTES)
    bestand.seek(0)
    return FileResponse(bestand, content_type=XLSX, headers=_als_bestand(wijk, "xlsx"))
