"""Founding a unit, opening it for work, and keeping its facts."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import access, figures
from unionhall.kit.access import Level
from unionhall.kit.identity import check_credit_code
from unionhall.kit.numbers import next_number

from ..choices import AT_WORK, CoverMode, EdgeLine, UnionForm, UnionKind, UnitState
from ..models import Employer, Unit, UnitEdge
from ..permissions import Orgs
from ..refusals import ChangedMeanwhile, NotInOrder
from ..rules import rules
from .employers import cover

FEDERATIONS = (
    UnionKind.REGIONAL,
    UnionKind.INDUSTRY,
    UnionKind.VILLAGE,
    UnionKind.PARK,
    UnionKind.GROUP,
    UnionKind.SYSTEM,
)
COVERS_AS = {UnionKind.SINGLE: CoverMode.SINGLE, UnionKind.JOINT: CoverMode.JOINT}
FACTS = (
    "name", "short_name", "form", "industry", "credit_code", "term_start", "term_end", "takes_members", "phone",
    "address", "contact", "opening_hours", "division",
)  # fmt: skip


REGISTERED = {"name", "address"}  # what a legal person's certificate states


@transaction.atomic
def found_unit(
    *,
    parent: Unit | None,
    name: str,
    kind: str,
    form: str = UnionForm.COMMITTEE,
    level: int,
    division: Any = None,
    employers: Iterable[Employer] = (),
    by: Any,
    approval_no: str = "",
    founded_on: date | None = None,
    state: str = UnitState.ACTIVE,
    code: str = "",
    industry_parent: Unit | None = None,
    **facts: Any,
) -> Unit:
    """A new unit under `parent` (None only for the first of the house), with its edges and the employers it covers."""
    founded_on = founded_on or timezone.localdate()
    if parent is not None:
        lock_tree()
        parent = Unit.objects.get(pk=parent.pk)  # as it stands now: it may have been moved or closed meanwhile
    _check_founding(parent, level, approval_no, founded_on)
    facts["credit_code"] = checked_code(facts.get("credit_code", ""))
    unit = Unit(
        name=name.strip(), kind=kind, form=form, level=level, division=division, state=state, approval_no=approval_no,
        founded_on=founded_on, industry_parent=industry_parent, **facts,
    )  # fmt: skip
    unit.code = code or _next_code(parent, unit)
    if parent is None:
        Unit.objects.add_root(instance=unit)
    else:
        Unit.objects.add_child(parent, instance=unit)
    place(unit, parent)
    unit.save(update_fields=["desk_id", "county_id", "city_id"])
    _write_edges(unit, parent, industry_parent, founded_on)
    audit.record("orgs.unit.founded", subject=unit, by=by, unit=unit, because=approval_no, code=unit.code)
    if state == UnitState.ACTIVE:
        _count(unit, founded_on, +1)
    for employer in employers:
        cover(
            union=unit, employer=employer, mode=COVERS_AS.get(UnionKind(kind), CoverMode.FEDERATION), by=by,
            on=founded_on,
        )  # fmt: skip
    return unit


@transaction.atomic
def found_in_reach(*, parent: Unit, by: Any, employer: Employer | None = None, **facts: Any) -> Unit:
    """The same, entered from paper: an employer it covers must lie within reach, too."""
    if employer is not None and employer.unit is not None:
        access.require(by, Orgs.FOUND, at=employer.unit)
    return found_unit(parent=parent, employers=[employer] if employer else [], by=by, **facts)


@transaction.atomic
def open_unit(
    *, unit: Unit, by: Any, approval_no: str, term_start: date, term_end: date, credit_code: str = ""
) -> Unit:
    """A union in preparation has elected its committee and is approved: from today it is at work and counted."""
    unit = locked_unit(unit)
    if unit.state != UnitState.PREPARING:
        raise NotInOrder(_("只有筹建中的工会才能办理成立批复。"))
    if not approval_no.strip() or term_end <= term_start:
        raise NotInOrder(_("请填写批复文号，任期届满日期应晚于任期开始日期。"))
    unit.state, unit.approval_no = UnitState.ACTIVE, approval_no.strip()
    unit.founded_on = timezone.localdate()
    unit.term_start, unit.term_end = term_start, term_end
    unit.credit_code = checked_code(credit_code) or unit.credit_code
    unit.version += 1
    unit.save()
    audit.record("orgs.unit.opened", subject=unit, by=by, unit=unit, because=approval_no)
    _count(unit, timezone.localdate(), +1)
    return unit


@transaction.atomic
def edit_unit(*, unit: Unit, version: int, by: Any, **facts: Any) -> Unit:
    """Correct a unit's facts (`FACTS`); `version` is that of the page the editor read."""
    unit = locked_unit(unit)
    if unit.version != version:
        raise ChangedMeanwhile
    if unit.has_ended:
        raise NotInOrder(_("该工会已撤销，档案不能再修改。"))
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"no facts of a unit: {sorted(unknown)}")
    if "credit_code" in facts:
        facts["credit_code"] = checked_code(facts["credit_code"], besides=unit)
    changed = sorted(name for name, value in facts.items() if getattr(unit, name) != value)
    for name in changed:
        setattr(unit, name, facts[name])
    if changed:
        _check_term(unit)
        if "term_end" in changed:
            unit.term_alarm = None
        if REGISTERED & set(changed):
            must_register_change(unit)
        unit.version += 1
        unit.save()
        audit.record("orgs.unit.edited", subject=unit, by=by, unit=unit, fields=changed)
    return unit


