"""What can be followed, and which subjects a Gebeurtenis concerns beside its own. Each app hands in its own when it starts.

`volgbaar(...)` registers a kind of thing that can be followed. `band(van, naar, pad)` says that what happens to a thing of one kind also
concerns things of another, and by which relation they are found; mail (from event to subjects) and feeds (from subject to events) read the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from wijk.models import Gebeurtenis, Gevolgd, Wijk

Sleutel = tuple[str, int]  # (model label, primary key), as in a Gebeurtenis


@dataclass(frozen=True)
class Onderwerp:
    """Something that can be followed. `naam` stands in a sentence and holds no words of a resident; `titel` is for the portal's own pages."""

    wat: str
    label: str
    pk: int
    naam: str
    titel: str
    pad: str

    @property
    def sleutel(self) -> Sleutel:
        return self.label, self.pk


@dataclass(frozen=True)
class Soort:
    """A kind of thing that can be followed. `woord` and the field `sleutel` make its name in addresses: `idee-27`.

    `algemeen`: offered to everyone beside the themes; `rijen` gives the one row that it hangs on.
    """

    woord: str
    label: str
    sleutel: str
    rijen: Callable[[Wijk], QuerySet]
    naam: Callable[[Model], str]
    titel: Callable[[Model], str]
    pad: Callable[[Model], str]
    algemeen: bool = False

    def onderwerp(self, ding: Model) -> Onderwerp:
        wat = f"{self.woord}-{getattr(ding, self.sleutel)}"
        return Onderwerp(wat, self.label, ding.pk, self.naam(ding), self.titel(ding), self.pad(ding))


_soorten: dict[str, Soort] = {}
_banden: list[tuple[str, str, str]] = []
_samengevat: dict[str, str] = {}


def volgbaar(soort: Soort) -> None:
    _soorten[soort.label] = soort


def band(van: str, naar: str, pad: str) -> None:
    """`band("participatie.idee", "wijk.thema", "thema")`: what happens to an idea concerns its theme."""
    _banden.append((van, naar, pad))


def samengevat(soort: str, door: str) -> None:
    """`samengevat("idee.naar_voren", door="wijk.thema")`: of this kind many happen at once, and a Gebeurtenis of what they hang together with
    tells them in one line. So one by itself does not concern that or the wijk, and does not stand in the news."""
    _samengevat[soort] = door


def zoek(wijk: Wijk, wat: str) -> Onderwerp | None:
    """What `idee-27` names in this wijk; None for what is not there, or not for everyone."""
    woord, _, waarde = wat.partition("-")
    soort = next((s for s in _soorten.values() if s.woord == woord), None)
    if soort is None or not waarde or len(waarde) > 80 or "\x00" in waarde:
        return None
    if soort.sleutel != "slug" and not (waarde.isascii() and waarde.isdigit() and len(waarde) < 16):
        return None
    ding = soort.rijen(wijk).filter(**{soort.sleutel: waarde}).first()
    return ding and soort.onderwerp(ding)


def van_ding(ding: Model) -> Onderwerp:
    return _soorten[ding._meta.label_lower].onderwerp(ding)


def algemeen(wijk: Wijk) -> list[Onderwerp]:
    """What is offered to everyone beside the themes."""
    return [soort.onderwerp(ding) for soort in _soorten.values() if soort.algemeen for ding in soort.rijen(wijk)]


def namen(gevolgd: Iterable[Gevolgd]) -> dict[Sleutel, Onderwerp]:
    """The subjects of these, in one query a kind and a wijk. One that is not public any more is left out."""
    gevraagd: dict[tuple[Wijk, str], set[int]] = {}
    for een in gevolgd:
        gevraagd.setdefault((een.volger.wijk, een.onderwerp), set()).add(een.onderwerp_id)
    uit = {}
    for (wijk, label), pks in gevraagd.items():
        if soort := _soorten.get(label):
            uit |= {(label, ding.pk): soort.onderwerp(ding) for ding in soort.rijen(wijk).filter(pk__in=pks).order_by()}
    return uit


def titels(wijk: Wijk, gebeurtenissen: Iterable[Gebeurtenis]) -> dict[int, str]:
    """What each is about, as its page calls it now, by the key of the gebeurtenis; in one query a kind. Left out: what is not public any more."""
    per_soort: dict[str, set[int]] = {}
    rijen = list(gebeurtenissen)
    for rij in rijen:
        per_soort.setdefault(rij.onderwerp, set()).add(rij.onderwerp_id)
    gevonden = {
        (label, ding.pk): soort.titel(ding)
        for label, pks in per_soort.items()
        if label != "wijk.wijk" and (soort := _soorten.get(label))
        for ding in soort.rijen(wijk).filter(pk__in=pks).order_by()
    }
    return {rij.pk: gevonden[rij.onderwerp, rij.onderwerp_id] for rij in rijen if (rij.onderwerp, rij.onderwerp_id) in gevonden}


