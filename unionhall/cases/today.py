"""Lines of Today: what is late, due, new, answered, to be decided, and who comes."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit import text
from unionhall.kit.today import Task, TodayLine, found

from . import queries
from .models import DeskCase
from .permissions import Cases
from .queries import CaseFilter


def _line(
    state: str, note: Callable[[DeskCase], str] | None = None, by: str = "next_due_on"
) -> Callable[[Any, int], tuple[int, list[Task]]]:
    """The most pressing by the day the line is about, so that an index gives them in order."""

    def find(user: Any, most: int) -> tuple[int, list[Task]]:
        rows = queries.desk_cases(user, CaseFilter(state=state))
        today = timezone.localdate()
        tasks = [_task(row, today, state, note) for row in rows.order_by(by, "id")[:most]]
        return found(rows, tasks, most)

    return find


def _task(row: DeskCase, today: Any, state: str, note: Callable[[DeskCase], str] | None) -> Task:
    return Task(
        title=f"{row.title} · {row.who}",
        url=reverse("cases:detail", args=[row.number]),
        due=row.next_due_on,
        late=row.status == "open" and row.next_due_on < today,
        new=state == "new",
        note=note(row) if note else str(row.unit),
    )


def _when(row: DeskCase) -> str:
    return text.moment(row.appointment_at) if row.appointment_at else ""


def _today_line(code: str, title: Any, icon: str, order: int, **more: Any) -> TodayLine:
    needs = more.pop("needs", (Cases.VIEW,))
    find = _line(code, more.pop("note", None), more.pop("by", "next_due_on"))
    return TodayLine(
        f"cases.{code}", title, needs, find, page="cases:list", page_query=f"state={code}", icon=icon, order=order
    )


def _bad_ratings(state: str, day: str) -> Callable[[Any, int], tuple[int, list[Task]]]:
    def find(user: Any, most: int) -> tuple[int, list[Task]]:
        rows, today = queries.bad_ratings(user, state), timezone.localdate()
        tasks = [
            Task(
                title=f"{row.title} · {row.stars}★",
                url=reverse("cases:bad-rating", args=[row.number, row.closing]),
                due=getattr(row, day),
                late=getattr(row, day) < today,
                note=str(row.unit),
            )
            for row in rows.order_by(day, "id")[:most]
        ]
        return found(rows, tasks, most)

    return find


def _calls(state: str) -> Callable[[Any, int], tuple[int, list[Task]]]:
    def find(user: Any, most: int) -> tuple[int, list[Task]]:
        rows, today = queries.call_backs(user, state), timezone.localdate()
        tasks = [
            Task(
                title=f"{row.title} · {row.who}",
                url=reverse("cases:call", args=[row.number, row.closing]),
                due=row.call_by,
                late=row.call_by < today,
                note=str(row.unit),
            )
            for row in rows.order_by("call_by", "id")[:most]
        ]
        return found(rows, tasks, most)

    return find


def _watched(row: DeskCase) -> str:
    return text.full_day(row.alarm_on) if row.alarm_on else ""


def _answer_by(row: DeskCase) -> str:
    return text.moment(row.answer_due_at) if row.answer_due_at else ""


LINES = [
    _today_line("unanswered", _("待首次人工回应"), "bell-ringing", 5, note=_answer_by, by="answer_due_at"),
    _today_line("alarm", _("时效或者仲裁诉讼期限将满"), "calendar-due", 15, note=_watched, by="alarm_from"),
    TodayLine(
        "cases.calls", _("办结待回访"), (Cases.WORK,), _calls("waiting"), page="cases:calls", icon="phone", order=55
    ),
    TodayLine(
        "cases.calls-late", _("逾期没有回访，已报上级"), (Cases.DECIDE,), _calls("late"), page="cases:calls",
        page_query="state=late", icon="phone", order=34,
    ),
    _today_line("late", _("已超期的诉求"), "alert-triangle", 10),
    _today_line("due", _("今明两天到期的诉求"), "clock", 20),
    _today_line("decide", _("待裁定的退回"), "arrow-back-up", 30, needs=(Cases.DECIDE,)),
    _today_line("new", _("待签收的诉求"), "inbox", 40),
    _today_line("answered", _("来件人新的留言"), "message", 50),
    _today_line("meeting", _("今天的面谈"), "calendar-event", 60, note=_when, by="appointment_at"),
    TodayLine(
        "cases.call-back", _("待回访的差评"), (Cases.WORK,), _bad_ratings("call", "call_by"), page="cases:bad-ratings",
        page_query="state=call", icon="phone", order=35,
    ),
    TodayLine(
        "cases.objections", _("待裁定的评价申诉"), (Cases.DECIDE,), _bad_ratings("decide", "decide_by"),
        page="cases:bad-ratings", page_query="state=decide", icon="hammer", order=36,
    ),
]  # fmt: skip
