"""The Today page: what every room's `today.py` finds for this user, late first, then due, then new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit import clock
from unionhall.kit.discover import declared
from unionhall.kit.templatetags.hall import link_to, short_day
from unionhall.kit.today import MOST_COUNTED, Task, TodayLine

AT_ONCE = 3  # kinds asked for in one request: each costs up to two queries, and a page twelve at most
LAST = 3  # ranks after late, due and new
SOON = timedelta(days=3)  # marked as due; a weekend may lie between
EACH = 5  # the most pressing of a kind


@dataclass
class Row:
    """A task ready to print."""

    title: str
    url: str
    note: str
    tone: str
    mark: str


@dataclass
class Card:
    """One kind of thing to do, with its most pressing few."""

    title: Any
    icon: str
    count: int
    rows: list[Row]
    url: str
    rank: tuple[Any, ...]

    @property
    def place(self) -> str:
        """The rank as text that sorts: cards asked for later are put where they belong among those on the page."""
        pressing, day = (*self.rank, 0)[:2]
        return f"{pressing}-{day:07d}"

    @property
    def countless(self) -> bool:
        """Nobody counted on: there are at least so many."""
        return self.count >= MOST_COUNTED

    @property
    def more(self) -> int:
        return 0 if self.countless else max(self.count - len(self.rows), 0)


@cache
def _lines() -> tuple[TodayLine, ...]:
    return tuple(sorted(declared("today", TodayLine), key=lambda line: line.order))


def cards(user: Any, may: Mapping[str, int], *, start: int) -> tuple[list[Card], int | None]:
    """The cards of the next few kinds, and from where to go on; None when there is no more."""
    lines = [line for line in _lines() if not may.keys().isdisjoint(line.needs)]
    now, stop = lines[start : start + AT_ONCE], start + AT_ONCE
    found = [card for line in now if (card := _card(user, line)).count]
    found.sort(key=lambda card: card.rank)
    return found, stop if stop < len(lines) else None


def _card(user: Any, line: TodayLine) -> Card:
    count, tasks = line.find(user, EACH)
    url = link_to(line.page) if line.page else ""
    if url and line.page_query:
        url = f"{url}?{line.page_query}"
    tasks = sorted(tasks, key=_pressing)
    rank = _pressing(tasks[0]) if tasks else (LAST,)
    return Card(line.title, line.icon, count, [_row(task) for task in tasks], url, rank)


def _row(task: Task) -> Row:
    today = clock.today()
    if task.late and task.due and task.due >= today:
        tone, mark = "late", _("%(day)s到期，进度滞后") % {"day": short_day(task.due)}
    elif task.late:
        tone, mark = "late", _("%(day)s到期，已逾期") % {"day": short_day(task.due)} if task.due else _("逾期")
    elif task.due:
        soon = task.due <= today
        tone = "due" if task.due <= today + SOON else "neutral"
        mark = _("今天到期") if soon else _("%(day)s到期") % {"day": short_day(task.due)}
    else:
        tone, mark = ("info", _("新")) if task.new else ("neutral", "")
    return Row(task.title, task.url, task.note, tone, mark)


def _pressing(task: Task) -> tuple[Any, ...]:
    """Late, then due (the earliest first), then new."""
    return (0 if task.late else 1 if task.due else 2, task.due.toordinal() if task.due else 0, task.title)
