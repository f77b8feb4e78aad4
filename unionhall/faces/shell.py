"""What surrounds the pages: switches of appearance, what a phone installs, and the page without a network."""

import hashlib
from functools import cache

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.i18n import set_language as djangos_set_language

from unionhall.kit.pages import PUBLIC, changes, page, reads
from unionhall.kit.templatetags.hall import link_to

YEAR = 365 * 24 * 3600
THEMES = ("light", "dark", "auto")
SHELL_FILES = ("css/hall.css", "css/home.css", "css/dark.css", "icons/sprite.svg", "js/page.js", "js/draft.js")

set_language = changes(PUBLIC)(djangos_set_language)


@changes(PUBLIC)
def set_theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    return _keep(request, "theme", chosen if chosen in THEMES else "")


@changes(PUBLIC)
def set_elder(request: HttpRequest) -> HttpResponse:
    return _keep(request, "elder", {"1": "1", "0": "0"}.get(request.POST.get("elder", ""), ""))


def _keep(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Back to where the person was, with the choice in a cookie of this device."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(wanted if safe else "/")
    if value:
        answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return answer


@reads(PUBLIC)
def manifest(request: HttpRequest) -> HttpResponse:
    answer = page(request, "manifest.webmanifest")
    answer["Content-Type"] = "application/manifest+json"
    return answer


@reads(PUBLIC)
def service_worker(request: HttpRequest) -> HttpResponse:
    answer = page(
        request, "sw.js", version=_version(), offline_url=reverse("faces:offline"), card_url=link_to("people:my-card")
    )
    answer["Content-Type"] = "text/javascript; charset=utf-8"
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _version() -> str:
    """Changes with any file of the shell, whose addresses carry a hash of their content, and with the words."""
    named = "|".join(static(name) for name in SHELL_FILES) + str(get_language())
    return hashlib.blake2s(named.encode(), digest_size=6).hexdigest()


@reads(PUBLIC)
def offline(request: HttpRequest) -> HttpResponse:
    """Drawn for nobody in particular: the phone keeps it."""
    nobody = HttpRequest()
    nobody.path = nobody.path_info = "/"
    nobody.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    nobody.user = AnonymousUser()
    return HttpResponse(render_to_string("offline.html", request=nobody))


@reads(PUBLIC)
def privacy(request: HttpRequest) -> HttpResponse:
    return page(request, "faces/privacy.html")


@reads(PUBLIC)
def who_may_complain(request: HttpRequest) -> HttpResponse:
    return page(request, "faces/who_may_complain.html")
