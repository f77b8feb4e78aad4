"""Who is bound by an agreement on which day, and what the figures hold of it, worked out from the rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from ..models import Cover

Counted = Counter[tuple[str, int, date]]  # count code, unit id, day


def covering(day: date) -> Q:
    """Rows that hold at the end of that day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def counted(employers: Iterable[int]) -> Counted:
    """{(count code, unit id, day): n} of these employers: each counts once, by the agreement that bound it first."""
    rows: dict[int, list[Cover]] = defaultdict(list)
    for row in Cover.objects.filter(employer_id__in=list(employers)).order_by("since", "pk"):
        rows[row.employer_id].append(row)
    found: Counted = Counter()
    for covers in rows.values():
        stood: Counter[tuple[str, int]] = Counter()
        for day in sorted({day for row in covers for day in (row.since, row.until) if day is not None}):
            stands = _stands(covers, day)
            for code, unit in stands.keys() | stood.keys():
                found[code, unit, day] += stands[code, unit] - stood[code, unit]
            stood = stands
    return found


def _stands(covers: list[Cover], day: date) -> Counter[tuple[str, int]]:
    for row in covers:
        if row.since <= day and (row.until is None or day < row.until):
            return Counter({("bargaining.employers", row.unit_id): 1, ("bargaining.workers", row.unit_id): row.workers})
    return Counter()


def bound_on(day: date) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """({unit id: employers}, {unit id: workers}) bound at the end of that day."""
    first: dict[int, tuple[int, int]] = {}
    rows = Cover.objects.filter(covering(day)).order_by("since", "pk")
    for employer, unit, workers in rows.values_list("employer_id", "unit_id", "workers").iterator():
        first.setdefault(employer, (unit, workers))
    firms: Counter[int] = Counter(unit for unit, _workers in first.values())
    heads: Counter[int] = Counter()
    for unit, workers in first.values():
        heads[unit] += workers
    return firms, heads
