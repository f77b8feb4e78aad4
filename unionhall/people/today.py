"""Lines of Today: members whose identity nobody has confirmed yet."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.kit.today import Task, TodayLine, found

from . import queries
from .permissions import People


def _unverified(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.unverified(user)
    tasks = [
        Task(
            title=queries.shown_name(user, row), url=reverse("people:person", args=[row.person_id]), note=str(row.unit)
        )
        for row in rows.order_by("-joined_on", "id")[:most]
    ]
    return found(rows, tasks, most)


UNVERIFIED = TodayLine(
    "people.unverified", _("待核实身份的会员"), (People.EDIT,), _unverified,
    page="people:roll", page_query="verified=no", icon="user-question", order=300,
)  # fmt: skip
