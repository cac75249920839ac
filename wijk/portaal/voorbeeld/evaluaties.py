"""Looking back in the invented year: on a project, and on the year itself while it runs. Labelled as example."""

from datetime import timedelta

from django.utils import timezone

from evaluatie import deeds as terugblik
from evaluatie.models import Antwoord, Kant, Over, Vraag

# What people answer, so that it fits together: the figures with the words, and both with what is learnt from it below. Of each question (its place)
# the figure that most give, and per side what it brought (question 7) and what was hard (question 8).
ANTWOORDEN = {
    Over.PROJECT: (
        {1: 4, 2: 4, 3: 2, 4: 4, 5: 4, 6: 3},
        {
            Kant.BEWONERS: ("buren die zelf het beheer doen spreken elkaar nu vaker.", "we wisten pas laat wie er besliste en wat er kon."),
            Kant.ORGANISATIES: ("we kennen nu bewoners die iets willen doen.", "het was lang niet duidelijk wie er besliste."),
            Kant.GEMEENTE: ("bewoners doen het beheer zelf, en dat gaat goed.", "we vertelden te laat wie er besliste."),
        },
    ),
    Over.PROCES: (
        {1: 4, 2: 4, 3: 3, 4: 2, 5: 4, 6: 2},
        {
            Kant.BEWONERS: ("er is een ruilkast, en een plan voor de speelplek.", "op sommige antwoorden wachtten we lang."),
            Kant.ORGANISATIES: ("we vinden bewoners en gemeente nu sneller.", "overleg was vaak overdag, dan werken wij."),
            Kant.GEMEENTE: ("we weten beter wat er in de wijk leeft.", "er waren te weinig uren, en daardoor duurden antwoorden lang."),
        },
    ),
}
# One is a little happier and one a little less; most agree.
WISSELT = (0, 1, 0, -1, 0)


def _antwoord(evaluatie, vanaf, dan, per_dag=1):
    """Everyone with a form on paper answers, so many a day from so many days ago on."""
    vragen = list(evaluatie.vragen.all())
    cijfers, woorden = ANTWOORDEN[evaluatie.over]
    for nummer, genodigde in enumerate(evaluatie.genodigden.op_papier().select_related("evaluatie__wijk")):
        bracht, moeilijk = woorden[genodigde.kant]
        antwoorden = {
            vraag: cijfers[vraag.volgorde] + WISSELT[nummer % len(WISSELT)]
            if vraag.soort == Vraag.Soort.CIJFER
            else f"Voorbeeld: {bracht if vraag.volgorde == 7 else moeilijk}"
            for vraag in vragen
            if vraag.kant in ("", genodigde.kant)
        }
        with dan(vanaf - nummer // per_dag, 19 + nummer % per_dag):
            terugblik.vul_in(genodigde, antwoorden, door=None)


def kijk_terug(wijk, wie, boeken, dan):
    """The evaluation opened by itself when the project was finished; most answer on paper."""
    evaluatie, voor = boeken.evaluaties.get(), timezone.localdate() + timedelta(days=30)
    with dan(56):
        for kant, aantal in ((Kant.BEWONERS, 6), (Kant.ORGANISATIES, 5), (Kant.GEMEENTE, 2)):
            terugblik.nodig_uit(evaluatie, kant, [], aantal, door=wie)
    _antwoord(evaluatie, 55, dan)
    with dan(41):
        terugblik.sluit(evaluatie, door=wie)
        teksten = Antwoord.objects.filter(vraag__evaluatie=evaluatie).in_woorden().values_list("pk", flat=True)
        goed = teksten.filter(vraag__volgorde=7).first()
        terugblik.lees_antwoorden(evaluatie, dict.fromkeys(teksten, False), [goed], door=wie)
        velden = {"soort": "behouden", "tekst": "Voorbeeld: bewoners die zelf het beheer doen, maken snel verschil.", "evaluatie": evaluatie}
        goed = terugblik.bewaar_leerpunt(wijk, velden, door=wie)
        velden = {"soort": "anders", "tekst": "Voorbeeld: eerder vertellen wie er beslist.", "evaluatie": evaluatie}
        velden |= {"actie": "Op elke projectpagina staat bovenaan wie beslist (voorbeeld).", "wie": "de gemeente (voorbeeld)", "voor": voor}
        anders = terugblik.bewaar_leerpunt(wijk, velden, door=wie)
        terugblik.geef_grond(goed, antwoord=Antwoord.objects.filter(vraag__evaluatie=evaluatie, openbaar=True).first(), door=wie)
        terugblik.geef_grond(anders, gebeurtenis=wijk.gebeurtenissen.openbaar().filter(soort="project.besloten").first(), door=wie)
    with dan(38):
        terugblik.stel_vast(
            evaluatie, "Voorbeeld: buren doen het beheer zelf en spreken elkaar vaker. Wie er besliste, hoorden zij te laat.", door=wie
        )


def kijk_terug_op_het_jaar(wijk, wie, dan):
    """The evaluation of the whole process: open, with answers of all sides so far."""
    open_tot = timezone.localdate() + timedelta(days=20)
    with dan(29):
        inleiding = "Dit is een voorbeeld. Het jaar is nog niet om: we vragen alvast wat u vindt. Vaststellen doen we als het jaar om is, of eerder als daar een goede reden voor is."
        velden = {"titel": "Terugkijken op het eerste jaar (voorbeeld)", "inleiding": inleiding, "open_tot": open_tot}
        evaluatie = terugblik.maak_evaluatie(wijk, velden, door=wie)
        for kant, aantal in ((Kant.BEWONERS, 6), (Kant.ORGANISATIES, 5), (Kant.GEMEENTE, 5)):
            terugblik.nodig_uit(evaluatie, kant, [], aantal, door=wie)
        terugblik.open_evaluatie(evaluatie, eerder=True, door=wie)
    _antwoord(evaluatie, 28, dan, per_dag=2)
    with dan(20):
        terugblik.nodig_uit(evaluatie, Kant.BEWONERS, [], 2, door=wie)
        velden = {
            "bracht": "Voorbeeld: een ruilkast, en een plan voor de speelplek.",
            "knelpunten": "Voorbeeld: op sommige antwoorden wachtten mensen lang.",
        }
        terugblik.bewaar_opbrengst(evaluatie, Kant.BEWONERS, velden, door=wie)
