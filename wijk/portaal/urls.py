"""Addresses that join all apps; `hoofd` stands at the root."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import urls as socialaccount
from allauth.urls import build_provider_urlpatterns
from django.conf import settings
from django.urls import include, path

from wijk.portaal.views import inloggen, machine, mijn, start, uitleg
from wijk.toegang import mag
from wijk.views import gegevens

_inloggen = mag("inloggen")
_mijn = mag("eigen_gegevens")

hoofd = [
    path("", start.hoofd, name="hoofd"),
    path("gezondheid/", machine.gezondheid, name="gezondheid"),
    path("favicon.ico", machine.favicon, name="favicon"),
    path(".well-known/security.txt", machine.security_txt, name="security_txt"),
    path("gegevens/catalogus.jsonld", gegevens.catalogus_jsonld, name="catalogus"),
    path("gegevens/catalogus.ttl", gegevens.catalogus_turtle, name="catalogus_turtle"),
    path("privacy/", uitleg.privacy, name="privacy"),
    path("toegankelijkheid/", uitleg.toegankelijkheid, name="toegankelijkheid"),
    path("mijn/", mijn.mijn, name="mijn"),
    path("mijn/gegevens/", mijn.gegevens, name="mijn_gegevens"),
    path("mijn/gegevens.json", mijn.gegevens_json, name="mijn_gegevens_json"),
    path("mijn/vergeten/", mijn.vergeten, name="mijn_vergeten"),
    path("inloggen/als/<int:pk>/", inloggen.inloggen_als, name="inloggen_als"),
    path("uitloggen/", inloggen.uitloggen, name="uitloggen"),
    path("inloggen/", inloggen.inloggen, name="inloggen"),
    # The names by which django-allauth finds its own pages; only those that an account without a password needs.
    path("inloggen/", inloggen.inloggen, name="account_login"),
    path("inloggen/", inloggen.inloggen, name="account_request_login_code"),
    path("inloggen/", inloggen.inloggen, name="account_signup"),
    path("inloggen/code/", inloggen.code, name="account_confirm_login_code"),
    path("inloggen/gesloten/", _inloggen(account.account_inactive), name="account_inactive"),
    path("inloggen/getypt/weg/", inloggen.getypt_weg, name="getypt_weg"),
    path("inloggen/getypt/invullen/", inloggen.getypt_invullen, name="getypt_invullen"),
    path("inloggen/opnieuw/", inloggen.opnieuw, name="account_reauthenticate"),
    path("uitloggen/", inloggen.uitloggen, name="account_logout"),
    path("inloggen/tweede-stap/", _inloggen(mfa.authenticate), name="mfa_authenticate"),
    path("mijn/tweede-stap/", _mijn(mfa.index), name="mfa_index"),
    path("mijn/tweede-stap/opnieuw/", _mijn(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("mijn/tweede-stap/aan/", _mijn(totp.activate_totp), name="mfa_activate_totp"),
    path("mijn/tweede-stap/uit/", _mijn(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("mijn/tweede-stap/codes/", _mijn(herstelcodes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("mijn/tweede-stap/codes/nieuw/", _mijn(herstelcodes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("mijn/tweede-stap/codes/bestand/", _mijn(herstelcodes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    hoofd += [path("inloggen/", include(build_provider_urlpatterns())), path("inloggen/", include(socialaccount.urlpatterns))]

openbaar = [path("", start.start, name="start")]
werkplek = [path("", start.werkplek, name="start")]
