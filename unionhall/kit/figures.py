"""Figures and panels: what is counted, how it is shown, and the counting. Rooms declare theirs in `figures.py`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet, Sum

from .models import FigureDay, FigureDelta, FigureMonth, Line


class Measure(StrEnum):
    """Stock: how many stand at the end of a day. Flow: how many happened in a period."""

    STOCK = "stock"
    FLOW = "flow"


@dataclass(frozen=True)
class Period:
    """First to last day, both counted."""

    first: date
    last: date

    @classmethod
    def of_day(cls, day: date) -> "Period":
        return cls(day, day)

    @classmethod
    def of_year(cls, year: int, until: date | None = None) -> "Period":
        """The year, or its part up to `until`."""
        last = date(year, 12, 31)
        return cls(date(year, 1, 1), min(last, until) if until else last)


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


@dataclass(frozen=True, eq=False)
class Funnel:
    """A picture: counts one after the other, each as long as its share of the first."""

    title: Any
    steps: tuple[tuple[Any, Count], ...]  # what it is called here, and the count

    @property
    def counts(self) -> tuple[Count, ...]:
        return tuple(count for _title, count in self.steps)


@dataclass(frozen=True, eq=False)
class Kinds:
    """A picture: the same few counts for each of several kinds, side by side."""

    title: Any
    heads: tuple[Any, ...]
    kinds: tuple[tuple[Any, tuple[Count, ...]], ...]  # a kind, and one count for each head

    @property
    def counts(self) -> tuple[Count, ...]:
        return tuple(count for _title, counts in self.kinds for count in counts)


@dataclass(frozen=True, eq=False)
class Beneath:
    """A picture: one figure of the unit and of each unit directly beneath it."""

    title: Any
    figure: Figure

    @property
    def counts(self) -> tuple[Count, ...]:
        return ()


@dataclass(frozen=True, eq=False)
class Panel:
    """A room on the Board: its numbers and one picture of how its work goes.

    The room's figures that stand in no panel follow its last one, folded away.
    """

    code: str  # begins with the room's name and a dot, like the codes of its figures
    title: Any
    tells: Any  # one plain sentence: what can be seen here
    figures: tuple[Figure, ...]  # two to six
    picture: Funnel | Kinds | Beneath
    order: int = 100

    @property
    def room(self) -> str:
        return room_of(self.code)


def room_of(code: str) -> str:
    """The room that declares what has this code."""
    return code.partition(".")[0]


@cache
def all_panels() -> list[Panel]:
    """Every panel declared in a room, in the order to show."""
    from .discover import declared

    found: list[Panel] = sorted(declared("figures", Panel), key=lambda panel: panel.order)
    if len({one.code for one in found}) != len(found):
        raise ValueError("two panels have one code")
    return found


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
    """Every count some figure or picture uses, by code."""
    used: dict[str, Count] = {}
    of_figures = [count for figure in all_figures().values() for count in (figure.top, figure.bottom)]
    of_pictures = [count for panel in all_panels() for count in panel.picture.counts]
    for count in (*of_figures, *of_pictures):
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


def values(
    codes: Iterable[str], units: Iterable[Any], period: Period, line: str = Line.ORGANISATION
) -> dict[tuple[str, int], int]:
    """{(count code, unit id): n} for these units with all beneath them; three statements, whatever their number.

    Stocks stand at the end of `period.last`, flows happened within the period. What a unit itself has just done and
    no job has settled yet is added, so that whoever acted sees it at once.
    """
    units, codes = list(units), set(codes)
    stocks = {code for code in codes if all_counts()[code].measure is Measure.STOCK}
    flows = codes - stocks
    found: dict[tuple[str, int], int] = defaultdict(int)
    where = {"desk_id__in": {u.desk_id for u in units}, "unit_id__in": [u.pk for u in units], "count__in": codes}
    months, days = _whole_months(period), _month_start(period.last)
    _sum(
        found,
        FigureMonth.objects.filter(
            Q(count__in=stocks, month__lt=days) | Q(count__in=flows, month__gte=months[0], month__lt=months[1]),
            line=line,
            **where,
        ),
    )
    in_flow = Q(day__gte=period.first, day__lt=months[0]) | Q(day__gte=months[1], day__lte=period.last)
    in_stock = Q(count__in=stocks, day__gte=days, day__lte=period.last)
    first = min(days, period.first if period.first < months[0] else months[1])  # said once more for the index
    in_days = FigureDay.objects.filter(in_stock | Q(count__in=flows) & in_flow, line=line, **where)
    _sum(found, in_days.filter(day__gte=first, day__lte=period.last))
    in_period = Q(count__in=stocks) | Q(count__in=flows, day__gte=period.first)
    _sum(found, FigureDelta.objects.filter(in_period, day__lte=period.last, **where))
    return found


def _sum(found: dict[tuple[str, int], int], rows: QuerySet) -> None:
    for unit_id, code, n in rows.order_by().values_list("unit_id", "count").annotate(total=Sum("n")):
        found[code, unit_id] += int(n)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _whole_months(period: Period) -> tuple[date, date]:
    """The months that lie wholly in the period: first day of the first, and of the one after the last.

    Where there is none both are `period.first`, so that all of it is asked day by day.
    """
    first = period.first if period.first.day == 1 else _month_start(_month_start(period.first) + timedelta(days=32))
    end = _month_start(period.last + timedelta(days=1))
    return (first, end) if first < end else (period.first, period.first)
