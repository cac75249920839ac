"""Signing in: a code by e-mail (django-allauth); in the demo a button per example person."""

from allauth.account.views import RequestLoginCodeView, confirm_login_code
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from participatie.deeds.bevestigen import neem_over
from wijk.getypt import gooi_weg, log_uit, weer_invullen
from wijk.models import Gebruiker
from wijk.portaal.forms import CodeVragenForm
from wijk.toegang import mag


def is_demo(request) -> bool:
    """Whether anyone may come in as an example person: only when asked for, and only on this machine."""
    return settings.DEMO and request.get_host().rsplit(":", 1)[0] in settings.LOCAL_HOSTS


class _Inloggen(RequestLoginCodeView):
    form_class = CodeVragenForm
    template_name = "account/request_login_code.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=429 if form.te_vaak else 422)

    def get_context_data(self, **kwargs):
        personen = Gebruiker.objects.voorbeelden() if is_demo(self.request) else []
        return super().get_context_data(personen=personen, next=self.request.GET.get("next", ""), **kwargs)


inloggen = mag("inloggen")(_Inloggen.as_view())


@mag("inloggen")
def code(request):
    """The code that was mailed. Whoever enters it reads the mail of that address: the ideas that were sent with it are theirs."""
    antwoord = confirm_login_code(request)
    if request.method == "POST" and request.user.is_authenticated:
        neem_over(request.user)
    return antwoord


@mag("inloggen")
@require_POST
def inloggen_als(request, pk):
    """Demo only: sign in as an example person."""
    if not is_demo(request):
        raise Http404
    gebruiker = get_object_or_404(Gebruiker.objects.voorbeelden(), pk=pk)
    login(request, gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
    verder = request.POST.get("next", "")
    if not _is_eigen(request, verder):
        verder = gebruiker.begin()
    return redirect(verder)


@mag("inloggen")
def uitloggen(request):
    """Signs out by POST; by GET it asks first. With `next`: to sign in with another account, and then go there."""
    if request.method != "POST":
        return render(request, "account/logout.html")
    log_uit(request)
    verder = request.POST.get("next", "")
    return redirect_to_login(verder) if _is_eigen(request, verder) else redirect("hoofd")


def _is_eigen(request, adres: str) -> bool:
    """Whether this is an address of the portal itself."""
    return url_has_allowed_host_and_scheme(adres, allowed_hosts={request.get_host()})


@mag("inloggen")
@require_POST
def getypt_weg(request):
    """Throw away what was typed while nobody was signed in any more, and go back to where the form stood."""
    terug = gooi_weg(request)
    messages.success(request, "Wat u had getypt is weggegooid.")
    return redirect(terug or "hoofd")


@mag("inloggen")
@require_POST
def getypt_invullen(request):
    """Go back to the form with what was typed; nothing is sent."""
    return redirect(weer_invullen(request) or "hoofd")


@mag("eigen_gegevens")
def opnieuw(request):
    """Asked for when a weighty change comes long after signing in: sign out and in again."""
    return render(request, "account/reauthenticate.html")
