"""What a password must be like (docs: identity control of GB/T 22239-2019, level 3)."""

import re
from functools import cache

from django.contrib.auth.hashers import check_password as matches
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal

from .models import PastPassword, User
from .rules import rules

KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
MOBILE = re.compile(r"1[3-9]\d{9}")


class WeakPassword(Refusal):
    """Says what to change."""


def complaint(password: str, user: User) -> WeakPassword | None:
    """Why this user may not have it, or None; without its history."""
    now = rules()
    length = now.staff_length if user.is_staff else now.public_length
    if len(password) < length:
        return WeakPassword(format_lazy(_("密码至少 {length} 位，请加长。"), length=length))
    if user.is_staff and sum(bool(re.search(kind, password)) for kind in KINDS) < now.staff_kinds:
        text = _("密码要含小写字母、大写字母、数字、其他符号中的至少 {kinds} 种。")
        return WeakPassword(format_lazy(text, kinds=now.staff_kinds))
    if MOBILE.search(password) or any(len(n) > 1 and n.casefold() in password.casefold() for n in _names(user)):
        return WeakPassword(_("密码里不能有姓名、用户名或手机号，请换一个。"))
    return WeakPassword(_("这个密码太常见，容易被猜到，请换一个。")) if is_common(password) else None


def check(password: str, user: User) -> None:
    """WeakPassword unless it may become this user's password today."""
    if found := complaint(password, user):
        raise found
    past = PastPassword.objects.of(user).order_by("-set_at").values_list("password", flat=True)
    for earlier in [user.password, *past[: rules().remembered]]:
        if earlier and matches(password, earlier):
            text = _("不能与最近 {count} 次用过的密码相同，请换一个。")
            raise WeakPassword(format_lazy(text, count=rules().remembered))


def is_common(password: str) -> bool:
    """In the list of common passwords, or one of them with a few figures and signs around it."""
    small = password.casefold()
    core = re.sub(r"^[^a-z]+|[^a-z]+$", "", small)
    return small in _common() or (core in _common() and 2 * len(core) >= len(small)) or len(set(small)) < 4


def _names(user: User) -> list[str]:
    return [user.name, user.username]


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