def met_open_paden(wijk: Wijk, gebeurtenissen: Iterable[Gebeurtenis]) -> list[Gebeurtenis]:
    """These, without the link where what it leads to is not public any more."""
    rijen = list(gebeurtenissen)
    gevonden = titels(wijk, rijen)
    for rij in rijen:
        if rij.onderwerp in _soorten and rij.onderwerp != "wijk.wijk" and rij.pk not in gevonden:
            rij.pad = ""
    return rijen


def met_namen(gevolgd: Iterable[Gevolgd]) -> list[tuple[Gevolgd, Onderwerp | None]]:
    """Each with its subject; None for one that is not public any more."""
    rijen = list(gevolgd)
    gevonden = namen(rijen)
    return [(een, gevonden.get((een.onderwerp, een.onderwerp_id))) for een in rijen]


def betreft(gebeurtenis: Gebeurtenis) -> list[Sleutel]:
    """Every subject that this concerns, the nearest first: its own, what that hangs together with, and the wijk. At most one query."""
    eigen = (gebeurtenis.onderwerp, gebeurtenis.onderwerp_id)
    verteld = {_samengevat[gebeurtenis.soort], "wijk.wijk"} if gebeurtenis.soort in _samengevat else set()
    alles = dict.fromkeys([eigen, *_verwant(*eigen), ("wijk.wijk", gebeurtenis.wijk_id)])
    return [sleutel for sleutel in alles if sleutel[0] not in verteld]


def themas_van(wijk: Wijk, onderwerp: Onderwerp) -> list[Onderwerp]:
    """The themes that a subject is about: who asks for one may well want all of that."""
    pks = [pk for label, pk in _verwant(*onderwerp.sleutel) if label == "wijk.thema"]
    return [van_ding(thema) for thema in wijk.themas.select_related("wijk").filter(pk__in=pks)] if pks else []


def _verwant(label: str, pk: int) -> list[Sleutel]:
    uit: list[Sleutel] = []
    banden = [(naar, pad) for van, naar, pad in _banden if van == label]
    if banden:
        rijen = apps.get_model(label)._base_manager.filter(pk=pk).values_list(*[pad for _, pad in banden])
        uit += [(naar, waarde) for rij in rijen for (naar, _), waarde in zip(banden, rij, strict=True) if waarde is not None]
    return uit


def gebeurtenissen_over(wijk: Wijk, onderwerp: Onderwerp) -> QuerySet[Gebeurtenis]:
    """Everything public that concerns a subject, newest first: what its followers were mailed."""
    rijen = wijk.gebeurtenissen.openbaar().nieuwste_eerst()
    if onderwerp.label == "wijk.wijk":
        return nieuws(wijk)
    waar = Q(onderwerp=onderwerp.label, onderwerp_id=onderwerp.pk)
    for van, naar, pad in _banden:
        if naar == onderwerp.label:
            waar |= Q(onderwerp=van, onderwerp_id__in=apps.get_model(van)._base_manager.filter(**{pad: onderwerp.pk}).values("pk"))
    return rijen.filter(waar).exclude(soort__in=[soort for soort, door in _samengevat.items() if door == onderwerp.label])


def nieuws(wijk: Wijk) -> QuerySet[Gebeurtenis]:
    """The news of the wijk, newest first: what is told together stands in it once."""
    return wijk.gebeurtenissen.openbaar().exclude(soort__in=list(_samengevat)).nieuwste_eerst()


volgbaar(
    Soort(
        woord="wijk",
        label="wijk.wijk",
        sleutel="slug",
        rijen=lambda wijk: Wijk.objects.filter(pk=wijk.pk),
        naam=lambda wijk: f"de {wijk.naam}",
        titel=lambda wijk: f"Al het nieuws uit de {wijk.naam}",
        pad=lambda wijk: reverse("openbaar:tijdlijn", args=[wijk.slug]),
    )
)
volgbaar(
    Soort(
        woord="thema",
        label="wijk.thema",
        sleutel="pk",
        rijen=lambda wijk: wijk.themas.select_related("wijk"),
        naam=lambda thema: f"het thema {thema.naam}",
        titel=lambda thema: f"Thema {thema.naam}",
        pad=lambda thema: f"{reverse('openbaar:ideeen', args=[thema.wijk.slug])}?thema={thema.pk}",
    )
)
