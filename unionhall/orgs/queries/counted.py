"""What the figures hold of employers, worked out from the rows: every change of a count, with its unit and its day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ..models import Coverage, Employer, EmployerWas
from .employers import BEST_FIRST

Counted = Counter[tuple[str, int, date]]  # count code, unit id, day


@dataclass(frozen=True)
class Cover:
    """One union's coverage of an employer; the least of several by `rank` is where its workers count."""

    since: date
    until: date | None
    rank: tuple[int, date, int]
    union_id: int

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass
class Life:
    """What is known of one employer over time."""

    since: date
    closed: date | None
    now: tuple[int | None, int]  # the unit of its place of work, its headcount
    was: list[tuple[date, int | None, int]] = field(default_factory=list)  # until, unit, headcount; in order of time
    covers: list[Cover] = field(default_factory=list)

    def days(self) -> list[date]:
        """The days on which something may have changed."""
        days = {self.since, self.closed, *(until for until, _unit, _heads in self.was)}
        days |= {day for one in self.covers for day in (one.since, one.until)}
        return sorted(day for day in days if day is not None)

    def stands(self, day: date) -> Counter[tuple[str, int]]:
        """What it counts at the end of that day, and where."""
        if day < self.since or (self.closed is not None and day >= self.closed):
            return Counter()
        unit, heads = next(((unit, heads) for until, unit, heads in self.was if until > day), self.now)
        home = min((one for one in self.covers if one.holds(day)), key=lambda one: one.rank, default=None)
        found: Counter[tuple[str, int]] = Counter()
        if unit is not None:
            found.update({("orgs.employers", unit): 1, ("orgs.workers", unit): heads})
            found.update({("orgs.employers_covered", unit): 1} if home else {})
        if home:
            found["orgs.covered_workers", home.union_id] = heads
        return found


def counted(employers: Iterable[int]) -> Counted:
    """{(count code, unit id, day): n} of these employers (ids), as the figures should have it; three statements."""
    found: Counted = Counter()
    for life in _lives(list(employers)):
        stood: Counter[tuple[str, int]] = Counter()
        for day in life.days():
            stands = life.stands(day)
            for code, unit in stands.keys() | stood.keys():
                found[code, unit, day] += stands[code, unit] - stood[code, unit]
            stood = stands
    return found


def _lives(employers: list[int]) -> Iterable[Life]:
    was, covers = defaultdict(list), defaultdict(list)
    for then in EmployerWas.objects.filter(employer_id__in=employers).order_by("until"):
        was[then.employer_id].append((then.until, then.unit_id, then.headcount))
    for row in Coverage.objects.filter(employer_id__in=employers):
        rank = (BEST_FIRST.index(row.mode), row.valid_from, row.pk)
        covers[row.employer_id].append(Cover(row.valid_from, row.valid_to, rank, row.union_id))
    for one in Employer.objects.filter(pk__in=employers):
        since = one.counted_from or one.opened_on or date.min
        yield Life(since, one.closed_on, (one.unit_id, one.headcount), was[one.pk], covers[one.pk])
