"""Reading inspections and the register of inspectors."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from unionhall.matters import queries as matters

from ..models import Attendance, Inspection, Inspector
from ..permissions import Safety
from .terms import number, place_of, table


def inspection_for(user: Any, number: str, *, needs: str = "") -> Inspection:
    """The inspection, if `user` may read it where it sits; for anyone else it does not exist (404)."""
    row: Inspection = matters.matter_for(Inspection, user, number, needs=needs)
    return row


def inspection_alike(inspection: Inspection) -> Inspection | None:
    """Another one the union has planned for that day at the same employer and site."""
    rows = Inspection.objects.at_desks([inspection.desk_id]).filter(
        unit_id=inspection.unit_id, employer_id=inspection.employer_id, site=inspection.site,
        planned_on=inspection.planned_on,
    )  # fmt: skip
    found: Inspection | None = rows.open().exclude(pk=inspection.pk).first()
    return found


def attended(inspection: Inspection) -> list[Attendance]:
    return list(Attendance.objects.at_desks([inspection.desk_id]).filter(matter_id=inspection.pk).order_by("pk"))


def fine_each(inspection: Inspection) -> dict[str, Any]:
    """What breaking the special rules costs a woman each: `least` and `most` (yuan)."""
    return table("protection-fine", place=place_of(inspection.unit, inspection.employer), on=inspection.inspected_on)


def inspections_of_employer(user: Any, employer: Any) -> QuerySet[Inspection]:
    return Inspection.objects.visible_to(user).filter(employer=employer).order_by("-opened_at", "-pk")


def inspectors_seen(user: Any, *, q: str = "", level: str = "", state: str = "") -> QuerySet[Inspector]:
    """The register within reach; `state` current, expiring, expired or ended."""
    rows = Inspector.objects.visible_to(user, Safety.VIEW).select_related("unit", "appointed_by")
    today = timezone.localdate()
    alarm = today + timedelta(days=int(number("certificate-alarm", place="CN")))
    states = {
        "current": Q(ended_on=None, expires_on__gte=today),
        "expiring": Q(ended_on=None, expires_on__gte=today, expires_on__lte=alarm),
        "expired": Q(ended_on=None, expires_on__lt=today),
        "ended": Q(ended_on__isnull=False),
    }
    if state in states:
        rows = rows.filter(states[state])
    if level:
        rows = rows.filter(level=level)
    if q:
        rows = rows.filter(Q(name__startswith=q) | Q(certificate=q))
    return rows


def certificates_ending(user: Any) -> QuerySet[Inspector]:
    """In office with a certificate that ends within the alarm's days or has ended, where `user` appoints."""
    last = timezone.localdate() + timedelta(days=int(number("certificate-alarm", place="CN")))
    rows = Inspector.objects.visible_to(user, Safety.APPOINT).select_related("unit", "appointed_by")
    return rows.filter(ended_on=None, expires_on__lte=last)


def inspector_for(user: Any, pk: int, *, needs: str = Safety.VIEW) -> Inspector:
    """The line of the register, if `user` may see it; 404 otherwise."""
    rows = Inspector.objects.visible_to(user, needs).select_related("unit", "appointed_by")
    found: Inspector = get_object_or_404(rows, pk=pk)
    return found


def inspectors_for(unit: Any, on: date | None = None) -> QuerySet[Inspector]:
    """Those in office at this county's desk, to choose from for an inspection."""
    on = on or timezone.localdate()
    rows = Inspector.objects.at_desks([unit.desk_id]).filter(ended_on=None, expires_on__gte=on)
    return rows.select_related("unit").order_by("name", "pk")
