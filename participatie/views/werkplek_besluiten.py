"""The werkplek during and after an overleg: what is decided for each idea, and what becomes of what was agreed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from participatie.deeds import afspraken as afspraakdeeds
from participatie.deeds import overleg as deeds
from participatie.deeds.herzien import wijzig_besluit
from participatie.deeds.terugnemen import neem_besluit_terug
from participatie.forms.overleg import AfspraakForm, GedaanForm, VervolgForm
from participatie.models import Vervolgstap
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag
from wijk.woorden import stuks

STANDEN = (("open", "Nog te doen"), ("te_laat", "Te laat"), ("weer", "Weer aan de beurt"), ("gedaan", "Gedaan"), ("alle", "Alles"))
PER_KEUS = 100  # ideas on a page to choose from


@mag("overleggen")
def vervolg(request, wijk, pk, nummer):
    """What this overleg decides for one idea."""
    terug = reverse("werkplek:overleg_een", args=[wijk.slug, pk])
    return _besluit(request, wijk, pk, nummer, "participatie/overleg_vervolg.html", terug)


@mag("overleggen")
def besluiten(request, wijk, pk):
    """One idea after another, without the mouse: each decision that is recorded brings the next idea. `?idee=` names another."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    te_doen = list(overleg.te_besluiten()[:200])
    gevraagd = request.GET.get("idee", "")
    nummer = int(gevraagd) if gevraagd.isdecimal() and len(gevraagd) < 9 else (te_doen[0].nummer if te_doen else 0)
    te_kiezen = overleg.is_af_te_sluiten and not te_doen and overleg.te_kiezen().exists()
    erbij = {"te_doen": te_doen, "gedaan": overleg.vervolgstappen.count(), "te_kiezen": te_kiezen}
    if overleg.status == overleg.Status.AFGELAST and not gevraagd and request.method == "GET":
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    if not nummer:
        return render(request, "participatie/overleg_besluiten.html", {"overleg": overleg, **erbij})
    terug = reverse("werkplek:besluiten", args=[wijk.slug, pk])
    return _besluit(request, wijk, pk, nummer, "participatie/overleg_besluiten.html", terug, **erbij)


@mag("overleggen")
def besproken(request, wijk, pk):
    """Which ideas were discussed at an overleg that was held: it decides on those. `?vink=` ticks `alles` or `geen`, else what is on its list."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    if request.method == "GET" and (overleg.is_dicht or not overleg.is_begonnen):
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    ideeen = blader(request, overleg.te_kiezen(), per=PER_KEUS)
    if request.method == "POST":
        try:
            nu = deeds.kies_besproken(overleg, _sleutels(request, "stond"), _sleutels(request, "idee"), door=request.door)
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
            return redirect("werkplek:overleg_een", wijk.slug, pk)
        wat = f"{stuks(nu, 'idee', 'ideeën')} om over te besluiten"
        messages.success(request, f"Bewaard. Er {'staat' if nu == 1 else 'staan'} nu {wat} op de lijst.")
        if ideeen.heeft_volgende:
            return redirect(f"{request.path}?pagina={ideeen.volgende}")
        return redirect("werkplek:besluiten" if nu else "werkplek:overleg_een", wijk.slug, pk)
    vink = request.GET.get("vink", "")
    for idee in ideeen:
        idee.aan = idee.op_lijst if vink not in ("alles", "geen") else vink == "alles"
    return render(request, "participatie/overleg_besproken.html", {"overleg": overleg, "ideeen": ideeen})


def _sleutels(request, naam: str) -> list[int]:
    return [int(pk) for pk in request.POST.getlist(naam)[:PER_KEUS] if pk.isascii() and pk.isdecimal() and len(pk) < 16]


def _besluit(request, wijk, pk, nummer, sjabloon, terug, **erbij):
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    idee = get_object_or_404(wijk.ideeen.voor_lijst(), nummer=nummer)
    stap = overleg.te_wijzigen(idee)
    sleutel = f"besluit_{pk}_{nummer}" + (f"_{stap.kenmerk}" if stap else "")
    if naar := request.POST.get("naar", ""):
        _onthoud(request, sleutel)
        return redirect(_waarheen(wijk, pk, naar))
    if "neem_terug" in request.POST:
        return _neem_terug(request, overleg, idee, sleutel)
    form = VervolgForm(request.POST or None, wijk=wijk, idee=idee, stap=stap, initial=request.session.get(sleutel) or _nu(stap))
    was_in = idee.project
    if request.method == "POST" and form.is_valid() and _leg_vast(form, overleg, idee, door=request.door):
        request.session.pop(sleutel, None)
        blijft = _blijft(was_in) if was_in and not was_in.ideeen.filter(pk=idee.pk).exists() else ""
        messages.success(request, f"Het besluit over idee {nummer} {f'is {_hoe(overleg)}{blijft}' if form.cleaned_data['gezien'] else 'staat vast.'}")
        return redirect(terug)
    if form.errors:  # somebody else may have decided just now
        idee = get_object_or_404(wijk.ideeen.voor_lijst(), pk=idee.pk)
        stap = overleg.te_wijzigen(idee)
        form.toon_wat_er_nu_staat(stap)
    te_besluiten = overleg.kan_besluiten(idee)
    inhoud = {
        "form": form,
        "overleg": overleg,
        "idee": idee,
        "eerder": Vervolgstap.objects.laatste_over(idee),
        "te_besluiten": te_besluiten,
        "te_wijzigen": stap is not None,
        "met_formulier": te_besluiten or stap is not None,
        "te_laat": overleg.kwam_te_laat(idee),
        "terug": terug,
        **erbij,
    }
    return render(request, sjabloon, inhoud, status=form.status)


def _leg_vast(form: VervolgForm, overleg, idee, *, door) -> Vervolgstap | None:
    """Record the decision, or change the one that was on the screen."""
    velden = dict(form.cleaned_data)
    if gezien := velden.pop("gezien"):
        del velden["voor_begin"]  # that was asked when it was decided
        return form.voer_uit(wijzig_besluit, overleg, idee, **velden, gezien=gezien, door=door)
    return form.voer_uit(deeds.leg_vast, overleg, idee, **velden, door=door)


def _hoe(overleg) -> str:
    """That a decision was changed, and who reads that; of an overleg that is closed."""
    if not overleg.is_dicht:
        return "gewijzigd."
    opnieuw = " Stuur het verslag opnieuw: de lijst met besluiten erin is nu anders." if overleg.genodigden.exists() else ""
    return f"verbeterd. Op de website staat erbij wat er eerst stond.{opnieuw}"


def _nu(stap: Vervolgstap | None) -> dict | None:
    """A decision as its form shows it."""
    if stap is None:
        return None
    velden = {"besluit": stap.besluit, "reden": stap.reden, "wie": stap.wie, "partij": stap.partij_id, "project": stap.idee.project_id}
    return velden | {"voor": stap.voor}


def _blijft(project) -> str:
    return f" Het project “{project}” bestaat nog. Is het niet meer nodig? Stop het dan op zijn eigen pagina."


def _neem_terug(request, overleg, idee, sleutel: str):
    """Take a decision back: the idea stands on the list again."""
    try:
        project = neem_besluit_terug(overleg, idee, door=request.door)
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
        return redirect(request.get_full_path())
    request.session.pop(sleutel, None)
    messages.success(request, f"Het besluit over idee {idee.nummer} is teruggenomen.{_blijft(project) if project else ''}")
    return redirect(request.get_full_path())


def _onthoud(request, sleutel: str) -> None:
    """Keep what was typed of a decision in one's own session, until it is recorded."""
    getypt = {naam: request.POST.get(naam, "")[:500] for naam in VervolgForm.base_fields}
    if any(getypt.values()):
        request.session[sleutel] = getypt
    else:
        request.session.pop(sleutel, None)


