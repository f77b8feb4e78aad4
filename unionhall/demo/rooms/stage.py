"""The stage: stories are played in the order of their days, each step at its own moment, until the demo's last day.

What an action does after its commit is done at once, so that a part of the demo is whole in its own transaction;
jobs for carriers are left to the sweeps of the running house.
"""

import heapq
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from huey.contrib import djhuey

from unionhall.accounts import queries as accounts
from unionhall.kit import background, ids
from unionhall.kit.models import Job, JobState
from unionhall.kit.refusal import Refusal
from unionhall.rules import queries as rules

from .. import course
from ..plan import Plan
from ..writing import moment

Story = Generator[datetime, None, None]
RULES_BEGIN = date(2026, 1, 4)  # the rooms' own default rules hold from this year on


class Stage:
    """One part of the demo while it is played; `node` numbers its ids."""

    def __init__(self, plan: Plan, node: int, *what: Any) -> None:
        self.plan, self.node, self.draw = plan, node, plan.draw("stage", *what)
        self.now, self.refused = moment(plan.day, 0), 0
        self.clock, self.demo = accounts.system_user("clock"), accounts.system_user("demo")

    # --- days ---------------------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def first(self) -> date:
        """The first day a story may begin."""
        return max(self.plan.year_began, RULES_BEGIN)

    def in_(self, days: int) -> datetime:
        """That many working days from now, in office hours; today a while later."""
        if days <= 0:
            return self.now + timedelta(minutes=self.draw.randint(10, 50))
        return self.on(course.ahead(self.today, days))

    def on(self, day: date) -> datetime:
        """Some minute of that day's office hours, never before now."""
        return max(course.in_office(day, self.draw), self.now + timedelta(minutes=5))

    def ago(self, days: int) -> date:
        """The working day so many before the demo's last, within the year of work."""
        return max(self.first, course.back(self.plan.day, days))

    def some_day(self, *, least: int = 20) -> date:
        """A working day of the year of work, at least so many days ago."""
        last = self.plan.day - timedelta(days=least)
        span = max(0, (last - self.first).days)
        return course.ahead(self.first + timedelta(days=self.draw.randint(0, span)), 1)

    # --- playing ------------------------------------------------------------------------------------------------------

    def play(self, stories: Iterable[Story]) -> int:
        """How many steps were made; what would come on the demo's last day or later has not happened yet."""
        steps, end = 0, moment(self.plan.day, 0)
        waiting: list[tuple[datetime, int, Story]] = []
        with self._set(), translation.override(settings.LANGUAGE_CODE):
            for number, story in enumerate(stories):
                self.now = moment(self.first, 8)
                self._next(waiting, story, number)
            while waiting and waiting[0][0] < end:
                self.now, number, story = heapq.heappop(waiting)
                self._next(waiting, story, number)
                self._follow()
                steps += 1
        return steps

    def _next(self, waiting: list[tuple[datetime, int, Story]], story: Story, number: int) -> None:
        """A story goes on; one whose next step the house refuses ends there and is counted, for tests to see."""
        try:
            at = next(story, None)
        except Refusal:
            self.refused += 1
            return
        if at is not None:
            heapq.heappush(waiting, (at, number, story))

    @contextmanager
    def _set(self) -> Iterator[None]:
        """The house's clock and its ids follow this stage's."""
        real = timezone.now
        rules.forget()
        timezone.now = lambda: self.now  # type: ignore[assignment]
        try:
            with ids.drawn_by(self.node, lambda: int(self.now.timestamp() * 1000)):
                yield
        finally:
            timezone.now = real

    def _follow(self) -> None:
        """Events are answered now, and jobs people wait for are run now; the carriers' jobs are the house's."""
        asked = False
        while connection.run_on_commit:
            call = connection.run_on_commit.pop(0)[1]
            if getattr(call, "func", None) == djhuey.enqueue:
                asked = True
            else:
                call()
        for job in Job.objects.filter(state=JobState.WAITING) if asked else ():
            background.run(job.desk_id, job.pk)
