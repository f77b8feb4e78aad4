"""Someone is away, a colleague stands in: arranged by the one who goes, seen by both, ended by either."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit import clock
from unionhall.kit.access import ROLES
from unionhall.kit.pages import SIGNED_IN, changes, page, tried
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal

from .. import actions, queries
from ..forms import Absence, Because
from ..permissions import Accounts


def _form(request: HttpRequest, roles: list[Any]) -> Absence:
    people = {
        str(one.person_id): _("%(name)s（%(unit)s %(role)s）")
        % {"name": one.name, "unit": one.unit, "role": ROLES[one.role].title if one.role in ROLES else one.role}
        for role in roles
        for one in queries.colleagues(role)[:200]
    }
    choices = [(str(role.pk), f"{role.unit} {ROLES[role.role].title}") for role in roles]
    return Absence(request.POST or None, roles=choices, people=list(people.items()))


@changes(Accounts.DELEGATE, SIGNED_IN)
def absences(request: HttpRequest) -> HttpResponse:
    """One's own absences and those one stands in for; the form only for roles that may be delegated."""
    roles = queries.own_roles(request.user)
    form = _form(request, roles)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        role = next(one for one in roles if str(one.pk) == given["role_held"])
        try:
            made = actions.delegate(
                role_held=role, to_person_id=int(given["colleague"]), first_day=given["first_day"],
                last_day=given["last_day"], because=given["because"], by=request.user,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已安排由%(name)s代办。") % {"name": made.to_name})
            return redirect("accounts:absences")
    found = paged(request, queries.absences(request.user), by=("-first_day", "-pk"))
    rows = [_row(one, request.user) for one in found]
    return page(request, "accounts/absences.html", rows=rows, pages=found, form=form, roles=roles)


def _row(one: Any, user: Any) -> dict[str, Any]:
    """Ready to print: which work, who for whom, and whether it runs, is to come, or is over."""
    today = clock.today()
    state = "over" if one.ended_at or one.last_day < today else "next" if one.first_day > today else "now"
    role = ROLES.get(one.role_held.role)
    return {
        "one": one, "unit": one.role_held.unit, "role": role.title if role else one.role_held.role, "state": state,
        "mine": one.from_person_id == user.pk,
    }  # fmt: skip


@changes(SIGNED_IN)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    delegation = queries.absence_of(request.user, pk)
    form = Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        tried(
            request,
            lambda: actions.end_delegation(delegation=delegation, by=request.user, because=because),
            _("代办已提前结束。"),
        )
        return redirect("accounts:absences")
    return page(request, "accounts/absence_end.html", one=delegation, form=form)
