"""What a move, merge or winding-up does to matters: they follow their union's desk; open ones go to the heir."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.affected import Affected, Finding
from unionhall.orgs import queries as orgs
from unionhall.orgs.choices import ChangeKind

from . import queries
from .models import Matter, MatterPaper, Step

BATCH = 100
SAMPLE = 5


def find(unit: Any, kind: str) -> Finding:
    """Open matters beneath; a merge or winding-up gives those of the unit itself to its heir."""
    count, sample = 0, list[str]()
    for model in queries.kinds():
        rows = model.objects.at_desks(orgs.desks_beneath(unit.path)).open()
        rows = rows.filter(unit__path__under=unit.path) if kind == ChangeKind.MOVE else rows.filter(unit=unit)
        count += rows.count()
        sample += list(rows.order_by("number").values_list("number", flat=True)[: SAMPLE - len(sample)])
    return Finding(_("在办的工作（监督、协商、劳动保护等）"), count, tuple(sample))


def carry(change: Any, old_path: str, by: Any) -> None:
    """Rows to the desk their unit belongs to now, then open ones of a union that ends to its heir."""
    heir = orgs.heir(change)
    for model in queries.kinds():
        for unit in orgs.units_of(change):
            _carry_rows(model, model.objects.filter(unit=unit).exclude(desk_id=unit.desk_id), unit, by)
        if heir is not None:
            _carry_rows(model, model.objects.open().filter(unit_id=change.unit_id), heir, by)


def _carry_rows(model: type[Matter], rows: Any, unit: Any, by: Any) -> None:
    while lot := list(rows.order_by("pk")[:BATCH]):
        with transaction.atomic():
            for row in lot:
                _carry_one(model, row, unit)
                audit.record(f"{model.lifecycle.code}.carried", subject=row, by=by, unit=unit, to=unit.pk)


def _carry_one(model: type[Matter], row: Matter, unit: Any) -> None:
    """A row never changes its shard: written anew at the new desk with all that hangs on it, deleted at the old one."""
    before = row.desk_id
    if before != unit.desk_id:
        for table in (Step, MatterPaper, *_parts(model)):
            _rewrite(table, table.objects.at_desks([before]).filter(matter_id=row.pk), unit)
        model.objects.at_desks([before]).filter(pk=row.pk).delete()
        if row.unit_id != unit.pk:  # whoever held it worked for the union that ended
            row.holder_id, row.holder_name = None, ""
        row.desk_id, row.unit = unit.desk_id, unit
        row.save(force_insert=True)
        return
    model.objects.at_desks([before]).filter(pk=row.pk).update(unit=unit, holder_id=None, holder_name="")


def _parts(model: type[Matter]) -> tuple[Any, ...]:
    """The tables whose rows hang on a matter of this kind by `matter_id`, as its class names them."""
    parts: Any = getattr(model, "parts", ())
    return tuple(parts() if callable(parts) else parts)


def _rewrite(table: Any, rows: Any, unit: Any) -> None:
    lot = list(rows)
    rows.delete()
    for row in lot:
        row.desk_id = unit.desk_id
    table.objects.bulk_create(lot)


OPEN_MATTERS = Affected("matters.open", find, carry, order=65)
