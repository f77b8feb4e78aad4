from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from unionhall.kit import text
from unionhall.kit.pages import PUBLIC, SIGNED_IN, changes, page, reads

from .. import actions, lockout, queries, sessions
from ..forms import Code, SignIn


@sensitive_post_parameters("password")
@never_cache
@changes(PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponse:
    then = sessions.safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(then or "accounts:landing")
    form, status = SignIn(request.POST or None, initial={"next": then}), 200
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["username"], form.cleaned_data["password"]
        user = auth.authenticate(request, username=name, password=password)
        if user is not None:
            return redirect(sessions.begin(request, user, password, then))
        words, status = _why_not(request, name)
        form.add_error(None, words)
    return page(request, "accounts/sign_in.html", form=form, status=status, demo=settings.DEMO)


def _why_not(request: HttpRequest, name: str) -> tuple[str, int]:
    """What to say after a refused sign-in, the same whether or not there is such an account; 429 when locked."""
    until = lockout.ends_at(request, lockout.who(request, {"username": name}) or "")
    known = queries.user_behind(name)
    if known is not None:
        address = sessions.address_of(request)
        actions.refuse_session(user=known, address=address, locked=until is not None, by=queries.system_user("gate"))
    if until is None:
        return _("手机号、用户名或密码不对，或账号已停用。忘记密码请联系所在工会。"), 200
    words = _("登录失败次数过多，为保护账号已暂时锁定。请在 %(until)s 之后再试，或联系所在工会。")
    return words % {"until": text.moment(until)}, 429


@never_cache
@changes(PUBLIC)
def code(request: HttpRequest) -> HttpResponse:
    """The step after the password, for those who have bound an authenticator."""
    user = sessions.half_open(request)
    if user is None:
        messages.info(request, _("请重新输入密码。"))
        return redirect("accounts:sign-in")
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if actions.check_code(user=user, code=form.cleaned_data["code"], by=user):
                return redirect(sessions.complete(request, user))
            form.add_error("code", _("验证码不对或已经用过，请等下一个再输入。"))
        except actions.Resting as refusal:
            form.add_error(None, str(refusal))
    return page(request, "accounts/code.html", form=form)


@changes(PUBLIC)
def sign_out(request: HttpRequest) -> HttpResponse:
    """POST ends the session; GET asks, for those who came by a link."""
    if request.method == "POST":
        if request.user.is_authenticated:
            actions.close_session(user=request.user, because="", by=request.user)
        auth.logout(request)
        return redirect("accounts:signed-out")
    return page(request, "accounts/sign_out.html")


@reads(PUBLIC)
def signed_out(request: HttpRequest) -> HttpResponse:
    return page(request, "accounts/signed_out.html")


@reads(SIGNED_IN)
def landing(request: HttpRequest) -> HttpResponse:
    """To the Desk for those who hold a role, home for the others."""
    return redirect(queries.landing(request.user))
