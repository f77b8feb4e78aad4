"""An inspection from the clue to its end, and what the worker reads of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from unionhall.cases.models import Case
from unionhall.documents import queries as papers
from unionhall.kit.access import NotAllowed
from unionhall.matters import actions as matters
from unionhall.matters import queries as read
from unionhall.supervision import actions, queries
from unionhall.supervision.models import Inspection
from unionhall.supervision.refusals import NotInOrder, UseSafety

pytestmark = pytest.mark.django_db
CLUE = {"title": "拖欠工资", "scope": "05", "source": "patrol"}


def test_outsiders_register_nothing_here(house: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.register_clue(unit=house.townships[0], employer=house.employers[0], by=house.outsider, **CLUE)


def test_danger_to_life_goes_the_way_of_safety(house: Any) -> None:
    with pytest.raises(UseSafety):
        actions.register_clue(
            unit=house.townships[0], employer=house.employers[0], by=house.township, danger=True, **CLUE
        )


def test_a_mass_event_is_not_consulted_about(inspection: Any, house: Any) -> None:
    row: Inspection = inspection("hear", workers=10)
    assert row.special == "mass"
    with pytest.raises(NotInOrder):
        matters.move(matter=row, name="begin_consult", by=house.township, both_wish=True)


def test_both_sides_settle(inspection: Any, house: Any) -> None:
    row: Inspection = inspection("hear")
    matters.move(matter=row, name="begin_consult", by=house.township, both_wish=True)
    assert row.due_on == date(2026, 3, 20)
    matters.move(
        matter=row,
        name="settle",
        by=house.township,
        on=date(2026, 3, 5),
        terms="三月底补发",
        recovered=Decimal(5000),
        people=2,
    )
    assert (row.stage_code, row.recovered) == ("settled", Decimal(5000))
    assert "三月底补发" in str(papers.shown_parts(papers.of_subject(row)[0]))


def test_a_breach_needs_an_inquiry_written_down(inspection: Any, house: Any) -> None:
    row: Inspection = inspection("hear")
    matters.move(matter=row, name="begin_inquiry", by=house.township, consented=True, plan="查")
    with pytest.raises(NotInOrder):
        matters.move(matter=row, name="find_breach", by=house.township, workers=3)


def test_a_federation_hears_the_employers_bodies_too(inspection: Any, house: Any) -> None:
    given = {"by": house.caseworker}
    row: Inspection = inspection("investigate", unit=house.counties[0], **given)
    with pytest.raises(NotInOrder, match="企业代表组织"):
        matters.move(matter=row, name="find_breach", workers=3, **given)
    row.refresh_from_db()
    about = {"on": date(2026, 3, 5), "place": "会议室", "heard": "区企业联合会", "words": "没有异议", **given}
    actions.add_record(inspection=row, kind="bodies", **about)
    matters.move(matter=row, name="find_breach", workers=3, **given)
    assert row.stage_code == "letter"


def test_who_is_recused_takes_no_part(inspection: Any, house: Any) -> None:
    row: Inspection = inspection("hear")
    first = queries.team_of(row)[0]
    actions.recuse(inspection=row, member=first, because="近亲属在该单位任职", by=house.township)
    with pytest.raises(Exception, match="两名以上"):
        matters.move(matter=row, name="begin_inquiry", by=house.township, consented=True, plan="查")


def test_an_expired_certificate_inquires_nothing(house: Any, inspection: Any, supervisor: Any, clock: Any) -> None:
    row: Inspection = inspection("hear")
    late = supervisor(9, issued_on=date(2024, 1, 1), expires_on=date(2026, 3, 1))
    with pytest.raises(NotInOrder):
        actions.name_supervisor(inspection=row, supervisor=late, by=house.township)


def test_open_letters_keep_it_open(letter: Any, house: Any) -> None:
    row = letter("served")
    about = queries.inspection_of(row.desk_id, row.inspection_id)
    with pytest.raises(NotInOrder, match=row.number):
        matters.move(matter=about, name="close", by=house.township, result="好", recovered=Decimal(0), people=0)


# --- the worker's side -----------------------------------------------------------------------------------------------


def reported(house: Any, **given: Any) -> Case:
    answers = {"scope": "05", "special": "", "people": 3}
    return house.case("supervision.clue", employer=house.employers[0], answers=answers, secrecy="hidden", **given)


def test_a_report_opens_a_clue_and_its_end_is_told(house: Any, supervisor: Any) -> None:
    case = reported(house)
    row = Inspection.objects.get(origin=case.number)
    assert (row.unit, row.source, row.workers, row.summary) == (house.townships[0], "complaint", 3, "")
    matters.move(matter=row, name="accept", by=house.township)
    case.refresh_from_db()
    assert (case.stage_code, case.status) == ("working", "open")
    actions.name_supervisor(inspection=row, supervisor=supervisor(), by=house.township)
    actions.add_record(inspection=row, kind="talk", on=date(2026, 3, 5), place="厂区", words="x", by=house.township)
    matters.move(matter=row, name="find_none", by=house.township, explanation="经查工资已按期发放")
    case.refresh_from_db()
    assert (case.stage_code, case.outcome, row.stage_code) == ("done", "done", "no-breach")


def test_a_report_out_of_scope_is_answered_in_writing(house: Any) -> None:
    case = reported(house)
    row = Inspection.objects.get(origin=case.number)
    matters.move(matter=row, name="refuse", by=house.township, because="人社部门已受理")
    case.refresh_from_db()
    paper = papers.of_subject(row)[0]
    assert (case.stage_code, case.outcome, paper.kind_code) == ("declined", "declined", "supervision.not-accepted")


def test_nobody_closes_the_workers_case_apart(house: Any) -> None:
    from unionhall.cases import queries as cases

    case = reported(house)
    assert cases.allowed_moves(house.township, case) == []
    assert [one.name for one in cases.allowed_moves(house.worker, case)] == ["withdraw"]


def test_a_report_taken_back_is_noted(house: Any, django_capture_on_commit_callbacks: Any) -> None:
    case = reported(house)
    row = Inspection.objects.get(origin=case.number)
    with django_capture_on_commit_callbacks(execute=True):
        house.move(case, "withdraw", by=house.worker)
    row.refresh_from_db()
    assert not row.is_closed
    assert "已撤回诉求" in read.steps_of(row)[0].words.reveal()


def test_a_complaint_becomes_a_report_without_typing(house: Any) -> None:
    from unionhall.supervision.services.clue import from_case

    given = from_case({"employer": 7, "cause": "43", "people": 4, "facts": "未缴社保", "place": "330110005"})
    assert (given["scope"], given["people"], given["facts"], given["employer"]) == ("08", 4, "未缴社保", 7)


def test_ten_people_go_to_the_county(house: Any) -> None:
    case = house.case(
        "supervision.clue", employer=house.employers[0], answers={"scope": "05", "special": "", "people": 10}
    )
    assert Inspection.objects.get(origin=case.number).unit == house.counties[0]


def test_the_inspection_goes_along_with_its_case(house: Any, django_capture_on_commit_callbacks: Any) -> None:
    from unionhall.cases import actions as cases

    case = reported(house)
    with django_capture_on_commit_callbacks(execute=True):
        cases.dispatch(case=case, to_unit=house.townships[1], by=house.caseworker, reason="属地办理")
    assert Inspection.objects.get(origin=case.number).unit == house.townships[1]


def test_an_employer_nobody_knew_is_named_later(inspection: Any, house: Any) -> None:
    row: Inspection = inspection("hear", employer=None)
    actions.name_employer(inspection=row, employer=house.employers[0], by=house.township)
    row.refresh_from_db()
    assert row.employer == house.employers[0]
    with pytest.raises(NotAllowed):
        actions.name_employer(inspection=row, employer=house.employers[1], by=house.outsider)
