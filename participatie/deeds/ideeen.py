"""Deeds about ideas: raise, sort, publish, support."""

from collections.abc import Callable, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from participatie.deeds.bevestigen import neem_aan, stuur_ontvangst
from participatie.deeds.eigen import neem_idee_terug, volg_thema
from participatie.deeds.fotos import leg_fotos_vast
from participatie.deeds.woorden import leg_woorden_vast, werk_woorden_bij
from participatie.fotos import MEESTE, bewerk
from participatie.models import Idee, Nummering, Steun
from participatie.models.foto import album
from wijk.bereikbaar import bereikbaar
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebeurtenis, Wijk
from wijk.opslag import weg_bij_weigering
from wijk.post import schrijf
from wijk.rechten import SYSTEEM, vereis

S = Idee.Status


def dien_in(
    wijk: Wijk,
    *,
    titel: str,
    soort: str,
    omschrijving: str = "",
    thema=None,
    lat: float | None = None,
    lon: float | None = None,
    plaats: str = "",
    naam: str = "",
    email: str = "",
    naam_openbaar: bool = False,
    herkomst: str = Idee.Herkomst.ONLINE,
    wandeling=None,
    halte=None,
    overleg=None,
    geschatte_kosten=None,
    fotos: Sequence[UploadedFile] = (),
    foto_tekst: str = "",
    sleutel: str | None = None,
    erbij: Callable[[Idee], None] | None = None,
    voorbeeld: bool = False,
    door,
) -> Idee:
    """Raise an idea; it gets the next number of the wijk and a date by which it is answered.

    lat, lon: WGS 84 degrees, also outside the wijk. `sleutel`: the same key gives the idea that stands already, so that a second click adds
    nothing. On a theme that is not open the idea is kept until it opens. `fotos`: at most five, with `foto_tekst` for who cannot see them.
    `erbij`: writes what belongs to the idea, in the same transaction. Without `plaats` the name of the `halte` is its place in words.
    Geweigerd when a value or a photo is not accepted; then nothing is kept, in the database or on the disk.
    """
    online = herkomst == Idee.Herkomst.ONLINE
    vereis(door, "idee_indienen" if online else "invoeren", wijk)
    if sleutel and (bestaand := wijk.ideeen.filter(sleutel=sleutel).first()):
        return bestaand
    if len(fotos) > MEESTE:
        raise Geweigerd(f"U koos {len(fotos)} foto’s. Er kunnen er ten hoogste vijf bij een idee.", "fotos")
    # Before the transaction: it takes seconds, and on SQLite nobody else can write meanwhile.
    beelden = [bewerk(foto, nummer) for nummer, foto in enumerate(fotos, 1)]
    nu = timezone.now()
    iemand = None if door is None or door is SYSTEEM else door
    velden = {
        "titel": " ".join(titel.splitlines()).strip(),
        "soort": soort,
        "omschrijving": omschrijving.strip(),
        "thema": thema,
        "lat": lat,
        "lon": lon,
        "plaats": plaats.strip() or (halte.naam if halte else ""),
        "naam": naam.strip(),
        "email": email.strip().lower(),
        "naam_openbaar": naam_openbaar and bool(naam.strip()),
        "herkomst": herkomst,
        "wandeling": wandeling,
        "halte": halte,
        "overleg": overleg,
        "geschatte_kosten": geschatte_kosten,
        "bevestigd_op": nu if iemand and online and email.strip().lower() == iemand.email else None,
        "sleutel": sleutel or None,
        "indiener": iemand if online else None,
        "invoerder": None if online else iemand,
        "status": S.WACHT_OP_THEMA if thema is not None and not thema.is_open() else S.ONTVANGEN,
        "openbaar": wijk.direct_publiceren,
        "ontvangen_op": nu,
        "antwoord_voor": wijk.antwoord_voor(timezone.localdate(nu)),
        "voorbeeld": voorbeeld,
    }
    onbevestigd = online and iemand is None and door is not SYSTEEM and bool(email.strip())
    if onbevestigd and wijk.adres_bevestigen:
        velden |= {"status": S.ONBEVESTIGD, "openbaar": False}
    try:
        with weg_bij_weigering(album()) as bewaard, transaction.atomic():
            # The number is taken inside the savepoint: an idea that is refused leaves no gap.
            idee = Idee(wijk=wijk, nummer=Nummering.objects.volgende(wijk))
            bewaar(idee, velden)
            leg_woorden_vast(wijk.pk, [idee])
            leg_fotos_vast(idee, enumerate(beelden, 1), foto_tekst.strip(), bewaard)
            if erbij is not None:
                erbij(idee)
            meld(
                "idee.ingediend",
                idee,
                f"Idee {idee.nummer}{_over(idee)} is ontvangen.",
                wijk=wijk,
                door=door,
                openbaar=idee.openbaar,
                al_gemaild=[idee.email],
            )
            if idee.email:
                stuur_ontvangst(idee, bevestigen=onbevestigd)
    except (IntegrityError, Geweigerd):
        if sleutel and (bestaand := wijk.ideeen.filter(sleutel=sleutel).first()):  # sent twice at the same moment
            return bestaand
        raise
    return idee


