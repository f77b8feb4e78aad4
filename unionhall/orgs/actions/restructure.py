"""Moving, merging and winding up units: first a dry run that is kept, then the change, then its rows in the background.

The tree itself changes in one transaction. What stands with the units (members, cases, items, rights, employers) is
declared in the rooms' `restructure.py` and carried by a job that may be killed and run again. A union that ends stays
«closing» until that is done, so that nobody is a member of a closed one.
"""

import zlib
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import access, background, figures
from unionhall.kit.access import Level

from .. import queries
from ..choices import ChangeKind, ChangeState, EdgeLine, EndReason, UnionKind, UnitState
from ..models import Coverage, Employer, Unit, UnitChange, UnitEdge
from ..permissions import Orgs
from ..refusals import NotInOrder, TreeChanged
from .units import check_level, lock_tree, place

JOB = "orgs.restructure"


@transaction.atomic
def draw_up(
    *, kind: str, unit: Unit, target: Unit | None = None, reason: str, approval_no: str, end_reason: str = "", by: Any
) -> UnitChange:
    """The dry run: check the rules, count in every room what the change would touch, keep it. Changes nothing else.

    `target` is the new parent (move) or the heir (merge; for a winding-up the level above, unless another is named).
    """
    unit = _fresh(unit)
    if kind == ChangeKind.WIND_UP and target is None:
        target = queries.parent_of(unit)
    if target is None:
        raise NotInOrder(_("请选择接收的工会。"))
    target = _fresh(target)
    end_reason = EndReason.MERGED if kind == ChangeKind.MERGE else end_reason
    _check(kind, unit, target, reason, approval_no, end_reason, by)
    found = [(one, one.find(unit, kind)) for one in queries.affected()]
    UnitChange.objects.filter(unit=unit, state=ChangeState.DRAFT).update(state=ChangeState.DROPPED)
    change = UnitChange.objects.create(
        kind=kind, unit=unit, target=target, day=timezone.localdate(), reason=reason.strip(), end_reason=end_reason,
        approval_no=approval_no.strip(), tree_version=tree_version(unit, target), drawn_by_id=by.pk,
        found=[
            {"code": one.code, "label": str(line.label), "count": line.count, "sample": [str(s) for s in line.sample]}
            for one, line in found
        ],
    )  # fmt: skip
    audit.record(
        "orgs.change.drawn_up", subject=change, by=by, unit=unit, because=reason, kind=kind, target=target.code
    )
    return change


@transaction.atomic
def drop_change(*, change: UnitChange, by: Any) -> None:
    """Give a dry run up."""
    change = UnitChange.objects.select_for_update(of=("self",)).select_related("unit").get(pk=change.pk)
    if change.state != ChangeState.DRAFT:
        raise NotInOrder(_("这次调整已经执行或放弃。"))
    change.state = ChangeState.DROPPED
    change.save(update_fields=["state"])
    audit.record("orgs.change.dropped", subject=change, by=by, unit=change.unit)


@transaction.atomic
def carry_out(*, change: UnitChange, by: Any) -> UnitChange:
    """Change the tree as drawn up, today; refuses if it is no longer the tree of the dry run."""
    change = _lock(change)
    unit, target = change.unit, change.target
    assert target is not None  # draw_up has seen to it
    if change.state != ChangeState.DRAFT:
        raise NotInOrder(_("这次调整已经执行或放弃。"))
    if change.tree_version != tree_version(unit, target):
        raise TreeChanged
    _check(change.kind, unit, target, change.reason, change.approval_no, change.end_reason, by)
    change.day, change.old_path = timezone.localdate(), unit.path
    change.unit_ids = list(Unit.objects.under(unit).order_by("path").values_list("pk", flat=True))
    _CHANGES[ChangeKind(change.kind)](change, unit, target)
    change.state, change.done_by_id, change.done_at = ChangeState.RUNNING, by.pk, timezone.now()
    _start_job(change, unit, by)
    audit.record(
        "orgs.change.carried_out", subject=change, by=by, unit=unit, because=change.reason, kind=change.kind,
        target=target.code, approval_no=change.approval_no,
    )  # fmt: skip
    return change


@transaction.atomic
def carry_on(*, change: UnitChange, by: Any) -> UnitChange:
    """Start the job again that carries the rows, after it has failed."""
    change = _lock(change)
    if change.state != ChangeState.RUNNING:
        raise NotInOrder(_("这次调整没有未完成的数据划转。"))
    job = queries.job_of(change)
    if job is not None and job.state != "failed":
        raise NotInOrder(_("数据划转正在进行，请稍候。"))
    _start_job(change, change.unit, by)
    audit.record("orgs.change.carried_on", subject=change, by=by, unit=change.unit)
    return change


