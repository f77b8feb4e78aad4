"""Which unit answers for a person without a role: declared once, by the room that knows people, in `belonging.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .discover import declared


@dataclass(frozen=True)
class Belonging:
    """`find(person_id)` gives (the unit, the name in the register), each None if there is none."""

    find: Callable[[int], tuple[Any, str | None]]


def belongs_to(person_id: int) -> tuple[Any, str | None]:
    """(the unit that answers for this person, their name); (None, None) for who stands in no register."""
    return next((one.find(person_id) for one in declared("belonging", Belonging)), (None, None))
