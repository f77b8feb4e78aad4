"""What supervision asks of a person today."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.today import Task, TodayLine, found
from unionhall.matters import today

from . import queries
from .choices import InspectionStage, LetterStage, WarningStage
from .models import Inspection, Letter, Warning
from .permissions import Supervision


def _dated(rows: Any, most: int, *, title: str, page: str, key: str, day: str) -> tuple[int, list[Task]]:
    """The most pressing of these rows by the day in `day`; each leads to its `page`, named by `key`."""
    now = timezone.localdate()
    tasks = [
        Task(
            title=getattr(row, title),
            url=reverse(page, args=[getattr(row, key)]),
            due=getattr(row, day),
            late=getattr(row, day) < now,
            note=str(row.unit),
        )
        for row in rows[:most]
    ]
    return found(rows, tasks, most)


def _certificates(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.certificates_ending(user)
    return _dated(rows, most, title="name", page="supervision:supervisor", key="pk", day="ends_on")


def _to_tell(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.to_tell(user)
    return _dated(rows, most, title="title", page="supervision:matter-told", key="number", day="tell_due_on")


def _terms(user: Any, most: int) -> tuple[int, list[Task]]:
    rows = queries.committees_ending(user)
    return _dated(rows, most, title="chair", page="supervision:committee", key="pk", day="term_end")


def _without(user: Any, most: int) -> tuple[int, list[Task]]:
    """Unions with neither committee nor supervisor; which of the two each needs the list says, by its members."""
    rows, url = queries.unions_without(user), reverse("supervision:unions")
    tasks = [
        Task(title=str(one), url=f"{url}?unit={one.code}", note=str(_("没有委员会，也没有监督员")))
        for one in rows[:most]
    ]
    return found(rows, tasks, most)


LINES = [
    today.line(
        Warning,
        "supervision.warnings",
        _("待处置的预警"),
        icon="alert-triangle",
        order=140,
        needs=(Supervision.WARN,),
        where=Q(stage_code=WarningStage.RAISED),
        page="supervision:warnings",
        page_query="stage=raised",
    ),
    today.line(
        Warning,
        "supervision.contests",
        _("待复核的预警异议"),
        icon="message-circle",
        order=140,
        needs=(Supervision.SIGN,),
        where=Q(stage_code=WarningStage.CONTESTED),
        page="supervision:warnings",
        page_query="stage=contested",
    ),
    today.line(
        Letter,
        "supervision.sign",
        _("待签发的监督函件"),
        icon="pencil",
        order=141,
        needs=(Supervision.SIGN,),
        where=Q(stage_code=LetterStage.DRAFT),
        page="supervision:letters",
        page_query="stage=draft",
    ),
    today.line(
        Inspection,
        "supervision.clues",
        _("待审查的监督线索"),
        icon="shield-check",
        order=142,
        needs=(Supervision.INSPECT,),
        where=Q(stage_code=InspectionStage.CLUE),
        page="supervision:matters",
        page_query="stage=clue",
    ),
    today.line(
        Inspection,
        "supervision.matters",
        _("到期的监督事项"),
        icon="shield-check",
        order=143,
        needs=(Supervision.INSPECT,),
        page="supervision:matters",
        page_query="state=late",
    ),
    today.line(
        Letter,
        "supervision.letters",
        _("到期的监督函件"),
        icon="mail",
        order=144,
        needs=(Supervision.INSPECT,),
        page="supervision:letters",
        page_query="state=late",
    ),
    TodayLine(
        "supervision.tell",
        _("待告知结果的投诉人"),
        (Supervision.INSPECT,),
        _to_tell,
        page="supervision:matters",
        page_query="state=closed",
        icon="phone",
        order=144,
    ),
    TodayLine(
        "supervision.certificates",
        _("快到期的监督员证"),
        (Supervision.REGISTER,),
        _certificates,
        page="supervision:supervisors",
        page_query="ending=on",
        icon="id-badge-2",
        order=145,
    ),
    TodayLine(
        "supervision.terms",
        _("快届满的监督委员会"),
        (Supervision.REGISTER,),
        _terms,
        page="supervision:unions",
        icon="users-group",
        order=146,
    ),
    TodayLine(
        "supervision.unions",
        _("没有监督组织的工会"),
        (Supervision.REGISTER,),
        _without,
        page="supervision:unions",
        page_query="without=on",
        icon="building",
        order=147,
    ),
]
