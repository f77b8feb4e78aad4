"""Background jobs: `@task` to do later, `@periodic` to do again and again, `enqueue` to ask after the commit.

A job that runs while its worker is killed is lost. So what must happen is a row with a state; the job looks the row
up, does the work, and a periodic job sweeps up what was left unfinished. Jobs take ids, not objects, and are safe to
run twice.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.db import transaction
from django.utils.module_loading import autodiscover_modules
from huey import crontab
from huey.api import TaskWrapper
from huey.contrib import djhuey
from huey.exceptions import TaskLockedException

DECLARED: dict[str, TaskWrapper] = {}


def task(*, retries: int = 0, retry_delay: int = 30) -> Callable[[Callable[..., Any]], TaskWrapper]:
    """Declare a job; the function itself stays reachable as `.call_local`. Ask for it with `enqueue`."""

    def declare(work: Callable[..., Any]) -> TaskWrapper:
        DECLARED[name_of(work)] = made = djhuey.db_task(retries=retries, retry_delay=retry_delay, name=name_of(work))(
            work
        )
        return made

    return declare


def ask(name: str, *args: Any) -> None:
    """Hand over, after the commit, the job another module declared: `ask("channels.deliver_person", person_id)`.

    By name, so that an action need not import the tasks that import it.
    """
    if name not in DECLARED:
        load()
    enqueue(DECLARED[name], *args)


def enqueue(job: TaskWrapper, *args: Any, delay: int | None = None, **kwargs: Any) -> None:
    """Hand the job over once the surrounding transaction is committed; never if it is rolled back."""
    call = job.s(*args, **kwargs) if delay is None else job.s(*args, delay=delay, **kwargs)
    transaction.on_commit(partial(djhuey.enqueue, call))


def periodic(
    *, minutes: int | None = None, hours: int | None = None, daily_at: str | None = None
) -> Callable[[Callable[[], Any]], TaskWrapper]:
    """Run every so many minutes or hours, or daily at "HH:MM" (Beijing time); never two at once."""
    when = schedule(minutes=minutes, hours=hours, daily_at=daily_at)

    def declare(work: Callable[[], Any]) -> TaskWrapper:
        return djhuey.db_periodic_task(when, name=name_of(work))(one_at_a_time(work))

    return declare


def schedule(*, minutes: int | None, hours: int | None, daily_at: str | None) -> Callable[..., bool]:
    """What the worker asks each minute: is it time? Raises ValueError unless exactly one of the three is given."""
    if sum(part is not None for part in (minutes, hours, daily_at)) != 1:
        raise ValueError("a periodic job says either minutes, hours or daily_at")
    times = {"minute": f"*/{minutes}"}
    if hours is not None:
        times = {"minute": "0", "hour": f"*/{hours}"}
    if daily_at is not None:
        hour, minute = daily_at.split(":")
        times = {"minute": str(int(minute)), "hour": str(int(hour))}
    when: Callable[..., bool] = crontab(**times)
    return when


def one_at_a_time(work: Callable[[], Any]) -> Callable[[], Any]:
    lock = djhuey.lock_task(name_of(work))

    @wraps(work)
    def locked() -> Any:
        try:
            with lock:
                return work()
        except TaskLockedException:
            return None  # the run before is still at it and will see the same rows

    return locked


def name_of(work: Callable[..., Any]) -> str:
    """Stays the same when the file moves inside its room: `audit.seal`."""
    return f"{work.__module__.removeprefix('unionhall.').split('.')[0]}.{work.__name__}"


def load() -> None:
    """Import every room's tasks.py, as the worker does at its start."""
    autodiscover_modules("tasks")
