"""Settling twice a minute, recounting every night."""

from datetime import timedelta

from unionhall.accounts import queries as accounts
from unionhall.kit import clock
from unionhall.kit.figures import Period
from unionhall.kit.jobs import enqueue, one_at_a_time, periodic, task
from unionhall.kit.models import Line

from . import actions

HALF_A_MINUTE = 30  # seconds; the worker's own clock strikes once a minute, too seldom for a figure within the minute


@one_at_a_time
def settle() -> None:
    actions.settle(by=accounts.system_user("settler"))


@task()
def settle_between() -> None:
    settle()


@periodic(minutes=1)
def settle_figures() -> None:
    """What was done is on the Board within a minute, whenever it was done."""
    settle()
    enqueue(settle_between, delay=HALF_A_MINUTE)


@periodic(daily_at="02:10")
def recount_figures() -> None:
    """Yesterday's flows and the stocks at its end, on both lines."""
    yesterday = clock.today() - timedelta(days=1)
    for line in Line.values:
        actions.recount(period=Period.of_day(yesterday), by=accounts.system_user("settler"), line=line)
