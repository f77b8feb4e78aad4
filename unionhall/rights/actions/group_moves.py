"""One step for all cases of a group: each makes its own move, with its own clock, line and notice."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.permissions import Cases
from unionhall.kit.access import require
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import in_house_language

from .. import queries
from ..models import Group
from ..refusals import NotNow
from .groups import locked_group


@dataclass
class Moved:
    """What became of it: numbers of cases that moved, and (number, why) of those that did not."""

    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@in_house_language
@transaction.atomic
def move_group(*, group: Group, name: str, says: str, by: Any) -> Moved:
    """Make the move `name` with every open case of the group; what one case refuses holds up none of the others."""
    row = locked_group(group)
    require(by, Cases.WORK, at=row.unit)
    found = Moved()
    for one in queries.members_of(row):
        case = read_cases.case_of(one.person_id, one.case_id)
        if case.is_closed:
            continue
        try:
            with transaction.atomic():
                _move(case, name, says, by)
        except Refusal as refusal:
            found.refused.append((one.number, str(refusal)))
        else:
            found.done.append(one.number)
    refused = [number for number, _why in found.refused]
    audit.record(
        "rights.group.moved", subject=row, by=by, unit=row.unit, move=name, done=len(found.done), refused=refused
    )
    return found


def _move(case: Any, name: str, says: str, by: Any) -> None:
    step = read_cases.step_for(case, name)
    if step is None or step.asks is not None or step.by_worker:
        raise NotNow
    cases.move(case=case, name=name, by=by, says=says)
