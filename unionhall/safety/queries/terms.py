"""Dated rules of the room as times and tables: what a grade allows, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from unionhall.rules import queries as rules

HOURS = "h"


@dataclass(frozen=True)
class Term:
    """The last day, the last moment where hours are counted, and the rule it comes from."""

    day: date
    at: datetime | None
    rule: Any


def term(code: str, *, start: datetime | date, place: str) -> Term:
    """The end of the time `safety.<code>` gives; hours may be parts of one, which `rules.span` does not count."""
    day = timezone.localdate(start) if isinstance(start, datetime) else start
    row = rules.rule(f"safety.{code}", place=place, on=day)
    if row.unit != HOURS:
        return Term(rules.span_of(int(row.value), row.unit, day).due, None, row)
    at = _moment(start) + timedelta(seconds=int(row.value * 3600))
    return Term(timezone.localdate(at), at, row)


def number(code: str, *, place: str, on: date | None = None) -> Decimal:
    return rules.value(f"safety.{code}", place=place, on=on)


def table(code: str, *, place: str, on: date | None = None) -> dict[str, Decimal]:
    return rules.table(f"safety.{code}", place=place, on=on)


def place_of(unit: Any, employer: Any = None) -> str:
    """The division whose rules hold: the employer's place of work, else the union's own."""
    return str((employer.division_id if employer is not None else "") or unit.division_id or "CN")


def kept(rows: Iterable[Any]) -> list[dict[str, str]]:
    """Copies of rules, for the row that was decided by them."""
    return [
        {
            "code": row.code, "key": row.key, "value": row.number, "unit": row.unit, "source": row.source,
            "article": row.article, "valid_from": row.valid_from.isoformat(),
        }
        for row in rows
    ]  # fmt: skip


def rows_of(code: str, *, place: str, on: date | None = None) -> list[Any]:
    return list(rules.rules_of(f"safety.{code}", place=place, on=on).values())


def _moment(start: datetime | date) -> datetime:
    if isinstance(start, datetime):
        return start
    return timezone.make_aware(datetime.combine(start, datetime.min.time()))
