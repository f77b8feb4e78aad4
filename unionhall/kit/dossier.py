"""What rooms know of one employer, declared in their `employer.py` and drawn on the employer's page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .discover import declared

SHOWN = 5  # rows a panel draws; the rest stands behind its link


@dataclass(frozen=True)
class PanelRow:
    """One thing about the employer, ready to print; `tone` is one of the status marks, `note` its words."""

    title: str
    url: str = ""
    on: date | None = None
    tone: str = "neutral"
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """How many such things there are, the newest few, and the address of the whole list."""

    count: int
    rows: list[PanelRow] = field(default_factory=list)
    more_url: str = ""


@dataclass(frozen=True)
class EmployerPanel:
    """A panel for those who hold one of `needs` somewhere; `find` asks for the rows this user may see, in two queries.

    `find(user, employer)` looks where the user's own roles reach, as the room's lists do.
    """

    code: str
    title: Any
    needs: str | tuple[str, ...]
    find: Callable[[Any, Any], Panel]
    order: int = 100
    icon: str = "file"

    @property
    def permissions(self) -> tuple[str, ...]:
        return (self.needs,) if isinstance(self.needs, str) else self.needs


def panels(user: Any, employer: Any) -> Iterator[tuple[EmployerPanel, Panel]]:
    """Each room's panel for this user, in order; an empty one too, for it says that there is nothing."""
    for one in sorted(declared("employer", EmployerPanel), key=lambda panel: (panel.order, panel.code)):
        if any(user.may(permission) for permission in one.permissions):
            yield one, one.find(user, employer)
