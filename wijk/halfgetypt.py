"""What was half typed on a page when another button of it was pressed: it stands there again when the page comes back."""

from urllib.parse import urlsplit

MEESTE = 4000  # characters


def onthoud(request, pad: str) -> None:
    """Keep the text that came along, for the page at `pad`."""
    if tekst := request.POST.get("tekst", "").strip():
        request.session["halfgetypt"] = [urlsplit(pad).path, tekst[:MEESTE]]


def neem_terug(request) -> str:
    """What was typed on this page; once."""
    if request.session.get("halfgetypt", [""])[0] != request.path:
        return ""
    return request.session.pop("halfgetypt")[1]
