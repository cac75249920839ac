"""The figures of walks, ideas and projects."""

from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.formats import date_format

from participatie import bereik
from participatie.antwoordtijd import HELFT, TE_LAAT, WACHT, antwoordtijd, eerste_antwoorden, per_maand
from participatie.models import Aanmelding, Idee, Nummering, Project, Toetsing
from wijk.bedrag import Bedrag
from wijk.cijfers import Cijfer, cijfers
from wijk.models import Leeftijd
from wijk.woorden import stuks

getal = Bedrag.cijfers
# So many of the last answers tell how long an answer takes now.
LAATSTE = 1000
HOE_GETELD = (
    f"Een groep van minder dan {bereik.MINSTE_GROEP} mensen noemen we niet. Grotere groepen tellen we in hele vijven: van 14 mensen noemen we er 10. "
    f"Een wandeling telt mee als alles verwerkt is, en er {bereik.TEGELIJK} of meer mensen bij komen. Zo blijft geheim hoe oud iemand is."
)


@cijfers("Wandelingen")
def wandelingen(wijk):
    gelopen = wijk.wandelingen.filter(status__in=["gelopen", "verwerkt"])
    yield Cijfer("Wandelingen gelopen", getal(gelopen.count()))
    aangemeld = Aanmelding.objects.filter(wandeling__wijk=wijk)
    kwamen = aangemeld.geldig().filter(aanwezig=True).aggregate(n=Sum("aantal"))["n"]
    yield Cijfer("Mensen die meeliepen", getal(kwamen or 0))
    yield Cijfer("Mensen die willen meedenken", getal(aangemeld.denken_mee().count()), "zoals zij zeiden toen zij zich aanmeldden voor een wandeling")
    bereikt = gelopen.aggregate(n=Sum("uitnodigingen__bereikt"))["n"]
    yield Cijfer(
        "Uitnodigingen voor wandelingen", getal(bereikt or 0), "brieven, flyers en mails opgeteld; iemand kan er meer dan één hebben gekregen"
    )


@cijfers("Wie we op wandelingen bereikten")
def bereikt(wijk):
    """Age groups of who came and said so, beside the share of residents where the wijk knows it, and whom we still miss."""
    in_wijk = dict(wijk.kerncijfers.exclude(leeftijdsgroep="").values_list("leeftijdsgroep", "waarde"))
    for leeftijd, aantal in bereik.van_wijk(wijk).getoond.items():
        erbij = f"; van de inwoners: {in_wijk[leeftijd]}" if leeftijd in in_wijk else ""
        yield Cijfer(Leeftijd(leeftijd).label.capitalize(), getal(aantal), f"of iets meer{erbij}")
    if zinnen := " ".join(bereik.wie_missen_we(wijk)):
        yield Cijfer("Wie we nog missen", "", f"{zinnen} {HOE_GETELD}")


@cijfers("Ideeën")
def ideeen(wijk):
    standen = dict(wijk.ideeen.order_by().values_list("status").annotate(n=Count("pk")))
    weg = standen.get(Idee.Status.INGETROKKEN, 0)
    uitleg = f"zonder {'het ene idee dat is' if weg == 1 else f'de {getal(weg)} die zijn'} ingetrokken" if weg else ""
    yield Cijfer("Ideeën ingebracht", getal(Nummering.objects.aantal_ideeen(wijk)), uitleg)
    for status in Idee.Status:
        if standen.get(status) and status not in Idee.NIET_INGEBRACHT:
            yield Cijfer(f"Nu: {status.label}", getal(standen[status]))
    laatste = eerste_antwoorden(wijk).order_by("-pk").values("pk")[:LAATSTE]
    tijd = antwoordtijd(Toetsing.objects.filter(pk__in=laatste))
    if tijd.aantal:
        over = f"van de laatste antwoorden (ten hoogste {getal(LAATSTE)})"
        yield Cijfer("De helft van de antwoorden kwam", _binnen(tijd.helft), f"{over}: {HELFT}")
        yield Cijfer("Te laat beantwoord", getal(tijd.te_laat), f"{over}: {TE_LAAT}")
    yield Cijfer("Te laat, en nog zonder antwoord", getal(wijk.ideeen.te_laat(timezone.localdate()).count()), WACHT)


@cijfers("Hoe snel we antwoorden")
def antwoordtijden(wijk):
    for begin, tijd in per_maand(wijk):
        if tijd.aantal == 1:
            uitleg = f"1 antwoord, {'te laat' if tijd.te_laat else 'op tijd'}"
        else:
            laat = f"{getal(tijd.te_laat)} te laat" if tijd.te_laat else "geen te laat"
            uitleg = f"de helft van {getal(tijd.aantal)} antwoorden; negen van de tien {_binnen(tijd.negen)}; {laat}"
        yield Cijfer(date_format(begin, "F Y").capitalize(), _binnen(tijd.helft), uitleg)


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
