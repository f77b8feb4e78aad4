"""Answers to what the cases' room wrote down: a case that moved or went elsewhere takes its line in our lists along."""

from typing import Any

from unionhall.accounts import queries as accounts
from unionhall.audit.events import when
from unionhall.cases import queries as cases

from . import actions

PLACED = ("dispatched", "returned", "decided", "escalated", "reopened", "carried")


@when("cases.case.moved", *(f"cases.case.{one}" for one in PLACED))
def case_went_on(line: Any) -> None:
    """Nothing for a case of another service."""
    case = cases.case_of_line(line)
    if case is not None:
        actions.follow_case(case=case, by=accounts.system_user("clock"))
