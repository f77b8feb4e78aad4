"""Steps for a whole group: the last ones, how far they are, and which cases did not take them."""

from typing import Any

from django.http import Http404

from unionhall.kit import background
from unionhall.kit.models import Job, JobState

from ..choices import Came
from ..models import Group, GroupMove, GroupMoveCase
from .groups import group_for

SHOWN = 5  # on the page of the group


def group_moves(group: Group) -> list[GroupMove]:
    """The last ones, newest first."""
    return list(_of(group)[:SHOWN])


def last_move(group: Group) -> GroupMove | None:
    return _of(group).first()  # type: ignore[no-any-return]


def group_move_for(user: Any, number: str, pk: int) -> tuple[Group, GroupMove]:
    """The group and one of its steps; for whoever may not read the group there is none."""
    group = group_for(user, number)
    found = _of(group).filter(pk=pk).first()
    if found is None:
        raise Http404
    return group, found


def move_of_job(job: Job) -> GroupMove:
    """The step a job carries out."""
    rows = GroupMove.objects.at_desks([int(job.arguments["desk"])])
    return rows.get(pk=int(job.arguments["move"]))  # type: ignore[no-any-return]


def group_of_move(move: GroupMove) -> Group:
    rows = Group.objects.at_desks([move.desk_id]).select_related("unit", "employer")
    return rows.get(pk=move.group_id)  # type: ignore[no-any-return]


def gone_through(move: GroupMove) -> set[str]:
    """Numbers of the cases that have their mark."""
    return set(_cases(move).values_list("number", flat=True))


def refused_in(move: GroupMove) -> Any:
    """Cases that did not take it, each with its reason; ordered by the list, not here."""
    return _cases(move).filter(came=Came.REFUSED)


def moved_in(move: GroupMove) -> int:
    """How many took it."""
    return int(_cases(move).filter(came=Came.DONE).count())


def job_of(move: GroupMove) -> Job | None:
    """The work in the background; None for a step done at once."""
    if move.job_id is None or move.job_desk_id is None:
        return None
    return background.job(move.job_desk_id, move.job_id)


def is_broken(move: GroupMove) -> bool:
    """Whether an unforeseen error has ended the work before its end."""
    job = job_of(move)
    return move.ended_at is None and (job is None or job.state == JobState.FAILED)


def _of(group: Group) -> Any:
    rows = GroupMove.objects.at_desks([group.desk_id]).filter(group_id=group.pk)
    return rows.order_by("-asked_at", "-pk")


def _cases(move: GroupMove) -> Any:
    return GroupMoveCase.objects.at_desks([move.desk_id]).filter(move_id=move.pk)
