"""What the three bases print around a page: asked for only by the frame that needs it, once a request."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from unionhall.accounts import queries as accounts
from unionhall.channels import queries as channels
from unionhall.kit import text
from unionhall.kit.access import ROLES, Held
from unionhall.kit.menu import Face
from unionhall.people import queries as people

from . import menus
from .words import LEVELS

BADGE_MOST = 99


class Frame:
    """The frame of one request; every part is worked out when a template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = getattr(request, "user", None)
        self.path = request.path
        self.on_desk = self.path.startswith("/desk/")

    @property
    def is_known(self) -> bool:
        return bool(self.user and self.user.is_authenticated)

    @cached_property
    def held(self) -> list[Held]:
        """Roles held; asked only of staff, so that a worker's page costs no question about roles."""
        return self.user.held if self.is_known and self.user.is_staff else []

    @cached_property
    def may(self) -> dict[str, int]:
        return menus.allowed(self.held)

    @cached_property
    def membership(self) -> Any:
        """The worker's standing membership with its union, or None: one query."""
        return people.standing_membership(self.user) if self.is_known else None

    @cached_property
    def place(self) -> Held | None:
        """The role whose unit the Desk's header names: the first own one, else the first stood in for."""
        return self.held[0] if self.held else None

    @cached_property
    def union(self) -> str:
        """The name of the worker's union, empty for who is no member: one query, of one column or two."""
        return people.union_name(self.user) if self.is_known else ""

    @cached_property
    def news(self) -> list[tuple[str, Any]]:
        """Unread notices as (title, when), newest first: count and front page in one query."""
        if not self.is_known:
            return []
        return channels.news_of(self.user)

    def unit_name(self) -> str:
        if self.on_desk:
            return self.place.unit_name if self.place else ""
        return self.union if self.path.startswith(("/my/", "/services/")) else ""

    def level_name(self) -> Any:
        return LEVELS.get(self.place.level, "") if self.on_desk and self.place else ""

    def role_name(self) -> Any:
        return ROLES[self.place.role].title if self.place and self.place.role in ROLES else ""

    def home_tabs(self) -> list[menus.Entry]:
        return menus.entries(Face.HOME, self.may, self.path)

    def desk_menu(self) -> list[menus.Group]:
        return menus.groups(Face.DESK, self.may, self.path)

    def board_links(self) -> list[menus.Entry]:
        return menus.entries(Face.BOARD, self.may, self.path)

    def user_menu(self) -> list[menus.Entry]:
        return menus.entries(Face.USER, self.may, self.path)

    def unread_badge(self) -> str:
        """How many notices wait, as a badge shows it; empty for none."""
        return f"{BADGE_MOST}+" if len(self.news) > BADGE_MOST else str(len(self.news) or "")

    def delegation(self) -> str:
        """For whom this user acts just now and until when; empty when for nobody. A query only for who stands in."""
        if not any(h.for_person_id for h in self.held):
            return ""
        said = [
            _("您正在代 %(name)s 办理：%(unit)s · %(role)s，到 %(day)s 为止")
            % {
                "name": one.from_name,
                "unit": one.role_held.unit,
                "role": ROLES[one.role_held.role].title,
                "day": text.short_day(one.last_day),
            }
            for one in accounts.standing_in(self.user)
        ]
        return _("；").join(said)


PARTS = (
    "unit_name",
    "level_name",
    "role_name",
    "home_tabs",
    "desk_menu",
    "board_links",
    "user_menu",
    "unread_badge",
    "delegation",
)


def frame_of(request: HttpRequest) -> Frame:
    """The same frame for the page and for its base."""
    if not hasattr(request, "frame"):
        request.frame = Frame(request)  # type: ignore[attr-defined]
    return request.frame  # type: ignore[attr-defined,no-any-return]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the parts as functions, which a template calls only where it prints them."""
    made = frame_of(request)
    return {name: _once(made, name) for name in PARTS} | {"counted_at": None}


def _once(made: Frame, name: str) -> Any:
    def part() -> Any:
        kept = made.__dict__.setdefault("_parts", {})
        if name not in kept:
            kept[name] = getattr(made, name)()
        return kept[name]

    return part
