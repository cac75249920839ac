"""The werkplek: write the programme part by part, look at the draft, offer it, and record what the college decided."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from budget.kadertekst import achterhaald_in
from evaluatie import deeds
from evaluatie.deeds.programma import ontbreekt
from evaluatie.forms_programma import AanbiedForm, BesluitForm, ParagraafForm, ProgrammaForm, TerugForm
from evaluatie.models import Deelsleutel, Programmaversie, Uitvoeringsprogramma
from evaluatie.programma.blokken import Deel, Document
from evaluatie.programma.bron import Bron
from evaluatie.programma.gronden import met_links
from evaluatie.programma.nakijken import advies_verouderd, verouderd
from evaluatie.programma.natellen import afwijkingen
from evaluatie.programma.odt import SOORT, als_odt
from evaluatie.programma.pdf import als_pdf
from evaluatie.programma.samenstellen import stel_samen, voorstel
from evaluatie.programma.tegenspraak import SLEUTEL, anders_geteld
from evaluatie.views.versies import als_bestand
from wijk.fouten import Geweigerd
from wijk.rechten import vereis
from wijk.toegang import mag
from wijk.woorden import datum

# The deed of each button, and what is said when it is done.
KNOPPEN = {
    "terug": (deeds.haal_terug, "Het programma is weer een concept."),
    "volgende_versie": (deeds.begin_volgende_versie, "U begint een volgende versie. De vastgestelde versie blijft zoals zij is."),
}
# The same for what the college says of it.
BESLUITEN = {
    "vastgesteld": (deeds.stel_programma_vast, "Het besluit van het college staat vast."),
    "afgewezen": (deeds.wijs_programma_af, "Het besluit van het college staat vast. Het programma is weer een concept."),
    "terugsturen": (deeds.stuur_terug, "Het programma is terug bij de wijkcoördinator."),
}


@mag("werkplek_zien")
def programma(request, wijk):
    programma = Uitvoeringsprogramma.objects.filter(wijk=wijk).select_related("wijk").first()
    actie = request.POST.get("actie", "")
    begin = None if programma else {"titel": Uitvoeringsprogramma.gewone_titel(wijk)}
    forms = {
        "schrijf": ProgrammaForm(request.POST if actie == "schrijf" else None, instance=programma, initial=begin),
        "aanbieden": AanbiedForm(request.POST if actie == "aanbieden" else None, auto_id="aanbieden_%s"),
        "besluit": BesluitForm(request.POST if actie == "besluit" else None, auto_id="besluit_%s", wijk=wijk),
        "terugsturen": TerugForm(request.POST if actie == "terugsturen" else None, auto_id="terug_%s"),
    }
    if actie and _gedaan(request, wijk, programma, actie, forms):
        return redirect("werkplek:uitvoeringsprogramma", wijk.slug)
    eigen = {p.sleutel for p in programma.paragrafen.exclude(tekst="")} if programma else set()
    concept = programma is None or programma.is_concept
    oud = verouderd(programma) if programma and concept else []
    geteld = anders_geteld(programma, oud) if programma and concept else {}
    nakijken = {*geteld, *(een.sleutel for een in oud)}
    besluit, gestart = Programmaversie.objects.van(wijk).vastgesteld().first(), list(wijk.gestarte_wijken.select_related("wijk", "kandidaat"))
    return render(
        request,
        "evaluatie/werkplek_programma.html",
        {
            "programma": programma,
            "forms": forms,
            "mist": ontbreekt(programma) if programma else [],
            "achterhaald": achterhaald_in(wijk),
            "verouderd": oud,
            "anders_geteld": geteld,
            "let_op": _let_op(programma),
            "besluit": besluit,
            "gestart": gestart,
            "te_starten": besluit.start_met if besluit and not any(start.volgt_op(besluit) for start in gestart) else "",
            "kandidaat": wijk.kandidaten.filter(naam=besluit.start_met).first() if besluit else None,
            "advies_verouderd": advies_verouderd(programma) if programma and concept else "",
            "concept": concept,
            "delen": [(sleutel, sleutel.label, sleutel in eigen, sleutel in nakijken) for sleutel in Deelsleutel],
            "versies": list(Programmaversie.objects.van(wijk)),
        },
        status=422 if any(form.errors for form in forms.values()) else 200,
    )


def _let_op(programma: Uitvoeringsprogramma | None) -> Deel | None:
    """In what the offered version contradicts itself, as it stands in it, while the college decides."""
    if programma is None or programma.status != Uitvoeringsprogramma.Status.AANGEBODEN:
        return None
    delen = Document.uit_json(programma.versies.first().boom).delen
    return next((deel for deel in delen if deel.sleutel == SLEUTEL), None)


def _gedaan(request, wijk, programma: Uitvoeringsprogramma | None, actie: str, forms: dict) -> bool:
    """Do what the button asks; False when the page must be shown again, with what is wrong."""
    if actie == "schrijf":
        vereis(request.door, "programma_aanbieden", wijk)
        form = forms[actie]
        if not form.is_valid() or not form.voer_uit(deeds.schrijf_programma, wijk, form.velden, door=request.door):
            return False
        messages.success(request, "Het concept is bewaard.")
    elif programma is None:
        return False
    elif actie == "aanbieden":
        form = forms[actie]
        if not form.is_valid():
            return False
        if form.voer_uit(deeds.bied_aan, programma, form.cleaned_data["toelichting"], door=request.door):
            messages.success(request, "Het programma is aangeboden aan het college.")
        elif form.has_error("toelichting"):
            return False
        else:
            messages.error(request, " ".join(form.non_field_errors()))
    elif actie in ("besluit", "terugsturen"):
        vereis(request.door, "besluit_vastleggen", wijk)
        form = forms[actie]
        if not form.is_valid():
            return False
        deed, klaar = BESLUITEN[form.cleaned_data.get("uitkomst", actie)]
        velden = form.besluit_velden() if actie == "besluit" else form.cleaned_data
        if not form.voer_uit(deed, programma, **velden, door=request.door):
            return False
        messages.success(request, klaar)
    elif actie in KNOPPEN:
        deed, klaar = KNOPPEN[actie]
        try:
            deed(programma, door=request.door)
            messages.success(request, klaar)
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
    return True


@mag("programma_aanbieden")
def paragraaf(request, wijk, sleutel):
    """The text of one part: that of the portal, or in own words."""
    if sleutel not in Deelsleutel.values:
        raise Http404
    programma = _programma(wijk)
    eigen, bron = programma.paragrafen.filter(sleutel=sleutel).first(), Bron(programma, wijk)
    voorgesteld, reken_na = voorstel(bron, sleutel), partial(afwijkingen, bron, sleutel)
    form = ParagraafForm(request.POST or None, instance=eigen, voorstel=voorgesteld, reken_na=reken_na)
    oud = verouderd(programma) if programma.is_concept else []
    if (
        request.method == "POST"
        and form.is_valid()
        and form.voer_uit(deeds.schrijf_paragraaf, programma, sleutel, form.velden["tekst"], door=request.door)
    ):
        messages.success(request, "Het deel is bewaard.")
        return redirect(reverse("werkplek:programma_concept", args=[wijk.slug]) + f"#{sleutel}")
    return render(
        request,
        "evaluatie/werkplek_paragraaf.html",
        {
            "form": form,
            "programma": programma,
            "titel": Deelsleutel(sleutel).label,
            "voorstel": voorgesteld,
            "is_eigen": bool(eigen and eigen.tekst),
            "verouderd": [een for een in oud if een.sleutel == sleutel],
            "anders_geteld": anders_geteld(programma, oud).get(sleutel, []) if programma.is_concept and not form.is_bound else [],
            "kruimels": [("Uitvoeringsprogramma", reverse("werkplek:uitvoeringsprogramma", args=[wijk.slug])), (Deelsleutel(sleutel).label, None)],
        },
        status=form.status,
    )


def _programma(wijk) -> Uitvoeringsprogramma:
    return get_object_or_404(Uitvoeringsprogramma.objects.select_related("wijk"), wijk=wijk)


def _concept(wijk) -> Document:
    return stel_samen(_programma(wijk), f"Concept van {datum(timezone.localdate())}. De cijfers zijn die van deze dag.")


@mag("werkplek_zien")
def concept(request, wijk):
    kruimels = [("Uitvoeringsprogramma", reverse("werkplek:uitvoeringsprogramma", args=[wijk.slug])), ("Concept", None)]
    wijzig = "programma_aanbieden" in request.mag and _programma(wijk).is_concept
    return render(request, "evaluatie/werkplek_concept.html", {"document": met_links(_concept(wijk)), "wijzig": wijzig, "kruimels": kruimels})


@mag("werkplek_zien")
def concept_pdf(request, wijk):
    return als_bestand(als_pdf(_concept(wijk), timezone.localdate()), "application/pdf", f"concept-uitvoeringsprogramma-{wijk.slug}.pdf")


@mag("werkplek_zien")
def concept_odt(request, wijk):
    return als_bestand(als_odt(_concept(wijk), timezone.localdate()), SOORT, f"concept-uitvoeringsprogramma-{wijk.slug}.odt")
