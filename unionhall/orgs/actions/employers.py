"""Employers and the unions that cover them.

An employer counts at the township union of its place of work, its workers also at the union that covers it.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.identity import check_credit_code

from .. import queries
from ..choices import CoverMode
from ..models import Coverage, Employer, EmployerWas, Unit
from ..permissions import Orgs
from ..queries.employers import covering
from ..refusals import AlreadyRegistered, ChangedMeanwhile, NotInOrder
from .counting import count_new, counted_anew

FACTS = (
    "name", "ownership", "industry", "industry_code", "division", "address", "headcount", "women", "migrant",
    "dispatched", "checked_on",
)  # fmt: skip


@transaction.atomic
def register_employer(
    *,
    credit_code: str,
    name: str,
    ownership: str,
    industry: str,
    division: Any,
    by: Any,
    headcount: int = 0,
    opened_on: date | None = None,
    counted_from: date | None = None,
    source: str = "",
    **facts: Any,
) -> Employer:
    """A new employer in the base of the founding rate, from `counted_from` (today) on."""
    code = check_credit_code(credit_code).number
    if Employer.objects.filter(credit_code=code).exists():
        raise AlreadyRegistered
    counted_from = counted_from or timezone.localdate()
    employer = Employer(
        credit_code=code, name=name.strip(), ownership=ownership, industry=industry, division=division,
        headcount=headcount, opened_on=opened_on, counted_from=counted_from, source=source,
        unit=queries.township_unit(division.pk), **facts,
    )  # fmt: skip
    _check(employer)
    employer.save()
    audit.record("orgs.employer.registered", subject=employer, by=by, unit=employer.unit, credit_code=code)
    count_new(employer.pk)
    return employer


@transaction.atomic
def register_in_reach(*, by: Any, **facts: Any) -> Employer:
    """The same, by someone who keeps the register: only where they may."""
    employer = register_employer(by=by, **facts)
    access.require(by, Orgs.EMPLOYER_EDIT, at=employer.unit)
    return employer


@transaction.atomic
def edit_employer(*, employer: Employer, version: int, by: Any, **facts: Any) -> Employer:
    """Correct an employer's facts (`FACTS`); a new place of work moves it to the union there from today on."""
    employer = _open(employer, version)
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"no facts of an employer: {sorted(unknown)}")
    changed = sorted(name for name, value in facts.items() if getattr(employer, name) != value)
    if not changed:
        return employer
    before = (employer.unit, employer.headcount)
    for name in changed:
        setattr(employer, name, facts[name])
    if "division" in changed:
        employer.unit = queries.township_unit(employer.division_id)
    _check(employer)
    employer.version += 1
    with counted_anew([employer.pk]):
        employer.save()
        keep_past(employer, *before)
    audit.record("orgs.employer.edited", subject=employer, by=by, unit=employer.unit, fields=changed)
    return employer


@transaction.atomic
def close_employer(*, employer: Employer, version: int, by: Any, because: str) -> Employer:
    """The employer has ended: from today it no longer counts, and nobody covers it."""
    employer = _open(employer, version)
    if not because.strip():
        raise NotInOrder(_("请填写用人单位终止的原因。"))
    today = timezone.localdate()
    for cover_row in covering().filter(employer=employer).select_related("union"):
        uncover(union=cover_row.union, employer=employer, by=by)
    employer.closed_on, employer.version = today, employer.version + 1
    with counted_anew([employer.pk]):
        employer.save()
    audit.record("orgs.employer.closed", subject=employer, by=by, unit=employer.unit, because=because)
    return employer


@transaction.atomic
def cover(*, union: Unit, employer: Employer, mode: str, by: Any, on: date | None = None) -> Coverage:
    """From that day the union covers the employer; an employer has at most one union of its own."""
    on = on or timezone.localdate()
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    union = Unit.objects.select_for_update().get(pk=union.pk)
    standing = list(Coverage.objects.filter(employer=employer, valid_to=None))
    _check_cover(union, employer, mode, standing)
    with counted_anew([employer.pk]):
        row = Coverage.objects.create(union=union, employer=employer, mode=mode, valid_from=on)
    audit.record("orgs.coverage.begun", subject=row, by=by, unit=union, employer=employer.credit_code)
    return row


@transaction.atomic
def cover_in_reach(*, union: Unit, employer: Employer, mode: str, by: Any) -> Coverage:
    """The same, by someone who keeps the register: only with a union where they may."""
    access.require(by, Orgs.EMPLOYER_EDIT, at=union)
    return cover(union=union, employer=employer, mode=mode, by=by)


@transaction.atomic
def uncover(*, union: Unit, employer: Employer, by: Any, because: str = "") -> None:
    """From today the union no longer covers the employer."""
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    row = Coverage.objects.filter(union=union, employer=employer, valid_to=None).first()
    if row is None:
        raise NotInOrder(_("该工会现在没有覆盖这家用人单位。"))
    with counted_anew([employer.pk]):
        end_cover(row, timezone.localdate())
    audit.record(
        "orgs.coverage.ended", subject=employer, by=by, unit=union, because=because, employer=employer.credit_code
    )


def end_cover(row: Coverage, day: date) -> None:
    """From that day the coverage no longer holds; one begun that day by mistake never held at the end of any day."""
    if row.valid_from >= day:
        row.delete()
        return
    row.valid_to = day
    row.save(update_fields=["valid_to"])


def keep_past(employer: Employer, old_unit: Unit | None, old_headcount: int, day: date | None = None) -> None:
    """Keep where an employer counted, and its size, until that day (today), for figures of days before."""
    if (old_unit, old_headcount) == (employer.unit, employer.headcount):
        return
    facts = {"unit": old_unit, "headcount": old_headcount}
    EmployerWas.objects.get_or_create(employer=employer, until=day or timezone.localdate(), defaults=facts)


def _check(employer: Employer) -> None:
    counts = (employer.headcount, employer.women, employer.migrant, employer.dispatched)
    if min(counts) < 0 or max(counts[1:]) > employer.headcount:
        raise NotInOrder(_("女职工、农民工、劳务派遣人数都不能为负，也不能超过职工总数。"))
    if employer.industry_code and employer.industry_code[0] != employer.industry:
        raise NotInOrder(_("行业代码的首字母应与所选行业门类一致（GB/T 4754）。"))
    if not employer.name:
        raise NotInOrder(_("请填写用人单位名称。"))


def _check_cover(union: Unit, employer: Employer, mode: str, standing: list[Coverage]) -> None:
    if employer.closed_on:
        raise NotInOrder(_("该用人单位已终止，不能再建立覆盖关系。"))
    if union.has_ended:
        raise NotInOrder(_("该工会已撤销，不能再建立覆盖关系。"))
    if any(row.union_id == union.pk for row in standing):
        raise NotInOrder(_("该工会已经覆盖这家用人单位。"))
    if mode == CoverMode.SINGLE and any(row.mode == CoverMode.SINGLE for row in standing):
        raise NotInOrder(_("这家用人单位已经独立建会，一家用人单位只能有一个独立基层工会。"))


def _open(employer: Employer, version: int) -> Employer:
    """The row, locked, if it is still the one the editor read."""
    employer = Employer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=employer.pk)
    if employer.version != version:
        raise ChangedMeanwhile
    if employer.closed_on:
        raise NotInOrder(_("该用人单位已终止，档案不能再修改。"))
    return employer
