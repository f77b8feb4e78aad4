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
from unionhall.kit import text
from unionhall.kit.access import require
from unionhall.kit.text import in_house_language
from unionhall.orgs import queries as orgs
from unionhall.rules import queries as rules

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
    due = rules.span("rights.authority-report", start=timezone.now(), place=str(unit.division_id or ""))
    row, new = AuthorityReport.objects.get_or_create(
        desk_id=case.origin_desk_id,
        number=case.number,
        defaults={
            "case_id": case.pk, "person_id": case.person_id, "unit": unit, "title": case.title,
            "employer": case.employer, "grounds": grounds, "due_at": due.at,
        },
    )  # fmt: skip
    if new:
        audit.record("rights.report.expected", subject=row, by=by, unit=unit, number=row.number, grounds=grounds)
    return row  # type: ignore[no-any-return]


@in_house_language
@transaction.atomic
def record_report(
    *, report: AuthorityReport, authority: str, way: str, told_at: datetime, says: str, by: Any, receiver: str = ""
) -> AuthorityReport:
    """Write down who was told, when and how; refused a second time, and for a time that has not come."""
    row = _locked(report)
    require(by, Cases.WORK, at=row.unit)
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
    require(by, Cases.WORK, at=row.unit)
    if not authority.strip() or not says.strip():
        raise NotNow(_("请写明报告给哪个部门、报告什么。"))
    case = read_cases.case_of(row.person_id, row.case_id)
    known = papers.respondent(case)
    facts = {
        "respondent": {name: known[name] for name in ("name", "code", "address")},
        "number": row.number,
        "grounds": str(Grounds(row.grounds).label),
        "people": int(case.answers.get("people") or 1),
        "received_at": timezone.localtime(case.received_at),
        "says": says.strip(),
    }
    return documents.draw_up(
        kind=KIND, unit=row.unit, facts=facts, by=by, subject=case, employer=case.employer,
        addressee=authority.strip()[:80], case_number=case.number,
    )  # fmt: skip


@in_house_language
@transaction.atomic
def drop_report(*, report: AuthorityReport, because: str, by: Any) -> AuthorityReport:
    """不需要报告: a false alarm, by who decides there, with the reason; never of one that was told."""
    row = _locked(report)
    require(by, Cases.DECIDE, at=row.unit)
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


def _locked(report: AuthorityReport) -> AuthorityReport:
    rows = AuthorityReport.objects.at_desks([report.desk_id]).select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=report.pk)  # type: ignore[no-any-return]
