"""`/join/`: from the code on a union's wall to an account, and on to the application."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from unionhall.accounts import queries as accounts
from unionhall.accounts import sessions
from unionhall.kit.pages import PUBLIC, changes, page
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..consents import MEMBERSHIP, SENSITIVE
from ..documents import read_document
from ..forms import SignUp

APPLICATION = "/services/people.join/"  # its first page takes what a scanned code says
TRIES_BY_ADDRESS = 100  # a day: a whole factory may sit behind one
TRIES_BY_NUMBER = 5  # a day


@sensitive_post_parameters("id_number", "phone", "password")
@never_cache
@changes(PUBLIC)
def join(request: HttpRequest) -> HttpResponse:
    code = request.GET.get("union", "").strip()
    union = queries.union_to_join(code) if code else None
    then = f"{APPLICATION}1/?{urlencode({'union': union.code})}" if union else APPLICATION
    if request.user.is_authenticated:
        return redirect(then)
    form, status = SignUp(request.POST or None, purposes=(MEMBERSHIP, SENSITIVE)), 200
    if request.method == "POST" and form.is_valid():
        try:
            person = _sign_up(request, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = 429 if isinstance(refusal, actions.TooManyTries) else 200
        else:
            return redirect(sessions.begin(request, accounts.user(person.pk), form.cleaned_data["password"], then))
    return page(
        request, "people/join.html", form=form, union=union, unknown=bool(code) and union is None, status=status
    )


def _sign_up(request: HttpRequest, given: dict[str, Any]) -> Any:
    portal = accounts.system_user("portal")
    tries = (
        ("address", sessions.address_of(request), TRIES_BY_ADDRESS),
        ("id", read_document(given["id_kind"], given["id_number"]).handle, TRIES_BY_NUMBER),
        ("phone", given["phone"], TRIES_BY_NUMBER),
    )
    for kind, key, most in tries:
        actions.count_try(kind=kind, key=key, most=most, by=portal)
    return actions.sign_up(
        name=given["name"],
        id_kind=given["id_kind"],
        id_number=given["id_number"],
        phone=given["phone"],
        password=given["password"],
        agreed=(MEMBERSHIP.code, SENSITIVE.code),
        channel="portal",
        by=portal,
    )
