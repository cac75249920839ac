"""Ideas and their answers, hours, money and projects."""

from collections import Counter

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from budget import stand
from budget.models import Budget
from evaluatie.jaarcijfers import Jaarcijfer, jaarcijfers
from participatie.antwoordtijd import HELFT, NEGEN, TE_LAAT, WACHT, antwoordtijd, eerste_antwoorden
from participatie.models import Idee, Mijlpaal, Toetsing
from wijk.models import Capaciteit, Gebeurtenis


def _ontvangen(wijk, periode):
    """What came in; with the first year also what came before it began, which else counted in none."""
    begin, eind = periode.momenten
    tot = wijk.ideeen.filter(ontvangen_op__lt=eind).ingebracht()
    return tot if periode.van == wijk.startdatum else tot.filter(ontvangen_op__gte=begin)


@jaarcijfers("Ideeën naar thema en uitkomst")
def ideeen(wijk, periode):
    huidig = Toetsing.objects.huidig().filter(idee=OuterRef("pk")).values("uitkomst")[:1]
    rijen = _ontvangen(wijk, periode).annotate(uitkomst=Subquery(huidig)).order_by().values_list("thema", "uitkomst").annotate(n=Count("pk"))
    cel = {(thema, uitkomst or "geen"): n for thema, uitkomst, n in rijen}
    in_dit_jaar = "ideeën die in dit jaar binnenkwamen (in het eerste jaar ook van voor de start), zonder wat is ingetrokken"
    yield Jaarcijfer("idee.ontvangen", "Ideeën ingebracht", in_dit_jaar, sum(cel.values()))
    uitkomsten = [(uitkomst.value, f"met als antwoord: {uitkomst.label}") for uitkomst in Toetsing.Uitkomst] + [("geen", "nog zonder antwoord")]
    toen = "met dit antwoord op de dag van tellen"
    for uitkomst, label in uitkomsten:
        aantal = sum(n for (_, van), n in cel.items() if van == uitkomst)
        yield Jaarcijfer(f"idee.uitkomst.{uitkomst}", f"Ideeën {label}", f"{in_dit_jaar}, {toen}", aantal)
    for thema, naam in [*wijk.themas.values_list("pk", "naam"), (None, "Zonder thema")]:
        aantal = sum(n for (van, _), n in cel.items() if van == thema)
        if not aantal:
            continue
        over = f"Ideeën over {naam}" if thema else "Ideeën zonder thema"
        yield Jaarcijfer(f"idee.thema.{thema or 0}", over, f"{in_dit_jaar}, over dit thema", aantal)
        for uitkomst, label in uitkomsten:
            if n := cel.get((thema, uitkomst)):
                formule = f"{in_dit_jaar}, over dit thema, {toen}"
                yield Jaarcijfer(f"idee.thema.{thema or 0}.{uitkomst}", f"{over}, {label}", formule, n)


@jaarcijfers("Hoe snel we antwoordden")
def antwoordtijden(wijk, periode):
    begin, eind = periode.momenten
    tijd = antwoordtijd(eerste_antwoorden(wijk).filter(wanneer__gte=begin, wanneer__lt=eind))
    yield Jaarcijfer("antwoord.aantal", "Ideeën voor het eerst beantwoord", "eerste antwoorden die in dit jaar gegeven zijn", tijd.aantal)
    yield Jaarcijfer("antwoord.helft", "De helft binnen", HELFT, tijd.helft, "dagen")
    yield Jaarcijfer("antwoord.negen", "Negen van de tien binnen", NEGEN, tijd.negen, "dagen")
    yield Jaarcijfer("antwoord.laat", "Te laat beantwoord", TE_LAAT, tijd.te_laat)
    wacht = wijk.ideeen.te_laat(timezone.localdate()).filter(antwoord_voor__gte=periode.van, antwoord_voor__lt=periode.tot).count()
    yield Jaarcijfer("antwoord.wacht", "Te laat, en nog zonder antwoord", f"{WACHT}; die dag viel in dit jaar", wacht)


@jaarcijfers("Uren van de gemeente")
def uren(wijk, periode):
    gepland = wijk.capaciteit.per_werk(periode.van, periode.laatste)
    gewerkt = dict(wijk.urenregels.filter(datum__gte=periode.van, datum__lt=periode.tot).order_by().values_list("werk").annotate(som=Sum("uren")))
    for werk in Capaciteit.Werk:
        uit_plan = "geplande uren, gelijk verdeeld over de dagen van hun periode: het deel van de dagen in dit jaar"
        yield Jaarcijfer(f"uren.gepland.{werk}", f"Gepland: {werk.label}", uit_plan, round(10 * gepland.get(werk, 0)), "uren")
        yield Jaarcijfer(
            f"uren.gewerkt.{werk}",
            f"Gewerkt: {werk.label}",
            "uren die op een dag in dit jaar geschreven zijn",
            round(10 * gewerkt.get(werk, 0)),
            "uren",
        )


