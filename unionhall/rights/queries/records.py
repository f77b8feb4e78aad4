"""The desk's own lists: mediations and legal aid, and what must be told to an authority."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from unionhall.cases.permissions import Cases
from unionhall.orgs import queries as orgs

from ..models import AuthorityReport, DeskRecord

OPEN, LATE, CLOSED, ALL = "open", "late", "closed", "all"
WAITING, TOLD = "waiting", "told"


def records(user: Any, kind: str, *, state: str = OPEN, stage: str = "", hands: str = "") -> QuerySet[DeskRecord]:
    """Lines of that kind where `user` reads cases: by state, stage, and part of a mediator's or lawyer's name."""
    rows = DeskRecord.objects.at_desks(orgs.desks_for(user, Cases.VIEW)).visible_to(user, Cases.VIEW)
    rows = rows.filter(kind=kind).select_related("unit", "employer")
    narrowed = {
        OPEN: Q(ended_on=None),
        LATE: Q(ended_on=None, due_on__lt=timezone.localdate()),
        CLOSED: Q(ended_on__isnull=False),
        ALL: Q(),
    }
    rows = rows.filter(narrowed.get(state, narrowed[OPEN]))
    if stage:
        rows = rows.filter(stage_code=stage)
    return rows.filter(hands__icontains=hands.strip()) if hands.strip() else rows


def reports(user: Any, state: str = WAITING, *, needs: str = Cases.VIEW) -> QuerySet[AuthorityReport]:
    """What is still to be told, what was told, or all of it, at units where `user` holds the permission."""
    rows = AuthorityReport.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs)
    rows = rows.select_related("unit", "employer")
    if state == ALL:
        return rows
    return rows.filter(told_at__isnull=False) if state == TOLD else rows.filter(told_at=None, dropped_on=None)


def report_for(user: Any, number: str, place_no: int = 1, *, needs: str = Cases.VIEW) -> AuthorityReport:
    """One of them; for whoever may not read it there is none."""
    found = reports(user, ALL, needs=needs).filter(number=number, place_no=place_no).first()
    if found is None:
        raise Http404
    return found


def first_report(report: AuthorityReport) -> AuthorityReport:
    """The line of the same case that was there first; whoever adds one holds it."""
    return AuthorityReport.objects.at_desks([report.desk_id]).get(number=report.number, place_no=1)  # type: ignore[no-any-return]


def lines_of(report: AuthorityReport) -> list[AuthorityReport]:
    """Every authority of that case, in the order they were named; `report` among them."""
    return _lines(report.desk_id, report.number)


def reports_of(case: Any) -> list[AuthorityReport]:
    """What has to be told about a case one may read; asks nothing for a case that is neither grave nor of a group."""
    grave = case.answers.get("danger") or case.answers.get("group") or int(case.answers.get("people") or 1) > 1
    return _lines(case.origin_desk_id, case.number) if grave else []


def _lines(desk_id: int, number: str) -> list[AuthorityReport]:
    rows = AuthorityReport.objects.at_desks([desk_id]).filter(number=number)
    return list(rows.select_related("unit").order_by("place_no"))
