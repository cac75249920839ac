"""Advice in the invented year: one that was given, and two that are waited for. Labelled as example."""

from datetime import timedelta

from django.utils import timezone

from participatie.deeds.adviezen import adviseer, vraag_advies


def laad_adviezen(wijk, mensen, dan) -> None:
    wie, partij = mensen["ambtenaar"], wijk.partijen.onmisbaar().first()
    wachtend = list(wijk.ideeen.wacht_op_antwoord().select_related("wijk").order_by("nummer")[:2])
    voor = timezone.localdate() + timedelta(days=10)
    if not wachtend:
        return
    with dan(2):
        velden = {"partij": partij, "vraag": "Voorbeeld: past dit bij wat u in de wijk doet?", "voor": voor}
        eerste = vraag_advies(wachtend[0], velden, door=wie)
        adviseer(eerste, "voorwaarde", "Voorbeeld: ja, als wij het beheer niet hoeven te doen.", door=mensen["organisatie"])
        vraag_advies(wachtend[-1], {**velden, "vraag": "Voorbeeld: wilt u hieraan meedoen?"}, door=wie)
    with dan(1):
        velden = {"naam": "Collega Voorbeeld", "email": "collega@voorbeeld.invalid", "vraag": "Voorbeeld: kan dit met het verkeer?", "voor": voor}
        vraag_advies(wachtend[0], velden, door=wie)
