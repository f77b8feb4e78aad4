import re
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.access import require
from unionhall.kit.refusal import Refusal

from .. import directory, passwords, queries
from ..choices import Handle
from ..models import PastPassword, User
from ..permissions import Accounts

NAME = re.compile(r"[a-z\u4e00-\u9fff][\w.\-]{2,59}")
ONCE = "abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else when read out


class BadSignInName(Refusal):
    text = _("用户名为 3 至 60 位，以字母或汉字开头，可含数字、点、横线和下划线。")


class HasAccount(Refusal):
    text = _("此人已有账号，请直接登录，或由安全管理员重置密码。")


class WrongPassword(Refusal):
    text = _("当前密码不对，请重新输入。")


class NotOneself(Refusal):
    text = _("不能对自己的账号做这项操作，请由另一位安全管理员办理。")


@transaction.atomic
def open_account(
    *,
    person_id: int,
    name: str,
    by: Any,
    password: str | None = None,
    phone: str | None = None,
    username: str = "",
    because: str = "",
) -> User:
    """An account for a person of the register; who may have one is for the caller to decide. Taken, HasAccount."""
    username = username or ""
    if User.objects.filter(pk=person_id).exists():
        raise HasAccount
    user = User(pk=person_id, name=name, username=username)
    claims = [(Handle.LOGIN, sign_in_name(username), person_id)] if username else []
    if phone:
        claims.append((Handle.PHONE, phone, person_id))
    directory.claim_many(claims)
    if password is None:
        user.set_unusable_password()
    else:
        if weak := passwords.complaint(password, user):
            raise weak
        user.set_password(password)
        user.password_set_at = timezone.now()
    user.save(force_insert=True)
    audit.record(
        "accounts.user.opened", subject=user, by=by, about=person_id, because=because,
        handles=[str(kind) for kind, _value, _id in claims],
    )  # fmt: skip
    return user


def sign_in_name(text: str) -> str:
    """The name as it may be claimed; BadSignInName for one that looks like a number or is too short."""
    if not NAME.fullmatch(text.strip().casefold()):
        raise BadSignInName
    return text.strip()


@transaction.atomic
def set_password(*, user: User, password: str, by: Any) -> User:
    """Give the user this password, if the rules and their history allow it; WeakPassword says why not."""
    user = _locked_row(user)
    passwords.check(password, user)
    _keep(user)
    user.set_password(password)
    user.password_set_at, user.password_once = timezone.now(), False
    user.save(update_fields=["password", "password_set_at", "password_once"])
    audit.record("accounts.password.set", subject=user, by=by, about=user.pk)
    return user


@transaction.atomic
def change_password(*, user: Any, old: str, new: str, by: Any) -> User:
    """The user's own change: the old one must be right."""
    if not user.check_password(old):
        raise WrongPassword
    return set_password(user=user, password=new, by=by)


@transaction.atomic
def reset_password(*, user: User, because: str, by: Any) -> str:
    """A new password for one sign-in, to be told to the person and nobody else; second factor and lock stay."""
    user = in_reach(user, Accounts.USER_OPEN, by)
    once = "-".join("".join(secrets.choice(ONCE) for _n in range(4)) for _group in range(2))
    once = f"{once}-{secrets.randbelow(9000) + 1000}"
    _keep(user)
    user.set_password(once)
    user.password_set_at, user.password_once = timezone.now(), True
    user.save(update_fields=["password", "password_set_at", "password_once"])
    audit.record("accounts.password.reset", subject=user, by=by, about=user.pk, because=because)
    return once


@transaction.atomic
def lock(*, user: User, because: str, by: Any) -> None:
    """No more signing in, and open sessions end at their next request."""
    user = in_reach(user, Accounts.USER_LOCK, by)
    user.locked_because = because[:200]
    user.save(update_fields=["locked_because"])
    audit.record("accounts.user.locked", subject=user, by=by, about=user.pk, because=because)


@transaction.atomic
def unlock(*, user: User, because: str, by: Any) -> None:
    user = in_reach(user, Accounts.USER_LOCK, by)
    user.locked_because = ""
    user.save(update_fields=["locked_because"])
    audit.record("accounts.user.unlocked", subject=user, by=by, about=user.pk, because=because)


@transaction.atomic
def close_account(*, person_id: int, because: str, by: Any) -> None:
    """Nobody signs in by it any more and open sessions end: the record was merged into another.

    Whether `by` may is for the caller to decide; `reopen_account` takes it back.
    """
    user = _locked_row(User(pk=person_id))
    user.is_active, user.session_mark = False, ""
    user.save(update_fields=["is_active", "session_mark"])
    audit.record("accounts.user.closed", subject=user, by=by, about=person_id, because=because)


@transaction.atomic
def reopen_account(*, person_id: int, because: str, by: Any) -> None:
    user = _locked_row(User(pk=person_id))
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("accounts.user.reopened", subject=user, by=by, about=person_id, because=because)


def in_reach(user: User, permission: str, by: Any) -> User:
    """The locked row; the actor must be someone else, and reach every place that answers for the account."""
    if user.pk == by.pk:
        raise NotOneself
    require(by, permission)
    for place in queries.places_of(user.pk):
        require(by, permission, at=place)
    return _locked_row(user)


def _locked_row(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _keep(user: User) -> None:
    if user.password and user.has_usable_password():
        PastPassword.objects.create(person_id=user.pk, password=user.password, set_at=timezone.now())
