"""Running the jobs people wait for: started after the commit, resumed by a sweep when a worker was killed.

A runner takes (job) and must be safe to run again from wherever it stopped; it calls `beat` between transactions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .jobs import ask
from .models import Job, JobState
from .refusal import Refusal

SILENT_FOR = timedelta(minutes=2)  # after so long without a beat a running job is taken to have been killed
RUNNERS: dict[str, Callable[[Job], None]] = {}
KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """What jobs of a kind are called, and the permission by which others at the unit may see them and their file."""

    title: Any = ""
    needs: str = ""  # empty: only who asked


def runs(kind: str, *, title: Any = "", needs: str = "") -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
    """Declare, in a room's `tasks.py`, who runs jobs of this kind, what they are called and who may see them."""

    def keep(runner: Callable[[Job], None]) -> Callable[[Job], None]:
        RUNNERS[kind] = runner
        KINDS[kind] = Kind(title, needs)
        return runner

    return keep


def start(kind: str, *, unit: Any, by: Any, total: int = 0, **arguments: Any) -> Job:
    """Write the job in the caller's transaction; it runs once that is committed."""
    job: Job = Job.objects.create(
        kind=kind, desk_id=unit.desk_id, unit_id=unit.pk, by_id=by.pk, total=total, arguments=arguments
    )
    ask("kit.run_job", job.desk_id, job.pk)
    return job


def beat(job: Job, *, done: int | None = None, total: int | None = None, message: str = "") -> None:
    """Say how far it is, and that it is still alive."""
    values: dict[str, Any] = {"beat_at": timezone.now()}
    if done is not None:
        values["done"] = done
    if total is not None:
        values["total"] = total
    if message:
        values["message"] = message[:500]
    Job.objects.filter(desk_id=job.desk_id, pk=job.pk).update(**values)
    for name, value in values.items():
        setattr(job, name, value)


def claim(desk_id: int, pk: int) -> Job | None:
    """The job, if nobody else is running it; None if it is done or someone is at it."""
    now = timezone.now()
    free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, beat_at__lt=now - SILENT_FOR)
    taken = Job.objects.filter(free, desk_id=desk_id, pk=pk).update(state=JobState.RUNNING, beat_at=now)
    return Job.objects.get(desk_id=desk_id, pk=pk) if taken else None


def run(desk_id: int, pk: int) -> None:
    """Run one job to its end, and write down how it ended; an unforeseen error is raised again.

    Of such an error only the kind is shown: its words may quote a row, and with it somebody's name.
    """
    job = claim(desk_id, pk)
    if job is None:
        return
    try:
        RUNNERS[job.kind](job)
    except Refusal as refusal:
        _end(job, JobState.FAILED, message=str(refusal))
        raise
    except Exception as error:
        words = _("程序出错（%(kind)s），请联系系统管理员。") % {"kind": type(error).__name__}
        _end(job, JobState.FAILED, message=words)
        raise
    _end(job, JobState.DONE)


def _end(job: Job, state: JobState, *, message: str = "") -> None:
    Job.objects.filter(desk_id=job.desk_id, pk=job.pk).update(
        state=state,
        ended_at=timezone.now(),
        result=job.result,
        file=job.file,
        message=(message or job.message)[:500],
    )


def left_behind() -> list[Job]:
    """Jobs nobody runs: written but never started, or silent since their worker was killed."""
    before = timezone.now() - SILENT_FOR
    return list(
        Job.objects.filter(
            Q(state=JobState.WAITING, asked_at__lt=before) | Q(state=JobState.RUNNING, beat_at__lt=before)
        )
    )


def job(desk_id: int, pk: int) -> Job | None:
    """The job as it stands; whoever asks must have asked who may see it."""
    found: Job | None = Job.objects.at_desks([desk_id]).filter(pk=pk).first()
    return found


def asked_by(person_id: int, desks: Iterable[int]) -> QuerySet[Job]:
    """What this person asked for at these desks."""
    rows: QuerySet[Job] = Job.objects.at_desks(desks).filter(by_id=person_id)
    return rows
