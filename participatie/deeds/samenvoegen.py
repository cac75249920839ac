"""What goes along when an idea is merged into another, and goes back when that is undone.

Part of other deeds, within their transaction: it asks no right. Who follows a merged idea needs no copy: what happens to the
idea that it went into concerns it too (`participatie/volgen.py`).
"""

from django.db.models import F
from django.utils import timezone

from participatie import antwoordpost
from participatie.deeds.eigen import volg_thema
from participatie.models import Idee, Ordeningsregel, Steun, Toetsconcept
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker, Gevolgd
from wijk.overgang import overgang
from wijk.rechten import SYSTEEM, mag_doen


def neem_steun_mee(idee: Idee, met: Idee) -> int:
    """Who supports `idee` supports `met` from now on, each once; gives how many came."""
    al = Steun.objects.filter(idee=met).values("gebruiker")
    erbij = [
        Steun(idee=met, gebruiker_id=s.gebruiker_id, soort=s.soort, gegeven_op=s.gegeven_op, via=idee) for s in idee.steun.exclude(gebruiker__in=al)
    ]
    Steun.objects.bulk_create(erbij, ignore_conflicts=True)
    aantal = Steun.objects.filter(idee=met, via=idee).count()  # of two at once for one person, one came
    Idee.objects.filter(pk=met.pk).update(steun_aantal=F("steun_aantal") + aantal)
    return aantal


def geef_steun_terug(idee: Idee) -> int:
    """Take back exactly what came along with `idee`; what somebody gave anew themselves stays. Gives how many went."""
    aantal, _ = Steun.objects.filter(idee=idee.samengevoegd_met_id, via=idee).delete()
    Idee.objects.filter(pk=idee.samengevoegd_met_id).update(steun_aantal=F("steun_aantal") - aantal)
    return aantal


def stand_voor_samenvoegen(idee: Idee, *, door) -> dict:
    """Where an idea stands, as it may stand in JSON, so that `haal_los` can put it back: status, official, number of the current answer, and
    the answer that `door` had in the making, which goes with any answer.
    """
    huidig = idee.toetsingen.huidig().values_list("nummer", flat=True).first()
    concept = None if door is SYSTEEM else Toetsconcept.objects.als_json(idee, door)
    return {**Idee.objects.filter(pk=idee.pk).values("status", "behandelaar").get(), "huidig": huidig, "concept": concept}


def geef_concept_terug(idee: Idee, oud: dict) -> None:
    """The answer in the making stands there again as it was before the merge (`oud`), and a colleague's that stayed can go out again:
    the answer that told of the merge counts as seen.
    """
    gezien = idee.toetsingen.count()
    Toetsconcept.objects.filter(idee=idee, gezien=gezien - 1).update(gezien=gezien)
    velden = oud.get("concept")
    if velden and not Toetsconcept.objects.filter(idee=idee).exists():
        Toetsconcept.objects.create(**velden, idee=idee, gezien=gezien)


def haal_los(idee: Idee, regel: Ordeningsregel, *, door) -> bool:
    """Undo a merge: the idea stands where it stood before, and the answer that told of the merge is taken back, and who
    heard it hears that. False when it went on since.

    `idee`: read and held within the deed that calls this.
    """
    oud, met = regel.oud, idee.samengevoegd_met
    if met is None or met.pk != regel.nieuw.get("met") or idee.toetsingen.count() != regel.nieuw.get("toetsing"):
        return False
    geef_steun_terug(idee)
    behandelaar = Gebruiker.objects.filter(pk=oud.get("behandelaar")).first()
    if behandelaar and not mag_doen(behandelaar, "toetsen", idee.wijk):  # no longer an official
        behandelaar = None
    overgang(idee, oud.get("status", Idee.Status.IN_BEHANDELING), behandelaar=behandelaar, samengevoegd_met=None)
    toetsing = idee.toetsingen.get(nummer=regel.nieuw["toetsing"])
    idee.toetsingen.filter(pk=toetsing.pk).update(huidig=False, teruggenomen_op=timezone.now())
    idee.toetsingen.filter(nummer=oud.get("huidig")).update(huidig=True)
    geef_concept_terug(idee, oud)
    volg_thema(idee)  # that can have opened since
    toetsing.idee = idee
    gemaild = antwoordpost.verstuur_terug(toetsing)
    tekst = f"Idee {idee.nummer} hoort toch niet bij idee {met.nummer}. Het samenvoegen is ongedaan gemaakt. Er komt een eigen antwoord."
    meld("idee.niet_samengevoegd", idee, tekst, wijk=idee.wijk, door=door, openbaar=idee.openbaar, al_gemaild=gemaild)
    return True


def neem_alles_mee(deel: Idee, begin: Idee) -> None:
    """What people did with a part of a split is of the idea that it goes back into: their support, each once, their reactions, and what they follow.

    Both are read and held within the deed that calls this.
    """
    deel.reacties.update(idee=begin)
    erbij = deel.steun.exclude(gebruiker__in=list(begin.steun.values_list("gebruiker", flat=True))).update(idee=begin, via=None)
    deel.steun.all().delete()
    deel.steun_aantal, begin.steun_aantal = 0, begin.steun_aantal + erbij
    deel.save(update_fields=["steun_aantal"])
    begin.save(update_fields=["steun_aantal"])
    Gevolgd.objects.verhuis(deel, begin)
