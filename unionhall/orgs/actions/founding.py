"""What follows from the moves of the founding service: a unit in preparation, then at work, then a legal person."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.access import Level

from .. import queries
from ..choices import CoverMode, UnionForm, UnionKind, UnitState
from ..models import Employer, Unit, UnitEdge
from ..refusals import NotInOrder
from ..rules import lacking
from .employers import cover, register_employer
from .units import edit_unit, found_unit, open_unit

FORMS = {UnionKind.SINGLE: UnionForm.COMMITTEE, UnionKind.JOINT: UnionForm.JOINT_COMMITTEE}


@transaction.atomic
def prepare_union(*, case: Any, by: Any, union_name: str = "", approval_no: str) -> Unit:
    """The preparatory group is approved: the employer is in the register and the union in the tree, not yet at work."""
    answers = case.answers
    employers = [_employer(answers, by), *(_known(code) for code in answers.get("others", []))]
    check_free(employers, answers["kind"])
    unit = found_unit(
        parent=case.unit, name=union_name.strip() or answers["union_name"], kind=answers["kind"],
        form=FORMS[UnionKind(answers["kind"])], level=Level.GRASSROOTS, division=employers[0].division,
        industry=employers[0].industry, approval_no=approval_no, state=UnitState.PREPARING, by=by,
        founding_case_id=case.pk, address=employers[0].shown_address, contact=answers.get("contact", ""),
    )  # fmt: skip
    audit.record("orgs.founding.prepared", subject=unit, by=by, unit=unit, because=approval_no)
    return unit


@transaction.atomic
def approve_union(*, case: Any, by: Any, approval_no: str, term_start: date, term_years: int) -> Unit:
    """The election is approved: the union is at work, and covers its employers from today."""
    unit = _unit_of(case)
    end = _years_later(term_start, int(term_years)) - timedelta(days=1)
    unit = open_unit(unit=unit, by=by, approval_no=approval_no, term_start=term_start, term_end=end)
    mode = CoverMode.SINGLE if unit.kind == UnionKind.SINGLE else CoverMode.JOINT
    for code in (case.answers["credit_code"], *case.answers.get("others", [])):
        cover(union=unit, employer=_known(code), mode=mode, by=by)
    return unit


@transaction.atomic
def register_legal_person(*, case: Any, by: Any, credit_code: str) -> Unit:
    """The certificate is issued: the union has a credit code of its own, for as long as its term runs."""
    unit = _unit_of(case)
    unit = edit_unit(unit=unit, version=unit.version, by=by, credit_code=credit_code)
    today = timezone.localdate()
    if unit.term_end is not None and unit.term_end > today:
        unit.certificate_from, unit.certificate_until = today, unit.term_end
        unit.save(update_fields=["certificate_from", "certificate_until"])
    audit.record("orgs.founding.registered", subject=unit, by=by, unit=unit, credit_code=credit_code)
    return unit


@transaction.atomic
def end_preparation(*, case: Any, by: Any, **facts: Any) -> None:
    """The founding came to nothing: the unit in preparation, if there is one, is closed; it never counted."""
    unit = queries.unit_of_case(case.pk)
    if unit is None:
        return
    today = timezone.localdate()
    UnitEdge.objects.filter(child=unit, valid_to=None).update(valid_to=today + timedelta(days=1))
    Unit.objects.filter(pk=unit.pk).update(
        state=UnitState.CLOSED, closed_on=today, closed_because=str(_("筹建终止")), version=unit.version + 1
    )
    audit.record("orgs.founding.ended", subject=unit, by=by, unit=unit)


def check_free(employers: list[Employer], kind: str) -> None:
    """Refuse if one of them has ended, or has a union of its own already."""
    for employer in employers:
        if employer.closed_on:
            raise NotInOrder(_("“%(name)s”已终止，不能建会。") % {"name": employer.shown_name})
        if any(unit.kind == UnionKind.SINGLE for unit in queries.unions_covering(employer)):
            raise NotInOrder(_("“%(name)s”已经独立建会，可直接申请加入。") % {"name": employer.shown_name})
    if kind == UnionKind.JOINT and len(employers) < 2:
        raise NotInOrder(_("联合基层工会由两家以上用人单位组成，请补充其他单位。"))


def keep_result(*, case: Any, by: Any, **facts: Any) -> None:
    """Refuse bodies that the members reported may not do with; the figures stay in the case's timeline."""
    for words in lacking(**facts).values():
        raise NotInOrder(words)


def check_prepared(*, case: Any, by: Any) -> None:
    """Only where a preparatory group was approved can an election be reported."""
    _unit_of(case)


def check_not_prepared(*, case: Any, by: Any) -> None:
    """An application goes in again only while no preparatory group was approved."""
    if queries.unit_of_case(case.pk) is not None:
        raise NotInOrder(_("筹备组已经批准，请直接报送选举结果。"))


def _employer(answers: dict[str, Any], by: Any) -> Employer:
    found = queries.employer_by_code(answers["credit_code"])
    if found is not None:
        return found
    division = queries.division(answers["division"])
    return register_employer(
        credit_code=answers["credit_code"], name=answers["name"], ownership=answers["ownership"],
        industry=answers["industry"], division=division, address=answers.get("address", ""),
        headcount=int(answers.get("headcount") or 0), source=str(_("建会申请")), by=by,
    )  # fmt: skip


def _known(code: str) -> Employer:
    employer = queries.employer_by_code(code)
    if employer is None:
        raise NotInOrder(_("代码 %(code)s 的用人单位还没有登记，请先登记。") % {"code": code})
    return employer


def _unit_of(case: Any) -> Unit:
    unit = queries.unit_of_case(case.pk)
    if unit is None:
        raise NotInOrder(_("还没有批准成立筹备组，不能办理这一步。"))
    return unit


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
