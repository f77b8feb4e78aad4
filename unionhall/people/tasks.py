"""Scheduled: forgetting what has had its day. And the work people wait for: rosters checked, written, taken out."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext_lazy as _

from unionhall.accounts import queries as accounts
from unionhall.kit import background
from unionhall.kit.background import runs
from unionhall.kit.jobs import periodic
from unionhall.kit.models import Job

from . import actions, queries
from .permissions import People


@periodic(daily_at="03:20")
def forget_tries() -> None:
    actions.forget_tries(by=accounts.system_user("clock"))


@runs("people.roster.check", title=_("检查会员名册"), needs=People.IMPORT)
def check_roster(job: Job) -> None:
    by = accounts.user(job.by_id)
    roster = queries.roster_for(by, job.desk_id, int(job.arguments["roster"]))
    actions.check_roster(roster=roster, by=by, progress=_beats(job))


@runs("people.roster.apply", title=_("导入会员名册"), needs=People.IMPORT)
def apply_roster(job: Job) -> None:
    by = accounts.user(job.by_id)
    roster = queries.roster_for(by, job.desk_id, int(job.arguments["roster"]))
    job.result = actions.apply_roster(roster=roster, by=by, progress=_beats(job)).applied


@runs("people.roster.export", title=_("导出会员名册"), needs=People.EXPORT)
def make_export(job: Job) -> None:
    found = queries.export_for(accounts.user(job.by_id), job.desk_id, int(job.arguments["export"]))
    by = accounts.user(found.asked_by_id)
    actions.make_export(export=found, by=by, progress=partial(_beat, job))


@periodic(daily_at="03:40")
def clear_rosters() -> None:
    actions.clear_rosters(by=accounts.system_user("clock"))


@periodic(hours=1)
def expire_exports() -> None:
    actions.expire_exports(by=accounts.system_user("clock"))


def _beats(job: Job) -> Callable[[int, int], None]:
    return lambda done, total: background.beat(job, done=done, total=total)


def _beat(job: Job, done: int) -> None:
    background.beat(job, done=done)
