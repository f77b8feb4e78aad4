"""Inspections: one within scope, those of an employer, their team and records."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from unionhall.cases import queries as cases
from unionhall.matters import queries as matters
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from ..models import Inspection, Record, Supervisor, TeamMember
from ..permissions import Supervision
from .params import place_of
from .supervisors import supervisors


def inspection_for(user: Any, number: str, needs: str = "") -> Inspection:
    """The inspection, if `user` may read it where it sits; for anyone else it does not exist (404)."""
    found: Inspection = matters.matter_for(Inspection, user, number, needs=needs)
    return found


def inspection_of(desk_id: int, pk: int) -> Inspection:
    """The row a letter or an event names; whoever asks has asked who may."""
    found: Inspection = matters.at_desk(Inspection, desk_id, pk)
    return found


def inspection_by_number(user: Any, number: str) -> Inspection | None:
    """The same by its number, or None where there is none within reach."""
    try:
        return inspection_for(user, number.strip())
    except Http404:
        return None


def open_inspections(user: Any, employer: Any) -> list[Inspection]:
    """Those a letter to this employer may belong to."""
    rows = Inspection.objects.visible_to(user, Supervision.INSPECT).open().filter(employer=employer)
    return list(rows.select_related("unit").order_by("-opened_at")[:20])


def inspections_of(user: Any, employer: Any) -> QuerySet[Inspection]:
    """All about an employer within reach, newest first."""
    rows: QuerySet[Inspection] = Inspection.objects.visible_to(user).filter(employer=employer)
    return rows.select_related("unit").order_by("-opened_at", "-pk")


def team_of(inspection: Inspection) -> list[TeamMember]:
    rows = TeamMember.objects.at_desks([inspection.desk_id]).filter(matter_id=inspection.pk)
    return list(rows.order_by("named_on", "pk"))


def records_of(inspection: Inspection) -> list[Record]:
    rows = Record.objects.at_desks([inspection.desk_id]).filter(matter_id=inspection.pk)
    return list(rows.order_by("on", "pk"))


def fine_for(inspection: Inspection) -> tuple[Decimal, Decimal, str] | None:
    """(least, most, law) an authority may fine whoever refuses or fakes papers; None where no rule says so."""
    place = place_of(inspection.unit, inspection.employer)
    found = {row.key: row for row in rules.in_force(place=place, begins="supervision.refusal-fine")}
    if not {"least", "most"} <= found.keys():
        return None
    return found["least"].value, found["most"].value, found["least"].law


def may_name(inspection: Inspection) -> list[Supervisor]:
    """Supervisors who may be named for it: of its union and of those above, in office, not yet in the team."""
    chain = orgs.ancestors(inspection.unit)
    taken = [member.supervisor_id for member in team_of(inspection)]
    rows = supervisors(chain).exclude(pk__in=taken)
    return list(rows.order_by("-unit__level", "name", "pk"))


def to_tell(user: Any) -> QuerySet[Inspection]:
    """Ended ones whose complainant has no case to read it in and has not been told yet."""
    needs = Supervision.INSPECT
    rows: QuerySet[Inspection] = Inspection.objects.visible_to(user, needs)
    rows = rows.filter(told_on=None, tell_due_on__isnull=False)
    return rows.select_related("unit").order_by("tell_due_on", "pk")


def case_of(inspection: Inspection) -> Any:
    """The worker's case it came from; None for one that came from elsewhere."""
    if not inspection.origin or inspection.origin_person_id is None:
        return None
    return cases.my_case(inspection.origin_person_id, inspection.origin)
