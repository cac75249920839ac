"""The werkplek: the usual questions of each kind of evaluation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from evaluatie import deeds
from evaluatie.forms_vragenset import VragensetForm
from evaluatie.models import Over
from evaluatie.vragenset import vragenset
from wijk.toegang import mag


@mag("werkplek_zien", post="kader_wijzigen")
def vragen(request, wijk, over):
    if over not in Over.values:
        raise Http404
    stond = vragenset(wijk, Over(over))
    form = VragensetForm(request.POST or None, stond=stond)
    if request.method == "POST" and form.is_valid():
        form.voer_uit(deeds.bewaar_vragenset, wijk, over, form.vragen(), gezien=form.cleaned_data["gezien"], door=request.door)
        if not form.errors:
            messages.success(request, "De vragen zijn bewaard. Nieuwe evaluaties krijgen ze; wat al loopt verandert niet.")
            return redirect("werkplek:evaluatie_vragen", wijk.slug, over)
        form.zie(stond)
    context = {"form": form, "over": Over(over), "ander": next(een for een in Over if een != over), "vragen": stond}
    return render(request, "evaluatie/werkplek_vragen.html", context, status=form.status)
