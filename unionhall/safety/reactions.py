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
    if hazard is not None and not hazard.is_closed:
        actions.note_answer(
            matter=hazard, number=queries.letter_number(hazard, line.details["document"]),
            by=accounts.system_user("clock"),
        )  # fmt: skip