@jaarcijfers("Geld")
def geld(wijk, periode):
    budget = Budget.objects.filter(wijk=wijk).first()
    if budget is None:
        return
    saldi = stand.op_boekdatum(budget, periode.stand)
    tot = "boekingen tot en met de laatste dag van het jaar (of vandaag); wat op akkoord wacht, is er al af"
    for pot, bedrag in stand.in_potten(saldi).items():
        if pot == stand.Pot.WACHT:
            if bedrag:
                formule = "wat vastgehouden wordt door boekingen tot en met de laatste dag van het jaar (of vandaag) die nog op akkoord wachten"
                yield Jaarcijfer(f"geld.pot.{pot}", stand.naam_van(pot), formule, int(bedrag), "bedrag")
        else:
            yield Jaarcijfer(f"geld.pot.{pot}", stand.naam_van(pot), f"wat in deze pot zit door alle {tot}", int(bedrag), "bedrag")
    eerste = Idee.objects.filter(project=OuterRef("pk")).order_by("nummer").values("thema")[:1]
    thema_van = dict(wijk.projecten.annotate(van_thema=Subquery(eerste)).values_list("pk", "van_thema"))
    som: Counter = Counter()
    for (project, pot), bedrag in saldi.items():
        if pot in stand.PROJECTPOTTEN:
            som[thema_van.get(project)] += bedrag
    for thema, naam in [*wijk.themas.values_list("pk", "naam"), (None, "Zonder thema")]:
        if som[thema]:
            formule = f"wat voor projecten gekozen, besteld en betaald is door {tot}; een project hoort bij het thema van zijn eerste idee"
            yield Jaarcijfer(f"geld.thema.{thema or 0}", f"Voor {naam}", formule, som[thema], "bedrag")


@jaarcijfers("Projecten")
def projecten(wijk, periode):
    in_jaar = lambda veld: {f"{veld}__gte": periode.van, f"{veld}__lt": periode.tot}  # noqa: E731
    laatste = Mijlpaal.objects.filter(project=OuterRef("pk")).order_by("-datum", F("klaar_op").desc(nulls_first=True), "-pk")
    klaar = wijk.projecten.filter(**in_jaar("afgerond_op")).annotate(
        gepland=Subquery(laatste.values("datum")[:1]), gedaan=Coalesce(Subquery(laatste.values("klaar_op")[:1]), "afgerond_op")
    )
    laat = klaar.filter(gedaan__gt=F("gepland")).count()
    begin, eind = periode.momenten
    gestopt = Gebeurtenis.objects.filter(wijk=wijk, soort="project.gestopt", wanneer__gte=begin, wanneer__lt=eind).count()
    eerst_gepland = Mijlpaal.objects.filter(project__wijk=wijk, **in_jaar("klaar_op"))
    mijlpaal = eerst_gepland.aggregate(n=Count("pk"), laat=Count("pk", filter=Q(klaar_op__gt=F("datum"))))
    yield Jaarcijfer(
        "project.begonnen", "Projecten begonnen", "projecten die in dit jaar begonnen", wijk.projecten.filter(**in_jaar("begonnen_op")).count()
    )
    yield Jaarcijfer("project.afgerond", "Projecten klaar", "projecten die in dit jaar afgerond zijn", klaar.count())
    yield Jaarcijfer("project.op_tijd", "Daarvan op tijd", "de laatste mijlpaal was op tijd klaar, of er was geen mijlpaal", klaar.count() - laat)
    te_laat = (
        "de laatste mijlpaal was klaar na de dag die daarvoor eerst gepland was; staat er niet bij wanneer hij klaar was, dan telt de dag waarop het"
        " project afgerond is"
    )
    yield Jaarcijfer("project.te_laat", "Daarvan te laat", te_laat, laat)
    yield Jaarcijfer("project.gestopt", "Projecten gestopt", "keren dat in dit jaar een project gestopt is", gestopt)
    yield Jaarcijfer("mijlpaal.klaar", "Mijlpalen klaar", "mijlpalen die in dit jaar klaar waren", mijlpaal["n"])
    yield Jaarcijfer("mijlpaal.te_laat", "Daarvan later dan eerst gepland", "klaar na de dag die eerst gepland was", mijlpaal["laat"])
