"""What the counting jobs ask: edges over all days, desks by unit, and all units in lots."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..models import Unit, UnitEdge


def edges_of(children: Iterable[int], line: str) -> list[tuple[int, int | None, date, date | None]]:
    """(child, parent, first day, day after the last) of these units on that line, each unit's in order of time."""
    rows = UnitEdge.objects.filter(line=line, child_id__in=list(children)).order_by("child_id", "valid_from")
    return list(rows.values_list("child_id", "parent_id", "valid_from", "valid_to"))


def has_edges_to(units: Iterable[int], line: str) -> set[int]:
    """Those of the units that were ever a parent on that line."""
    return set(UnitEdge.objects.filter(line=line, parent_id__in=list(units)).values_list("parent_id", flat=True))


def desks_of(units: Iterable[int]) -> dict[int, int]:
    """{unit id: desk id} as the tree stands now."""
    ids = sorted(set(units))
    found: dict[int, int] = {}
    for start in range(0, len(ids), 1000):
        found |= dict(Unit.objects.filter(pk__in=ids[start : start + 1000]).values_list("pk", "desk_id"))
    return found


def in_lots(size: int) -> Iterator[list[Unit]]:
    """All units there ever were, in lots in order of their ids: for jobs that look at each of them."""
    last = 0
    while lot := list(Unit.objects.filter(pk__gt=last).order_by("pk")[:size]):
        yield lot
        last = lot[-1].pk


def lots_beneath(unit: Unit, size: int) -> Iterator[list[Unit]]:
    """The unit and all beneath it, in lots in order of the tree."""
    last = ""
    while lot := list(Unit.objects.filter(path__under=unit.path, path__gt=last).order_by("path")[:size]):
        yield lot
        last = lot[-1].path
