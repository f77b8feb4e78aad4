"""One policy for every answer, unless an answer has its own."""

from typing import Any

from csp.constants import HEADER
from csp.decorators import csp_exempt, csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from unionhall.kit.policy import Policy


def plain(request: Any) -> HttpResponse:
    return HttpResponse()


def with_nonce(request: Any) -> HttpResponse:
    return HttpResponse(str(request.csp_nonce))


def _directives(layer: Any, view: Any) -> set[str]:
    answer = layer(view)(RequestFactory().get("/"))
    return {part.strip() for part in answer.headers.get(HEADER, "").split(";")}


def test_it_says_what_the_package_says() -> None:
    wider = csp_update({"img-src": ["https://example.org"]})(plain)
    for view in (plain, with_nonce, wider, csp_exempt()(plain)):
        assert _directives(Policy, view) == _directives(CSPMiddleware, view)
    assert "default-src 'none'" in _directives(Policy, plain)
    assert "img-src 'self' data: blob: https://example.org" in _directives(Policy, wider)
