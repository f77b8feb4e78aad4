"""Scheduled: warnings of last days, and agreements whose day has come."""

from unionhall.accounts import queries as accounts
from unionhall.kit.jobs import periodic

from . import actions


@periodic(daily_at="08:30")
def warn_limits() -> None:
    actions.warn_limits(by=accounts.system_user("clock"))


@periodic(daily_at="08:40")
def tell_due_promises() -> None:
    actions.tell_due(by=accounts.system_user("clock"))
