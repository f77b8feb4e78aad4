"""Is the house well? Lines of the system administrator's page from rooms' `health.py`: counts and times only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from huey.contrib import djhuey

from .models import Job, JobState


@dataclass(frozen=True)
class Sign:
    """What was found: the words to show, and a tone of the design language (done, due, late, info, neutral)."""

    words: str
    tone: str = "neutral"


@dataclass(frozen=True)
class HealthLine:
    """One thing to look at; `find()` asks at most two queries and gives no names and no content."""

    code: str
    title: Any
    find: Callable[[], Sign]
    order: int = 100


def _jobs() -> Sign:
    """Counted to a thousand: beyond that the number does not matter."""
    most = 1000
    waiting, failed = (
        len(Job.objects.filter(state=state).values_list("pk")[:most]) for state in (JobState.WAITING, JobState.FAILED)
    )
    words = _("等待 %(waiting)d 项，失败 %(failed)d 项") % {"waiting": waiting, "failed": failed}
    return Sign(words, "late" if failed else "due" if waiting > 20 else "done")


def _queue() -> Sign:
    waiting = djhuey.HUEY.pending_count()
    return Sign(_("排队 %(count)d 项") % {"count": waiting}, "due" if waiting > 100 else "done")


LINES = [
    HealthLine("kit.jobs", gettext_lazy("后台工作"), _jobs, order=10),
    HealthLine("kit.queue", gettext_lazy("任务队列"), _queue, order=20),
]
