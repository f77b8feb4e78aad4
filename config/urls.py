"""Every room that has a urls.py, found by name, from the top down."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.faces.shell import set_language


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when this process reaches its database; for load balancers, tells nothing about anyone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


def room_urls() -> list:
    found = [f"{room}.urls" for room in settings.ROOMS if find_spec(f"{room}.urls")]
    return [path("", include(import_module(name))) for name in reversed(found)]  # «/», asked for most, is found first


def room_calls() -> list:
    """JSON for programs: `patterns` of each room's api.py, found before any page."""
    found = [f"{room}.api" for room in settings.ROOMS if find_spec(f"{room}.api")]
    return [one for name in found for one in import_module(name).patterns]


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("look/language/", set_language, name="set_language"),  # the name Django's own forms use
    path("api/v1/", include((room_calls(), "api"))),
    *room_urls(),
]
