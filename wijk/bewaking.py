"""What keeps machines from sending a form that everyone may send, without asking people anything.

A field that people do not see must stay empty, and a signed time tells when the form was opened. Whoever sends neither field is held by the
limits alone (wijk/drempels.py). Nothing is thrown away: what looks wrong is asked again, with everything that was typed.
"""

from datetime import timedelta

from django.core import signing

from wijk.drempels import te_vaak

_ZEGEL = signing.TimestampSigner(salt="wijk.bewaking")
TE_SNEL = timedelta(seconds=3)
TE_OUD = timedelta(days=3)
LEEG, BEGONNEN = "onderwerp", "begonnen"


class Bewaking:
    """The guard of one opened form; `delen/bewaking.html` writes its fields."""

    def __init__(self, request, actie: str):
        self.request, self.actie = request, actie
        self.ingevuld = request.POST.get(LEEG, "")[:200]
        # After a mistake the form keeps the time at which it was first opened.
        self.stempel = request.POST.get(BEGONNEN, "") if self._is_van_ons(TE_OUD) else _ZEGEL.sign(actie)

    def _is_van_ons(self, binnen: timedelta) -> bool:
        try:
            return _ZEGEL.unsign(self.request.POST.get(BEGONNEN, ""), max_age=binnen) == self.actie
        except signing.BadSignature:  # also when it is too old
            return False

    def laat_toe(self, form) -> bool:
        """Whether a person seems to have sent this; else the form asks to send it once more.

        One form that is sent within seconds can be of a person (a text that stood ready); from one address only some an hour are believed.
        """
        if self.ingevuld:
            form.add_error(None, "Maak het vak dat leeg moet blijven weer leeg, en stuur het opnieuw. Wat u typte staat er nog.")
        elif BEGONNEN in self.request.POST and not self._is_van_ons(TE_OUD):
            form.add_error(None, "Deze pagina stond te lang open. Wat u typte staat er nog. Kijk het na en stuur het opnieuw.")
        elif self._is_van_ons(TE_SNEL) and te_vaak(self.request, f"{self.actie}_snel"):
            form.add_error(None, "Dat ging wel heel snel. Kijk even na of alles klopt, en stuur het dan opnieuw.")
        else:
            return True
        return False
