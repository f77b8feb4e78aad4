"""What runs by itself: carrying rows after a restructuring, and noticing terms that have run out."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kit import background
from unionhall.kit.background import runs
from unionhall.kit.jobs import periodic
from unionhall.kit.models import Job

from . import actions, queries
from .permissions import Orgs
from .system import CLOCK, RESTRUCTURER, system_user


@runs(actions.RESTRUCTURE_JOB, title=gettext_lazy("组织调整：迁移数据"), needs=Orgs.RESTRUCTURE)
def carry_rows(job: Job) -> None:
    """Room by room; each carries in small transactions and finds nothing left when it is run again.

    Carried by the system: who decided the change need not hold every right over the rows that follow from it.
    """
    change = queries.change(job.arguments["change"])
    by = system_user(RESTRUCTURER, "组织调整")
    rooms = queries.affected()
    for done, room in enumerate(rooms):
        background.beat(job, done=done, total=len(rooms), message=room.code)
        room.carry(change, change.old_path, by)
    actions.finish(change=change, by=by)
    background.beat(job, done=len(rooms), message=_("数据划转完成"))


@periodic(daily_at="01:10")
def notice_overdue_terms() -> None:
    actions.mark_overdue(by=system_user(CLOCK, "定时"))
