"""What bargaining, congresses and disclosure ask of a person today."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.today import Task, TodayLine, found
from unionhall.matters import today as matters

from . import queries
from .models import Motion, Round
from .permissions import Bargaining


def _counted(rows: Any, tasks: list[Task], most: int) -> tuple[int, list[Task]]:
    return found(rows, tasks, most)


def ending(user: Any, most: int) -> tuple[int, list[Task]]:
    """Contracts whose renewal is due."""
    rows, today = queries.ending_soon(user), timezone.localdate()
    tasks = [
        Task(
            title=row.title, url=reverse("bargaining:agreement", args=[row.number]), due=row.term_to,
            late=row.term_to < today, note=str(row.unit),
        )
        for row in rows[:most]
    ]  # fmt: skip
    return _counted(rows, tasks, most)


def to_disclose(user: Any, most: int) -> tuple[int, list[Task]]:
    rows, today = queries.to_disclose(user), timezone.localdate()
    tasks = [
        Task(
            title=row.title, url=reverse("bargaining:disclosure", args=[row.unit.code, row.pk]), due=row.due_on,
            late=row.due_on < today, note=str(row.employer),
        )
        for row in rows[:most]
    ]  # fmt: skip
    return _counted(rows, tasks, most)


def to_answer(user: Any, most: int) -> tuple[int, list[Task]]:
    """Opinions on what was disclosed."""
    rows, today = queries.feedback_to_answer(user), timezone.localdate()
    tasks = [
        Task(
            title=row.words[:40], url=reverse("bargaining:feedback-answer", args=[row.unit.code, row.pk]),
            due=row.due_on, late=row.due_on < today, note=str(row.unit),
        )
        for row in rows[:most]
    ]  # fmt: skip
    return _counted(rows, tasks, most)


def to_call(user: Any, most: int) -> tuple[int, list[Task]]:
    """Congresses whose term ends, or that have not met this year."""
    rows, today = queries.congresses_to_call(user), timezone.localdate()
    tasks = [
        Task(
            title=row.title, url=reverse("bargaining:congress", args=[row.unit.code, row.pk]),
            due=min(row.until, today.replace(month=12, day=31)), late=row.until < today, note=str(row.unit),
        )
        for row in rows[:most]
    ]  # fmt: skip
    return _counted(rows, tasks, most)


def to_report(user: Any, most: int) -> tuple[int, list[Task]]:
    """Sessions held and not yet reported to the union above."""
    rows, today = queries.sessions_to_report(user), timezone.localdate()
    tasks = [
        Task(
            title=str(_("职代会第%(n)d次会议待上报")) % {"n": row.number},
            url=reverse("bargaining:session", args=[row.unit.code, row.pk]), due=row.report_by,
            late=bool(row.report_by and row.report_by < today), note=str(row.unit),
        )
        for row in rows[:most]
    ]  # fmt: skip
    return _counted(rows, tasks, most)


LINES = [
    matters.line(
        Round, "bargaining.rounds", _("集体协商到期的步骤"), icon="scale", order=410, needs=(Bargaining.WORK,),
        page="bargaining:rounds", page_query="state=due",
    ),
    TodayLine(
        "bargaining.ending", _("集体合同该续签了"), (Bargaining.WORK,), ending, page="bargaining:agreements",
        page_query="state=ending", icon="books", order=412,
    ),
    matters.line(
        Motion, "bargaining.motions", _("职工提案到期的步骤"), icon="pencil", order=414, needs=(Bargaining.CONGRESS,),
        page="bargaining:motions", page_query="state=due",
    ),
    TodayLine(
        "bargaining.congresses", _("职代会今年未召开或将届满"), (Bargaining.CONGRESS,), to_call,
        page="bargaining:congresses", icon="users-group", order=415,
    ),
    TodayLine(
        "bargaining.sessions", _("职代会待上报"), (Bargaining.CONGRESS,), to_report, icon="users-group", order=415,
    ),
    TodayLine(
        "bargaining.disclosures", _("厂务公开到期的事项"), (Bargaining.DISCLOSE,), to_disclose,
        page="bargaining:disclosures", page_query="state=open", icon="speakerphone", order=416,
    ),
    TodayLine(
        "bargaining.feedback", _("待答复的公开意见"), (Bargaining.DISCLOSE,), to_answer, icon="messages", order=418,
    ),
]  # fmt: skip
