"""The tree as it stood on any day, for folding counts: who lies above a unit then, and when that changed."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unionhall.orgs import queries as orgs

LOT = 1000


@dataclass(frozen=True)
class Stretch:
    """From `since` on, a unit stood under `parent` (None: at the root, or nowhere any more)."""

    since: date
    parent: int | None


class Trees:
    """One hierarchy over all days, as far as the units asked about need it; each unit's edges are read once."""

    def __init__(self, line: str) -> None:
        self.line = line
        self._stretches: dict[int, list[Stretch]] = {}
        self._parents: set[int] = set()

    def load(self, units: Iterable[int]) -> "Trees":
        """Read the edges of these units and of everyone who was ever above them; ready for `above`."""
        units = set(units)
        self._parents |= orgs.has_edges_to(units, self.line) if units else set()
        wanted = sorted(units - self._stretches.keys())
        while wanted:
            found: dict[int, list[Stretch]] = defaultdict(list)
            for start in range(0, len(wanted), LOT):
                for child, parent, since, until in orgs.edges_of(wanted[start : start + LOT], self.line):
                    _append(found[child], parent, since, until)
            self._stretches |= {unit: found.get(unit, []) for unit in wanted}
            parents = {s.parent for row in found.values() for s in row if s.parent is not None}
            self._parents |= parents
            wanted = sorted(parents - self._stretches.keys())
        return self

    def parent(self, unit: int, day: date) -> int | None:
        """Whom it stood under that day; before its first day as on its first, after its last as on its last."""
        row = self._stretches[unit]
        if not row:
            return None
        at = max(bisect_right(row, day, key=lambda stretch: stretch.since) - 1, 0)
        ended = at == len(row) - 1 and at > 0 and row[at].parent is None
        return row[at - 1].parent if ended else row[at].parent

    def above(self, unit: int, day: date) -> tuple[int, ...]:
        """The unit and everyone above it that day, itself first."""
        found = [unit]
        while (upper := self.parent(found[-1], day)) is not None and upper not in found:
            found.append(upper)
        return tuple(found)

    def knows(self, unit: int) -> bool:
        """Whether the unit ever stood on this line, as a child or as a parent."""
        return bool(self._stretches.get(unit)) or unit in self._parents

    def move_days(self, after: date) -> list[date]:
        """The days after `after` on which one of the loaded units came to stand under another parent."""
        days = {s.since for row in self._stretches.values() for s in row[1:] if s.parent is not None}
        return sorted(day for day in days if day > after)


def _append(row: list[Stretch], parent: int | None, since: date, until: date | None) -> None:
    if row and row[-1].since == since:
        row.pop()  # the end of the stretch before, on the very day the next begins
    row.append(Stretch(since, parent))
    if until is not None:
        row.append(Stretch(until, None))
