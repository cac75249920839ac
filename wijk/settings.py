"""Settings of the portal. Everything that differs per place comes from the environment; without any of it the portal is safe.

DATA            folder of the database, photos, documents and the generated secret key (default: `data/` beside manage.py)
SECRET_KEY      default: made once and kept in DATA/secret_key, readable by its owner alone
DATABASE_URL    default: SQLite in DATA; `postgres://user:password@host/name` for PostgreSQL
ALLOWED_HOSTS   comma separated host names (default: this machine only)
HTTPS           1 when the portal is served over https (default: 1 as soon as ALLOWED_HOSTS names another host)
PROXY           1 when a trusted proxy in front sets X-Forwarded-Proto and X-Forwarded-For
BASIS_URL       address of the portal in mails, for instance https://wijk.heemstede.nl (default: http://127.0.0.1:8000)
EMAIL_URL       `smtp+tls://user:password@host:587`; default: mails are written to files in DATA/mail
WORKER          0 when no `manage.py db_worker` runs: mail is then sent within the request (default: 1)
AFZENDER        sender of the mails
TEGEL_URL       map tiles, for instance PDOK's `.../{z}/{x}/{y}.png`; default: none, the map shows boundary and points on plain ground
TEGEL_BRON      credit line of the tiles
PDOK_URL        finds addresses on the form of an idea: https://api.pdok.nl/bzk/locatieserver/search/v3_1/free (default: none, no search)
GEMEENTE        name of the municipality (default: Heemstede)
CONTACT         e-mail address for questions, shown in the footer, the privacy page and security.txt
FG              e-mail address of the municipality's data protection officer (functionaris gegevensbescherming), for the privacy page
VERKLARING_URL  the municipality's own accessibility statement in the national register, once it has been published there
DREMPEL_MAAL    the limits of wijk/drempels.py times this, for measuring and testing (default: 1)
OIDC_URL, OIDC_ID, OIDC_SECRET   single sign-on for officials by OpenID Connect; default: off
DEMO            1 shows a log-in button per example person; refused on any host but this machine
DEBUG           1 for development only
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
DATA = Path(env.str("DATA", default=str(BASE_DIR / "data"))).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    path = DATA / "secret_key"
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as f:
            f.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", default="") or _secret_key()
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOCAL_HOSTS)
HTTPS = env.bool("HTTPS", default=not set(ALLOWED_HOSTS) <= {*LOCAL_HOSTS, "testserver"})

INSTALLED_APPS = [
    "wijk.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "leaflet",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "wijk",
    "participatie",
    "budget",
    "evaluatie",
    "wijk.portaal",
]

MIDDLEWARE = [
    "wijk.bewaarde_paginas.BewaardePaginas",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "wijk.geheimen.GeheimeLinks",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "wijk.urls"
WSGI_APPLICATION = "wijk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wijk.context.portaal",
            ],
        },
    },
]

# --- database ---------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA / 'wijkportaal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # recursive_triggers: a REPLACE of a row that may never be deleted is refused as a DELETE is.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA cache_size=-32000; "
        "PRAGMA recursive_triggers=ON",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- public pages kept ready (wijk/bewaarde_paginas.py) ------------------------------------------------------------------
PAGINAS_BEWAREN = 60  # seconds
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}}}

# --- people -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "wijk.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "inloggen"
LOGIN_REDIRECT_URL = "mijn"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "wijk.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_FORMS = {
    "request_login_code": "wijk.portaal.forms.CodeVragenForm",
    "confirm_login_code": "wijk.portaal.forms.CodeInvullenForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code that lets somebody in is the verification
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wijkportaal"
SOCIALACCOUNT_PROVIDERS = {}
if env.str("OIDC_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "gemeente",
                "name": "Gemeente",
                "client_id": env.str("OIDC_ID"),
                "secret": env.str("OIDC_SECRET"),
                "settings": {"server_url": env.str("OIDC_URL")},
            }
        ]
    }
SESSION_COOKIE_AGE = 14 * 24 * 3600

# --- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # numbers in pages are written by the `getal` filter; a year or a street number gets no dot

# --- files ------------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
# Only what the build makes and pictures; the sources in static/css and static/js are not served.
STATICFILES_DIRS = [("dist", BASE_DIR / "static/dist"), ("img", BASE_DIR / "static/img")]
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA / "static"))
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Documents behind bookings: never below a folder that is served, readable by the portal's own account alone.
    "bewijsstukken": {
        "BACKEND": "wijk.opslag.Kluis",
        "OPTIONS": {"location": str(DATA / "bewijsstukken"), "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    # Photos with ideas: handed out by a view that looks whether the idea is on the website.
    "fotos": {
        "BACKEND": "wijk.opslag.Kluis",
        "OPTIONS": {"location": str(DATA / "fotos"), "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    # Documents of projects: for everyone, but handed out by a view that says what they are.
    "projectstukken": {
        "BACKEND": "wijk.opslag.Kluis",
        "OPTIONS": {"location": str(DATA / "projectstukken"), "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not DEBUG and ("collectstatic" in sys.argv or (Path(STATIC_ROOT) / "staticfiles.json").exists()):
    STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    WHITENOISE_MANIFEST_STRICT = False
else:
    WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = str(DATA / "uploads")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- forms and map ----------------------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = ("nlds",)
CRISPY_TEMPLATE_PACK = "nlds"
CRISPY_FAIL_SILENTLY = False
TEGEL_URL = env.str("TEGEL_URL", default="")
TEGEL_BRON = env.str("TEGEL_BRON", default="Kaartgegevens: Kadaster")
PDOK_URL = env.str("PDOK_URL", default="")
LEAFLET_CONFIG = {"RESET_VIEW": False, "TILES": []}

# --- mail and background work -----------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="filemail://"))
if EMAIL_BACKEND.endswith("filebased.EmailBackend"):  # noqa: F821 (set by email_url)
    EMAIL_BACKEND = "wijk.postmap.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_TIMEOUT = 60  # seconds; far less than a sender keeps a mail to itself (wijk/post.py)
BASIS_URL = env.str("BASIS_URL", default="http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("AFZENDER", default="Wijkportaal <noreply@localhost>")
GEMEENTE = {
    "naam": env.str("GEMEENTE", default="Heemstede"),
    "contact": env.str("CONTACT", default=""),
    "fg": env.str("FG", default=""),
    "verklaring": env.str("VERKLARING_URL", default=""),
}
_taken = "django_tasks_db.DatabaseBackend" if env.bool("WORKER", default=True) else "django_tasks.backends.immediate.ImmediateBackend"
TASKS = {"default": {"BACKEND": _taken}}

# --- security ---------------------------------------------------------------------------------------------------------
_tiles = [f"{u.scheme}://{u.netloc}" for u in [urlsplit(TEGEL_URL.replace("{s}", "*"))] if u.netloc]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_tiles],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "wijk.views.fouten.csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = False
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
DREMPEL_MAAL = env.int("DREMPEL_MAAL", default=1)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