def _over(idee: Idee) -> str:
    return f", over {idee.thema.naam.lower()}," if idee.thema else ""


@transaction.atomic
def publiceer(idee: Idee, *, door) -> Idee:
    """Show an idea to everyone, after an official has read it."""
    vereis(door, "ideeen_ordenen", idee.wijk)
    if idee.openbaar:
        raise Geweigerd(f"Idee {idee.nummer} staat al op de website.")
    if idee.status == S.TERUGGEZET:
        raise Geweigerd(f"Idee {idee.nummer} staat weer bij idee {idee.gesplitst_uit.nummer}. Het komt niet meer apart op de website.")
    if idee.status == S.ONBEVESTIGD:
        neem_aan(idee)
    bewaar(idee, {"openbaar": True})
    weer = Gebeurtenis.objects.over(idee).van_soort("idee.verborgen").exists()
    wat = "staat weer op de website" if weer else "is ontvangen"
    meld("idee.gepubliceerd", idee, f"Idee {idee.nummer}{_over(idee)} {wat}.", wijk=idee.wijk, door=door, openbaar=True)
    return idee


@transaction.atomic
def verberg(idee: Idee, reden: str = "", *, door) -> Idee:
    """Take an idea off the website, for instance because it says something about a person.

    Who sent it reads that, and the reason, on its page and by mail; nobody else hears.
    """
    vereis(door, "ideeen_ordenen", idee.wijk)
    stond_er = Idee.objects.select_for_update(of=("self",)).get(pk=idee.pk).openbaar  # of two officials at once, one mails
    bewaar(idee, {"openbaar": False})
    if stond_er and idee.email:
        gegevens = {"idee": idee, "wijk": idee.wijk, "reden": reden.strip(), "bereikbaar": bereikbaar(idee.wijk, altijd=True)}
        schrijf(idee.email, f"Niet meer op de website: uw idee {idee.nummer}", "participatie/post/idee_verborgen.txt", **gegevens)
    meld("idee.verborgen", idee, f"Idee {idee.nummer} staat niet meer op de website.", wijk=idee.wijk, door=door, reden=reden.strip())
    return idee


@transaction.atomic
def orden(idee: Idee, velden: dict, *, door) -> Idee:
    """Set the theme, kind, place and words of an idea right. On an open theme an idea that waited for its theme goes on."""
    vereis(door, "ideeen_ordenen", idee.wijk)
    anders = bewaar(idee, velden, stil=frozenset({"titel", "omschrijving", "naam", "email", "plaats"}))
    werk_woorden_bij(idee)
    volg_thema(idee)
    meld("idee.geordend", idee, f"Idee {idee.nummer} is bijgewerkt.", wijk=idee.wijk, door=door, anders=anders)
    return idee


@transaction.atomic
def trek_in(idee: Idee, *, door) -> Idee:
    """Withdraw an idea: its number stays, its words are no longer shown."""
    eigen = door is not None and door is not SYSTEEM and idee.indiener_id == door.pk
    vereis(door, "eigen_idee" if eigen else "ideeen_ordenen", idee.wijk)
    neem_idee_terug(idee, door=door)
    return idee


@transaction.atomic
def steun(idee: Idee, soort: str, *, door) -> Idee:
    """Stand behind an idea, once a person; the same again takes it back, another kind replaces it."""
    vereis(door, "steunen", idee.wijk)
    if idee.status == S.SAMENGEVOEGD:
        raise Geweigerd(f"Idee {idee.nummer} hoort nu bij een ander idee. Steun dat idee.")
    if soort not in Steun.Soort.values:
        raise Geweigerd(f"“{soort}” kennen we niet. Kies “goed idee” of “ik doe mee”.")
    bestaand = Steun.objects.select_for_update().filter(idee=idee, gebruiker=door).first()
    if bestaand and bestaand.soort == soort:
        bestaand.delete()
        Idee.objects.filter(pk=idee.pk).update(steun_aantal=F("steun_aantal") - 1)
        tekst = f"Iemand steunt idee {idee.nummer} niet meer."
    elif bestaand:
        bewaar(bestaand, {"soort": soort, "via": None})
        tekst = f"Iemand steunt idee {idee.nummer}."
    else:
        try:
            with transaction.atomic():
                Steun.objects.create(idee=idee, gebruiker=door, soort=soort)
        except IntegrityError as fout:
            raise Geweigerd("Uw steun was al geteld.") from fout
        Idee.objects.filter(pk=idee.pk).update(steun_aantal=F("steun_aantal") + 1)
        tekst = f"Iemand steunt idee {idee.nummer}."
    meld("idee.gesteund", idee, tekst, wijk=idee.wijk, door=door)
    idee.refresh_from_db(fields=["steun_aantal"])
    return idee
