"""The werkplek: plan an overleg, invite, and make its agenda."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from participatie.deeds import agenda as agendadeeds
from participatie.deeds import overleg as deeds
from participatie.deeds import overleglijst
from participatie.deeds import overlegpost as post
from participatie.forms.overleg import (
    AfgelastForm,
    AgendapuntForm,
    BereiktForm,
    GenodigdeForm,
    NamenForm,
    NogEensForm,
    OverlegForm,
    PartijenForm,
)
from participatie.models import Agendapunt, OverlegGenodigde, Vervolgstap
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag
from wijk.woorden import stuks

OPNIEUW_UITNODIGEN = "Mail ook wie al een uitnodiging kreeg en nog niet antwoordde"
OPNIEUW_VERSLAG = "Mail ook wie het verslag al kreeg"
MEEST_ERBIJ = 200  # ideas on the list at one press


@mag("werkplek_zien")
def overleggen(request, wijk):
    return render(
        request,
        "participatie/overleg_werkplek_lijst.html",
        {
            "overleggen": blader(request, wijk.overleggen.all()),
            "wachten": wijk.ideeen.wacht_op_overleg().order_by()[:1000].count(),
            "uitgesteld": wijk.ideeen.uitgesteld().order_by()[:1000].count(),
            "weer": wijk.ideeen.uitgesteld().aan_de_beurt_op(timezone.localdate()).order_by()[:1000].count(),
            "open": Vervolgstap.objects.afspraken(wijk).open().order_by()[:1000].count(),
        },
    )


@mag("overleggen")
def nieuw(request, wijk):
    form = OverlegForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        overleg = form.voer_uit(deeds.bewaar_overleg, wijk, form.velden, was_al=form.cleaned_data["was_al"], door=request.door)
        if overleg is not None:
            if overleg.is_begonnen:
                messages.success(request, "Het overleg is bewaard. Zet nu op de lijst wie er was. Daarna kiest u wat besproken is.")
                return redirect("werkplek:overleg_genodigden", wijk.slug, overleg.pk)
            messages.success(request, "Het overleg is gepland.")
            return redirect("werkplek:overleg_een", wijk.slug, overleg.pk)
    return render(request, "participatie/overleg_form.html", {"form": form, "titel": "Plan een overleg"}, status=form.status)


@mag("overleggen")
def wijzigen(request, wijk, pk):
    form = OverlegForm(request.POST or None, instance=get_object_or_404(wijk.overleggen, pk=pk))
    if request.method == "POST" and form.is_valid():
        overleg = get_object_or_404(wijk.overleggen, pk=pk)
        keuzes = {"was_al": form.cleaned_data["was_al"], "kort_dag": form.cleaned_data["kort_dag"]}
        if form.voer_uit(deeds.bewaar_overleg, wijk, form.velden, overleg, **keuzes, door=request.door):
            hoort = _wie_het_hoort(overleg) if {"begint", "plaats"} & set(form.changed_data) else ""
            messages.success(request, f"Het overleg is bewaard. {hoort}".strip())
            return redirect("werkplek:overleg_een", wijk.slug, pk)
    return render(request, "participatie/overleg_form.html", {"form": form, "titel": "Wijzig het overleg"}, status=form.status)


@mag("overleggen")
def afgelasten(request, wijk, pk):
    """It does not go ahead: why."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    if request.method == "GET" and overleg.is_dicht:
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    form = AfgelastForm(request.POST or None, instance=get_object_or_404(wijk.overleggen, pk=pk))
    hoort = _wie_het_hoort(overleg)
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.gelast_overleg_af, overleg, form.velden, door=request.door):
        messages.success(request, f"Het overleg gaat niet door. {hoort}".strip())
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    mensen = overleg.genodigden.none() if overleg.is_begonnen else overleg.genodigden.die_het_weten()
    zonder_mail = mensen.niet_per_mail()
    inhoud = {"overleg": overleg, "form": form, "weten": mensen.per_mail().count(), "te_bellen": zonder_mail.count(), "wie": zonder_mail.wie()}
    return render(request, "participatie/overleg_afgelasten.html", inhoud, status=form.status)


