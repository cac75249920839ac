"""What waits for officials in this app. Counting stops at a thousand."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from participatie.models import (
    Aanmelding,
    Advies,
    Brief,
    Helper,
    Idee,
    OverlegGenodigde,
    Postadres,
    Reactie,
    Themabrief,
    Toetsconcept,
    Vervolgstap,
    Wijkwandeling,
)
from participatie.oude_tekst import ideeen_met
from participatie.voorbereiden import punten
from wijk.werklijst import Taak, eigen_taken, taken
from wijk.woorden import datum

TEL_TOT = 1000
HAAST = timedelta(days=7)  # before a walk, what it still needs is urgent


def _taak(een, meer, rijen, pad, recht, een_pad="", langs=(), **opties) -> Taak:
    """`een` and `meer`: what is said of one and of more. `een_pad`: the name of the page of a row, where one goes when there is only one.
    `langs`: the order of the index by which the rows are counted, where a database would not find it by itself."""
    aantal = rijen.order_by(*langs)[: TEL_TOT + 1].count()
    if een_pad and aantal == 1:
        rij = rijen.get()
        pad = reverse(een_pad, args=[rij.wijk.slug, rij.pk])
    return Taak(meer, min(aantal, TEL_TOT), pad, recht, een=een, meer=aantal > TEL_TOT, **opties)


@taken
def ideeen(wijk):
    toetsen, vandaag = reverse("werkplek:toetsen", args=[wijk.slug]), timezone.localdate()
    laat, bijna, nieuw = wijk.ideeen.te_laat(vandaag), wijk.ideeen.bijna_te_laat(vandaag), wijk.ideeen.filter(status=Idee.Status.ONTVANGEN)
    verborgen, termijn = wijk.ideeen.niet_openbaar(), ("antwoord_voor", "nummer")
    een, meer, naar = "idee wacht te lang op antwoord", "ideeën wachten te lang op antwoord", f"{toetsen}?termijn=te_laat"
    yield _taak(een, meer, laat, naar, "toetsen", dringend=True, eerst=True)
    een, meer = "idee vraagt binnen een week antwoord", "ideeën vragen binnen een week antwoord"
    yield _taak(een, meer, bijna, f"{toetsen}?termijn=bijna", "toetsen", eerst=True)
    yield _taak("idee is nog niet in behandeling", "ideeën zijn nog niet in behandeling", nieuw, f"{toetsen}?stand=ontvangen", "toetsen")
    een, meer, naar = "idee staat nog niet op de website", "ideeën staan nog niet op de website", f"{toetsen}?lijst=niet_openbaar"
    yield _taak(een, meer, verborgen, naar, "ideeen_ordenen", langs=termijn)
    een, meer = "idee heeft een e-mailadres dat niet bevestigd is", "ideeën hebben een e-mailadres dat niet bevestigd is"
    yield _taak(een, meer, wijk.ideeen.adres_onbevestigd(), f"{toetsen}?lijst=onbevestigd", "ideeen_ordenen", langs=termijn)


@taken
def overleggen(wijk):
    overleg, vandaag = reverse("werkplek:overleg", args=[wijk.slug]), timezone.localdate()
    klaar, afspraken = wijk.ideeen.wacht_op_overleg(), Vervolgstap.objects.te_laat(wijk, vandaag)
    yield _taak(
        "idee wacht op een eerste besluit in een overleg", "ideeën wachten op een eerste besluit in een overleg", klaar, overleg, "overleggen"
    )
    afspraak = reverse("werkplek:afspraken", args=[wijk.slug])
    weer, laat = Vervolgstap.objects.weer_aan_de_beurt(wijk, vandaag), f"{afspraak}?stand=te_laat"
    een, meer = "uitgesteld idee is weer aan de beurt", "uitgestelde ideeën zijn weer aan de beurt"
    yield _taak(een, meer, weer, f"{afspraak}?stand=weer", "overleggen")
    yield _taak("afspraak had al klaar moeten zijn", "afspraken hadden al klaar moeten zijn", afspraken, laat, "overleggen", dringend=True)
    zonder = wijk.overleggen.filter(status="gehouden", genodigden__in=OverlegGenodigde.objects.zonder_verslag()).distinct()
    yield _taak("verslag is nog niet gestuurd", "verslagen zijn nog niet gestuurd", zonder, overleg, "overleggen")
    komt = wijk.overleggen.komend()
    een, meer = "overleg heeft nog geen agenda", "overleggen hebben nog geen agenda"
    yield _taak(een, meer, komt.zonder_agenda(), overleg, "overleggen", een_pad="werkplek:overleg_agenda")
    een, meer = "overleg wacht nog op uitnodigingen", "overleggen wachten nog op uitnodigingen"
    yield _taak(een, meer, komt.niet_uitgenodigd(), overleg, "overleggen", een_pad="werkplek:overleg_genodigden")
    anders = wijk.overleggen.op_hun_dag().filter(genodigden__in=OverlegGenodigde.objects.moet_het_horen()).distinct()
    een = "overleg is anders of gaat niet door: bel of schrijf wie geen e-mail heeft"
    meer = "overleggen zijn anders of gaan niet door: bel of schrijf wie geen e-mail heeft"
    yield _taak(een, meer, anders, overleg, "overleggen", een_pad="werkplek:overleg_genodigden", dringend=True)
    een, meer = "overleg is geweest: schrijf het verslag en sluit het af", "overleggen zijn geweest: schrijf de verslagen en sluit ze af"
    yield _taak(een, meer, wijk.overleggen.af_te_sluiten(), overleg, "overleggen", een_pad="werkplek:overleg_een", dringend=True)


@taken
def adviezen(wijk):
    pad, vandaag = reverse("werkplek:adviezen", args=[wijk.slug]), timezone.localdate()
    laat = Advies.objects.in_wijk(wijk).te_laat(vandaag)
    een = "vraag om advies is niet op tijd beantwoord"
    yield _taak(een, "vragen om advies zijn niet op tijd beantwoord", laat, f"{pad}?wat=te_laat", "advies_vragen", dringend=True)


@eigen_taken
def concepten(wijk, door):
    pad, rijen = reverse("werkplek:concepten", args=[wijk.slug]), Toetsconcept.objects.in_wijk(wijk)
    te_lezen, terug = rijen.te_lezen_door(door), rijen.teruggestuurd_aan(door)
    yield _taak("antwoord wacht op een tweede lezer", "antwoorden wachten op een tweede lezer", te_lezen, f"{pad}?wat=lezen", "toetsen")
    yield _taak("antwoord van u is teruggestuurd", "antwoorden van u zijn teruggestuurd", terug, f"{pad}?wat=terug", "toetsen")


@taken
def oude_tekst(wijk):
    een, pad = "antwoord rust op een oude tekst van een randvoorwaarde", reverse("werkplek:oude_tekst", args=[wijk.slug])
    yield _taak(een, "antwoorden rusten op een oude tekst van een randvoorwaarde", ideeen_met(wijk), pad, "toetsen")


@taken
def reacties(wijk):
    pad, rijen = reverse("werkplek:reacties", args=[wijk.slug]), Reactie.objects.in_wijk(wijk)
    yield _taak("reactie is gemeld", "reacties zijn gemeld", rijen.gemeld(), pad, "modereren", dringend=True)
    yield _taak("reactie om te lezen", "reacties om te lezen", rijen.ongelezen(), pad, "modereren")


@taken
def brieven(wijk):
    pad = reverse("werkplek:brieven", args=[wijk.slug])
    wacht, overbodig = Brief.objects.in_wijk(wijk).wacht(), Postadres.objects.in_wijk(wijk).overbodig()
    yield _taak("brief om te printen", "brieven om te printen", wacht, pad, "brieven_printen")
    een, meer = "brief om te printen dat een thema open is", "brieven om te printen dat een thema open is"
    yield _taak(een, meer, Themabrief.objects.wacht(wijk), f"{pad}#themabrieven", "brieven_printen")
    yield _taak("postadres is niet meer nodig", "postadressen zijn niet meer nodig", overbodig, pad, "persoonsgegevens_zien")


@taken
def wandelingen(wijk):
    S, pad = Wijkwandeling.Status, reverse("werkplek:wandelingen", args=[wijk.slug])
    concept, gelopen = wijk.wandelingen.filter(status=S.CONCEPT), wijk.wandelingen.filter(status=S.GELOPEN)
    voorbij = wijk.wandelingen.filter(status=S.AANGEKONDIGD, begint__lt=timezone.now())
    een = "wandeling is nog niet aangekondigd"
    yield _taak(een, "wandelingen zijn nog niet aangekondigd", concept, pad, "wandelingen_beheren")
    een = "wandeling is geweest: meld hem gelopen"
    yield _taak(een, "wandelingen zijn geweest: meld ze gelopen", voorbij, pad, "wandelingen_beheren", dringend=True)
    een = "wandeling is nog niet helemaal ingevoerd"
    yield _taak(een, "wandelingen zijn nog niet helemaal ingevoerd", gelopen, pad, "invoeren", dringend=True)
    bellen = wijk.wandelingen.filter(pk__in=Aanmelding.objects.te_bellen().values("wandeling"))
    een, meer = "wandeling waarover u nog mensen moet bellen", "wandelingen waarover u nog mensen moet bellen"
    yield _taak(een, meer, bellen, pad, "wandelingen_beheren", een_pad="werkplek:wandeling_bellen", dringend=True)
    yield from _voorbereiding(wijk)


def _voorbereiding(wijk):
    """What each of the next three walks still needs; no more are looked at, since each costs its queries."""
    for wandeling in wijk.wandelingen.komend().select_related("wijk").prefetch_related("partijen", "haltes")[:3]:
        if open_ := sum(not punt.klaar for punt in punten(wandeling)):
            pad, wanneer = reverse("werkplek:wandeling", args=[wijk.slug, wandeling.pk]), datum(wandeling.begint)
            een, meer = f"punt moet nog klaar voor de wandeling van {wanneer}", f"punten moeten nog klaar voor de wandeling van {wanneer}"
            haast = wandeling.begint < timezone.now() + HAAST
            yield Taak(meer, open_, f"{pad}#nog", "wandelingen_beheren", een=een, dringend=haast)


@taken
def projecten(wijk):
    pad = reverse("werkplek:projecten", args=[wijk.slug])
    laat, hulp = wijk.projecten.te_laat(timezone.localdate()), Helper.objects.ongelezen().filter(project__wijk=wijk)
    een = "project heeft een mijlpaal die voorbij is"
    yield _taak(een, "projecten hebben een mijlpaal die voorbij is", laat, pad, "projecten_beheren")
    yield _taak("aanbod van hulp is nog niet gelezen", "keer hulp aangeboden en nog niet gelezen", hulp, pad, "projecten_beheren")
