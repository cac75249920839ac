"""Where the pages of the project of the fixture `project` stand, and what its tests put there."""

from datetime import date, timedelta

from django.utils import timezone

PAD = "/werkplek/geleerdenwijk/projecten/speelplek/"
OPENBAAR = "/geleerdenwijk/projecten/speelplek/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def over(dagen: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=dagen)
