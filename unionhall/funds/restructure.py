"""What a move, merge or winding-up touches in this room: sums not yet paid go to the heir, lines to their desk."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import ChangeKind

from .choices import OPEN
from .models import Payable

SAMPLE = 5
BATCH = 200


def find(unit: Any, kind: str) -> Finding:
    rows = Payable.objects.at_desks(orgs.desks_beneath(unit.path)).filter(state__in=OPEN, unit__path__under=unit.path)
    if kind != ChangeKind.MOVE:
        rows = rows.filter(unit=unit)
    numbers = rows.order_by("number").values_list("number", flat=True)[:SAMPLE]
    return Finding(_("未支付的款项"), rows.count(), tuple(numbers))


def carry(change: Any, old_path: str, by: Any) -> None:
    """Lines to the desk of their unit, then open ones of a union that ends to its heir."""
    for unit in orgs.units_of(change):
        _to_desk(unit)
    heir = orgs.heir(change)
    if heir is not None:
        ended = orgs.unit(change.unit_id)
        for row in Payable.objects.at_desks([ended.desk_id]).filter(unit=ended, state__in=OPEN):
            _rewrite([row], heir)


def _to_desk(unit: Any) -> None:
    strays = Payable.objects.filter(unit=unit).exclude(desk_id=unit.desk_id).order_by("pk")
    while lot := list(strays[:BATCH]):
        _rewrite(lot, unit)


@transaction.atomic
def _rewrite(lot: list[Payable], unit: Any) -> None:
    """A row never changes its shard: written anew at the new desk, deleted at the old one."""
    for row in lot:
        row.delete()
        row.unit, row.desk_id = unit, unit.desk_id
    Payable.objects.bulk_create(lot)


PAYABLES = Affected("funds.open", find, carry, order=80)
