"""Paper, for everyone: the form to print, and the way from the code on the slip to the idea."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from participatie.codes import lees_code, leesbare_code
from participatie.forms.eigen import VolgcodeForm
from participatie.forms.papier import CodeForm
from participatie.papier import formulieren_pdf
from participatie.papiercodes import elders
from participatie.volgcode import lijkt_op_volgcode
from wijk.drempels import laat_toe
from wijk.toegang import mag


@mag("zien")
def formulier(request, wijk):
    """A form without a code, for anyone to print."""
    return HttpResponse(
        formulieren_pdf(wijk),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="idee-{wijk.slug}.pdf"', "Cache-Control": "public, max-age=600"},
    )


@mag("zien")
def papier(request, wijk):
    """Where the slip sends its keeper: type the code. It is posted, so that it stands in no address but its own."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("openbaar:papier_code", wijk.slug, form.cleaned_data["code"])
    if lijkt_op_volgcode(form.data.get("code", "")):
        return _vraag_nummer(request, form.data["code"])
    return _pagina(request, wijk, form)


@mag("zien")
def papier_code(request, wijk, code):
    """Leads to the idea of a code; says so when it is not there to be read yet. There are 23^7 codes that check, and a limit on misses."""
    echt = lees_code(code)
    if echt is None:
        form = CodeForm({"code": code[:40]})
        form.is_valid()
        return _pagina(request, wijk, form)
    if echt != code:
        return redirect("openbaar:papier_code", wijk.slug, echt)
    gevonden = wijk.papierformulieren.met_code(echt)
    anders = elders(wijk, echt) if gevonden is None else None
    anders = anders if anders and anders.uitleg else None
    if gevonden is None and anders is None:
        form = CodeForm({"code": code[:40]})
        form.is_valid()
        if not laat_toe(form, request, "papiercode"):
            return _pagina(request, wijk, form)
    if gevonden is not None and gevonden.idee is not None and gevonden.idee.openbaar:
        return redirect(gevonden.idee)
    return render(
        request,
        "participatie/papier_code.html",
        {
            "code": leesbare_code(echt),
            "idee": gevonden.idee if gevonden else None,
            "anders": anders,
            "kruimels": [("Zoek uw idee met een code", reverse("openbaar:papier", args=[wijk.slug])), (leesbare_code(echt), None)],
        },
        status=200 if gevonden or anders else 404,
    )


def _vraag_nummer(request, code: str):
    """The code of an idea that was sent online works with its number."""
    form = VolgcodeForm(initial={"code": code[:20]})
    messages.info(request, "Dit is een code van een idee dat u op internet stuurde. Vul ook het nummer van uw idee in.")
    return render(request, "participatie/idee_volgen.html", {"form": form, "kruimels": [("Volg uw idee", None)]})


def _pagina(request, wijk, form):
    context = {"form": form, "kruimels": [("Zoek uw idee met een code", None)]}
    return render(request, "participatie/papier.html", context, status=form.status)
