"""Who may do what, and where: a permission is held at a place and reaches the places beneath.

Roles are declared in `unionhall/roles.py`, held in `accounts`; this is the question everyone asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .refusal import Refusal


class Level(IntEnum):
    """The five levels 五级 of union organisation, province first."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWNSHIP = 4
    GRASSROOTS = 5


class Placed(Protocol):
    """Anything that stands in the tree: a unit, a role held, or a row that copies a unit's path."""

    @property
    def path(self) -> str: ...


@dataclass(frozen=True)
class Role:
    """A named set of permissions that is held at a unit of one of the levels `at`."""

    code: str
    title: Any
    at: tuple[Level, ...]
    may: frozenset[str]
    administers: bool = False  # one of the three administrators 三员: excludes every other of them
    second_factor: bool = True

    def __post_init__(self) -> None:
        if ROLES.setdefault(self.code, self) is not self:
            raise ValueError(f"role {self.code} is declared twice")


ROLES: dict[str, Role] = {}


@dataclass(frozen=True)
class Held:
    """One role one person holds at one place just now, and by whose authority."""

    role: str
    unit_id: int
    path: str
    level: int
    desk_id: int
    unit_name: str = field(compare=False, default="")
    for_person_id: int | None = None  # set when acting for someone absent
    until: Any = None

    def reaches(self, place: Placed) -> bool:
        return place.path.startswith(self.path)


class NotAllowed(Refusal):
    text = _("您没有办理此事项的权限。如确需办理，请联系本单位的安全管理员。")


def holding(user: Any, permission: str) -> list[Held]:
    """The roles (`user.held`) by which `user` has `permission` somewhere; empty if nowhere."""
    return [h for h in user.held if h.role in ROLES and permission in ROLES[h.role].may]


def may(user: Any, permission: str, at: Placed | None = None) -> bool:
    """Whether `user` has `permission` at this place (or anywhere, when no place is named)."""
    return any(at is None or h.reaches(at) for h in holding(user, permission))


def require(user: Any, permission: str, at: Placed | None = None) -> None:
    """Refuse unless `user` may."""
    if not user.may(permission, at=at):
        raise NotAllowed


def why(user: Any, permission: str, at: Placed) -> list[Held]:
    """The roles that answer «why can I see this?»."""
    return [h for h in holding(user, permission) if h.reaches(at)]


def seat(user: Any, permissions: Iterable[str], at: Placed) -> Held | None:
    """By which role `user` acts at this place: the nearest that has one of the permissions, own before stood in for.

    Who helps from elsewhere acts by a role that does not reach the place; None for workers and the house itself.
    """
    able = [h for h in getattr(user, "held", ()) if h.role in ROLES and not ROLES[h.role].may.isdisjoint(permissions)]
    near = [h for h in able if h.reaches(at)] or able
    return max(near, key=lambda h: (len(h.path), h.for_person_id is None), default=None)


def outermost(held: Iterable[Held]) -> list[Held]:
    """The same reach without places that lie inside another of them."""
    kept: list[Held] = []
    for h in sorted(held, key=lambda one: one.path):
        if not any(h.path.startswith(k.path) for k in kept):
            kept.append(h)
    return kept


def within(user: Any, permission: str, *, path: str = "unit__path") -> Q:
    """Rows whose unit lies under a place where `user` has `permission`; no place, no row."""
    reach = Q(pk__in=[])
    for h in outermost(holding(user, permission)):
        reach |= Q(**{f"{path}__under": h.path})
    return reach
