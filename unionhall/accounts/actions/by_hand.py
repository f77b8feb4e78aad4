from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kit.access import require
from unionhall.kit.ids import new_id
from unionhall.kit.refusal import Refusal

from .. import directory
from ..choices import Handle
from ..models import User
from ..permissions import Accounts
from .account import HasAccount, open_account, reset_password
from .role import give_role


class NothingToSignInWith(Refusal):
    text = _("请填写手机号或用户名，至少一项，本人凭它登录。")


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
    if known is not None and User.objects.filter(pk=known).exists():
        raise HasAccount
    user = open_account(
        person_id=known or new_id(), name=name, phone=phone or None, username=username, because=because, by=by
    )
    once = reset_password(user=user, because=because, by=by)
    if unit is not None:
        give_role(person_id=user.pk, name=name, role=role, unit=unit, by=by, because=because)
    return User.objects.get(pk=user.pk), once
