"""Settling what was counted while the province was written: whole counts at once, on the tree of each day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from unionhall.indicators.models import Settlement
from unionhall.kit.figures import Measure, all_counts
from unionhall.kit.models import FigureDay, FigureDelta, FigureMonth, Line
from unionhall.orgs.models import Unit, UnitEdge

from .plan import Plan
from .writing import put

BASE = 10**15
LOT = 20_000
Cells = dict[tuple[int, date], int]


class Chains:
    """Who lies above a unit: on the line of organisation by its path, with the few moves; on the other by its guide."""

    def __init__(self) -> None:
        rows = list(Unit.objects.order_by("id").values_list("id", "path", "desk_id", "industry_parent_id").iterator())
        self.desks = {pk: desk for pk, _path, desk, _guide in rows}
        self._paths = {pk: path for pk, path, _desk, _guide in rows}
        self._ids = {path: pk for pk, path, _desk, _guide in rows}
        self._guides = {pk: guide for pk, _path, _desk, guide in rows if guide}
        self._leaders = set(self._guides.values())
        edges = UnitEdge.objects.filter(line=Line.ORGANISATION).exclude(valid_to=None)
        self._moves = {
            child: (day, old) for child, day, old in edges.values_list("child_id", "valid_to", "parent_id") if day
        }

    def above(self, unit: int) -> list[int]:
        path = self._paths[unit]
        return [self._ids[path[:end]] for end in range(len(path), 0, -4)]

    def before_move(self, unit: int) -> tuple[date, list[int]] | None:
        """The day the unit moved, and who lay above it until then."""
        found = self._moves.get(unit)
        return (found[0], [unit, *self.above(found[1])]) if found else None

    def guided(self, unit: int) -> list[int]:
        """The unit and who guides it; nobody if it stands on no industry line."""
        if unit not in self._guides and unit not in self._leaders:
            return []
        found = [unit]
        while (upper := self._guides.get(found[-1])) is not None and upper not in found:
            found.append(upper)
        return found


def settle(plan: Plan, code: str, chains: Chains) -> dict[str, int]:
    """Fold the waiting deltas of one count into days and months; in the caller's transaction."""
    waiting = FigureDelta.objects.filter(count=code)
    summed = waiting.order_by().values_list("unit_id", "day").annotate(total=Sum("n"))
    grouped = summed.values_list("unit_id", "day", "total")
    declared = all_counts().get(code)
    is_stock = declared is not None and declared.measure is Measure.STOCK
    lines: dict[str, Cells] = {Line.ORGANISATION: defaultdict(int), Line.INDUSTRY: defaultdict(int)}
    for unit, day, n in grouped.iterator(chunk_size=10_000):
        _spread(lines[Line.ORGANISATION], chains, unit, day, n, is_stock)
        for one in chains.guided(unit):
            lines[Line.INDUSTRY][one, day] += n
    base = BASE + sorted({*all_counts(), code}).index(code) * 10**9
    written = 0
    for place, (line, cells) in enumerate(lines.items()):
        written += _write(base + place * 10**8, line, code, cells, chains)
    gone = waiting.count()
    waiting.delete()
    Settlement.objects.get_or_create(pk=1)
    Settlement.objects.filter(pk=1).update(settled_at=timezone.now())
    return {"deltas": gone, "cells": written}


def _spread(cells: Cells, chains: Chains, unit: int, day: date, n: int, is_stock: bool) -> None:
    moved = chains.before_move(unit)
    now = chains.above(unit)
    if moved is None or day >= moved[0]:
        for one in now:
            cells[one, day] += n
        return
    moved_on, then = moved
    for one in then:
        cells[one, day] += n
    if is_stock:
        for one in set(then) - set(now):
            cells[one, moved_on] -= n
        for one in set(now) - set(then):
            cells[one, moved_on] += n


def _write(base: int, line: str, code: str, cells: Cells, chains: Chains) -> int:
    months: Cells = defaultdict(int)
    for (unit, day), n in cells.items():
        months[unit, day.replace(day=1)] += n
    days = 0
    for model, column, kept in ((FigureDay, "day", cells), (FigureMonth, "month", months)):
        rows = _rows(base, line, code, column, kept, chains)
        while lot := list(islice(rows, LOT)):
            days += put(model, lot)
    return days


def _rows(base: int, line: str, code: str, column: str, cells: Cells, chains: Chains) -> Iterator[dict[str, Any]]:
    number = 0
    for (unit, day), n in cells.items():
        if n:
            number += 1
            desk, line = chains.desks[unit], str(line)
            yield {
                "id": base + number,
                "desk_id": desk,
                "line": line,
                "count": code,
                "unit_id": unit,
                column: day,
                "n": n,
            }
