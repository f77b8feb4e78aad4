"""The last days of one case, from its answers and the rules of its place; no statement is asked."""

from typing import Any

from ..limitation import Dates, Limit, dates_of, limits


def dates_for(case: Any) -> Dates:
    return dates_of(case.answers, str(case.answers.get("place") or case.unit.division_id or ""))


def limits_for(case: Any) -> list[Limit]:
    return limits(dates_for(case))
