"""Figures: what is counted, how it is shown, and the counting itself. Rooms declare theirs in `figures.py`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from .models import FigureDelta


class Measure(StrEnum):
    """Stock: how many stand at the end of a day. Flow: how many happened in a period."""

    STOCK = "stock"
    FLOW = "flow"


@dataclass(frozen=True)
class Period:
    """First to last day, both counted."""

    first: date
    last: date


@dataclass(frozen=True, eq=False)
class Count:
    """One thing counted, at the unit where it stands or happened.

    `recount(period)` counts from the rows: {unit id: n}, own rows of each unit only; a stock at the end of
    `period.last`, a flow within the period. `rows(user, unit, period)` are the rows behind a cell, already limited to
    what `user` may see (a `visible_to` query); `page` is the URL name of the desk list that shows them.
    """

    code: str
    title: Any
    measure: Measure
    recount: Callable[[Period], Mapping[int, int]]
    rows: Callable[..., Any] | None = None
    page: str = ""
    page_query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Figure:
    """A number on boards and lists: a count, or one count over another; never an average of rates."""

    code: str
    title: Any
    how: Any  # one plain sentence: how it is counted
    top: Count
    bottom: Count | None = None
    target: Decimal | None = None  # 0.85 for 85 %
    better: str = "up"
    floor: int = 0  # cells whose denominator is under this are hidden
    order: int = 100
    public: bool = False
    group: str = "organisation"


@cache
def all_figures() -> dict[str, Figure]:
    """Every figure declared in a room, by code, in the order to show."""
    from .discover import declared

    found = sorted(declared("figures", Figure), key=lambda figure: figure.order)
    if len({f.code for f in found}) != len(found):
        raise ValueError("two figures have one code")
    return {figure.code: figure for figure in found}


@cache
def all_counts() -> dict[str, Count]:
    """Every count some figure uses, by code."""
    used: dict[str, Count] = {}
    for figure in all_figures().values():
        for count in (figure.top, figure.bottom):
            if count is not None and used.setdefault(count.code, count) is not count:
                raise ValueError(f"two counts are called {count.code}")
    return used


def add(code: str, *, unit: Any, day: date, n: int = 1) -> None:
    """Append a delta in the caller's transaction; nobody's stored count is touched."""
    if n:
        FigureDelta.objects.create(desk_id=unit.desk_id, unit_id=unit.pk, count=code, day=day, n=n)


def add_many(rows: Iterable[tuple[str, Any, date, int]]) -> None:
    """Append many deltas (code, unit, day, n) in one statement."""
    FigureDelta.objects.bulk_create(
        FigureDelta(desk_id=unit.desk_id, unit_id=unit.pk, count=code, day=day, n=n) for code, unit, day, n in rows if n
    )
