"""Scheduled: the clocks of matters."""

from unionhall.accounts import queries as accounts
from unionhall.kit.jobs import periodic

from . import actions


@periodic(minutes=5)
def watch_matters() -> None:
    actions.watch(by=accounts.system_user("clock"))
