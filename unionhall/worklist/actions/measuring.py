"""Measuring: a share's counts read from the stored figures or from accepted evidence, never typed.

Each batch is one transaction; what it has measured is no longer stale, so a killed run goes on where it stopped.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, Sum

from unionhall.audit import actions as audit
from unionhall.kit import clock, figures
from unionhall.kit.figures import Period
from unionhall.kit.models import FigureDelta
from unionhall.orgs import queries as orgs

from .. import queries
from ..arithmetic import ONE, Standing, expected_on, light_of, progress_of
from ..choices import LIVE_ITEMS, LIVE_SHARES, EvidenceState, ItemKind, ShareState, Source
from ..models import Evidence, Item, Share
from ..queries.shares import totals_beneath
from ..rules import numbers_on
from .tallying import retally

BATCH = 500
ROUNDS = 12  # a change climbs at most five levels; beyond that something goes in a circle
WRITTEN = ("top", "bottom", "own_top", "own_bottom", "progress", "light", "light_since", "state", "done_on")

Counts = tuple[int, int | None]


@dataclass(frozen=True)
class Reading:
    """What the counts of one share are: its own, and with everyone beneath it."""

    own: Counts
    whole: Counts


def measure(*, by: Any) -> int:
    """Measure everything: the nightly round, by which time alone changes a light."""
    for desk_id in _all_desks():
        live = Share.objects.at_desks([desk_id]).filter(state__in=LIVE_SHARES, item__state__in=LIVE_ITEMS)
        Share.objects.at_desks([desk_id]).filter(pk__in=live.values("pk")).update(stale=True)
    return measure_stale(by=by)


def measure_stale(*, by: Any) -> int:
    """Measure what has changed, lowest level first, until nothing more has; how many shares were looked at."""
    seen, touched = 0, set()
    for _round in range(ROUNDS):
        desks = list(Share.objects.filter(stale=True).order_by().values_list("desk_id", flat=True).distinct())
        if not desks:
            break
        for desk_id in desks:
            while measured := _measure_batch(desk_id, by):
                seen += measured
        touched |= set(desks)
    retally(desks=touched)
    return seen


def figures_changed(changed: Iterable[tuple[str, int]]) -> int:
    """Mark the shares that stand on these stored counts, given as (count code, unit id); how many.

    The job that settles figures calls this in its own transaction, with the unit and everyone above it.
    """
    by_code: dict[str, set[int]] = defaultdict(set)
    for code, unit_id in changed:
        by_code[code].add(unit_id)
    marked = 0
    for item in Item.objects.filter(state__in=LIVE_ITEMS, source=Source.FIGURE):
        units = sorted(set().union(*(by_code.get(code, set()) for code in _codes(item))))
        for start in range(0, len(units), BATCH):
            rows = Share.objects.filter(item=item, unit_id__in=units[start : start + BATCH], state__in=LIVE_SHARES)
            marked += rows.update(stale=True)
    return marked


def mark_changed_figures() -> int:
    """The same from deltas not settled yet: the unit itself shows them at once, those above once they are settled."""
    waiting = FigureDelta.objects.order_by().values_list("count", "unit_id").distinct()
    return figures_changed(waiting)


def _codes(item: Item) -> list[str]:
    figure = queries.figure_of(item.figure)
    if figure is None:
        return []
    return [count.code for count in (figure.top, figure.bottom) if count is not None]


def _all_desks() -> list[int]:
    root = orgs.root()
    return orgs.desks_beneath(root.path) if root else []


@transaction.atomic
def _measure_batch(desk_id: int, by: Any) -> int:
    rows = Share.objects.at_desks([desk_id]).filter(stale=True).select_for_update(of=("self",))
    shares = list(rows.select_related("item", "unit").order_by("-unit__level", "id")[:BATCH])
    if not shares:
        return 0
    deepest = [share for share in shares if share.unit.level == shares[0].unit.level]  # one level at a time
    live = [share for share in deepest if share.item.is_live and share.state in LIVE_SHARES]
    readings = _readings(desk_id, live)
    today, numbers = clock.today(), numbers_on(clock.today())
    changed = [share for share in live if _apply(share, readings[share.pk], today, numbers)]
    _write(desk_id, changed)
    _say_measured(desk_id, deepest, today)
    _tell_figures(changed, today, by)
    _mark_above(changed)
    return len(deepest)


def _write(desk_id: int, changed: list[Share]) -> None:
    """One statement for all rows that read the same, as most do: bulk_update took ten times as long."""
    same: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for share in changed:
        same[tuple(getattr(share, name) for name in WRITTEN)].append(share.pk)
    for values, pks in same.items():
        rows = Share.objects.at_desks([desk_id]).filter(pk__in=pks)
        rows.update(**dict(zip(WRITTEN, values, strict=True)))


def _pairs(changed: list[Share]) -> list[tuple[Share, dict[str, Any]]]:
    return [(share, share.was) for share in changed]  # type: ignore[attr-defined]


def _apply(share: Share, reading: Reading, today: date, numbers: dict[str, Decimal]) -> bool:
    """Write the reading and what follows from it onto the row; whether anything changed."""
    share.was = {name: getattr(share, name) for name in WRITTEN}  # type: ignore[attr-defined]
    (share.own_top, share.own_bottom), (share.top, share.bottom) = reading.own, reading.whole
    item = share.item
    standing = Standing(item.kind, share.top, share.bottom, share.base, share.goal)
    share.progress = progress_of(standing, numbers["most-progress"])
    expected = expected_on(today, starts_on=item.starts_on, due_on=share.due_on)
    light = light_of(share.progress, expected, overdue=today > share.due_on, numbers=numbers)
    if light != share.light:
        share.light, share.light_since = light, today
    if share.progress >= ONE and share.state == ShareState.ACCEPTED:
        share.state, share.done_on = ShareState.DONE, today
    elif share.progress < ONE and share.state == ShareState.DONE:
        share.state, share.done_on = ShareState.ACCEPTED, None
    return any(getattr(share, name) != was for name, was in share.was.items())  # type: ignore[attr-defined]


def _say_measured(desk_id: int, shares: list[Share], today: date) -> None:
    """The share of time gone by is the same for all of one item and due day: one statement each."""
    together: dict[tuple[int, date], list[Share]] = defaultdict(list)
    for share in shares:
        together[share.item_id, share.due_on].append(share)
    for (_item, due_on), group in together.items():
        expected = expected_on(today, starts_on=group[0].item.starts_on, due_on=due_on)
        rows = Share.objects.at_desks([desk_id]).filter(pk__in=[share.pk for share in group])
        rows.update(stale=False, expected=expected, measured_at=clock.now())


def _tell_figures(changed: list[Share], today: date, by: Any) -> None:
    """Count those newly done, and those no longer so, each with a line of its own."""
    turned = [
        (share, 1 if share.state == ShareState.DONE else -1)
        for share, was in _pairs(changed)
        if (was["state"] == ShareState.DONE) != (share.state == ShareState.DONE)
    ]
    figures.add_many(("worklist.shares_done", share.unit, today, n) for share, n in turned)
    audit.record_many(
        audit.compose(
            "worklist.share.done" if n > 0 else "worklist.share.undone",
            subject=share,
            by=by,
            details={"code": share.item.code, "progress": str(share.progress)},
        )
        for share, n in turned
    )


def _mark_above(changed: list[Share]) -> None:
    """Evidence is added up through the shares above; figures are rolled up already."""
    moved: dict[int, set[int]] = defaultdict(set)
    for share, was in _pairs(changed):
        counts = ("top", "bottom")
        if share.item.source == Source.EVIDENCE and any(was[name] != getattr(share, name) for name in counts):
            moved[share.item_id].add(share.parent_unit_id or 0)
    for item_id, units in moved.items():
        Share.objects.filter(item_id=item_id, unit_id__in=units - {0}).update(stale=True)


# --- readings --------------------------------------------------------------------------------------------------------


def _readings(desk_id: int, shares: list[Share]) -> dict[int, Reading]:
    by_figure = [share for share in shares if share.item.source == Source.FIGURE]
    by_evidence = [share for share in shares if share.item.source == Source.EVIDENCE]
    return _from_figures(by_figure) | _from_evidence(desk_id, by_evidence)


def _from_figures(shares: list[Share]) -> dict[int, Reading]:
    today, found = clock.today(), {}
    by_start: dict[date, list[Share]] = defaultdict(list)
    for share in shares:
        by_start[share.item.starts_on].append(share)
    for start, group in by_start.items():
        codes = {code for share in group for code in _codes(share.item)}
        units = {share.unit_id: share.unit for share in group}
        counted = queries.subtree_counts(codes, units.values(), Period(start, max(start, today)))
        for share in group:
            found[share.pk] = _figure_reading(share, counted)
    return found


def _figure_reading(share: Share, counted: Any) -> Reading:
    codes = _codes(share.item)
    if not codes:  # no room declares the figure any more: nothing is known
        return Reading((0, None), (share.top, share.bottom))
    top = counted.get((codes[0], share.unit_id), 0)
    bottom = max(0, counted.get((codes[1], share.unit_id), 0)) if share.item.is_rate else None
    return Reading((0, None), (top, bottom))


def _from_evidence(desk_id: int, shares: list[Share]) -> dict[int, Reading]:
    own = {pk: _own_counts(share, got) for pk, share, got in _accepted(desk_id, shares)}
    beneath = _beneath(shares)
    return {
        share.pk: _together(own[share.pk], beneath.get((share.item_id, share.unit_id), (0, None))) for share in shares
    }


def _together(own: Counts, beneath: Counts) -> Reading:
    known = [bottom for bottom in (own[1], beneath[1]) if bottom is not None]
    return Reading(own, (own[0] + beneath[0], sum(known) if known else None))


def _accepted(desk_id: int, shares: list[Share]) -> list[tuple[int, Share, Any]]:
    counts = (EvidenceState.ACCEPTED, EvidenceState.LOCKED)
    where = Q(share_id__in=[share.pk for share in shares], state__in=counts)
    rows = Evidence.objects.at_desks([desk_id]).filter(where).order_by().values("share_id")
    got: dict[int, Any] = {row["share_id"]: row for row in rows.annotate(n=Sum("n"), of=Sum("of"), pieces=Count("pk"))}
    nothing = {"n": 0, "of": None, "pieces": 0}
    return [(share.pk, share, got.get(share.pk, nothing)) for share in shares]


def _own_counts(share: Share, got: Any) -> Counts:
    """Numbers and rates: what was proved. Yes or no: this unit as one of one. Milestones: reached of those to reach."""
    kind = share.item.kind
    if kind == ItemKind.YES_NO:
        return (1 if got["pieces"] else 0), 1
    if kind == ItemKind.MILESTONE:
        goal = int(share.goal or 1)
        return min(got["n"], goal), goal
    return got["n"], (got["of"] if kind == ItemKind.RATE else None)


def _beneath(shares: list[Share]) -> dict[tuple[int, int], Counts]:
    together: dict[int, list[Share]] = defaultdict(list)
    for share in shares:
        together[share.item_id].append(share)
    desks_of = _desks_beneath(shares)
    found: dict[tuple[int, int], Counts] = {}
    for item_id, group in together.items():
        desks = {desk for share in group for desk in desks_of[share.unit_id]}
        totals = totals_beneath(item_id, [share.unit_id for share in group], sorted(desks))
        found |= {(item_id, unit_id): counts for unit_id, counts in totals.items()}
    return found


def _desks_beneath(shares: list[Share]) -> dict[int, list[int]]:
    """Where the shares beneath each unit lie: its own desk, for cities and the province those of all beneath."""
    units = {share.unit_id: share.unit for share in shares}
    return {
        pk: orgs.desks_beneath(unit.path) if unit.pk == unit.desk_id else [unit.desk_id] for pk, unit in units.items()
    }
