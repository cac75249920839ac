"""The gate of every view."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from wijk.blad import met_blad
from wijk.getypt import met_getypt, vraag_inloggen
from wijk.models import Wijk
from wijk.rechten import RECHTEN, rechten_van


def mag(deed: str, *, post: str = "") -> Callable:
    """Declare which deed a view is for, hand it the Wijk of its address, and refuse who may not do it.

    `post`: the deed that a POST needs beside it, where looking and doing share a page.
    Sets `request.wijk`, `request.mag` (the deeds this person may do here) and `request.door` (the person, or None).
    Answers 404 for an unknown wijk, a redirect to the log-in page for who is not signed in (which keeps what they typed), else 403.
    """
    RECHTEN[deed], RECHTEN[post or deed]  # KeyError for a deed that is not in the table

    def versier(view):
        @wraps(view)
        def bewaakt(request: HttpRequest, *args, wijk: str | None = None, **kwargs) -> HttpResponse:
            request.door = request.user if request.user.is_authenticated else None
            request.wijk = None
            if wijk is not None:
                request.wijk = kwargs["wijk"] = get_object_or_404(Wijk.objects.zichtbaar_voor(request.door), slug=wijk)
            request.mag = rechten_van(request.door, request.wijk)
            if not {deed, post if request.method == "POST" and post else deed} <= request.mag:
                if request.door is None:
                    return vraag_inloggen(request)
                raise PermissionDenied
            if request.door is None:
                return view(request, *args, **kwargs)
            return met_getypt(request, lambda: met_blad(request, lambda: view(request, *args, **kwargs)))

        bewaakt.deed, bewaakt.post_deed = deed, post or deed
        return bewaakt

    return versier
