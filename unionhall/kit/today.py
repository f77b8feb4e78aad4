"""Lines of the Desk's Today page, declared in rooms' `today.py`: what is due, late or new for this user."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Task:
    """One thing to do today."""

    title: str
    url: str
    due: date | None = None
    late: bool = False
    new: bool = False
    note: str = ""


@dataclass(frozen=True)
class TodayLine:
    """A kind of thing to do: how many there are and the most pressing few; at most two queries."""

    code: str
    title: Any
    needs: tuple[str, ...]
    find: Callable[[Any, int], tuple[int, list[Task]]]  # (user, how many to show) -> (count, the most pressing)
    page: str = ""  # URL name of the whole list
    page_query: str = ""
    icon: str = "file"
    order: int = 100
