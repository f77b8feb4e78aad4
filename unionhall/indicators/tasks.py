"""Settling every minute, recounting every night."""

from datetime import timedelta

from unionhall.accounts import queries as accounts
from unionhall.kit import clock
from unionhall.kit.figures import Period
from unionhall.kit.jobs import periodic
from unionhall.kit.models import Line

from . import actions


@periodic(minutes=1)
def settle_figures() -> None:
    actions.settle(by=accounts.system_user("settler"))


@periodic(daily_at="02:10")
def recount_figures() -> None:
    """Yesterday's flows and the stocks at its end, on both lines."""
    yesterday = clock.today() - timedelta(days=1)
    for line in Line.values:
        actions.recount(period=Period.of_day(yesterday), by=accounts.system_user("settler"), line=line)
