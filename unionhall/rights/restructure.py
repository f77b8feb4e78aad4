"""What a move, merge or winding-up touches in this room: agreements to ask about, groups, rosters, open assignments."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import ChangeKind

from .choices import GroupState, PromiseState
from .models import Assignment, AuthorityReport, DeskRecord, Group, Lawyer, Promise, Recovery

BATCH = 200
SAMPLE = 5
CARRIED = (Promise, Recovery, Lawyer, Assignment, DeskRecord)
STAYING = (Group, AuthorityReport)  # at the desk their number names
OPEN: dict[Any, dict[str, Any]] = {
    Promise: {"state": PromiseState.WAITING},
    Group: {"state": GroupState.OPEN},
    AuthorityReport: {"told_at": None, "dropped_on": None},
    Lawyer: {},
    Assignment: {"ended_on": None},
}


def find(unit: Any, kind: str) -> Finding:
    """What is open beneath; of a merge or winding-up only what the unit itself has, for its heir."""
    numbers: list[str] = []
    count = 0
    for model, wanted in OPEN.items():
        rows = model.objects.at_desks(orgs.desks_beneath(unit.path)).filter(unit__path__under=unit.path, **wanted)
        if kind != ChangeKind.MOVE:
            rows = rows.filter(unit=unit)
        count += rows.count()
        if model is not Lawyer:
            numbers += rows.order_by("number").values_list("number", flat=True)[:SAMPLE]
    return Finding(_("调解协议、集体争议、援助律师"), count, tuple(numbers[:SAMPLE]))


def carry(change: Any, old_path: str, by: Any) -> None:
    """Rows to the desk of their unit; then what is open of a union that ends to its heir."""
    for unit in orgs.units_of(change):
        for model in CARRIED:
            _to_desk(model, unit)
    heir = orgs.heir(change)
    if heir is not None:
        ended = orgs.unit(change.unit_id)
        for model, wanted in OPEN.items():
            rows = model.objects.filter(unit=ended, **wanted)
            while lot := list(rows.order_by("pk")[:BATCH]):
                _rewrite(model, lot, heir)


def _to_desk(model: Any, unit: Any) -> None:
    strays = model.objects.filter(unit=unit).exclude(desk_id=unit.desk_id).order_by("pk")
    while lot := list(strays[:BATCH]):
        _rewrite(model, lot, unit)


@transaction.atomic
def _rewrite(model: Any, lot: list[Any], unit: Any) -> None:
    """A row never changes its shard: written anew at the new desk; what its number finds stays where that names."""
    for row in lot:
        if model in STAYING:
            model.objects.at_desks([row.desk_id]).filter(pk=row.pk).update(unit=unit)
            continue
        row.delete()
        row.unit, row.desk_id = unit, unit.desk_id
        row.save(force_insert=True)


OPEN_WORK = Affected("rights.open", find, carry, order=62)
