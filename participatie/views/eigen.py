"""What who sent an idea does with it: confirm the address, follow it by a code, change it, take it back."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from participatie.deeds import bevestigen as deeds
from participatie.deeds import eigen as eigen_deeds
from participatie.deeds.fotos import haal_foto_weg
from participatie.deeds.vergeten import vergeet_inzender
from participatie.forms.eigen import AdresForm, CodeForm, EigenIdeeForm, FotosForm, VolgcodeForm
from participatie.models import Foto, Idee
from participatie.volgcode import is_van, klopt, volgcode
from wijk.drempels import laat_toe
from wijk.fouten import Geweigerd
from wijk.toegang import mag

BEVESTIGD = "Dank u, uw e-mailadres is bevestigd. Logt u later met dit adres in, dan ziet u uw idee bij Mijn pagina. De code hebt u niet meer nodig."
MET_ADRES = "Het e-mailadres bij idee {} is bevestigd. De code hebt u daarna niet meer nodig: log in met dat e-mailadres, dan ziet u uw idee."


def net_gestuurd(request, idee: Idee) -> bool:
    """Whether this browser sent the idea a moment ago."""
    return request.session.get("idee_verzonden") == [idee.wijk.slug, idee.nummer]


def volgt_met_code(request, idee: Idee) -> bool:
    """Whether this browser was given the right code of the idea."""
    return klopt(idee, request.session.get("volgcodes", {}).get(str(idee.pk), ""))


@mag("idee_indienen")
def met_code(request, wijk, nummer):
    """The six digits from the mail, in the browser that sent the idea; in any other there is the link."""
    idee = get_object_or_404(wijk.ideeen.select_related("wijk", "thema"), nummer=nummer)
    if not net_gestuurd(request, idee) or not idee.email:
        raise Http404
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and laat_toe(form, request, "bevestigcode", idee.email):
        try:
            gebruiker = deeds.bevestig_met_code(idee, form.cleaned_data["code"], door=request.door)
        except Geweigerd as weigering:
            form.add_error("code", str(weigering))
        else:
            return _ga_verder(request, idee, gebruiker)
    return render(request, "participatie/idee_bevestigen.html", {"idee": idee, "form": form}, status=form.status)


@mag("idee_indienen")
@require_POST
def adres(request, wijk, nummer):
    """Another address, or the same once more, in the browser that sent the idea."""
    idee = get_object_or_404(wijk.ideeen.select_related("wijk", "thema"), nummer=nummer)
    if not net_gestuurd(request, idee) or not idee.email:
        raise Http404
    form = AdresForm(request.POST)
    email = request.POST.get("email", "")
    if form.is_valid() and laat_toe(form, request, "inlogcode", email) and form.voer_uit(deeds.verbeter_adres, idee, email, door=request.door):
        messages.success(request, "We hebben de mail opnieuw gestuurd.")
        return redirect("openbaar:idee_verzonden", wijk.slug, nummer)
    return render(request, "participatie/idee_bevestigen.html", {"idee": idee, "adresform": form}, status=form.status)


@mag("idee_indienen")
def met_link(request, wijk, bewijs):
    """The link from the mail. Opening it does nothing: programs that look at mail open every link. The button does."""
    bevestiging, verlopen = deeds.bevestiging_van(wijk, bewijs), deeds.VERLOPEN
    if request.method == "POST" and bevestiging is not None:
        try:
            return _ga_verder(request, bevestiging.idee, deeds.bevestig(bevestiging, door=request.door))
        except Geweigerd as weigering:  # a second click, for instance
            bevestiging, verlopen = None, str(weigering)
    return render(
        request,
        "participatie/idee_bevestigen.html",
        {"idee": bevestiging and bevestiging.idee, "verlopen": verlopen},
        status=200 if bevestiging else 410,
    )


def _ga_verder(request, idee: Idee, gebruiker):
    """To the idea, signed in as whose it now is; who works in the portal signs in as they always do."""
    messages.success(request, BEVESTIGD)
    if request.door is not None or gebruiker.functies_in(None) or gebruiker.is_superuser:
        return redirect("openbaar:idee_verzonden" if net_gestuurd(request, idee) else "openbaar:ideeen", *_waar(request, idee))
    return perform_login(request, gebruiker, email=gebruiker.email, redirect_url=idee.get_absolute_url())


def _waar(request, idee: Idee) -> list:
    return [idee.wijk.slug, idee.nummer] if net_gestuurd(request, idee) else [idee.wijk.slug]


@mag("idee_indienen")
def volgen(request, wijk):
    """With the number of an idea and its code: see it, also before it is on the website, and take it back."""
    form = VolgcodeForm(request.POST or None, initial={"nummer": request.GET.get("nummer", "")[:9]})
    if request.method == "POST" and form.is_valid():
        nummer, code = form.cleaned_data["nummer"], form.cleaned_data["code"]
        if laat_toe(form, request, "volgcode", f"{wijk.pk}:{nummer}"):
            idee = wijk.ideeen.genummerd(nummer)
            if idee is not None and klopt(idee, code):
                request.session["volgcodes"] = {**request.session.get("volgcodes", {}), str(idee.pk): code}
                return redirect("openbaar:idee", wijk.slug, nummer)
            niet_van = f"Deze code hoort niet bij idee {nummer}. Kijk beide nog een keer na."
            form.add_error("code", MET_ADRES.format(nummer) if idee is not None and is_van(idee, code) else niet_van)
    return render(
        request,
        "participatie/idee_volgen.html",
        {"form": form, "kruimels": [("Ideeën", reverse("openbaar:ideeen", args=[wijk.slug])), ("Volg uw idee", None)]},
        status=form.status,
    )


@mag("idee_indienen")
@require_POST
def intrekken_met_code(request, wijk, nummer):
    idee = get_object_or_404(wijk.ideeen, nummer=nummer)
    if not volgt_met_code(request, idee):
        raise Http404
    try:
        eigen_deeds.trek_in_met_code(idee, request.session["volgcodes"][str(idee.pk)], door=request.door)
        messages.success(request, f"Idee {nummer} is ingetrokken.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("openbaar:idee", wijk.slug, nummer)


@mag("idee_indienen")
@require_POST
def vergeten(request, wijk, nummer):
    """Whoever holds the code of an idea is forgotten there; an official does it for who phones."""
    idee = get_object_or_404(wijk.ideeen, nummer=nummer)
    code = request.session["volgcodes"][str(idee.pk)] if volgt_met_code(request, idee) else ""
    if not code and "ideeen_ordenen" not in request.mag:
        raise Http404
    try:
        vergeet_inzender(idee, code, door=request.door)
        messages.success(request, f"De naam en het adres bij idee {nummer} zijn gewist.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("openbaar:idee", wijk.slug, nummer)


def code_van(request, idee: Idee) -> str:
    """The code of an idea without an account, when this browser sent it a moment ago or was given it; else nothing."""
    if idee.indiener_id is None and net_gestuurd(request, idee):
        return volgcode(idee)
    return request.session["volgcodes"][str(idee.pk)] if volgt_met_code(request, idee) else ""


@mag("zien")
@require_POST
def foto_weg(request, wijk, nummer, foto):
    """Take one photo away: who sent it, or an official (then it goes on in the werkplek)."""
    gevonden = get_object_or_404(Foto.objects.select_related("idee__wijk"), idee__wijk=wijk, idee__nummer=nummer, nummer=foto)
    idee = gevonden.idee
    try:
        haal_foto_weg(gevonden, code=code_van(request, idee), door=request.door)
        messages.success(request, f"Foto {foto} is weg.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect(
        "werkplek:toets" if "werkplek" in request.POST else "openbaar:idee_fotos" if "fotos" in request.POST else "openbaar:idee", wijk.slug, nummer
    )


def is_eigen(request, idee: Idee) -> bool:
    """Whether it is of who looks: signed in, or by its code."""
    return (request.door is not None and idee.indiener_id == request.door.pk) or bool(code_van(request, idee))


def _eigen(request, wijk, nummer) -> Idee:
    idee = get_object_or_404(wijk.ideeen.select_related("wijk", "thema"), nummer=nummer)
    if not is_eigen(request, idee):
        raise Http404
    return idee


def _naar_idee(wijk, idee: Idee) -> list:
    return [("Ideeën", reverse("openbaar:ideeen", args=[wijk.slug])), (f"Idee {idee.nummer}", idee.get_absolute_url())]


def _bewaard(request, idee: Idee, wat: str, *, was_openbaar: bool) -> None:
    eerst = " Een ambtenaar leest het eerst. Daarna staat uw idee weer op de website." if was_openbaar and not idee.openbaar else ""
    messages.success(request, wat + eerst)


@mag("idee_indienen")
def wijzigen(request, wijk, nummer):
    """Change one's own idea until an official takes it in hand; signed in, or with its code."""
    idee = _eigen(request, wijk, nummer)
    if not idee.kan_zelf_wijzigen:
        messages.error(request, f"{idee.met_stand} U kunt het niet meer wijzigen.")
        return redirect(idee)
    form, openbaar = EigenIdeeForm(request.POST or None, instance=idee, wijk=wijk), idee.openbaar
    if request.method == "POST" and form.is_valid():
        gewijzigd = form.voer_uit(eigen_deeds.wijzig_eigen, idee, form.velden, code=code_van(request, idee), door=request.door)
        if gewijzigd:
            wacht = gewijzigd.status == Idee.Status.WACHT_OP_THEMA
            waarom = f" Het thema {gewijzigd.thema} is nog niet open. Uw idee wacht tot het opengaat. Daarna krijgt u antwoord." if wacht else ""
            _bewaard(request, gewijzigd, f"Idee {nummer} is gewijzigd.{waarom}", was_openbaar=openbaar)
            return redirect("openbaar:idee", wijk.slug, nummer)
    return render(
        request,
        "participatie/idee_wijzigen.html",
        {"idee": idee, "form": form, "kruimels": [*_naar_idee(wijk, idee), ("Wijzig", None)]},
        status=form.status,
    )


