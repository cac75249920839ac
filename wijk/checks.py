from django.conf import settings
from django.core.checks import Error, Tags, Warning, register


@register(Tags.security)
def demo_alleen_hier(app_configs, **kwargs):
    """The demo lets anyone in as anyone; on a host that others can reach that may never be."""
    anders = sorted(set(settings.ALLOWED_HOSTS) - {*settings.LOCAL_HOSTS, "testserver"})
    if settings.DEMO and anders:
        return [Error(f"DEMO is on while the portal answers to {', '.join(anders)}.", hint="Unset DEMO.", id="wijk.E001")]
    return []


@register(Tags.security, deploy=True)
def geen_demo_in_productie(app_configs, **kwargs):
    return [Error("DEMO is on in production.", hint="Unset DEMO.", id="wijk.E002")] if settings.DEMO else []


@register(Tags.security, deploy=True)
def mail_gaat_echt_weg(app_configs, **kwargs):
    """Without a mail server nobody gets a code to sign in with, or an answer; and the mails lie in a folder."""
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return []
    hint = "Set EMAIL_URL, for instance smtp+tls://user:password@host:587."
    return [Warning(f"Mail is not sent: it goes to {settings.EMAIL_BACKEND}.", hint=hint, id="wijk.W003")]


@register(Tags.security, deploy=True)
def data_is_van_ons(app_configs, **kwargs):
    """The folder holds who lives where: the database, photos and mails."""
    if settings.DATA.stat().st_mode & 0o007:
        return [Warning(f"Every account of this machine can look in {settings.DATA}.", hint="chmod 700 that folder.", id="wijk.W004")]
    return []