def _waarheen(wijk, pk: int, naar: str) -> str:
    """Where a button beside the form leads: to the overleg, its report, or the decision on another idea."""
    if naar in ("overleg", "verslag"):
        return reverse("werkplek:overleg_een" if naar == "overleg" else "werkplek:overleg_schrijven", args=[wijk.slug, pk])
    besluiten = reverse("werkplek:besluiten", args=[wijk.slug, pk])
    return f"{besluiten}?idee={naar}" if naar.isascii() and naar.isdecimal() else besluiten


@mag("werkplek_zien")
def afspraken(request, wijk):
    """What was agreed in any overleg: what is still to do, what is late, and what is done."""
    stand = request.GET.get("stand", "open")
    rijen = Vervolgstap.objects.met_stand(wijk, stand, timezone.localdate())
    return render(request, "participatie/afspraken.html", {"afspraken": blader(request, rijen, per=50), "stand": stand, "standen": STANDEN})


@mag("overleggen")
def afspraak(request, wijk, pk):
    """One thing that was agreed: say that it is done, or change who does it and by when."""
    stap = get_object_or_404(Vervolgstap.objects.afspraken(wijk).select_related("overleg__wijk"), pk=pk)
    actie = request.POST.get("actie", "")
    gedaan = GedaanForm(request.POST if actie == "gedaan" else None, auto_id="gedaan_%s")
    eigen = get_object_or_404(Vervolgstap.objects.afspraken(wijk), pk=pk)
    form = AfspraakForm(request.POST if actie == "wijzig" else None, instance=eigen, wijk=wijk, auto_id="wijzig_%s")
    klaar = ""
    if actie == "gedaan" and gedaan.is_valid() and gedaan.voer_uit(afspraakdeeds.meld_gedaan, stap, gedaan.cleaned_data["gedaan"], door=request.door):
        klaar = f"De afspraak over idee {stap.idee.nummer} is gedaan."
    elif actie == "wijzig" and form.is_valid() and form.voer_uit(afspraakdeeds.wijzig_afspraak, stap, form.velden, door=request.door):
        klaar = "De afspraak is bewaard."
    if klaar:
        messages.success(request, klaar)
        return redirect("werkplek:afspraken", wijk.slug)
    inhoud = {"stap": stap, "gedaan": gedaan, "form": form, "actie": actie, "open": Vervolgstap.objects.filter(pk=pk).open().exists()}
    return render(request, "participatie/afspraak.html", inhoud, status=max(gedaan.status, form.status))
