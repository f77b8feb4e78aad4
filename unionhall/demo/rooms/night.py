"""The last night of the demo: the duties of the house run once, so that it opens as after any other night."""

from datetime import timedelta

from unionhall.bargaining import actions as bargaining
from unionhall.cases.models import Case
from unionhall.channels.models import Notice
from unionhall.matters import actions as matters
from unionhall.orgs.models import Unit
from unionhall.rights import actions as rights
from unionhall.rights.models import Limitation
from unionhall.supervision import actions as supervision

from ..plan import STORY_COUNTY, Plan
from ..writing import moment
from .stage import Stage, Story

UNREAD = timedelta(days=6)  # older notices have been read
NODE = 1000


def play(plan: Plan) -> dict[str, int]:
    stage = Stage(plan, NODE, "night")
    steps = stage.play([_watch(stage), _duties(stage)])
    old = Notice.objects.filter(at__lt=moment(plan.day, 0) - UNREAD, read_at=None)
    read = old.update(read_at=moment(plan.day - timedelta(days=1), 8))
    return {"steps": steps, "read": read}


def _watch(stage: Stage) -> Story:
    """The last days of the complaints that are open."""
    yield stage.on(stage.plan.day - timedelta(days=1))
    watched = Limitation.objects.values("case_id")
    rows = Case.objects.filter(service_code="rights.complaint", closed_at=None).exclude(pk__in=watched)
    for case in rows.select_related("unit", "employer").order_by("pk"):
        rights.watch(case=case, by=stage.demo)


def _duties(stage: Stage) -> Story:
    yield moment(stage.plan.day, 0) - timedelta(minutes=30)
    desk = Unit.objects.values_list("desk_id", flat=True).get(code=STORY_COUNTY)
    supervision.expire_certificates(by=stage.clock)
    supervision.derive(desk_id=desk, by=stage.clock)
    supervision.assess_all(desk_id=desk, by=stage.clock)
    matters.watch(by=stage.clock)
    rights.warn_limits(by=stage.clock)
    rights.tell_due(by=stage.clock)
    while bargaining.judge_due(by=stage.clock):
        pass
