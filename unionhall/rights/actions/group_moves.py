"""One step for all cases of a group: each makes its own move, with its own clock, line and notice.

A few are moved at once, many in the background; there each case is moved in a transaction of its own together with the
mark that it was gone through, so that the work may be killed and begun again.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.permissions import Cases
from unionhall.kit import background
from unionhall.kit.access import require
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import in_house_language
from unionhall.rules import queries as rules

from .. import queries
from ..choices import Came
from ..models import Group, GroupCase, GroupMove, GroupMoveCase
from ..refusals import NotNow
from .groups import locked_group

JOB = "rights.group-move"


@in_house_language
@transaction.atomic
def move_group(*, group: Group, name: str, says: str, by: Any) -> GroupMove:
    """Make the move `name` with every open case of the group; what one case refuses holds up none of the others."""
    row = locked_group(group)
    require(by, Cases.WORK, at=row.unit)
    last = queries.last_move(row)
    if last is not None and last.ended_at is None:
        raise NotNow(_("上一次一并办理还没有做完，请等它做完。"))
    members = queries.members_of(row)
    title = _title(members, name, row, by)
    made: GroupMove = GroupMove.objects.create(
        desk_id=row.desk_id, group_id=row.pk, move=name, title=title, says=says.strip(), by_id=by.pk,
        by_name=str(by)[:60], asked_at=timezone.now(), total=len(members),
    )  # fmt: skip
    audit.record("rights.group.move-asked", subject=row, by=by, unit=row.unit, move=name, cases=made.total)
    if made.total <= int(rules.value("rights.group-at-once")):
        return carry_out_move(move=made, by=by)
    return _in_background(made, row, by)


@transaction.atomic
def resume_move(*, move: GroupMove, by: Any) -> GroupMove:
    """Go on with what an unforeseen error has ended; cases gone through are not gone through again."""
    group, row = _broken(move, by)
    audit.record("rights.group.move-resumed", subject=group, by=by, unit=group.unit, move=row.move)
    return _in_background(row, group, by)


@transaction.atomic
def stop_move(*, move: GroupMove, by: Any) -> GroupMove:
    """Leave it where an unforeseen error has ended it: what was moved stays moved, another step may be asked for."""
    group, row = _broken(move, by)
    return _end(row, group, by)


@in_house_language
def carry_out_move(
    *, move: GroupMove, by: Any, progress: Callable[[int, int], None] = lambda done, total: None
) -> GroupMove:
    """Go through the cases not gone through yet, then count; `by` is who asked, with the rights they have now."""
    group, marked = queries.group_of_move(move), queries.gone_through(move)
    require(by, Cases.WORK, at=group.unit)
    for place, one in enumerate(queries.members_of(group), start=1):
        if one.number not in marked:
            _go_through(move, one, by)
        progress(place, move.total)
    return _end(move, group, by)


@transaction.atomic
def _go_through(move: GroupMove, one: GroupCase, by: Any) -> None:
    """One case and its mark; of two that come at once the mark refuses the later, and with it its move."""
    case, came, why = read_cases.case_of(one.person_id, one.case_id), Came.DONE, ""
    if case.is_closed:
        came = Came.CLOSED
    else:
        try:
            with transaction.atomic():
                _move(case, move.move, move.says.reveal() if move.says else "", by)
        except Refusal as refusal:
            came, why = Came.REFUSED, str(refusal)[:300]
    GroupMoveCase.objects.create(desk_id=move.desk_id, move_id=move.pk, number=one.number, came=came, why=why)


def _move(case: Any, name: str, says: str, by: Any) -> None:
    step = read_cases.step_for(case, name)
    if step is None or step.asks is not None or step.by_worker:
        raise NotNow
    cases.move(case=case, name=name, by=by, says=says)


@transaction.atomic
def _end(move: GroupMove, group: Group, by: Any) -> GroupMove:
    row: GroupMove = GroupMove.objects.at_desks([move.desk_id]).select_for_update(of=("self",)).get(pk=move.pk)
    if row.ended_at is not None:
        return row
    refused = [one.number for one in queries.refused_in(row)]
    row.done, row.refused, row.ended_at = queries.moved_in(row), len(refused), timezone.now()
    row.save(force_update=True)
    audit.record(
        "rights.group.moved", subject=group, by=by, unit=group.unit, move=row.move, done=row.done, refused=refused
    )
    return row


def _broken(move: GroupMove, by: Any) -> tuple[Group, GroupMove]:
    group = locked_group(queries.group_of_move(move))
    require(by, Cases.WORK, at=group.unit)
    row: GroupMove = GroupMove.objects.at_desks([move.desk_id]).select_for_update(of=("self",)).get(pk=move.pk)
    if not queries.is_broken(row):
        raise NotNow
    return group, row


def _in_background(row: GroupMove, group: Group, by: Any) -> GroupMove:
    job = background.start(JOB, unit=group.unit, by=by, total=row.total, desk=row.desk_id, move=row.pk)
    row.job_desk_id, row.job_id = job.desk_id, job.pk
    row.save(force_update=True)
    return row


def _title(members: list[GroupCase], name: str, group: Group, by: Any) -> str:
    """What the move is called by the service of these cases; refused where none could make it (any more)."""
    first = read_cases.case_of(members[0].person_id, members[0].case_id)
    step = next((one for one in first.service.moves if one.name == name), None)
    if step is None or not queries.times_fitting(by, group, first.service)[name]:
        raise NotNow(_("没有一件现在能办这一步，可能刚刚已经办过。"))
    return str(step.title or name)[:60]
