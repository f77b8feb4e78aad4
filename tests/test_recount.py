"""Figures equal a count of the rows: today and on past days, after a real move and a real merger, on both lines."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone

from tests.cast import build_house
from unionhall.accounts import queries as accounts
from unionhall.cases import actions as cases
from unionhall.cases.models import Case
from unionhall.indicators import actions as indicators
from unionhall.kit.figures import Period, all_counts, values
from unionhall.kit.models import Line
from unionhall.orgs import actions as orgs
from unionhall.orgs.models import Coverage, Employer, UnitEdge
from unionhall.people.models import Membership

pytestmark = pytest.mark.django_db

FIRST, CHANGED, LATER = date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)
WHY = {"reason": "区划调整", "approval_no": "浙工发〔2026〕3号"}


@pytest.fixture(scope="module")
def _lived_once(keeping: Any) -> Iterator[Any]:
    with keeping(_live) as house:
        yield house


@pytest.fixture
def lived(_lived_once: Any, clock: Any) -> Any:
    """Three days of work: cases closed, members joined, and between them a township moved and two unions merged."""
    clock.move_to("2026-03-09 10:00")
    return _lived_once


def _live(clock: Any) -> Any:
    house = build_house()
    settler = accounts.system_user("settler")
    house.member(house.unions[2], "甲", 601)
    house.member(house.unions[3], "乙", 602)
    for union, employer in ((house.unions[1], 0), (house.unions[3], 2), (house.unions[0], 3)):
        orgs.cover(union=union, employer=house.employers[employer], mode="joint", by=house.organiser)
    orgs.set_industry_parent(unit=house.unions[0], parent=_industry(house), by=house.organiser)
    _closed_case(house, house.employers[0], stars=5)
    indicators.settle(by=settler)
    clock.move_to("2026-03-06 10:00")
    _carry_out("move", house.townships[0], house.counties[1], house.city_leader)
    _carry_out("merge", house.unions[2], house.unions[3], house.reviewer)
    indicators.settle(by=settler)
    clock.move_to("2026-03-09 10:00")
    _closed_case(house, house.employers[4], stars=1, member=house.outsider_worker)
    indicators.settle(by=settler)
    return house


def _carry_out(kind: str, unit: Any, target: Any, by: Any) -> None:
    change = orgs.draw_up(kind=kind, unit=unit, target=target, by=by, **WHY)
    with TestCase.captureOnCommitCallbacks(execute=True):
        orgs.carry_out(change=change, by=by)


def _industry(house: Any) -> Any:
    """An industry union of the county, so that the second line has figures too."""
    return orgs.found_unit(
        parent=house.counties[0], name="例制造业工会联合会", kind="industry", level=5, by=house.organiser,
        division=house.counties[0].division, approval_no="1号", founded_on=date(2026, 3, 1),
    )  # fmt: skip


def _closed_case(house: Any, employer: Employer, *, stars: int, member: Any = None) -> None:
    from unionhall.people import queries as people

    sender = member or house.worker
    case = house.case(
        "rights.complaint", stage="resolved", employer=employer, person=people.person(sender.pk), by=sender,
        secrecy="open",
    )  # fmt: skip
    cases.rate(case=case, stars=stars, by=sender)


@pytest.mark.parametrize("line", Line.values)
@pytest.mark.parametrize("day", [FIRST, CHANGED, LATER])
def test_the_recount_of_any_day_finds_no_difference(lived: Any, day: date, line: str) -> None:
    assert indicators.recount(period=Period.of_day(day), by=accounts.system_user("settler"), line=line) == []


def _above(unit: int | None, day: date) -> list[int]:
    """The unit and those above it on that day, read edge by edge; a unit's first parent before its first day."""
    found: list[int] = []
    while unit is not None:
        found.append(unit)
        edges = UnitEdge.objects.filter(child_id=unit, line="org").order_by("valid_from")
        then = edges.filter(valid_from__lte=day).last() or edges.first()
        unit = then.parent_id if then else None
    return found


def _members(day: date) -> Counter[int]:
    standing = [
        m.unit_id
        for m in Membership.objects.all()
        if m.joined_on <= day and (m.ended_on is None or m.ended_on > day)
    ]  # fmt: skip
    return Counter(standing)


def _covered(day: date) -> Counter[int]:
    found: Counter[int] = Counter()
    for employer in Employer.objects.filter(closed_on=None):
        rows = Coverage.objects.filter(employer=employer)
        if any(c.valid_from <= day and (c.valid_to is None or c.valid_to > day) for c in rows):
            found[employer.unit_id] += 1
    return found


def _covered_workers(day: date) -> Counter[int]:
    """Each employer's workers at the best of the unions that cover it: its own, a joint one, a federation."""
    found: Counter[int] = Counter()
    for employer in Employer.objects.filter(closed_on=None):
        rows = [
            ("single joint federation".split().index(c.mode), c.valid_from, c.pk, c.union_id)
            for c in Coverage.objects.filter(employer=employer)
            if c.valid_from <= day and (c.valid_to is None or c.valid_to > day)
        ]
        if rows:
            found[min(rows)[-1]] += employer.headcount
    return found


def _closed(day: date) -> Counter[int]:
    """Closings that stand (not taken back by a bad rating), at the unit that closed."""
    rows = Case.objects.filter(status="closed", reopened=0)
    return Counter(c.unit_id for c in rows if timezone.localdate(c.closed_at) == day)


COUNTED: dict[str, Callable[[date], Counter[int]]] = {
    "people.members": _members,
    "orgs.employers_covered": _covered,
    "orgs.covered_workers": _covered_workers,
    "cases.closed": _closed,
}


@pytest.mark.parametrize("code", COUNTED)
@pytest.mark.parametrize("day", [FIRST, CHANGED, LATER])
def test_figures_equal_a_count_made_here(lived: Any, code: str, day: date) -> None:
    expected: Counter[int] = Counter()
    for unit, n in COUNTED[code](day).items():
        expected.update(dict.fromkeys(_above(unit, day), n))
    shown = values([code], lived.units, Period.of_day(day))
    assert {u.name: shown.get((code, u.pk), 0) for u in lived.units} == {u.name: expected[u.pk] for u in lived.units}


def test_the_industry_line_has_workers_too(lived: Any) -> None:
    lived.unions[0].refresh_from_db()
    guide = lived.unions[0].industry_parent
    for day in (FIRST, CHANGED):
        found = values(["orgs.covered_workers", "people.members"], [guide], Period.of_day(day), Line.INDUSTRY)
        assert (found["people.members", guide.pk], found["orgs.covered_workers", guide.pk]) == (2, 30)


def test_the_days_differ_as_the_tree_did(lived: Any) -> None:
    """Else the tests above would pass on a tree that never changed."""

    def members(unit: Any, day: date) -> int:
        unit.refresh_from_db()
        return values(["people.members"], [unit], Period.of_day(day))["people.members", unit.pk]

    moved_from, moved_to = lived.counties[0], lived.counties[1]
    assert members(moved_from, FIRST) > members(moved_from, CHANGED)
    assert members(moved_to, FIRST) < members(moved_to, CHANGED)
    assert (members(lived.unions[2], FIRST), members(lived.unions[2], CHANGED)) == (1, 0)
    assert (members(lived.unions[3], FIRST), members(lived.unions[3], CHANGED)) == (1, 2)
    assert all_counts()["people.members"].measure == "stock"