@mag("idee_indienen")
def fotos(request, wijk, nummer):
    """Photos with one's own idea that was sent already: see them, take one away, and add some until an official takes it in hand."""
    idee = _eigen(request, wijk, nummer)
    gestuurd, openbaar = request.method == "POST", idee.openbaar
    if gestuurd and not idee.kan_zelf_wijzigen:
        messages.error(request, f"{idee.met_stand} U kunt er geen foto’s meer bij zetten.")
        return redirect("openbaar:idee_fotos", wijk.slug, nummer)
    form = FotosForm(request.POST, request.FILES) if gestuurd else FotosForm()
    if gestuurd and form.is_valid() and laat_toe(form, request, "idee", f"foto:{idee.pk}"):
        gekozen, tekst = form.cleaned_data["fotos"], form.cleaned_data["foto_tekst"]
        erbij = form.voer_uit(eigen_deeds.voeg_fotos_toe, idee, gekozen, tekst, code=code_van(request, idee), door=request.door)
        if erbij:
            _bewaard(request, erbij, "De foto staat erbij." if len(gekozen) == 1 else "De foto’s staan erbij.", was_openbaar=openbaar)
            return redirect("openbaar:idee_fotos", wijk.slug, nummer)
    return render(
        request,
        "participatie/idee_fotos.html",
        {"idee": idee, "fotos": idee.fotos.all(), "form": form, "kruimels": [*_naar_idee(wijk, idee), ("Foto’s", None)]},
        status=form.status,
    )
