"""报告主管部门 (rights.md §2 row 1): what must be told at once, the letter that tells it, and that it was told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.permissions import Cases
from unionhall.documents import actions as documents
from unionhall.documents import queries as read_documents
from unionhall.kit import text
from unionhall.kit.access import require
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

from .. import queries
from ..choices import Grounds, ReportWay
from ..models import AuthorityReport
from ..refusals import AlreadyTold, NotNow, ToldTooEarly
from . import facts as papers

KIND = "rights.authority-report"


@transaction.atomic
def expect_report(*, case: Any, by: Any, unit: Any = None) -> AuthorityReport:
    """That `unit` (else the county of the case) has to tell the authority within the hours of the rule; once a case."""
    county = orgs.unit(case.unit.county_id) if case.unit.county_id else case.unit
    unit = unit or county
    grounds = Grounds.DANGER if case.answers.get("danger") else Grounds.MASS
    row, new = AuthorityReport.objects.get_or_create(
        desk_id=case.origin_desk_id,
        number=case.number,
        place_no=1,
        defaults={
            "case_id": case.pk, "person_id": case.person_id, "unit": unit, "title": case.title,
            "employer": case.employer, "grounds": grounds, "due_at": _due(unit),
        },
    )  # fmt: skip
    if new:
        audit.record("rights.report.expected", subject=row, by=by, unit=unit, number=row.number, grounds=grounds)
    return row  # type: ignore[no-any-return]


@transaction.atomic
def add_report(*, report: AuthorityReport, authority: str, by: Any) -> AuthorityReport:
    """再报告一个部门: a line of its own for `authority`, whose hours begin now; refused for one it is on already."""
    first = _locked(queries.first_report(report))
    _may_report(first, by, Cases.WORK)
    wanted = authority.strip()[:80]
    lines = queries.lines_of(first)
    if not wanted or any(wanted in (one.wanted, one.authority) for one in lines if one.dropped_on is None):
        raise NotNow(_("请写明还要报告哪个部门；已经在报告的部门不用再加。"))
    row: AuthorityReport = AuthorityReport.objects.create(
        desk_id=first.desk_id, number=first.number, place_no=lines[-1].place_no + 1, case_id=first.case_id,
        person_id=first.person_id, unit=first.unit, title=first.title, employer_id=first.employer_id,
        grounds=first.grounds, wanted=wanted, due_at=_due(first.unit),
    )  # fmt: skip
    audit.record(
        "rights.report.expected", subject=row, by=by, unit=row.unit, number=row.number, grounds=row.grounds,
        authority=wanted,
    )  # fmt: skip
    return row


@in_house_language
@transaction.atomic
def record_report(
    *, report: AuthorityReport, authority: str, way: str, told_at: datetime, says: str, by: Any, receiver: str = ""
) -> AuthorityReport:
    """Write down who was told, when and how; refused a second time, and for a time that has not come."""
    row = _locked(report)
    _may_report(row, by, Cases.WORK)
    if row.told_at is not None or row.dropped_on is not None:
        raise AlreadyTold
    if way not in ReportWay or not authority.strip() or not says.strip():
        raise NotNow(_("请写明报告了哪个部门、怎么报告的、报告了什么。"))
    case = read_cases.case_of(row.person_id, row.case_id)
    if not case.received_at.replace(second=0, microsecond=0) <= told_at <= timezone.now():
        raise ToldTooEarly
    row.told_at, row.authority, row.way, row.receiver = told_at, authority.strip()[:80], way, receiver.strip()[:60]
    row.told_by_id, row.told_by_name, row.said = by.pk, str(by)[:60], says.strip()[:1000]
    row.save(force_update=True)
    in_time = told_at <= row.due_at
    audit.record(
        "rights.report.told", subject=row, by=by, about=row.person_id, unit=row.unit, authority=row.authority, way=way,
        in_time=in_time,
    )  # fmt: skip
    facts = {"at": text.moment(told_at), "who": row.authority, "number": row.number}
    words = _("%(at)s已向%(who)s报告（%(number)s）。") % facts
    cases.tell_both(case=case, kind="report", title=_("已报告主管部门"), words=words, by=by, key=f"report:{row.pk}")
    return row


@in_house_language
@transaction.atomic
def draw_report(*, report: AuthorityReport, authority: str, says: str, by: Any) -> Any:
    """报告函: a draft to that authority in the words of who writes it; nobody who complained is named in it."""
    row = _locked(report)
    _may_report(row, by, Cases.WORK)
    if not authority.strip() or not says.strip():
        raise NotNow(_("请写明报告给哪个部门、报告什么。"))
    case, whom = read_cases.case_of(row.person_id, row.case_id), authority.strip()[:80]
    known = papers.respondent(case)
    facts = {
        "respondent": {name: known[name] for name in ("name", "code", "address")},
        "number": row.number,
        "grounds": str(Grounds(row.grounds).label),
        "people": int(case.answers.get("people") or 1),
        "received_at": timezone.localtime(case.received_at),
        "says": says.strip(),
    }
    drafts = [one for one in read_documents.of_subject(case) if one.kind_code == KIND and one.is_draft]
    if before := next((one for one in drafts if one.addressee == whom), None):
        return documents.redraw(document=before, facts=facts, by=by)
    return documents.draw_up(
        kind=KIND, unit=row.unit, facts=facts, by=by, subject=case, employer=case.employer, addressee=whom,
        case_number=case.number,
    )  # fmt: skip


@in_house_language
@transaction.atomic
def drop_report(*, report: AuthorityReport, because: str, by: Any) -> AuthorityReport:
    """不需要报告: a false alarm, by who decides there, with the reason; never of one that was told."""
    row = _locked(report)
    _may_report(row, by, Cases.DECIDE)
    if row.told_at is not None or row.dropped_on is not None:
        raise AlreadyTold
    if not because.strip():
        raise NotNow(_("请写明为什么不需要报告。"))
    row.dropped_on, row.dropped_because = timezone.localdate(), because.strip()[:300]
    row.save(force_update=True)
    audit.record(
        "rights.report.dropped", subject=row, by=by, about=row.person_id, unit=row.unit, because=row.dropped_because
    )
    return row


def _may_report(row: AuthorityReport, by: Any, needs: str) -> None:
    require(by, needs, at=row.unit)
    cases.refuse_own(row, by)


def _due(unit: Any) -> Any:
    return rules.span("rights.authority-report", start=timezone.now(), place=str(unit.division_id or "")).at


def _locked(report: AuthorityReport) -> AuthorityReport:
    rows = AuthorityReport.objects.at_desks([report.desk_id]).select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=report.pk)  # type: ignore[no-any-return]
