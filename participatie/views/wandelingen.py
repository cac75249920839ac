"""Walks, for everyone."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from icalendar import Calendar, Event

from participatie import route
from participatie.deeds import wandelingen as deeds
from participatie.forms.wandelingen import AanmeldForm
from participatie.models import Aanmelding
from participatie.uitleg import opgeschreven, uitleg_van
from wijk.bladeren import blader
from wijk.drempels import laat_toe
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("zien")
def wandelingen(request, wijk):
    return render(
        request,
        "participatie/wandeling_lijst.html",
        {"komend": wijk.wandelingen.komend(), "geweest": blader(request, wijk.wandelingen.geweest()), "kruimels": [("Wandelingen", None)]},
    )


@mag("zien")
def wandeling(request, wijk, pk):
    """What will be done, while one can sign up; later what was told at the start, as an official put it down, and what was said."""
    wandeling = get_object_or_404(wijk.wandelingen.openbaar().select_related("wijk").prefetch_related("partijen", "haltes"), pk=pk)
    haltes = list(wandeling.haltes.all())
    uitleg = uitleg_van(wandeling) if wandeling.kan_aanmelden else opgeschreven(wandeling)
    return render(
        request,
        "participatie/wandeling_een.html",
        {
            "wandeling": wandeling,
            "lengte": route.zin(route.lengte(route.lijn(haltes))),
            "uitleg": uitleg.delen if uitleg else [],
            "beeld": route.beeld(wijk, haltes),
            "vrij": wandeling.vrije_plaatsen(),
            "ideeen": wandeling.ideeen.openbaar().order_by("nummer")[:10],
            "haltes_op_kaart": [{"nummer": h.volgorde, "naam": h.naam, "lat": h.lat, "lon": h.lon} for h in haltes if h.lat is not None],
            "kruimels": [("Wandelingen", reverse("openbaar:wandelingen", args=[wijk.slug])), (wandeling.titel, None)],
        },
    )


@mag("aanmelden")
def aanmelden(request, wijk, pk):
    wandeling = get_object_or_404(wijk.wandelingen.openbaar(), pk=pk)
    form = AanmeldForm(request.POST or None, initial={"naam": request.door.naam, "email": request.door.email} if request.door else None)
    if request.method == "POST" and form.is_valid() and laat_toe(form, request, "aanmelding", form.cleaned_data["email"]):
        aanmelding = form.voer_uit(deeds.meld_aan, wandeling, form.velden, sleutel=form.cleaned_data["sleutel"], door=request.door)
        if aanmelding is not None:
            return redirect("openbaar:aangemeld", wijk.slug, aanmelding.code)
    return render(
        request,
        "participatie/wandeling_aanmelden.html",
        {
            "wandeling": wandeling,
            "form": form,
            "vrij": wandeling.vrije_plaatsen(),
            "kruimels": [
                ("Wandelingen", reverse("openbaar:wandelingen", args=[wijk.slug])),
                (wandeling.titel, wandeling.get_absolute_url()),
                ("Aanmelden", None),
            ],
        },
        status=form.status,
    )


@mag("aanmelden")
def aangemeld(request, wijk, code):
    """The personal page of a registration: what was agreed, and a button to take it back."""
    aanmelding = get_object_or_404(Aanmelding.objects.select_related("wandeling__wijk"), wandeling__wijk=wijk, code=code)
    if request.method == "POST":
        try:
            deeds.meld_af(aanmelding, door=request.door)
            messages.success(request, "Gelukt. Uw afmelding is bewaard.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect("openbaar:aangemeld", wijk.slug, code)
    return render(request, "participatie/wandeling_aangemeld.html", {"aanmelding": aanmelding, "wandeling": aanmelding.wandeling})


@mag("zien")
def agenda(request, wijk, pk):
    """The walk as a calendar file (RFC 5545)."""
    wandeling = get_object_or_404(wijk.wandelingen.openbaar(), pk=pk)
    afspraak = Event()
    afspraak.add("uid", f"wandeling-{wandeling.pk}@{wijk.slug}.wijkportaal")
    afspraak.add("summary", wandeling.titel)
    afspraak.add("dtstamp", wandeling.begint)
    afspraak.add("dtstart", wandeling.begint)
    afspraak.add("dtend", wandeling.eindigt or wandeling.begint + timedelta(hours=2))
    afspraak.add("location", wandeling.vertrekpunt)
    afspraak.add("url", request.build_absolute_uri(wandeling.get_absolute_url()))
    afspraak.add("status", "CANCELLED" if wandeling.status == wandeling.Status.AFGELAST else "CONFIRMED")
    kalender = Calendar()
    kalender.add("prodid", "-//wijkportaal//NL")
    kalender.add("version", "2.0")
    kalender.add_component(afspraak)
    return HttpResponse(
        kalender.to_ical(), content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="wijkwandeling.ics"'}
    )
