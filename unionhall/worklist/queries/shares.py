"""Shares: what a unit owes, what its units beneath owe, and the slips raised on them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.db.models import Sum as Total
from django.shortcuts import get_object_or_404

from unionhall.kit import access
from unionhall.orgs import queries as orgs

from ..arithmetic import shortfall
from ..choices import LIVE_SHARES, OPEN_SHARES, Colour
from ..models import Item, Share, ShareQuerySet, Slip, SlipQuerySet
from ..permissions import Worklist


@dataclass(frozen=True)
class Sum:
    """What a unit must reach of an item, what the units beneath it were given, and by how much that falls short."""

    goal: Decimal
    given: Decimal
    short: Decimal
    children: int


def shares_for(user: Any, *, unit: Any = None, year: int | None = None, **chosen: Any) -> ShareQuerySet:
    """Shares `user` may see: of one unit, or of all in reach; `chosen` are further field lookups."""
    if unit is not None:
        found = Share.objects.at_desks([unit.desk_id]).filter(unit=unit).visible_to(user)
    else:
        found = Share.objects.at_desks(orgs.desks_for(user, Worklist.VIEW)).visible_to(user)
    if year is not None:
        found = found.filter(item__year=year)
    return found.filter(**chosen).select_related("item__issuer", "unit")


def share_for(user: Any, item: Item, unit: Any, needs: str = Worklist.VIEW) -> Share:
    """The unit's share, if `user` holds `needs` at the unit; for anyone else it does not exist."""
    found = Share.objects.at_desks([unit.desk_id]).visible_to(user, needs).select_related("item__issuer", "unit")
    return get_object_or_404(found, item=item, unit=unit)


def own_share(item: Item, unit: Any) -> Share | None:
    """The unit's share; None if the item does not reach it. For pages that have asked for the unit already."""
    found = Share.objects.at_desks([unit.desk_id]).select_related("item__issuer", "unit")
    return found.filter(item=item, unit=unit).first()


def children_of(item: Item, unit: Any) -> ShareQuerySet:
    """Shares split from this unit's, in the order of the tree."""
    found = Share.objects.at_desks(orgs.desks_beneath(unit.path)).filter(item=item, parent_unit_id=unit.pk)
    return found.filter(state__in=LIVE_SHARES).select_related("unit", "item__issuer").order_by("unit__path")


def sums_of(item: Item, unit: Any) -> Sum:
    """Whether the targets beneath add up to the unit's own; the issuer without a share answers for the item's."""
    own = own_share(item, unit)
    goal = own.goal if own is not None else item.target if unit.pk == item.issuer_id else None
    given = list(children_of(item, unit).order_by().values_list("target", flat=True))
    total = sum((target or Decimal(0) for target in given), Decimal(0))
    short = shortfall(goal, given) if item.is_number and given else Decimal(0)
    return Sum(goal or Decimal(0), total, short, len(given))


def slips_of(share: Share) -> list[Slip]:
    """The slips raised on a share, the first first."""
    found = Slip.objects.at_desks([share.desk_id]).filter(share_id=share.pk)
    return list(found.select_related("rule").order_by("raised_on", "id"))


def slip_for(user: Any, share: Share, pk: int) -> Slip:
    """The slip, if it was raised on this share and `user` reports for its unit."""
    found = Slip.objects.at_desks([share.desk_id]).visible_to(user, Worklist.REPORT)
    return get_object_or_404(found, share_id=share.pk, pk=pk)


def slips_to_answer(user: Any) -> SlipQuerySet:
    """Slips not answered yet, on shares `user` reports for at the unit itself."""
    here = [held.unit_id for held in access.holding(user, Worklist.REPORT)]
    desks = [held.desk_id for held in access.holding(user, Worklist.REPORT)]
    found = Slip.objects.at_desks(desks).filter(unit_id__in=here, answered_at=None)
    return found.select_related("item__issuer", "unit").order_by("raised_on", "id")


def shares_here(user: Any) -> ShareQuerySet:
    """Open shares of the units where `user` reports, not of those beneath."""
    held = access.holding(user, Worklist.REPORT)
    found = Share.objects.at_desks([one.desk_id for one in held]).filter(unit_id__in=[one.unit_id for one in held])
    return found.filter(state__in=OPEN_SHARES).select_related("item__issuer", "unit").order_by("due_on", "id")


def unexplained(item: Item) -> int:
    """Red slips of the item that nobody has answered."""
    return Slip.objects.filter(item=item, colour=Colour.RED, answered_at=None).count()


def totals_beneath(item_id: int, unit_ids: list[int], desks: list[int]) -> dict[int, tuple[int, int | None]]:
    """{unit id: (top, bottom)} summed over the shares split from each unit's."""
    live = Q(item_id=item_id, parent_unit_id__in=unit_ids, state__in=LIVE_SHARES)
    rows = Share.objects.at_desks(desks).filter(live).values_list("parent_unit_id").order_by()
    summed = rows.annotate(tops=Total("top"), bottoms=Total("bottom"))
    return {int(unit_id or 0): (tops, bottoms) for unit_id, tops, bottoms in summed}


def shares_beneath(user: Any, unit: Any) -> ShareQuerySet:
    """Shares at and under a unit, as far as `user` may see them."""
    found = Share.objects.at_desks(orgs.desks_beneath(unit.path)).filter(unit__path__under=unit.path)
    return found.visible_to(user).select_related("item__issuer", "unit")


def rows_of(user: Any, unit: Any, **chosen: Any) -> ShareQuerySet:
    """The same for a list, narrowed by category, state, light, year, code or level."""
    lookups = {
        "category": "item__category",
        "state": "state",
        "light": "light",
        "year": "item__year",
        "level": "unit__level",
        "code": "item__code",
        "issuer": "item__issuer_id",
    }
    wanted = {lookups[name]: value for name, value in chosen.items() if value not in ("", None)}
    return shares_beneath(user, unit).filter(**wanted)
