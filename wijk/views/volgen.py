"""To be kept informed: ask for it, confirm it by mail, change it, and stop with one click."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from wijk import halfgetypt, volgen
from wijk.bladeren import blader
from wijk.deeds import volgen as deeds
from wijk.drempels import laat_toe
from wijk.forms.volgen import BeheerForm, VolgForm
from wijk.models import Volger
from wijk.toegang import mag


@mag("volgen")
def begin(request, wijk):
    form = VolgForm(request.POST or None, wijk=wijk, wat=request.GET.get("wat") or request.POST.get("wat", ""), door=request.door)
    if request.method == "POST" and form.is_valid() and laat_toe(form, request, "volgen", form.cleaned_data.get("email", "")):
        onderwerp = form.onderwerp
        volgt = form.voer_uit(deeds.volg, wijk, onderwerp, form.cleaned_data["ritme"], form.cleaned_data.get("email", ""), door=request.door)
        if volgt:
            halfgetypt.onthoud(request, onderwerp.pad)
            messages.success(request, f"U krijgt nieuws over {onderwerp.naam} op {request.door.email}.")
            return redirect(onderwerp.pad)
        if not form.errors:
            return redirect("openbaar:volgen_gevraagd", wijk.slug)
    return render(request, "wijk/volgen.html", {"form": form, "kruimels": [("Blijf op de hoogte", None)]}, status=form.status)


@mag("volgen")
def gevraagd(request, wijk):
    """The same for everyone, whatever the address that was given."""
    return render(request, "wijk/volgen_gevraagd.html")


@mag("volgen")
def bevestig(request, wijk, bewijs):
    """Opened from the mail; a button, because a mail scanner opens links too."""
    gevolgd = deeds.van_bewijs(wijk, bewijs)
    onderwerp = gevolgd and volgen.namen([gevolgd]).get((gevolgd.onderwerp, gevolgd.onderwerp_id))
    if onderwerp is None:
        return render(request, "wijk/volgen_weg.html", status=404)
    if request.method == "POST":
        deeds.bevestig(gevolgd, door=request.door)
        messages.success(request, f"Gelukt. U krijgt vanaf nu nieuws over {onderwerp.naam}.")
        return redirect("openbaar:volger", wijk.slug, gevolgd.volger.code)
    return render(request, "wijk/volgen_bevestig.html", {"gevolgd": gevolgd, "onderwerp": onderwerp})


@mag("volgen")
def volger(request, wijk, code):
    """What somebody follows, by the personal address in every mail."""
    volger = Volger.objects.met_code(wijk, code)
    if volger is None:
        return render(request, "wijk/volgen_weg.html", status=404)
    if request.method == "POST":
        return _doe(request, volger)
    rijen = blader(request, volger.gevolgd.bevestigd().select_related("volger__wijk"), per=50)
    return render(request, "wijk/volger.html", {"volger": volger, "rijen": rijen, "gevolgd": volgen.met_namen(rijen)})


def _doe(request: HttpRequest, volger: Volger) -> HttpResponse:
    form = BeheerForm(request.POST, volger=volger)
    if not form.is_valid():
        messages.error(request, "Dit volgde u al niet meer, of de pagina was verouderd. Kijk hieronder hoe het nu is.")
    elif form.cleaned_data["daad"] == "stop":
        deeds.stop(form.gekozen, door=request.door)
        messages.success(request, "Gestopt. U krijgt hierover geen nieuws meer.")
    else:
        deeds.wijzig_ritme(form.gekozen, form.cleaned_data["daad"], door=request.door)
        messages.success(request, f"Bewaard. U krijgt mail: {form.gekozen.get_ritme_display()}.")
    terug = request.POST.get("terug", "")
    if url_has_allowed_host_and_scheme(terug, allowed_hosts={request.get_host()}):
        halfgetypt.onthoud(request, terug)
        return redirect(terug)
    return redirect("openbaar:volger", volger.wijk.slug, volger.code)


@csrf_exempt  # a mail program presses the button for its reader (RFC 8058), without our cookie; the code in the address is the proof
@mag("volgen")
def stop(request, wijk, code):
    """All mail of this wijk stops with one POST; opened as a page it asks first. A second time, or after it, is as good as the first."""
    volger = Volger.objects.met_code(wijk, code)
    if volger is not None and request.method == "POST":
        deeds.stop_alles(volger, door=request.door)
        volger = None
    return render(request, "wijk/volgen_stop.html", {"volger": volger})
