"""What bargaining, congresses and disclosure ask of a person today."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit.today import Task, TodayLine, found
from unionhall.matters import today as matters

from . import queries
from .models import Motion, Round
from .permissions import Bargaining

Find = Callable[[Any, int], tuple[int, list[Task]]]


def _of(
    rows_of: Callable[[Any], QuerySet[Any]],
    title: Callable[[Any], Any],
    due: str | Callable[[Any], date],
    page: str,
    at: Callable[[Any], list[Any]],
    note: str = "unit",
) -> Find:
    """A line over rows: what each is called, by when (a column, or worked out), which page shows it."""

    def find(user: Any, most: int) -> tuple[int, list[Task]]:
        rows, today = rows_of(user), timezone.localdate()
        tasks = []
        for row in rows[:most]:
            day = due(row) if callable(due) else getattr(row, due)
            tasks.append(
                Task(
                    title=str(title(row)),
                    url=reverse(page, args=at(row)),
                    due=day,
                    late=bool(day and day < today),
                    note=str(getattr(row, note)),
                )
            )
        return found(rows, tasks, most)

    return find


def _title(row: Any) -> str:
    return str(row.title)


def _by_number(row: Any) -> list[Any]:
    return [row.number]


def _by_place(row: Any) -> list[Any]:
    return [row.unit.code, row.pk]


def _this_year(row: Any) -> date:
    """A congress meets before its term ends, and once a year."""
    return min(row.until, timezone.localdate().replace(month=12, day=31))


def _session_words(row: Any) -> str:
    return _("职代会第%(n)d次会议待上报") % {"n": row.number}


ending = _of(queries.ending_soon, _title, "term_to", "bargaining:agreement", _by_number)
to_report_on = _of(queries.reports_due, _title, "report_by", "bargaining:agreement", _by_number)
to_call = _of(queries.congresses_to_call, _title, _this_year, "bargaining:congress", _by_place)
to_elect = _of(queries.directors_ending, str, "until", "bargaining:director", _by_place, note="employer")
to_report = _of(queries.sessions_to_report, _session_words, "report_by", "bargaining:session", _by_place)
to_confirm = _of(queries.heads_to_confirm, lambda row: row.about, "sat", "bargaining:heads-confirm", _by_place)
to_disclose = _of(queries.to_disclose, _title, "due_on", "bargaining:disclosure", _by_place, note="employer")
to_answer = _of(
    queries.feedback_to_answer, lambda row: row.words[:40], "due_on", "bargaining:feedback-answer", _by_place
)

LINES = [
    matters.line(
        Round, "bargaining.rounds", gettext_lazy("集体协商到期的步骤"), icon="scale", order=410,
        needs=(Bargaining.WORK,), page="bargaining:rounds", page_query="state=due",
    ),
    TodayLine(
        "bargaining.ending", gettext_lazy("集体合同该续签了"), (Bargaining.WORK,), ending, page="bargaining:agreements",
        page_query="state=ending", icon="books", order=412,
    ),
    TodayLine(
        "bargaining.reports", gettext_lazy("集体合同该报告履行情况了"), (Bargaining.WORK,), to_report_on,
        page="bargaining:agreements", page_query="state=to-report", icon="books", order=413,
    ),
    matters.line(
        Motion, "bargaining.motions", gettext_lazy("职工提案到期的步骤"), icon="pencil", order=414,
        needs=(Bargaining.CONGRESS,), page="bargaining:motions", page_query="state=due",
    ),
    TodayLine(
        "bargaining.congresses", gettext_lazy("职代会今年未召开或将届满"), (Bargaining.CONGRESS,), to_call,
        page="bargaining:congresses", icon="users-group", order=415,
    ),
    TodayLine(
        "bargaining.directors", gettext_lazy("职工董事、职工监事任期将满"), (Bargaining.CONGRESS,), to_elect,
        page="bargaining:directors", page_query="state=ending", icon="user-check", order=415,
    ),
    TodayLine(
        "bargaining.sessions", gettext_lazy("职代会待上报"), (Bargaining.CONGRESS,), to_report, icon="users-group",
        order=415,
    ),
    TodayLine(
        "bargaining.heads", gettext_lazy("联席会议的处理待职代会确认"), (Bargaining.CONGRESS,), to_confirm,
        icon="users-group", order=415,
    ),
    TodayLine(
        "bargaining.disclosures", gettext_lazy("厂务公开到期的事项"), (Bargaining.DISCLOSE,), to_disclose,
        page="bargaining:disclosures", page_query="state=open", icon="speakerphone", order=416,
    ),
    TodayLine(
        "bargaining.feedback", gettext_lazy("待答复的公开意见"), (Bargaining.DISCLOSE,), to_answer, icon="messages",
        order=418,
    ),
]  # fmt: skip
