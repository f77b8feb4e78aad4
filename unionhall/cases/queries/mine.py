"""What of a worker's cases the front page shows: what waits for the worker, what is under way, what may be rated."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from unionhall.kit.prepared import Prepared, Slot
from unionhall.workflow import Held

from ..catalogue import services
from ..choices import AppointmentState, Status
from ..models import Appointment, Case

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
    "rate_token",
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
    found = Matters()
    for case in _cases.objects(person=user.pk, since=open_to_rating):
        if case.status == Status.WAITING:
            found.waiting.append(case)
        elif not case.is_closed:
            found.running.append(case)
        elif _may_be_rated(case, now):
            found.to_rate.append(case)
    if found.waiting or found.running:
        found.meetings = _meetings.objects(person=user.pk, now=now)
    return found


def _may_be_rated(case: Case, now: datetime) -> bool:
    """Closed by the union, not withdrawn, not yet rated, and not too long ago."""
    recent = case.closed_at is not None and case.closed_at >= now - timedelta(days=case.service.rate_days)
    return recent and bool(case.rate_token) and case.rated_stars is None and case.outcome != Held.WITHDRAWN


_cases = Prepared(
    lambda: (
        Case.objects.filter(Q(closed_at=None) | Q(closed_at__gte=Slot("since")), person_id=Slot("person"))
        .select_related("unit")
        .order_by("-received_at", "-pk")
        .only(*SHOWN)[:MOST]
    )
)
_meetings = Prepared(
    lambda: (
        Appointment.objects.filter(
            person_id=Slot("person"),
            state__in=(AppointmentState.OFFERED, AppointmentState.AGREED),
            starts_at__gte=Slot("now"),
        )
        .select_related("case")
        .order_by("starts_at", "pk")
        .only("person", "case_id", "starts_at", "place", "with_name", "state", "case__person", "case__number")[:5]
    )
)
