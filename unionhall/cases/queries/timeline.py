"""What happened to a case, in order: for staff all of it, for the worker what was written for the worker."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts

from ..choices import EventKind, Secrecy
from ..models import Case, CaseEvent

TONES = {
    EventKind.OPENED: "info",
    EventKind.RETURNED: "due",
    EventKind.ESCALATED: "late",
    EventKind.REOPENED: "late",
    EventKind.RATED: "done",
}
ICONS = {
    EventKind.OPENED: "send",
    EventKind.DISPATCHED: "route",
    EventKind.RETURNED: "arrow-back-up",
    EventKind.TAKEN: "user-check",
    EventKind.NOTE: "edit",
    EventKind.FACT: "calendar-event",
    EventKind.MESSAGE: "message-circle",
    EventKind.HELPER: "users",
    EventKind.APPOINTMENT: "calendar-event",
    EventKind.HANDED_OVER: "arrows-exchange",
    EventKind.RATED: "star",
    EventKind.ESCALATED: "alert-triangle",
    EventKind.ATTACHED: "paperclip",
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline, ready to print."""

    at: datetime
    title: str
    who: str
    words: str
    tone: str
    icon: str
    facts: dict[str, Any]
    by_worker: bool = False
    kind: str = ""


def timeline(case: Case, *, for_worker: bool) -> list[Entry]:
    """Newest first; one statement."""
    rows = CaseEvent.objects.of(case.person_id).filter(case_id=case.pk).select_related("unit", "seat")
    if for_worker:
        rows = rows.filter(for_worker=True)
    return [_entry(case, row, for_worker=for_worker) for row in rows.order_by("-at", "-pk")]


def _entry(case: Case, row: CaseEvent, *, for_worker: bool) -> Entry:
    return Entry(
        at=row.at,
        title=_title(case, row, for_worker=for_worker),
        who=_who(case, row, for_worker=for_worker),
        words=row.words.reveal() if row.words else "",
        tone=TONES.get(EventKind(row.kind), "neutral"),
        icon=ICONS.get(EventKind(row.kind), "circle-dashed"),
        facts=row.facts,
        by_worker=_is_sender(case, row),
        kind=row.kind,
    )


def _title(case: Case, row: CaseEvent, *, for_worker: bool) -> str:
    if row.kind != EventKind.MOVED or not row.stage_code:
        kind = EventKind(row.kind)
        return str((EventKind.FACT if for_worker and kind == EventKind.NOTE else kind).label)
    stage = case.service.stage(row.stage_code)
    if for_worker:
        return str(stage.worker_sees)
    move = next((one for one in case.service.moves if one.name == row.move), None)
    return f"{move.title or move.name} → {stage.title}" if move else str(stage.title)


def _who(case: Case, row: CaseEvent, *, for_worker: bool) -> str:
    if _is_sender(case, row):
        return _("您") if for_worker else _("匿名来件人") if case.secrecy == Secrecy.ANONYMOUS else _("来件人")
    if row.by_id <= accounts.LAST_SYSTEM_ID:
        return _("系统")
    place = str(row.seat or row.unit or "")
    return " · ".join(part for part in (place, row.by_name) if part)


def _is_sender(case: Case, row: CaseEvent) -> bool:
    """The worker, or an anonymous sender, for whom the portal writes."""
    return row.by_id == case.person_id or (bool(case.query_code) and row.by_id == accounts.system_user("portal").pk)
