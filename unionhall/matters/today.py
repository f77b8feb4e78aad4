"""Lines of Today for matters, made by the rooms that have them."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from unionhall.kit.today import Task, TodayLine, found

from . import queries
from .models import Matter

AHEAD = 2  # days


def line(
    model: type[Matter],
    code: str,
    title: Any,
    *,
    icon: str,
    order: int,
    needs: tuple[str, ...] = (),
    where: Q | None = None,
    page: str = "",
    page_query: str = "",
) -> TodayLine:
    """What is late or due within two days of this model, or the open rows that fit `where`; at most two queries."""
    needs = needs or (model.lifecycle.view,)

    def find(user: Any, most: int) -> tuple[int, list[Task]]:
        today = timezone.localdate()
        soon = Q(due_on__lte=today + timedelta(days=AHEAD)) if where is None else where
        rows = model.objects.visible_to(user, needs[0]).open().filter(soon).select_related("unit")
        tasks = [_task(row) for row in rows.order_by("due_on", "pk")[:most]]
        return found(rows, tasks, most)

    return TodayLine(code, title, needs, find, page=page, page_query=page_query, icon=icon, order=order)


def _task(row: Matter) -> Task:
    return Task(
        title=row.title,
        url=reverse(row.lifecycle.page, args=[row.number]),
        due=row.due_on,
        late=queries.is_late(row),
        note=f"{row.unit} · {row.stage.title}",
    )
