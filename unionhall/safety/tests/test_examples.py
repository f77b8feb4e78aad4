"""The worked examples of the domain page, by their ids (labour protection, §8)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from unionhall.accounts import queries as accounts
from unionhall.matters import queries as matters
from unionhall.safety import actions, queries
from unionhall.safety.choices import AccidentGrade
from unionhall.safety.heat import WorkRule
from unionhall.safety.protection import Worker, breaches
from unionhall.safety.tests.making import an_accident

pytestmark = pytest.mark.django_db
ON = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("deaths", "serious", "loss", "grade"),
    [
        pytest.param(2, 12, "5000000", AccidentGrade.LARGER, id="AC-1"),
        pytest.param(3, 0, "1000000", AccidentGrade.LARGER, id="AC-2"),
        pytest.param(0, 9, "9990000", AccidentGrade.GENERAL, id="AC-3"),
        pytest.param(0, 0, "10000000", AccidentGrade.LARGER, id="AC-4"),
        pytest.param(10, 20, "80000000", AccidentGrade.MAJOR, id="AC-5"),
        pytest.param(30, 0, "0", AccidentGrade.SPECIAL, id="or-above-includes-the-number"),
        pytest.param(29, 99, "99999999.99", AccidentGrade.MAJOR, id="just-under"),
    ],
)
def test_grade(deaths: int, serious: int, loss: str, grade: str) -> None:
    assert queries.graded(deaths=deaths, serious=serious, loss=Decimal(loss), place="330110", on=ON).grade == grade


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def accident_of_june(house: Any, clock: Any) -> Any:
    clock.move_to("2025-06-10 09:20")
    return an_accident(house, happened_at=_at("2025-06-10 09:00"), head_told_at=_at("2025-06-10 09:05"), deaths=1)


def test_AC_6_the_authority_within_the_hour_the_inquiry_in_sixty_days(accident_of_june: Any) -> None:
    steps = {one.code: one for one in queries.steps_of_accident(accident_of_june)}
    assert steps["authority"].due_at == _at("2025-06-10 10:05")
    assert steps["authority-city"].due_at == _at("2025-06-10 12:05")
    assert "authority-province" not in steps  # a general accident goes to the city
    assert steps["inquiry"].due_on == date(2025, 8, 11)  # the sixtieth day, 9 August, is a Saturday


def test_AC_7_after_seven_days_a_fire_is_not_graded_again(house: Any, clock: Any) -> None:
    clock.move_to("2025-06-10 10:00")
    fire = an_accident(house, kind="08", deaths=2, happened_at=_at("2025-06-10 09:00"))
    clock.move_to("2025-06-18 10:00")
    numbers: dict[str, Any] = {"serious": 0, "light": 0, "missing": 0, "loss": Decimal(0), "by": house.caseworker}
    late = actions.change_casualties(accident=fire, at=_at("2025-06-18 09:00"), deaths=3, **numbers)
    assert (late.within, fire.deaths, fire.grade) == (False, 3, AccidentGrade.GENERAL)


def test_within_thirty_days_another_accident_is_graded_again(house: Any, clock: Any) -> None:
    clock.move_to("2025-06-10 10:00")
    fall = an_accident(house, kind="09", deaths=2, happened_at=_at("2025-06-10 09:00"))
    clock.move_to("2025-06-18 10:00")
    numbers: dict[str, Any] = {"serious": 0, "light": 0, "missing": 0, "loss": Decimal(0), "by": house.caseworker}
    change = actions.change_casualties(accident=fall, at=_at("2025-06-18 09:00"), deaths=3, **numbers)
    fall.refresh_from_db()
    assert (change.within, fall.grade, fall.inquiry_at) == (True, AccidentGrade.LARGER, 2)
    assert {"authority-province", "union-province"} <= {one.code for one in queries.steps_of_accident(fall)}


OUT, IN = "outdoor", "indoor"


@pytest.mark.parametrize(
    ("months", "total"),
    [
        pytest.param({6: OUT, 7: OUT, 8: OUT, 9: OUT}, "1200", id="HT-1"),
        pytest.param({6: IN, 7: IN, 8: OUT, 9: OUT}, "1000", id="HT-2"),
        pytest.param({5: OUT, 6: OUT, 10: OUT}, "300", id="only-the-season-counts"),
    ],
)
def test_allowance(months: dict[int, str], total: str) -> None:
    found, rules = queries.heat_allowance(months, place="330110", year=2025)
    assert found.total == Decimal(total)
    assert len(found.steps) == len([m for m in months if 6 <= m <= 9])
    assert rules
    assert all(row.source for row in rules)


def test_part_months_count_whole_unless_the_place_says_otherwise() -> None:
    months, there = {6: OUT}, {6: (10, 20)}
    assert queries.heat_allowance(months, place="33", year=2025, attended=there)[0].total == 300
    assert queries.heat_allowance(months, place="33", year=2025, attended=there, pro_rata=True)[0].total == 150


def test_a_cooled_workplace_shows_both_rules_and_no_verdict() -> None:
    assert queries.heat_allowance({6: IN}, place="33", year=2025, cooled=True)[0].doubt
    assert not queries.heat_allowance({6: OUT}, place="33", year=2025, cooled=True)[0].doubt


@pytest.mark.parametrize(
    ("highest", "rule"),
    [
        pytest.param("41", WorkRule.STOP, id="HT-3-41"),
        pytest.param("38", WorkRule.LIMIT, id="HT-3-38"),
        pytest.param("36", WorkRule.ROTATE, id="HT-3-36"),
        pytest.param("34", WorkRule.NONE, id="HT-3-34"),
        pytest.param("40", WorkRule.STOP, id="HT-3-40-exactly"),
        pytest.param("37", WorkRule.LIMIT, id="HT-3-37-exactly"),
    ],
)
def test_heat(highest: str, rule: WorkRule) -> None:
    found = queries.heat_measures(Decimal(highest), place="330110", on=ON)
    assert found.rule is rule
    words = "".join(found.words)
    assert ("6小时" in words, "最高的3小时" in words) == (rule is WorkRule.LIMIT,) * 2
    assert ("停止室外" in words) == (rule is WorkRule.STOP)
    assert ("加班" in words) == (rule is WorkRule.ROTATE)


def test_HZ_1_no_decision_in_thirty_minutes_goes_to_county_city_and_authority(house: Any, clock: Any) -> None:
    system = accounts.system_user("clock")
    clock.move_to("2026-03-05 14:00")
    hazard = actions.report_hazard(
        unit=house.unions[0], by=house.caseworker, kind="05", grade="imminent", spot="污水池",
        employer=house.employers[0],
    )  # fmt: skip
    clock.move_to("2026-03-05 14:29")
    assert actions.escalate_undecided(by=system) == 0
    clock.move_to("2026-03-05 14:31")
    assert actions.escalate_undecided(by=system) == 1
    hazard.refresh_from_db()
    assert hazard.escalated_to == [house.counties[0].name, house.cities[0].name]
    assert hazard.authority_due_on == date(2026, 3, 5)
    assert [row.pk for row in queries.authority_waiting(house.caseworker)] == [hazard.pk]
    assert actions.escalate_undecided(by=system) == 0
    assert any("12350" in one.words.reveal() for one in matters.steps_of(hazard) if one.words)


def test_WP_1_seven_months_pregnant_on_the_night_list_is_flagged() -> None:
    limits = queries.table("protection", place="330110", on=ON)
    found = breaches(Worker(months_pregnant=7, night=True), limits)
    assert [one.code for one in found] == ["pregnant-night"]
    assert found[0].fine
    assert breaches(Worker(months_pregnant=6, night=True), limits) == []


@pytest.mark.parametrize(
    ("worker", "codes"),
    [
        (Worker(load=Decimal(21), loads_an_hour=6), ["load"]),
        (Worker(load=Decimal(21), loads_an_hour=5), []),
        (Worker(load=Decimal(26)), ["load"]),
        (Worker(child_months=6, nursing_hours=Decimal(1), infants=2), ["nursing-hours"]),
        (Worker(child_months=11, overtime=True, nursing_hours=Decimal("0.5")), ["nursing-overtime", "nursing-hours"]),
        (Worker(child_months=12, overtime=True), []),
        (Worker(woman=False, age=17, toxic=True, checked=False), ["minor-work", "minor-health"]),
        (Worker(woman=False, age=15), ["child"]),
        (Worker(underground=True, heaviest_grade=4), ["mine", "grade-4"]),
        (Worker(dismissed_or_cut=True), ["dismissed"]),
    ],
)
def test_women_and_minors(worker: Worker, codes: list[str]) -> None:
    assert [one.code for one in breaches(worker, queries.table("protection", place="330110", on=ON))] == codes


@pytest.mark.parametrize(
    ("code", "start", "day"),
    [
        ("verify-general", "2026-03-05 10:00", date(2026, 3, 10)),
        ("verify-major", "2026-03-05 10:00", date(2026, 3, 6)),
        ("verify-imminent", "2026-03-05 10:00", date(2026, 3, 5)),
        ("notice-general", "2026-03-05 10:00", date(2026, 3, 9)),
        ("notice-major", "2026-03-05 10:00", date(2026, 3, 5)),
        ("answer-general", "2026-03-05 10:00", date(2026, 3, 16)),
        ("answer-major", "2026-03-05 10:00", date(2026, 3, 10)),
        ("recheck-general", "2026-03-05 10:00", date(2026, 3, 10)),
        ("recheck-major", "2026-03-05 10:00", date(2026, 3, 6)),
        ("escalate-general", "2026-03-05 10:00", date(2026, 3, 19)),
    ],
)
def test_clocks_of_the_table(code: str, start: str, day: date) -> None:
    assert queries.term(code, start=_at(start), place="330110").day == day


def test_hours_count_to_the_minute() -> None:
    assert queries.term("verify-major", start=_at("2026-03-05 10:10"), place="330110").at == _at("2026-03-06 10:10")
    assert timezone.is_aware(queries.term("verify-imminent", start=timezone.now(), place="CN").at)
