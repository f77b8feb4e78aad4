"""Moves, mergers and windings-up: drawn up, under way, done."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from unionhall.kit import access
from unionhall.kit.affected import Affected
from unionhall.kit.discover import declared
from unionhall.kit.models import Job

from ..choices import ChangeKind, ChangeState
from ..models import Unit, UnitChange
from ..permissions import Orgs


def affected() -> list[Affected]:
    """What every room has declared, in the order to carry it."""
    return sorted(declared("restructure", Affected), key=lambda one: (one.order, one.code))


def change(pk: int) -> UnitChange:
    return UnitChange.objects.select_related("unit", "target").get(pk=pk)


def change_for(user: Any, pk: int, needs: str = Orgs.RESTRUCTURE) -> UnitChange:
    """The change, if `user` holds `needs` at the unit; for anyone else it does not exist (404)."""
    rows = UnitChange.objects.filter(access.within(user, needs)).select_related("unit", "target")
    return get_object_or_404(rows, pk=pk)


def changes_of(unit: Unit) -> QuerySet[UnitChange]:
    """What was done or drawn up to a unit, newest first."""
    return UnitChange.objects.filter(unit=unit).select_related("target").order_by("-drawn_at")


def changes_seen(user: Any) -> QuerySet[UnitChange]:
    """All changes of units where `user` may restructure."""
    return UnitChange.objects.filter(access.within(user, Orgs.RESTRUCTURE)).select_related("unit", "target")


def changes_waiting(user: Any) -> QuerySet[UnitChange]:
    """Drawn up and not carried out, or under way, where `user` may restructure."""
    waiting = UnitChange.objects.filter(state__in=[ChangeState.DRAFT, ChangeState.RUNNING])
    return waiting.filter(access.within(user, Orgs.RESTRUCTURE)).select_related("unit").order_by("drawn_at", "pk")


def units_of(change: UnitChange) -> list[Unit]:
    """The unit of a change and all that stood beneath it when it was carried out, as they stand now."""
    return list(Unit.objects.filter(pk__in=change.unit_ids).order_by("path"))


def heir(change: UnitChange) -> Unit | None:
    """Where a union that ends leaves its members, cases and rights; None for a move."""
    return None if change.kind == ChangeKind.MOVE else change.target


def job_of(change: UnitChange) -> Job | None:
    """The job that carries the rows; None before it is carried out."""
    if change.job_id is None or change.job_desk_id is None:
        return None
    return Job.objects.at_desks([change.job_desk_id]).filter(pk=change.job_id).first()
