"""Values as people read them."""

from datetime import date, datetime

from django.utils import formats, timezone


def leesbaar(waarde) -> str:
    """`ja`, `14 maart 2026`, `14 maart 2026, 10.00 uur`; anything else as it says itself."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return formats.date_format(timezone.localtime(waarde), r"j F Y, H.i \u\u\r")
    if isinstance(waarde, date):
        return formats.date_format(waarde, "j F Y")
    return str(waarde)
