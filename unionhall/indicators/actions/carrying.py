"""Taking stored counts along to another county desk: their shard column cannot be changed, so they are written anew."""

from typing import Any

from django.db import models, transaction

from unionhall.audit import actions as audit
from unionhall.kit.db import add_up
from unionhall.kit.ids import take_ids
from unionhall.kit.models import FigureDay, FigureDelta, FigureMonth
from unionhall.orgs import queries as orgs

KEYS = {FigureDay: ("line", "count", "day"), FigureMonth: ("line", "count", "month")}


def carry_counts(*, unit: Any, by: Any) -> int:
    """Bring the counts of the unit and all beneath it to the desks they belong to now; how many rows were moved.

    One transaction a unit, and nothing left to do the second time.
    """
    moved = 0
    for lot in orgs.lots_beneath(unit, 500):
        for one in lot:
            moved += _carry_one(one)
    if moved:
        audit.record("indicators.counts.carried", unit=unit, by=by, rows=moved)
    return moved


@transaction.atomic
def _carry_one(unit: Any) -> int:
    moved = 0
    for model, key in KEYS.items():
        rows = list(_elsewhere(model, unit).values(*key, "n", *(["frozen"] if model is FigureMonth else [])))
        new = [row | {"id": pk, "desk_id": unit.desk_id, "unit_id": unit.pk} for row, pk in _numbered(rows)]
        add_up(model, ["desk_id", "unit_id", *key], "n", new)
        _elsewhere(model, unit).delete()
        moved += len(rows)
    waiting = list(_elsewhere(FigureDelta, unit).values("count", "day", "n"))
    FigureDelta.objects.bulk_create(FigureDelta(desk_id=unit.desk_id, unit_id=unit.pk, **row) for row in waiting)
    _elsewhere(FigureDelta, unit).delete()
    return moved + len(waiting)


def _elsewhere(model: type[models.Model], unit: Any) -> models.QuerySet:
    return model._default_manager.filter(unit_id=unit.pk).exclude(desk_id=unit.desk_id)


def _numbered(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    return list(zip(rows, take_ids(len(rows)), strict=True))
