"""The Chinese calendar, make-up days included, and its arithmetic in words."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionhall.kit import workdays
from unionhall.kit.models import CalendarDay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_calendar():
    workdays.refresh()
    yield
    workdays.forget()


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2026, 2, 14), True, "调休上班"),  # Saturday before Spring Festival
        (date(2026, 2, 15), False, "周末"),
        (date(2026, 2, 16), False, "农历除夕"),
        (date(2026, 2, 17), False, "春节"),
        (date(2026, 2, 24), True, ""),
        (date(2026, 2, 28), True, "调休上班"),
        (date(2026, 9, 20), True, "调休上班"),  # Sunday before National Day
        (date(2026, 10, 1), False, "国庆节"),
        (date(2026, 10, 8), True, ""),
        (date(2026, 10, 10), True, "调休上班"),
        (date(2026, 11, 22), False, "周末"),
    ],
)
def test_days(day, works, why):
    assert (workdays.is_working_day(day), workdays.why(day)) == (works, why)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        (date(2026, 2, 12), 5, date(2026, 2, 26)),  # 13, 14 (make-up), 24, 25, 26
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # 8, 9, 10 (make-up)
        (date(2026, 9, 18), 1, date(2026, 9, 20)),  # a Sunday that works
        (date(2025, 12, 31), 2, date(2026, 1, 5)),  # over the year: 4 (make-up Sunday), 5
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_deadlines(start, n, due):
    found = workdays.add_working_days(start, n)
    assert found.due == due
    assert sum(step.counted for step in found.steps) == n
    assert workdays.working_days_between(start, due) == n
    assert workdays.working_days_between(due, start) == -n
    assert not found.is_provisional


def test_the_arithmetic_is_told():
    assert workdays.add_working_days(date(2026, 2, 12), 5).explain() == [
        "2月12日（周四）为起算日，不计入期限。",
        "2月13日：第1日。",
        "2月14日：调休上班，计为第2日。",
        "2月15日：周末，不计。",
        "2月16日：农历除夕，不计。",
        "2月17日至2月19日：春节，不计。",
        "2月20日：休息日（由 2026-02-14 调休），不计。",
        "2月21日至2月22日：周末，不计。",
        "2月23日：休息日（由 2026-02-28 调休），不计。",
        "2月24日至2月26日：第3日至第5日。",
        "共5个工作日，2026年2月26日（周四）到期。",
    ]


def test_a_year_without_notice_is_said():
    found = workdays.add_working_days(date(2026, 12, 30), 3)
    assert found.unannounced == (2027,)
    assert found.explain()[-1] == "2027年的放假调休安排尚未公布，到期日可能调整。"


def test_calendar_days_end_on_a_working_day():
    assert workdays.add_calendar_days(date(2026, 9, 21), 10).due == date(2026, 10, 8)
    assert workdays.add_calendar_days(date(2026, 9, 10), 10).due == date(2026, 9, 20)  # a make-up Sunday works
    moved = workdays.add_calendar_days(date(2026, 11, 7), 15)
    assert moved.due == date(2026, 11, 23)
    assert moved.explain()[-1] == "共15日，2026年11月23日（周一）到期。"
    assert any("周末" in line for line in moved.explain())


def test_the_table_overrides_and_adds_notices():
    CalendarDay.objects.create(day=date(2026, 11, 23), working=False, name="停电检修", source="x")
    CalendarDay.objects.create(day=date(2027, 1, 3), working=True, name="调休上班", source="x")
    assert workdays.is_working_day(date(2026, 11, 23))  # not read again yet
    workdays.refresh()
    assert workdays.why(date(2026, 11, 23)) == "停电检修"
    assert workdays.add_working_days(date(2026, 11, 20), 1).due == date(2026, 11, 24)
    assert workdays.is_announced(2027)


def test_hot_paths_ask_the_database_once_a_minute(django_assert_num_queries, monkeypatch):
    now = [workdays.time.monotonic()]
    monkeypatch.setattr(workdays.time, "monotonic", lambda: now[0])
    workdays.refresh()
    with django_assert_num_queries(0):
        for n in range(40):
            workdays.add_working_days(date(2026, 2, 12), n)
    now[0] += workdays.FRESH_FOR
    with django_assert_num_queries(1):
        workdays.is_working_day(date(2026, 2, 12))
        workdays.is_working_day(date(2026, 2, 13))


def test_a_moment_is_taken_as_the_day_here():
    late = datetime(2026, 11, 19, 17, 0, tzinfo=timezone(timedelta()))  # the 20th, 01:00 in Shanghai
    assert workdays.add_working_days(late, 1).due == date(2026, 11, 23)


def test_backwards_is_a_mistake():
    with pytest.raises(ValueError, match="ahead"):
        workdays.add_working_days(date(2026, 1, 1), -1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.dates(date(2020, 1, 1), date(2026, 10, 1)), st.integers(1, 60))
def test_a_deadline_is_a_working_day_and_one_day_later_for_one_more(start, n):
    due = workdays.add_working_days(start, n).due
    assert workdays.is_working_day(due)
    assert workdays.add_working_days(due, 1).due == workdays.add_working_days(start, n + 1).due
    assert workdays.next_working_day(due) > due
