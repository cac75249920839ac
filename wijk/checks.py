from django.conf import settings
from django.core.checks import Error, Tags, register


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