@transaction.atomic
def finish(*, change: UnitChange, by: Any) -> UnitChange:
    """All rows are carried: a union that ends is closed now."""
    change = _lock(change)
    if change.state != ChangeState.RUNNING:
        return change
    if change.kind != ChangeKind.MOVE:
        _close(change)
    change.state = ChangeState.DONE
    change.save(update_fields=["state"])
    audit.record("orgs.change.finished", subject=change, by=by, unit=change.unit, kind=change.kind)
    return change


@transaction.atomic
def mark_counts_carried(*, edge_ids: list[int], by: Any) -> None:
    """The settling job has carried the counts of these changes of parent; `by` the settler."""
    UnitEdge.objects.filter(pk__in=edge_ids).update(counts_carried=True)


@transaction.atomic
def set_industry_parent(*, unit: Unit, parent: Unit | None, by: Any) -> Unit:
    """From today the unit is guided by another industry union, or by none."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    parent = _fresh(parent) if parent is not None else None
    if unit.industry_parent_id == getattr(parent, "pk", None):
        return unit
    if parent is not None and parent.kind != UnionKind.INDUSTRY:
        raise NotInOrder(_("产业指导关系的上级只能是行业（产业）工会。"))
    if parent is not None and (parent.has_ended or parent.pk == unit.pk or _guides(unit, parent)):
        raise NotInOrder(_("请选择另一家正常的产业工会，不能互相指导。"))
    _new_edge(unit, parent, EdgeLine.INDUSTRY)
    unit.industry_parent, unit.version = parent, unit.version + 1
    unit.save(update_fields=["industry_parent", "version"])
    audit.record("orgs.unit.guided", subject=unit, by=by, unit=unit, parent=parent.code if parent else "")
    return unit


def tree_version(unit: Unit, target: Unit) -> int:
    """A print of the part of the tree a change touches: any move, founding or closing there gives another number."""
    rows = Unit.objects.under(unit).order_by("path").values_list("pk", "path", "state")
    above = Unit.objects.filter(path__in=[*target.ancestor_paths, target.path]).order_by("path")
    whole = repr([*rows, *above.values_list("pk", "path", "state")])
    return zlib.crc32(whole.encode()) & 0x7FFFFFFF


def _check(kind: str, unit: Unit, target: Unit, reason: str, approval_no: str, end_reason: str, by: Any) -> None:
    above = queries.parent_of(unit)
    if above is None:
        raise NotInOrder(_("最高一级工会不能划转、合并或撤销。"))
    for there in (above, target):
        access.require(by, Orgs.RESTRUCTURE, at=there)
    if not reason.strip() or not approval_no.strip():
        raise NotInOrder(_("请填写理由和上级工会的批复文号。"))
    if unit.has_ended or target.has_ended:
        raise NotInOrder(_("已撤销或正在撤并的工会不能再调整。"))
    if UnitChange.objects.filter(unit=unit, state=ChangeState.RUNNING).exists():
        raise NotInOrder(_("该工会上一次调整的数据划转还没有完成，请等完成后再办。"))
    if target.path.startswith(unit.path):
        raise NotInOrder(_("不能划转或并入本工会自身或其下级工会。"))
    if kind == ChangeKind.MOVE:
        _check_move(unit, target, above, approval_no)
    elif kind == ChangeKind.MERGE:
        _check_merge(unit, target)
    else:
        _check_wind_up(unit, end_reason)


def _check_move(unit: Unit, target: Unit, above: Unit, approval_no: str) -> None:
    if target.pk == above.pk:
        raise NotInOrder(_("该工会现在就隶属于这家上级工会。"))
    check_level(target, unit.level, approval_no)
    _check_first_today(unit)


def _check_merge(unit: Unit, target: Unit) -> None:
    if target.level != unit.level:
        raise NotInOrder(_("只能并入同一级的工会。"))
    for child in queries.children(unit).open():
        _check_first_today(child)


def _check_wind_up(unit: Unit, end_reason: str) -> None:
    if end_reason not in (EndReason.EMPLOYER_ENDED, EndReason.REPLACED):
        raise NotInOrder(_("任何组织和个人不得随意撤销工会：只有单位终止，或联合工会由单独建会代替时才能撤销。"))
    if queries.children(unit).open().exists():
        raise NotInOrder(_("该工会还有下级工会，请先划转或撤销下级工会。"))


def _check_first_today(unit: Unit, line: str = EdgeLine.ORGANISATION) -> None:
    """A day has one tree: figures of a day must know one parent."""
    today = timezone.localdate()
    if UnitEdge.objects.filter(child=unit, line=line, valid_to=None, valid_from__gte=today).exists():
        raise NotInOrder(_("“%(unit)s”今天刚成立或刚调整过隶属关系，请明天再办。") % {"unit": unit.name})


def _move(change: UnitChange, unit: Unit, target: Unit) -> None:
    """The unit and its subtree to another parent, with desks, counties and cities."""
    _new_edge(unit, target, EdgeLine.ORGANISATION, because=change.approval_no)
    Unit.objects.move(unit, target, "last-child")
    unit, target = _fresh(unit), _fresh(target)
    place(unit, target)
    beneath = Unit.objects.under(unit)
    if unit.level > Level.CITY:
        beneath.update(city_id=unit.city_id)
    if unit.level > Level.COUNTY:
        beneath.update(county_id=unit.county_id, desk_id=unit.desk_id)
    Unit.objects.filter(pk=unit.pk).update(version=unit.version + 1)


def _merge(change: UnitChange, unit: Unit, target: Unit) -> None:
    """Units beneath go to the heir, those it guides too; then it is closing."""
    for child in list(queries.children(unit).open()):
        _move(change, child, target)
    for guided in Unit.objects.filter(industry_parent=unit).select_for_update():
        _new_edge(guided, target, EdgeLine.INDUSTRY, because=change.approval_no)
        Unit.objects.filter(pk=guided.pk).update(industry_parent=target, version=guided.version + 1)
    _begin_closing(change, unit, target)


def _wind_up(change: UnitChange, unit: Unit, target: Unit) -> None:
    _begin_closing(change, unit, target)


_CHANGES = {ChangeKind.MOVE: _move, ChangeKind.MERGE: _merge, ChangeKind.WIND_UP: _wind_up}


def _begin_closing(change: UnitChange, unit: Unit, target: Unit) -> None:
    """Its edges end after today: today's deltas still find its ancestors."""
    tomorrow = change.day + timedelta(days=1)
    UnitEdge.objects.filter(child=unit, valid_to=None).update(valid_to=tomorrow)
    Unit.objects.filter(pk=unit.pk).update(
        state=UnitState.CLOSING, successor=target, industry_parent=None, takes_members=False, version=unit.version + 1
    )


