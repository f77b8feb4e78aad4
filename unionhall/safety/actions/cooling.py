"""送清凉: planned, approved by somebody else, visited place by place, each signed for."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.funds import actions as funds
from unionhall.kit import access
from unionhall.kit.text import in_house_language
from unionhall.matters import actions as matters

from .. import queries
from ..models import Cooling, CoolingVisit
from ..permissions import Safety
from ..refusals import NotYet
from .keeping import keep


@in_house_language
@transaction.atomic
def plan_cooling(
    *,
    unit: Any,
    by: Any,
    title: str,
    starts_on: date,
    ends_on: date,
    budget: Decimal,
    fund: str,
    teams: str = "",
) -> Cooling:
    access.require(by, Safety.COOLING, at=unit)
    row: Cooling = matters.open_matter(
        model=Cooling, unit=unit, by=by, title=title, year=starts_on.year, starts_on=starts_on, ends_on=ends_on,
        budget=budget, fund=fund, teams=teams,
    )  # fmt: skip
    if (twice := queries.cooling_alike(row)) is not None:
        raise NotYet(_("这个计划已经登记：%(number)s，请不要重复登记。") % {"number": twice.number})
    matters.set_due(row, due_on=starts_on, by=by)
    return row


def approved(*, case: Cooling, by: Any, **_rest: Any) -> None:
    """From here the list of places is visited; until the plan's last day."""
    matters.set_due(case, due_on=case.ends_on, by=by)


def has_places(*, case: Cooling, by: Any, **_rest: Any) -> None:
    """A plan without places, or over its own budget, is not approved."""
    rows = queries.visits_of(case)
    if not rows:
        raise NotYet(_("计划里还没有慰问点，请先添加。"))
    if queries.planned_sum(rows) > case.budget:
        raise NotYet(_("各慰问点合计超过了计划金额，请先调整。"))


def all_signed(*, case: Cooling, by: Any, **_rest: Any) -> None:
    if any(row.done_on is None for row in queries.visits_of(case)):
        raise NotYet(_("还有慰问点没有登记签收，全部登记后再结束。"))


@in_house_language
@transaction.atomic
def add_visit(
    *,
    cooling: Cooling,
    by: Any,
    site: str,
    on: date,
    people: int,
    employer: Any = None,
    leader: str = "",
    goods: str = "",
    goods_value: Decimal = Decimal(0),
    cash: Decimal = Decimal(0),
) -> CoolingVisit:
    """One place more, while the plan is not approved."""
    access.require(by, Safety.COOLING, at=cooling.unit)
    plans = Cooling.objects.at_desks([cooling.desk_id]).select_for_update(of=("self",))
    if plans.get(pk=cooling.pk).stage_code != "planned":  # held, so that nobody approves it meanwhile
        raise NotYet(_("计划已批准，慰问点不能再增加。"))
    if not cooling.starts_on <= on <= cooling.ends_on:
        raise NotYet(_("慰问日期须在计划的开始和结束日期之间。"), field="on")
    made: CoolingVisit = CoolingVisit.objects.create(
        desk_id=cooling.desk_id, matter_id=cooling.pk, employer=employer, site=site, on=on, leader=leader,
        people=people, goods=goods, goods_value=goods_value, cash=cash,
    )  # fmt: skip
    audit.record("safety.cooling.place-added", subject=cooling, by=by, unit=cooling.unit, number=cooling.number)
    return made


@in_house_language
@transaction.atomic
def sign_visit(
    *, cooling: Cooling, visit: CoolingVisit, received_by: str, done_on: date, papers: Iterable[Any], by: Any
) -> None:
    """Handed over and signed for, with the list or photo of it; money becomes a payable once."""
    access.require(by, Safety.COOLING, at=cooling.unit)
    if cooling.stage_code != "approved":
        raise NotYet(_("计划批准后才能登记签收。"))
    rows = CoolingVisit.objects.at_desks([visit.desk_id]).select_for_update(of=("self",))
    row = rows.filter(matter_id=cooling.pk).get(pk=visit.pk)
    if row.done_on is not None:
        raise NotYet(_("这个慰问点已登记签收。"))
    given = list(papers)
    if not given:
        raise NotYet(_("请上传签收表或现场照片。"))
    payable = None
    if row.cash > 0:
        payable = funds.owe(
            unit=cooling.unit, amount=row.cash, payee=row.site, purpose=_("送清凉慰问金"), subject=row, by=by,
            because=cooling.number,
        ).pk  # fmt: skip
    keep(row, received_by=received_by, done_on=done_on, payable_id=payable)
    words = _("%(site)s：%(people)d人，%(who)s签收。") % {"site": row.site, "people": row.people, "who": received_by}
    matters.add_papers(matter=cooling, papers=given, by=by, field=f"visit-{row.pk}"[:40], words=words)
    audit.record("safety.cooling.place-visited", subject=cooling, by=by, unit=cooling.unit, number=cooling.number)
