"""The log of the werkplek: who did what, to what, when, from what to what."""

from django.apps import apps
from django.shortcuts import render

from wijk.bladeren import blader
from wijk.forms.logboek import LogForm
from wijk.models import Gebruiker
from wijk.toegang import mag


@mag("werkplek_zien")
def logboek(request, wijk):
    """The whole log of the wijk, or what matches the filters; `?over=participatie.idee:12` is all that happened to one thing.

    Who it was is for officials who may see personal data; others see the function.
    """
    form = LogForm(request.GET or None, wijk=wijk, met_namen="persoonsgegevens_zien" in request.mag)
    keuze = form.keuze()
    gebeurtenissen = wijk.gebeurtenissen.gefilterd(**keuze).select_related("door")
    pagina = blader(request, gebeurtenissen, per=25)
    if "persoonsgegevens_zien" in request.mag:
        _noem_ontvangers(pagina)
    gegevens = {"gebeurtenissen": pagina, "form": form, "over": _naam(pagina, keuze.get("over"), wijk), "gefilterd": len(keuze) + len(form.errors)}
    return render(request, "wijk/werkplek_log.html", gegevens)


def _noem_ontvangers(pagina) -> None:
    """Write on each gebeurtenis by which something went to a colleague who that is (`aan_wie`), in one query."""
    bij = {gebeurtenis: pk for gebeurtenis in pagina if (pk := gebeurtenis.gegevens.get("aan_wie"))}
    mensen = Gebruiker.objects.in_bulk(set(bij.values()))
    for gebeurtenis, pk in bij.items():
        gebeurtenis.aan_wie = mensen.get(pk)


def _naam(pagina, over, wijk) -> str:
    """What the filtered log is about, as it calls itself; nothing when nothing of this wijk is."""
    if not over or not len(pagina):
        return ""
    model = apps.get_model(over[0])
    ding = model._base_manager.filter(pk=over[1]).first()
    return str(ding) if ding is not None else f"{model._meta.verbose_name} die er niet meer is"
