"""Duties: contracts that have run out, disclosure that has fallen due."""

from unionhall.accounts import queries as accounts
from unionhall.kit.jobs import periodic

from . import actions
from .actions.disclosing import LOT


@periodic(daily_at="00:50")
def expire_agreements() -> None:
    """Until nothing is left that has run out; each in a transaction of its own."""
    while actions.expire(by=accounts.system_user("clock")):
        pass


@periodic(daily_at="01:10")
def judge_disclosures() -> None:
    while actions.judge_due(by=accounts.system_user("clock")) == LOT:
        pass
