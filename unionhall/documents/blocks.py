"""The parts a document is made of: one structure, written as PDF and as Word, so that the two cannot drift.

Texts are plain; a line break inside a text begins a new line. Values may be dates, numbers or text: they are printed
as people here write them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = tuple[Any, Any]


@dataclass(frozen=True)
class Title:
    """The document's own title, when it is not simply that of its kind."""

    text: Any


@dataclass(frozen=True)
class Heading:
    """一、 of the first level, （一） of the second: the number is part of the text."""

    text: Any
    level: int = 1


@dataclass(frozen=True)
class Para:
    """A paragraph, its first line two characters in unless it is not to be.

    The first of a letter, flush left and ending in ：, is whom it speaks to; the addressee is not printed above it.
    """

    text: Any
    indent: bool = True


@dataclass(frozen=True)
class Facts:
    """Labels and values, one a line, as a quiet table."""

    rows: Sequence[Row]


@dataclass(frozen=True)
class Table:
    """A ruled table; its head is repeated on every page it runs over."""

    heads: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float] = ()  # shares of the line, e.g. (1, 3, 1); equal when not given


@dataclass(frozen=True)
class Items:
    """Numbered lines: 1. 2. 3."""

    items: Sequence[Any]


@dataclass(frozen=True)
class Signatures:
    """Places to sign: who, and what stands beside it (a date, «盖章»)."""

    rows: Sequence[Row]


@dataclass(frozen=True)
class Annexes:
    """附件: the list of what comes with it."""

    items: Sequence[Any]


@dataclass(frozen=True)
class Note:
    """Small words at the end: how to object, what happens next."""

    text: Any


Block = Title | Heading | Para | Facts | Table | Items | Signatures | Annexes | Note
