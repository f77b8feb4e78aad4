"""集体争议: groups at desks within reach, their cases, and the open one of a number."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404

from unionhall.cases import queries as cases
from unionhall.cases.permissions import Cases
from unionhall.kit import access
from unionhall.orgs import queries as orgs

from ..choices import GroupState
from ..models import Group, GroupCase


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


def members_of(group: Group) -> list[GroupCase]:
    """Cases in the group, first come first."""
    rows = GroupCase.objects.at_desks([group.desk_id]).filter(group_id=group.pk)
    return list(rows.order_by("joined_at", "pk"))


def states_of(user: Any, members: list[GroupCase]) -> dict[str, Any]:
    """The desk's row of each member case `user` may read, by number; two statements for all of them."""
    wanted = cases.CaseFilter(state="all")
    rows = cases.desk_cases(user, wanted, helping=False).filter(number__in=[one.number for one in members])
    return {row.number: row for row in rows}
