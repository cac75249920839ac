from urllib.parse import urlencode

from django.urls import reverse

from evaluatie.models import Genodigde
from participatie.papiercodes import papiercode


@papiercode
def van_een_evaluatie(wijk, code):
    een = Genodigde.objects.filter(evaluatie__wijk=wijk, papiercode=code).select_related("evaluatie").first()
    pad = f"{reverse('werkplek:evaluatie_papier', args=[wijk.slug])}?{urlencode({'code': code})}"
    return (f"een formulier van de evaluatie “{een.evaluatie}”", pad) if een else None
