"""Who is bound by an agreement on which day, and what the figures hold of it, worked out from the rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from unionhall.orgs import queries as orgs

from ..models import Agreement, Cover
from ..permissions import Bargaining

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


def covers_found(user: Any, *, under: Any = None, q: str = "") -> QuerySet[Cover]:
    """Firms under a contract today, each once as in the figures: by the one that bound it first (at its own desk)."""
    today = covering(timezone.localdate())
    rows = Cover.objects.at_desks(orgs.desks_for(user, Bargaining.VIEW)).visible_to(user).filter(today)
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    if q:
        rows = rows.filter(employer__name__startswith=q)
    same = Cover.objects.filter(today, desk_id=OuterRef("desk_id"), employer=OuterRef("employer"))
    earlier = Q(since__lt=OuterRef("since")) | Q(since=OuterRef("since"), pk__lt=OuterRef("pk"))
    found: QuerySet[Cover] = rows.exclude(Exists(same.filter(earlier))).select_related("unit", "employer")
    return found


def agreements_behind(user: Any, covers: Iterable[Cover]) -> dict[int, Agreement]:
    """{id: contract} of these covers, as far as `user` may open them: one from over the border they may not."""
    desks = orgs.desks_for(user, Bargaining.VIEW)
    rows = Agreement.objects.at_desks(desks).visible_to(user)
    return {row.pk: row for row in rows.filter(pk__in={one.agreement_id for one in covers})}


def uncovered(user: Any, *, under: Any = None, q: str = "") -> QuerySet[Any]:
    """Open employers in scope that no contract binds today: whom to send an offer."""
    desks = orgs.desks_beneath(under.path) if under is not None else orgs.desks_for(user, Bargaining.VIEW)
    bound = Cover.objects.at_desks(desks).filter(covering(timezone.localdate()), employer=OuterRef("pk"))
    rows = orgs.employers_found(user, q=q).exclude(unit=None)
    if under is not None:
        rows = rows.filter(unit__path__under=under.path)
    found: QuerySet[Any] = rows.exclude(Exists(bound))
    return found
