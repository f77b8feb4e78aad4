"""Scheduled: the clocks of cases."""

from django.utils.translation import gettext_lazy as _

from unionhall.accounts import queries as accounts
from unionhall.kit import background
from unionhall.kit.background import runs
from unionhall.kit.jobs import periodic
from unionhall.kit.models import Job

from . import actions, queries


@periodic(minutes=15)
def watch_clocks() -> None:
    actions.escalate_late(by=accounts.system_user("clock"))


@periodic(daily_at="08:50")
def tell_late_calls() -> None:
    actions.tell_late_calls(by=accounts.system_user("clock"))


@periodic(daily_at="09:00")
def remind_to_rate() -> None:
    actions.remind_to_rate(by=accounts.system_user("clock"))


@runs(queries.BUNDLE, title=_("成卷"))
def make_bundle(job: Job) -> None:
    by = accounts.user(job.by_id)
    actions.make_bundle(job=job, by=by, progress=lambda done, total: background.beat(job, done=done, total=total))


@periodic(daily_at="03:50")
def drop_bundles() -> None:
    actions.drop_bundles(by=accounts.system_user("clock"))
