"""Files bound of a case: the last one each person asked for."""

from datetime import datetime
from typing import Any

from unionhall.kit import background
from unionhall.kit.models import Job, JobState

from ..models import Case

BUNDLE = "cases.bundle"
AT_ONCE = 500


def bundle_of(case: Case, user: Any) -> Job | None:
    """The newest this user asked for where the case is now."""
    rows = background.asked_by(user.pk, [case.unit.desk_id]).filter(kind=BUNDLE, arguments__case=str(case.pk))
    return rows.order_by("-asked_at", "-pk").first()


def case_of_bundle(job: Job) -> Case:
    rows = Case.objects.of(int(job.arguments["person"])).select_related("unit", "employer")
    found: Case = rows.get(pk=int(job.arguments["case"]))
    return found


def bundles_ended_before(moment: datetime) -> list[Job]:
    """Those whose file still lies there; asks every desk, once a night."""
    rows = Job.objects.filter(kind=BUNDLE, state=JobState.DONE, ended_at__lt=moment, result__has_key="bundle")
    return list(rows.order_by("pk")[:AT_ONCE])
