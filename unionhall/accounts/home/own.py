"""A person's own password and second factor."""

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from unionhall.kit.pages import PUBLIC, SIGNED_IN, changes, page
from unionhall.kit.refusal import Refusal

from .. import actions, factors, queries, sessions
from ..forms import Code, NewPassword
from ..models import SecondFactor, User
from ..rules import rules


@sensitive_post_parameters()
@never_cache
@changes(SIGNED_IN)
def password(request: HttpRequest) -> HttpResponse:
    form = NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            changed = actions.change_password(user=request.user, old=given["old"], new=given["new"], by=request.user)
        except actions.WrongPassword as refusal:
            form.add_error("old", str(refusal))
        except Refusal as refusal:
            form.add_error("new", str(refusal))
        else:
            request.session.pop(sessions.STALE, None)
            update_session_auth_hash(request, changed)
            messages.success(request, _("密码已更换。其他设备上的登录已退出。"))
            return redirect("accounts:landing")
    stale = request.session.get(sessions.STALE, "")
    return page(request, "accounts/password.html", form=form, stale=stale, rules=rules(), staff=request.user.is_staff)


@never_cache
@changes(PUBLIC)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Bind an authenticator: on the way in, when a role asks for it, or later of one's own accord."""
    user = request.user if request.user.is_authenticated else sessions.half_open(request)
    if user is None:
        return redirect("accounts:sign-in")
    factor = queries.second_factor(user)
    if request.method == "POST" and factor is None:
        actions.begin_second_factor(user=user, by=user)
        return redirect("accounts:second-factor")
    if factor is not None and factor.confirmed_at is None:
        return _bind(request, user, factor)
    return page(request, "accounts/second_factor.html", factor=factor, needed=queries.needs_second_factor(user))


def _bind(request: HttpRequest, user: User, factor: SecondFactor) -> HttpResponse:
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = actions.confirm_second_factor(user=user, code=form.cleaned_data["code"], by=user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if codes is not None:
                then = sessions.complete(request, user) if sessions.half_open(request) else ""
                # shown here and never again: only their hashes are kept, so there is nothing to redirect to
                return page(request, "accounts/recovery_codes.html", codes=codes, then=then)
            form.add_error("code", _("验证码不对，请等下一个再输入。"))
    secret = factor.secret.reveal()
    qr = segno.make(factors.address(secret, user.username or user.name), error="m").svg_data_uri(scale=5, light="#fff")
    return page(request, "accounts/bind.html", form=form, qr=qr, secret=secret)
