"""Shares of a number, votes and seats: plain sums, so that each can be tested with the examples of the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from unionhall.kit import workdays
from unionhall.rules.choices import Measure


@dataclass(frozen=True)
class Share:
    """A part of a whole: «two thirds», or with `strict` «more than half»."""

    part: Fraction
    strict: bool = False

    @classmethod
    def of_rows(cls, rows: Mapping[str, Decimal]) -> "Share":
        """From a table with the lines num, den and perhaps strict."""
        return cls(Fraction(int(rows["num"]), int(rows["den"])), bool(rows.get("strict", 0)))

    def least(self, whole: int) -> int:
        """The smallest number that is enough."""
        exact = self.part * whole
        up = -(-exact.numerator // exact.denominator)
        return up + 1 if self.strict and up == exact else up

    def most(self, whole: int) -> int:
        """The largest number that is not too many."""
        exact = self.part * whole
        return exact.numerator // exact.denominator

    def is_met(self, number: int, whole: int) -> bool:
        return number >= self.least(whole)


@dataclass(frozen=True)
class Verdict:
    """What a count of votes means, and by which numbers."""

    quorum: bool
    passed: bool
    least_present: int
    least_yes: int


def judge(*, total: int, present: int, yes: int, quorum: Share, majority: Share) -> Verdict:
    """A vote is valid with enough delegates present, and carried by enough of all, not only of those present."""
    enough = quorum.is_met(present, total)
    carried = majority.is_met(yes, total)
    return Verdict(enough, enough and carried, quorum.least(total), majority.least(total))


def seats_by_share(staff: int, rows: Mapping[str, Decimal]) -> int:
    """At least so many delegates: a share of the staff, never under the least; above a number it is agreed upon."""
    wanted = max(int(rows["least"]), Share(Fraction(int(rows["num"]), int(rows["den"]))).least(staff))
    return min(wanted, int(rows["by-agreement-over"]))


def seats_by_steps(staff: int, rows: Mapping[str, Decimal]) -> int:
    """At least so many delegates: a base from each size on, and so many more for each further full step."""
    sizes = sorted(int(key.removesuffix("-base")) for key in rows if key.endswith("-base"))
    size = max(one for one in sizes if one <= staff)
    base, step, more = (int(rows.get(f"{size}-{name}", 0)) for name in ("base", "step", "add"))
    return base + ((staff - size) // step * more if step else 0)


def in_proportion(seats: int, some: int, all_of_them: int) -> int:
    """At least so many seats for a group that is `some` of all; 0 where there is nobody."""
    return Share(Fraction(some, all_of_them)).least(seats) if all_of_them else 0


def before(day: date, number: int, unit: str) -> date:
    """The day that lies so long before `day`: months and calendar days as they are, working days counted."""
    if unit in (Measure.MONTHS, Measure.YEARS):
        return months_before(day, number * (12 if unit == Measure.YEARS else 1))
    if unit == Measure.CALENDAR_DAYS:
        return day - timedelta(days=number)
    while number:
        day -= timedelta(days=1)
        number -= workdays.is_working_day(day)
    return day


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def years_after(day: date, years: int) -> date:
    """The last day of a term of so many whole years that begins on `day`."""
    return months_before(day, -12 * years) - timedelta(days=1)


def middle(values: list[Decimal]) -> Decimal:
    """The median; of an even number, the mean of the middle two."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
