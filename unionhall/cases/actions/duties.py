"""The periodic duty of the clock: deadlines with a consequence, unsigned cases, late ones, meetings nobody came to."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.orgs import queries as orgs

from .. import queries
from ..catalogue import services
from ..choices import EventKind, HopWhy, Status
from ..models import DeskCase, Hop
from .meeting import miss_past
from .moving import move
from .placing import put
from .standing import lead_row, locked, write
from .telling import enter, headline, tell_holder, tell_level_above

LOT = 200


def escalate_late(*, by: Any) -> int:
    """Do what the clocks ask for: deadlines with a consequence, unsigned cases one level up, the level above told.

    Returns how many cases were touched; each is its own transaction, so it may be killed and run again.
    """
    today = timezone.localdate()
    running = Q(helper=False, status=Status.OPEN)
    waiting = Q(helper=False, status__in=[Status.OPEN, Status.WAITING])
    duties: tuple[tuple[Q, Callable[[DeskCase, Any], bool]], ...] = (
        (waiting & Q(stage_due_on__lt=today), _meet_deadline),
        (running & Q(next_due_on__lt=today) & _ends_by_law(), _meet_legal_deadline),
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
    case = queries.case_at_desk(row)
    if not case.stage.on_deadline or case.stage_due_on is None or case.stage_due_on >= timezone.localdate():
        return False
    move(case=case, name=case.stage.on_deadline, by=by, says=_("期限已过，按规则自动办理。"))
    return True


def _ends_by_law() -> Q:
    """Stages in which something follows from the law's time running out."""
    found = Q(pk__in=[])
    for service in services:
        if codes := [stage.code for stage in service.stages if stage.on_legal_deadline]:
            found |= Q(service_code=service.code, stage_code__in=codes)
    return found


def _meet_legal_deadline(row: DeskCase, by: Any) -> bool:
    """The law's time for this stage has passed: the system makes the move that follows."""
    case = queries.case_at_desk(row)
    stage = case.stage
    if not stage.on_legal_deadline or case.legal_due_on is None or case.legal_due_on >= timezone.localdate():
        return False
    move(case=case, name=stage.on_legal_deadline, by=by, says=_("法定期限已过，按规定自动办理。"))
    return True


@transaction.atomic
def _go_up(row: DeskCase, by: Any) -> bool:
    """Nobody signed for it in time: the level above has it now."""
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
    return miss_past(case=queries.case_at_desk(row), by=by)
