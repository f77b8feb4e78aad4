"""Entries of the Desk's left rail, declared in rooms' `menu.py` and drawn by the faces."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MenuItem:
    """A page in the rail: shown to those who hold one of `needs` somewhere."""

    group: Any
    title: Any
    page: str  # URL name without arguments
    needs: tuple[str, ...]
    icon: str = "file"
    order: int = 100
