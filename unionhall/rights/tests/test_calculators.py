"""The calculators beyond the worked examples: the other branches, what is refused, what an answer says of itself."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from unionhall.rights.calculators import deadlines
from unionhall.rights.calculators.answer import Missing, Wrong
from unionhall.rights.calculators.arithmetic import cents, full_months, plain
from unionhall.rights.calculators.registry import CALCULATORS, calculator_for
from unionhall.rules import queries as rules
from unionhall.rules.queries import NotSet

from .calculating import answer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("1/200", "0.01"), ("-1/200", "-0.01"), ("3/200", "0.02"), ("2344999/1000000", "2.34"), ("7", "7.00")],
)
def test_half_a_fen_goes_up_from_the_exact_sum(amount, rounded):
    assert str(cents(Fraction(amount))) == rounded


def test_numbers_are_written_as_short_as_they_are():
    assert [plain(Decimal("3.50")), plain(7200), plain(Fraction(1, 3))] == ["3.5", "7200", "0.3333…"]


@pytest.mark.parametrize(
    ("start", "last", "months"),
    [
        ("2024-01-31", "2024-02-29", 1),  # February has no 31st: its last day ends the month
        ("2024-01-31", "2024-02-28", 0),
        ("2024-02-29", "2025-02-28", 12),
        ("2025-03-15", "2025-04-13", 0),
        ("2025-03-15", "2025-04-14", 1),
        ("2025-03-15", "2025-03-14", 0),
    ],
)
def test_full_months(start, last, months):
    assert full_months(date.fromisoformat(start), date.fromisoformat(last)) == months


def test_day_and_hour_wage():
    found = answer("wage-rate", wage="5220")
    assert [found["day"], found["hour"]] == ["240.00", "30.00"]


def test_arrears_grow_only_after_an_order():
    before = answer("arrears", due="20000", paid="5000")
    after = answer("arrears", due="20000", paid="5000", ordered="on")
    assert before["owed"] == "15000.00"
    assert len(before.values) == 1
    assert before.flags
    assert [after["low"], after["high"]] == ["7500.00", "15000.00"]


@pytest.mark.parametrize(
    ("given", "longest"),
    [
        ({"months": "2"}, "0"),
        ({"months": "3"}, "1"),
        ({"months": "12"}, "2"),
        ({"months": "36"}, "6"),
        ({"contract": "open"}, "6"),
        ({"contract": "task"}, "0"),
    ],
)
def test_probation(given, longest):
    found = answer("probation", wage="6000", served="7", **given)
    assert found["longest"] == longest
    assert found["lowest"] == "4800.00"
    assert found["damages"] == f"{6000 * (7 - int(longest))}.00"


def test_probation_wage_is_not_below_the_minimum_wage():
    found = answer("probation", wage="2600", months="12", probation_wage="2000")
    assert [found["lowest"], found["short"]] == ["2490.00", "490.00"]


@pytest.mark.parametrize(
    ("total", "here", "months"),
    [("9", "4.9", "3"), ("9", "5", "6"), ("10", "4", "6"), ("12", "9", "9"), ("12", "10", "12"), ("30", "20", "24")],
)
def test_sick_leave(total, here, months):
    assert answer("sick-leave", total=total, here=here)["months"] == months


def test_comprehensive_hours_pay_rest_days_as_workdays():
    found = answer("overtime", wage="5220", restday_hours="10", system="comprehensive")
    assert found["total"] == "450.00"


def test_no_leave_after_long_illness():
    found = answer("annual-leave", years="6", sick_months="2")
    assert found["days"] == "0"
    assert "病假" in found.flags[0]
    assert answer("annual-leave", years="6", sick_months="1.9", taken="2")["days"] == "3"


def test_who_waived_leave_in_writing_gets_nothing_more():
    found = answer("unused-leave", average="6525", days="5", waived="on")
    assert [found["extra"], found["all"]] == ["0.00", "1500.00"]


def test_maternity_allowance_and_what_the_employer_adds():
    found = answer("maternity", start="2025-05-10", employer_average="6000", wage="7500")
    assert [found["allowance"], found["top_up"]] == ["31600.00", "7900.00"]
    assert answer("maternity", start="2025-05-10", event="late-loss")["days"] == "42"


def test_longer_leave_is_the_province_s_own():
    assert answer("maternity", start="2025-05-10", place="11")["days"] == "98"


def test_injured_grades_and_bounds():
    low = answer("work-injury", grade="3", wage="3000", average_wage="8000", on="2025-06-01")
    assert [low["lump"], low["monthly"]] == ["110400.00", "3840.00"]  # lifted to 60 % of 8000
    assert "monthly" not in {v.name for v in answer("work-injury", grade="5", wage="6000", has_job="on").values}
    near = answer("work-injury", grade="9", wage="6000", average_wage="8500", leaves="on", years_left="3")
    assert [near["medical"], near["job"]] == ["34000.00", "20400.00"]


def test_kin_together_get_no_more_than_the_wage():
    found = answer("death-at-work", on="2025-05-06", wage="6000", spouse="on", others="3", lone="1")
    assert found["monthly"] == "6000.00"
    assert found.flags


def test_wages_of_a_standing_employment_have_no_limit():
    assert answer("limitation", known="2020-01-01", kind="wages")["due"] == "none"
    assert deadlines.limitation(date(2020, 1, 1), deadlines.WAGES) is None
    ended = deadlines.limitation(date(2020, 1, 1), deadlines.WAGES, date(2025, 3, 31))
    assert ended.due == date(2026, 3, 31)
    asked_again = deadlines.limitation(date(2025, 9, 5), deadlines.WAGES, date(2025, 3, 31))
    assert asked_again.due == date(2026, 9, 7)  # the 5th is a Saturday


def test_final_award_on_labour_standards_has_no_sum():
    assert answer("final-award", matter="standard")["final"] == "yes"


@pytest.mark.parametrize(
    ("code", "given", "field"),
    [
        ("severance", {"start": "2025-02-01", "end": "2025-01-01", "average": "5000"}, "end"),
        ("severance", {"start": "2024-02-01", "end": "2025-01-01", "average": "5000", "kind": "n+1"}, "last_month"),
        ("double-wage", {"start": "2025-02-01", "signed": "2025-01-01", "wage": "5000"}, "signed"),
        ("double-wage", {"start": "2025-02-01", "ended": "2025-01-01", "wage": "5000"}, "ended"),
        ("annual-leave", {"years": "3", "mode": "joined"}, "day"),
        ("probation", {"wage": "6000"}, "months"),
        ("sick-leave", {"total": "3", "here": "5"}, "here"),
        ("death-at-work", {"on": "2025-05-06", "wage": "6000", "lone": "2"}, "lone"),
        ("deadlines", {"step": "mediation", "start": "2025-09-20", "longer": "on"}, "longer"),
    ],
)
def test_answers_that_contradict_each_other_name_the_question(code, given, field):
    with pytest.raises(Wrong) as wrong:
        answer(code, **given)
    assert wrong.value.field == field


def test_the_day_and_place_of_the_case_choose_the_numbers():
    calculator = calculator_for("final-award")
    given = {"amount": Decimal(26000), "place": "330110"}
    then = calculator.answer(given | {"on": date(2023, 6, 1)})
    now = calculator.answer(given | {"on": date(2024, 6, 1)})
    there = calculator.answer(given | {"on": date(2024, 6, 1), "place": "330127"})
    assert [then["limit"], now["limit"], there["limit"]] == ["27360.00", "29880.00", "27120.00"]
    used = {p.code: p for p in now.parameters}["rights.minimum-wage"]
    assert (used.value, used.valid_from, used.overridden) == ("2490", "2024-01-01", False)
    assert used.source


def test_a_number_given_by_the_caller_is_marked():
    found = answer("final-award", amount="1", on="2025-06-01")
    used = {p.code: p for p in found.parameters}["rights.minimum-wage"]
    assert (used.value, used.overridden, used.valid_from) == ("2490", True, "")


def test_a_number_nobody_has_entered_is_refused_in_words():
    with pytest.raises(Missing) as missing:
        calculator_for("death-at-work").answer({"on": date(2019, 1, 1), "wage": Decimal(1), "average_wage": Decimal(1)})
    assert missing.value.field == "urban_income"
    with pytest.raises(NotSet, match=r"rights\.overtime-rate|rights\.paid-days"):
        calculator_for("overtime").answer({"on": date(1991, 1, 1), "wage": Decimal(1)})


def test_a_yearly_number_that_has_grown_old_is_flagged():
    given = {"start": date(2020, 1, 1), "average": Decimal(9000)}
    fresh = calculator_for("severance").answer(given | {"end": date(2026, 6, 30)})
    old = calculator_for("severance").answer(given | {"end": date(2026, 12, 31)})
    assert not any("请核对" in flag for flag in fresh.flags)
    assert any("2025年7月1日" in flag for flag in old.flags)


def test_every_answer_shows_its_way_and_its_law():
    for calculator in CALCULATORS:
        assert calculator.law
        assert calculator.title
        assert calculator.summary
        known = {code for code in rules.codes() if code in calculator.parameters}
        assert known == set(calculator.parameters), calculator.code
