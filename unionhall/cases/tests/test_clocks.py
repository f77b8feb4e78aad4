"""Citizen clock and hop clocks in the working days of the Chinese calendar."""

from datetime import date

import pytest

from unionhall.accounts import queries as accounts
from unionhall.cases import actions, queries
from unionhall.cases.models import DeskCase, Hop, Pause
from unionhall.channels.models import Notice
from unionhall.kit import workdays

from .making import a_case


@pytest.fixture
def by_clock():
    return accounts.system_user("clock")


def test_the_promise_counts_working_days_across_spring_festival(house, clock):
    clock.move_to("2026-02-12 16:30")  # Thursday before the holiday of 15–23 February; 14 and 28 are made up
    case = house.case()
    assert case.due_on == workdays.add_working_days(date(2026, 2, 12), 15).due == date(2026, 3, 11)
    lines = queries.clock(case).lines
    assert any("春节" in line for line in lines)
    assert any("调休" in line for line in lines)


def test_waiting_for_the_worker_moves_the_date_by_exactly_the_days_waited(house, clock):
    clock.move_to("2026-02-12 09:00")
    case = house.case(stage="working")
    actions.move(case=case, name="ask", by=house.chair, says="工资条")
    assert case.status == "waiting"
    assert case.paused_since == date(2026, 2, 12)
    assert queries.clock(case).stands_still
    clock.move_to("2026-02-25 09:00")  # 13, 14 (made up), 24 and 25 February were working days
    actions.move(case=case, name="answer", by=house.worker, says="见照片")
    assert (case.paused_days, case.paused_since, case.status) == (4, None, "open")
    assert case.due_on == workdays.add_working_days(date(2026, 2, 12), 19).due
    pause = Pause.objects.get(case_id=case.pk)
    assert (pause.days, pause.due_after) == (4, case.due_on)
    assert any("4个工作日不计时" in line for line in queries.clock(case).lines)
    assert DeskCase.objects.get(case_id=case.pk).wrote_at is not None


def test_late_is_late(house, clock):
    case = house.case(stage="working")
    clock.move_to("2026-03-27")
    actions.move(case=case, name="resolve", by=house.chair, says="迟了")
    assert case.closed_on_time is False
    assert queries.clock(case).tone == "late"


def test_each_hop_has_its_own_clock_and_the_promise_stays(house, clock):
    case = house.case(employer=house.uncovered[0])
    due = case.due_on
    clock.move_to("2026-03-09")
    actions.dispatch(case=case, to_unit=house.townships[1], by=house.caseworker)
    first, second = Hop.objects.filter(case_id=case.pk).order_by("since")
    assert first.late
    assert (second.due_on, case.due_on) == (date(2026, 3, 10), due)


def test_unsigned_goes_one_level_up_once(house, clock, by_clock):
    case = house.case(employer=house.uncovered[0])
    actions.escalate_late(by=by_clock)
    assert queries.my_case(house.worker, case.number).unit == house.townships[0]
    clock.move_to("2026-03-09 08:00")
    actions.escalate_late(by=by_clock)
    case = queries.my_case(house.worker, case.number)
    assert case.unit == house.counties[0]
    assert Notice.objects.filter(person_id=house.caseworker.pk, kind="cases/escalated").count() == 1
    actions.escalate_late(by=by_clock)
    assert queries.my_case(house.worker, case.number).unit == house.counties[0]


def test_the_level_above_hears_of_the_late_one_once(house, clock, by_clock):
    case = house.case(employer=house.uncovered[0], stage="working")
    clock.move_to("2026-04-01")
    assert actions.escalate_late(by=by_clock) == 1
    assert actions.escalate_late(by=by_clock) == 0
    assert Notice.objects.filter(person_id=house.caseworker.pk, kind="cases/late").count() == 1
    assert Hop.objects.get(case_id=case.pk).late


def test_silence_ends_a_case_that_waits_for_the_worker(house, clock, by_clock):
    case = house.case(stage="asked")
    clock.move_to("2026-03-26")
    actions.escalate_late(by=by_clock)
    assert queries.my_case(house.worker, case.number).status == "waiting"
    clock.move_to("2026-03-27")
    actions.escalate_late(by=by_clock)
    case = queries.my_case(house.worker, case.number)
    assert (case.status, case.stage_code, case.outcome) == ("closed", "lapsed", "withdrawn")


def test_a_case_nobody_need_sign_for_stays(house, clock, by_clock, monkeypatch):
    from dataclasses import replace

    from unionhall.cases.catalogue import services

    patient = replace(services["rights.question"], sign_days=None)
    monkeypatch.setitem(services._all(), "rights.question", patient)
    case = a_case(house, "rights.question", answers={"topic": "law"})
    clock.move_to("2026-03-11")
    actions.escalate_late(by=by_clock)
    assert queries.my_case(house.worker, case.number).unit == case.unit
