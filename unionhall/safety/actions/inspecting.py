"""Inspections: planned, made by two inspectors or more, recorded, signed; what was bad becomes a hazard each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.documents import actions as documents
from unionhall.kit import access
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters

from .. import queries
from ..checklist import AT_ONCE, BY_CODE
from ..choices import Found, Grade, HazardKind, HazardSource
from ..models import Attendance, Inspection, Inspector
from ..permissions import Safety
from ..protection import Worker, breaches
from ..refusals import NotYet, TwoInspectors
from .hazards import report_hazard
from .keeping import keep, not_before


@in_house_language
@transaction.atomic
def plan_inspection(
    *, unit: Any, by: Any, employer: Any, planned_on: date, site: str = "", purpose: str = ""
) -> Inspection:
    """Put an inspection on the plan; its last day is the planned one."""
    access.require(by, Safety.INSPECT, at=unit)
    title = _("劳动保护检查：%(who)s") % {"who": employer.shown_name if employer is not None else site}
    row: Inspection = matters.open_matter(
        model=Inspection, unit=unit, by=by, title=title, employer=employer, planned_on=planned_on, site=site,
        purpose=purpose,
    )  # fmt: skip
    if (twice := queries.inspection_alike(row)) is not None:
        raise NotYet(_("这一天已安排对这里的检查：%(number)s，请不要重复安排。") % {"number": twice.number})
    matters.set_due(row, due_on=planned_on, by=by)
    return row


def _two_inspectors(inspection: Inspection, inspectors: Iterable[Any], on: date) -> None:
    """As many as the rule asks, each with a certificate that held that day."""
    place = queries.place_of(inspection.unit, inspection.employer)
    valid = [one for one in inspectors if one.appointed_on <= on <= one.expires_on]
    if len(valid) < queries.number("inspectors-least", place=place, on=on):
        raise TwoInspectors


def recorded(
    *,
    case: Inspection,
    by: Any,
    inspectors: Iterable[Inspector],
    inspected_on: date,
    lines: Mapping[str, Mapping[str, str]],
    grades: Mapping[str, str],
    findings: str = "",
    employer_said: str = "",
    **_rest: Any,
) -> None:
    """Write the record, who was there, and open a hazard for every bad line of the grade `grades` give it."""
    _two_inspectors(case, inspectors, inspected_on)
    bad = [code for code, line in lines.items() if line["found"] == Found.BAD]
    keep(
        case, inspected_on=inspected_on, lines={code: dict(line) for code, line in lines.items()}, findings=findings,
        employer_said=employer_said, bad_lines=len(bad),
    )  # fmt: skip
    for one in inspectors:
        Attendance.objects.create(
            desk_id=case.desk_id, matter_id=case.pk, inspector_id=one.pk, name=one.name, certificate=one.certificate,
            on=inspected_on,
        )  # fmt: skip
        Inspector.objects.at_desks([one.desk_id]).filter(pk=one.pk).update(inspections=F("inspections") + 1)
    for code in bad:
        _hazard(case, code, str(lines[code].get("note") or ""), grades.get(code, Grade.GENERAL), by)
    place = queries.place_of(case.unit, case.employer)
    matters.set_due(case, due_on=queries.term("inspection-sign", start=inspected_on, place=place).day, by=by)
    documents.draw_up(
        kind="safety.inspection", unit=case.unit, facts=queries.inspection_facts(case), by=by, subject=case,
        employer=case.employer, addressee=case.employer.name if case.employer is not None else case.site,
    )  # fmt: skip


def _hazard(case: Inspection, code: str, note: str, grade: str, by: Any) -> None:
    line, child = BY_CODE[code], code in AT_ONCE
    grade = Grade.MAJOR if child and grade == Grade.GENERAL else grade
    _found(case, line.kind, grade, str(line.text), note or str(line.text), by)
    if child:
        _child(case, by)


def _found(case: Inspection, kind: str, grade: str, spot: str, found: str, by: Any) -> None:
    report_hazard(
        unit=case.unit, by=by, employer=case.employer, kind=kind, grade=grade, site=case.site[:120], spot=spot[:160],
        found=found, source=HazardSource.INSPECTION, inspection=case.number,
    )  # fmt: skip


def _child(case: Inspection, by: Any) -> None:
    audit.record("safety.child-labour.found", subject=case, by=by, unit=case.unit, employer_id=case.employer_id)


@in_house_language
@transaction.atomic
def check_worker(*, inspection: Inspection, worker: Worker, post: str, by: Any) -> list[Any]:
    """Women and minors: one post or line of a shift list, without a name; the breaches flagged, written down."""
    access.require(by, Safety.INSPECT, at=inspection.unit)
    row = Inspection.objects.at_desks([inspection.desk_id]).select_for_update(of=("self",)).get(pk=inspection.pk)
    if row.inspected_on is None or row.is_closed:
        raise NotYet(_("填写检查记录以后、办结以前，才能登记女职工、未成年工的检查。"))
    place = queries.place_of(inspection.unit, inspection.employer)
    found = breaches(worker, queries.table("protection", place=place, on=inspection.inspected_on))
    lines = [{"code": one.code, "text": str(one.text), "post": post, "fine": one.fine} for one in found]
    keep(inspection, special=[*row.special, *(lines or [{"code": "", "text": "", "post": post, "fine": False}])])
    for one in found:
        if one.at_once:  # child labour is reported at once: a major hazard with its clocks, the authority the same day
            _found(row, HazardKind.MANAGEMENT, Grade.MAJOR, post, str(one.text), by)
            _child(row, by)
    audit.record("safety.special.checked", subject=inspection, by=by, unit=inspection.unit, found=len(found))
    return found


def signed(*, case: Inspection, by: Any, signer: str, refused: bool, witness: str, signed_on: date, **_r: Any) -> None:
    """The employer's signature, or the note that it was refused, with a witness."""
    if not (witness if refused else signer):
        raise NotYet(_("请写明单位签字人；拒绝签字的，写明见证人。"))
    not_before(signed_on, case.inspected_on, "signed_on", _("签字日期不能早于检查日期。"))
    keep(case, signer=signer, refused=refused, witness=witness, signed_on=signed_on)
    place = queries.place_of(case.unit, case.employer)
    matters.set_due(case, due_on=queries.term("inspection-close", start=signed_on, place=place).day, by=by)