def _wie_het_hoort(overleg) -> str:
    """Who was mailed that it is another day or place, and who must hear it otherwise."""
    if overleg.is_begonnen:
        return ""
    mensen = overleg.genodigden.die_het_weten()
    per_mail, anders = mensen.per_mail().count(), mensen.niet_per_mail().count()
    mail = f"{stuks(per_mail, 'persoon kreeg', 'mensen kregen')} daarover een mail." if per_mail else ""
    wie = stuks(anders, "persoon kreeg", "mensen kregen")
    bel = f"{wie} de uitnodiging niet per mail: bel of schrijf hen zelf. Wie dat zijn, staat op de lijst." if anders else ""
    return f"{mail} {bel}".strip()


@mag("werkplek_zien")
def overleg(request, wijk, pk):
    """One overleg: what is next, agenda, decisions, report."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    op_lijst = overleg.te_besluiten().order_by()
    return render(
        request,
        "participatie/overleg_werkplek.html",
        {
            "overleg": overleg,
            "eerste": op_lijst.wacht_op_overleg().count(),
            "weer": op_lijst.uitgesteld().count(),
            "punten": overleg.punten(),
            "agenda": blader(request, overleg.te_besluiten(), per=50),
            "nog_op_lijst": 0 if overleg.is_begonnen else overleg.nog_op_lijst().order_by()[:MEEST_ERBIJ].count(),
            "te_kiezen": overleg.is_af_te_sluiten and overleg.te_kiezen().exists(),
            "pas_erna": overleg.pas_erna()[:1000].count(),
            "besloten": overleg.besluiten()[:500],
            "tellingen": overleg.genodigden.tellingen(),
            "zonder_verslag": overleg.genodigden.zonder_verslag().count(),
            "verslagen": overleg.verslagen(),
            "achteraf": overleg.is_achteraf_ingevoerd,
        },
    )


@mag("overleggen")
@require_POST
def daad(request, wijk, pk):
    """A deed that asks for nothing but a click: put all answered ideas on the list, make the agenda, take a point or a person away."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    welke, _, rij = request.POST.get("daad", "").partition(":")
    rij = int(rij) if rij.isdecimal() and len(rij) < 16 else 0
    terug = "werkplek:overleg_een"
    try:
        if welke == "agenda":
            if overleg.is_begonnen:
                raise Geweigerd("Dit overleg is begonnen of geweest. Kies welke ideeën besproken zijn.")
            aantal = deeds.zet_op_agenda(overleg, overleg.nog_op_lijst()[:MEEST_ERBIJ], door=request.door)
            messages.success(request, f"Er {'staat' if aantal == 1 else 'staan'} {stuks(aantal, 'idee', 'ideeën')} bij op de lijst.")
        elif welke == "punten":
            terug = "werkplek:overleg_agenda"
            erbij = agendadeeds.maak_agenda(overleg, door=request.door)
            messages.success(request, f"Er zijn {stuks(erbij, 'agendapunt', 'agendapunten')} bij gekomen. Pas ze aan als dat nodig is.")
        elif welke == "punt_weg":
            terug = "werkplek:overleg_agenda"
            punt = get_object_or_404(overleg.agendapunten.select_related("overleg__wijk"), pk=rij)
            was = {"titel": punt.titel, "minuten": punt.minuten, "volgorde": punt.volgorde, "thema_id": punt.thema_id}
            agendadeeds.haal_agendapunt_weg(punt, door=request.door)
            request.session[f"agendapunt_weg_{pk}"] = was
            messages.success(request, f"Het agendapunt “{was['titel']}” is weg. U kunt het hieronder terugzetten.")
        elif welke == "punt_terug" and (was := request.session.get(f"agendapunt_weg_{pk}")):
            terug = "werkplek:overleg_agenda"
            agendadeeds.zet_agendapunt_terug(overleg, Agendapunt(**was), door=request.door)
            del request.session[f"agendapunt_weg_{pk}"]
            messages.success(request, f"Het agendapunt “{was['titel']}” staat er weer.")
        elif welke in ("punt_eerder", "punt_later"):
            terug = "werkplek:overleg_agenda"
            punten = [punt.pk for punt in overleg.punten()]
            punt = get_object_or_404(overleg.agendapunten.select_related("overleg__wijk"), pk=rij)
            plek = punten.index(punt.pk) + (0 if welke == "punt_eerder" else 2)
            agendadeeds.verplaats_agendapunt(punt, plek, door=request.door)
        elif welke == "genodigde_weg":
            terug = "werkplek:overleg_genodigden"
            overleglijst.haal_van_lijst(get_object_or_404(overleg.genodigden.select_related("overleg__wijk"), pk=rij), door=request.door)
            messages.success(request, "Deze persoon staat niet meer op de lijst.")
        elif welke == "lijst":
            terug = "werkplek:overleg_genodigden"
            aantal = overleglijst.vul_lijst_aan(overleg, door=request.door)
            messages.success(request, _staan_erbij(aantal))
        else:
            raise Geweigerd("Deze knop kennen we niet. Vernieuw de pagina.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect(terug, wijk.slug, pk)


@mag("overleggen")
def agenda(request, wijk, pk, punt=None):
    """The points of the agenda; add one, or change the one that the address names."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    bestaand = get_object_or_404(overleg.agendapunten, pk=punt) if punt else None
    if request.method == "GET" and bestaand and overleg.is_begonnen:
        return redirect("werkplek:overleg_agenda", wijk.slug, pk)
    form = AgendapuntForm(request.POST or None, instance=bestaand)
    if request.method == "POST" and form.is_valid():
        vers = get_object_or_404(overleg.agendapunten, pk=punt) if punt else None
        if form.voer_uit(agendadeeds.bewaar_agendapunt, overleg, form.velden, vers, door=request.door):
            messages.success(request, "Het agendapunt is bewaard.")
            return redirect("werkplek:overleg_agenda", wijk.slug, pk)
    punten = overleg.punten()
    gegevens = {"overleg": overleg, "punten": punten, "form": form, "bestaand": bestaand, "duur": sum(p.minuten for p in punten)}
    gegevens["weg"] = request.session.get(f"agendapunt_weg_{pk}") if not overleg.is_begonnen else None
    return render(request, "participatie/overleg_agenda.html", gegevens, status=form.status)


@mag("overleggen")
def genodigden(request, wijk, pk):
    """Who is invited, who comes, and whom to invite beside them."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    actie = request.POST.get("actie", "")
    persoon = GenodigdeForm(request.POST if actie == "persoon" else None, overleg=overleg, auto_id="persoon_%s")
    partijen = PartijenForm(request.POST if actie == "partijen" else None, wijk=wijk, auto_id="partijen_%s")
    namen = NamenForm(request.POST if actie == "namen" else None, auto_id="namen_%s")
    gedaan = ""
    if actie == "persoon" and persoon.is_valid() and persoon.voer_uit(overleglijst.nodig_erbij, overleg, persoon.velden, door=request.door):
        gedaan = "Deze persoon staat op de lijst."
    elif actie == "partijen" and partijen.is_valid():
        gekozen = partijen.cleaned_data["partijen"].prefetch_related("contactpersonen")
        gedaan = _staan_erbij(partijen.voer_uit(overleglijst.nodig_partijen_erbij, overleg, gekozen, door=request.door))
    elif actie == "namen" and namen.is_valid():
        gedaan = _staan_erbij(namen.voer_uit(overleglijst.zet_namen_erbij, overleg, namen.cleaned_data["namen"], door=request.door))
    if gedaan:
        messages.success(request, gedaan)
        return redirect("werkplek:overleg_genodigden", wijk.slug, pk)
    achteraf = overleg.is_achteraf_ingevoerd
    return render(
        request,
        "participatie/overleg_genodigden.html",
        {
            "overleg": overleg,
            "genodigden": blader(request, overleg.genodigden.select_related("partij"), per=100),
            "tellingen": overleg.genodigden.tellingen(),
            "nieuw": [] if overleg.is_begonnen else overleglijst.nog_op_lijst(overleg),
            "persoon": persoon,
            "partijen": partijen,
            "namen": namen,
            "actie": actie or ("namen" if achteraf else ""),
            "achteraf": achteraf,
            "verder": achteraf and overleg.is_af_te_sluiten,
            "te_kiezen": achteraf and overleg.is_af_te_sluiten and overleg.te_kiezen().exists(),
        },
        status=max(persoon.status, partijen.status, namen.status),
    )


def _staan_erbij(aantal: int | None) -> str:
    return f"Er {'staat' if aantal == 1 else 'staan'} {stuks(aantal, 'persoon', 'mensen')} bij op de lijst." if aantal else ""


@mag("overleggen")
def genodigde(request, wijk, pk, mens):
    """What one person on the list said by telephone or at the door."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    form = BereiktForm(request.POST or None, instance=get_object_or_404(overleg.genodigden, pk=mens))
    mens = get_object_or_404(overleg.genodigden.select_related("partij", "overleg__wijk"), pk=mens)
    if request.method == "POST" and form.is_valid() and form.voer_uit(post.noteer_antwoord, mens, form.velden, door=request.door):
        if set(form.changed_data) & {"via", "antwoord", "op_papier"}:
            messages.success(request, "Het antwoord is genoteerd." if form.cleaned_data.get("antwoord") else "Bewaard. Er is nog geen antwoord.")
        else:
            messages.info(request, "Er was niets veranderd.")
        return redirect("werkplek:overleg_genodigden", wijk.slug, pk)
    return render(request, "participatie/overleg_bereikt.html", {"overleg": overleg, "mens": mens, "form": form}, status=form.status)


@mag("overleggen")
def uitnodigen(request, wijk, pk):
    """The mail as it will be read, and the button that sends it."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    if request.method == "GET" and overleg.status == overleg.Status.AFGELAST:
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    if request.method == "GET" and overleg.is_begonnen:
        messages.error(request, "Dit overleg is geweest. Nodig voor een volgend overleg uit.")
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    voorbeeld = OverlegGenodigde(overleg=overleg, naam="(naam)", code="de-persoonlijke-link")
    wie = overleg.genodigden.zonder_uitnodiging().select_related("partij", "overleg__wijk")[:500]
    redenen = sorted({mens.waarom for mens in wie}) or [voorbeeld.waarom]
    gegevens = {**post.gegevens_van_uitnodiging(overleg, voorbeeld), "waarom": redenen[0]}
    pagina = {
        "titel": "Verstuur de uitnodigingen",
        "opnieuw": "Mail nog een keer aan wie niet antwoordde",
        "aantal": overleg.genodigden.zonder_uitnodiging().count(),
        "wat": ("uitnodiging", "uitnodigingen"),
        "redenen": redenen[1:],
        "nieuw": overleglijst.nog_op_lijst(overleg),
    }
    return _post(
        request, overleg, post.nodig_uit, "participatie/post/overleg.txt", gegevens, pagina, OPNIEUW_UITNODIGEN, "werkplek:overleg_genodigden"
    )


@mag("overleggen")
def verslag(request, wijk, pk):
    """The report as it will be read, and the button that sends it to everyone who was invited."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    if request.method == "GET" and overleg.status != overleg.Status.GEHOUDEN:
        messages.error(request, "Dit overleg gaat niet door." if overleg.is_dicht else "Schrijf eerst het verslag en sluit het overleg af.")
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    voorbeeld = OverlegGenodigde(overleg=overleg, naam="(naam)")
    gegevens = {**post.gegevens_van_verslag(overleg), "mens": voorbeeld}
    pagina = {
        "titel": "Stuur het verslag",
        "herkenbaar": overleg.herkenbaar(overleg.verslagen()[0].tekst),
        "opnieuw": "Mail nog een keer aan iedereen",
        "aantal": overleg.genodigden.zonder_verslag().count(),
        "wat": ("verslag", "verslagen"),
    }
    return _post(
        request, overleg, post.stuur_verslag, "participatie/post/overleg_verslag.txt", gegevens, pagina, OPNIEUW_VERSLAG, "werkplek:overleg_een"
    )


def _post(request, overleg, deed, sjabloon, gegevens, pagina, ook_opnieuw, terug):
    """The mail as it is made with `gegevens`, on a page that says the rest (`pagina`). `ook_opnieuw`: what the box to tick says."""
    al = overleg.genodigden.kregen_al(pagina["wat"][0]).exists()
    form = NogEensForm(request.POST if request.method == "POST" else None, label=ook_opnieuw if al else "")
    if request.method == "POST" and form.is_valid():
        verstuurd = form.voer_uit(deed, overleg, ook_opnieuw=form.cleaned_data.get("ook_opnieuw", False), door=request.door)
        if verstuurd:
            messages.success(request, f"Er {'gaat' if verstuurd == 1 else 'gaan'} {stuks(verstuurd, *pagina['wat'])} de deur uit.")
            return redirect(terug, overleg.wijk.slug, overleg.pk)
    tekst = render_to_string(sjabloon, {**gegevens, "basis": request.build_absolute_uri("/").rstrip("/")})
    inhoud = {"overleg": overleg, "form": form, "tekst": tekst, "tellingen": overleg.genodigden.tellingen(), **pagina}
    return render(request, "participatie/overleg_post.html", inhoud, status=form.status)
