"""When a hazard becomes overdue and when it no longer is: the stock that counts major ones, and the event."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from unionhall.audit import actions as audit
from unionhall.kit import figures

from .. import queries
from ..choices import Grade
from ..models import Hazard, Overdue
from .keeping import keep

COUNT = "safety.major_overdue"


@transaction.atomic
def begin_overdue(hazard: Hazard, *, by: Any) -> None:
    """From today; emits `safety.hazard.overdue` with the employer and the grade."""
    if queries.overdue_now(hazard) is not None:
        return
    today = timezone.localdate()
    Overdue.objects.create(
        desk_id=hazard.desk_id, unit=hazard.unit, matter_id=hazard.pk, grade=hazard.grade, since=today
    )
    keep(hazard, overdue_since=hazard.overdue_since or today)
    _count(hazard.unit, hazard.grade, 1)
    audit.record(
        "safety.hazard.overdue", subject=hazard, by=by, unit=hazard.unit, number=hazard.number,
        employer_id=hazard.employer_id, grade=hazard.grade,
    )  # fmt: skip


@transaction.atomic
def end_overdue(hazard: Hazard, *, by: Any) -> None:
    """From today it no longer is."""
    row = queries.overdue_now(hazard)
    if row is None:
        return
    row.until = timezone.localdate()
    row.save(force_update=True)
    _count(row.unit, row.grade, -1)


def carry_overdue(row: Overdue, heir: Any, *, by: Any, matter_id: int | None = None) -> None:
    """What stood overdue at a union stands from today with another, under the row it has there."""
    today = timezone.localdate()
    row.until = today
    row.save(force_update=True)
    _count(row.unit, row.grade, -1)
    Overdue.objects.create(
        desk_id=heir.desk_id, unit=heir, matter_id=matter_id or row.matter_id, grade=row.grade, since=today
    )
    _count(heir, row.grade, 1)


def _count(unit: Any, grade: str, n: int) -> None:
    if grade != Grade.GENERAL:
        figures.add(COUNT, unit=unit, day=timezone.localdate(), n=n)
