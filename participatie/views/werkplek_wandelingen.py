"""The werkplek: plan walks, note who came, and enter everything that was said."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from participatie import route
from participatie.bereik import staat_vast, wie_misten_we
from participatie.deeds import wandelingen as deeds
from participatie.deeds.ideeen import dien_in
from participatie.deeds.uitnodigen import nodig_groep_uit, standaardtekst
from participatie.deeds.wandelpost import Hoort, wie_het_hoort
from participatie.forms.wandelingen import (
    AanmeldVoorAnderForm,
    BestandForm,
    ErbijForm,
    LijstForm,
    RegelForm,
    UitnodigingForm,
    WandelingAfgelastForm,
    WandelingForm,
)
from participatie.importeren import BestandFout, importeer, lees_in, zet_klaar
from participatie.looppakket import looppakket
from participatie.voorbereiden import nog_voor_aankondigen, punten
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("werkplek_zien")
def wandelingen(request, wijk):
    return render(request, "participatie/wandeling_werkplek_lijst.html", {"wandelingen": blader(request, wijk.wandelingen.met_aantallen())})


@mag("wandelingen_beheren")
def nieuw(request, wijk):
    form = WandelingForm(request.POST or None, wijk=wijk)
    if request.method == "POST" and form.is_valid():
        was_al, haltes = form.cleaned_data["was_al"], form.cleaned_data["haltes"]
        wandeling = form.voer_uit(deeds.bewaar_wandeling, wijk, form.velden, haltes, was_al=was_al, door=request.door)
        if wandeling is not None:
            nu = "bewaard. Voer nu in wat er gezegd is." if was_al else "gepland. Hieronder staat wat er nog moet."
            messages.success(request, f"De wandeling is {nu}")
            return redirect("werkplek:wandeling", wijk.slug, wandeling.pk)
    return render(request, "participatie/wandeling_form.html", {"form": form, "titel": "Plan een wandeling"}, status=422 if form.errors else 200)


@mag("wandelingen_beheren")
def wijzigen(request, wijk, pk):
    wandeling = get_object_or_404(wijk.wandelingen, pk=pk)
    form = WandelingForm(request.POST or None, instance=wandeling, wijk=wijk)
    if request.method == "POST" and form.is_valid():
        was_al, vers = form.cleaned_data.get("was_al", False), get_object_or_404(wijk.wandelingen, pk=pk)
        hoort = wie_het_hoort(vers) if {"begint", "vertrekpunt"} & set(form.changed_data) else None
        if form.voer_uit(deeds.bewaar_wandeling, wijk, form.velden, None, vers, was_al=was_al, door=request.door):
            _zeg_wie_het_hoort(request, "De wandeling is bewaard.", hoort)
            return redirect("werkplek:wandeling", wijk.slug, pk)
    return render(
        request,
        "participatie/wandeling_form.html",
        {"form": form, "titel": "Wijzig de wandeling", "wandeling": wandeling},
        status=422 if form.errors else 200,
    )


@mag("werkplek_zien")
def wandeling(request, wijk, pk):
    """One walk: what is planned, who is invited, who comes, and what can be done now."""
    wandeling = get_object_or_404(wijk.wandelingen.met_aantallen().select_related("wijk").prefetch_related("partijen", "haltes"), pk=pk)
    mist = deeds.mist_voor_aankondigen(wandeling) if wandeling.status == wandeling.Status.CONCEPT else {}
    wachtend = wandeling.aanmeldingen.wachtend().mensen()
    return render(
        request,
        "participatie/wandeling_werkplek.html",
        {
            "wandeling": wandeling,
            "mist": [(zin, reverse(f"werkplek:{pagina}", args=[wijk.slug, pk])) for zin, pagina in mist.items()],
            "nog": _moet_vragen(wandeling) if "aankondigen" in request.GET else [],
            "uitnodigingen": wandeling.uitnodigingen.select_related("partij"),
            "punten": punten(wandeling) if not wandeling.is_begonnen and not wandeling.is_dicht else [],
            "wachtend": wachtend,
            "aangemeld": (wandeling.aantal_mensen or 0) - wachtend,
            "vrij": wandeling.vrije_plaatsen(),
            "gemist": list(wie_misten_we(wandeling)),
            "bellen": wandeling.aanmeldingen.te_bellen().count(),
        },
    )


def _moet_vragen(wandeling) -> list:
    """What is not done yet of a walk that can be announced all the same: said first, once."""
    kan = wandeling.status == wandeling.Status.CONCEPT and not deeds.mist_voor_aankondigen(wandeling)
    return nog_voor_aankondigen(wandeling) if kan else []


@mag("persoonsgegevens_zien")
def pakket(request, wijk, pk):
    """The walking kit to print (PDF/UA-1, PDF/A-2a); with the names of who comes, so nobody in between keeps it."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk").prefetch_related("partijen", "haltes"), pk=pk)
    koppen = {"Content-Disposition": f'inline; filename="looppakket-{wandeling.pk}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(looppakket(wandeling), content_type="application/pdf", headers=koppen)


STAPPEN = {
    "aankondigen": (deeds.kondig_aan, "De wandeling is aangekondigd. Mensen kunnen zich nu aanmelden."),
    "gelopen": (deeds.meld_gelopen, "De wandeling is gelopen. Voer nu in wat er gezegd is."),
    "verwerkt": (deeds.meld_verwerkt, "De wandeling is verwerkt."),
}


@mag("wandelingen_beheren")
@require_POST
def stap(request, wijk, pk):
    """Move a walk to its next state."""
    wandeling = get_object_or_404(wijk.wandelingen, pk=pk)
    wat = request.POST.get("stap", "")
    if wat == "aankondigen" and "toch" not in request.POST and _moet_vragen(wandeling):
        return redirect(f"{reverse('werkplek:wandeling', args=[wijk.slug, pk])}?aankondigen=1#aankondigen")
    try:
        if wat in STAPPEN:
            doe, bericht = STAPPEN[wat]
            doe(wandeling, door=request.door)
            messages.success(request, bericht)
        else:
            raise Geweigerd("Deze knop kennen we niet. Vernieuw de pagina.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:wandeling", wijk.slug, pk)


@mag("wandelingen_beheren")
def afgelasten(request, wijk, pk):
    """It does not go ahead: why."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    if request.method == "GET" and not wandeling.kan_afgelasten:
        return redirect("werkplek:wandeling", wijk.slug, pk)
    hoort = wie_het_hoort(wandeling)
    form = WandelingAfgelastForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.gelast_af, wandeling, form.cleaned_data["reden"], door=request.door):
        _zeg_wie_het_hoort(request, "De wandeling is afgelast.", hoort)
        return redirect("werkplek:wandeling", wijk.slug, pk)
    return render(request, "participatie/wandeling_afgelasten.html", {"wandeling": wandeling, "form": form, "hoort": hoort}, status=form.status)


def _zeg_wie_het_hoort(request, gedaan: str, hoort: Hoort | None) -> None:
    """Who was mailed of what was done, and who must hear it otherwise."""
    mail = f" Daarover kregen een mail: {hoort.gemaild}." if hoort and hoort.gemaild else ""
    messages.success(request, f"{gedaan}{mail}")
    if hoort and hoort.zelf:
        messages.warning(request, hoort.zelf)


@mag("wandelingen_beheren")
def uitnodiging(request, wijk, pk, uitnodiging=None):
    wandeling = get_object_or_404(wijk.wandelingen, pk=pk)
    bestaand = get_object_or_404(wandeling.uitnodigingen, pk=uitnodiging) if uitnodiging else None
    form = UitnodigingForm(request.POST or None, instance=bestaand, wandeling=wandeling, initial=_begin(request, wandeling, bestaand))
    if request.method == "POST" and form.is_valid() and form.voer_uit(nodig_groep_uit, wandeling, form.velden, bestaand, door=request.door):
        nog = "" if form.cleaned_data["datum"] else f" Er is nog niets verstuurd. {_hierna(wandeling)}"
        messages.success(request, f"De uitnodiging is bewaard.{nog}")
        return redirect("werkplek:uitnodigingen", wijk.slug, pk)
    return render(request, "participatie/wandeling_uitnodiging.html", {"form": form, "wandeling": wandeling}, status=422 if form.errors else 200)


def _hierna(wandeling) -> str:
    """What one does once it was written down how a group is invited."""
    if wandeling.kan_aanmelden:
        return "Verstuur hieronder de mail of print de brief. Ging het anders? Vul dan de dag in."
    return "Kondig de wandeling aan. Daarna kunt u mailen en printen." if wandeling.status == wandeling.Status.CONCEPT else "Vul de dag in."


def _begin(request, wandeling, bestaand) -> dict:
    """What stands in the form of an invitation that is new."""
    return {} if bestaand else {"partij": request.GET.get("partij"), "tekst": standaardtekst(wandeling)}


@mag("wandelingen_beheren")
def aanmelden(request, wijk, pk):
    """Sign up who called, came by or handed in a strip."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    form = AanmeldVoorAnderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sleutel = form.cleaned_data["sleutel"]
        aanmelding = form.voer_uit(deeds.meld_aan, wandeling, form.velden, sleutel=sleutel, voor_ander=True, door=request.door)
        if aanmelding is not None:
            waar = f"staat op de wachtlijst, plek {aanmelding.wachtplek}" if aanmelding.wachtlijst else "is aangemeld"
            messages.success(request, f"{aanmelding.naam} {waar}.")
            return redirect("werkplek:wandeling_aanmelden", wijk.slug, pk)
    gegevens = {"wandeling": wandeling, "form": form, "vrij": wandeling.vrije_plaatsen()}
    return render(request, "participatie/wandeling_voor_ander.html", gegevens, status=form.status)


@mag("wandelingen_beheren")
def aanwezigheid(request, wijk, pk):
    """Tick who came; add who came without having signed up."""
    wandeling = get_object_or_404(wijk.wandelingen, pk=pk)
    erbij = ErbijForm(request.POST if "erbij" in request.POST else None)
    if request.method == "POST":
        if "erbij" in request.POST:
            if erbij.is_valid() and erbij.voer_uit(deeds.kwam_erbij, wandeling, erbij.velden, door=request.door):
                messages.success(request, "Toegevoegd.")
                return redirect("werkplek:aanwezigheid", wijk.slug, pk)
        else:
            try:
                aanwezig, was = ({int(n) for n in request.POST.getlist(naam) if n.isdecimal()} for naam in ("aanwezig", "was"))
                deeds.noteer_aanwezigheid(wandeling, aanwezig, was=was if "getoond" in request.POST else None, door=request.door)
                messages.success(request, "De aanwezigheid is bewaard.")
            except Geweigerd as weigering:
                messages.error(request, str(weigering))
            return redirect("werkplek:wandeling", wijk.slug, pk)
    return render(
        request,
        "participatie/wandeling_aanwezigheid.html",
        {
            "wandeling": wandeling,
            "aanmeldingen": wandeling.aanmeldingen.geldig(),
            "erbij": erbij,
            "geteld": staat_vast(wandeling) and deeds.AL_GETELD,
        },
        status=422 if erbij.errors else 200,
    )


@mag("invoeren")
def invoer(request, wijk, pk):
    """Everything that was said: one line an idea, a pasted list, or a file. Several officials may do this at once."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    if request.headers.get("Accept") == "text/x-regels":
        return render(request, "participatie/wandeling_regels.html", {"ideeen": blader(request, wandeling.ideeen.net_ingevoerd(), per=50)})
    if not wandeling.is_in_te_voeren:
        af = wandeling.status == wandeling.Status.AFGELAST
        waarom = "ging niet door. Er is niets in te voeren." if af else "moet nog komen. Voer vanaf die dag in wat er gezegd is."
        messages.error(request, f"Deze wandeling {waarom}")
        return redirect("werkplek:wandeling", wijk.slug, pk)
    wat = request.POST.get("wat", "")
    blijft = {"thema": request.GET.get("thema"), "halte": request.GET.get("halte"), "soort": request.GET.get("soort", "kans")}
    regel = RegelForm(request.POST if wat == "regel" else None, wandeling=wandeling, initial=blijft)
    lijst = LijstForm(
        request.POST if wat == "lijst" else None, wandeling=wandeling, initial={f"lijst_{naam}": waarde for naam, waarde in blijft.items()}
    )
    bestand = BestandForm(request.POST if wat == "bestand" else None, request.FILES if wat == "bestand" else None, auto_id="bestand_%s")
    verslag = None
    if wat == "regel" and regel.is_valid():
        idee = regel.voer_uit(dien_in, wijk, **regel.velden, door=request.door)
        if idee is not None:
            if request.headers.get("Accept") == "text/x-regel":
                return render(request, "participatie/wandeling_regel.html", {"idee": idee})
            messages.success(request, f"Bewaard als idee {idee.nummer}.")
            return redirect(regel.volgende(request.path))
    elif wat == "lijst" and lijst.is_valid():
        verslag = _plak(wandeling, lijst, request.door)
        if not lijst.errors:
            messages.success(request, f"{verslag} {lijst.zin}")
            return redirect(f"{request.path}?{urlencode({naam: lijst[f'lijst_{naam}'].value() or '' for naam in lijst.voor_alle})}")
    elif wat == "bestand" and bestand.is_valid():
        try:
            klaar, proef = zet_klaar(wandeling, bestand.cleaned_data["bestand"].read(), door=request.door)
            return render(request, "participatie/wandeling_inlezen.html", {"wandeling": wandeling, "klaar": klaar, "verslag": proef})
        except BestandFout as fout:
            bestand.add_error("bestand", str(fout))
    return render(
        request,
        "participatie/wandeling_invoer.html",
        {
            "wandeling": wandeling,
            "regel": regel,
            "lijst": lijst,
            "bestand": bestand,
            "verslag": verslag,
            "ideeen": blader(request, wandeling.ideeen.net_ingevoerd(), per=50),  # also what was added just now
            "haltes": (haltes := list(wandeling.haltes.all())),
            "beeld": route.beeld(wijk, haltes),
        },
        status=422 if regel.errors or lijst.errors or bestand.errors else 200,
    )


@mag("invoeren")
@require_POST
def inlezen(request, wijk, pk, bestand):
    """Yes to what was shown of a file."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    klaar = wandeling.inleesbestanden.filter(pk=bestand, gebruiker=request.door).first()
    if klaar is None:
        messages.info(request, "Dit bestand is al ingelezen, of het is langer dan een dag geleden. Kies het zo nodig opnieuw.")
    else:
        verslag = lees_in(klaar, door=request.door)
        messages.success(request, str(verslag))
        for nummer, zin in (verslag.fouten + verslag.let_op)[:20]:
            messages.warning(request, f"Regel {nummer}: {zin}")
    return redirect("werkplek:invoer", wijk.slug, pk)


def _plak(wandeling, lijst: LijstForm, door):
    """Each line an idea; what cannot be taken stays in the box with its reason."""
    regels = lijst.cleaned_data["regels"]
    als_csv = ["titel", *['"{}"'.format(regel.replace('"', '""')) for regel in regels]]
    verslag = importeer(wandeling, "\n".join(als_csv).encode(), **lijst.voor_alle, door=door)
    lijst.houd_over([(regels[nummer - 2], zin) for nummer, zin in verslag.fouten])  # the first line of the file is its heading
    verslag.fouten = [(nummer, zin) for nummer, (_, zin) in enumerate(verslag.fouten, start=1)]
    return verslag
