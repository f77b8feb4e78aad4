"""What a move, merge or winding-up of a unit touches in a room, declared in the room's `restructure.py`.

The dry run counts, the change carries; both see the same declaration, so nothing is carried that was not counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """How many rows of one sort a change would touch, and a few of them by number or title."""

    label: Any
    count: int
    sample: tuple[str, ...] = ()


@dataclass(frozen=True)
class Affected:
    """`find(unit, kind)` counts rows in the subtree of `unit`; `carry(change, old_path, by)` rewrites them in batches.

    `carry` runs in the background after the tree has changed and must be safe to run again: it gives rows standing
    with units of the subtree their new unit (merge, wind-up) and their new county, city and desk (all three kinds).
    """

    code: str
    find: Callable[..., Finding]
    carry: Callable[..., None]
    order: int = 100
