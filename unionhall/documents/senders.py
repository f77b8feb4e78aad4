"""Whose report or case the thing a document is about came from: rooms that know declare it in their `papers.py`.

Nobody of a union signs, sends or opens papers of their own business (回避, decision 17), on whichever page it is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionhall.kit.discover import declared


@dataclass(frozen=True)
class Sender:
    """`of(document)`: the person it came from; None where nobody is, or where another room knows."""

    of: Callable[[Any], int | None]


@cache
def _known() -> list[Sender]:
    return declared("papers", Sender)


def is_own(user: Any, document: Any) -> bool:
    """Whether it is about `user` as a worker, or about what `user` sent in."""
    return bool(user.pk == document.person_id) or any(one.of(document) == user.pk for one in _known())
