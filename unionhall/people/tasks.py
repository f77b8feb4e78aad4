"""Scheduled: forgetting the counters of tries and of unmasking once their day is over."""

from unionhall.accounts import queries as accounts
from unionhall.kit.jobs import periodic

from . import actions


@periodic(daily_at="03:20")
def forget_tries() -> None:
    actions.forget_tries(by=accounts.system_user("clock"))
