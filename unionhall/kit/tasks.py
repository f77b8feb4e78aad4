"""The one task that runs jobs, and the sweep that finds those a killed worker left behind."""

from . import background, once
from .jobs import periodic, task


@task()
def run_job(desk_id: int, pk: int) -> None:
    background.run(desk_id, pk)


@periodic(minutes=1)
def sweep_jobs() -> None:
    for job in background.left_behind():
        run_job(job.desk_id, job.pk)


@periodic(daily_at="03:40")
def forget_forms() -> None:
    once.forget()
