"""What a move, merge or winding-up touches here beside the matters: inspectors, victims, what stands overdue."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import ChangeKind

from .actions.overdue import carry_overdue
from .models import FollowUp, Inspector, Overdue, Victim

BATCH = 200
SAMPLE = 5
PLACED = (Inspector, Victim, FollowUp, Overdue)


def find(unit: Any, kind: str) -> Finding:
    """Inspectors in office beneath; a merge or winding-up gives those of the unit itself to its heir."""
    rows = Inspector.objects.at_desks(orgs.desks_beneath(unit.path)).filter(ended_on=None)
    rows = rows.filter(unit__path__under=unit.path) if kind == ChangeKind.MOVE else rows.filter(unit=unit)
    return Finding(
        _("劳动保护检查员"), rows.count(), tuple(rows.order_by("name").values_list("name", flat=True)[:SAMPLE])
    )


def carry(change: Any, old_path: str, by: Any) -> None:
    """Rows to the desk their unit belongs to now; of a union that ends, to its heir."""
    heir = orgs.heir(change)
    for unit in orgs.units_of(change):
        for model in PLACED:
            _to_desk(model, model.objects.filter(unit=unit).exclude(desk_id=unit.desk_id), unit)
    if heir is None:
        return
    _carry_counts(change, heir, by)
    _to_desk(Inspector, Inspector.objects.filter(unit_id=change.unit_id, ended_on=None), heir, unit=heir)
    _to_desk(FollowUp, FollowUp.objects.filter(unit_id=change.unit_id, done_on=None), heir, unit=heir)
    _to_desk(Victim, Victim.objects.filter(unit_id=change.unit_id, claimed_on=None), heir, unit=heir)


def _to_desk(model: Any, rows: Any, unit: Any, /, **values: Any) -> None:
    """A row never changes its shard: written anew at the new desk, deleted at the old one."""
    while lot := list(rows.order_by("pk")[:BATCH]):
        with transaction.atomic():
            for desk_id in {row.desk_id for row in lot}:
                model.objects.at_desks([desk_id]).filter(pk__in=[row.pk for row in lot]).delete()
            for row in lot:
                row.desk_id = unit.desk_id
                for name, value in values.items():
                    setattr(row, name, value)
            model.objects.bulk_create(lot)


def _carry_counts(change: Any, heir: Any, by: Any) -> None:
    """What stood overdue at the union that ends stands from today with its heir."""
    while lot := list(Overdue.objects.filter(unit_id=change.unit_id, until=None).order_by("pk")[:BATCH]):
        for row in lot:
            with transaction.atomic():
                carry_overdue(row, heir, by=by)


INSPECTORS = Affected("safety.inspectors", find, carry, order=66)
