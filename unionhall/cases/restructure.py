"""What a move, merge or winding-up touches in this room: cases, where their copies lie, and who has the open ones."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import ChangeKind

from . import queries
from .actions.placing import put
from .actions.standing import locked
from .choices import HopWhy, Status
from .models import BadRating, CallBack, Case, DeskCase, Helper

BATCH = 200
SAMPLE = 5


def find(unit: Any, kind: str) -> Finding:
    """Open cases beneath; a merge or winding-up gives those of the unit itself to its heir."""
    rows = DeskCase.objects.at_desks(orgs.desks_beneath(unit.path)).exclude(status=Status.CLOSED)
    rows = rows.filter(helper=False, unit__path__under=unit.path)
    if kind != ChangeKind.MOVE:
        rows = rows.filter(unit=unit)
    return Finding(
        _("在办诉求"), rows.count(), tuple(rows.order_by("number").values_list("number", flat=True)[:SAMPLE])
    )


def carry(change: Any, old_path: str, by: Any) -> None:
    """Copies to the desk their unit belongs to now, then open cases of a union that ends to its heir."""
    for unit in orgs.units_of(change):
        _carry_place(unit)
    heir = orgs.heir(change)
    if heir is not None:
        _carry_to_heir(orgs.unit(change.unit_id), heir, by)


def _carry_place(unit: Any) -> None:
    elsewhere = ~Q(county_id=unit.county_id) | ~Q(city_id=unit.city_id) | Q(county_id=None) | Q(city_id=None)
    Case.objects.filter(elsewhere, unit=unit).update(county_id=unit.county_id, city_id=unit.city_id)
    for model in (Helper, DeskCase, BadRating, CallBack):
        strays = model.objects.filter(unit=unit).exclude(desk_id=unit.desk_id).order_by("pk")
        while lot := list(strays[:BATCH]):
            _rewrite(model, lot, unit)


@transaction.atomic
def _rewrite(model: Any, lot: list[Any], unit: Any) -> None:
    """A row never changes its shard: written anew at the new desk, deleted at the old one."""
    for desk_id in {row.desk_id for row in lot}:
        model.objects.at_desks([desk_id]).filter(pk__in=[row.pk for row in lot]).delete()
    for row in lot:
        row.desk_id = unit.desk_id
    model.objects.bulk_create(lot)
    if model is DeskCase:
        _remember_desks((row for row in lot if row.helper), unit.desk_id)


def _remember_desks(rows: Iterable[DeskCase], desk_id: int) -> None:
    for row in rows:
        case = Case.objects.of(row.person_id).select_for_update(of=("self",)).get(pk=row.case_id)
        if desk_id not in case.helper_desks:
            desks = sorted({*case.helper_desks, desk_id})
            Case.objects.of(row.person_id).filter(pk=case.pk).update(helper_desks=desks)


def _carry_to_heir(unit: Any, heir: Any, by: Any) -> None:
    rows = DeskCase.objects.at_desks([unit.desk_id]).filter(unit=unit, helper=False).exclude(status=Status.CLOSED)
    while lot := list(rows.order_by("pk")[:BATCH]):
        for row in lot:
            with transaction.atomic():
                case = locked(queries.case_at_desk(row))
                put(case, heir, HopWhy.HANDED, reason=gettext("原工会已合并或撤销"), by=by)
                audit.record("cases.case.carried", subject=case, by=by, to=heir.pk)


OPEN_CASES = Affected("cases.open", find, carry, order=60)
