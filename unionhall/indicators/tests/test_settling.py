"""Settled counts equal a brute-force count: on today's tree, on a past day's after a move, on both lines."""

from collections import defaultdict
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from unionhall.accounts import queries as accounts
from unionhall.indicators import actions, queries
from unionhall.indicators.models import ClosedMonth, Difference
from unionhall.kit import figures
from unionhall.kit.figures import Count, Figure, Measure, Period
from unionhall.kit.models import FigureDay, FigureDelta, FigureMonth, Line
from unionhall.orgs.models import Unit, UnitEdge

JAN, FEB, MAR = date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 4)
ROWS: list[tuple[str, int, date, int]] = []  # what «really» happened: count, unit, day, n


def _recount(code: str, measure: Measure) -> Any:
    def count(period: Period) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for row, unit, day, n in ROWS:
            if row == code and day <= period.last and (measure is Measure.STOCK or day >= period.first):
                found[unit] += n
        return found

    return count


STOCK = Count("test.standing", "在册", Measure.STOCK, _recount("test.standing", Measure.STOCK))
FLOW = Count("test.happened", "发生", Measure.FLOW, _recount("test.happened", Measure.FLOW))
FIGURE = Figure("test.rate", "比率", "测试", top=STOCK, bottom=FLOW)


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    ROWS.clear()
    counts = {"test.standing": STOCK, "test.happened": FLOW}
    for module in ("unionhall.kit.figures", "unionhall.indicators.actions.settling"):
        monkeypatch.setattr(f"{module}.all_counts", lambda: counts)
    monkeypatch.setattr("unionhall.indicators.actions.recounting.all_counts", lambda: counts)


@pytest.fixture
def settler(house: Any) -> Any:
    FigureDelta.objects.all().delete()
    return accounts.system_user("settler")


def happened(code: str, unit: Unit, day: date, n: int = 1) -> None:
    ROWS.append((code, unit.pk, day, n))
    figures.add(code, unit=unit, day=day, n=n)


def move(unit: Unit, parent: Unit, day: date) -> None:
    """What orgs writes when a unit is moved."""
    UnitEdge.objects.filter(child=unit, line="org", valid_to=None).update(valid_to=day)
    UnitEdge.objects.create(child=unit, parent=parent, valid_from=day, counts_carried=False)


def standing(unit: Unit, day: date, line: str = Line.ORGANISATION) -> int:
    return figures.values(["test.standing"], [unit], Period.of_day(day), line)["test.standing", unit.pk]


def brute(code: str, unit: Unit, period: Period, stock: bool) -> int:
    """Count every row whose unit lay beneath `unit` at the end of the period (stock) or on its own day (flow)."""
    total = 0
    for row, where, day, n in ROWS:
        if row != code or day > period.last or (not stock and day < period.first):
            continue
        total += n * (unit.pk in _above(where, period.last if stock else day))
    return total


def _above(unit: int, day: date) -> set[int]:
    found: set[int] = set()
    at: int | None = unit
    while at is not None:
        found.add(at)
        edge = UnitEdge.objects.filter(child_id=at, line="org", valid_from__lte=day).order_by("valid_from").last()
        at = edge.parent_id if edge else None
    return found


def assert_equal_to_brute_force(house: Any, *days: date) -> None:
    for day in days:
        for unit in house.units:
            assert standing(unit, day) == brute("test.standing", unit, Period.of_day(day), True), (unit.name, day)
            year = Period(date(2026, 1, 1), day)
            flow = figures.values(["test.happened"], [unit], year)["test.happened", unit.pk]
            assert flow == brute("test.happened", unit, year, False), (unit.name, day)


def test_what_one_has_just_done_shows_at_once_and_above_after_settling(house: Any, settler: Any) -> None:
    happened("test.standing", house.unions[0], MAR)
    assert standing(house.unions[0], MAR) == 1
    assert standing(house.province, MAR) == 0
    assert actions.settle(by=settler) == 1
    assert [standing(u, MAR) for u in (house.unions[0], house.townships[0], house.province)] == [1, 1, 1]
    assert standing(house.counties[1], MAR) == 0
    assert not FigureDelta.objects.exists()


def test_settling_twice_changes_nothing(house: Any, settler: Any) -> None:
    happened("test.standing", house.unions[0], JAN, 3)
    happened("test.standing", house.unions[0], JAN, -1)
    actions.settle(by=settler)
    before = sorted(FigureDay.objects.values_list("unit_id", "day", "n"))
    assert actions.settle(by=settler) == 0
    assert sorted(FigureDay.objects.values_list("unit_id", "day", "n")) == before


def test_past_days_stay_on_the_tree_of_their_day(house: Any, settler: Any) -> None:
    union, old, new = house.unions[0], house.townships[0], house.townships[3]
    happened("test.standing", union, JAN, 5)
    happened("test.happened", union, JAN, 2)
    actions.settle(by=settler)
    move(union, new, FEB)
    happened("test.standing", union, MAR, 1)
    happened("test.happened", union, MAR, 1)
    actions.settle(by=settler)
    assert (standing(old, FEB - timedelta(days=1)), standing(old, FEB), standing(old, MAR)) == (5, 0, 0)
    assert (standing(new, FEB - timedelta(days=1)), standing(new, FEB), standing(new, MAR)) == (0, 5, 6)
    assert_equal_to_brute_force(house, JAN, FEB - timedelta(days=1), FEB, MAR)


def test_a_late_delta_follows_its_unit_through_a_move(house: Any, settler: Any) -> None:
    move(house.unions[0], house.townships[3], FEB)
    actions.settle(by=settler)
    happened("test.standing", house.unions[0], JAN, 4)
    actions.settle(by=settler)
    assert_equal_to_brute_force(house, JAN, FEB, MAR)


