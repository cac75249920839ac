from urllib.parse import urlencode

from django.urls import reverse

from evaluatie.models import Evaluatie, Genodigde
from evaluatie.papier import brengen
from participatie.papiercodes import Elders, papiercode
from wijk.woorden import datum


@papiercode
def van_een_evaluatie(wijk, code):
    een = Genodigde.objects.filter(evaluatie__wijk=wijk, papiercode=code).select_related("evaluatie__wijk").first()
    if een is None:
        return None
    evaluatie, wat = een.evaluatie, f"een formulier van de evaluatie “{een.evaluatie}”"
    invoer = f"{reverse('werkplek:evaluatie_papier', args=[wijk.slug])}?{urlencode({'code': code})}"
    if evaluatie.status == Evaluatie.Status.CONCEPT:
        return Elders(wat, invoer)
    return Elders(wat, invoer, _uitleg(evaluatie), evaluatie.get_absolute_url())


def _uitleg(evaluatie: Evaluatie) -> str:
    """The short code opens no answers, and does not tell whether there are any: it is easier to guess than the address beside it."""
    if not evaluatie.kan_invullen:
        return "U kunt deze vragen niet meer beantwoorden."
    return (
        f"U kunt antwoorden tot en met {datum(evaluatie.open_tot)}. Vul het formulier in en breng het naar {brengen(evaluatie.wijk)}."
        " Liever op internet? Scan het vierkant op het formulier, of typ het lange adres over dat erop staat. Antwoord dan alleen daar."
    )
