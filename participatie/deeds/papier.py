"""Deeds about paper: make forms with codes, enter what was written on them, and keep postal addresses no longer than needed."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from participatie import antwoordpost
from participatie.codes import nieuwe_code
from participatie.deeds.ideeen import dien_in
from participatie.models import Idee, Papierformulier, Postadres, Stapel
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import vereis

# Where somebody lives: that it changed is recorded, but not what it says.
ADRES = frozenset({"straat", "postcode", "woonplaats"})
GEEN_ADRES = dict.fromkeys(ADRES, "")


@transaction.atomic
def maak_formulieren(wijk: Wijk, aantal: int, *, door) -> Stapel:
    """Make so many forms, each with a code of its own, to be printed."""
    vereis(door, "invoeren", wijk)
    stapel = Stapel(wijk=wijk)
    bewaar(stapel, {"aantal": aantal})
    codes: set[str] = set()
    while len(codes) < aantal:  # a code that exists already is as good as impossible, and costs one more turn
        codes |= {nieuwe_code() for _ in range(aantal - len(codes))}
        codes -= set(Papierformulier.objects.filter(code__in=codes).values_list("code", flat=True))
    Papierformulier.objects.bulk_create(Papierformulier(wijk=wijk, stapel=stapel, code=code) for code in sorted(codes))
    meld("papier.formulieren_gemaakt", stapel, f"Er zijn {aantal} papieren formulieren gemaakt.", wijk=wijk, door=door, aantal=aantal)
    return stapel


def voer_formulier_in(wijk: Wijk, formulier: Papierformulier | None, velden: dict, adres: dict | None = None, *, door) -> Idee:
    """Enter what somebody wrote on a form; without a form (it had no code) it gets one now, as `idee.papierformulier`.

    `velden`: as for `dien_in`. `adres`: where the answer goes by letter. Geweigerd, with the field `code`, when the form was entered already.
    """
    vereis(door, "invoeren", wijk)

    def hoort_erbij(idee: Idee) -> None:
        nu = timezone.now()
        if formulier is None:
            Papierformulier.objects.create(wijk=wijk, idee=idee, ingevoerd_op=nu)
        elif not Papierformulier.objects.nog_leeg().filter(pk=formulier.pk, wijk=wijk).update(idee=idee, ingevoerd_op=nu):
            raise Geweigerd("Dit formulier is al ingevoerd.", "code")
        if adres:
            bewaar(Postadres(idee=idee), adres, stil=ADRES)

    return dien_in(wijk, **velden, herkomst=Idee.Herkomst.PAPIER, erbij=hoort_erbij, door=door)


@transaction.atomic
def bewaar_postadres(idee: Idee, velden: dict, *, door) -> Postadres:
    """Write down where the answer goes by letter, for who has no e-mail."""
    vereis(door, "persoonsgegevens_zien", idee.wijk)
    adres = Postadres.objects.bij(idee) or Postadres(idee=idee)
    anders = bewaar(adres, velden, stil=ADRES)
    antwoordpost.leg_brief_alsnog_klaar(idee)
    meld("postadres.bewaard", idee, f"Het postadres bij idee {idee.nummer} is bewaard.", wijk=idee.wijk, door=door, anders=anders)
    return adres


@transaction.atomic
def haal_postadres_weg(idee: Idee, *, door) -> None:
    """Take the postal address away: no letter can be printed after that."""
    vereis(door, "persoonsgegevens_zien", idee.wijk)
    if not vergeet_postadressen([idee.pk]):
        raise Geweigerd(f"Bij idee {idee.nummer} staat geen postadres.")
    meld("postadres.weg", idee, f"Het postadres bij idee {idee.nummer} is weggehaald.", wijk=idee.wijk, door=door)


@transaction.atomic
def ruim_postadressen_op(wijk: Wijk, *, door) -> int:
    """Take away the addresses that are not needed any more: the letter was printed a week ago and the idea is done. Gives how many."""
    vereis(door, "persoonsgegevens_zien", wijk)
    aantal = vergeet_postadressen(list(Postadres.objects.in_wijk(wijk).overbodig().values_list("pk", flat=True)))
    if aantal:
        meld("postadres.opgeruimd", wijk, f"Er zijn {aantal} postadressen weggehaald die niet meer nodig waren.", wijk=wijk, door=door, aantal=aantal)
    return aantal


def vergeet_postadressen(ideeen: Iterable[int]) -> int:
    """Erase the postal addresses with these ideas (primary keys), in the running transaction; gives how many there were.

    No deed: it asks for no right and records nothing. The deed that calls it does (being forgotten is one).
    """
    return Postadres.objects.filter(pk__in=ideeen).delete()[0]
