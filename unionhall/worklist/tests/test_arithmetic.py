"""The sums of worklist.md §3, its worked examples (§11), and splitting under any weights."""

from datetime import date
from decimal import Decimal
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from unionhall.worklist.arithmetic import (
    Standing,
    expected_on,
    light_of,
    progress_of,
    shortfall,
    split_whole,
    value_of,
)
from unionhall.worklist.choices import Light
from unionhall.worklist.rules import NUMBERS

MOST = Decimal("1.2")
RULES = {name: number.value for name, number in NUMBERS.items()}


def rate(top: int, bottom: int, goal: str, base: str | None = None) -> Standing:
    return Standing("rate", top, bottom, Decimal(base) if base else None, Decimal(goal))


def test_b01_founding_rate_of_a_county_is_amber_at_the_end_of_june():
    standing = rate(3386, 4120, "0.85", "0.80")
    assert round(value_of(standing), 3) == Decimal("0.822")
    progress = progress_of(standing, MOST)
    assert round(progress, 2) == Decimal("0.44")
    expected = expected_on(date(2026, 6, 30), starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31))
    assert round(expected, 2) == Decimal("0.50")
    assert light_of(progress, expected, overdue=False, numbers=RULES) == Light.AMBER


def test_c06_visits_are_ninety_percent_and_ninety_five_of_those_in_time():
    assert round(value_of(rate(1116, 1240, "1")), 3) == Decimal("0.900")
    assert round(value_of(rate(1060, 1116, "1")), 3) == Decimal("0.950")


def test_e01_is_red_once_the_due_day_has_passed():
    standing = rate(44_900_000, 48_000_000, "0.95")
    assert round(value_of(standing), 3) == Decimal("0.935")
    progress = progress_of(standing, MOST)
    assert light_of(progress, Decimal("0.99"), overdue=False, numbers=RULES) == Light.GREEN
    assert light_of(progress, Decimal(1), overdue=True, numbers=RULES) == Light.RED


def test_progress_is_clamped_and_a_kept_base_counts_as_one():
    assert progress_of(Standing("number", 500, None, None, Decimal(100)), MOST) == MOST
    assert progress_of(rate(70, 100, "0.85", "0.80"), MOST) == 0
    assert progress_of(rate(90, 100, "0.85", "0.88"), MOST) == 1
    assert progress_of(rate(80, 100, "0.85", "0.88"), MOST) < 1
    assert progress_of(rate(0, 0, "0.85"), MOST) == 1  # nobody to count
    assert progress_of(Standing("rate", 0, None, None, Decimal("0.85")), MOST) == 0  # nothing known yet


def test_progress_is_never_rounded_up_to_done():
    assert progress_of(Standing("number", 99_999, None, None, Decimal(100_000)), MOST) == Decimal("0.9999")


def test_a_rate_never_passes_its_base_population():
    assert value_of(rate(130, 100, "0.85")) == 1


@given(
    st.decimals(min_value=0, max_value=10_000_000, places=4),
    st.lists(st.integers(min_value=0, max_value=1_000_000), min_size=1, max_size=60),
)
def test_parts_always_add_up_to_the_whole_rounded_up(total, weights):
    parts = split_whole(total, weights)
    assert sum(parts) == ceil(total)
    assert min(parts) >= 0
    assert shortfall(total, [Decimal(part) for part in parts]) == 0
    if any(weights):
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - ceil(total) * weight / sum(weights)) < 1 + 1e-6
