"""Who came, who plays which part, and what residents do by themselves."""

from collections import defaultdict

from django.db.models import Count, Sum
from django.utils import timezone

from budget.models import Dekking
from evaluatie.drempel import verborgen
from evaluatie.jaarcijfers import Jaarcijfer, jaarcijfers
from participatie import bereik
from participatie.models import Aanmelding, Helper, Project, Vervolgstap, Wijkwandeling
from wijk.jaren import jaren_van
from wijk.models import Draagvlak, Leeftijd, Partij, Rol

GELOPEN = [Wijkwandeling.Status.GELOPEN, Wijkwandeling.Status.VERWERKT]
LEEFTIJD = "wandeling.leeftijd."


@jaarcijfers("Wandelingen en wie er kwamen")
def wandelingen(wijk, periode):
    begin, eind = periode.momenten
    gelopen = wijk.wandelingen.filter(status__in=GELOPEN, begint__gte=begin, begint__lt=eind)
    mensen = Aanmelding.objects.filter(wandeling__in=gelopen).geldig()
    kwamen = mensen.filter(aanwezig=True).aggregate(n=Sum("aantal"))["n"]
    mee = Aanmelding.objects.filter(wandeling__wijk=wijk, aangemeld_op__gte=begin, aangemeld_op__lt=eind).denken_mee().count()
    bereikt = gelopen.aggregate(n=Sum("uitnodigingen__bereikt"))["n"]
    yield Jaarcijfer("wandeling.gelopen", "Wandelingen gelopen", "wandelingen die in dit jaar begonnen en gelopen zijn", gelopen.count())
    formule = "wat bij elke uitnodiging voor die wandelingen als bereikt is opgeschreven, opgeteld; iemand kan er meer dan één hebben gekregen"
    yield Jaarcijfer("wandeling.bereikt", "Uitnodigingen voor wandelingen", formule, bereikt or 0)
    yield Jaarcijfer("wandeling.kwamen", "Mensen die meeliepen", "het aantal personen van elke aanmelding die aanwezig was, opgeteld", kwamen or 0)
    zeiden = "aanmeldingen in dit jaar met “ik denk mee”, ook voor wandelingen die nog komen, zonder wie zich afmeldde"
    yield Jaarcijfer("wandeling.mee", "Mensen die willen meedenken", zeiden, mee)
    in_wijk = dict(wijk.kerncijfers.exclude(leeftijdsgroep="").values_list("leeftijdsgroep", "waarde"))
    leeftijden = mensen.filter(wandeling__in=bereik.getelde_wandelingen(wijk)).naar_leeftijd()
    weg = verborgen_leeftijden(wijk)
    for leeftijd in Leeftijd:
        if leeftijden.get(leeftijd) and f"{LEEFTIJD}{leeftijd}" not in weg:
            formule = (
                "aanmeldingen die aanwezig waren en deze leeftijd noemden, naar beneden afgerond op vijf; alleen als het er elk jaar vijf of meer"
                " waren, of geen; van wandelingen die verwerkt zijn, als er in dat jaar samen tien of meer mensen bij kwamen"
            )
            formule += f". Van de inwoners van de wijk: {in_wijk[leeftijd]}" if leeftijd in in_wijk else ""
            yield Jaarcijfer(f"{LEEFTIJD}{leeftijd}", f"Van hen: {leeftijd.label}", formule, bereik.hele_vijven(leeftijden[leeftijd]))


def verborgen_leeftijden(wijk) -> set[str]:
    """The keys of the figures of ages that are told of no year, because one was small in some year: all years together are told too."""
    kwamen = Aanmelding.objects.filter(wandeling__in=bereik.getelde_wandelingen(wijk)).geldig().filter(aanwezig=True).exclude(leeftijdsgroep="")
    jaren = jaren_van(wijk)
    per_jaar: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Leeftijd.values, 0))
    for begint, leeftijd, n in kwamen.order_by().values_list("wandeling__begint", "leeftijdsgroep").annotate(n=Count("pk")):
        per_jaar[jaren.nummer(timezone.localdate(begint))][leeftijd] += n
    return {f"{LEEFTIJD}{leeftijd}" for leeftijd in verborgen(*(per_jaar[jaar] for jaar in sorted(per_jaar)))}


