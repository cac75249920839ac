from django.shortcuts import render

from wijk.getypt import leesbaar


def csrf(request, reason=""):
    """The form was stale: nothing typed is lost, it is shown and can be sent again with one click; files are asked for again.

    Only for a form that comes from a page of the portal itself (same origin): another site can prepare nothing here.
    """
    eigen = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin" and request.headers.get("Origin", "") in (
        "",
        f"{request.scheme}://{request.get_host()}",
    )
    velden = [(naam, waarde) for naam, waarden in request.POST.lists() for waarde in waarden if naam != "csrfmiddlewaretoken"] if eigen else []
    return render(request, "403_csrf.html", {"velden": velden, **leesbaar(velden), "bestanden": list(request.FILES) if eigen else []}, status=403)
