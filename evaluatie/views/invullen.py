"""Answering: by a personal link, without an account, once; and by the open link for who comes by."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from evaluatie import deeds
from evaluatie.forms import InvulForm
from evaluatie.models import Genodigde
from wijk.bewaking import Bewaking
from wijk.drempels import laat_toe, te_vaak, vol_tot
from wijk.toegang import mag
from wijk.woorden import datum


@mag("evaluatie_invullen")
def invullen(request, wijk, code):
    """The personal page. What was filled in can be kept for later; it is sent once. A link that is used, too old or wrong explains itself.

    A code has 128 random bits. Whoever tries codes that do not exist is held after some, also with one that does.
    """
    if tot := vol_tot(request, "evaluatiecode"):
        return render(request, "evaluatie/te_vaak.html", {"tot": timezone.localtime(tot)}, status=429)
    genodigde = Genodigde.objects.select_related("evaluatie__wijk").filter(evaluatie__wijk=wijk, code=code).first()
    if genodigde is None:
        te_vaak(request, "evaluatiecode")
        return render(request, "evaluatie/onbekend.html", status=404)
    evaluatie = genodigde.evaluatie
    if genodigde.ingevuld_op or not evaluatie.kan_invullen:
        return render(request, "evaluatie/kan_niet.html", {"genodigde": genodigde, "evaluatie": evaluatie})
    form = InvulForm(request.POST or None, vragen=list(evaluatie.vragen.voor(genodigde.kant)), eerder=genodigde.concept)
    if request.method == "POST" and form.is_valid():
        later = request.POST.get("actie") == "later"
        deed = deeds.bewaar_voor_later if later else deeds.vul_in
        form.voer_uit(deed, genodigde, form.antwoorden(), door=None)
        if not form.errors:
            if later:
                messages.success(request, f"Bewaard. U kunt met deze link verder tot en met {datum(evaluatie.open_tot)}.")
            else:
                messages.success(request, "Bedankt voor uw antwoorden.")
            return redirect("openbaar:invullen", wijk.slug, code)
    return render(request, "evaluatie/invullen.html", {"evaluatie": evaluatie, "form": form, "later": True}, status=form.status)


@mag("evaluatie_invullen")
def meedoen(request, wijk, pk):
    """The open link, for who was not asked: these answers are counted apart."""
    evaluatie = get_object_or_404(wijk.evaluaties.te_zien().select_related("wijk"), pk=pk)
    if not evaluatie.kan_invullen:
        return render(request, "evaluatie/kan_niet.html", {"evaluatie": evaluatie})
    form = InvulForm(request.POST or None, vragen=list(evaluatie.vragen.voor("")))
    bewaking = Bewaking(request, "evaluatie_open")
    goed = request.method == "POST" and form.is_valid() and bewaking.laat_toe(form) and laat_toe(form, request, "evaluatie_open")
    if goed and form.voer_uit(deeds.vul_in_zonder_uitnodiging, evaluatie, form.antwoorden(), door=None):
        messages.success(request, "Bedankt voor uw antwoorden.")
        return redirect(evaluatie)
    kruimels = [
        ("Wat heeft het opgeleverd?", reverse("openbaar:evaluaties", args=[wijk.slug])),
        (evaluatie.titel, evaluatie.get_absolute_url()),
        ("Vul in", None),
    ]
    context = {"evaluatie": evaluatie, "form": form, "bewaking": bewaking, "kruimels": kruimels}
    return render(request, "evaluatie/invullen.html", context, status=form.status)
