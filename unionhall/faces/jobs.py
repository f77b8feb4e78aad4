"""Long work as pages show it: only to who asked, or to those a kind of work names, where it was asked."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import background
from unionhall.kit.models import Job, JobState
from unionhall.orgs import queries as orgs

STATES = {
    JobState.WAITING: gettext_lazy("排队中"),
    JobState.RUNNING: gettext_lazy("进行中"),
    JobState.DONE: gettext_lazy("已完成"),
    JobState.FAILED: gettext_lazy("没有做完"),
}
ENDED = (JobState.DONE, JobState.FAILED)
TONES = {JobState.WAITING: "neutral", JobState.RUNNING: "info", JobState.DONE: "done", JobState.FAILED: "late"}


@dataclass
class Shown:
    """A job ready to print; `facts` are its result's numbers, `page` where to go on."""

    title: Any
    url: str
    state: str
    state_title: Any
    tone: str
    done: int
    bar: int  # what the bar measures against
    asked_at: datetime
    text: str
    page: str = ""
    file: str = ""
    facts: list[dict[str, Any]] = field(default_factory=list)


def seen(user: Any, desk_id: int, pk: int) -> Job:
    """The job, if `user` asked for it; of a kind that names a permission, if `user` holds that at the unit (404)."""
    found = background.job(desk_id, pk)
    if found is None or not _may_see(user, found):
        raise Http404
    return found


def _may_see(user: Any, job: Job) -> bool:
    kind = background.KINDS.get(job.kind, background.Kind())
    if kind.needs:
        return bool(user.may(kind.needs, at=orgs.unit(job.unit_id)))
    return bool(job.by_id == user.pk)


def report(job: Job) -> Path:
    """The file it ended with, which lies in the private folder; Http404 while there is none."""
    folder = Path(settings.MEDIA_ROOT).resolve()
    path = (folder / job.file).resolve()
    if job.state not in ENDED or not job.file or not path.is_relative_to(folder) or not path.is_file():
        raise Http404
    return path


def mine(user: Any, desks: list[int]) -> QuerySet[Job]:
    return background.asked_by(user.pk, desks)


def shown(job: Job) -> Shown:
    """The job in words: how far it is, what came out, where the report lies."""
    kind = background.KINDS.get(job.kind, background.Kind())
    address = [job.desk_id, job.pk]
    ended = job.state in ENDED
    return Shown(
        title=kind.title or _("后台工作"),
        url=reverse("faces:job", args=address),
        state={JobState.DONE: "done", JobState.FAILED: "failed"}.get(JobState(job.state), "running"),
        state_title=STATES[JobState(job.state)],
        tone=TONES[JobState(job.state)],
        done=job.done,
        bar=job.total or 1,
        asked_at=job.asked_at,
        text=_text(job),
        page=str(job.result.get("page", "")) if ended else "",
        file=reverse("faces:job-file", args=address) if ended and job.file else "",
        facts=[{"label": name, "value": _as_text(n)} for name, n in job.result.get("facts", [])] if ended else [],
    )


def _as_text(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _text(job: Job) -> str:
    if job.state == JobState.WAITING:
        return _("排队中，马上开始")
    if job.state == JobState.RUNNING and job.total:
        return job.message or _("%(done)s / %(total)s") % {"done": f"{job.done:,}", "total": f"{job.total:,}"}
    return job.message or str(STATES[JobState(job.state)])
