"""Exact sums and full months; rounding happens once, at the very end (四舍五入到分)."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from unionhall.kit.workdays import same_day_in

CENT = Decimal("0.01")
Exact = Fraction | Decimal | int


def cents(amount: Exact) -> Decimal:
    """Rounded half up to the fen, from the exact fraction."""
    exact = Fraction(amount)
    doubled = 200 * abs(exact)
    rounded = (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
    return Decimal(rounded if exact >= 0 else -rounded).scaleb(-2)


def plain(amount: Exact) -> str:
    """7200, 3.5, 41.3793…: as many decimals as it has, four at the most."""
    exact = Fraction(amount)
    if exact.denominator == 1:
        return str(exact.numerator)
    written = Decimal(exact.numerator) / Decimal(exact.denominator)
    short = written.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return f"{short.normalize():f}{'' if Fraction(short) == exact else '…'}"


def after_months(start: date, months: int) -> date:
    """The first day after so many full months that began on `start`; a month without that day ends with its last."""
    day = same_day_in(start, months)
    return day if day.day == start.day else day + timedelta(days=1)


def full_months(start: date, last: date) -> int:
    """Full months from `start` up to and including `last`."""
    months = max((last.year - start.year) * 12 + last.month - start.month + 1, 0)
    while months and after_months(start, months) > last + timedelta(days=1):
        months -= 1
    return months
