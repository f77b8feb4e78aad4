"""Scheduled: warnings of last days, and agreements whose day has come. And one step for all cases of a large group."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.accounts import queries as accounts
from unionhall.cases.permissions import Cases
from unionhall.kit import background
from unionhall.kit.background import runs
from unionhall.kit.jobs import periodic
from unionhall.kit.models import Job

from . import actions, links, queries


@periodic(daily_at="08:30")
def warn_limits() -> None:
    actions.warn_limits(by=accounts.system_user("clock"))


@periodic(daily_at="08:40")
def tell_due_promises() -> None:
    actions.tell_due(by=accounts.system_user("clock"))


@runs(actions.GROUP_MOVE, title=gettext_lazy("集体争议一并办理"), needs=Cases.WORK)
def move_group(job: Job) -> None:
    move = queries.move_of_job(job)
    done = actions.carry_out_move(move=move, by=accounts.user(job.by_id), progress=partial(_beat, job))
    facts = [[_("已办"), done.done], [_("没有办"), done.refused]]
    job.result = {"page": links.group_move(queries.group_of_move(done).number, done.pk), "facts": facts}


def _beat(job: Job, done: int, total: int) -> None:
    background.beat(job, done=done, total=total)
