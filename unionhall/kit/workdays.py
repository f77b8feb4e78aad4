"""Working days 工作日 of the Chinese calendar, make-up days included, with the arithmetic shown.

The built-in calendar (`holidays`, after the State Council's notices) is overridden by `kit.CalendarDay`. That table
is kept in memory and read again at most once a minute; whoever writes it calls `refresh()` on commit. The day of the
event is not counted; a deadline is the end of its last day.
"""

import threading
import time
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import text
from .models import CalendarDay

FRESH_FOR = 60  # seconds
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One day on the way to a deadline."""

    day: date
    counted: bool
    why: str  # 春节, 周末, 调休上班; empty for a plain working day


@dataclass(frozen=True)
class Deadline:
    """The last day, and every day between the event and it."""

    start: date
    due: date
    days: int
    steps: tuple[Step, ...]
    unannounced: tuple[int, ...] = ()  # years whose make-up days nobody has announced yet
    in_working_days: bool = True
    months: int = 0  # of a time counted in months; `days` is then 0
    at: datetime | None = None  # of a time counted in hours, which runs on rest days as well

    @property
    def is_provisional(self) -> bool:
        """A notice still to come may move this date."""
        return bool(self.unannounced)

    def explain(self) -> list[str]:
        """Sentences a worker can follow from the event to the last day."""
        if self.at is not None:
            return [_("%(at)s到时，休息日不扣除。") % {"at": text.moment(self.at)}]
        return [
            _("%(day)s为起算日，不计入期限。") % {"day": text.day_with_weekday(self.start)},
            *self._told(),
            self._end(),
            *(_("%(year)d年的放假调休安排尚未公布，到期日可能调整。") % {"year": y} for y in self.unannounced),
        ]

    def _told(self) -> Iterator[str]:
        before = 0
        for (counted, why), group in groupby(self.steps, key=lambda step: (step.counted, step.why)):
            steps = list(group)
            facts = {"days": text.span(steps[0].day, steps[-1].day), "why": why, "count": len(steps)}
            if not counted:
                yield _("%(days)s：%(why)s，不计。") % facts
                continue
            facts |= {"first": before + 1, "last": before + len(steps)}
            before += len(steps)
            if why:
                yield _("%(days)s：%(why)s，计为第%(last)d日。") % facts
            elif len(steps) == 1:
                yield _("%(days)s：第%(last)d日。") % facts
            else:
                yield _("%(days)s：第%(first)d日至第%(last)d日。") % facts

    def _end(self) -> str:
        facts = {"count": self.days, "due": text.full_day(self.due), "weekday": text.weekday(self.due)}
        if self.months:
            return _("%(count)d个月，%(due)s（%(weekday)s）到期。") % (facts | {"count": self.months})
        if self.in_working_days:
            return _("共%(count)d个工作日，%(due)s（%(weekday)s）到期。") % facts
        return _("共%(count)d日，%(due)s（%(weekday)s）到期。") % facts


def is_working_day(day: date) -> bool:
    return _judge(day)[0]


def why(day: date) -> str:
    """The holiday's name, 周末 or 调休上班; empty for a plain working day."""
    return _judge(day)[1]


def is_announced(year: int) -> bool:
    """Whether the year's make-up days are known, from the calendar or from days entered by hand."""
    return bool(_year(year, "zh_CN").make_up) or any(day.year == year for day in _overrides())


def add_working_days(start: date, n: int) -> Deadline:
    """The n-th working day after `start`; n = 0 is `start` itself."""
    start, steps, left = _as_day(start), [], _not_negative(n)
    day = start
    while left:
        day += DAY
        counted, reason = _judge(day)
        steps.append(Step(day, counted, reason))
        left -= counted
    return Deadline(start, day, n, tuple(steps), _unannounced(start, day))


def add_calendar_days(start: date, n: int) -> Deadline:
    """The n-th day after `start`; when it is no working day, the next one that is."""
    start, day = _as_day(start), _as_day(start) + _not_negative(n) * DAY
    steps = [Step(start + number * DAY, True, "") for number in range(1, n + 1)]
    while n and not is_working_day(day):
        steps[-1] = Step(day, False, _judge(day)[1])
        day += DAY
        steps.append(Step(day, True, why(day)))
    return Deadline(start, day, n, tuple(steps), _unannounced(start, day), in_working_days=False)


def add_months(start: date, n: int) -> Deadline:
    """The day of the same number n months on (a shorter month: its last); when it is no working day, the next."""
    start = _as_day(start)
    end = same_day_in(start, _not_negative(n))
    steps, day = [], end
    while n and not is_working_day(day):
        steps.append(Step(day, False, _judge(day)[1]))
        day += DAY
    return Deadline(start, day, 0, tuple(steps), _unannounced(start, day), in_working_days=False, months=n)


def add_hours(start: datetime, n: int) -> Deadline:
    """`n` hours on, rest days counted; `at` is the moment, `due` its day."""
    at = start + timedelta(hours=_not_negative(n))
    return Deadline(_as_day(start), _as_day(at), 0, (), in_working_days=False, at=at)


def same_day_in(day: date, months: int) -> date:
    """The day of the same number so many months on (or back); of a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_working_day(day: date) -> date:
    """`day` itself, or the last working day before it."""
    while not is_working_day(day):
        day -= DAY
    return day


def working_days_before(day: date, n: int) -> date:
    """The n-th working day before `day`."""
    for _number in range(_not_negative(n)):
        day = last_working_day(day - DAY)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` came first."""
    start, end = _as_day(start), _as_day(end)
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + number * DAY) for number in range(1, (end - start).days + 1))


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    return add_working_days(day, 1).due


# --- the calendar ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Year:
    off: dict[date, str]
    make_up: frozenset[date]


@lru_cache(maxsize=64)
def _year(year: int, language: str) -> _Year:
    import holidays  # the countries of the world: slow to load, and seldom needed while a process starts

    # a notice may order work in the last days of the year before, so the next year is read as well
    notice = holidays.country_holidays("CN", years=(year, year + 1), language=language)
    return _Year(
        {day: notice.get(day) for day in notice if day.year == year},
        frozenset(day for day in notice.weekend_workdays if day.year == year),
    )


def _judge(day: date) -> tuple[bool, str]:
    if ruled := _overrides().get(day):
        return ruled
    year = _year(day.year, "en_US" if (get_language() or "").startswith("en") else "zh_CN")
    if name := year.off.get(day):
        return False, name
    if day in year.make_up:
        return True, _("调休上班")
    return (False, _("周末")) if day.weekday() >= 5 else (True, "")


def _unannounced(start: date, end: date) -> tuple[int, ...]:
    return tuple(year for year in range(start.year, end.year + 1) if not is_announced(year))


def _as_day(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day


def _not_negative(n: int) -> int:
    if n < 0:
        raise ValueError(f"a deadline lies ahead: {n} days")
    return n


_reading = threading.Lock()
_ruled: dict[date, tuple[bool, str]] = {}
_stale_at = 0.0


def _overrides() -> dict[date, tuple[bool, str]]:
    """Days ruled on in the table, as they were at most a minute ago."""
    if time.monotonic() >= _stale_at:
        refresh()
    return _ruled


def refresh() -> None:
    """Read the table now."""
    global _ruled, _stale_at
    with _reading:
        rows = CalendarDay.objects.values_list("day", "working", "name")
        _ruled = {day: (working, name) for day, working, name in rows}
        _stale_at = time.monotonic() + FRESH_FOR


def forget() -> None:
    """Read the table at the next question; a test that rolled its rows back needs it."""
    global _stale_at
    _stale_at = 0.0
