"""Counts agree: what the actions added up, what the rows say now, and what they said on a past day."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import FOUNDED, credit_code
from unionhall.kit.figures import Period
from unionhall.kit.models import FigureDelta
from unionhall.orgs import actions, queries
from unionhall.orgs.figures import COVERED_WORKERS, EMPLOYERS, EMPLOYERS_COVERED, UNIONS, WORKERS
from unionhall.orgs.models import Employer

ALL = (EMPLOYERS, EMPLOYERS_COVERED, WORKERS, COVERED_WORKERS, UNIONS)


def added_up(code: str, last: date) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for unit_id, n in FigureDelta.objects.filter(count=code, day__lte=last).values_list("unit_id", "n"):
        sums[unit_id] += n
    return {unit_id: n for unit_id, n in sums.items() if n}


def agree(last: date) -> None:
    for count in ALL:
        counted = {unit: n for unit, n in count.recount(Period(last, last)).items() if n}
        assert counted == added_up(count.code, last), count.code


def test_the_founding_rate_of_the_small_province(house):
    today = timezone.localdate()
    at = house.townships[0].pk
    assert EMPLOYERS.recount(Period(today, today))[at] == 3
    assert EMPLOYERS_COVERED.recount(Period(today, today))[at] == 2
    heads = COVERED_WORKERS.recount(Period(today, today))
    assert (heads[house.unions[0].pk], heads[house.unions[1].pk], at in heads) == (30, 30, False)
    agree(today)
    agree(FOUNDED)


def test_deltas_and_rows_agree_on_every_day_of_a_busy_month(house, clock, django_capture_on_commit_callbacks):
    by, days = house.organiser, [timezone.localdate()]
    first, second = house.employers[0], house.uncovered[0]

    def next_day():
        clock.shift(days=3)
        days.append(timezone.localdate())

    actions.edit_employer(employer=first, version=0, by=by, headcount=50)
    actions.edit_employer(employer=first, version=1, by=by, headcount=55)
    next_day()
    actions.edit_employer(employer=first, version=2, by=by, division=house.townships[1].division)
    actions.cover(union=house.unions[0], employer=second, mode="joint", by=by)
    next_day()
    actions.cover(union=house.unions[1], employer=second, mode="federation", by=by)
    actions.uncover(union=house.unions[0], employer=second, by=by)
    next_day()
    second.refresh_from_db()
    actions.close_employer(employer=second, version=second.version, by=by, because="注销")
    new = actions.register_employer(
        credit_code=credit_code(300), name="新厂", ownership="170", industry="C", headcount=8, by=by,
        division=house.townships[0].division, opened_on=date(2011, 5, 1),
    )  # fmt: skip
    actions.found_unit(
        parent=house.townships[0], name="新厂工会", kind="single", level=5, by=by, employers=[new],
        division=house.townships[0].division,
    )  # fmt: skip
    next_day()
    with django_capture_on_commit_callbacks(execute=True):
        actions.carry_out(
            change=actions.draw_up(
                kind="merge", unit=house.townships[0], target=house.townships[1], reason="撤并", approval_no="1号",
                by=house.reviewer,
            ),
            by=house.reviewer,
        )  # fmt: skip
    next_day()
    for day in days:
        agree(day)
        agree(day - timedelta(days=1))


@pytest.mark.parametrize("count", ALL, ids=lambda count: count.code)
def test_a_recount_is_one_statement(house, count, django_assert_num_queries):
    today = timezone.localdate()
    with django_assert_num_queries(1):
        count.recount(Period(today, today))


def test_the_rows_behind_a_cell_stay_in_reach(house):
    today = timezone.localdate()
    rows = EMPLOYERS.rows(house.caseworker, house.province, Period(today, today))
    assert set(rows.values_list("unit_id", flat=True)) == {house.townships[0].pk, house.townships[1].pk}
    assert EMPLOYERS.rows(house.outsider, house.counties[0], Period(today, today)).count() == 0
    assert Employer.objects.count() == 24


def test_workers_count_at_one_union_however_many_cover_their_employer(house, clock):
    by, employer = house.organiser, house.uncovered[0]
    federation, joint, single = house.unions[:3]

    def stands(on: date | None = None) -> dict[int, int]:
        day = on or timezone.localdate()
        agree(day)
        counted = COVERED_WORKERS.recount(Period(day, day))
        return {unit.pk: counted.get(unit.pk, 0) - 30 for unit in (federation, joint, single)}

    actions.cover(union=federation, employer=employer, mode="federation", by=by)
    first = timezone.localdate()
    assert stands() == {federation.pk: 12, joint.pk: 0, single.pk: 0}
    clock.shift(days=3)
    actions.cover(union=joint, employer=employer, mode="joint", by=by)
    assert stands() == {federation.pk: 0, joint.pk: 12, single.pk: 0}
    actions.cover(union=single, employer=employer, mode="single", by=by, on=first)
    assert stands() == stands(first) == {federation.pk: 0, joint.pk: 0, single.pk: 12}
    clock.shift(days=3)
    actions.uncover(union=single, employer=employer, by=by)
    assert stands() == {federation.pk: 0, joint.pk: 12, single.pk: 0}
    assert stands(first) == {federation.pk: 0, joint.pk: 0, single.pk: 12}


def test_the_rows_behind_workers_of_a_union_are_those_counted_there(house):
    today, employer = timezone.localdate(), house.employers[0]
    actions.cover(union=house.unions[1], employer=employer, mode="joint", by=house.organiser)
    for unit, codes in ((house.unions[0], {employer.credit_code}), (house.unions[1], {house.employers[1].credit_code})):
        rows = COVERED_WORKERS.rows(house.caseworker, unit, Period(today, today))
        assert set(rows.values_list("credit_code", flat=True)) == codes
        found = queries.employers_found(house.caseworker, under=unit, covered="counted")
        assert set(found.values_list("credit_code", flat=True)) == codes
    assert queries.employers_found(house.caseworker, covered="counted").count() == 4
    assert COVERED_WORKERS.rows(house.outsider, house.unions[0], Period(today, today)).count() == 0
