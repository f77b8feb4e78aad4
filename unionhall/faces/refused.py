"""The net under every page: a refusal a page did not answer itself is shown in its own words, never as an error."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal


class SayWhy:
    """Middleware: 403 for what someone may not do, 409 for what cannot be done as things stand."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        status = 403 if isinstance(error, NotAllowed) else 409
        return render(request, "faces/refused.html", {"said": error.message}, status=status)
