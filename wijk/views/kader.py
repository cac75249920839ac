"""The frame in the werkplek: everything in it can be read on one page, and changed in one form a row."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from wijk import begin, stappen, urenstaat
from wijk.bladeren import blader
from wijk.deeds import kader as deeds
from wijk.forms import kader as forms
from wijk.fouten import Geweigerd
from wijk.models import Capaciteit, Wijk
from wijk.toegang import mag
from wijk.woorden import datum
from wijk.woorden import uren as in_uren


@dataclass(frozen=True)
class Soort:
    """A kind of row of the frame: its form, its deed, and its words. Without `wijzigen` a row is only added, never changed."""

    form: type[forms.KaderForm]
    deed: Callable
    rijen: Callable[[Wijk], models.QuerySet]
    nieuw: str
    wijzig: str = ""
    weg: bool = False
    uitleg: str = ""


SOORTEN = {
    "themas": Soort(forms.ThemaForm, deeds.bewaar_thema, lambda w: w.themas.all(), "Voeg een thema toe", "Wijzig het thema", weg=True),
    "partijen": Soort(forms.PartijForm, deeds.bewaar_partij, lambda w: w.partijen.all(), "Voeg een partij toe", "Wijzig de partij", weg=True),
    "randvoorwaarden": Soort(
        forms.RandvoorwaardeForm,
        deeds.bewaar_randvoorwaarde,
        lambda w: w.randvoorwaarden.in_basisset().geldig().met_tekst(),
        "Voeg een randvoorwaarde toe",
        "Wijzig de randvoorwaarde",
        uitleg="De vorige tekst blijft leesbaar. Antwoorden die al gegeven zijn, blijven naar die tekst wijzen.",
    ),
    "rollen": Soort(
        forms.RolForm, deeds.bewaar_rol, lambda w: w.rollen.in_proces().select_related("partij"), "Leg een rol vast", "Wijzig de rol", weg=True
    ),
    "draagvlak": Soort(
        forms.DraagvlakForm,
        deeds.bewaar_draagvlak,
        lambda w: w.draagvlak.select_related("partij", "thema"),
        "Leg draagvlak vast",
        "Wijzig het draagvlak",
    ),
    "conclusies": Soort(
        forms.ConclusieForm,
        deeds.trek_conclusie,
        lambda w: w.draagvlakconclusies.prefetch_related("themas"),
        "Trek een conclusie over het draagvlak",
        uitleg="Is er genoeg draagvlak om met deze wijk aan de slag te gaan? Een eerdere conclusie blijft bewaard.",
    ),
    "capaciteit": Soort(
        forms.CapaciteitForm, deeds.bewaar_capaciteit, lambda w: w.capaciteit.all(), "Plan uren", "Wijzig de geplande uren", weg=True
    ),
    "kerncijfers": Soort(
        forms.KerncijferForm, deeds.bewaar_kerncijfer, lambda w: w.kerncijfers.all(), "Voeg een cijfer toe", "Wijzig het cijfer", weg=True
    ),
}


@mag("werkplek_zien")
def overzicht(request, wijk):
    """The whole frame on one page."""
    stand = stappen.stand(wijk)
    rijen = {naam: soort.rijen(wijk) for naam, soort in SOORTEN.items()}
    return render(request, "wijk/werkplek_kader.html", {"stappen": stand[:2], "rijen": rijen})


def _afhandelen(request, wijk, form, deed, *, titel, uitleg="", klaar, terug, daarna="", extra=None, **context):
    """Show a form, or do its deed and go back to where it came from (`terug`), or on to `daarna`."""
    if request.method == "POST" and form.is_valid() and form.voer_uit(deed, wijk, form.velden, *(extra or ()), door=request.door) is not None:
        messages.success(request, klaar)
        return redirect(daarna or terug)
    return render(
        request,
        "wijk/werkplek_form.html",
        {"form": form, "titel": titel, "uitleg": uitleg, "terug": terug, **context},
        status=422 if form.errors else 200,
    )


def _eigen_adres(request, adres: str) -> str:
    """An address that the request names, if it is one of the portal."""
    return adres if url_has_allowed_host_and_scheme(adres, allowed_hosts={request.get_host()}) else ""


@mag("kader_wijzigen")
def wijk_wijzigen(request, wijk):
    form = forms.WijkForm(request.POST or None, instance=Wijk.objects.get(pk=wijk.pk), wijk=wijk)
    naar = lambda adres: reverse("werkplek:kader", args=[adres])  # noqa: E731
    terug = naar(wijk.slug)
    waarom = lambda: form.cleaned_data.get("waarom_start", "")  # noqa: E731
    deed = lambda _, velden, door: deeds.wijzig_wijk(Wijk.objects.get(pk=wijk.pk), velden, waarom_start=waarom(), door=door)  # noqa: E731
    return _afhandelen(
        request,
        wijk,
        form,
        deed,
        titel="Gegevens van de wijk",
        klaar="De gegevens van de wijk zijn bewaard.",
        terug=terug,
        daarna=naar(form.cleaned_data.get("slug") or wijk.slug) if form.is_valid() else "",
        mist=begin.ontbreekt(wijk) if wijk.status == Wijk.Status.VOORBEREIDING else [],
    )


@mag("kader_wijzigen")
def nieuw(request, wijk, soort):
    wat = _soort(soort)
    begin_met = {naam: request.GET[naam] for naam in ("soort", "uitnodigen") if soort == "partijen" and naam in request.GET}
    form = wat.form(request.POST or None, wijk=wijk, initial=begin_met)
    terug = _eigen_adres(request, request.GET.get("terug", "")) or reverse("werkplek:kader", args=[wijk.slug]) + f"#{soort}"
    return _afhandelen(request, wijk, form, wat.deed, titel=wat.nieuw, uitleg=wat.uitleg, klaar="Bewaard.", terug=terug)


@mag("kader_wijzigen")
def wijzig(request, wijk, soort, pk):
    wat = _soort(soort)
    if not wat.wijzig:
        raise Http404
    ding = get_object_or_404(wat.rijen(wijk), pk=pk)
    form = wat.form(request.POST or None, instance=ding, wijk=wijk)
    terug = reverse("werkplek:kader", args=[wijk.slug]) + f"#{soort}"
    weg = reverse("werkplek:kader_weg", args=[wijk.slug, soort, pk]) if wat.weg or soort == "randvoorwaarden" else ""
    return _afhandelen(
        request,
        wijk,
        form,
        wat.deed,
        titel=wat.wijzig,
        uitleg=wat.uitleg,
        klaar="Bewaard.",
        terug=terug,
        extra=(ding,),
        weg=weg,
        ding=ding,
        soort=soort,
    )


@mag("kader_wijzigen")
def weg(request, wijk, soort, pk):
    """Ask first, then take away (a condition: let it lapse)."""
    wat = _soort(soort)
    if not wat.weg and soort != "randvoorwaarden":
        raise Http404
    ding = get_object_or_404(wat.rijen(wijk), pk=pk)
    terug = reverse("werkplek:kader", args=[wijk.slug]) + f"#{soort}"
    if request.method == "POST":
        try:
            if soort == "randvoorwaarden":
                deeds.laat_vervallen(ding, door=request.door)
                messages.success(request, "De randvoorwaarde geldt vanaf vandaag niet meer.")
            else:
                messages.success(request, f"“{deeds.verwijder(wijk, ding, door=request.door)}” is weg.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect(terug)
    return render(request, "wijk/werkplek_weg.html", {"ding": ding, "terug": terug, "vervallen": soort == "randvoorwaarden"})


@mag("kader_wijzigen")
def contactpersoon(request, wijk, partij, pk=None):
    """Add or change a contact of a partij."""
    partij = get_object_or_404(wijk.partijen, pk=partij)
    contact = get_object_or_404(partij.contactpersonen, pk=pk) if pk else None
    form = forms.ContactpersoonForm(request.POST or None, instance=contact, wijk=wijk)
    terug = reverse("werkplek:kader_wijzig", args=[wijk.slug, "partijen", partij.pk])
    deed = lambda w, velden, door: deeds.bewaar_contactpersoon(w, velden, contact, partij=partij, door=door)  # noqa: E731
    return _afhandelen(request, wijk, form, deed, titel=f"Contactpersoon van {partij}", klaar="De contactpersoon is bewaard.", terug=terug)


@mag("werkplek_zien", post="uren_schrijven")
def uren(request, wijk):
    """Hours planned against hours spent, and a form to note them."""
    klaar = {naam: request.GET[naam] for naam in forms.UrenForm.Meta.fields if naam in request.GET}  # hours that were taken back
    eerst = Capaciteit.Werk.BEGELEIDING if "kader_wijzigen" in request.mag else Capaciteit.Werk.VRAGEN  # before they noted anything
    begin = {"werk": wijk.urenregels.laatste_werk(request.door) or eerst, **klaar} if request.method == "GET" else {}
    form = forms.UrenForm(forms.met_knop(request.POST) or None, wijk=wijk, initial=begin) if "uren_schrijven" in request.mag else None
    terug = request.POST.get("terug", "")
    if form and request.method == "POST" and form.is_valid():
        regel = form.voer_uit(deeds.schrijf_uren, wijk, form.velden, sleutel=form.cleaned_data["sleutel"], door=request.door)
        if regel is not None:
            messages.success(request, f"Genoteerd: {in_uren(regel.uren)} {regel.get_werk_display()}.")
            if wijk.capaciteit.exists() and not wijk.capaciteit.op(regel.werk, regel.datum).exists():
                messages.warning(request, f"Voor {datum(regel.datum)} is dit werk niet gepland. De uren tellen mee bij de maand, bij geen periode.")
            return redirect(_eigen_adres(request, terug) or reverse("werkplek:uren", args=[wijk.slug]))
    eigen, vandaag = wijk.urenregels.van(request.door), timezone.localdate()
    van_mij = bool(form) and request.GET.get("van") == "mij"
    return render(
        request,
        "wijk/werkplek_uren.html",
        {
            "form": form,
            "terug": terug,
            "staat": urenstaat.per_maand(wijk, vandaag),
            "van_mij": van_mij,
            "eigen": {"samen": eigen.samen(), "maand": eigen.samen(vandaag.replace(day=1))} if form else None,
            "perioden": wijk.capaciteit.met_geschreven(),
            "regels": blader(request, (eigen if van_mij else wijk.urenregels).select_related("door")),
        },
        status=422 if form and form.errors else 200,
    )


@mag("uren_schrijven")
@require_POST
def uren_weg(request, wijk, pk):
    """Take back one's own hours; they stand in the form then, to note them again if it was a mistake."""
    regel = get_object_or_404(wijk.urenregels.select_related("wijk"), pk=pk)
    try:
        deeds.haal_uren_weg(regel, door=request.door)
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
        return redirect("werkplek:uren", wijk.slug)
    messages.success(request, "Deze uren zijn weg. Wilt u ze terug? Ze staan nog in het formulier: druk op “Noteer deze uren”.")
    weg = {"werk": regel.werk, "datum": regel.datum, "uren": in_uren(regel.uren).removesuffix(" uur"), "omschrijving": regel.omschrijving}
    return redirect(f"{reverse('werkplek:uren', args=[wijk.slug])}?{urlencode(weg)}")


def _soort(naam: str) -> Soort:
    if naam not in SOORTEN:
        raise Http404
    return SOORTEN[naam]
