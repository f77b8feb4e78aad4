"""The list's duties: jobs people wait for, measuring each minute and each night, slips, and the month's freeze."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from unionhall.accounts import queries as accounts
from unionhall.kit import background, clock
from unionhall.kit.jobs import periodic
from unionhall.orgs import queries as orgs

from . import actions
from .actions.amend import CLOSE, close_shares
from .actions.carry import CARRY, carry_shares
from .actions.issuing import FAN_OUT, fan_out
from .actions.measuring import mark_changed_figures
from .actions.month import start_month
from .permissions import Worklist

background.runs(FAN_OUT, title=_("下发清单任务"), needs=Worklist.ISSUE)(fan_out)
background.runs(CARRY, title=_("结转到下一年"), needs=Worklist.ISSUE)(carry_shares)
background.runs(CLOSE, title=_("撤销清单任务"), needs=Worklist.ISSUE)(close_shares)


def _desks() -> list[int]:
    root = orgs.root()
    return orgs.desks_beneath(root.path) if root else []


@periodic(minutes=1)
def measure_touched() -> None:
    mark_changed_figures()
    actions.measure_stale(by=accounts.system_user("clock"))


@periodic(daily_at="03:10")
def measure_all() -> None:
    """Time alone changes what is expected, so every share is looked at once a night."""
    actions.measure(by=accounts.system_user("clock"))


@periodic(daily_at="06:30")
def slips() -> None:
    for desk_id in _desks():
        actions.raise_slips(desk_id=desk_id, by=accounts.system_user("clock"))
        actions.escalate(desk_id=desk_id, by=accounts.system_user("clock"))


@periodic(daily_at="00:40")
def freeze_month() -> None:
    """Until the first of the month nothing of last month is left unlocked; on other days nothing is left to do."""
    last_day = clock.today().replace(day=1) - timedelta(days=1)
    for desk_id in _desks():
        actions.freeze(day=last_day, desk_id=desk_id, by=accounts.system_user("clock"))
        start_month(desk_id=desk_id)
