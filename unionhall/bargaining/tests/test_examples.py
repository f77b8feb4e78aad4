"""The worked examples of the domain page, by their numbers."""

from datetime import date
from typing import Any

import pytest

from unionhall.bargaining import standards
from unionhall.bargaining.choices import Kind, Side
from unionhall.bargaining.standards import Seat

pytestmark = pytest.mark.django_db
NAT, ZJ, NB = "CN", "33", "3302"


@pytest.mark.parametrize(
    ("place", "received", "last"),
    [
        pytest.param(ZJ, date(2025, 12, 25), date(2026, 1, 9), id="BG-1"),
        pytest.param(ZJ, date(2025, 4, 21), date(2025, 5, 7), id="BG-2"),
        pytest.param(NAT, date(2026, 1, 29), date(2026, 2, 24), id="BG-3"),
    ],
)
def test_reply_to_an_offer(place: str, received: date, last: date) -> None:
    assert standards.due("bargaining.reply", received, place) == last


@pytest.mark.parametrize("kind", [pytest.param(Kind.GEN, id="BG-4"), pytest.param(Kind.WAGE, id="BG-4-wage")])
def test_submission(kind: str) -> None:
    assert standards.submit_by(kind, date(2025, 9, 26), ZJ) == date(2025, 10, 9)


def test_silence_BG5() -> None:
    assert standards.due("bargaining.silence", date(2025, 11, 3), ZJ) == date(2025, 11, 18)


def side(side: str, count: int, outside: int = 0) -> list[Seat]:
    return [Seat(side, name=f"{side}{n}", chief=n == 0, outside=n >= count - outside) for n in range(count)]


@pytest.mark.parametrize(
    ("kind", "large", "ours", "theirs", "outside", "words"),
    [
        pytest.param(Kind.GEN, True, 5, 6, 0, "不得多于", id="BG-6"),
        pytest.param(Kind.GEN, True, 7, 7, 3, "最多2人", id="BG-7"),
        pytest.param(Kind.WAGE, False, 4, 4, 0, "", id="BG-8"),
    ],
)
def test_delegates(kind: str, large: bool, ours: int, theirs: int, outside: int, words: str) -> None:
    rule = standards.side_rule(kind, ZJ, large=large)
    found = standards.side_faults(rule, [*side(Side.WORKERS, ours, outside), *side(Side.EMPLOYER, theirs)])
    assert (words in "".join(found)) if words else (found == [])


def test_what_else_the_sides_must_be() -> None:
    rule = standards.side_rule(Kind.GEN, ZJ, large=True)
    assert "至少5人" in "".join(standards.side_faults(rule, side(Side.WORKERS, 4)))
    equal = standards.side_rule(Kind.WAGE, NAT, large=False)
    assert "应当相等" in "".join(standards.side_faults(equal, [*side(Side.WORKERS, 5), *side(Side.EMPLOYER, 4)]))
    assert "最多10人" in "".join(standards.side_faults(equal, [*side(Side.WORKERS, 11), *side(Side.EMPLOYER, 11)]))
    twice = [*side(Side.WORKERS, 3), *(Seat(Side.EMPLOYER, name=f"workers{n}", chief=n == 0) for n in range(3))]
    assert "同时担任" in "".join(standards.side_faults(equal, twice))
    hired = [Seat(Side.WORKERS, "甲", chief=True, outside=True), *side(Side.WORKERS, 3)[1:]]
    assert "不得由外聘" in "".join(standards.side_faults(equal, hired))


@pytest.mark.parametrize(
    ("kind", "present", "yes", "quorum", "passed"),
    [
        pytest.param(Kind.GEN, 40, 31, True, True, id="WC-1"),
        pytest.param(Kind.GEN, 40, 30, True, False, id="WC-2"),
        pytest.param(Kind.GEN, 39, 39, False, False, id="WC-3"),
        pytest.param(Kind.AREA, 45, 30, True, True, id="WC-4"),
    ],
)
def test_votes(kind: str, present: int, yes: int, quorum: bool, passed: bool) -> None:
    found = standards.judge_draft(kind, ZJ, total=60, present=present, yes=yes)
    assert (found.quorum, found.passed) == (quorum, passed)
    if kind != Kind.AREA:  # an item of a workers' congress is judged alike
        found = standards.judge_item(ZJ, total=60, present=present, yes=yes)
        assert (found.quorum, found.passed, found.least_yes) == (quorum, passed, 31)


@pytest.mark.parametrize(
    ("place", "staff", "seats"),
    [
        *(pytest.param(ZJ, n, s, id=f"WC-5-{n}") for n, s in ((60, 30), (150, 40), (350, 54), (999, 96))),
        *(pytest.param(ZJ, n, s, id=f"WC-6-{n}") for n, s in ((1000, 100), (2600, 120), (12000, 200))),
        *(pytest.param(NAT, n, s, id=f"WC-7-{n}") for n, s in ((600, 30), (2000, 100))),
    ],
)
def test_seats(place: str, staff: int, seats: int) -> None:
    assert standards.seats_least(staff, place) == seats


def test_shares_of_seats_WC8() -> None:
    found = standards.quotas(54, staff=350, women=140, place=ZJ)
    assert (found.women, found.managers) == (22, 10)


@pytest.mark.parametrize(
    ("petition", "signed", "of", "granted"),
    [
        pytest.param("session", 18, 54, True, id="WC-9"),
        pytest.param("session", 17, 54, False, id="WC-9-short"),
        pytest.param("removal-staff", 50, 500, True, id="WC-10"),
        pytest.param("removal-staff", 49, 500, False, id="WC-10-short"),
    ],
)
def test_petitions(petition: str, signed: int, of: int, granted: bool) -> None:
    assert standards.is_granted(petition, ZJ, signed=signed, of=of) is granted


def test_the_vote_by_the_nations_rule_is_carried_by_exactly_half() -> None:
    assert standards.judge_draft(Kind.GEN, NAT, total=60, present=40, yes=30).passed


@pytest.mark.parametrize(
    ("place", "ends", "from_day"),
    [(ZJ, date(2026, 12, 31), date(2026, 10, 2)), (NAT, date(2026, 5, 31), date(2026, 2, 28))],
)
def test_renewal_window(place: str, ends: date, from_day: date) -> None:
    assert standards.renewal_from(ends, place) == from_day


def test_terms() -> None:
    def fault(kind: str, last: date) -> Any:
        return standards.term_fault(kind, date(2026, 1, 1), last, ZJ)

    assert fault(Kind.GEN, date(2028, 12, 31)) == fault(Kind.WAGE, date(2026, 12, 31)) == ""
    assert "1至3年" in fault(Kind.GEN, date(2029, 1, 1))
    assert "1至3年" in fault(Kind.GEN, date(2026, 6, 30))


def test_floors() -> None:
    floor = standards.floor_of("overtime-day", ZJ)
    assert floor is not None
    assert floor.allows(floor.value)
    assert "劳动法" in floor.source
    assert standards.floor_of("bonus", ZJ) is None
    wage = standards.floor_of("lowest-pay", "330110")
    assert wage is not None
    assert not wage.allows(wage.value)  # pay has to be above the minimum wage
    assert wage.allows(wage.value + 1)
