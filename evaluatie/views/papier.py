"""The werkplek: print the questions for who has no e-mail, and enter what was written on paper."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from evaluatie import deeds
from evaluatie.forms import FormulierCodeForm, InvulForm
from evaluatie.models import Evaluatie, Genodigde
from evaluatie.papier import vragenlijsten_pdf
from participatie.views.werkplek_papier import pdf_antwoord
from wijk.toegang import mag
from wijk.woorden import datum


@mag("evalueren")
def formulieren(request, wijk, pk):
    """The forms that did not come back yet, to print (again)."""
    evaluatie = get_object_or_404(wijk.evaluaties.select_related("wijk"), pk=pk)
    genodigden = list(evaluatie.genodigden.op_papier().select_related("evaluatie__wijk"))
    if evaluatie.bevroren_op and not evaluatie.kan_invullen:
        messages.error(request, "Antwoorden kan niet meer, ook niet op papier. Kies eerst een andere laatste dag, of open de evaluatie opnieuw.")
        return redirect("werkplek:evaluatie", wijk.slug, pk)
    if not genodigden or not evaluatie.bevroren_op:
        messages.error(request, "Er zijn geen formulieren om te printen. Open eerst de evaluatie, en zet formulieren op de lijst.")
        return redirect("werkplek:evaluatie", wijk.slug, pk)
    return pdf_antwoord(vragenlijsten_pdf(evaluatie, genodigden), f"vragen-{wijk.slug}-{pk}")


@mag("evalueren")
def invoer(request, wijk):
    """Type the code of a form, then what is written on it; after one comes the next."""
    codeform = FormulierCodeForm(request.GET if "code" in request.GET else None)
    genodigde, form = None, None
    if codeform.is_bound and codeform.is_valid():
        genodigde = Genodigde.objects.filter(evaluatie__wijk=wijk, papiercode=codeform.cleaned_data["code"]).select_related("evaluatie__wijk").first()
        waarom_niet = _waarom_niet(genodigde)
        if waarom_niet:
            codeform.add_error("code", waarom_niet)
            genodigde = None
    if genodigde is not None:
        form = InvulForm(request.POST or None, vragen=list(genodigde.evaluatie.vragen.voor(genodigde.kant)), overnemen=True)
        if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.vul_in, genodigde, form.antwoorden(), door=request.door):
            messages.success(request, f"Formulier {genodigde.leesbaar} is ingevoerd. Typ de code van het volgende.")
            return redirect(reverse("werkplek:evaluatie_papier", args=[wijk.slug]))
    context = {"codeform": codeform, "genodigde": genodigde, "form": form}
    return render(request, "evaluatie/werkplek_papier.html", context, status=422 if codeform.errors or (form is not None and form.errors) else 200)


def _waarom_niet(genodigde: Genodigde | None) -> str:
    if genodigde is None:
        return (
            "Deze code hoort niet bij een formulier van een evaluatie in deze wijk. Is het een formulier voor een idee?"
            " Kies dan in het menu “Papier en brieven”."
        )
    if genodigde.ingevuld_op:
        return f"Formulier {genodigde.leesbaar} is al ingevoerd, of via internet beantwoord."
    if (evaluatie := genodigde.evaluatie).status == Evaluatie.Status.VASTGESTELD:
        wanneer = f" op {datum(evaluatie.vastgesteld_op)}" if evaluatie.vastgesteld_op else ""
        return f"De evaluatie “{evaluatie}” is vastgesteld{wanneer}. Antwoorden die later komen, tellen niet mee: dit formulier dus ook niet."
    if not evaluatie.kan_invullen:
        return f"De evaluatie “{evaluatie}” is niet open. Open haar opnieuw of kies een andere laatste dag."
    return ""
