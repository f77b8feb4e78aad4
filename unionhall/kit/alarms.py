"""Days that come near by themselves, and who is told. Rooms beneath `channels` declare theirs in `alarms.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from .discover import declared


@dataclass(frozen=True)
class Told:
    """Everyone who holds the permission exactly at the unit is told this; the same key is told once."""

    unit: Any
    permission: str
    title: str
    words: str
    link: str
    key: str


@dataclass(frozen=True, eq=False)
class Alarm:
    """`due()` finds rows whose alarm nobody has noted yet; `note(row, by=…)` notes it and says what is told.

    `note` runs in the transaction that tells; it gives None where the row was noted or changed meanwhile.
    """

    code: str
    due: Callable[[], Iterable[Any]]
    note: Callable[..., Told | None]


@cache
def all_alarms() -> list[Alarm]:
    return declared("alarms", Alarm)
