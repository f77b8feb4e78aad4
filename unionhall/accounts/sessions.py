"""A session on its way: password given, code still to come; then signed in; then idle too long."""

import time
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from . import actions, passwords, queries
from .models import User
from .rules import rules

HALF, STALE, BEGAN, SEEN, MARK = (f"accounts.{name}" for name in ("half", "stale", "began", "seen", "mark"))
BACKEND = "unionhall.accounts.backends.DirectoryBackend"


def safe_next(request: HttpRequest, given: str) -> str:
    """Where to go after signing in: a path of this house, or nothing."""
    safe = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    return given if safe else ""


def begin(request: HttpRequest, user: User, password: str, then: str) -> str:
    """The password was right: sign in, or ask for the code first; returns the address to go to."""
    stale = stale_because(user, password)
    factor = queries.second_factor(user)
    enrolled = factor is not None and factor.confirmed_at is not None
    if not enrolled and not queries.needs_second_factor(user):
        return admit(request, user, then, stale)
    request.session.flush()
    request.session[HALF] = {"id": user.pk, "at": time.time(), "next": then, "stale": stale, "print": _print(user)}
    if enrolled:
        return reverse("accounts:code")
    actions.begin_second_factor(user=user, by=user)
    return reverse("accounts:second-factor")


def half_open(request: HttpRequest) -> User | None:
    """Who has given the right password within the last minutes, and nothing else yet."""
    half = request.session.get(HALF)
    if half is None or time.time() - half["at"] > rules().half_open.total_seconds():
        return None
    user = queries.user_if_open(half["id"])
    return user if user is not None and half["print"] == _print(user) else None


def complete(request: HttpRequest, user: User) -> str:
    """The code was right, too."""
    half = request.session[HALF]
    return admit(request, user, half["next"], half["stale"])


def admit(request: HttpRequest, user: User, then: str, stale: str) -> str:
    """Sign in under a new session key; returns the address to go to."""
    request.signing_in_id = user.pk  # type: ignore[attr-defined]  # see lockout.who
    request.session.pop(HALF, None)
    auth.login(request, user, backend=BACKEND)
    now = time.time()
    mark = actions.open_session(user=user, address=address_of(request), by=user)
    request.session.update({BEGAN: now, SEEN: now, MARK: mark})
    if stale:
        request.session[STALE] = stale
        return reverse("accounts:password")
    return then or (reverse("accounts:landing"))


def stale_because(user: User, password: str) -> str:
    """Why the password must be changed before anything else, or empty."""
    if user.password_once:
        return _("这是管理员给您的一次性密码，请现在换成自己的密码。")
    if settings.DEMO or not user.is_staff:
        return ""
    if weak := passwords.complaint(password, user):
        return _("密码不符合工会干部账号的要求：%(why)s") % {"why": weak}
    if queries.password_is_old(user):
        return _("密码使用已满 %(days)d 天，请更换。") % {"days": rules().staff_days}
    return ""


def over_because(session: Any, user: User) -> str:
    """Why this session has ended, or empty while it goes on."""
    now, limits = time.time(), rules()
    idle = limits.staff_idle if user.is_staff else limits.public_idle
    if user.session_mark and session.get(MARK) != user.session_mark:
        return _("您的账号已在别处登录，本次登录已结束。如非本人操作，请立即联系安全管理员。")
    if now - session.get(SEEN, now) > idle.total_seconds():
        return _("您有一段时间没有操作，为保护信息已自动退出，请重新登录。")
    if user.is_staff and now - session.get(BEGAN, now) > limits.staff_total.total_seconds():
        return _("本次登录已满 %(hours)d 小时，请重新登录。") % {"hours": limits.staff_total.total_seconds() // 3600}
    return ""


def touch(session: Any) -> None:
    """Note that the session is alive, at most once a minute, so that reading pages seldom writes."""
    now = time.time()
    session.setdefault(BEGAN, now)
    if now - session.get(SEEN, 0) > rules().seen_every.total_seconds():
        session[SEEN] = now


def address_of(request: HttpRequest) -> str:
    """The visitor's network address as axes has worked it out behind proxies."""
    return str(getattr(request, "axes_ip_address", None) or request.META.get("REMOTE_ADDR", ""))


def _print(user: User) -> str:
    """Changes with the password, so that a half-open session ends with it."""
    return user.get_session_auth_hash()
