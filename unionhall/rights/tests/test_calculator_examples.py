"""Every worked example of the domain page (rights.md §7), by its id: average wage 8000, minimum wage 2490."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from unionhall.kit import text, workdays
from unionhall.rights.calculators import deadlines
from unionhall.rights.calculators.registry import CALCULATORS
from unionhall.rules import queries as rules

from .calculating import answer

pytestmark = pytest.mark.django_db


def cases(table: str) -> Any:
    rows = [line.split("|") for line in table.strip().splitlines()]
    return [pytest.param(*(cell.strip() for cell in cells[1:]), id=cells[0].strip()) for cells in rows]


@pytest.mark.parametrize(
    ("wage", "hours", "parts", "total", "flagged"),
    cases(
        """
        OT-1 | 5220 | 20 16 0  | 900.00 960.00 0.00     | 1860.00 |
        OT-2 | 6000 | 36 0 8   | 1862.07 0.00 827.59    | 2689.66 |
        OT-3 | 8700 | 10 8 24  | 750.00 800.00 3600.00  | 5150.00 |
        OT-4 | 4350 | 0 8 8    | 0.00 400.00 600.00     | 1000.00 |
        OT-5 | 7000 | 40 24 16 |                        | 6275.86 | yes
        """
    ),
)
def test_overtime(wage, hours, parts, total, flagged):
    names = ("workday", "restday", "holiday")
    given = {f"{name}_hours": value for name, value in zip(names, hours.split(), strict=True)}
    found = answer("overtime", wage=wage, on="2025-06-01", **given)
    assert found["total"] == total
    if parts:
        assert [found[name] for name in names] == parts.split()
    assert any("超过每月" in flag for flag in found.flags) == (flagged == "yes")
    if hours == "20 16 0":
        assert found["hour"] == "30.00"


@pytest.mark.parametrize(
    ("kind", "start", "end", "average", "last_month", "n", "total"),
    cases(
        """
        SV-1 | n   | 2019-03-15 | 2025-09-14 | 9000  |      | 7   | 63000.00
        SV-2 | n   | 2021-07-01 | 2025-12-31 | 6500  |      | 5   | 32500.00
        SV-3 | n   | 2023-01-10 | 2025-03-31 | 2300  |      | 2.5 | 6225.00
        SV-4 | n   | 2010-05-01 | 2025-04-30 | 30000 |      | 12  | 288000.00
        SV-5 | n   | 2010-05-01 | 2025-04-30 | 20000 |      | 15  | 300000.00
        SV-6 | n+1 | 2022-04-01 | 2025-06-30 | 7200  | 7000 | 3.5 | 32200.00
        SV-7 | 2n  | 2018-09-01 | 2025-05-15 | 8800  |      | 7   | 123200.00
        SV-8 | n   | 2024-11-01 | 2025-03-31 | 5000  |      | 0.5 | 2500.00
        """
    ),
)
def test_severance(kind, start, end, average, last_month, n, total):
    found = answer("severance", kind=kind, start=start, end=end, average=average, last_month=last_month)
    assert (found["n"], found["total"]) == (n, total)


def test_severance_lifts_and_caps_the_base():
    low = answer("severance", start="2023-01-10", end="2025-03-31", average="2300")
    high = answer("severance", start="2010-05-01", end="2025-04-30", average="30000")
    assert (low["base"], high["base"]) == ("2490.00", "24000.00")


@pytest.mark.parametrize(
    ("start", "signed", "wage", "months", "workdays", "stretch", "total"),
    cases(
        """
        DW-1 | 2024-03-01 |            | 6000 | 11 | 0 | 2024-04-01 2025-02-28 | 66000.00
        DW-2 | 2025-01-15 | 2025-06-15 | 5000 | 4  | 0 | 2025-02-15 2025-06-14 | 20000.00
        DW-3 | 2025-02-10 | 2025-03-05 | 5000 |    |   |                       | 0.00
        DW-4 | 2025-03-03 | 2025-05-12 | 6525 | 1  | 4 | 2025-04-03 2025-05-11 | 7725.00
        """
    ),
)
def test_double_wage(start, signed, wage, months, workdays, stretch, total):
    found = answer("double-wage", start=start, signed=signed, wage=wage)
    assert found["total"] == total
    if months:
        assert (found["months"], found["workdays"]) == (months, workdays)
        assert [found["from"], found["to"]] == stretch.split()


@pytest.mark.parametrize(
    ("mode", "day", "years", "taken", "shown", "days"),
    cases(
        """
        AL-1 | joined | 2025-07-01 | 6  | 0 | 184 ÷ 365 | 2
        AL-2 | joined | 2025-03-15 | 12 | 0 |           | 8
        AL-3 | joined | 2025-11-01 | 3  | 0 |           | 0
        AL-4 | left   | 2025-06-30 | 6  | 0 | 181 ÷ 365 | 2
        AL-5 | left   | 2025-09-30 | 12 | 3 |           | 4
        """
    ),
)
def test_annual_leave(mode, day, years, taken, shown, days):
    found = answer("annual-leave", mode=mode, day=day, years=years, taken=taken)
    assert found["days"] == days
    assert any(shown in step.sum for step in found.steps)


@pytest.mark.parametrize(
    ("average", "days", "day", "extra", "whole"), cases("AL-6 | 6525 | 5 | 300.00 | 3000.00 | 4500.00")
)
def test_unused_leave(average, days, day, extra, whole):
    found = answer("unused-leave", average=average, days=days, on="2025-06-01")
    assert [found["day"], found["extra"], found["all"]] == [day, extra, whole]


@pytest.mark.parametrize(
    ("start", "order", "babies", "difficult", "days", "to"),
    cases(
        """
        MT-1 | 2025-05-10 | 1 | 1 |    | 158 | 2025-10-14
        MT-2 | 2025-03-01 | 1 | 1 | on | 173 | 2025-08-20
        MT-3 | 2025-08-20 | 2 | 2 |    | 203 | 2026-03-10
        """
    ),
)
def test_maternity(start, order, babies, difficult, days, to):
    given = {"difficult": difficult} if difficult else {}
    found = answer("maternity", start=start, order=order, babies=babies, **given)
    assert [found["days"], found["to"]] == [days, to]


@pytest.mark.parametrize(
    ("grade", "wage", "sums"),
    cases(
        """
        WI-1 | 9 | 6000 | 54000.00 34000.00 34000.00
        WI-2 | 7 | 7000 | 91000.00 85000.00 85000.00
        """
    ),
)
def test_work_injury(grade, wage, sums):
    found = answer("work-injury", grade=grade, wage=wage, average_wage="8500", leaves="on", on="2025-06-01")
    assert [found["lump"], found["medical"], found["job"]] == sums.split()


@pytest.mark.parametrize(
    ("wage", "funeral", "lump", "each", "monthly"),
    cases("WI-3 | 6000 | 48000.00 | 1083760.00 | 2400.00 1800.00 | 6000.00"),
)
def test_death_at_work(wage, funeral, lump, each, monthly):
    found = answer("death-at-work", on="2025-05-06", wage=wage, spouse="on", others="2")
    assert [found["funeral"], found["lump"], found["monthly"]] == [funeral, lump, monthly]
    assert [found["spouse"], found["other"]] == each.split()


@pytest.mark.parametrize(
    ("amount", "final"),
    [pytest.param("29880", "yes", id="FA-1-final"), pytest.param("29881", "no", id="FA-1-not-final")],
)
def test_final_award(amount, final):
    assert answer("final-award", amount=amount, on="2025-06-01")["final"] == final


@pytest.mark.parametrize(
    ("step", "start", "longer", "due"),
    cases(
        """
        DL-1   | mediation             | 2025-09-20 |    | 2025-10-09
        DL-2   | award                 | 2025-08-20 |    | 2025-10-09
        DL-2+  | award                 | 2025-08-20 | on | 2025-10-20
        DL-3   | judicial-confirmation | 2025-09-05 |    | 2025-10-09
        DL-4   | inspection            | 2025-07-01 |    | 2025-09-23
        DL-4+  | inspection            | 2025-07-01 | on | 2025-11-10
        serve  | arbitration-serve     | 2026-03-02 |    | 2026-03-09
        answer | arbitration-defence   | 2026-03-02 |    | 2026-03-16
        pass   | arbitration-pass-on   | 2026-03-02 |    | 2026-03-09
        judges | arbitration-tribunal  | 2026-03-02 |    | 2026-03-09
        public | publication           | 2026-03-02 |    | 2026-04-01
        group  | publication-collective | 2026-03-02 |   | 2026-03-12
        small  | court-small           | 2026-03-10 | on | 2026-06-10
        second | court-second          | 2026-04-10 |    | 2026-07-10
        order  | order-issue           | 2026-03-04 |    | 2026-03-19
        enforce | enforcement          | 2026-02-27 |    | 2028-02-28
        clear  | injury-decision-clear | 2026-03-02 |    | 2026-03-17
        """
    ),
)
def test_deadlines(step, start, longer, due):
    given = {"longer": longer} if longer else {}
    found = answer("deadlines", step=step, start=start, **given)
    assert found["due"] == due
    assert text.full_day(date.fromisoformat(due)) in found.steps[-1].sum


@pytest.mark.parametrize(("known", "due"), [pytest.param("2025-03-31", "2026-03-31", id="DL-5")])
def test_limitation(known, due):
    assert answer("limitation", known=known)["due"] == due
    assert deadlines.limitation(date.fromisoformat(known)).due == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("whose", "born", "age", "month"),
    cases(
        """
        RT-1a | man     | 1965-01-15 | 60-01 | 2025-02
        RT-1b | man     | 1970-06-30 | 61-05 | 2031-11
        RT-2a | man     | 1976-09-01 | 63-00 | 2039-09
        RT-2b | woman55 | 1970-01-31 | 55-01 | 2025-02
        RT-2c | woman50 | 1976-02-29 | 50-07 | 2026-09
        """
    ),
)
def test_retirement(whose, born, age, month):
    found = answer("retirement", whose=whose, born=born)
    assert [found["age"], found["month"]] == [age, month]


@pytest.mark.parametrize(("day", "due"), [pytest.param("2025-10-05", "2025-09-30", id="PD-1")])
def test_pay_day(day, due):
    assert answer("pay-day", day=day)["due"] == due


@pytest.mark.parametrize(
    ("day", "kind", "percent"),
    cases(
        """
        CAL-1 | 2025-10-06 | holiday | 300
        CAL-2 | 2025-10-07 | restday | 200
        CAL-3 | 2025-09-28 | workday | 150
        CAL-4 | 2026-02-15 | restday | 200
        CAL-5 | 2026-02-16 | holiday | 300
        CAL-6 | 2026-02-14 | workday | 150
        """
    ),
)
def test_rate_of_a_day(day, kind, percent):
    found = answer("day-rate", day=day)
    assert [found["kind"], found["percent"]] == [kind, percent]


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_notices_of_the_state_are_the_calendar(year):
    off, work, triple = NOTICES[year]
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    assert {day for day in days if day.weekday() < 5 and not workdays.is_working_day(day)} <= spread(year, off)
    assert all(not workdays.is_working_day(day) for day in spread(year, off))
    assert {day for day in days if day.weekday() >= 5 and workdays.is_working_day(day)} == spread(year, work)
    kept = rules.table("rights.statutory-holiday", on=date(year, 6, 1))
    assert {date.fromisoformat(day) for day in kept} == spread(year, triple)
    assert len(kept) == 13


def spread(year: int, written: str) -> set[date]:
    """The days of "1/28–2/4 10/1": month and day, or from one to another."""
    found = set()
    for part in written.split():
        first, last = (date(year, *map(int, end.split("/"))) for end in (*part.split("–"), part.split("–")[0])[:2])
        found |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    return found


NOTICES = {  # off, work, paid threefold (rights.md §7)
    2025: (
        "1/1 1/28–2/4 4/4–4/6 5/1–5/5 5/31–6/2 10/1–10/8", "1/26 2/8 4/27 9/28 10/11",
        "1/1 1/28–1/31 4/4 5/1–5/2 5/31 10/1–10/3 10/6",
    ),
    2026: (
        "1/1–1/3 2/15–2/23 4/4–4/6 5/1–5/5 6/19–6/21 9/25–9/27 10/1–10/7", "1/4 2/14 2/28 5/9 9/20 10/10",
        "1/1 2/16–2/19 4/5 5/1–5/2 6/19 9/25 10/1–10/3",
    ),
}  # fmt: skip


def test_no_calculator_is_without_a_test():
    tests = [path.read_text() for path in Path(__file__).parent.glob("test_calculat*.py")]
    tried = {code for text in tests for code in re.findall(r'answer\(\s*"([\w-]+)"', text)}
    assert {calculator.code for calculator in CALCULATORS} <= tried
