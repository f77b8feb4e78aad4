"""Issuing once: a job gives every matching unit its share, level by level, with a target that adds up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.audit import actions as audit
from unionhall.kit import access, background, clock, figures
from unionhall.kit.access import Level
from unionhall.kit.figures import Period
from unionhall.kit.ids import take_ids
from unionhall.kit.models import Job
from unionhall.orgs import queries as orgs

from .. import queries
from ..arithmetic import ZERO, split_whole
from ..choices import ItemKind, ItemState, Source, Split
from ..models import Item, Share
from ..permissions import Worklist
from ..queries.items import grassroots_load
from ..refusals import NobodyChecks, NotNow, TooManyItems
from ..rules import numbers_on

CHUNK = 5000  # shares written in one transaction
FAN_OUT = "worklist.issue"
WEIGHED_BY = {  # the first that is declared
    Split.MEMBERS: ("people.members",),
    Split.WORKERS: ("orgs.workers", "orgs.covered_workers"),
    Split.EMPLOYERS: ("orgs.employers",),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What the fan-out has to know of one unit."""

    pk: int
    path: str
    level: int
    desk_id: int
    county_id: int | None
    city_id: int | None


@dataclass(frozen=True, slots=True)
class Family:
    """Units that share one target: those split from the same unit above."""

    parent_id: int
    parent_path: str
    places: list[Place]


@transaction.atomic
def issue(*, item: Item, by: Any) -> Job:
    """Start the fan-out of a draft; refused without a way to measure it, or when the grassroots get too many."""
    access.require(by, Worklist.ISSUE, at=item.issuer)
    item = Item.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=item.pk)
    if item.state != ItemState.DRAFT:
        raise NotNow
    check_measured(item)
    check_load(item)
    if item.is_number and item.split in WEIGHED_BY:
        _weight(item)
    reach = queries.reach_of(item)
    if not reach.units:
        raise NotNow(_("没有符合条件的单位，请检查承担级别、工会类型和行业。"))
    job = background.start(FAN_OUT, unit=item.issuer, by=by, total=reach.units, item=item.pk)
    item.state, item.job_id, item.version = ItemState.ISSUING, job.pk, item.version + 1
    item.save(update_fields=["state", "job_id", "version"])
    audit.record("worklist.item.issued", subject=item, by=by, unit=item.issuer, units=reach.units)
    return job


def check_measured(item: Item) -> None:
    """Rule 2 of worklist.md §13: a live figure that some room declares, or evidence that a named person looks at."""
    if item.source == Source.FIGURE and queries.figure_of(item.figure) is None:
        raise NobodyChecks
    if item.source == Source.EVIDENCE and not (item.checker.strip() and item.evidence_kinds):
        raise NobodyChecks


def check_load(item: Item) -> None:
    """Rule 10: no grassroots union carries more items a year than the cap."""
    if Level.GRASSROOTS not in item.levels:
        return
    most, load = int(numbers_on(clock.today())["grassroots-items"]), grassroots_load(item)
    if load > most:
        words = _("下达后，有基层工会要承担 %(load)d 项，超过上限 %(most)d 项。请改由上级承担，或合并项目。")
        raise TooManyItems(words % {"load": load, "most": most})


def fan_out(job: Job) -> None:
    """Give every unit its share. Run again after a kill it fills in what is missing, and nothing stands twice."""
    item = Item.objects.select_related("issuer").get(pk=job.arguments["item"])
    places = list(_places(item))
    given = dict(_given(item))
    background.beat(job, total=len(places), done=len(given))
    leaves = _leaves(places) if _each_the_same(item) else {}
    for families in _in_chunks(_families(item, places)):
        given |= _write(item, families, given, leaves)
        background.beat(job, done=len(given))
    _finish(item, len(given))
    job.result = {"shares": len(given)}


def _places(item: Item) -> Iterator[Place]:
    """From the top of the tree down, so that whoever splits already has a target."""
    columns = ("pk", "path", "level", "desk_id", "county_id", "city_id")
    rows = queries.reached_units(item).order_by("depth", "path").values_list(*columns)
    yield from (Place(*row) for row in rows.iterator(chunk_size=5000))


def _given(item: Item) -> Iterator[tuple[int, Decimal | None]]:
    return Share.objects.filter(item=item).values_list("unit_id", "target").iterator(chunk_size=5000)


def _each_the_same(item: Item) -> bool:
    return item.kind == ItemKind.NUMBER and item.split == Split.SAME


def _families(item: Item, places: list[Place]) -> Iterator[Family]:
    """Units grouped by the nearest unit above that has a share too (or else the issuer), parents before children."""
    ids = {place.path: place.pk for place in places}
    issuer = (item.issuer_id, item.issuer.path)

    def above(place: Place) -> tuple[int, str]:
        for end in range(len(place.path) - 4, 0, -4):
            if found := ids.get(place.path[:end]):
                return found, place.path[:end]
        return issuer

    own = [place for place in places if place.pk == item.issuer_id]
    if own:
        yield Family(0, "", own)  # the issuer's own share stands at the top
    beneath: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for place in places:
        if place.pk != item.issuer_id:
            beneath[above(place)].append(place)
    for (pk, path), children in sorted(beneath.items(), key=lambda one: (len(one[0][1]), one[0][1])):
        yield Family(pk, path, children)


