"""Numbers and days as people say them."""

from datetime import date, datetime

from django.utils import formats, timezone

from wijk.bedrag import Bedrag


def datum(dag: date | datetime | None) -> str:
    """`14 maart 2026`, in Dutch time; nothing for None."""
    if dag is None:
        return ""
    return formats.date_format(timezone.localtime(dag) if isinstance(dag, datetime) else dag, "j F Y")


def stuks(aantal: int, een: str, meer: str) -> str:
    """`1 idee`, `1.795 ideeën`"""
    return f"{Bedrag.cijfers(aantal)} {een if aantal == 1 else meer}"
