from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from evaluatie.jaar import VOORAF, periode, volgend_jaar
from evaluatie.models import Antwoord, Evaluatie, Uitvoeringsprogramma
from evaluatie.startpunten import bevindingen
from wijk.werklijst import Taak, taken
from wijk.woorden import datum


@taken
def evaluaties(wijk):
    pad = reverse("werkplek:evaluaties", args=[wijk.slug])
    zonder = wijk.projecten.te_evalueren().filter(evaluaties=None).count()
    een = "project is klaar maar heeft nog geen evaluatie"
    yield Taak("projecten zijn klaar maar hebben nog geen evaluatie", zonder, pad, "evalueren", een=een)
    lopend = Antwoord.objects.filter(vraag__evaluatie__wijk=wijk).exclude(vraag__evaluatie__status=Evaluatie.Status.VASTGESTELD)
    te_lezen = lopend.te_lezen().order_by("vraag__evaluatie")
    for evaluatie, titel, aantal in te_lezen.values_list("vraag__evaluatie", "vraag__evaluatie__titel").annotate(n=Count("pk")):
        hier = f"{reverse('werkplek:evaluatie', args=[wijk.slug, evaluatie])}#antwoorden"
        een = f"antwoord is nog niet gelezen, van de evaluatie “{titel}”"
        yield Taak(f"antwoorden zijn nog niet gelezen, van de evaluatie “{titel}”", aantal, hier, "evalueren", een=een)
    voorbij = wijk.evaluaties.filter(status=Evaluatie.Status.OPEN, open_tot__lt=timezone.localdate()).count()
    yield Taak("evaluaties kunnen gesloten worden", voorbij, pad, "evalueren", dringend=True, een="evaluatie kan gesloten worden")
    gesloten = wijk.evaluaties.filter(status=Evaluatie.Status.GESLOTEN).count()
    een = "evaluatie is gesloten maar niet vastgesteld"
    yield Taak("evaluaties zijn gesloten maar niet vastgesteld", gesloten, pad, "evalueren", een=een)


@taken
def leerpunten(wijk):
    """What would be done about something that was learnt, by a day that has passed."""
    yield Taak(
        "leerpunten: de dag waarop iets gedaan zou zijn, is voorbij",
        wijk.leerpunten.te_laat(timezone.localdate()).count(),
        reverse("werkplek:leerpunten", args=[wijk.slug]),
        "evalueren",
        dringend=True,
        een="leerpunt: de dag waarop iets gedaan zou zijn, is voorbij",
    )


@taken
def jaar(wijk):
    """Two months before a year of the process is full, its evaluation must be prepared."""
    nummer = volgend_jaar(wijk)
    if nummer is None or wijk.status != wijk.Status.LOPEND:
        return
    vol, vandaag = periode(wijk, nummer).tot, timezone.localdate()
    yield Taak(
        "evaluaties van het hele proces moeten klaargezet worden",
        int(vandaag >= vol - VOORAF),
        reverse("werkplek:evaluatie_nieuw", args=[wijk.slug]),
        "evalueren",
        dringend=vandaag >= vol,
        uitleg=f"Jaar {nummer} {'was' if vandaag >= vol else 'is'} vol op {datum(vol)}.",
        een="evaluatie van het hele proces moet klaargezet worden",
    )


@taken
def startpunten(wijk):
    yield Taak(
        "startpunten zijn nog niet afgehandeld",
        wijk.startpunten.open().count(),
        reverse("werkplek:startpunten", args=[wijk.slug]),
        "kader_wijzigen",
        een="startpunt is nog niet afgehandeld",
    )


@taken
def nodig(wijk):
    """What a wijk needs before it runs, and somebody else than the coordinator mends; a booking that waits stands in the worklist by itself."""
    if wijk.status != wijk.Status.VOORBEREIDING:
        return
    for punt in wijk.startpunten.nodig().open().voor_lijst():
        for een in bevindingen(punt):
            if een.moet and een.recht not in ("kader_wijzigen", "goedkeuren"):
                zin = f"startpunt wacht op u: {punt.get_nodig_display().lower()}"
                yield Taak(zin, 1, een.pad, een.recht, uitleg=een.tekst, een=zin)


@taken
def programma(wijk):
    """A wijk has one programme; the college decides on it once it is offered."""
    aangeboden = Uitvoeringsprogramma.objects.filter(wijk=wijk, status=Uitvoeringsprogramma.Status.AANGEBODEN).count()
    yield Taak(
        "uitvoeringsprogramma’s wachten op een besluit van het college",
        aangeboden,
        reverse("werkplek:uitvoeringsprogramma", args=[wijk.slug]),
        "besluit_vastleggen",
        dringend=True,
        een="uitvoeringsprogramma wacht op een besluit van het college",
    )
    terug = Uitvoeringsprogramma.objects.filter(wijk=wijk, status=Uitvoeringsprogramma.Status.CONCEPT).exclude(terug_reden="").first()
    yield Taak(
        "uitvoeringsprogramma’s zijn terug van het college",
        int(terug is not None),
        reverse("werkplek:uitvoeringsprogramma", args=[wijk.slug]),
        "programma_aanbieden",
        dringend=True,
        een="uitvoeringsprogramma is terug van het college",
        uitleg=terug.terug_reden if terug else "",
    )
