"""Clocks of a case: stage, hop and citizen clock; pauses; and the periodic duty that looks for what is late."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import workdays
from unionhall.orgs import queries as orgs
from unionhall.workflow import Stage, Waiting

from .. import queries
from ..choices import EventKind, HopWhy, Status
from ..models import Case, DeskCase, Hop, Pause
from .standing import lead_row, locked, write
from .telling import enter, headline, tell_holder, tell_level_above

LOT = 200


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


# --- the duty ------------------------------------------------------------------------------------------------------


def escalate_late(*, by: Any) -> int:
    """Do what the clocks ask for: deadlines with a consequence, unsigned cases one level up, the level above told.

    Returns how many cases were touched; each is its own transaction, so it may be killed and run again.
    """
    today = timezone.localdate()
    running = Q(helper=False, status=Status.OPEN)
    waiting = Q(helper=False, status__in=[Status.OPEN, Status.WAITING])
    duties: tuple[tuple[Q, Callable[[DeskCase, Any], bool]], ...] = (
        (waiting & Q(stage_due_on__lt=today), _meet_deadline),
        (running & Q(sign_by__lt=today, taken_at=None), _go_up),
        (running & Q(next_due_on__lt=today, late_told_on=None), _tell_late),
        (Q(helper=False, appointment_at__lt=timezone.now() - timedelta(hours=12)), _miss),
    )
    return sum(duty(row, by) for wanted, duty in duties for row in _rows(wanted))


def _rows(wanted: Q) -> Iterator[DeskCase]:
    """Rows in lots, each read once, whatever the duty does to them."""
    last = 0
    while lot := list(DeskCase.objects.filter(wanted, pk__gt=last).order_by("pk")[:LOT]):
        last = lot[-1].pk
        yield from lot


def _meet_deadline(row: DeskCase, by: Any) -> bool:
    """A stage that says what follows from silence: the system makes that move."""
    from .moving import move

    case = queries.case_at_desk(row)
    if not case.stage.on_deadline or case.stage_due_on is None or case.stage_due_on >= timezone.localdate():
        return False
    move(case=case, name=case.stage.on_deadline, by=by, says=_("期限已过，按规则自动办理。"))
    return True


@transaction.atomic
def _go_up(row: DeskCase, by: Any) -> bool:
    """Nobody signed for it in time: the level above has it now."""
    from .placing import put

    case = locked(queries.case_at_desk(row))
    above = orgs.parent_of(case.unit)
    desk = DeskCase.objects.at_desks([row.desk_id]).filter(pk=row.pk).first()
    if above is None or desk is None or desk.taken_at is not None or case.status != Status.OPEN:
        return False
    reason = _("%(unit)s超过期限未签收") % {"unit": case.unit}
    put(case, above, HopWhy.ESCALATED, reason=reason, by=by)
    enter(case, EventKind.ESCALATED, by=by, words=reason)
    audit.record("cases.case.escalated", subject=case, by=by, because=reason)
    tell_holder(case, "escalated", _("超期未签收，已升级到本级"), headline(case), by=by)
    return True


@transaction.atomic
def _tell_late(row: DeskCase, by: Any) -> bool:
    """The clock has run out: who has it and the level above are told, once for each unit's turn."""
    case = locked(queries.case_at_desk(row))
    if case.status != Status.OPEN or lead_row(case).late_told_on is not None:
        return False
    today = timezone.localdate()
    Hop.objects.of(case.person_id).filter(case_id=case.pk, left_at=None).update(late=True)
    enter(case, EventKind.ESCALATED, by=by, words=_("已超过办理期限，已通知上级工会"))
    write(case, late_told_on=today)
    audit.record("cases.case.late", subject=case, by=by, unit=case.unit)
    tell_holder(case, "late", _("已超期，请尽快办理"), headline(case), by=by)
    tell_level_above(case, "late", _("下级工会办理超期"), headline(case), by=by)
    return True


def _miss(row: DeskCase, by: Any) -> bool:
    from .meeting import miss_past

    return miss_past(case=queries.case_at_desk(row), by=by)
