"""Entries of the faces' menus, declared in rooms' `menu.py` and drawn by the faces."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .access import Level


class Face(StrEnum):
    """Where an entry stands."""

    HOME = "home"  # the tab bar of the phone
    PUBLIC = "public"  # the front page of strangers: pages open to all
    MINE = "mine"  # the page «我的»
    DESK = "desk"  # the left rail
    USER = "user"  # the account menu of the Desk
    BOARD = "board"  # the links on top of the Board


@dataclass(frozen=True)
class MenuItem:
    """A page in a menu: shown to those who hold one of `needs` somewhere, to everyone when `needs` is empty.

    `lowest` is the last level whose unions have rows there: beneath it the list would stay empty for ever.
    """

    group: Any
    title: Any
    page: str  # URL name without arguments; an entry whose room is absent is left out
    needs: tuple[str, ...] = ()
    icon: str = "file"
    order: int = 100
    face: Face = Face.DESK
    lowest: int = Level.GRASSROOTS
