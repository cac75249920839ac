"""The same news as the mail to followers, as Atom (RFC 4287) for who reads it with a program of their own."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag

from wijk import volgen
from wijk.toegang import mag

# How many of the latest stand in a feed.
MEESTE = 50


@mag("zien")
def nieuws(request, wijk, wat="wijk"):
    onderwerp = volgen.van_ding(wijk) if wat == "wijk" else volgen.zoek(wijk, wat)
    if onderwerp is None:
        raise Http404
    rijen = volgen.met_open_paden(wijk, volgen.gebeurtenissen_over(wijk, onderwerp)[:MEESTE])
    # A Gebeurtenis never changes: which ones there are, whether their pages are public, and the name on top, is all that can.
    etag = quote_etag(hashlib.sha256(repr((onderwerp, [(rij.pk, rij.pad) for rij in rijen])).encode()).hexdigest()[:32])
    laatste = int(rijen[0].wanneer.timestamp()) if rijen else None
    if antwoord := get_conditional_response(request, etag, laatste):
        return antwoord
    return HttpResponse(_atom(wijk, onderwerp, request.path, rijen), content_type=Atom1Feed.content_type, headers={"ETag": etag})


def _atom(wijk, onderwerp, pad: str, rijen) -> str:
    """Ids are tag URIs (RFC 4151) of the portal's own host: they stay the same when an address changes."""
    basis = settings.BASIS_URL
    merk = f"tag:{urlsplit(basis).hostname},2026:{wijk.slug}"
    feed = Atom1Feed(
        title=onderwerp.titel,
        link=f"{basis}{onderwerp.pad}",
        description=f"Nieuws over {onderwerp.naam}",
        language="nl",
        feed_url=f"{basis}{pad}",
        feed_guid=f"{merk}:{onderwerp.wat}",
        author_name=f"Wijkportaal {wijk}",
    )
    for rij in rijen:
        feed.add_item(
            title=rij.tekst,
            link=f"{basis}{rij.pad or reverse('openbaar:tijdlijn', args=[wijk.slug])}",
            description=f"{rij.tekst} De reden: {rij.waarom}" if rij.waarom else rij.tekst,
            unique_id=f"{merk}:gebeurtenis:{rij.pk}",
            pubdate=rij.wanneer,
            updateddate=rij.wanneer,
        )
    return feed.writeString("utf-8")
