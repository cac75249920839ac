"""What is secret in an address: of every such address no log names it, whether it exists or not, and nobody keeps its page."""

import io
import logging
import re
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from gunicorn.config import Config
from gunicorn.glogging import Logger

from evaluatie.models import Evaluatie
from participatie.deeds.ideeen import dien_in
from participatie.deeds.papier import maak_formulieren
from participatie.deeds.projecten import begin_project
from participatie.models import Advies, Papierformulier, Wijkwandeling
from wijk.deeds.volgen import volg
from wijk.geheimen import maskeer, routes
from wijk.models import Ritme, Volger
from wijk.volgen import van_ding

# What these say in an address everybody may know: which page it is, of which kind, or the name of a wijk or a project.
OPENBAAR = {"wijk", "slug", "soort", "groep", "over", "sleutel", "dataset", "vorm", "wat"}
GEHEIM = sorted(route for route in routes() if "<geheim:" in route)


def test_elk_adres_zegt_of_wat_erin_staat_geheim_is():
    eigen = [route for route in routes() if not route.startswith("beheer/")]
    namen = {naam for route in eigen for soort, naam in re.findall(r"<(?:(\w+):)?(\w+)>", route) if soort not in ("int", "geheim")}
    assert namen <= OPENBAAR, "Is this secret? Then write <geheim:…>; else it belongs in OPENBAAR."
    assert not [route for route in eigen if "(?P" in route], "A regular expression does not say whether it is secret."


@pytest.fixture
def geheimen(wijk, thema, ambtenaar) -> dict[str, str]:
    """Of every route with a secret one that exists."""
    straks = timezone.now() + timedelta(days=3)
    wandeling = Wijkwandeling.objects.create(wijk=wijk, titel="W", begint=straks, vertrekpunt="het plein", status="aangekondigd")
    project = begin_project(wijk, {"titel": "Speelplek"}, door=ambtenaar)
    idee = dien_in(wijk, titel="Meer licht", soort="kans", thema=thema, email="ans@voorbeeld.nl", door=None)
    volg(wijk, van_ding(wijk), Ritme.DIRECT, "ans@voorbeeld.nl", door=None)
    brieven = "\n".join(bericht.body for bericht in mail.outbox)
    maak_formulieren(wijk, 1, door=ambtenaar)
    codes = {
        "aangemeld": wandeling.aanmeldingen.create(naam="Ans"),
        "advies": Advies.objects.create(idee=idee, email="ans@voorbeeld.nl", vraag="Wat vindt u?", voor=straks.date()),
        "evaluaties/invullen": Evaluatie.objects.create(wijk=wijk, titel="E").genodigden.create(kant="bewoners"),
        "genodigd": wijk.overleggen.create(titel="O", begint=straks, plaats="school").genodigden.create(naam="Ans"),
        "gevraagd": project.meevragen.create(email="ans@voorbeeld.nl"),
        "meedoen": project.helpers.create(naam="Ans", telefoon="023", handen=True),
        "papier": Papierformulier.objects.get(),
        "op-de-hoogte": Volger.objects.get(),
    }
    uit = {f"<slug:wijk>/{begin}/<geheim:code>/": rij.code for begin, rij in codes.items()}
    uit["<slug:wijk>/op-de-hoogte/<geheim:code>/stop/"] = codes["op-de-hoogte"].code
    for begin in ("bevestigen", "op-de-hoogte/bevestig"):
        uit[f"<slug:wijk>/{begin}/<geheim:bewijs>/"] = re.search(rf"/geleerdenwijk/{begin}/([^/]+)/", brieven)[1]
    assert sorted(uit) == GEHEIM
    return uit


@pytest.fixture
def logboek():
    """All that Django and gunicorn (its access log too) would write, as text."""
    uit = io.StringIO()
    gunicorn = Logger(Config())
    loggers = [logging.getLogger(), gunicorn.access_log, gunicorn.error_log]
    handler = logging.StreamHandler(uit)
    handler.setFormatter(logging.Formatter("%(message)s"))
    for logger in loggers:
        logger.addHandler(handler)
    yield SimpleNamespace(gunicorn=gunicorn, tekst=uit.getvalue)
    for logger in loggers:
        logger.removeHandler(handler)


def test_geen_log_noemt_een_geheim_en_niemand_bewaart_de_pagina(geheimen, logboek):
    client = Client(enforce_csrf_checks=True)
    for route, echt in geheimen.items():
        for geheim in (echt, echt[::-1]):
            pad = "/" + re.sub("<geheim:[^>]+>", geheim, route.replace("<slug:wijk>", "geleerdenwijk"))
            for antwoord in (client.get(pad), client.post(pad)):
                assert antwoord["X-Robots-Tag"] == "noindex" and antwoord["Cache-Control"] == "private, no-store", pad
                assert antwoord["Referrer-Policy"] == "same-origin", pad
            for mis in (pad[:-1], pad + ").", pad.replace("geleerdenwijk", "Geleerdenwijk/"), f"/inloggen/nee/?next={quote(pad, safe='')}"):
                client.get(mis)
                environ = {"RAW_URI": mis, "REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_REFERER": f"https://wijk.example.nl{pad}"}
                uit, erin = SimpleNamespace(status="404 Not Found", sent=0, headers=[]), SimpleNamespace(headers=[])
                logboek.gunicorn.access_log.info(Config().access_log_format, logboek.gunicorn.atoms(uit, erin, environ, timedelta(0)))
                logboek.gunicorn.exception("Error handling request %s", mis)
            try:
                raise ValueError({"path": pad.removeprefix("/")})
            except ValueError:
                logging.getLogger("django.request").exception("Internal Server Error: %s", pad)
    tekst = logboek.tekst()
    assert not [geheim for geheim in geheimen.values() if geheim in tekst or geheim[::-1] in tekst or quote(geheim) in tekst]
    assert "Not Found: /geleerdenwijk/advies/[geheim]" in tekst and "Forbidden (CSRF token missing.): /geleerdenwijk/" in tekst
    assert "ValueError: {'path': 'geleerdenwijk/advies/[geheim]'}" in tekst and '"GET /geleerdenwijk/advies/[geheim] HTTP/1.1" 404' in tekst


def test_ook_als_de_adressen_zelf_stuk_zijn_zegt_het_log_wat_er_is_zonder_geheim(monkeypatch):
    monkeypatch.setattr("wijk.geheimen._adres", lambda: import_module("wijk.bestaat_niet"))
    regel = maskeer('Error handling request /geleerdenwijk/advies/abc/\n  File "/srv/wijk/urls.py", line 3')
    assert regel == 'Error handling request /[geheim]\n  File "/srv/wijk/urls.py", line 3'


@pytest.mark.parametrize(
    "pad", ["/werkplek/geleerdenwijk/papier/formulieren/3.pdf", "/geleerdenwijk/evaluaties/3/invullen/", "/geleerdenwijk/ideeen/12/"]
)
def test_wat_niet_geheim_is_blijft_leesbaar(pad):
    assert maskeer(f"Not Found: {pad}") == f"Not Found: {pad}"
