"""Lines of Today: members whose identity nobody has confirmed yet."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
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


def _lapsing(user: Any, most: int) -> tuple[int, list[Task]]:
    rows, today = queries.lapsing(user), timezone.localdate()
    tasks = []
    for row in rows[:most]:
        due = queries.deemed_from(row.unit, row.lapsing_since or today)
        tasks.append(
            Task(
                title=queries.shown_name(user, row), url=reverse("people:person", args=[row.person_id]), due=due,
                late=due <= today, note=str(row.unit),
            )
        )  # fmt: skip
    return found(rows, tasks, most)


def _expulsions(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.expulsions_to_file(user).order_by("decided_on", "id")
    tasks = [
        Task(title=one.decision_no, url=reverse("people:expulsions"), new=True, note=str(one.unit))
        for one in rows[:most]
    ]
    return found(rows, tasks, most)


LAPSING = TodayLine(
    "people.lapsing", _("久未缴费、待劝导的会员"), (People.ADMIT,), _lapsing,
    page="people:roll", page_query="lapsing=on", icon="user-question", order=301,
)  # fmt: skip
EXPULSIONS = TodayLine(
    "people.expulsions", _("待备案的开除会籍"), (People.ADMIT,), _expulsions, page="people:expulsions",
    icon="clipboard-check", order=302,
)  # fmt: skip
UNVERIFIED = TodayLine(
    "people.unverified", _("待核实身份的会员"), (People.EDIT,), _unverified,
    page="people:roll", page_query="verified=no", icon="user-question", order=300,
)  # fmt: skip
