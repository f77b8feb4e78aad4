"""危险上报: the county, the city and the authority hear of it; by hand, or when time has run out."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters

from .. import queries
from ..choices import Grade
from ..models import Hazard
from .keeping import keep
from .telling import tell_unions

LOT = 200


@in_house_language
@transaction.atomic
def escalate(hazard: Hazard, *, by: Any, because: str, levels: int = 2) -> None:
    """Tell the county (and the city, with `levels` 2); the authority is to be told today, and Today says so.

    No programme can ring the authority: a person does, and writes down when.
    """
    above = queries.county_and_city(hazard.unit)[:levels]
    names = [unit.name for unit in above]
    now = timezone.now()
    due = hazard.authority_due_on or (None if hazard.grade == Grade.GENERAL else timezone.localdate(now))
    keep(hazard, escalated_at=now, escalated_to=names, authority_due_on=due)
    words = _("%(why)s：已报%(who)s") % {"why": because, "who": _("、").join(names)}
    if due is not None:
        words += _("；须立即报告监管部门（12350）")
    matters.note(matter=hazard, words=words, by=by)
    key = f"escalated:{hazard.pk}:{hazard.version}"
    tell_unions(hazard, above, _("隐患上报：%(why)s") % {"why": because}, by=by, key=key)
    audit.record(
        "safety.hazard.escalated", subject=hazard, by=by, unit=hazard.unit, because=because, number=hazard.number,
        employer_id=hazard.employer_id, grade=hazard.grade, to=[unit.pk for unit in above],
        authority=due is not None,
    )  # fmt: skip


def escalate_undecided(*, by: Any) -> int:
    """Danger to life and no decision in the minutes the rule gives: county, city and authority. How many."""
    return _each(queries.undecided(timezone.now()), by, _("用人单位没有在规定时间内决定"))


def escalate_late(*, by: Any) -> int:
    """Overdue so many days after the promise: the county."""
    return _each(queries.to_escalate(timezone.localdate()), by, _("逾期未整改"))


def _each(rows: Any, by: Any, because: str) -> int:
    """In lots, each row its own transaction: safe to kill and run again."""
    done, last = 0, 0
    while lot := list(rows.filter(pk__gt=last)[:LOT]):
        for row in lot:
            done += _once(row, by, because)
        last = lot[-1].pk
    return done


@transaction.atomic
def _once(row: Hazard, by: Any, because: str) -> bool:
    now = Hazard.objects.select_for_update(of=("self",)).at_desks([row.desk_id]).select_related("unit", "employer")
    hazard = now.get(pk=row.pk)
    if hazard.escalated_at is not None or hazard.is_closed or hazard.decided_at is not None:
        return False
    escalate(hazard, by=by, because=because, levels=1 if hazard.grade == Grade.GENERAL else 2)
    return True
