"""Folding deltas into stored counts of the unit and everyone above it, on the tree of the day they happened.

A stock that stood with a unit before it moved is carried to the new ancestors on the day of the move; a flow stays
where it happened. One transaction a batch: a killed run leaves deltas that the next run folds.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from unionhall.kit import clock
from unionhall.kit.db import add_up
from unionhall.kit.figures import Measure, all_counts
from unionhall.kit.ids import take_ids
from unionhall.kit.models import FigureDay, FigureDelta, FigureMonth, Line
from unionhall.orgs import actions as org_actions
from unionhall.orgs import queries as orgs
from unionhall.worklist import actions as worklist

from ..models import ClosedMonth, Settlement
from ..trees import Trees

BATCH = 20_000
Key = tuple[str, str, int, date]  # line, count, unit, day
Change = dict[Key, int]
Delta = tuple[int, int, str, int, date, int]  # id, desk, count, unit, day, n


def settle(*, by: Any, most: int = 1_000_000) -> int:
    """Fold what waits; how many deltas were folded. `by` is the system user on whose duty it runs."""
    folded = 0
    while folded < most:
        n = _settle_batch(by)
        folded += n
        if n < BATCH:
            break
    return folded


@transaction.atomic
def _settle_batch(by: Any) -> int:
    Settlement.objects.get_or_create(pk=1)
    Settlement.objects.select_for_update().get(pk=1)
    _carry_moves(by)
    waiting = FigureDelta.objects.order_by("id").values_list("id", "desk_id", "count", "unit_id", "day", "n")
    deltas: list[Delta] = list(waiting[:BATCH])
    trees = [Trees(line).load(delta[3] for delta in deltas) for line in Line.values]
    change: Change = defaultdict(int)
    for (count, unit, day), n in _grouped(_after_closing(deltas)).items():
        for tree in trees:
            if tree.line == Line.ORGANISATION or tree.knows(unit):
                _spread(change, tree, count, unit, day, n)
    _store(change)
    for desk_id, ids in _by_desk(deltas).items():
        FigureDelta.objects.filter(desk_id=desk_id, id__in=ids).delete()
    Settlement.objects.filter(pk=1).update(settled_at=timezone.now(), rows=F("rows") + len(deltas))
    return len(deltas)


def _after_closing(deltas: Iterable[Delta]) -> list[Delta]:
    """A correction to a closed month counts from today: what was reported stays as it was reported."""
    closed, today = set(ClosedMonth.objects.values_list("month", flat=True)), clock.today()
    return [
        (pk, desk, count, unit, today if day.replace(day=1) in closed else day, n)
        for pk, desk, count, unit, day, n in deltas
    ]


def _grouped(deltas: Iterable[Delta]) -> dict[tuple[str, int, date], int]:
    found: dict[tuple[str, int, date], int] = defaultdict(int)
    for _id, _desk, count, unit, day, n in deltas:
        found[count, unit, day] += n
    return found


def _by_desk(deltas: Iterable[Delta]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for pk, desk, *_rest in deltas:
        found[desk].append(pk)
    return found


def _is_stock(count: str) -> bool:
    declared = all_counts().get(count)
    return declared is not None and declared.measure is Measure.STOCK


def _spread(change: Change, tree: Trees, count: str, unit: int, day: date, n: int) -> None:
    """Add n to everyone above on that day; a stock also follows the unit through its later moves."""
    above = tree.above(unit, day)
    for one in above:
        change[tree.line, count, one, day] += n
    if not _is_stock(count):
        return
    for later in tree.move_days(after=day):
        then = tree.above(unit, later)
        if then != above:
            _shift(change, tree.line, count, set(above), set(then), later, n)
            above = then


def _shift(change: Change, line: str, count: str, old: set[int], new: set[int], day: date, n: int) -> None:
    for one in old - new:
        change[line, count, one, day] -= n
    for one in new - old:
        change[line, count, one, day] += n


def _carry_moves(by: Any) -> None:
    """Carry what is already settled for units that have moved since the last run, day by day."""
    waiting = orgs.edges_to_carry()
    together: dict[tuple[date, str], list[int]] = defaultdict(list)
    for edge in waiting:
        if edge.old_parent_id is not None and edge.new_parent_id is not None:
            together[edge.day, edge.line].append(edge.unit_id)
    for (day, line), units in sorted(together.items()):
        tree = Trees(line).load(units)
        change: Change = defaultdict(int)
        for unit in units:
            _carry(change, tree, unit, units, day)
        _store(change)
    if waiting:
        org_actions.mark_counts_carried(edge_ids=[edge.edge_id for edge in waiting], by=by)


def _carry(change: Change, tree: Trees, unit: int, moved: list[int], day: date) -> None:
    before = day - timedelta(days=1)
    old, new = set(tree.above(unit, before)) - {unit}, set(tree.above(unit, day)) - {unit}
    desks = set(_desks({unit, *old, *new, *moved}).values())  # its rows may still lie at the desk it came from
    nested = [one for one in moved if one != unit and _first_moved_above(tree, one, moved, before) == unit]
    for (count, on), n in _settled(tree.line, unit, day, desks).items():
        inner = sum(_settled(tree.line, one, day, desks).get((count, on), 0) for one in nested)
        if _is_stock(count) or on >= day:
            _shift(change, tree.line, count, old, new, max(on, day), n - inner)


def _first_moved_above(tree: Trees, unit: int, moved: list[int], day: date) -> int | None:
    return next((one for one in tree.above(unit, day)[1:] if one in moved), None)


def _settled(line: str, unit: int, day: date, desks: set[int]) -> dict[tuple[str, date], int]:
    """What is stored for the unit: everything before `day` as one sum the day before, later days one by one."""
    rows = FigureDay.objects.filter(line=line, unit_id=unit, desk_id__in=desks)
    before = rows.filter(day__lt=day).order_by().values("count").annotate(total=Sum("n"))
    found = {(row["count"], day - timedelta(days=1)): int(row["total"]) for row in before}
    found |= {(count, on): n for count, on, n in rows.filter(day__gte=day).values_list("count", "day", "n")}
    return found


def _desks(units: Iterable[int]) -> dict[int, int]:
    return orgs.desks_of(units)


def _store(change: Change) -> None:
    kept = {key: n for key, n in change.items() if n}
    # the one list is told in the same transaction which of its shares stand on what has changed
    worklist.figures_changed({(count, unit) for line, count, unit, _day in kept if line == Line.ORGANISATION})
    desks = _desks({unit for _line, _count, unit, _day in kept})
    days = [
        {"id": pk, "desk_id": desks[unit], "line": line, "count": count, "unit_id": unit, "day": day, "n": n}
        for pk, ((line, count, unit, day), n) in zip(take_ids(len(kept)), kept.items(), strict=True)
    ]
    add_up(FigureDay, ["desk_id", "unit_id", "line", "count", "day"], "n", days)
    months: dict[tuple[str, str, int, date], int] = defaultdict(int)
    for (line, count, unit, day), n in kept.items():
        months[line, count, unit, day.replace(day=1)] += n
    add_up(
        FigureMonth,
        ["desk_id", "unit_id", "line", "count", "month"],
        "n",
        [
            {
                "id": pk,
                "desk_id": desks[unit],
                "line": line,
                "count": count,
                "unit_id": unit,
                "month": month,
                "n": n,
                "frozen": False,
            }
            for pk, ((line, count, unit, month), n) in zip(take_ids(len(months)), months.items(), strict=True)
        ],
    )
