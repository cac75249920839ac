"""The werkplek: which wijk is next, and its start."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from evaluatie.deeds import volgende as deeds
from evaluatie.forms_volgende import KandidaatcijferForm, KandidaatForm, ScoreForm, StartForm, StartpuntForm, WegingForm
from evaluatie.models import Criterium, Programmaversie, Uitvoeringsprogramma
from evaluatie.programma.blokken import alineas
from evaluatie.rangorde import FORMULE, advies, gewichten, rangorde
from evaluatie.startpunten import Bevinding, bevindingen, wie_doet_wat
from wijk.begin import ontbreekt
from wijk.fouten import Geweigerd
from wijk.models import Gebruiker
from wijk.rechten import mag_doen, wie_mag
from wijk.toegang import mag


def _kruimels(wijk, hier: str = "") -> list:
    uit = [("Uitvoeringsprogramma", reverse("werkplek:uitvoeringsprogramma", args=[wijk.slug]))]
    naar = reverse("werkplek:volgende_wijk", args=[wijk.slug])
    return [*uit, ("Een volgende wijk", naar), (hier, None)] if hier else [*uit, ("Een volgende wijk", None)]


@mag("werkplek_zien", post="programma_aanbieden")
def volgende_wijk(request, wijk):
    """The candidates in order, how that was reckoned, and how much each criterium weighs."""
    actie = request.POST.get("actie", "")
    form = WegingForm(request.POST if actie == "weeg" else None, gewichten=gewichten(wijk))
    if actie == "weeg" and form.is_valid():
        deeds.weeg(wijk, form.gewichten(), door=request.door)
        messages.success(request, "De weging is bewaard. De volgorde is opnieuw berekend.")
        return redirect("werkplek:volgende_wijk", wijk.slug)
    if actie == "overnemen":
        try:
            deeds.neem_advies_over(wijk, door=request.door)
            messages.success(request, "Het advies staat in het programma. Lees het na, en pas het zo nodig aan.")
            return redirect("werkplek:uitvoeringsprogramma", wijk.slug)
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
    plaatsen, gestart = rangorde(wijk), list(wijk.gestarte_wijken.select_related("wijk"))
    besluit = _besluit(wijk)
    eerst = besluit["gekozen"] or (plaatsen[0].kandidaat if plaatsen else None)
    return render(
        request,
        "evaluatie/volgende_wijk.html",
        {
            "plaatsen": plaatsen,
            "formule": FORMULE,
            "advies": alineas(advies(plaatsen)),
            "form": form,
            "gewichten": [(Criterium(naam), gewicht) for naam, gewicht in gewichten(wijk).items()],
            "programma": Uitvoeringsprogramma.objects.filter(wijk=wijk).first(),
            **besluit,
            "gestart": [(start, mag_doen(request.door, "werkplek_zien", start.wijk)) for start in gestart],
            "te_starten": None if any(start.kandidaat_id == eerst.pk for start in gestart) else eerst,
            "kruimels": _kruimels(wijk),
        },
        status=form.status,
    )


@mag("programma_aanbieden")
def kandidaat_nieuw(request, wijk):
    form = KandidaatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kandidaat = form.voer_uit(deeds.bewaar_kandidaat, wijk, form.velden, door=request.door)
        if kandidaat:
            messages.success(request, f"{kandidaat} is nu kandidaat. Geef punten, met de reden erbij.")
            return redirect("werkplek:kandidaat", wijk.slug, kandidaat.pk)
    return render(
        request, "evaluatie/kandidaat_nieuw.html", {"form": form, "kruimels": _kruimels(wijk, "Voeg een kandidaat toe")}, status=form.status
    )


@mag("programma_aanbieden")
def kandidaat(request, wijk, pk):
    """One candidate: its points, its figures, its words."""
    kandidaat = get_object_or_404(wijk.kandidaten.select_related("wijk", "wijkstart__wijk"), pk=pk)
    start = getattr(kandidaat, "wijkstart", None)
    actie, _, nummer = request.POST.get("actie", "").partition(":")
    data = lambda naam: request.POST if naam == actie else None  # noqa: E731
    forms = {
        "scoor": ScoreForm(data("scoor"), kandidaat=kandidaat, auto_id="score_%s"),
        "cijfer": KandidaatcijferForm(data("cijfer"), prefix="cijfer"),
        "wijzig": KandidaatForm(data("wijzig"), instance=wijk.kandidaten.get(pk=pk), prefix="wijzig"),
    }
    if actie == "weg":
        gevolg = f"{kandidaat} is dan geen kandidaat meer. De punten, de redenen en de kerncijfers gaan ook weg."
        return render(request, "wijk/werkplek_weg.html", {"gevolg": gevolg, "terug": request.path})
    if request.method == "POST" and (naar := _bij_kandidaat(request, wijk, kandidaat, actie, nummer, forms.get(actie))):
        return naar
    return render(
        request,
        "evaluatie/kandidaat.html",
        {
            "kandidaat": kandidaat,
            "start": start,
            **_besluit(wijk),
            "mag_daar": start is not None and mag_doen(request.door, "werkplek_zien", start.wijk),
            "cijfers": kandidaat.cijfers.all(),
            "forms": forms,
            "kruimels": _kruimels(wijk, kandidaat.naam),
        },
        status=422 if any(form.errors for form in forms.values()) else 200,
    )


def _bij_kandidaat(request, wijk, kandidaat, actie: str, nummer: str, form):
    """Do what the button asks and go on; None when the page must be shown again."""
    if request.POST.get("weg") == "ja":
        try:
            deeds.verwijder_kandidaat(kandidaat, door=request.door)
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
            return None
        messages.success(request, f"{kandidaat} is geen kandidaat meer.")
        return redirect("werkplek:volgende_wijk", wijk.slug)
    if actie == "cijfer_weg":
        cijfer = kandidaat.cijfers.filter(pk=int(nummer)).first() if nummer.isdecimal() and len(nummer) < 18 else None
        if cijfer:
            deeds.verwijder_kandidaatcijfer(cijfer, door=request.door)
    elif form is None or not form.is_valid() or not _bewaar(request, wijk, kandidaat, actie, form):
        return None
    messages.success(request, "Bewaard.")
    return redirect("werkplek:kandidaat", wijk.slug, kandidaat.pk)


def _bewaar(request, wijk, kandidaat, actie: str, form):
    if actie == "scoor":
        return form.voer_uit(deeds.scoor, kandidaat, form.scores(), door=request.door)
    if actie == "cijfer":
        return form.voer_uit(deeds.bewaar_kandidaatcijfer, kandidaat, form.velden, door=request.door)
    return form.voer_uit(deeds.bewaar_kandidaat, wijk, form.velden, kandidaat, door=request.door)


@mag("wijk_starten")
def start_wijk(request, wijk):
    """Start a next wijk; `?kandidaat=<pk>`: with the name and figures of a candidate."""
    nummer = request.GET.get("kandidaat", "")
    if nummer and not (nummer.isdecimal() and len(nummer) < 18):
        raise Http404
    kandidaat = get_object_or_404(wijk.kandidaten, pk=int(nummer)) if nummer else None
    form = StartForm(request.POST or None, kandidaat=kandidaat)
    if request.method == "POST" and form.is_valid():
        nieuw = form.voer_uit(deeds.start_wijk, wijk, form.velden, kandidaat, door=request.door)
        if nieuw:
            messages.success(request, f"De {nieuw.naam} is gestart, in voorbereiding. Bewoners zien de wijk pas als u die openbaar maakt.")
            return redirect("werkplek:startpunten", nieuw.slug)
    return render(
        request,
        "evaluatie/start_wijk.html",
        {
            "form": form,
            "kandidaat": kandidaat,
            "beheerders": Gebruiker.objects.beheerders(),
            **_besluit(wijk),
            "aantal": wijk.leerpunten.filter(in_programma=True).count(),
            "kruimels": _kruimels(wijk, "Start een wijk") if "werkplek_zien" in request.mag else [("Start een wijk", None)],
        },
        status=form.status,
    )


def _besluit(wijk) -> dict:
    """What the college decided last, whether it ever decided to start with a wijk after this one, and with which candidate it did last."""
    versies = Programmaversie.objects.van(wijk).vastgesteld()
    besluit = versies.first()
    gekozen = wijk.kandidaten.filter(naam=besluit.start_met).select_related("wijkstart").first() if besluit and besluit.start_met else None
    return {"besluit": besluit, "besloten": versies.exclude(start_met="").exists(), "gekozen": gekozen}


@mag("startpunten_zien", post="kader_wijzigen")
def startpunten(request, wijk):
    """What an earlier wijk taught, as a checklist for this one."""
    punten, start = list(wijk.startpunten.voor_lijst()), getattr(wijk, "wijkstart", None)
    formulieren = [(punt, StartpuntForm(request.POST or None, punt=punt, prefix=f"punt{punt.pk}", auto_id=f"punt{punt.pk}_%s")) for punt in punten]
    if request.method == "POST":
        # All of them at once, so that nothing that was typed at another point is lost.
        gedaan = [
            form.voer_uit(deeds.bewaar_startpunt, punt, form.cleaned_data, door=request.door)
            for punt, form in formulieren
            if form.gewijzigd and form.is_valid()
        ]
        if not any(form.errors for _, form in formulieren if form.gewijzigd):
            messages.success(request, "Bewaard.") if gedaan else messages.info(request, "Er was niets veranderd.")
            return redirect("werkplek:startpunten", wijk.slug)
    for _, form in [een for een in formulieren if een[1].errors][1:]:
        form.volgende_fout = True
    gezien = [_met_weg(request, bevindingen(punt)) for punt in punten]
    return render(
        request,
        "evaluatie/startpunten.html",
        {
            "formulieren": [(*een, wat) for een, wat in zip(formulieren, gezien, strict=True)],
            "let_op": any(gezien),
            "open": sum(punt.klaar_op is None for punt in punten),
            "start": start,
            **(_besluit(start.van) if start else {"besloten": True}),
            "mag_daar": start is not None and mag_doen(request.door, "werkplek_zien", start.van),
            "wie_doet_wat": wie_doet_wat(wijk),
            "mag_beheren": mag_doen(request.door, "beheren", None),
            "mist": ontbreekt(wijk) if wijk.status == wijk.Status.VOORBEREIDING else [],
        },
        status=422 if any(form.errors for _, form in formulieren) else 200,
    )


def _met_weg(request, gezien: list[Bevinding]) -> list[Bevinding]:
    """Each with its link for who may mend it, else with who may; accounts are given over all wijken."""
    mag_beheren = mag_doen(request.door, "beheren", None)
    mag_hier = lambda recht: mag_beheren if recht == "beheren" else recht in request.mag  # noqa: E731
    return [een if mag_hier(een.recht) else replace(een, pad="", doe=f"Dit doet een {wie_mag(een.recht)}.") for een in gezien]
