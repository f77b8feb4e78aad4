"""Adding up, for boards: how many shares stand where, county by county, then city, then province."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Substr

from unionhall.orgs import queries as orgs

from ..choices import LIVE_ITEMS, LIVE_SHARES, ItemState, ShareState
from ..models import Share, Tally

COUNTED = ("shares", "done", "waiting", "green", "amber", "red")
Key = tuple[int, int, int]  # unit, item, level
Sums = dict[Key, dict[str, int]]


def retally(*, desks: Iterable[int]) -> int:
    """Add up these desks anew, and every desk above them; how many desks. Safe to run again."""
    wanted = {unit.pk: unit for unit in orgs.units(desks).values()}
    for unit in list(wanted.values()):
        wanted |= {one.pk: one for one in orgs.ancestors(unit) if one.pk == one.desk_id}
    for unit in sorted(wanted.values(), key=lambda one: -one.depth):
        _retally_desk(unit)
    return len(wanted)


@transaction.atomic
def _retally_desk(desk: Any) -> None:
    sums: Sums = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    children = {child.path: child for child in orgs.children(desk)}
    for row in _own_rows(desk):
        places = [desk.pk]
        child = children.get(row["place"])
        if child is not None and child.desk_id == desk.pk and child.level < 5:
            places.append(child.pk)
        for place in places:
            _add(sums[place, row["item_id"], row["unit__level"]], row)
    for row in _rows_beneath(desk, children.values()):
        cell = sums[desk.pk, row["item_id"], row["level"]]
        for name in COUNTED:
            cell[name] += row[name]
    here = Tally.objects.at_desks([desk.pk])
    here.filter(item__state__in=(*LIVE_ITEMS, ItemState.DROPPED)).delete()
    here.bulk_create(
        (
            Tally(desk_id=desk.pk, unit_id=unit_id, item_id=item_id, level=level, **cell)
            for (unit_id, item_id, level), cell in sums.items()
        ),
        batch_size=1000,
    )


def _own_rows(desk: Any) -> Iterable[dict[str, Any]]:
    """Shares at this desk, grouped by item, level, light, state and the place right beneath the desk's unit."""
    rows = Share.objects.at_desks([desk.pk]).filter(state__in=LIVE_SHARES, item__state__in=LIVE_ITEMS)
    placed = rows.annotate(place=Substr("unit__path", 1, len(desk.path) + 4))
    grouped = placed.order_by().values("item_id", "unit__level", "light", "state", "place").annotate(n=Count("pk"))
    return cast(Iterable[dict[str, Any]], grouped)


def _rows_beneath(desk: Any, children: Iterable[Any]) -> Iterable[dict[str, Any]]:
    """What the desks right beneath have already added up."""
    below = [child.pk for child in children if child.desk_id == child.pk]
    rows = Tally.objects.at_desks(below).filter(unit_id__in=below, item__state__in=LIVE_ITEMS)
    return rows.values("item_id", "level", *COUNTED)


def _add(cell: dict[str, int], row: dict[str, Any]) -> None:
    cell["shares"] += row["n"]
    cell[row["light"]] += row["n"]
    if row["state"] == ShareState.DONE:
        cell["done"] += row["n"]
    if row["state"] == ShareState.ISSUED:
        cell["waiting"] += row["n"]
