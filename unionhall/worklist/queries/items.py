"""Items: what there is this year, for whom, and whom a draft would reach."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from unionhall.kit.access import Level
from unionhall.kit.models import Job
from unionhall.orgs import queries as orgs

from ..choices import LIVE_ITEMS, ItemState
from ..models import Item, ItemQuerySet
from ..permissions import Worklist

CODE = re.compile(r"Y\d\d-[A-E]\d\d(-L\d{0,3})?")


@dataclass(frozen=True)
class Reach:
    """How many units of each level an item would reach, and what stands against issuing it."""

    by_level: tuple[tuple[int, int], ...]

    @property
    def units(self) -> int:
        return sum(count for _level, count in self.by_level)


def item_for(user: Any, issuer_code: str, code: str, needs: str = Worklist.VIEW) -> Item:
    """The item, if `user` may see it (for another permission: holds it at the issuer); else it does not exist."""
    found = Item.objects.visible_to(user, needs).select_related("issuer", "carried_from")
    item = get_object_or_404(found, issuer__code=issuer_code, code=code)
    if needs != Worklist.VIEW and not user.may(needs, at=item.issuer):
        raise Http404  # read by everyone it reaches, written only where it was issued
    return item


def issued_by(unit: Any, year: int) -> ItemQuerySet:
    """What this unit itself has written or issued in the year."""
    return Item.objects.filter(issuer=unit, year=year).select_related("issuer").order_by("code")


def public_items(year: int) -> list[Item]:
    """What the highest union promised workers for the year."""
    root = orgs.root()
    if root is None:
        return []
    shown = (ItemState.ISSUED, ItemState.CLOSED)
    return list(Item.objects.filter(year=year, public=True, issuer=root, state__in=shown).order_by("code"))


def reached_units(item: Item) -> QuerySet:
    """Open units the item goes to; kinds and industries narrow the grassroots only, federations stand for all."""
    found = orgs.units_matching(item.issuer, levels=item.levels)
    above = Q(level__lt=Level.GRASSROOTS)
    if item.kinds:
        found = found.filter(above | Q(kind__in=item.kinds))
    if item.industries:
        found = found.filter(above | Q(industry__in=item.industries))
    return found if item.levels else found.none()


def reach_of(item: Item) -> Reach:
    """A dry count, before anything is issued."""
    counted = Counter(reached_units(item).order_by().values_list("level", flat=True))
    return Reach(tuple(sorted(counted.items())))


def next_code(*, year: int, category: str, local: bool, issuer: Any) -> str:
    """The first number free for this issuer and above it: Y26-A10, for local items Y26-A10-L."""
    start = f"Y{year % 100:02}-{category}"
    # a local code keeps clear of every number of the level above, so all codes of the year count
    near = Q(issuer__path__in=[*issuer.ancestor_paths, issuer.path])
    taken = {
        int(code[5:7]) for code in Item.objects.filter(near, code__startswith=start).values_list("code", flat=True)
    }
    free = next(n for n in range(1, 100) if n not in taken)
    return f"{start}{free:02}{'-L' if local else ''}"


def grassroots_load(item: Item) -> int:
    """The most live items of the year one grassroots union would carry if this one were issued, itself counted.

    Counted on the items, not on the shares: whatever is issued at one place above and reaches the same kinds.
    """
    live = Item.objects.filter(year=item.year, state__in=LIVE_ITEMS).exclude(pk=item.pk).select_related("issuer")
    meets = [other for other in live if Level.GRASSROOTS in other.levels and _overlap(item, other)]
    path = item.issuer.path
    above = sum(1 for other in meets if path.startswith(other.issuer.path))
    beneath = [other.issuer.path for other in meets if other.issuer.path.startswith(path) and other.issuer.path != path]
    chains = [sum(1 for other in beneath if one.startswith(other)) for one in set(beneath)]
    return 1 + above + max(chains, default=0)


def _overlap(one: Item, other: Item) -> bool:
    return _meet(one.kinds, other.kinds) and _meet(one.industries, other.industries)


def _meet(one: Iterable[str], other: Iterable[str]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def provincial_codes(year: int) -> set[str]:
    """Codes of the items of the highest union: no local item may use one, with or without the suffix."""
    root = orgs.root()
    return set(Item.objects.filter(year=year, issuer=root).values_list("code", flat=True)) if root else set()


def years() -> list[int]:
    """Years there are items of, the latest first."""
    return sorted(set(Item.objects.order_by().values_list("year", flat=True).distinct()), reverse=True)


def job_of(item: Item) -> Job | None:
    """The job that issues, carries or closes the item; None if there was none."""
    return Job.objects.filter(desk_id=item.issuer.desk_id, pk=item.job_id).first() if item.job_id else None
