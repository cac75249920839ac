"""The werkplek: ask what it brought, read the answers, and conclude."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from evaluatie import betrokkenen, deeds
from evaluatie.deeds.uitnodigen import betrokken_bij, wie_krijgt_mail
from evaluatie.forms import EvaluatieForm, NieuwLeerpuntForm, OpbrengstForm, OpenForm, SamenvattingForm, UitnodigForm, VerlengForm, VraagForm
from evaluatie.jaar import VOORAF, cijfers_van, nog_niet_om, periode, te_vroeg_te_openen
from evaluatie.jaarcijfers import per_groep
from evaluatie.models import MEESTE_VRAGEN, Antwoord, Evaluatie, Genodigde, Kant, Opbrengst
from evaluatie.uitslag import respons, uitslag
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag
from wijk.woorden import stuks


@mag("werkplek_zien")
def evaluaties(request, wijk):
    return render(
        request,
        "evaluatie/werkplek_lijst.html",
        {
            "evaluaties": blader(request, wijk.evaluaties.met_aantallen().select_related("project")),
            "te_doen": wijk.projecten.te_evalueren().filter(evaluaties=None),
        },
    )


@mag("evalueren")
def nieuw(request, wijk):
    project = request.GET.get("project")
    form = EvaluatieForm(request.POST or None, wijk=wijk, initial={"project": project})
    if request.method == "POST" and form.is_valid():
        evaluatie = form.voer_uit(deeds.maak_evaluatie, wijk, form.velden, door=request.door)
        if evaluatie is not None:
            messages.success(request, "De evaluatie staat klaar, met de gebruikelijke vragen. Nodig nu mensen uit.")
            return redirect("werkplek:evaluatie", wijk.slug, evaluatie.pk)
    return render(
        request,
        "evaluatie/werkplek_nieuw.html",
        {"form": form, "titel": "Bereid een evaluatie voor", "knop": "Bereid voor"},
        status=422 if form.errors else 200,
    )


# What each small form of the page does, and what it says then.
DADEN = {
    "vraag": (lambda e, form, door: form.voer_uit(deeds.bewaar_vraag, e, form.velden, door=door), "De vraag is bewaard."),
    "uitnodigen": (
        lambda e, form, door: form.voer_uit(
            deeds.nodig_uit, e, form.cleaned_data["kant"], form.cleaned_data["adressen"], form.cleaned_data["brieven"] or 0, door=door
        ),
        "",  # `_wie_gevraagd` says it
    ),
    "open": (
        lambda e, form, door: form.voer_uit(deeds.open_evaluatie, e, **form.cleaned_data, door=door),
        "De evaluatie is open. De uitnodigingen gaan per e-mail weg; print de formulieren op papier.",
    ),
    "heropen": (
        lambda e, form, door: form.voer_uit(deeds.heropen, e, form.cleaned_data["open_tot"], door=door),
        "De evaluatie is weer open. Wie een e-mailadres gaf en nog niet antwoordde, krijgt een e-mail.",
    ),
    "verleng": (lambda e, form, door: form.voer_uit(deeds.verleng, e, form.cleaned_data["open_tot"], door=door), "De laatste dag is bewaard."),
    "leerpunt": (
        lambda e, form, door: form.voer_uit(deeds.bewaar_leerpunt, e.wijk, {**form.velden, "evaluatie": e}, door=door),
        "Het leerpunt is bewaard. Kies het hieronder, en zeg waarop het berust en wat we eraan doen.",
    ),
    **{
        f"opbrengst_{kant}": (lambda e, form, door, kant=kant: form.voer_uit(deeds.bewaar_opbrengst, e, kant, form.velden, door=door), "Bewaard.")
        for kant in Kant
    },
    "vaststellen": (lambda e, form, door: form.voer_uit(deeds.stel_vast, e, **form.cleaned_data, door=door), "De evaluatie is vastgesteld."),
}


def _forms(evaluatie: Evaluatie, actie: str, data, vraag: str, weg: dict) -> dict:
    """The small forms of the page, the one of `actie` filled with `data`; `vraag`: the side that is to be asked; `weg`: a question taken away."""
    van = lambda naam: data if naam == actie else None  # noqa: E731
    al = {opbrengst.kant: opbrengst for opbrengst in evaluatie.opbrengsten.all()}
    return {
        **{
            f"opbrengst_{kant}": OpbrengstForm(
                van(f"opbrengst_{kant}"), instance=al.get(kant) or Opbrengst(evaluatie=evaluatie, kant=kant), prefix=f"opbrengst_{kant}"
            )
            for kant in Kant
        },
        "vraag": VraagForm(van("vraag"), initial=weg, prefix="vraag"),
        "uitnodigen": UitnodigForm(van("uitnodigen"), initial={"kant": vraag}, prefix="uitnodigen"),
        "open": OpenForm(van("open"), te_vroeg=te_vroeg_te_openen(evaluatie) is not None, prefix="open"),
        "heropen": VerlengForm(van("heropen"), initial={"open_tot": _tot_wanneer(evaluatie)}, prefix="heropen"),
        "verleng": VerlengForm(van("verleng"), initial={"open_tot": evaluatie.open_tot}, prefix="verleng"),
        "leerpunt": NieuwLeerpuntForm(van("leerpunt"), prefix="leerpunt"),
        "vaststellen": SamenvattingForm(
            van("vaststellen"),
            beantwoord=evaluatie.is_beantwoord(),
            gelezen=not Antwoord.objects.filter(vraag__evaluatie=evaluatie).te_lezen().exists(),
            geleerd=evaluatie.leerpunten.exists(),
            gegrond=not evaluatie.leerpunten.zonder_grond().exists(),
            loopt_nog=nog_niet_om(evaluatie) is not None,
            initial={"samenvatting": evaluatie.samenvatting},
            prefix="vaststellen",
        ),
    }


def _nog_te_doen(evaluatie: Evaluatie) -> list[tuple[str, str]]:
    """What a closed one still asks before it is concluded, and where on the page that is done."""
    te_lezen = Antwoord.objects.filter(vraag__evaluatie=evaluatie).te_lezen().count()
    zonder = [kant.label for kant in Kant if kant not in set(evaluatie.opbrengsten.values_list("kant", flat=True))]
    los = evaluatie.leerpunten.zonder_grond().count()
    stappen = [
        (te_lezen, f"Lees {stuks(te_lezen, 'antwoord', 'antwoorden')}, en kies wat iedereen mag lezen", "antwoorden"),
        (not evaluatie.leerpunten.exists(), "Noteer een leerpunt. Viel er niets te leren? Zeg bij het vaststellen waarom", "geleerd"),
        (los, f"Zeg waarop {stuks(los, 'leerpunt berust', 'leerpunten berusten')}", "geleerd"),
        (not evaluatie.project_id and zonder, f"Schrijf op wat het opleverde en wat de knelpunten waren voor: {', '.join(zonder)}", "per-kant"),
    ]
    return [*((tekst, anker) for nodig, tekst, anker in stappen if nodig), ("Stel de evaluatie vast", "vaststellen")]


def _tot_wanneer(evaluatie: Evaluatie) -> date:
    """The last day for answers that a closed one is offered: the one that people were told, while that is still to come."""
    return evaluatie.open_tot if evaluatie.open_tot and not evaluatie.is_verlopen else timezone.localdate() + deeds.OPEN_VOOR


def _vooraf(evaluatie: Evaluatie, rechten: frozenset[str]) -> dict | None:
    """What follows when it is opened (again), for who may do that: who gets a mail, and whether it is too early; None when it cannot be opened."""
    if "evalueren" not in rechten or evaluatie.status not in (Evaluatie.Status.CONCEPT, Evaluatie.Status.GESLOTEN):
        return None
    nieuw, weer = wie_krijgt_mail(evaluatie)
    over = te_vroeg_te_openen(evaluatie) if evaluatie.status == Evaluatie.Status.CONCEPT else None
    return {
        "nieuw": (len(nieuw), betrokkenen.per_kant(nieuw)),
        "weer": (len(weer), betrokkenen.per_kant(weer)),
        "over": over,
        "vanaf": over and over.tot - VOORAF,
        "eerste_dag": over is not None and timezone.localdate() <= over.van,
    }


def _wie_gevraagd(evaluatie: Evaluatie, genodigden: list[Genodigde], getypt: Iterable[str] = ()) -> str:
    """What happened to who was put on the list just now: mailed, mailed once it opens, or a form on paper; and to addresses that were on it."""
    mensen = sum(bool(een.email) for een in genodigden)
    wie, brieven = stuks(mensen, "persoon", "mensen"), stuks(len(genodigden) - mensen, "formulier", "formulieren")
    nu, weer = evaluatie.status == Evaluatie.Status.OPEN, "opnieuw opent" if evaluatie.status == Evaluatie.Status.GESLOTEN else "opent"
    gezegd = []
    if mensen:
        op_de_lijst = f"{wie} op de lijst gezet. De e-mail gaat weg als u de evaluatie {weer}."
        gezegd.append(f"{wie} {'kreeg' if mensen == 1 else 'kregen'} een e-mail met een eigen link." if nu else op_de_lijst)
    if mensen < len(genodigden):
        gezegd.append(f"{brieven} op papier erbij. {'Print ze bovenaan deze pagina.' if nu else f'Print ze als u de evaluatie {weer}.'}")
    if al := len({adres.lower() for adres in getypt} - {een.email for een in genodigden}):
        gezegd.append(f"{stuks(al, 'adres stond', 'adressen stonden')} al op de lijst en {'krijgt' if al == 1 else 'krijgen'} geen tweede e-mail.")
    return " ".join(gezegd)


@mag("werkplek_zien", post="evalueren")
def evaluatie(request, wijk, pk):
    """One evaluation: questions, who was asked, answers, what was learnt, conclusion."""
    evaluatie = get_object_or_404(wijk.evaluaties.select_related("wijk", "project__wijk"), pk=pk)
    actie, vraag = request.POST.get("actie", ""), request.GET.get("vraag", "")
    weg = {"tekst": request.GET["weg"], "soort": request.GET.get("soort", ""), "kant": request.GET.get("kant", "")} if "weg" in request.GET else {}
    forms = _forms(evaluatie, actie, request.POST, vraag, weg)
    form = forms.get(actie)
    if form is not None and form.is_valid():
        doe, gezegd = DADEN[actie]
        if (uit := doe(evaluatie, form, request.door)) is not None:
            messages.success(request, gezegd or _wie_gevraagd(evaluatie, uit, form.cleaned_data["adressen"]))
            return redirect("werkplek:evaluatie", wijk.slug, pk)
    vragen = list(evaluatie.vragen.all())
    al = {opbrengst.kant: opbrengst for opbrengst in evaluatie.opbrengsten.all()}  # not those of the forms, which hold what was typed
    kan_vragen = evaluatie.status != Evaluatie.Status.VASTGESTELD
    betrokken = betrokken_bij(evaluatie) if kan_vragen and "evalueren" in request.mag else {}
    rijen = respons(evaluatie, precies=True)
    return render(
        request,
        "evaluatie/werkplek_een.html",
        {
            "evaluatie": evaluatie,
            "forms": forms,
            "actie": actie if form is not None else "vraag" if weg else "uitnodigen" if vraag in Kant.values else "open",
            "vooraf": _vooraf(evaluatie, request.mag),
            "vragen": vragen,
            "meeste_vragen": MEESTE_VRAGEN,
            "kan_vragen": kan_vragen,
            "betrokken": len(betrokken),
            "kanten": betrokkenen.per_kant(betrokken),
            "gewist": betrokkenen.gewiste_helpers(wijk) if kan_vragen and evaluatie.jaar else 0,
            "respons": rijen,
            "niemand": [kant for kant, rij in zip(Kant, rijen, strict=False) if not rij.gevraagd],
            "uitslag": (vragen_en_antwoorden := uitslag(evaluatie, alleen_openbaar=False) if evaluatie.bevroren_op else []),
            "te_kiezen": any(een.teksten for een in vragen_en_antwoorden),
            "leerpunten": evaluatie.leerpunten.prefetch_related("gronden"),
            "nog_te_doen": _nog_te_doen(evaluatie) if evaluatie.status == Evaluatie.Status.GESLOTEN and "evalueren" in request.mag else [],
            "opbrengsten": [] if evaluatie.project_id else [(kant, f"opbrengst_{kant}", forms[f"opbrengst_{kant}"], al.get(kant)) for kant in Kant],
            "groepen": per_groep(cijfers_van(evaluatie)),
            "periode": periode(wijk, evaluatie.jaar) if evaluatie.jaar else None,
            "nog_niet_om": (over := nog_niet_om(evaluatie)),
            "te_vroeg_voor_jaar": over is not None and timezone.localdate() <= over.van,
            "wachten": evaluatie.genodigden.wachten(),
        },
        status=422 if form is not None and form.errors else 200,
    )


@mag("evalueren")
@require_POST
def evaluatie_daad(request, wijk, pk):
    evaluatie = get_object_or_404(wijk.evaluaties.select_related("wijk", "project__wijk"), pk=pk)
    daad, _, nummer = request.POST.get("daad", "").partition(":")
    try:
        if daad == "sluit":
            deeds.sluit(evaluatie, door=request.door)
            messages.success(request, "De evaluatie is gesloten.")
        elif daad == "betrokkenen":
            genodigden = deeds.nodig_betrokkenen_uit(evaluatie, door=request.door)
            messages.success(request, _wie_gevraagd(evaluatie, genodigden))
        elif daad == "gelezen":
            keuze = {veld: set(request.POST.getlist(veld)) for veld in ("gezien", "was", "antwoord")}
            twijfel = _nog_na_te_kijken(evaluatie, keuze["antwoord"] - keuze["was"] - set(request.POST.getlist("toch")))
            van = Antwoord.objects.filter(vraag__evaluatie=evaluatie).bij_anker()
            gezien = {pk: anker in keuze["was"] for anker, pk in van.items() if anker in keuze["gezien"] - twijfel}
            deeds.lees_antwoorden(evaluatie, gezien, {pk for anker, pk in van.items() if anker in keuze["antwoord"]}, door=request.door)
            messages.success(request, "Uw keuze is bewaard.")
            if twijfel:
                vinkje = "Mag iedereen het toch lezen? Zet dan bij zo’n antwoord beide vinkjes."
                messages.error(
                    request,
                    f"In {stuks(len(twijfel), 'antwoord', 'antwoorden')} staat misschien wie iemand is. We maakten dat nog niet openbaar. {vinkje}",
                )
        elif daad == "vraag_weg" and _getal(nummer):
            vraag = get_object_or_404(evaluatie.vragen.select_related("evaluatie__wijk"), pk=int(nummer))
            deeds.verwijder_vraag(vraag, door=request.door)
            messages.success(request, "De vraag is weg. Wilt u haar toch houden? Zij staat nog ingevuld bij “Voeg een vraag toe”.")
            terug = urlencode({"weg": vraag.tekst, "soort": vraag.soort, "kant": vraag.kant})
            return redirect(f"{reverse('werkplek:evaluatie', args=[wijk.slug, pk])}?{terug}#vul-vraag")
        else:
            raise Geweigerd("Deze knop kennen we niet. Vernieuw de pagina.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:evaluatie", wijk.slug, pk)


def _nog_na_te_kijken(evaluatie: Evaluatie, ankers: set[str]) -> set[str]:
    """Of the answers that are to be public those that may tell who somebody is."""
    if not ankers:
        return set()
    return {een.anker for een in Antwoord.objects.filter(vraag__evaluatie=evaluatie).in_woorden() if een.anker in ankers and een.herkenbaar}


def _getal(tekst: str) -> bool:
    return tekst.isdecimal() and len(tekst) < 18
