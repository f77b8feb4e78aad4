"""Lines of Today: agreements whose day has come, lawyers whose certificate runs out."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.cases.permissions import Cases
from unionhall.kit import text
from unionhall.kit.money import yuan
from unionhall.kit.today import Task, TodayLine, found

from . import queries
from .permissions import Rights


def _of_others(user: Any, rows: Any) -> Any:
    """回避: nobody is asked to do what they would be refused as their own (decision 17)."""
    return rows.exclude(person_id=user.pk)


def _promises(user: Any, most: int) -> tuple[int, list[Task]]:
    rows, today = _of_others(user, queries.promises(user, "due", needs=Cases.WORK)), timezone.localdate()
    tasks = [
        Task(
            title=f"{row.what} · {yuan(row.amount)}" if row.amount else row.what,
            url=reverse("rights:promise", args=[row.number, row.place_no]),
            due=row.check_on,
            late=row.check_on < today,
            note=row.respondent,
        )
        for row in rows.order_by("check_on", "pk")[:most]
    ]
    return found(rows, tasks, most)


def _reports(user: Any, most: int) -> tuple[int, list[Task]]:
    rows, now = _of_others(user, queries.reports(user, needs=Cases.WORK)), timezone.now()
    tasks = [
        Task(
            title=f"{row.title} · {row.wanted or row.get_grounds_display()}",
            url=reverse("rights:report", args=[row.number, row.place_no]),
            due=timezone.localdate(row.due_at),
            late=row.due_at < now,
            note=text.moment(row.due_at),
        )
        for row in rows.order_by("due_at", "pk")[:most]
    ]
    return found(rows, tasks, most)


def _certificates(user: Any, most: int) -> tuple[int, list[Task]]:
    rows, today = queries.certificates_ending(user), timezone.localdate()
    tasks = [
        Task(
            title=f"{row.name} · {row.firm}",
            url=reverse("rights:lawyer", args=[row.pk]),
            due=row.certified_until,
            late=row.certified_until < today,
            note=str(row.unit),
        )
        for row in rows.order_by("certified_until", "pk")[:most]
    ]
    return found(rows, tasks, most)


LINES = [
    TodayLine(
        "rights.reports", _("待报告主管部门"), (Cases.WORK,), _reports, page="rights:reports", icon="alert-triangle",
        order=4,
    ),
    TodayLine(
        "rights.promises", _("调解协议待核实履行"), (Cases.WORK,), _promises, page="rights:promises",
        page_query="state=due", icon="clipboard-check", order=52,
    ),
    TodayLine(
        "rights.certificates", _("援助律师执业证将到期"), (Rights.LAWYER_EDIT,), _certificates, page="rights:lawyers",
        icon="briefcase", order=90,
    ),
]  # fmt: skip
