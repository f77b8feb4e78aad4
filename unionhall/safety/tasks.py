"""Scheduled: danger nobody decided on, hazards overdue too long; and the job that sends heat notices."""

from django.utils.translation import gettext_lazy as _

from unionhall.accounts import queries as accounts
from unionhall.kit.background import beat, runs
from unionhall.kit.jobs import periodic
from unionhall.kit.models import Job

from . import actions, queries
from .actions.warming import JOB
from .permissions import Safety


@periodic(minutes=1)
def escalate_dangers() -> None:
    actions.escalate_undecided(by=accounts.system_user("clock"))


@periodic(daily_at="08:30")
def escalate_overdue() -> None:
    actions.escalate_late(by=accounts.system_user("clock"))


@runs(JOB, title=_("高温作业提醒"), needs=Safety.HEAT)
def send_heat_notice(job: Job) -> None:
    notice = queries.notice_to_send(job.desk_id, job.arguments["notice"])
    actions.tell_area(notice=notice, by=accounts.user(job.by_id), beat=lambda done: beat(job, done=done))
