"""Figures as people see them: values with numerator and denominator, targets, trends, and the rows behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from django.utils.http import urlencode

from unionhall.kit import access
from unionhall.kit.access import Level
from unionhall.kit.figures import (
    Count,
    Figure,
    Measure,
    Panel,
    Period,
    all_counts,
    all_figures,
    all_panels,
    room_of,
    values,
)
from unionhall.kit.models import FigureDay, FigureMonth, Line
from unionhall.orgs import queries as orgs

from .models import Difference, Settlement
from .permissions import Indicators


@dataclass(frozen=True)
class Cell:
    """One figure of one unit with all beneath it, in one period."""

    figure: Figure
    unit: Any
    top: int
    bottom: int | None

    @property
    def is_hidden(self) -> bool:
        """Too few to show without showing persons (the figure's floor)."""
        size = self.top if self.bottom is None else self.bottom
        return 0 < size < self.figure.floor

    @property
    def rate(self) -> Decimal | None:
        """Numerator over denominator; None where there is nothing to divide by."""
        return Decimal(self.top) / Decimal(self.bottom) if self.bottom else None

    @property
    def value(self) -> Decimal | None:
        return self.rate if self.figure.bottom is not None else Decimal(self.top)

    @property
    def tone(self) -> str:
        """done, due or late against the target; neutral where there is none. Due: within five hundredths of it."""
        target, value = self.figure.target, self.value
        if target is None or value is None or self.is_hidden:
            return "neutral"
        gap = value - target if self.figure.better == "up" else target - value
        return "done" if gap >= 0 else "due" if gap >= -target / 20 else "late"


def cells(
    figures: Sequence[Figure], units: Iterable[Any], period: Period, line: str = Line.ORGANISATION
) -> dict[tuple[str, int], Cell]:
    """{(figure code, unit id): cell}; three statements for all of them."""
    return cells_and_counts(figures, (), units, period, line)[0]


def cells_and_counts(
    figures: Sequence[Figure],
    counts: Iterable[Count],
    units: Iterable[Any],
    period: Period,
    line: str = Line.ORGANISATION,
) -> tuple[dict[tuple[str, int], Cell], dict[tuple[str, int], int]]:
    """The cells, and {(count code, unit id): n} of these counts and the figures' own; three statements for all."""
    units = list(units)
    used = {count for f in figures for count in (f.top, f.bottom) if count is not None} | set(counts)
    found = values({count.code for count in used}, units, period, line)
    cells = {
        (f.code, u.pk): Cell(
            f, u, found.get((f.top.code, u.pk), 0), None if f.bottom is None else found.get((f.bottom.code, u.pk), 0)
        )
        for f in figures
        for u in units
    }
    return cells, found


def public_figures() -> list[Figure]:
    """What the Board shows to everyone."""
    return [figure for figure in all_figures().values() if figure.public]


def months_up_to(day: date, months: int) -> list[date]:
    """The first days of the `months` months of which `day`'s is the last."""
    found = [day.replace(day=1)]
    while len(found) < months:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def trends(
    figures: Sequence[Figure], unit: Any, day: date, line: str = Line.ORGANISATION, months: int = 12
) -> dict[str, list[Decimal | None]]:
    """{figure code: a value for each of the last months}; one statement for all. Flows are those of the month."""
    window = months_up_to(day, months)
    series = _monthly({c for f in figures for c in (f.top, f.bottom) if c is not None}, unit, window, line)
    found: dict[str, list[Decimal | None]] = {}
    for figure in figures:
        top = series[figure.top.code]
        if figure.bottom is None:
            found[figure.code] = [Decimal(n) for n in top]
        else:
            bottom = series[figure.bottom.code]
            found[figure.code] = [Decimal(a) / b if b else None for a, b in zip(top, bottom, strict=True)]
    return found


def _monthly(counts: set[Count], unit: Any, window: list[date], line: str) -> dict[str, list[int]]:
    rows = FigureMonth.objects.filter(
        desk_id=unit.desk_id, unit_id=unit.pk, line=line, count__in=[c.code for c in counts], month__lte=window[-1]
    ).values_list("count", "month", "n")
    stocks = {count.code for count in counts if count.measure is Measure.STOCK}
    found = {count.code: [0] * len(window) for count in counts}
    for code, month, n in rows:
        for at, first in enumerate(window):
            if month == first or (code in stocks and month < first):
                found[code][at] += n
    return found


def settled_at() -> Any:
    """When the figures were last settled: «as of» on every board."""
    return Settlement.objects.values_list("settled_at", flat=True).first()


def open_differences(desks: Iterable[int]) -> QuerySet[Difference]:
    """Differences nobody has explained yet."""
    return Difference.objects.filter(desk_id__in=list(desks), explained_at=None)


def stored_rows(unit: Any) -> int:
    """How many rows of daily counts the unit itself has: what a change of county takes along."""
    return FigureDay.objects.filter(desk_id=unit.desk_id, unit_id=unit.pk).count()


def figures_for(user: Any) -> list[Figure]:
    """All figures for those who work with them, the public ones for everybody."""
    if user.is_authenticated and user.may(Indicators.VIEW):
        return list(all_figures().values())
    return public_figures()


@dataclass(frozen=True)
class Shown:
    """A panel as far as somebody sees it."""

    panel: Panel
    figures: list[Figure]
    rest: list[Figure]  # of the same room, standing in no panel
    with_picture: bool


def panels_for(user: Any) -> list[Shown]:
    """Panels with a number this user sees; pictures for those who work with figures, as they draw other counts too."""
    figures = figures_for(user)
    works = user.is_authenticated and user.may(Indicators.VIEW)
    last = {panel.room: panel for panel in all_panels()}
    loose = outside_panels(figures)
    found = [
        Shown(
            panel,
            [one for one in panel.figures if one in figures],
            [one for one in loose if last.get(room_of(one.code)) is panel],
            with_picture=works,
        )
        for panel in all_panels()
    ]
    return [one for one in found if one.figures]


def outside_panels(figures: Iterable[Figure]) -> list[Figure]:
    """Those that stand in no panel."""
    inside = {one for panel in all_panels() for one in panel.figures}
    return [one for one in figures if one not in inside]


def panel_of(code: str) -> Panel:
    """The panel of that code; 404 where no room declares it."""
    for panel in all_panels():
        if panel.code == code:
            return panel
    raise Http404


def board_unit(user: Any, code: str) -> Any:
    """The unit a board is about: down to townships for all; unions only for those who have them in their reach."""
    unit = orgs.unit_by_code(code) if code else orgs.root()
    if unit is None or (unit.level >= Level.GRASSROOTS and not _reaches(user, unit)):
        raise Http404
    return unit


def board_children(user: Any, unit: Any) -> QuerySet:
    """Open units directly beneath; unions of a township only for those who have it in their reach."""
    found = orgs.children(unit).open()
    if unit.level < Level.TOWNSHIP or _reaches(user, unit):
        return found
    return found.filter(level__lt=Level.GRASSROOTS)


def _reaches(user: Any, unit: Any) -> bool:
    return bool(user.is_authenticated and user.may(Indicators.VIEW, at=unit))


@dataclass(frozen=True)
class Behind:
    """The way to the rows a number was counted from, as far as this user may see them."""

    title: Any
    url: str = ""
    is_part: bool = False  # only the rows of the user's own subtree


def behind(user: Any, count: Count, unit: Any) -> Behind:
    """Where the rows are; without an address for someone who may see none of them."""
    if not count.page or not user.is_authenticated:
        return Behind(count.title)
    held = [h for permission in _page_needs(count.page) for h in access.holding(user, permission)]
    query = dict(count.page_query)
    if any(h.reaches(unit) for h in held):
        return Behind(count.title, f"{reverse(count.page)}?{urlencode({'unit': unit.code, **query})}")
    if any(h.path.startswith(unit.path) for h in held):
        return Behind(count.title, f"{reverse(count.page)}?{urlencode(query)}".rstrip("?"), is_part=True)
    return Behind(count.title)


def _page_needs(page: str) -> tuple[str, ...]:
    return getattr(resolve(reverse(page)).func, "access", ())


def count_of(code: str) -> Count | None:
    return all_counts().get(code)


def seen_by(user: Any, rows: QuerySet[Difference]) -> QuerySet[Difference]:
    """Differences at units where the user reads figures; each place asked as the units beneath it."""
    reach = orgs.units_seen(user, Indicators.VIEW).values("pk")
    return rows.filter(unit_id__in=reach)


def difference_for(user: Any, desk_id: int, pk: int) -> Difference:
    """The difference, if it is at a unit the user may explain; for anyone else it does not exist."""
    row = get_object_or_404(Difference, desk_id=desk_id, pk=pk)
    if not user.may(Indicators.EXPLAIN, at=orgs.unit(row.unit_id)):
        raise Http404
    return row
