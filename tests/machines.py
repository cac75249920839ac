"""The machines that the tests run on: which database, which browser. Loaded as a pytest plugin before Django's settings are read.

ENGINE=sqlite (as it comes) or ENGINE=postgresql (a private server in a temporary folder). What a test needs and the machine lacks
fails, it never skips. The last lines of a run say what was really used.
"""

import atexit
import functools
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.postgresql import start_postgresql

ENGINE = os.environ.get("ENGINE", "sqlite")
GEBRUIKT: dict[str, str] = {}


if "PYTEST_XDIST_WORKER" not in os.environ:
    _data = tempfile.mkdtemp(prefix="wijkportaal-test-")
    atexit.register(shutil.rmtree, _data, ignore_errors=True)
    os.environ["DATA"] = _data
    os.environ.pop("DATABASE_URL", None)
    if ENGINE == "postgresql":
        os.environ["DATABASE_URL"] = start_postgresql()
    elif ENGINE != "sqlite":
        raise SystemExit(f"ENGINE={ENGINE}: sqlite or postgresql")
    for naam in ("SECRET_KEY", "ALLOWED_HOSTS", "DEMO", "TEGEL_URL", "EMAIL_URL", "CONTACT", "HTTPS", "DEBUG"):
        os.environ.pop(naam, None)
os.environ["WORKER"] = "0"
os.environ["DREMPEL_MAAL"] = "1000000"  # a test of the limits sets it back to 1
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's sync API runs an event loop beside the tests


@pytest.fixture(scope="session", autouse=True)
def _instellingen():
    """Tests run without a mail server, a worker or built-in waiting; nothing else differs from production."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture(scope="session", autouse=True)
def _bestanden_een_keer():
    """The styles and scripts are looked up once, not for each client of each test."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    zoek, gevonden = WhiteNoiseMiddleware.add_files_from_finders, {}

    def een_keer(self):
        if not gevonden:
            zoek(self)
            gevonden.update(self.files)
        self.files.update(gevonden)

    WhiteNoiseMiddleware.add_files_from_finders = een_keer


def pytest_xdist_setupnodes(config):
    """While the workers read the tests, the tables are made that each of them begins with a copy of."""
    from tests import migreren

    migreren.begin(config)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix):
    """SQLite tests use a file, as production does: an in-memory database has no concurrent connections."""
    from django.conf import settings
    from django.db import connections

    from tests import migreren

    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        suffix = os.environ.get("PYTEST_XDIST_WORKER", "")
        bestand = str(Path(os.environ["DATA"]) / f"test{suffix}.sqlite3")
        connections["default"].settings_dict["TEST"]["NAME"] = bestand
        migreren.begin_met_sqlite(request.config, bestand)
    elif migreren.wacht():
        connections["default"].settings_dict["TEST"]["TEMPLATE"] = migreren.SJABLOON


# --- browser ----------------------------------------------------------------------------------------------------------
CHROMIUM_OPTIES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
)


def chromium() -> str:
    pad = os.environ.get("CHROMIUM") or next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    if not pad:
        pytest.fail("No Chromium on this machine. Install it (apt install chromium) or say where it is with CHROMIUM=.")
    return pad


def _wacht_op_de_volgende_pagina(soort) -> None:
    """After `click` and `press` the page they lead to is read whole: Playwright itself waits for its first byte alone."""
    for naam in ("click", "press"):
        doe = getattr(soort, naam)

        @functools.wraps(doe)
        def en_wacht(plek, *waarden, _doe=doe, **opties):
            _doe(plek, *waarden, **opties)
            if not plek.page.is_closed():
                plek.page.wait_for_load_state("domcontentloaded")

        setattr(soort, naam, en_wacht)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import Locator, sync_playwright

    _wacht_op_de_volgende_pagina(Locator)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIES)
        GEBRUIKT["browser"] = f"Chromium {browser.version}"
        yield browser
        browser.close()


@pytest.fixture
def open_pagina(browser, live_server):
    """`open_pagina(390, js=False)`: a fresh browser page on the portal. Console errors and requests to other hosts fail the test.

    `base_url`: another way to the portal, as through a proxy of the test.
    """
    contexten, klachten = [], []

    def maak(breedte: int = 1280, hoogte: int = 800, *, js: bool = True, **opties):
        huis = opties.setdefault("base_url", live_server.url)
        context = browser.new_context(viewport={"width": breedte, "height": hoogte}, java_script_enabled=js, locale="nl-NL", **opties)
        contexten.append(context)
        pagina = context.new_page()
        pagina.set_default_timeout(10_000)
        # The browser itself reports a refused form (422), a page that is not there, and a test that takes the connection away as an
        # error; those are answers, not faults.
        geen_fout = ("status of 4", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_EMPTY_RESPONSE", "net::ERR_CONNECTION_RESET")
        pagina.on(
            "console",
            lambda m: klachten.append(f"{pagina.url}: {m.text}") if m.type == "error" and not any(f in m.text for f in geen_fout) else None,
        )
        pagina.on("pageerror", lambda fout: klachten.append(f"{pagina.url}: {fout}"))
        pagina.on("request", lambda r: klachten.append(f"request to {r.url}") if not r.url.startswith((huis, "data:", "blob:")) else None)
        return pagina

    yield maak
    for context in contexten:
        context.close()
    assert not klachten, "\n".join(klachten)


AXE = Path(__file__).resolve().parent.parent / "node_modules/axe-core/axe.min.js"


# The browser hands over the violations alone: the whole result, with every element that is right, takes six times as long.
AXE_LOOPT = """async () => (await axe.run({
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
  elementRef: false, selectors: false, ancestry: false, xpath: false,
})).violations.map((fout) => `${fout.id}: ${fout.help}: ${fout.nodes[0].html.slice(0, 160)}`)"""


def axe(pagina) -> list[str]:
    """What axe finds wrong on the page (WCAG 2.2 AA and best practices): one line a violation."""
    if not pagina.evaluate("'axe' in window"):
        pagina.evaluate(AXE.read_text())
    return [f"{pagina.url}: {fout}" for fout in pagina.evaluate(AXE_LOOPT)]


def loopt_over(pagina) -> int:
    """How many pixels the page is wider than the window (0: nothing to scroll sideways)."""
    return pagina.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)")


# --- what was used ----------------------------------------------------------------------------------------------------
def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["gebruikt"] = {**GEBRUIKT, "database": _database_versie()}


def _database_versie() -> str:
    from django.db import connection

    if connection.vendor == "sqlite":
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version} (WAL, file)"
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"].replace("postgres://", "postgresql://")) as verbinding:
        nummer = verbinding.info.server_version
    return f"PostgreSQL {nummer // 10000}.{nummer % 10000}"


def pytest_testnodedown(node, error):
    GEBRUIKT.update(getattr(node, "workeroutput", {}).get("gebruikt", {}))


def pytest_terminal_summary(terminalreporter):
    if "database" not in GEBRUIKT:
        GEBRUIKT["database"] = _database_versie()
    terminalreporter.write_line(f"Database: {GEBRUIKT['database']}")
    terminalreporter.write_line(f"Browser:  {GEBRUIKT.get('browser', 'not used in this run')}")