@jaarcijfers("Rollen")
def rollen(wijk, periode):
    telling = dict(wijk.rollen.in_proces().order_by().values_list("soort").annotate(n=Count("pk")))
    for soort in Rol.Soort:
        yield Jaarcijfer(
            f"rol.{soort}",
            f"Partijen of personen: {soort.label}",
            "rollen in het hele proces, zoals ze stonden op de dag van tellen",
            telling.get(soort, 0),
        )
    ja = wijk.partijen.filter(actief=True, reactie__in=[Partij.Reactie.JA, Partij.Reactie.DEELS]).count()
    yield Jaarcijfer("rol.partijen", "Partijen die meedoen", "actieve partijen die zeiden dat ze (deels) meedoen, op de dag van tellen", ja)


@jaarcijfers("Draagvlak, in het begin en later")
def draagvlak(wijk, periode):
    gezegd = Draagvlak.objects.filter(wijk=wijk, thema=None, gevraagd_op__lt=periode.tot).order_by("gevraagd_op", "pk").values_list("partij", "mate")
    toen: dict[int, str] = {}
    nu: dict[int, str] = {}
    for partij, mate in gezegd:
        toen.setdefault(partij, mate)
        nu[partij] = mate
    for wanneer, naam, van, welk in (("toen", "in het begin", toen, "eerste"), ("nu", "het laatst", nu, "laatste")):
        formule = f"partijen die dit zeiden, de {welk} keer dat het voor het einde van dit jaar gevraagd is (over alle thema’s)"
        for mate in Draagvlak.Mate:
            yield Jaarcijfer(f"draagvlak.{wanneer}.{mate}", f"Partijen die {naam} zeiden: {mate.label}", formule, list(van.values()).count(mate))


@jaarcijfers("Wat bewoners zelf doen")
def zelf(wijk, periode):
    begin, eind = periode.momenten
    getrokken = wijk.projecten.filter(trekker_soort=Project.Trekker.BEWONER, begonnen_op__gte=periode.van, begonnen_op__lt=periode.tot).count()
    helpers = Helper.objects.filter(project__wijk=wijk, aangemeld_op__gte=begin, aangemeld_op__lt=eind).die_tellen().count()
    opgepakt = (
        Vervolgstap.objects.geldig()
        .filter(overleg__wijk=wijk, overleg__begint__gte=begin, overleg__begint__lt=eind, besluit=Vervolgstap.Besluit.OPGEPAKT)
        .count()
    )
    werk = Dekking.objects.filter(project__wijk=wijk, project__begonnen_op__gte=periode.van, project__begonnen_op__lt=periode.tot)
    door = werk.filter(bron=Dekking.Bron.EIGEN_WERK).exclude(project__status=Project.Status.GESTOPT)
    uren = door.aggregate(n=Sum("uren"))["n"] or 0
    yield Jaarcijfer(
        "zelf.projecten", "Projecten getrokken door bewoners", "projecten die in dit jaar begonnen en door een bewoner getrokken worden", getrokken
    )
    yield Jaarcijfer("zelf.helpers", "Helpers bij projecten", "mensen die zich in dit jaar aanmeldden om te helpen en meetellen", helpers)
    yield Jaarcijfer("zelf.opgepakt", "Ideeën die bewoners of organisaties zelf oppakken", "besluiten daarover in een overleg van dit jaar", opgepakt)
    formule = "toegezegde uren eigen werk bij projecten die in dit jaar begonnen, zonder projecten die gestopt zijn"
    yield Jaarcijfer("zelf.uren", "Eigen werk van bewoners", formule, 10 * uren, "uren")
