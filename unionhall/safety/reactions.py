"""Answers to what other rooms wrote down: an employer's reply to a letter, a case given to another union."""

from typing import Any

from unionhall.accounts import queries as accounts
from unionhall.audit.events import when

from . import actions, queries

KINDS = {"safety.Hazard": "hazard"}


@when("documents.document.answered")
def employer_answered(line: Any) -> None:
    """The letter was ours: whoever has the hazard reads in its timeline that there is an answer."""
    if line.details.get("subject_type") not in KINDS:
        return
    hazard = queries.hazard_at(line.desk_id, int(line.details["subject_id"]))
    if hazard is None:
        return
    number, row = queries.letter_number(hazard, line.details["document"]), queries.row_now(hazard)
    if not row.is_closed:
        actions.note_answer(matter=row, number=number, by=accounts.system_user("clock"))


@when("cases.case.dispatched", "cases.case.returned", "cases.case.decided")
def case_went_elsewhere(line: Any) -> None:
    """The worker's report is with another union now: so is the hazard it began."""
    case = queries.case_by_id(line)
    hazard = queries.hazard_of_case(case) if case is not None and case.service_code == "safety.hazard" else None
    if hazard is not None and not hazard.is_closed and hazard.unit_id != case.unit_id:
        actions.follow_case(hazard=hazard, unit=case.unit, by=accounts.system_user("clock"))
