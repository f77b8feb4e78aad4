"""Clocks of a case: stage, hop and citizen clock, and the pauses between."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import workdays
from unionhall.kit.workdays import Deadline
from unionhall.rules import queries as rules
from unionhall.workflow import Service, Stage, Waiting

from ..choices import Status
from ..models import Case, Hop, Pause


def enter_stage(case: Case, stage: Stage) -> None:
    """Put the case into a stage and start that stage's clocks; the citizen clock stands still while it waits."""
    before = case.stage.legal_clock if case.legal_due_on else ""
    case.stage_code = stage.code
    case.stage_since = timezone.now()
    restart_stage_clock(case, stage)
    if not stage.legal_clock or stage.legal_clock != before:
        case.legal_due_on = _legal_end(case, stage)
    if stage.waits_for is Waiting.WORKER:
        start_pause(case, _("等待您补充"))
        case.status = Status.WAITING
    elif not stage.final:
        case.status = Status.OPEN


def leave_stage(case: Case) -> None:
    """End the stage's pause, and remember at the hop if its clock had run out."""
    end_pause(case)
    today = timezone.localdate()
    if case.status == Status.OPEN and case.stage_due_on and case.stage_due_on < today:
        Hop.objects.of(case.person_id).filter(case_id=case.pk, left_at=None).update(late=True)


def restart_stage_clock(case: Case, stage: Stage | None = None) -> None:
    """Each unit gets the stage's days afresh; only the citizen clock goes on."""
    end = _stage_end(case, stage or case.stage)
    case.stage_due_on = end.due if end is not None else None
    Hop.objects.of(case.person_id).filter(case_id=case.pk, left_at=None).update(due_on=case.stage_due_on)


def _stage_end(case: Case, stage: Stage) -> Deadline | None:
    if stage.clock:
        code = stage.clock.format_map(case.answers)  # {kind}: one rule for each kind that is asked for
        return rules.span(code, start=timezone.localdate(), place=rule_place(case.unit))
    return None if stage.days is None else workdays.add_working_days(timezone.localdate(), stage.days)


def _legal_end(case: Case, stage: Stage) -> date | None:
    if stage.legal_clock:
        return rules.span(stage.legal_clock, start=timezone.localdate(), place=rule_place(case.unit)).due
    if stage.legal_days is None:
        return None
    return workdays.add_calendar_days(timezone.localdate(), stage.legal_days).due


def promised(service: Service, time_class: str, start: date, unit: Any) -> Deadline:
    """The promised date: by the dated rule of the time class, or by the service's own days."""
    if time_class:
        return rules.span(service.time_classes[time_class], start=start, place=rule_place(unit))
    return workdays.add_working_days(start, service.days)


def rule_place(unit: Any) -> str:
    """The division whose rules hold for a unit."""
    return str(unit.division_id or "")


def start_pause(case: Case, why: str, since: date | None = None) -> None:
    if case.paused_since is None:
        case.paused_since = since or timezone.localdate()
        Pause.objects.create(
            person_id=case.person_id, case_id=case.pk, since=case.paused_since, reason=why, due_before=case.due_on
        )


def end_pause(case: Case) -> None:
    """Move the promised date by exactly the working days stood still, and keep the arithmetic."""
    if case.paused_since is None:
        return
    today = timezone.localdate()
    days = max(0, workdays.working_days_between(case.paused_since, today))
    due = workdays.add_working_days(case.due_on, days).due
    Pause.objects.of(case.person_id).filter(case_id=case.pk, until=None).update(until=today, days=days, due_after=due)
    case.due_on, case.paused_since = due, None
    case.paused_days += days


def sign_by(case: Case) -> date | None:
    """Last day for the unit that has just got it to sign for it."""
    days = case.service.sign_days
    return None if days is None else workdays.add_working_days(timezone.localdate(), days).due
