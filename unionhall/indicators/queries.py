"""Figures as people see them: values with numerator and denominator, targets, trends, and the rows behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from unionhall.kit.figures import Figure, Measure, Period, all_figures, values
from unionhall.kit.models import FigureDay, Line

from .models import Difference, Settlement


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
    units = list(units)
    codes = {count.code for f in figures for count in (f.top, f.bottom) if count is not None}
    found = values(codes, units, period, line)
    return {
        (f.code, u.pk): Cell(
            f, u, found.get((f.top.code, u.pk), 0), None if f.bottom is None else found.get((f.bottom.code, u.pk), 0)
        )
        for f in figures
        for u in units
    }


def public_figures() -> list[Figure]:
    """What the Board shows to everyone."""
    return [figure for figure in all_figures().values() if figure.public]


def period_for(figure: Figure, day: date) -> Period:
    """The year so far, which for a stock is its standing at the end of the day."""
    return Period.of_year(day.year, until=day)


def month_ends(day: date, months: int) -> list[date]:
    """The last days of the `months` months up to `day`, and `day` itself as the last."""
    ends, first = [day], day.replace(day=1)
    for _step in range(months - 1):
        ends.append(first - timedelta(days=1))
        first = ends[-1].replace(day=1)
    return ends[::-1]


def settled_at() -> Any:
    """When the figures were last settled: «as of» on every board."""
    return Settlement.objects.values_list("settled_at", flat=True).first()


def open_differences(desks: Iterable[int]) -> QuerySet[Difference]:
    """Differences nobody has explained yet."""
    return Difference.objects.filter(desk_id__in=list(desks), explained_at=None)


def is_stock(figure: Figure) -> bool:
    return figure.top.measure is Measure.STOCK


def stored_rows(unit: Any) -> int:
    """How many rows of daily counts the unit itself has: what a change of county takes along."""
    return FigureDay.objects.filter(desk_id=unit.desk_id, unit_id=unit.pk).count()
