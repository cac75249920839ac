"""Joining in with a project: offer help, take it back, and answer when one was asked."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from participatie.deeds import helpers as deeds
from participatie.forms.helpers import HelperForm
from participatie.models import Helper, Meevraag
from wijk.bewaking import Bewaking
from wijk.drempels import laat_toe
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("meedoen")
def doe_mee(request, wijk, slug):
    """Offer help. Whether an address helps already is told to nobody but that address."""
    project = get_object_or_404(wijk.projecten.select_related("wijk", "trekker"), slug=slug)
    form = HelperForm(request.POST or None, initial={"naam": request.door.naam, "email": request.door.email} if request.door else None)
    bewaking = Bewaking(request, "meedoen")
    if request.method == "POST" and form.is_valid() and bewaking.laat_toe(form):
        email = form.cleaned_data["email"]
        if laat_toe(form, request, "meedoen", email):
            helper = form.voer_uit(deeds.doe_mee, project, form.velden, sleutel=form.cleaned_data["sleutel"], door=request.door)
            if helper is not None and email:
                dank = "Fijn dat u meedoet. De gemeente leest uw aanbod eerst en neemt dan contact met u op."
                messages.success(request, f"{dank} We sturen een mail naar {email}. Daarin staat een link om u weer af te melden.")
                return redirect(project)
            if helper is not None:
                return redirect("openbaar:hulp", wijk.slug, helper.code)
    return _pagina(request, project, form, bewaking=bewaking)


@mag("meedoen")
def gevraagd(request, wijk, code):
    """The personal link of who was asked along. Opening it does nothing: programs that look at mail open every link. The buttons do."""
    vraag = get_object_or_404(Meevraag.objects.select_related("project__wijk", "project__trekker", "gebruiker"), project__wijk=wijk, code=code)
    nee = request.POST.get("antwoord") == "nee"
    form = HelperForm(request.POST if request.method == "POST" and not nee else None, adres=vraag.email)
    if nee:
        try:
            deeds.zeg_nee(vraag, door=request.door)
            messages.success(request, "Bedankt voor uw antwoord. We vragen u niet nog een keer voor dit project.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect(vraag.project)
    if request.method == "POST" and form.is_valid() and laat_toe(form, request, "meedoen", vraag.email):
        velden = form.velden
        helper = form.voer_uit(deeds.doe_mee, vraag.project, velden, sleutel=form.cleaned_data["sleutel"], vraag=vraag, door=request.door)
        if helper is not None:
            return redirect("openbaar:hulp", wijk.slug, helper.code)
    return _pagina(request, vraag.project, form, vraag=vraag)


def _pagina(request, project, form, **erbij):
    kruimels = [
        ("Projecten", reverse("openbaar:projecten", args=[project.wijk.slug])),
        (project.titel, project.get_absolute_url()),
        ("Doe mee", None),
    ]
    gegevens = {"project": project, "form": form, "kruimels": kruimels, **erbij}
    return render(request, "participatie/project_doe_mee.html", gegevens, status=form.status)


@mag("meedoen")
def hulp(request, wijk, code):
    """The personal page of who helps: what was offered, and a button to take it back."""
    helper = get_object_or_404(Helper.objects.select_related("project__wijk"), project__wijk=wijk, code=code)
    if request.method == "POST":
        try:
            liep = helper.project.loopt
            deeds.trek_hulp_in(helper, door=request.door)
            messages.success(request, "U bent afgemeld. Uw naam en adres hebben we gewist." if liep else "Uw gegevens hebben we gewist.")
        except Geweigerd:
            messages.error(request, "U was al afgemeld.")
        return redirect("openbaar:hulp", wijk.slug, code)
    return render(request, "participatie/project_hulp.html", {"helper": helper, "project": helper.project})
