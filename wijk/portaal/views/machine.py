"""For machines: is the portal well, and where to report a leak."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from wijk.toegang import mag


@mag("zien")
def gezondheid(request):
    """200 when the database answers, else 503. Says nothing that an attacker could use."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"goed": False}, status=503)
    return JsonResponse({"goed": True})


@mag("zien")
def favicon(request):
    """What browsers and mail programs ask for without reading a page."""
    return redirect(static("img/merk.svg"))


@mag("zien")
def security_txt(request):
    """RFC 9116. Without a CONTACT there is nobody to report to, so the page is not there."""
    contact = settings.GEMEENTE["contact"]
    if not contact:
        return HttpResponse("Stel CONTACT in.\n", status=404, content_type="text/plain; charset=utf-8")
    verloopt = (datetime.now(UTC) + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    return HttpResponse(f"Contact: mailto:{contact}\nExpires: {verloopt}\nPreferred-Languages: nl, en\n", content_type="text/plain; charset=utf-8")
