"""The werkplek: enter at the desk what was said elsewhere than on a walk."""

from django.contrib import messages
from django.shortcuts import redirect, render

from participatie.deeds.ideeen import dien_in
from participatie.forms.wandelingen import LosseRegelForm
from wijk.bladeren import blader
from wijk.toegang import mag


@mag("invoeren")
def invoer(request, wijk):
    """What came on paper or was said in an overleg: one line an idea. Several officials may do this at once."""
    al = blader(request, wijk.ideeen.op_bureau_ingevoerd().net_ingevoerd(), per=50)
    if request.headers.get("Accept") == "text/x-regels":
        return render(request, "participatie/wandeling_regels.html", {"ideeen": al})
    blijft = {naam: request.GET[naam] for naam in LosseRegelForm.BLIJFT if request.GET.get(naam)}
    regel = LosseRegelForm(request.POST or None, wijk=wijk, initial=blijft)
    if request.method == "POST" and regel.is_valid():
        idee = regel.voer_uit(dien_in, wijk, **regel.velden, door=request.door)
        if idee is not None:
            if request.headers.get("Accept") == "text/x-regel":
                return render(request, "participatie/wandeling_regel.html", {"idee": idee})
            messages.success(request, f"Bewaard als idee {idee.nummer}.")
            return redirect(regel.volgende(request.path))
    return render(request, "participatie/lijst_invoer.html", {"regel": regel, "ideeen": al}, status=422 if regel.errors else 200)
