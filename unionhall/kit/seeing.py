"""«Why can I see this?» for rooms beneath the one that knows what roles are called: it declares `reasons.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .discover import declared


@dataclass(frozen=True)
class Reasons:
    """`why(user, permission, place)` gives sentences, one for each role that reaches the place."""

    why: Callable[[Any, str, Any], list[str]]


def why(user: Any, permission: str, *places: Any) -> list[str]:
    """The sentences for all these places, each once."""
    said = (one.why(user, permission, place) for one in declared("reasons", Reasons) for place in places if place)
    return list(dict.fromkeys(words for sentences in said for words in sentences))
