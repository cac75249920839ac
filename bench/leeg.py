"""The fixed point: a Django project with one empty view and no middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def leeg(request):
    return HttpResponse("")


urlpatterns = [path("", leeg)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="bench", LOGGING_CONFIG=None)  # noqa: S106 (nothing is signed)
application = get_wsgi_application()