def _in_chunks(families: Iterable[Family]) -> Iterator[list[Family]]:
    """Whole families of one depth together; a family is never cut, so its sum is right whenever it is there.

    A family larger than a chunk stands alone and is cut when it is written.
    """
    for _depth, same in groupby(families, key=lambda family: len(family.parent_path)):
        chunk: list[Family] = []
        size = 0
        for family in same:
            if chunk and size + len(family.places) > CHUNK:
                yield chunk
                chunk, size = [], 0
            chunk.append(family)
            size += len(family.places)
        if chunk:
            yield chunk


def _leaves(places: list[Place]) -> dict[int, int]:
    """How many units with nobody beneath them in the item there are at and under each: they carry the number itself."""
    ids = {place.path: place.pk for place in places}
    has_child = {place.path[:end] for place in places for end in range(4, len(place.path), 4)} & ids.keys()
    counted: dict[int, int] = defaultdict(int)
    for place in places:
        if place.path not in has_child:
            for end in range(4, len(place.path) + 1, 4):
                if place.path[:end] in ids:
                    counted[ids[place.path[:end]]] += 1
    return counted


def _write(
    item: Item, families: list[Family], given: dict[int, Decimal | None], leaves: dict[int, int]
) -> dict[int, Decimal | None]:
    targets: dict[int, Decimal | None] = {}
    rows: list[tuple[Place, int | None]] = []
    for family in families:
        missing = [place for place in family.places if place.pk not in given]
        targets |= _targets(item, family, missing, given, leaves, clock.today())
        rows += [(place, family.parent_id or None) for place in missing]
    for start in range(0, len(rows), CHUNK):
        _insert(item, rows[start : start + CHUNK], targets)
    return targets


def _targets(
    item: Item,
    family: Family,
    missing: list[Place],
    given: dict[int, Decimal | None],
    leaves: dict[int, int],
    day: date,
) -> dict[int, Decimal | None]:
    """What each of these units is to reach, by the counts of this day.

    Parts already given stay; the rest of the whole goes to the others.
    """
    if leaves:
        return {place.pk: (item.target or ZERO) * leaves[place.pk] for place in missing}
    if item.kind != ItemKind.NUMBER or family.parent_id == 0:
        return dict.fromkeys([place.pk for place in missing], item.target)
    if item.split == Split.MANUAL:
        return dict.fromkeys([place.pk for place in missing], ZERO)
    whole = given.get(family.parent_id, item.target) or ZERO
    already = sum(((given.get(place.pk) or ZERO) for place in family.places), ZERO)
    parts = split_whole(max(ZERO, whole - already), _weights(item, missing, day))
    return {place.pk: Decimal(part) for place, part in zip(missing, parts, strict=True)}


def _weight(item: Item) -> str:
    code = queries.declared_count(WEIGHED_BY[Split(item.split)])
    if code is None:
        raise NotNow(_("没有可用来分解目标的统计数据，请换一种分解办法。"))
    return code


def _weights(item: Item, places: list[Place], day: date) -> list[int]:
    if item.split not in WEIGHED_BY:
        return [1] * len(places)
    code = _weight(item)
    found: dict[tuple[str, int], int] = {}
    for start in range(0, len(places), 500):
        found |= queries.subtree_counts([code], places[start : start + 500], Period(item.starts_on, day))
    return [found.get((code, place.pk), 0) for place in places]


@transaction.atomic
def _insert(item: Item, rows: list[tuple[Place, int | None]], targets: dict[int, Decimal | None]) -> None:
    today = clock.today()
    made = take_ids(len(rows))
    shares = [
        Share(
            id=pk,
            desk_id=place.desk_id,
            item=item,
            unit_id=place.pk,
            county_id=place.county_id,
            city_id=place.city_id,
            parent_unit_id=parent_id,
            target=targets[place.pk],
            base=item.base,
            issued_on=today,
            due_on=item.due_on,
            light_since=today,
        )
        for pk, (place, parent_id) in zip(made, rows, strict=True)
    ]
    Share.objects.bulk_create(shares, batch_size=1000, ignore_conflicts=True)
    # only what really went in is counted, should a second worker have been quicker
    desks = {share.desk_id for share in shares}
    new = set(Share.objects.at_desks(desks).filter(item=item, pk__in=made).values_list("unit_id", flat=True))
    figures.add_many(("worklist.shares", place, today, 1) for place, _parent in rows if place.pk in new)


@transaction.atomic
def _finish(item: Item, count: int) -> None:
    item = Item.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=item.pk)
    if item.state != ItemState.ISSUING:
        return
    item.state, item.issued_at = ItemState.ISSUED, clock.now()
    item.save(update_fields=["state", "issued_at"])
    audit.record(
        "worklist.item.reached", subject=item, by=accounts.system_user("clock"), unit=item.issuer, shares=count
    )


def nearest_with_share(item_id: int, unit: Any) -> Any:
    """The unit above whose share this unit's is a part of: the nearest with a share, None at the top."""
    above = [one for one in orgs.ancestors(unit) if one.pk != unit.pk]
    desks = {one.desk_id for one in above}
    having = set(
        Share.objects.at_desks(desks)
        .filter(item_id=item_id, unit_id__in=[one.pk for one in above])
        .values_list("unit_id", flat=True)
    )
    return next((one for one in reversed(above) if one.pk in having), None)


def plan_of(item: Item, day: date) -> Iterator[tuple[Place, int | None, Decimal | None]]:
    """What this day's fan-out would write for an item nobody has yet: (unit, whom its share is split from, target)."""
    places = list(_places(item))
    leaves = _leaves(places) if _each_the_same(item) else {}
    given: dict[int, Decimal | None] = {}
    for family in _families(item, places):
        given |= _targets(item, family, family.places, given, leaves, day)
        yield from ((place, family.parent_id or None, given[place.pk]) for place in family.places)
