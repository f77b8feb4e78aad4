"""What holds where and when, and time limits counted by it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from unionhall.rules import queries
from unionhall.rules.models import Rule
from unionhall.rules.refusals import NoTime, NotSet

from .conftest import put

pytestmark = pytest.mark.usefixtures("book")


@pytest.mark.parametrize(
    ("place", "on", "expected"),
    [
        ("CN", "2024-06-01", 15),
        ("CN", "2025-06-01", 20),  # the later row of the same place
        ("33", "2024-06-01", 10),  # the province before the nation
        ("33", "2024-12-31", 10),  # its last day still counts
        ("33", "2025-01-01", 20),  # ended: the nation's again
        ("3301", "2024-06-01", 10),
        ("330100", "2024-06-01", 10),  # the code as the register of divisions writes it
        ("330110", "2022-12-31", 10),  # the county's not yet
        ("330110", "2024-06-01", 8),
        ("330110005", "2024-06-01", 8),  # a township of it
        ("330108", "2024-06-01", 10),
        ("11", "2024-06-01", 15),
    ],
)
def test_the_nearest_place_and_the_latest_day_win(place, on, expected):
    assert queries.value("rights.try", place=place, on=date.fromisoformat(on)) == expected


def test_what_nobody_has_set_is_refused_in_words():
    with pytest.raises(NotSet, match=r"rights\.nothing"):
        queries.value("rights.nothing")
    with pytest.raises(NotSet, match="2019-12-31"):
        queries.rule("rights.try", on=date(2019, 12, 31))
    with pytest.raises(NotSet):
        queries.table("rights.nothing")


def test_a_rule_says_where_it_is_from():
    row = queries.rule("rights.try", place="330110", on=date(2024, 1, 1))
    assert (row.value, row.text, row.place, row.source) == (8, "8日", "330110", "试行办法")
    assert row.as_json()["value"] == "8"
    assert put("rights.rate", "0.6", "rate").text == "60%"
    assert put("rights.sum", "2490", "yuan").text == "2,490元"


def test_a_table_takes_each_line_from_the_nearest_place():
    months = queries.table("rights.try-grades", place="3301", on=date(2024, 1, 1))
    assert months == {"10": 7, "9": 12, "8": 11}
    assert list(months) == ["10", "9", "8"]  # as entered
    assert queries.value("rights.try-grades", key="9", place="CN") == Decimal(9)


def test_limits_in_working_days_days_months_years_and_hours():
    put("rights.wd", "60", "wd")
    put("rights.m", "1", "m")
    put("rights.y", "1", "y")
    put("rights.h", "2", "h")
    span = queries.span
    assert span("rights.wd", start=date(2025, 7, 1)).due == date(2025, 9, 23)
    assert span("rights.mediation", start=date(2025, 9, 20)).due == date(2025, 10, 9)
    assert span("rights.m", start=date(2026, 1, 31)).due == date(2026, 2, 28)
    assert span("rights.y", start=date(2024, 2, 29)).due == date(2025, 2, 28)
    assert span("rights.m", start=date(2025, 9, 5)).due == date(2025, 10, 9)  # 5 October lies in the holidays
    at = datetime(2026, 10, 1, 20, 30, tzinfo=UTC)
    assert span("rights.h", start=at).at == datetime(2026, 10, 1, 22, 30, tzinfo=UTC)
    assert span("rights.h", start=at).due == date(2026, 10, 2)  # in the house's time zone


def test_the_day_of_the_event_chooses_the_limit():
    assert queries.span("rights.try", start=date(2024, 12, 30), place="CN").days == 15
    assert queries.span("rights.try", start=date(2025, 1, 2), place="CN").days == 20
    assert queries.span("rights.try", start=date(2024, 12, 30), place="CN", on=date(2025, 1, 1)).days == 20


def test_a_deadline_says_how_it_was_counted():
    words = queries.span("rights.mediation", start=date(2025, 9, 20)).explain()
    assert words[0].startswith("9月20日")
    assert words[-1] == "共15日，2025年10月9日（周四）到期。"
    months = put("rights.m", "1", "m") and queries.span("rights.m", start=date(2025, 9, 5)).explain()
    assert months[-1] == "1个月，2025年10月9日（周四）到期。"


def test_what_is_no_time_cannot_be_counted():
    put("rights.pay", "2490", "yuan")
    put("rights.h", "2", "h")
    with pytest.raises(NoTime):
        queries.span("rights.pay", start=date(2025, 1, 1))
    with pytest.raises(NoTime):
        queries.span("rights.h", start=date(2025, 1, 1))


def test_answers_come_from_memory(django_assert_num_queries):
    queries.refresh()
    with django_assert_num_queries(0):
        queries.value("rights.try", place="330110")
        queries.table("rights.try-grades")


def test_what_holds_is_listed_once_a_thing():
    rows = queries.in_force(place="330110", on=date(2024, 1, 1), begins="rights.try")
    assert [(row.code, row.key, int(row.value)) for row in rows] == [
        ("rights.try", "", 8),
        ("rights.try-grades", "10", 7),
        ("rights.try-grades", "8", 11),
        ("rights.try-grades", "9", 12),
    ]


@pytest.mark.parametrize(
    ("number", "unit", "chinese", "english"),
    [
        ("15", "cd", "15日", "15 days"),
        ("2", "次/年", "2次/年", "2 times/year"),
        ("3", "", "3", "3"),
        ("0.8", "rate", "80%", "80%"),
    ],
)
def test_a_value_is_said_in_both_languages(number, unit, chinese, english):
    row = Rule(value=Decimal(number), unit=unit, source="某条例", article="第二条")
    kept = {"value": number, "unit": unit, "source": row.source, "article": row.article}
    assert (row.text, queries.in_words(kept)) == (chinese, f"某条例第二条 · {chinese}")
    with override("en"):
        assert row.text == english
