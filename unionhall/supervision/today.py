"""What supervision asks of a person today."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.today import Task, TodayLine, found
from unionhall.matters import today

from . import queries
from .choices import InspectionStage, LetterStage
from .models import Inspection, Letter, Warning
from .permissions import Supervision


def _certificates(user: Any, most: int) -> tuple[int, list[Task]]:
    rows, now = queries.certificates_ending(user), timezone.localdate()
    tasks = [
        Task(
            title=str(row),
            url=reverse("supervision:supervisor", args=[row.pk]),
            due=row.expires_on,
            late=row.expires_on < now,
            note=str(row.unit),
        )
        for row in rows[:most]
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
        where=Q(stage_code__in=["raised", "contested"]),
        page="supervision:warnings",
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
        "supervision.certificates",
        _("快到期的监督员证"),
        (Supervision.REGISTER,),
        _certificates,
        page="supervision:supervisors",
        page_query="ending=on",
        icon="id-badge-2",
        order=145,
    ),
]
