"""Menus of the faces, from what rooms declare: found once a process, filtered by what this user holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from unionhall.kit.access import ROLES, Held
from unionhall.kit.discover import declared
from unionhall.kit.menu import Face, MenuItem
from unionhall.kit.templatetags.hall import link_to

ROOTS = ("/", "/desk/", "/board/")  # current only on themselves: every page of the face begins with them


@dataclass
class Entry:
    """A link ready to print."""

    title: Any
    url: str
    icon: str = "file"
    current: bool = False
    count: int | None = None
    late: bool = False
    page: str = ""


@dataclass
class Group:
    """Entries of the rail under one title."""

    title: Any
    icon: str
    items: list[Entry] = field(default_factory=list)


@cache
def _items(face: Face) -> tuple[tuple[MenuItem, str], ...]:
    """What rooms declare for a face, with addresses, in order; pages that do not exist are left out."""
    found = [item for item in declared("menu", MenuItem) if item.face == face]
    found.sort(key=lambda item: item.order)
    once = {item.page: item for item in reversed(found)}  # a room's own entry stands before a later one of that page
    return tuple((item, url) for item in found if once[item.page] is item and (url := link_to(item.page)))


def allowed(held: Iterable[Held]) -> dict[str, int]:
    """Every permission these roles carry, wherever, with the highest level (the least number) at which it is held."""
    found: dict[str, int] = {}
    for h in held:
        for one in ROLES[h.role].may if h.role in ROLES else ():
            found[str(one)] = min(h.level, found.get(str(one), h.level))
    return found


def shown(face: Face, may: Mapping[str, int]) -> list[tuple[MenuItem, str]]:
    """Entries for someone with these permissions at these levels."""
    return [(item, url) for item, url in _items(face) if not item.needs or _reached(item, may)]


def _reached(item: MenuItem, may: Mapping[str, int]) -> bool:
    return any(one in may and may[one] <= item.lowest for one in item.needs)


def entries(face: Face, may: Mapping[str, int], path: str) -> list[Entry]:
    """A flat menu; the entry whose address is the longest beginning of `path` is the current one."""
    chosen = shown(face, may)
    here = _current([url for _item, url in chosen], path)
    return [Entry(item.title, url, item.icon, url == here, page=item.page) for item, url in chosen]


def groups(face: Face, may: Mapping[str, int], path: str) -> list[Group]:
    """The rail: entries under the titles rooms gave them, in the order of each title's first entry."""
    chosen = shown(face, may)
    here = _current([url for _item, url in chosen], path)
    made: dict[str, Group] = {}
    for item, url in chosen:
        group = made.setdefault(str(item.group), Group(item.group, item.icon))
        group.items.append(Entry(item.title, url, item.icon, url == here))
    return list(made.values())


def _current(urls: list[str], path: str) -> str:
    matching = [url for url in urls if path == url or (url not in ROOTS and path.startswith(url))]
    return max(matching, key=len, default="")
