"""How often one address or one person may do what everyone may do. The one table of limits stands here."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wijk.models import Teller

UUR, DAG = 3600, 24 * 3600


@dataclass(frozen=True)
class Drempel:
    """At most `per_adres` from one internet address and `per_wie` of one person (e-mail address, account or idea), per `seconden`.

    Generous: a school class behind one address sends thirty ideas within the hour. `wat`: what is said to whoever did it too often.
    """

    per_adres: int
    per_wie: int
    seconden: int
    wat: str


DREMPELS: Final[dict[str, Drempel]] = {
    "idee": Drempel(120, 20, UUR, "ideeën gestuurd"),
    "idee_snel": Drempel(10, 10, UUR, "ideeën heel snel gestuurd"),
    "inlogcode": Drempel(60, 6, UUR, "codes gevraagd"),
    "aanmelding": Drempel(60, 10, UUR, "aanmeldingen gedaan"),
    "reactie": Drempel(60, 20, UUR, "reacties geschreven"),
    "meedoen": Drempel(60, 10, UUR, "aanmeldingen gedaan"),
    "meedoen_snel": Drempel(10, 10, UUR, "aanmeldingen heel snel gedaan"),
    "advies": Drempel(60, 20, UUR, "adviezen gestuurd"),
    "getypt": Drempel(120, 120, UUR, "formulieren gestuurd"),
    "adres": Drempel(200, 200, UUR, "adressen gezocht"),
    "volgen": Drempel(60, 20, UUR, "keer nieuws gevraagd"),
    "melding": Drempel(60, 60, UUR, "reacties gemeld"),
    "papiercode": Drempel(60, 60, UUR, "codes geprobeerd"),
    "volgcode": Drempel(30, 10, UUR, "codes geprobeerd"),
    "bevestigcode": Drempel(60, 10, DAG, "codes geprobeerd"),
    "evaluatiecode": Drempel(30, 30, UUR, "links geprobeerd die niet kloppen"),
    "evaluatie_open": Drempel(60, 60, UUR, "keer antwoorden gestuurd"),
    "evaluatie_open_snel": Drempel(10, 10, UUR, "keer heel snel antwoorden gestuurd"),
}


def te_vaak(request, actie: str, wie: str = "") -> str:
    """Count one more of this, and give the sentence with which it is refused; nothing when it may be done.

    Counts in the database, so that it holds over all workers, and outside the deed's transaction: a deed that is refused counts too. `wie`:
    the e-mail address, account or idea that it is about.
    """
    drempel = DREMPELS[actie]
    for soort, waarde, meeste in (("adres", adres_van(request), drempel.per_adres), ("wie", wie.strip().lower(), drempel.per_wie)):
        meeste *= settings.DREMPEL_MAAL
        if not waarde:
            continue
        aantal, tot = tel(f"{actie}:{soort}:{waarde}", drempel.seconden)
        if aantal > meeste:
            door_wie = "Vanaf uw internetadres" if soort == "adres" else "Hiermee"
            weer = timezone.localtime(tot)
            wanneer = f"{weer:%H.%M} uur" if weer.date() == timezone.localdate() else f"morgen {weer:%H.%M} uur"
            return f"{door_wie} zijn nu te veel {drempel.wat}. Probeer het na {wanneer} opnieuw. Wat u typte staat er nog."
    return ""


def vol_tot(request, actie: str) -> datetime | None:
    """Until when nothing more of this is accepted from this internet address; None when it is not over the limit. Counts nothing."""
    drempel = DREMPELS[actie]
    sleutel, tot = _sleutel(f"{actie}:adres:{adres_van(request)}", drempel.seconden)
    return tot if Teller.objects.filter(sleutel=sleutel, aantal__gt=drempel.per_adres * settings.DREMPEL_MAAL).exists() else None


def laat_toe(form, request, actie: str, wie: str = "") -> bool:
    """Whether this may be done once more; else the form says why not, and its `status` is 429."""
    if zin := te_vaak(request, actie, wie):
        form.add_error(None, zin)
        form.te_vaak = True
        return False
    return True


def tel(wat: str, seconden: int) -> tuple[int, datetime]:
    """Count `wat` in the stretch of so many seconds that runs now; gives how often, and until when. One statement: nothing gets lost at once."""
    sleutel, tot = _sleutel(wat, seconden)
    tabel = connection.ops.quote_name(Teller._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {tabel} (sleutel, aantal, tot) VALUES (%s, 1, %s) "  # noqa: S608 (the table's name is ours)
            f"ON CONFLICT (sleutel) DO UPDATE SET aantal = {tabel}.aantal + 1 RETURNING aantal",
            [sleutel, connection.ops.adapt_datetimefield_value(tot)],
        )
        [(aantal,)] = cursor.fetchall()
    if aantal == 1:
        _ruim_op(timezone.now())
    return aantal, tot


def _sleutel(wat: str, seconden: int) -> tuple[str, datetime]:
    """Under which it is counted in the stretch that runs now, and when that ends."""
    tot = datetime.fromtimestamp((int(timezone.now().timestamp()) // seconden + 1) * seconden, UTC)
    return salted_hmac("wijk.drempels", f"{wat}:{int(tot.timestamp())}", algorithm="sha256").hexdigest()[:32], tot


def _ruim_op(nu: datetime) -> None:
    """What is over is forgotten; rows that another worker is deleting are left to it."""
    with transaction.atomic():
        oud = Teller.objects.filter(tot__lte=nu).select_for_update(skip_locked=True)
        Teller.objects.filter(pk__in=list(oud.values_list("pk", flat=True)[:500])).delete()


def adres_van(request) -> str:
    """The internet address that a request comes from; of a long one (IPv6) the part that one connection has for itself.

    Behind a proxy (PROXY=1) it is the last address in X-Forwarded-For, which that proxy wrote; what a sender wrote before it counts for nothing.
    """
    adres = get_adapter().get_client_ip(request)
    try:
        ip = ipaddress.ip_address(adres)
    except ValueError:
        return adres
    return str(ipaddress.ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else str(ip)
