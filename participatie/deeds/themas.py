"""What happens to ideas that waited for a theme when it opens."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from participatie.models import Idee, Themabrief
from wijk.gebeurtenissen import meld
from wijk.models import Thema, Wijk
from wijk.overgang import overgang
from wijk.post import schrijf
from wijk.themas import Losgekomen, bij_open
from wijk.woorden import datum, stuks

S = Idee.Status


@bij_open
def haal_naar_voren(wijk: Wijk, themas: Sequence[Thema], *, door) -> dict[int, Losgekomen]:
    """Within the deed that opens these themes: their waiting ideas are received, each once; gives per theme how many.

    The time to answer begins now. Who raised them hears it by mail, each address once however many ideas are theirs, or by letter. The page of
    each idea and who follows it hear of it; everyone else reads one line for the theme.
    """
    # Held until the end and looked at again then, so that of two at once one finds them waiting.
    ideeen = list(Idee.objects.om_te_ordenen(wijk.ideeen.wacht_op(themas).values_list("pk", flat=True)).filter(status=S.WACHT_OP_THEMA))
    per_adres: dict[str, list[Idee]] = {}
    los: dict[int, Losgekomen] = defaultdict(Losgekomen)
    voor = wijk.antwoord_voor(timezone.localdate())
    for idee in ideeen:
        overgang(idee, S.ONTVANGEN, antwoord_voor=voor)
        meld(
            "idee.naar_voren",
            idee,
            f"Het thema {idee.thema.naam} is open. Uiterlijk {datum(voor)} krijgt idee {idee.nummer} antwoord.",
            wijk=wijk,
            door=door,
            openbaar=idee.openbaar,
            al_gemaild=_adressen(idee),
        )
        los[idee.thema_id].aantal += 1
        los[idee.thema_id].gemaild += _adressen(idee)
        if idee.email:
            per_adres.setdefault(idee.email.lower(), []).append(idee)
    Themabrief.objects.leg_klaar(ideeen)
    for email, van_hem in per_adres.items():
        een = len(van_hem) == 1
        onderwerp = f"Uw idee {van_hem[0].nummer} wacht niet meer" if een else "Uw ideeën wachten niet meer"
        schrijf(email, onderwerp, "participatie/post/thema_open.txt", wijk=wijk, ideeen=van_hem, een=een, voor=voor)
    for thema, openbaar in Counter(idee.thema_id for idee in ideeen if idee.openbaar).items():
        los[thema].zin = f"{stuks(openbaar, 'idee dat wachtte, krijgt', 'ideeën die wachtten, krijgen')} uiterlijk {datum(voor)} antwoord."
        los[thema].pad = f"{reverse('openbaar:ideeen', args=[wijk.slug])}?thema={thema}"
    return los


def wie_het_hoort(wijk: Wijk, thema: Thema) -> tuple[int, int, int]:
    """Of the ideas that wait for it: how many addresses are mailed when it opens, how many senders get a letter, and how many hear nothing of us."""
    wacht = wijk.ideeen.wacht_op([thema])
    mails = len({email.lower() for email in wacht.exclude(email="").values_list("email", flat=True)})
    zonder = wacht.filter(email="")
    brieven = zonder.filter(postadres__isnull=False).count()
    return mails, brieven, zonder.count() - brieven


def _adressen(idee: Idee) -> list[str]:
    """Where who raised it is mailed, and could follow it with as well."""
    return [adres for adres in (idee.email, idee.email and idee.indiener and idee.indiener.email) if adres]
