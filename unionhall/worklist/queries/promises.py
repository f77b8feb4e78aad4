"""What workers see of the list: public items, the whole's progress, and a rank band (worklist.md §4.7)."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from unionhall.orgs import queries as orgs
from unionhall.people import queries as people

from ..choices import ItemKind
from ..models import Item, Share, Tally
from .items import public_items


@dataclass(frozen=True)
class Promise:
    """One public item: the issuer's own share, and in which third of the city's counties the reader's stands."""

    item: Item
    share: Share | None
    target: str
    band: str
    done: tuple[int, int] = (0, 0)  # shares that are done, of all: where the issuer has none of its own


@dataclass(frozen=True)
class Promises:
    """The page's items; `county` is the reader's, empty for strangers."""

    promises: list[Promise] = field(default_factory=list)
    county: str = ""


def promises_for(user: Any, year: int) -> Promises:
    items = public_items(year)
    if not items:
        return Promises()
    county = _county_of(user)
    own = _own_shares(items)
    bands = _bands(items, county) if county is not None else {}
    below = _done_below([item for item in items if item.pk not in own])
    rows = [
        Promise(item, own.get(item.pk), _target(item), bands.get(item.pk, ""), below.get(item.pk, (0, 0)))
        for item in items
    ]
    return Promises(rows, str(county) if county is not None else "")


def _county_of(user: Any) -> Any:
    """The county union above the reader's own union; None for strangers and those above counties."""
    if not user.is_authenticated:
        return None
    membership = people.standing_membership(user.pk)
    county_id = membership.unit.county_id if membership is not None else None
    return orgs.unit(county_id) if county_id else None


def _own_shares(items: list[Item]) -> dict[int, Share]:
    issuer = orgs.unit(items[0].issuer_id)
    rows = Share.objects.at_desks([issuer.desk_id]).filter(item__in=items, unit=issuer).select_related("item")
    return {share.item_id: share for share in rows}


def _done_below(items: list[Item]) -> dict[int, tuple[int, int]]:
    """{item id: (shares done, shares)} of items only others carry, from the issuer's own tallies."""
    if not items:
        return {}
    issuer = orgs.unit(items[0].issuer_id)
    rows = Tally.objects.at_desks([issuer.desk_id]).filter(item__in=items, unit=issuer)
    return {one: (done, of) for one, done, of in rows.values_list("item").annotate(Sum("done"), Sum("shares"))}


def _target(item: Item) -> str:
    if item.target is None or item.kind == ItemKind.YES_NO:
        return ""
    return f"{item.target * 100:.0f}%" if item.kind == ItemKind.RATE else f"{item.target:,.0f} {item.measure}".strip()


def _bands(items: list[Item], county: Any) -> dict[int, str]:
    """{item id: band}: which third of the counties of the same city; nothing where they are too few to hide in."""
    rows = Share.objects.filter(item__in=items, city_id=county.city_id, unit__level=county.level)
    places: dict[int, list[tuple[Any, int]]] = {}
    for item_id, unit_id, progress in rows.values_list("item_id", "unit_id", "progress"):
        places.setdefault(item_id, []).append((-progress, unit_id))
    found = {}
    for item_id, ranked in places.items():
        at = next((n for n, one in enumerate(sorted(ranked)) if one[1] == county.pk), None)
        if at is not None and len(ranked) >= 3:
            found[item_id] = (_("前列"), _("中间"), _("追赶中"))[at * 3 // len(ranked)]
    return found
