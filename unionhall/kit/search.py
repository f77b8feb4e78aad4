"""Places the Desk's search looks, declared in rooms' `search.py`: each asks its own room what this user may see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """One row found, ready to print; `args` complete the address of the source's page."""

    title: str
    text: str = ""
    args: tuple[Any, ...] = ()
    tone: str = ""
    mark: str = ""


@dataclass(frozen=True)
class SearchSource:
    """A kind of row that can be looked for; `find(user, text)` answers only what `user` may see, a page at most."""

    title: Any
    needs: tuple[str, ...]
    find: Callable[[Any, str], list[Found]]
    page: str = ""  # URL name of one row's page
    icon: str = "file"
    order: int = 100
