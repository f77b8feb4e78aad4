"""A form sent after its session or its mark had gone: nothing was done, and what was typed is not lost."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache


def signed_out(request: HttpRequest) -> HttpResponse:
    """To a stranger who sends a form that only somebody signed in was shown."""
    return _page(request, "signed_out_meanwhile.html")


@never_cache
def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's page for a form without a valid mark (settings.CSRF_FAILURE_VIEW); its reason is for logs."""
    return _page(request, "403_csrf.html", cookies=settings.CSRF_COOKIE_NAME in request.COOKIES)


def _page(request: HttpRequest, template: str, **more: bool) -> HttpResponse:
    back = _came_from(request)
    sign_in = f"{settings.LOGIN_URL}?{urlencode({'next': back or '/'})}"
    return render(request, template, {"back": back, "sign_in": sign_in, **more}, status=403)


def _came_from(request: HttpRequest) -> str:
    """The page the form stands on, as far as the browser says; empty for another house's."""
    given = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    return given if safe else ""
