"""What the Today page says of one's own account."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import clock
from unionhall.kit.today import Task, TodayLine

from . import queries
from .permissions import Accounts
from .rules import rules


def password(user: Any, most: int) -> tuple[int, list[Task]]:
    ends = queries.password_ends(user)
    if ends is None or ends - clock.today() > timedelta(days=rules().warn_days):
        return 0, []
    return 1, [Task(_("密码快到期，请更换"), reverse("accounts:password"), due=ends, late=ends <= clock.today())]


def second_factor(user: Any, most: int) -> tuple[int, list[Task]]:
    factor = queries.second_factor(user)
    if factor is not None and factor.confirmed_at is not None:
        return 0, []
    return 1, [Task(_("还没有绑定二次验证"), reverse("accounts:second-factor"), note=_("密码之外再加一道保护"))]


ANYONE = (Accounts.DELEGATE, Accounts.ROLE_VIEW, Accounts.SYSTEM)
LINES = [
    TodayLine("accounts.password", gettext_lazy("密码到期"), ANYONE, password, icon="lock", order=900),
    TodayLine("accounts.factor", gettext_lazy("二次验证"), ANYONE, second_factor, icon="device-mobile", order=910),
]
