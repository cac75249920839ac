"""Does somebody say this already? Asked before sending, by who wants to know; sending itself never waits for it."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from participatie.forms.ideeen import IdeeForm
from participatie.gelijkend import gelijkend
from wijk.toegang import mag


def lijkt_op(wijk, form: IdeeForm) -> list:
    """The ideas that look like what is filled in so far; what is not filled in well yet does not count."""
    form.is_valid()
    velden = {naam: form.cleaned_data.get(naam) for naam in ("titel", "omschrijving", "thema", "lat", "lon")}
    return gelijkend(wijk, **{**velden, "titel": velden["titel"] or "", "omschrijving": velden["omschrijving"] or ""})


def kijk_eerst(request, wijk, form: IdeeForm) -> tuple[IdeeForm, dict]:
    """The form with all that was typed and no complaints yet, and what the page tells beside it. A form without a title keeps its complaint."""
    ideeen = lijkt_op(wijk, form)
    if "titel" in form.errors:
        return form, {}
    getypt = {naam: waarde for naam, waarde in request.POST.items() if naam in form.fields}
    verder = IdeeForm(wijk=wijk, initial=getypt)
    if request.FILES:
        verder.zeg_fotos_opnieuw()
    return verder, {"gekeken": True, "lijkt_op": ideeen}


@mag("idee_indienen")
@require_POST
def lijkt(request, wijk):
    """The part of the page that tells it while somebody types. By POST, so that what is not sent yet stands in no log of addresses."""
    return render(request, "participatie/deel_lijkt.html", {"lijkt_op": lijkt_op(wijk, IdeeForm(request.POST, wijk=wijk))[:3]})
