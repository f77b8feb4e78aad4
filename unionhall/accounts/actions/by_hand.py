from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kit.access import require
from unionhall.kit.belonging import belongs_to
from unionhall.kit.ids import new_id
from unionhall.kit.refusal import Refusal

from .. import directory, queries
from ..choices import Handle
from ..models import User
from ..permissions import Accounts
from .account import HasAccount, open_account, reset_password
from .role import give_role


class NothingToSignInWith(Refusal):
    text = _("请填写手机号或用户名，至少一项，本人凭它登录。")


class NotToBeOpenedHere(Refusal):
    """One sentence for both causes: a name that differs says nothing about who has the number."""

    text = _("这个手机号已在登记册里，但姓名不符，或此人不属于您的范围。请核对，或由其所在地的安全管理员办理。")


@transaction.atomic
def open_by_hand(
    *, name: str, because: str, by: Any, phone: str = "", username: str = "", role: str = "", unit: Any = None
) -> tuple[User, str]:
    """An account, with a role at a unit if wanted, and the password for one sign-in, to be told to the person only.

    Whoever is in the register under this phone and has no account yet gets it under the record that is there.
    """
    require(by, Accounts.USER_OPEN)
    if not (phone or username):
        raise NothingToSignInWith
    known = directory.find(Handle.PHONE, phone) if phone else None
    if known is not None:
        _check_known(known, name, by)
    user = open_account(
        person_id=known or new_id(), name=name, phone=phone or None, username=username, because=because, by=by
    )
    once = reset_password(user=user, because=because, by=by)
    if unit is not None:
        give_role(person_id=user.pk, name=name, role=role, unit=unit, by=by, because=because)
    return User.objects.get(pk=user.pk), once


def _check_known(person_id: int, name: str, by: Any) -> None:
    """An account under somebody's record opens what that person asked for: only where one may, and not by mistake."""
    if User.objects.filter(pk=person_id).exists():
        raise HasAccount
    called = belongs_to(person_id)[1]
    other = called is not None and called != name.strip()
    if other or not queries.reaches(by, Accounts.USER_OPEN, queries.places_of(person_id)):
        raise NotToBeOpenedHere