def _close(change: UnitChange) -> None:
    unit = change.unit
    left = Employer.objects.filter(unit=unit, closed_on=None).exists()
    if left or Coverage.objects.filter(union=unit, valid_to=None).exists():
        raise NotInOrder(_("还有用人单位未划出，不能撤销工会。"))
    unit.state, unit.closed_on = UnitState.CLOSED, change.day
    unit.closed_because = f"{change.get_end_reason_display()}；{change.approval_no}"[:200]  # type: ignore[attr-defined]
    unit.version += 1
    unit.save(update_fields=["state", "closed_on", "closed_because", "version"])
    if unit.level == Level.GRASSROOTS:
        figures.add("orgs.unions", unit=unit, day=change.day, n=-1)


def _new_edge(unit: Unit, parent: Unit | None, line: str, because: str = "") -> None:
    """From today under another parent on that line; the counts follow when they are next settled."""
    today = timezone.localdate()
    _check_first_today(unit, line)
    now = UnitEdge.objects.filter(child=unit, line=line, valid_to=None).first()
    if now is not None:
        now.valid_to = today
        now.save(update_fields=["valid_to"])
    if parent is not None or now is not None:
        UnitEdge.objects.create(
            child=unit, parent=parent, line=line, valid_from=today, because=because[:200], counts_carried=False
        )


def _guides(unit: Unit, other: Unit) -> bool:
    """Whether `unit` stands above `other` on the industry line."""
    seen: set[int] = set()
    while other.industry_parent_id and other.pk not in seen:
        seen.add(other.pk)
        if other.industry_parent_id == unit.pk:
            return True
        other = queries.unit(other.industry_parent_id)
    return False


def _start_job(change: UnitChange, unit: Unit, by: Any) -> None:
    unit = _fresh(unit)
    job = background.start(JOB, unit=unit, by=by, total=len(queries.affected()), change=change.pk)
    change.job_desk_id, change.job_id = job.desk_id, job.pk
    change.save()


def _lock(change: UnitChange) -> UnitChange:
    lock_tree()
    return UnitChange.objects.select_for_update(of=("self",)).select_related("unit", "target").get(pk=change.pk)


def _fresh(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


__all__ = [
    "carry_on",
    "carry_out",
    "draw_up",
    "drop_change",
    "finish",
    "mark_counts_carried",
    "set_industry_parent",
]
