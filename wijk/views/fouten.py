from django.shortcuts import render

from wijk.getypt import lees, verstuurd, waar_het_stond


def csrf(request, reason=""):
    """The form was stale: nothing typed is lost, it is shown and can be sent again with one click; files are asked for again.

    Only for a form that comes from a page of the portal itself (same origin): another site can prepare nothing here.
    """
    eigen = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin" and request.headers.get("Origin", "") in (
        "",
        f"{request.scheme}://{request.get_host()}",
    )
    velden = verstuurd(request) if eigen else []
    gelezen = lees(request, velden, pad=request.get_full_path(), terug=waar_het_stond(request)) if velden else {}
    return render(request, "403_csrf.html", {"velden": velden, **gelezen, "bestanden": list(request.FILES) if eigen else []}, status=403)
