"""Ends sessions that are idle, too long, or second ones of an administrator; holds those whose password is stale."""

from collections.abc import Callable

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from . import sessions

FREE = ("accounts:password", "accounts:sign-out")


class SessionRules:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if auth.SESSION_KEY in request.session and request.user.is_authenticated:
            if because := sessions.over_because(request.session, request.user):
                auth.logout(request)
                messages.warning(request, because)
            else:
                sessions.touch(request.session)
                if sessions.STALE in request.session and request.path not in map(reverse, FREE):
                    return redirect("accounts:password")
        return self.get_response(request)
