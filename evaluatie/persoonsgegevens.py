"""What this app knows of a person, and how it forgets them: the address of the invitation goes, answers never had a name."""

from evaluatie.models import Genodigde
from wijk.models import Gebruiker
from wijk.persoonsgegevens import Wens, hand_in


def _evaluaties(gebruiker: Gebruiker):
    for genodigde in Genodigde.objects.op_adres(gebruiker.email).select_related("evaluatie__wijk").prefetch_related("antwoorden__vraag"):
        yield {
            "evaluatie": str(genodigde.evaluatie),
            "wijk": str(genodigde.evaluatie.wijk),
            "gevraagd namens": genodigde.get_kant_display(),
            "e-mailadres": genodigde.email,
            "uitgenodigd op": genodigde.verstuurd_op,
            "ingevuld op": genodigde.ingevuld_op,
            "antwoorden": [f"{a.vraag.tekst} {a.tekst or a.cijfer}" for a in genodigde.antwoorden.all()],
        }


def _vergeet_evaluaties(gebruiker: Gebruiker, wens: Wens) -> int:
    """Whoever was not asked yet is off the list, and not counted as asked; that others were asked, and what they answered, stays counted."""
    op_adres = Genodigde.objects.op_adres(gebruiker.email)
    samen = op_adres.count()
    op_adres.nog_niet_gevraagd().delete()
    op_adres.update(email="", kenmerk="een bewoner", concept=None)
    return samen


hand_in("Evaluaties", _evaluaties, _vergeet_evaluaties)