@transaction.atomic
def renew_term(
    *, unit: Unit, term_start: date, term_end: date, approval_no: str, by: Any, new_chair: bool = False
) -> Unit:
    """A new committee was elected and approved: in order until `term_end`; a new chair is to be registered."""
    unit = locked_unit(unit)
    if unit.state not in AT_WORK:
        raise NotInOrder(_("只有正常或届满未换届的工会才能登记换届。"))
    if not approval_no.strip() or term_end <= term_start:
        raise NotInOrder(_("请填写批复文号，任期届满日期应晚于任期开始日期。"))
    unit.term_start, unit.term_end, unit.state = term_start, term_end, UnitState.ACTIVE
    unit.extended_until, unit.extension_no, unit.term_alarm = None, "", None
    if new_chair:
        must_register_change(unit)
    unit.version += 1
    unit.save()
    audit.record("orgs.unit.term_renewed", subject=unit, by=by, unit=unit, because=approval_no)
    return unit


@transaction.atomic
def mark_overdue(*, by: Any) -> int:
    """Units whose term has ended and who have not elected anew: how many are newly overdue today."""
    today = timezone.localdate()
    not_put_off = Q(extended_until=None) | Q(extended_until__lt=today)
    found = list(Unit.objects.select_for_update().filter(not_put_off, state=UnitState.ACTIVE, term_end__lt=today))
    Unit.objects.filter(pk__in=[unit.pk for unit in found]).update(state=UnitState.OVERDUE)
    for unit in found:
        audit.record("orgs.unit.overdue", subject=unit, by=by, unit=unit, term_end=str(unit.term_end))
    return len(found)


def lock_tree() -> None:
    """One change of the tree at a time: the root stands for the whole, or a new union would miss its parent's move."""
    Unit.objects.select_for_update().filter(depth=1).first()


def must_register_change(unit: Unit) -> None:
    """A legal person that changed its name, domicile or legal representative has so many days to register it."""
    if unit.credit_code and unit.change_due is None:
        unit.change_due = timezone.localdate() + timedelta(days=rules().change_days)


def place(unit: Unit, parent: Unit | None) -> None:
    """Set the unit's desk, county and city by where it stands; `unit` has its id already."""
    unit.city_id = unit.pk if unit.level == Level.CITY else getattr(parent, "city_id", None)
    unit.county_id = unit.pk if unit.level == Level.COUNTY else getattr(parent, "county_id", None)
    unit.desk_id = unit.pk if unit.level <= Level.COUNTY or parent is None else parent.desk_id


def check_level(parent: Unit, level: int, approval_no: str) -> None:
    """A parent stands one level above, or is a federation of its own level; further up needs an approval number."""
    one_above = parent.level == level - 1
    federation = parent.level == level and parent.kind in FEDERATIONS
    directly_attached = parent.level < level and bool(approval_no.strip())
    if not (one_above or federation or directly_attached):
        raise NotInOrder(
            _("上级工会应是高一级的工会；直属更高一级工会的，须填写批复文号。")
            if parent.level < level
            else _("上级工会的层级应高于本工会。")
        )


def _check_founding(parent: Unit | None, level: int, approval_no: str, founded_on: date) -> None:
    if founded_on > timezone.localdate():
        raise NotInOrder(_("成立日期不能晚于今天。"))
    if parent is None:
        if Unit.objects.exists():
            raise NotInOrder(_("请选择上级工会。"))
        return
    if parent.has_ended:
        raise NotInOrder(_("上级工会已撤销，请另选上级工会。"))
    if parent.founded_on and founded_on < parent.founded_on:
        raise NotInOrder(_("成立日期不能早于上级工会的成立日期。"))
    check_level(parent, level, approval_no)


def _check_term(unit: Unit) -> None:
    if unit.term_start and unit.term_end and unit.term_end <= unit.term_start:
        raise NotInOrder(_("任期届满日期应晚于任期开始日期。"))
    if unit.extended_until and (unit.term_end is None or unit.extended_until <= unit.term_end):
        raise NotInOrder(_("本届已批准延期换届，任期届满日期须早于延期到的日期。"))


def checked_code(code: str, besides: Unit | None = None) -> str:
    """The union's own credit code, begins 81; empty before registration."""
    if not code:
        return ""
    found = check_credit_code(code)
    if not found.is_union:
        raise NotInOrder(_("工会的统一社会信用代码以 81 开头，请核对法人资格证书。"))
    taken = Unit.objects.filter(credit_code=found.number).exclude(pk=getattr(besides, "pk", None))
    if taken.exists():
        raise NotInOrder(_("该统一社会信用代码已属于另一家工会，请核对法人资格证书。"))
    return found.number


def _next_code(parent: Unit | None, unit: Unit) -> str:
    """330110005 for the union of a whole place, 330110-0042 for others."""
    if unit.division_id and unit.level < Level.GRASSROOTS and not Unit.objects.filter(code=unit.division_id).exists():
        return unit.division_id
    if parent is None:
        return "1"
    prefix = parent.code[:6]
    while True:
        number = next_number(desk_id=parent.desk_id, series=f"orgs.unit.{prefix}")
        if not Unit.objects.filter(code=f"{prefix}-{number:04d}").exists():  # a union that moved here keeps its code
            return f"{prefix}-{number:04d}"


def _write_edges(unit: Unit, parent: Unit | None, industry_parent: Unit | None, day: date) -> None:
    lines = [(EdgeLine.ORGANISATION, parent)]
    if industry_parent is not None:
        lines.append((EdgeLine.INDUSTRY, industry_parent))
    UnitEdge.objects.bulk_create(UnitEdge(child=unit, parent=above, line=line, valid_from=day) for line, above in lines)


def _count(unit: Unit, day: date, n: int) -> None:
    if unit.level == Level.GRASSROOTS:
        figures.add("orgs.unions", unit=unit, day=day, n=n)


def locked_unit(unit: Unit) -> Unit:
    return Unit.objects.select_for_update().get(pk=unit.pk)
