from django.shortcuts import render


def csrf(request, reason=""):
    """The form was stale (signed in or out in another tab, or open for too long)."""
    return render(request, "403_csrf.html", status=403)
