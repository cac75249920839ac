"""Sharing an idea: ordinary addresses, and a QR code of our own. No script of others, and nobody is followed."""

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from participatie.models import Idee
from wijk.qr import qr_svg
from wijk.toegang import mag


def deeladressen(request, idee: Idee) -> dict[str, str]:
    """Its whole address, and the ways to send that on."""
    adres = request.build_absolute_uri(idee.get_absolute_url())
    titel, tekst = quote(idee.titel), quote(f"{idee.titel} {adres}")
    return {"adres": adres, "mail": f"mailto:?subject={titel}&body={quote(adres)}", "whatsapp": f"https://wa.me/?text={tekst}"}


@mag("zien")
def qr(request, wijk, nummer):
    """The address of an idea as a QR code, for on a poster or a screen."""
    idee = get_object_or_404(wijk.ideeen.openbaar().select_related("wijk"), nummer=nummer)
    kop = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(qr_svg(request.build_absolute_uri(idee.get_absolute_url())), content_type="image/svg+xml", headers=kop)
