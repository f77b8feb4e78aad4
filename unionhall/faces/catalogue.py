"""Services on offer, grouped as people look for them."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from unionhall.cases.catalogue import services
from unionhall.kit.templatetags.hall import link_to

from .words import CATEGORIES, MEMBERS_FIRST

FIRST = 6  # on the front page
FIRST_LARGE = 4  # in large print
EACH_LARGE = 3  # of a category in large print


@dataclass(frozen=True)
class Tile:
    """One service as the catalogue shows it."""

    title: Any
    text: Any
    icon: str
    url: str
    category: str


@dataclass
class Shelf:
    """Services of one category."""

    title: Any
    tiles: list[Tile] = field(default_factory=list)
    more: int = 0


@cache
def tiles() -> tuple[Tile, ...]:
    """All services whose pages exist, in the order of their categories; addresses do not change while we run."""
    order = list(CATEGORIES)
    found = [
        Tile(service.title, service.summary, service.icon, url, service.category)
        for service in services
        if (url := link_to("cases:start", service.code))
    ]
    rank = {code: place for place, code in enumerate(order)}
    return tuple(sorted(found, key=lambda tile: rank.get(tile.category, len(order))))


def shelves(*, large: bool, everything: bool = False) -> list[Shelf]:
    """The catalogue; in large print a category shows its first few, unless all are asked for."""
    made: dict[str, Shelf] = {}
    for tile in tiles():
        shelf = made.setdefault(tile.category, Shelf(CATEGORIES.get(tile.category, gettext_lazy("其他服务"))))
        if large and not everything and len(shelf.tiles) >= EACH_LARGE:
            shelf.more += 1
        else:
            shelf.tiles.append(tile)
    return list(made.values())


def first(*, large: bool, member: bool = False) -> list[Tile]:
    """The few on the front page: one of each category in turn, then the rest; a member is not asked first to join."""
    found = sorted(tiles(), key=lambda tile: tile.category not in MEMBERS_FIRST) if member else list(tiles())
    seen: set[str] = set()
    lead: list[Tile] = []
    rest: list[Tile] = []
    for tile in found:
        (rest if tile.category in seen and not member else lead).append(tile)
        seen.add(tile.category)
    return (lead + rest)[: FIRST_LARGE if large else FIRST]


@lru_cache(maxsize=32)
def drawn(language: str, large: bool, member: bool) -> SafeString:
    """Those few as they stand on the page asked for most: the same for everyone, so drawn once in each language."""
    template = get_template("faces/_tile.html")
    return mark_safe("".join(template.render({"tile": tile}) for tile in first(large=large, member=member)))
