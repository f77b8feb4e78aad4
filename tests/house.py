"""The clock and the language of the suite. The network is closed by pytest-socket (see pyproject.toml)."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine
from django.utils import translation

# The same examples every time, so that a commit is green or is not; `HYPOTHESIS_PROFILE=search` looks further.
hypothesis.settings.register_profile("house", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", max_examples=2000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

BEIJING = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 5, 10, 0, tzinfo=BEIJING)  # a Thursday, after the congress season and far from holidays


class Clock:
    """What time it is in the test; it ticks, so durations behave."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def move_to(self, when: datetime | str) -> datetime:
        """To a moment, `"2026-03-09 15:00"` or `"2026-03-09"` (then at 10:00), Beijing time."""
        if isinstance(when, str):
            when = datetime.fromisoformat(when if ":" in when else f"{when} 10:00")
        if when.tzinfo is None:
            when = when.replace(tzinfo=BEIJING)
        self._traveller.move_to(when)
        return when

    def shift(self, **by: float) -> datetime:
        """Forward: `clock.shift(days=3, hours=2)`."""
        self._traveller.shift(timedelta(**by))
        return self.now

    @property
    def now(self) -> datetime:
        return datetime.now(BEIJING)


@pytest.fixture(autouse=True)
def _house_language() -> None:
    """A page asked for in English leaves its language behind; the next test begins in the house's own."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """Every test starts on Thursday 2026-03-05, 10:00 Beijing time."""
    with time_machine.travel(START, tick=True) as traveller:
        yield Clock(traveller)
