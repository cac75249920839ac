"""The werkplek: letters about an overleg, for who gets no mail: the invitation, or after it the report."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from participatie.deeds import overlegpost as post
from participatie.forms.papier import GenodigdeAdresForm
from participatie.models import Overleg
from participatie.uitnodigingsbrief import overlegbrieven
from participatie.views.werkplek_papier import gekozen_brieven, pdf_antwoord
from wijk.fouten import Geweigerd
from wijk.toegang import mag

MEESTE_BRIEVEN = 200


def _overleg_met_brieven(wijk, pk):
    """An overleg of which somebody gets a letter, and who do; of one that was called off only who knew of it."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    mensen = overleg.genodigden.niet_per_mail()
    if overleg.status == Overleg.Status.AFGELAST:
        mensen = mensen.filter(weet_oud=True)
    if not mensen.exists():
        raise Http404
    return overleg, mensen


@mag("overleggen")
def brieven(request, wijk, pk):
    """Who gets a letter: the invitation, or after the overleg the report. Ticked is who was not reached yet."""
    overleg, mensen = _overleg_met_brieven(wijk, pk)
    if overleg.is_af_te_sluiten:  # it is too late to invite, and there is no report yet
        messages.error(request, "Dit overleg is geweest. Sluit het eerst af. Daarna print u het verslag als brief.")
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    if request.method == "POST":
        try:
            if terug := gekozen_brieven(request.POST, "terug"):
                post.neem_brief_terug(overleg, terug[0], door=request.door)
                messages.success(request, "Deze brief staat niet meer als geprint.")
            else:
                aantal = post.noteer_brieven(overleg, gekozen_brieven(request.POST, meeste=MEESTE_BRIEVEN), door=request.door)
                wat = "brief is geprint. Doe hem" if aantal == 1 else "brieven zijn geprint. Doe ze"
                messages.success(request, f"{aantal} {wat} op de post. Ging er iets mis? Kies dan: toch niet geprint.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect("werkplek:overleg_brieven", wijk.slug, pk)
    verslag = overleg.status == Overleg.Status.GEHOUDEN
    mensen = list(mensen.met_brief(verslag)[:MEESTE_BRIEVEN])
    zonder = sum(not mens.straat for mens in mensen)
    inhoud = {"overleg": overleg, "mensen": mensen, "verslag": verslag, "zonder_adres": zonder}
    return render(request, "participatie/overleg_brieven.html", inhoud | {"afgelast": overleg.status == Overleg.Status.AFGELAST})


@mag("overleggen")
def brieven_pdf(request, wijk, pk):
    """The chosen letters as one document, printed before or not."""
    overleg, mensen = _overleg_met_brieven(wijk, pk)
    mensen = [] if overleg.is_af_te_sluiten else list(mensen.voor_brieven(gekozen_brieven(request.GET, meeste=MEESTE_BRIEVEN)))
    if not mensen:
        messages.error(request, "Vink aan welke brieven u wilt openen.")
        return redirect("werkplek:overleg_brieven", wijk.slug, pk)
    return pdf_antwoord(overlegbrieven(overleg, mensen), f"brieven-overleg-{pk}")


@mag("overleggen")
def adres(request, wijk, pk, mens):
    """Where the letter to one person on the list goes."""
    overleg, mensen = _overleg_met_brieven(wijk, pk)
    genodigde = get_object_or_404(mensen.select_related("overleg__wijk"), pk=mens)
    form = GenodigdeAdresForm(request.POST or None, instance=get_object_or_404(overleg.genodigden, pk=mens))
    if request.method == "POST" and form.is_valid() and form.voer_uit(post.bewaar_adres, genodigde, form.velden, door=request.door):
        messages.success(request, "Het postadres is bewaard." if genodigde.straat else "Er staat geen postadres meer.")
        return redirect("werkplek:overleg_brieven", wijk.slug, pk)
    return render(request, "participatie/overleg_adres.html", {"overleg": overleg, "mens": genodigde, "form": form}, status=form.status)
