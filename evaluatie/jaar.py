"""Which year of the process an evaluation is about, and when it must be there."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone
from django.utils.text import get_text_list

from evaluatie.bronnen.meedoen import verborgen_leeftijden
from evaluatie.jaarcijfers import Jaarcijfer, Periode, bereken, uit_json
from evaluatie.models import Evaluatie
from wijk.begin import hangt_aan_start
from wijk.jaren import eerder_geeindigd, jaren_van
from wijk.models import Wijk

# So long before the year is full the work list says that its evaluation must be prepared, and people can be asked what it brought.
VOORAF = timedelta(days=61)


def periode(wijk: Wijk, jaar: int) -> Periode | None:
    """The days of a year, up to the first one of the next (wijk/jaren.py); None when the start is not known."""
    jaren = jaren_van(wijk)
    return Periode(jaren.begin(jaar), jaren.begin(jaar + 1)) if jaren else None


@eerder_geeindigd
def eerder_vastgesteld(wijk: Wijk) -> dict[int, date]:
    """A year that was concluded before it was over goes up to that day, with which the next one begins."""
    return dict(wijk.evaluaties.jaren().exclude(waarom_eerder="").values_list("jaar", "vastgesteld_op"))


def nog_niet_om(evaluatie: Evaluatie) -> Periode | None:
    """The year that it is about, as long as that is not over: concluding it then takes a reason. None when it is over."""
    over = periode(evaluatie.wijk, evaluatie.jaar) if evaluatie.jaar else None
    return over if over and timezone.localdate() < over.tot else None


def te_vroeg_te_openen(evaluatie: Evaluatie) -> Periode | None:
    """The year that it is about, as long as that goes on for more than two months: it is too early to ask what it brought. None after that."""
    over = nog_niet_om(evaluatie)
    return over if over and timezone.localdate() < over.tot - VOORAF else None


def volgend_jaar(wijk: Wijk) -> int | None:
    """The first year that has no evaluation yet; None when the start of the process is not known."""
    if wijk.startdatum is None:
        return None
    return (wijk.evaluaties.jaren().values_list("jaar", flat=True).last() or 0) + 1


def lopend_jaar(wijk: Wijk) -> tuple[int, Periode] | None:
    """The year that runs today, as long as nobody is asked what it brought."""
    jaren = jaren_van(wijk)
    jaar = jaren.nummer(timezone.localdate()) if jaren else 0
    if jaar < 1 or wijk.evaluaties.te_zien().jaren().filter(jaar=jaar).exists():
        return None
    return jaar, Periode(jaren.begin(jaar), jaren.begin(jaar + 1))


def nog_niet_begonnen(wijk: Wijk) -> tuple[int, date] | None:
    """The first year that has no evaluation yet and its first day, as long as that is still to come: then it cannot be prepared."""
    jaar = volgend_jaar(wijk)
    over = periode(wijk, jaar) if jaar else None
    return (jaar, over.van) if jaar and over and timezone.localdate() < over.van else None


@hangt_aan_start
def jaren_verschuiven(wijk: Wijk) -> str:
    """That the years which have an evaluation shift with the start."""
    jaren = [str(evaluatie.jaar) for evaluatie in wijk.evaluaties.jaren()]
    if not jaren:
        return ""
    welke = f"Jaar {jaren[0]} begint en eindigt" if len(jaren) == 1 else f"De jaren {get_text_list(jaren, 'en')} beginnen en eindigen"
    return f"{welke} dan op andere dagen. De cijfers veranderen mee, behalve van een jaar waarvan de evaluatie is vastgesteld."


def cijfers_van(evaluatie: Evaluatie) -> list[Jaarcijfer]:
    """The figures of its year: as they stood when it was concluded, until then as they are now.

    Of a concluded year an age is left out when fewer than five of it came in another year: all years less the others would tell how many.
    """
    if evaluatie.cijfers is not None:
        weg = verborgen_leeftijden(evaluatie.wijk)
        return [cijfer for cijfer in uit_json(evaluatie.cijfers) if cijfer.sleutel not in weg]
    over = periode(evaluatie.wijk, evaluatie.jaar) if evaluatie.jaar else None
    return bereken(evaluatie.wijk, over) if over else []


def cijfers_tot_vandaag(evaluatie: Evaluatie) -> list[Jaarcijfer]:
    """The figures of its year up to and with yesterday, to be kept: today is not over yet. Those of the whole year once that is over."""
    over = periode(evaluatie.wijk, evaluatie.jaar)
    return bereken(evaluatie.wijk, replace(over, tot=min(over.tot, timezone.localdate()))) if over else []
