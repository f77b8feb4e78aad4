"""What of a worker's cases the front page shows: what waits for the worker, what is under way, what may be rated."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from unionhall.workflow import Held

from ..catalogue import services
from ..choices import AppointmentState, Status
from ..models import Appointment, Case
from .lists import my_cases

MOST = 30
SHOWN = (  # this stands on the page asked for most: no more columns than it prints
    "person",
    "number",
    "title",
    "status",
    "service_code",
    "stage_code",
    "due_on",
    "closed_at",
    "outcome",
    "rated_stars",
    "unit__name",
    "unit__short_name",
)


@dataclass
class Matters:
    """One worker's cases, sorted by whose turn it is."""

    waiting: list[Case] = field(default_factory=list)  # for the worker's answer
    running: list[Case] = field(default_factory=list)
    to_rate: list[Case] = field(default_factory=list)
    meetings: list[Appointment] = field(default_factory=list)  # offered, or agreed and still to come


def matters_of(user: Any) -> Matters:
    """Two statements, one when the worker has no case."""
    now = timezone.now()
    open_to_rating = now - timedelta(days=max((service.rate_days for service in services), default=0))
    rows = my_cases(user).filter(Q(closed_at=None) | Q(closed_at__gte=open_to_rating)).only(*SHOWN)
    found = Matters()
    for case in rows[:MOST]:
        if case.status == Status.WAITING:
            found.waiting.append(case)
        elif not case.is_closed:
            found.running.append(case)
        elif _may_be_rated(case, now):
            found.to_rate.append(case)
    if found.waiting or found.running:
        found.meetings = _meetings(user, now)
    return found


def _may_be_rated(case: Case, now: datetime) -> bool:
    """Closed by the union, not withdrawn, not yet rated, and not too long ago."""
    recent = case.closed_at is not None and case.closed_at >= now - timedelta(days=case.service.rate_days)
    return recent and case.rated_stars is None and case.outcome != Held.WITHDRAWN


def _meetings(user: Any, now: datetime) -> list[Appointment]:
    rows = Appointment.objects.of(user).filter(
        state__in=[AppointmentState.OFFERED, AppointmentState.AGREED], starts_at__gte=now
    )
    return list(rows.select_related("case").order_by("starts_at", "pk")[:5])
