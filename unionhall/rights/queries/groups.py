"""集体争议: groups at desks within reach, their cases, and the open one of a number."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, QuerySet
from django.http import Http404

from unionhall.cases import queries as cases
from unionhall.cases.permissions import Cases
from unionhall.kit import access
from unionhall.orgs import queries as orgs

from ..choices import GroupState
from ..models import Group, GroupCase

AT_ONCE = 1000  # numbers in one statement


def groups(user: Any, state: str = "", *, needs: str = Cases.VIEW) -> QuerySet[Group]:
    """Groups of units where `user` reads cases."""
    rows = Group.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs)
    rows = rows.select_related("unit", "employer")
    return rows.filter(state=state) if state in GroupState else rows


def group_for(user: Any, number: str, *, needs: str = Cases.VIEW) -> Group:
    """One group; for whoever may not read it there is none."""
    found = groups(user).filter(number=number).first()
    if found is None:
        raise Http404
    access.require(user, needs, at=found.unit)
    return found


def open_group(number: str) -> Group | None:
    """The open group of that number, whoever asks: joining one's colleagues shows nothing of it."""
    if not number.startswith("JT"):
        return None
    try:
        desk = orgs.township_unit(number[2:8])
    except ObjectDoesNotExist:
        return None
    rows = Group.objects.at_desks([desk.desk_id]).filter(number=number, state=GroupState.OPEN)
    return rows.select_related("unit").first()


def group_named(answers: Mapping[str, Any]) -> Group | None:
    """The open group a request names, if it is about the same employer and matter."""
    found = open_group(str(answers.get("group_number") or ""))
    if found is None or found.employer_id != answers.get("employer") or found.cause != str(answers.get("cause")):
        return None
    return found


def group_of(case: Any) -> Group | None:
    """The group a case has joined, or a case handed over from one that has; asks nothing for any other."""
    named = (str(case.answers.get(name) or "") for name in ("group", "group_number"))
    number = next((one for one in named if one.startswith("JT")), "")
    if not number:
        return None
    try:
        desk = orgs.township_unit(number[2:8])
    except ObjectDoesNotExist:
        return None
    return Group.objects.at_desks([desk.desk_id]).filter(number=number).first()


def members(group: Group) -> QuerySet[GroupCase]:
    """Cases in the group; ordered by the list, not here."""
    return GroupCase.objects.at_desks([group.desk_id]).filter(group_id=group.pk)


def members_of(group: Group) -> list[GroupCase]:
    """All of them, first come first."""
    return list(members(group).order_by("joined_at", "pk"))


def speakers_of(group: Group) -> list[GroupCase]:
    """Those whose workers speak for all, first come first."""
    return list(members(group).filter(speaks=True).order_by("joined_at", "pk"))


def states_of(user: Any, members: list[GroupCase]) -> dict[str, Any]:
    """The desk's row of each member case `user` may read, by number; two statements for all of them."""
    wanted = cases.CaseFilter(state="all")
    rows = cases.desk_cases(user, wanted, helping=False).filter(number__in=[one.number for one in members])
    return {row.number: row for row in rows}


def times_fitting(user: Any, group: Group, service: Any) -> Counter[str]:
    """By the name of a move: how many open cases of the group `user` could make it with; nobody moves their own.

    Counted by the database: one statement for the numbers, one for each thousand of them, one for the units.
    """
    numbers = list(members(group).order_by("pk").values_list("number", flat=True))
    found: Counter[tuple[str, int]] = Counter()
    for first in range(0, len(numbers), AT_ONCE):
        rows = cases.desk_cases(user, cases.CaseFilter(state="open", service=service.code), helping=False)
        rows = rows.filter(number__in=numbers[first : first + AT_ONCE]).exclude(person_id=user.pk)
        for stage, unit_id, many in rows.values_list("stage_code", "unit_id").annotate(many=Count("pk")):
            found[stage, unit_id] += many
    units, times = orgs.units({unit_id for _stage, unit_id in found}), Counter[str]()
    for (stage, unit_id), many in found.items():
        for move in service.moves_from(stage):
            times[move.name] += many if user.may(move.may, at=units[unit_id]) else 0
    return times
