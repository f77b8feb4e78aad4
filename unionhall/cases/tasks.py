"""Scheduled: the clocks of cases."""

from unionhall.accounts import queries as accounts
from unionhall.kit.jobs import periodic

from . import actions


@periodic(minutes=15)
def watch_clocks() -> None:
    actions.escalate_late(by=accounts.system_user("clock"))


@periodic(daily_at="09:00")
def remind_to_rate() -> None:
    actions.remind_to_rate(by=accounts.system_user("clock"))
