"""The first human answer: promised within hours by day, by night and by urgency, and counted when it is given."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from unionhall.accounts.choices import UserKind
from unionhall.kit import figures
from unionhall.rules import queries as rules

from ..choices import ONLINE, EventKind, Urgency
from ..models import Case
from .clocks import rule_place

ANSWERS = (EventKind.MESSAGE, EventKind.MOVED, EventKind.APPOINTMENT, EventKind.HANDED_OVER)


def answer_due(case: Case) -> datetime | None:
    """By when somebody answers: for what came in online, and for whatever is urgent; None where nothing is promised."""
    head = case.service.first_answer
    if not head:
        return None
    place, due = rule_place(case.unit), []
    if case.channel in ONLINE:
        due.append(_by_time_of_day(head, case.received_at, place))
    if case.urgency != Urgency.NORMAL:
        due.append(rules.span(f"{head}-{case.urgency}", start=case.received_at, place=place).at)
    return min((at for at in due if at), default=None)


def note_answer(case: Case, kind: EventKind, *, by: Any) -> None:
    """Write on the case (the caller saves it) that somebody of the union has answered for the first time."""
    if case.answer_due_at is None or case.answered_at is not None or kind not in ANSWERS:
        return
    if by.pk == case.person_id or getattr(by, "kind", "") == UserKind.SYSTEM:
        return
    now = timezone.now()
    case.answered_at, case.answered_in_time, case.answered_unit_id = now, now <= case.answer_due_at, case.unit_id
    day = timezone.localdate(now)
    figures.add("cases.answered", unit=case.unit, day=day)
    if case.answered_in_time:
        figures.add("cases.answered_in_time", unit=case.unit, day=day)


def _by_time_of_day(head: str, at: datetime, place: str) -> datetime | None:
    """Hours by day or by night; the day begins and ends at the hours the rules name."""
    hour = timezone.localtime(at).hour
    begins, ends = (int(rules.value(f"{head}-{name}", place=place)) for name in ("from-hour", "to-hour"))
    return rules.span(f"{head}-{'day' if begins <= hour < ends else 'night'}", start=at, place=place).at
