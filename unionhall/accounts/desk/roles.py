"""The security administrator gives and ends roles."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from unionhall.kit.access import ROLES
from unionhall.kit.pages import changes, page, reads, tried
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..forms import Because, GiveRole
from ..permissions import Accounts


@reads(Accounts.ROLE_GIVE)
def units(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    rows = paged(request, queries.units_to_give_at(request.user, words), by=("path",))
    return page(request, "accounts/role_units.html", part="accounts/_role_units.html", rows=rows, q=words)


@changes(Accounts.ROLE_GIVE)
def at_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Who holds a role at this unit, and a form to give one."""
    unit = orgs.unit_for(request.user, code, needs=Accounts.ROLE_GIVE)
    form = GiveRole(request.POST or None, roles=queries.roles_for(unit.level))
    if request.method == "POST" and form.is_valid() and _give(request, unit, form):
        return redirect("accounts:roles-at", code=code)
    rows = [(held, ROLES.get(held.role)) for held in queries.roles_at(unit)]
    return page(request, "accounts/roles_at.html", unit=unit, rows=rows, form=form)


def _give(request: HttpRequest, unit: object, form: GiveRole) -> bool:
    given = form.cleaned_data
    user = queries.user_behind(given["handle"])
    if user is None:
        form.add_error("handle", _("没有这个手机号或用户名的账号，请核对，或先为其开通账号。"))
        return False
    last = given["last_day"]
    try:
        actions.give_role(
            person_id=user.pk, name=user.name, role=given["role"], unit=unit, by=request.user,
            because=given["because"], valid_from=given["valid_from"], valid_to=last and last + timedelta(days=1),
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("已分配给%(name)s。") % {"name": user.name})
    return True


@changes(Accounts.ROLE_GIVE)
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    unit = orgs.unit_for(request.user, code, needs=Accounts.ROLE_GIVE)
    held = queries.role_to_end(request.user, unit, pk)
    form = Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        tried(
            request,
            lambda: actions.end_role(role_held=held, by=request.user, because=because),
            _("已结束，立即生效。"),
        )
        return redirect("accounts:roles-at", code=code)
    return page(request, "accounts/role_end.html", unit=unit, held=held, role=ROLES.get(held.role), form=form)
