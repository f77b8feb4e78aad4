"""The report of a level and a period (supervision.md §7): stored counts, and what only the rows tell."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q

from unionhall.kit.figures import Period, values
from unionhall.orgs import queries as orgs

from ..choices import Scope
from ..models import Inspection, Letter

COUNTED = (
    "clues",
    "accepted",
    "not_accepted",
    "letters_reminder",
    "letters_opinion",
    "letters_correction",
    "letters_recommendation",
    "letters_due",
    "replies_in_time",
    "measures_due",
    "measures_done",
    "feedbacks",
    "recovered",
    "people",
    "supervisors",
    "supervisors_trained",
    "yellow",
    "orange",
    "red",
    "warnings_up",
    "warnings_down",
)
MOST_CHILDREN = 100


@dataclass(frozen=True)
class Line:
    """A unit with its counts by short code."""

    unit: Any
    counts: dict[str, int]

    def rate(self, top: str, bottom: str) -> Decimal | None:
        return Decimal(self.counts[top]) / self.counts[bottom] if self.counts[bottom] else None

    @property
    def reply_rate(self) -> Decimal | None:
        """Replies in time ÷ letters due."""
        return self.rate("replies_in_time", "letters_due")

    @property
    def correction_rate(self) -> Decimal | None:
        """Measures done ÷ measures due."""
        return self.rate("measures_done", "measures_due")

    @property
    def feedback_rate(self) -> Decimal | None:
        return self.rate("feedbacks", "letters_recommendation")

    @property
    def trained_rate(self) -> Decimal | None:
        return self.rate("supervisors_trained", "supervisors")


@dataclass(frozen=True)
class Report:
    """What one unit, with all beneath it, did in a period; and each unit right beneath."""

    unit: Any
    period: Period
    whole: Line
    children: list[Line]
    scopes: list[tuple[str, int]]
    days: list[tuple[str, Decimal | None]] = field(default_factory=list)  # (step, average calendar days)


def report_of(user: Any, unit: Any, period: Period) -> Report:
    """The report; whoever asks has asked whether `user` may read it at this unit."""
    beneath = list(orgs.children(unit).open()[:MOST_CHILDREN])
    found = values([f"supervision.{name}" for name in COUNTED], [unit, *beneath], period)
    lines = [
        Line(one, {name: found.get((f"supervision.{name}", one.pk), 0) for name in COUNTED}) for one in [unit, *beneath]
    ]
    inspections = Inspection.objects.visible_to(user).filter(unit__path__under=unit.path)
    letters = Letter.objects.visible_to(user).filter(unit__path__under=unit.path)
    return Report(
        unit=unit,
        period=period,
        whole=lines[0],
        children=lines[1:],
        scopes=_by_scope(inspections.filter(_during("opened_at__date", period))),
        days=[*_inspection_days(inspections, period), *_letter_days(letters, period)],
    )


def _by_scope(rows: Any) -> list[tuple[str, int]]:
    found = dict(rows.order_by().values_list("scope").annotate(n=Count("pk")))
    return [(f"{scope.value} {scope.label}", found[scope.value]) for scope in Scope if found.get(scope.value)]


def _inspection_days(rows: Any, period: Period) -> list[tuple[str, Decimal | None]]:
    asked = [
        ("accept", "opened_at", "accepted_on"),
        ("hear", "accepted_on", "heard_on"),
        ("find", "heard_on", "found_on"),
    ]
    return [(name, _average(rows, first, last, period)) for name, first, last in asked]


def _letter_days(rows: Any, period: Period) -> list[tuple[str, Decimal | None]]:
    asked = [
        ("sign", "opened_at", "signed_on"),
        ("serve", "signed_on", "received_on"),
        ("reply", "received_on", "replied_on"),
        ("recheck", "replied_on", "rechecked_on"),
        ("feedback", "received_on", "feedback_on"),
    ]
    return [(name, _average(rows, first, last, period)) for name, first, last in asked]


def _average(rows: Any, first: str, last: str, period: Period) -> Decimal | None:
    """Average days between two dates of a row, of those whose second date lies in the period."""
    begun = f"{first}__date" if first.endswith("_at") else first
    pairs = rows.filter(_during(last, period), **{f"{first}__isnull": False}).order_by()
    days = [(end - start).days for start, end in pairs.values_list(F(begun) if "__" in begun else first, last)[:20000]]
    return (Decimal(sum(days)) / len(days)).quantize(Decimal("0.1")) if days else None


def _during(column: str, period: Period) -> Q:
    return Q(**{f"{column}__gte": period.first, f"{column}__lte": period.last})


def period_of(year: int, quarter: int | None, today: date) -> Period:
    """A quarter of a year, or the year; never beyond today."""
    if quarter is None:
        return Period.of_year(year, until=today)
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + (quarter == 4), (3 * quarter) % 12 + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    return Period(first, max(first, min(last, today)))
