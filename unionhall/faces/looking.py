"""The Desk's search: each room is asked for what this user may see there, by what it declares in `search.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionhall.kit.discover import declared
from unionhall.kit.search import Found, SearchSource
from unionhall.kit.templatetags.hall import link_to

LONGEST = 60  # characters of a question


@dataclass
class Result:
    """What one source found."""

    title: Any
    icon: str
    rows: list[tuple[Found, str]]  # with their addresses; empty where the room has no page for them


@cache
def _sources() -> tuple[SearchSource, ...]:
    return tuple(sorted(declared("search", SearchSource), key=lambda source: source.order))


def look(user: Any, may: Mapping[str, int], text: str) -> list[Result]:
    """What was found, by kind; kinds without a hit are left out."""
    asked = [source for source in _sources() if not may.keys().isdisjoint(source.needs)]
    found = [Result(source.title, source.icon, _rows(source, user, text)) for source in asked]
    return [one for one in found if one.rows]


def _rows(source: SearchSource, user: Any, text: str) -> list[tuple[Found, str]]:
    return [(row, link_to(source.page, *row.args) if source.page else "") for row in source.find(user, text)]
