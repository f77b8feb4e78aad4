"""The sums of the one list (worklist.md §3 and §4.2), without tables: what a page shows is what is done here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from math import ceil

from .choices import ItemKind, Light

ZERO, ONE = Decimal(0), Decimal(1)
FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Standing:
    """Raw counts of a share and what they are measured against; `bottom` None: nothing known yet."""

    kind: str
    top: int
    bottom: int | None
    base: Decimal | None
    goal: Decimal | None


def value_of(standing: Standing) -> Decimal | None:
    """The number itself, or top ÷ bottom (never over 1); None while nothing is known or there is no one to count."""
    if standing.kind == ItemKind.NUMBER:
        return Decimal(standing.top)
    if not standing.bottom:
        return None
    return min(Decimal(standing.top) / Decimal(standing.bottom), ONE)


def progress_of(standing: Standing, most: Decimal) -> Decimal:
    """clamp((value − base) ÷ (target − base), 0, most), cut (not rounded up) after four places.

    A base that already reached the target counts as 1 while that is kept; a rate with nobody to count is kept.
    """
    if standing.kind in (ItemKind.YES_NO, ItemKind.MILESTONE):
        goal, base = ONE, ZERO
    else:
        goal, base = standing.goal or ZERO, standing.base or ZERO
    value = value_of(standing)
    if value is None:
        return ONE if standing.bottom == 0 else ZERO
    if base >= goal:
        return ONE if value >= goal else (value / goal).quantize(FOUR_PLACES, ROUND_DOWN)
    done = (value - base) / (goal - base)
    return max(ZERO, min(done, most)).quantize(FOUR_PLACES, ROUND_DOWN)


def expected_on(day: date, *, starts_on: date, due_on: date) -> Decimal:
    """Days gone by ÷ all days, both ends counted: 0 before the start, 1 from the due day on."""
    gone, whole = (day - starts_on).days + 1, (due_on - starts_on).days + 1
    return (Decimal(max(0, min(gone, whole))) / Decimal(whole)).quantize(FOUR_PLACES)


def light_of(progress: Decimal, expected: Decimal, *, overdue: bool, numbers: Mapping[str, Decimal]) -> Light:
    """Green until `green-slack` behind the time gone by, amber until `amber-slack`, red beyond or past the due day."""
    if progress >= ONE:
        return Light.GREEN
    if overdue or progress < expected - numbers["amber-slack"]:
        return Light.RED
    return Light.GREEN if progress >= expected - numbers["green-slack"] else Light.AMBER


def split_whole(total: Decimal, weights: Sequence[int]) -> list[int]:
    """Whole parts that add up to `total` rounded up, by largest remainder; equal parts where all weights are nought."""
    if not weights:
        return []
    whole = max(0, ceil(total))
    weights = [max(0, weight) for weight in weights]
    if not any(weights):
        weights = [1] * len(weights)
    exact = [Fraction(whole * weight, sum(weights)) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def shortfall(goal: Decimal | None, targets: Sequence[Decimal | None]) -> Decimal:
    """By how much the parts fall short of the whole; nought if they reach it."""
    return max(ZERO, (goal or ZERO) - sum((target or ZERO for target in targets), ZERO))
