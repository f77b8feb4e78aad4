"""Reading the log: by place in the chain, newest first, within a reach of units."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from unionhall.kit import acts

from .models import SLACK, DeskLine, Line, PersonLine, Seal

KINDS: tuple[Any, ...] = (PersonLine, DeskLine)

# what an auditor looks for, by how actions are named (`room.thing.done`): lookup and parts
GROUPS = {
    "reads": ("endswith", (".unmasked", ".revealed", ".read")),
    "exports": ("contains", (".export",)),
    "security": ("startswith", ("accounts.", "audit.")),
}


@dataclass(frozen=True)
class Wanted:
    """What the reader asks for; `units` are ids (or a query giving them), None for the whole house."""

    first_day: date
    last_day: date
    units: Any = None
    action: str = ""  # words of the act, or the beginning of its code
    group: str = ""  # a key of GROUPS
    by_id: int | None = None
    about_id: int | None = None


LAST = 2**63 - 1


@dataclass(frozen=True)
class Found:
    """One page of the log, newest first; `before` is the mark of the next page, None on the last."""

    lines: list[Line]
    before: int | None


def lines(wanted: Wanted, *, before: int | None = None, most: int = 50) -> Found:
    """Both tables merged by place in the chain; lines not yet sealed stand on top of the first page.

    The days are turned into places by the seals, so that the index of places serves however long the log is.
    """
    kinds = [kind for kind in KINDS if wanted.about_id is None or kind is PersonLine]
    top = _waiting(kinds, wanted, most) if before is None else []
    low, high = _places(wanted)
    high = min(high, before - 1) if before is not None else high
    found: list[Line] = []
    for kind in kinds:
        rows = _asked(kind, wanted).filter(seq__gte=low, seq__lte=high).order_by("-seq")
        found += rows[: most - len(top) + 1]
    found.sort(key=lambda line: line.seq or 0, reverse=True)
    more, found = len(found) > most - len(top), found[: most - len(top)]
    mark = (found[-1].seq if found else min(high, LAST - 1) + 1) if more else None
    return Found(top + found, mark)


def _waiting(kinds: list[Any], wanted: Wanted, most: int) -> list[Line]:
    rows = [line for kind in kinds for line in _asked(kind, wanted).filter(seq=None).order_by("-at")[:most]]
    return sorted(rows, key=lambda line: (line.at, line.pk), reverse=True)[:most]


def _places(wanted: Wanted) -> tuple[int, int]:
    """First and last place that lines of these days can have; the seal after the last day may hold some of it."""
    in_time = Seal.objects.filter(sealed_at__gte=_moment(wanted.first_day)).order_by("number")
    after = Seal.objects.filter(sealed_at__gte=_moment(wanted.last_day + timedelta(days=1)) + SLACK).order_by("number")
    first, last = in_time.first(), after.first()
    return (first.first_seq if first else LAST), (last.last_seq if last else LAST)


def _asked(kind: Any, wanted: Wanted) -> Any:
    start, end = _moment(wanted.first_day), _moment(wanted.last_day + timedelta(days=1))
    rows = kind._default_manager.filter(at__gte=start, at__lt=end)
    if wanted.about_id is not None:
        rows = rows.filter(person_id=wanted.about_id)
    if wanted.units is not None:
        rows = rows.filter(unit_id__in=wanted.units)
    if wanted.by_id is not None:
        rows = rows.filter(by_id=wanted.by_id)
    if wanted.action:
        rows = rows.filter(Q(action__startswith=wanted.action) | Q(action__in=acts.codes_called(wanted.action)))
    return rows.filter(_group(wanted.group)) if wanted.group in GROUPS else rows


def _group(name: str) -> Q:
    how, parts = GROUPS[name]
    asked = Q(pk__in=[])
    for part in parts:
        asked |= Q(**{f"action__{how}": part})
    return asked


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def seals() -> QuerySet[Seal]:
    """The published heads."""
    return Seal.objects.all()


def last_seal() -> Seal | None:
    return Seal.objects.order_by("-number").first()


def unsealed_count(*, most: int = 10_000) -> int:
    """Lines waiting for their seal, counted up to `most` in each table."""
    return sum(len(kind._default_manager.filter(seq=None).values_list("pk")[:most]) for kind in KINDS)


def last_verification(desk_id: int = 0) -> Line | None:
    """The newest line a verification left; its details say how many lines it saw and what was wrong."""
    lines = DeskLine.objects.at_desks([desk_id]).filter(action="audit.chain.verified")
    newest: Line | None = lines.order_by("-at").first()
    return newest


def about(person_id: int, *actions: str) -> QuerySet[PersonLine]:
    """The lines about one person, newest first; only those of these actions, if any are named."""
    rows: QuerySet[PersonLine] = PersonLine.objects.of(person_id).order_by("-at", "-id")
    return rows.filter(action__in=actions) if actions else rows
