"""The figures of walks, ideas and projects."""

from statistics import median

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format

from participatie import bereik
from participatie.antwoordtijd import per_maand
from participatie.models import Aanmelding, Idee, Nummering, Project, Toetsing
from wijk.bedrag import Bedrag
from wijk.cijfers import Cijfer, cijfers
from wijk.models import Leeftijd
from wijk.woorden import stuks

getal = Bedrag.cijfers


@cijfers("Wandelingen")
def wandelingen(wijk):
    gelopen = wijk.wandelingen.filter(status__in=["gelopen", "verwerkt"])
    yield Cijfer("Wandelingen gelopen", getal(gelopen.count()))
    mensen = (
        Aanmelding.objects.filter(wandeling__wijk=wijk)
        .geldig()
        .aggregate(kwamen=Sum("aantal", filter=Q(aanwezig=True)), mee=Count("pk", filter=Q(denkt_mee=True)))
    )
    yield Cijfer("Mensen die meeliepen", getal(mensen["kwamen"] or 0))
    yield Cijfer("Mensen die willen meedenken", getal(mensen["mee"] or 0))
    bereikt = gelopen.aggregate(n=Sum("uitnodigingen__bereikt"))["n"]
    yield Cijfer("Mensen die een uitnodiging kregen", getal(bereikt or 0), "zoals de organisatie dit noteerde")


@cijfers("Wie we op wandelingen bereikten")
def bereikt(wijk):
    """Age groups of who came and said so, beside the share of residents where the wijk knows it, and whom we still miss."""
    in_wijk = dict(wijk.kerncijfers.exclude(leeftijdsgroep="").values_list("leeftijdsgroep", "waarde"))
    for leeftijd, aantal in bereik.van_wijk(wijk).getoond.items():
        erbij = f"van de inwoners: {in_wijk[leeftijd]}" if leeftijd in in_wijk else ""
        yield Cijfer(Leeftijd(leeftijd).label.capitalize(), getal(aantal), erbij)
    if zinnen := " ".join(bereik.wie_missen_we(wijk)):
        yield Cijfer("Wie we nog missen", "", f"{zinnen} Een groep van minder dan {bereik.MINSTE_GROEP} mensen noemen we niet.")


@cijfers("Ideeën")
def ideeen(wijk):
    yield Cijfer("Ideeën ingebracht", getal(Nummering.objects.aantal_ideeen(wijk)))
    standen = dict(wijk.ideeen.order_by().values_list("status").annotate(n=Count("pk")))
    for status in Idee.Status:
        if standen.get(status) and status not in (Idee.Status.ONBEVESTIGD, Idee.Status.TERUGGEZET):
            yield Cijfer(f"Nu: {status.label}", getal(standen[status]))
    # The last thousand first answers tell how long an answer takes now.
    tijden = (
        Toetsing.objects.eerste().filter(idee__wijk=wijk).order_by("-pk").values_list("wanneer", "idee__ontvangen_op", "idee__antwoord_voor")[:1000]
    )
    dagen = [(wanneer - ontvangen).days for wanneer, ontvangen, _ in tijden]
    if dagen:
        yield Cijfer("Een antwoord duurt meestal", f"{median(dagen):.0f} dagen", "de middelste van de laatste antwoorden (ten hoogste 1.000)")
        laat = sum(voor is not None and timezone.localdate(wanneer) > voor for wanneer, _, voor in tijden)
        yield Cijfer("Te laat beantwoord", getal(laat), "van de laatste antwoorden (ten hoogste 1.000)")


@cijfers("Hoe snel we antwoorden")
def antwoordtijden(wijk):
    for maand in per_maand(wijk):
        laat = f"{getal(maand.te_laat)} te laat" if maand.te_laat else "geen te laat"
        uitleg = f"de helft van {stuks(maand.aantal, 'antwoord', 'antwoorden')}; negen van de tien {_binnen(maand.negen_van_tien)}; {laat}"
        yield Cijfer(date_format(maand.begin, "F Y").capitalize(), _binnen(maand.mediaan), uitleg)


def _binnen(dagen: int) -> str:
    return f"binnen {stuks(dagen, 'dag', 'dagen')}" if dagen else "dezelfde dag"


@cijfers("Projecten")
def projecten(wijk):
    standen = dict(wijk.projecten.order_by().values_list("status").annotate(n=Count("pk")))
    for status in Project.Status:
        if standen.get(status):
            yield Cijfer(status.label.capitalize(), getal(standen[status]))
    overleggen = wijk.overleggen.filter(status="gehouden").count()
    if overleggen:
        yield Cijfer("Overleggen gehouden", getal(overleggen))
