"""Lines of the Desk's Today page, declared in rooms' `today.py`: what is due, late or new for this user."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

MOST_COUNTED = 100  # beyond that the number tells nobody what to do today, and counting on would cost by the row


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


def found(rows: QuerySet, tasks: list[Task], most: int) -> tuple[int, list[Task]]:
    """How many rows there are, up to MOST_COUNTED, and the first `most` of them; counted only when there are more."""
    return (rows[:MOST_COUNTED].count() if len(tasks) == most else len(tasks)), tasks