def test_a_township_and_a_union_out_of_it_move_on_one_day(house: Any, settler: Any) -> None:
    for union in house.unions[:4]:
        happened("test.standing", union, JAN, 7)
    actions.settle(by=settler)
    move(house.townships[0], house.counties[3], FEB)
    move(house.unions[0], house.townships[5], FEB)
    actions.settle(by=settler)
    assert_equal_to_brute_force(house, JAN, FEB, MAR)


def test_industry_line_counts_only_what_stands_on_it(house: Any, settler: Any) -> None:
    head, guided = house.unions[7], house.unions[0]
    UnitEdge.objects.create(child=guided, parent=head, line="ind", valid_from=date(2025, 1, 1))
    happened("test.standing", guided, JAN, 3)
    happened("test.standing", house.unions[1], JAN, 9)
    actions.settle(by=settler)
    assert standing(head, MAR, Line.INDUSTRY) == 3
    assert standing(head, MAR) == 0
    assert not FigureDay.objects.filter(line="ind", unit_id=house.unions[1].pk).exists()


def test_recount_finds_nothing_when_all_is_well(house: Any, settler: Any) -> None:
    for n, unit in enumerate(house.unions):
        happened("test.standing", unit, JAN, n + 1)
        happened("test.happened", unit, MAR, n)
    move(house.unions[0], house.townships[3], FEB)
    assert actions.recount(period=Period.of_day(MAR), by=settler) == []
    assert actions.recount(period=Period.of_day(JAN), by=settler) == []


def test_recount_reports_a_difference_and_overwrites_nothing(house: Any, settler: Any) -> None:
    happened("test.standing", house.unions[0], MAR, 2)
    actions.settle(by=settler)
    FigureMonth.objects.filter(unit_id=house.province.pk).update(n=5)
    FigureDay.objects.filter(unit_id=house.province.pk).update(n=5)
    found = actions.recount(period=Period.of_day(MAR), by=settler)
    assert [(d.unit_id, d.stored, d.counted) for d in found] == [(house.province.pk, 5, 2)]
    assert standing(house.province, MAR) == 5
    assert queries.open_differences([house.province.desk_id]).count() == 1


def test_a_difference_is_closed_with_a_reason(house: Any, settler: Any, reviewer: Any) -> None:
    row = Difference.objects.create(
        desk_id=1, unit_id=1, line="org", count="test.standing", first=MAR, last=MAR, stored=1, counted=2
    )
    with pytest.raises(actions.NotExplained):
        actions.explain(difference=row, words="嗯", by=reviewer)
    actions.explain(difference=row, words="导入中断，已补记", by=reviewer)
    assert not queries.open_differences([1]).exists()


def test_a_closed_month_takes_corrections_today(house: Any, settler: Any, clock: Any) -> None:
    clock.move_to("2026-03-05 10:00")
    happened("test.standing", house.unions[0], JAN, 5)
    actions.close_month(month=JAN, by=settler)
    happened("test.standing", house.unions[0], JAN, -1)
    actions.settle(by=settler)
    assert standing(house.province, date(2026, 1, 31)) == 5
    assert standing(house.province, date(2026, 3, 5)) == 4
    assert ClosedMonth.objects.get().month == date(2026, 1, 1)
    assert set(FigureMonth.objects.filter(month=JAN.replace(day=1)).values_list("frozen", flat=True)) == {True}


def test_a_running_month_cannot_be_closed(house: Any, settler: Any, clock: Any) -> None:
    clock.move_to("2026-03-05 10:00")
    with pytest.raises(actions.NotOver):
        actions.close_month(month=date(2026, 3, 1), by=settler)


def test_counts_come_along_to_another_county(house: Any, settler: Any) -> None:
    union = house.unions[0]
    happened("test.standing", union, JAN, 5)
    actions.settle(by=settler)
    Unit.objects.filter(pk=union.pk).update(desk_id=house.counties[1].pk)
    union.refresh_from_db()
    happened("test.standing", union, MAR, 1)
    assert actions.carry_counts(unit=union, by=settler) > 0
    actions.settle(by=settler)
    assert standing(union, MAR) == 6
    assert actions.carry_counts(unit=union, by=settler) == 0


def test_flow_over_whole_and_broken_months(house: Any, settler: Any) -> None:
    unit = house.unions[0]
    for month in range(1, 7):
        for day in (1, 15, 28):
            happened("test.happened", unit, date(2026, month, day), 1)
    actions.settle(by=settler)

    def flow(first: date, last: date) -> int:
        return figures.values(["test.happened"], [unit], Period(first, last))["test.happened", unit.pk]

    assert flow(date(2026, 1, 1), date(2026, 6, 30)) == 18
    assert flow(date(2026, 1, 2), date(2026, 6, 27)) == 16
    assert flow(date(2026, 2, 2), date(2026, 2, 20)) == 1
    assert flow(date(2026, 2, 15), date(2026, 3, 1)) == 3
    assert flow(date(2026, 2, 1), date(2026, 2, 28)) == 3


def test_the_same_statements_for_one_unit_and_for_all(house: Any, settler: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        figures.values(["test.standing", "test.happened"], house.units, Period.of_year(2026))


def test_a_month_is_closed_at_the_console(house: Any, settler: Any, clock: Any) -> None:
    clock.move_to("2026-03-05 10:00")
    said = StringIO()
    call_command("figures", "close", "2026-01", stdout=said)
    assert "closed: 2026-01" in said.getvalue()
    assert ClosedMonth.objects.get().month == date(2026, 1, 1)
    with pytest.raises(CommandError, match="封账"):
        call_command("figures", "close", "2026-03")
