"""What the municipality owes everyone to say: what happens with personal data, and for whom the portal works."""

from django.conf import settings
from django.shortcuts import render

from wijk.toegang import mag


@mag("zien")
def privacy(request):
    """What is asked, what for, who sees it and how long it stays (articles 12 and 13 of the GDPR)."""
    return render(
        request, "portaal/privacy.html", {"dagen_ingelogd": settings.SESSION_COOKIE_AGE // (24 * 3600), "adres_zoeken": bool(settings.PDOK_URL)}
    )


@mag("zien")
def toegankelijkheid(request):
    """The accessibility statement (Besluit digitale toegankelijkheid overheid), in the parts of the national model."""
    return render(request, "portaal/toegankelijkheid.html")
