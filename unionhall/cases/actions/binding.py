"""成卷: asking for the file of a case, making it in the background, taking it, and forgetting it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit import background
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import Job, JobState
from unionhall.kit.text import in_house_language
from unionhall.rules import queries as rules

from .. import bundle, queries
from ..models import Case
from ..refusals import NotNow, WordsNeeded

BUNDLE = queries.BUNDLE


@transaction.atomic
def ask_bundle(*, case: Case, by: Any, reason: str = "") -> Job:
    """Begin to bind it, for whoever may work on the case (who says why) or for the worker whose it is."""
    own = by.pk == case.person_id
    if not own and not queries.may_work(by, case):
        raise NotAllowed
    if not own and not reason.strip():
        raise WordsNeeded(_("请写明成卷的用途。"))
    running = queries.bundle_of(case, by)
    if running is not None and running.state in (JobState.WAITING, JobState.RUNNING):
        raise NotNow(_("正在成卷，请稍候。"))
    audit.record("cases.bundle.asked", subject=case, by=by, unit=case.unit, because=reason.strip())
    return background.start(BUNDLE, unit=case.unit, by=by, case=str(case.pk), person=str(case.person_id))


@in_house_language
def make_bundle(*, job: Job, by: Any, progress: Callable[[int, int], None]) -> None:
    """Bind the case the job names and keep the file; run again it is bound anew. `by` is who asked."""
    case = queries.case_of_bundle(job)
    if by.pk != case.person_id and not queries.may_work(by, case):
        raise NotAllowed
    body = bundle.bind(bundle.gathered(case, by=by), at=timezone.now(), progress=progress)
    job.result = {"bundle": bundle.keep(body, f"{job.pk}.sealed"), "size": len(body)}
    audit.record("cases.bundle.made", subject=case, by=by, unit=case.unit, size=len(body))


@transaction.atomic
def take_bundle(*, case: Case, by: Any) -> bytes:
    """The file, for who asked for it; each time is a line."""
    job = queries.bundle_of(case, by)
    body = bundle.open_kept(job.result["bundle"]) if job is not None and job.result.get("bundle") else None
    if body is None:
        raise NotNow(_("案卷还没有生成或已到期删除，请重新成卷。"))
    if by.pk != case.person_id and not queries.may_work(by, case):
        raise NotAllowed
    audit.record("cases.bundle.taken", subject=case, by=by, unit=case.unit)
    return body


def drop_bundles(*, by: Any) -> int:
    """Delete files past their days, and say so in their rows; returns how many."""
    days = int(rules.value("cases.bundle-life", place="CN"))
    before = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=days), time.min))
    done = 0
    for job in queries.bundles_ended_before(before):
        with transaction.atomic():
            bundle.drop(job.result["bundle"])
            Job.objects.at_desks([job.desk_id]).filter(pk=job.pk).update(result={})
            audit.record("cases.bundle.dropped", by=by, job=str(job.pk))
        done += 1
    return done
