"""An accident's legal steps as they stand today: what is due, what was kept, what fell away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils import timezone

from ..models import Accident, AccidentStep, Casualties
from .accidents import steps_of_accident

HIT = ("deaths", "serious", "light", "missing")


@dataclass(frozen=True)
class StepNow:
    """A step and its standing; `done` is empty again when the numbers changed after it was taken."""

    row: AccidentStep
    done: datetime | None
    at_once: bool  # 立即: the regulation counts no minutes, so no moment is called late
    needed: bool  # casualties are reported again only when they changed
    late: bool

    @property
    def is_over(self) -> bool:
        """Its last day has passed."""
        return self.row.due_on is not None and self.row.due_on < timezone.localdate()


def steps_now(accident: Accident, changes: Iterable[Casualties]) -> list[StepNow]:
    """In the order of the chain; `changes` are the accident's numbers, newest first (`casualties_of`)."""
    changed = _changed_at(changes)
    return [_now(accident, row, changed) for row in steps_of_accident(accident)]


def _now(accident: Accident, row: AccidentStep, changed: datetime | None) -> StepNow:
    again = row.code == "again"
    done = None if again and changed and row.done_at and row.done_at < changed else row.done_at
    at_once = row.code == "head" or (row.code.startswith("union-") and row.due_at == accident.union_told_at)
    needed = not again or changed is not None or done is not None
    late = needed and not at_once and not accident.is_void and _late(row, done or timezone.now())
    return StepNow(row, done, at_once, needed, late)


def _late(row: AccidentStep, at: datetime) -> bool:
    if row.due_at is not None:
        return at > row.due_at
    return row.due_on is not None and timezone.localdate(at) > row.due_on


def _changed_at(changes: Iterable[Casualties]) -> datetime | None:
    """When those hit last became more or fewer inside the window; None if they never did."""
    rows = list(changes)
    for after, before in pairwise(rows):
        if after.within and not after.voids and any(getattr(after, one) != getattr(before, one) for one in HIT):
            return after.at
    return None
