"""The security administrator's accounts: found by a whole phone number or sign-in name, opened, locked, reset."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from unionhall.kit.access import ROLES
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..forms import Because, FindAccount, OpenAccount
from ..permissions import Accounts

ACTS = {
    "lock": (Accounts.USER_LOCK, actions.lock, _("账号已锁定，其登录会话随即失效。")),
    "unlock": (Accounts.USER_LOCK, actions.unlock, _("账号已解锁。")),
    "reset-factor": (Accounts.USER_OPEN, actions.reset_second_factor, _("二次验证已解除，下次登录时重新绑定。")),
}


OPENS = (Accounts.USER_LOCK, Accounts.USER_OPEN)


@reads(*OPENS)
def find(request: HttpRequest) -> HttpResponse:
    form = FindAccount(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    user = queries.account_known_by(request.user, words, OPENS) if words else None
    return page(request, "accounts/people.html", form=form, words=words, found=user)


@sensitive_post_parameters("phone")
@never_cache
@changes(Accounts.USER_OPEN)
def new(request: HttpRequest) -> HttpResponse:
    """An account for someone, with a one-time password that stands on the answer to this POST and nowhere else."""
    roles = [(role.code, role.title) for role in ROLES.values()]
    form = OpenAccount(request.POST or None, roles=roles, initial={"unit": request.GET.get("unit", "")})
    opened, once = _open(request, form) if request.method == "POST" and form.is_valid() else (None, "")
    return page(request, "accounts/new.html", form=form, account=opened, once=once)


def _open(request: HttpRequest, form: OpenAccount) -> tuple[Any, str]:
    given = dict(form.cleaned_data)
    code = given.pop("unit")
    try:
        unit = orgs.unit_for(request.user, code, needs=Accounts.ROLE_GIVE) if code else None
        return actions.open_by_hand(**given, unit=unit, by=request.user)
    except Http404:
        form.add_error("unit", _("您的范围内没有这个编号的单位。"))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None, ""


@reads(*OPENS)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    user = queries.account_within(request.user, pk, Accounts.USER_LOCK)
    rows = [(held, ROLES.get(held.role)) for held in queries.roles_of(user.pk)]
    return page(request, "accounts/account.html", account=user, rows=rows, factor=queries.second_factor(user))


@never_cache
@changes(Accounts.USER_OPEN)
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """A one-time password, shown here and never again: there is nothing stored to redirect to."""
    user, form = queries.account_within(request.user, pk, Accounts.USER_OPEN), Because(request.POST or None)
    once = ""
    if request.method == "POST" and form.is_valid():
        try:
            once = actions.reset_password(user=user, because=form.cleaned_data["because"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return page(request, "accounts/reset.html", account=user, form=form, once=once)


@changes(*OPENS)
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Lock, unlock, or release a second factor; each wants a reason."""
    needs, do, done = ACTS[what]
    user, form = queries.account_within(request.user, pk, needs), Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            do(user=user, because=form.cleaned_data["because"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(done))
            return redirect("accounts:account", pk=pk)
    return page(request, "accounts/act.html", account=user, form=form, what=what)
