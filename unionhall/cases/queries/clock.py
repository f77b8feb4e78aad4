"""The citizen clock of a case, with the arithmetic a worker can follow; and the clocks of its hops."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kit import text, workdays
from unionhall.rules import queries as rules

from ..choices import Status
from ..models import Case, Hop, Pause


@dataclass(frozen=True)
class Clock:
    """The promised date and how it came about; `left` is in working days, negative when it has passed."""

    due_on: date
    lines: list[str]
    hops: list[Hop]
    pauses: list[Pause]
    left: int
    tone: str
    stands_still: bool
    legal_due_on: date | None = None
    legal_lines: tuple[str, ...] = ()


def clock(case: Case) -> Clock:
    """Read from the case's own rows: one statement, a second if it ever stood still; one shard."""
    pauses = _pauses(case)
    hops = Hop.objects.of(case.person_id).filter(case_id=case.pk).select_related("unit", "from_unit")
    left = workdays.working_days_between(_measured_at(case), case.due_on)
    return Clock(
        due_on=case.due_on,
        lines=_sums(case, pauses),
        hops=list(hops.order_by("since", "pk")),
        pauses=pauses,
        left=left,
        tone=_tone(case, left),
        stands_still=case.status == Status.WAITING,
        legal_due_on=case.legal_due_on,
        legal_lines=tuple(_legal_sums(case)),
    )


def _pauses(case: Case) -> list[Pause]:
    """Those that moved the date, or may yet: one that took no working day moved nothing and is not told."""
    if case.paused_since is None and not case.paused_days:
        return []
    return list(Pause.objects.of(case.person_id).filter(case_id=case.pk).order_by("since", "pk"))


def _measured_at(case: Case) -> date:
    return timezone.localdate(case.closed_at) if case.closed_at else timezone.localdate()


def _sums(case: Case, pauses: list[Pause]) -> list[str]:
    start = timezone.localdate(case.received_at)
    lines = workdays.add_working_days(start, case.days_promised).explain()
    lines += [_pause_line(pause) for pause in pauses]
    if pauses:
        lines.append(_("因此承诺日期为%(due)s。") % {"due": text.full_day(case.due_on)})
    return lines


def _pause_line(pause: Pause) -> str:
    if pause.until is None:
        facts: dict[str, Any] = {"since": text.short_day(pause.since), "why": pause.reason}
        return _("自%(since)s起%(why)s，期间不计时。") % facts
    facts = {
        "span": text.span(pause.since, pause.until),
        "why": pause.reason,
        "days": pause.days,
        "before": text.short_day(pause.due_before),
        "after": text.short_day(pause.due_after or pause.due_before),
    }
    return _("%(span)s%(why)s，%(days)d个工作日不计时，承诺日期由%(before)s顺延到%(after)s。") % facts


def _legal_sums(case: Case) -> list[str]:
    stage = case.stage
    if case.legal_due_on is None or (stage.legal_days is None and not stage.legal_clock):
        return []
    since_receipt = stage.legal_clock and stage.legal_clock == case.service.starts.legal_clock
    start = timezone.localdate(case.received_at if since_receipt else case.stage_since)
    if stage.legal_clock:
        end = rules.span(stage.legal_clock, start=start, place=str(case.unit.division_id or ""))
    else:
        end = workdays.add_calendar_days(start, stage.legal_days or 0)
    lines = [str(stage.legal_rule), *end.explain()]
    if end.due != case.legal_due_on:
        lines.append(_("现为%(due)s。") % {"due": text.full_day(case.legal_due_on)})
    return lines


def _tone(case: Case, left: int) -> str:
    if case.is_closed:
        return "done" if case.closed_on_time else "late"
    if case.status == Status.WAITING:
        return "info"
    return "late" if left < 0 else "due" if left <= 1 else "neutral"
