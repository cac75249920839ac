"""Each morning every official hears which ideas are late, or must be answered within a week."""

from datetime import date

from django.db import transaction

from participatie.models import Ochtendpost
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker, Wijk
from wijk.post import schrijf
from wijk.rechten import vereis
from wijk.woorden import stuks

MEESTE = 50  # ideas in one mail


@transaction.atomic
def stuur_ochtendpost(wijk: Wijk, vandaag: date, *, door) -> int:
    """Mail each official of the wijk what is late or nearly so and is theirs or nobody's; gives how many mails. Once a day, also when asked twice."""
    vereis(door, "toetsen", wijk)
    gestuurd = 0
    for official in Gebruiker.objects.met_recht(wijk, "toetsen"):
        ideeen = list(wijk.ideeen.dringend_voor(official, vandaag).select_related("wijk")[: MEESTE + 1])
        if not ideeen or not Ochtendpost.objects.get_or_create(wijk=wijk, gebruiker=official, dag=vandaag)[1]:
            continue
        laat = [idee for idee in ideeen if idee.antwoord_voor < vandaag]
        schrijf(
            official.email,
            f"{stuks(len(laat), 'idee is', 'ideeën zijn')} te laat" if laat else f"{stuks(len(ideeen), 'idee vraagt', 'ideeën vragen')} antwoord",
            "participatie/post/ochtendpost.txt",
            wijk=wijk,
            laat=laat[:MEESTE],
            bijna=[idee for idee in ideeen[:MEESTE] if idee not in laat],
            meer=len(ideeen) > MEESTE,
            voor=official,
        )
        gestuurd += 1
    if gestuurd:
        tekst = f"De ochtendpost over antwoorden ging naar {stuks(gestuurd, 'ambtenaar', 'ambtenaren')}."
        meld("werklijst.gemaild", wijk, tekst, wijk=wijk, door=door, aantal=gestuurd)
    return gestuurd
