"""Clocks of a case: stage, hop and citizen clock, and the pauses between."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import workdays
from unionhall.workflow import Stage, Waiting

from ..choices import Status
from ..models import Case, Hop, Pause


def enter_stage(case: Case, stage: Stage) -> None:
    """Put the case into a stage and start that stage's clocks; the citizen clock stands still while it waits."""
    case.stage_code = stage.code
    case.stage_since = timezone.now()
    restart_stage_clock(case, stage)
    case.legal_due_on = _legal_end(stage)
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
    days = (stage or case.stage).days
    case.stage_due_on = None if days is None else workdays.add_working_days(timezone.localdate(), days).due
    Hop.objects.of(case.person_id).filter(case_id=case.pk, left_at=None).update(due_on=case.stage_due_on)


def _legal_end(stage: Stage) -> date | None:
    if stage.legal_days is None:
        return None
    return workdays.add_calendar_days(timezone.localdate(), stage.legal_days).due


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
