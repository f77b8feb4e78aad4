"""Clocks of a stage: working days of its own, or the time a dated rule gives at that place."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from unionhall.kit import workdays
from unionhall.rules import queries as rules

from ..models import Matter

NO_PLACE = "CN"


def start_clock(matter: Matter) -> None:
    """Set the last day (or minute) of the stage the matter is in now."""
    stage, now = matter.stage, matter.stage_since
    matter.due_on, matter.due_at, matter.late_told_on = None, None, None
    if stage.final:
        return
    if stage.clock:
        _by_rule(matter, stage.clock, now)
    elif stage.days is not None:
        matter.due_on = workdays.add_working_days(timezone.localdate(now), stage.days).due
    elif stage.legal_days is not None:
        matter.due_on = workdays.add_calendar_days(timezone.localdate(now), stage.legal_days).due


def _by_rule(matter: Matter, code: str, now: datetime) -> None:
    place, day = place_of(matter), timezone.localdate(now)
    count, measure, _rule = rules.limit(code, place=place, on=day)
    if measure == "h":
        matter.due_at = now + timedelta(hours=float(count))
        matter.due_on = timezone.localdate(matter.due_at)
    else:
        matter.due_on = rules.span(code, start=day, place=place, on=day).due


def place_of(matter: Matter) -> str:
    """The division whose rules hold: the employer's place of work, else the union's own."""
    if matter.employer is not None:
        return str(matter.employer.division_id)
    return str(matter.unit.division_id or NO_PLACE)


def set_due(matter: Matter, due_on: date | None = None, due_at: datetime | None = None, *, by: object) -> None:
    """Another last day than the stage's own, for dates that depend on facts; inside a move's `then`."""
    day = timezone.localdate(due_at) if due_at is not None else due_on
    matter.due_on, matter.due_at, matter.late_told_on = day, due_at, None
    type(matter).objects.at_desks([matter.desk_id]).filter(pk=matter.pk).update(
        due_on=matter.due_on, due_at=matter.due_at, late_told_on=None
    )
