"""Every audit line is also an event: rooms above answer it after the commit, in their `reactions.py`."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from .models import Line

Reaction = Callable[[Line], None]
_reactions: dict[str, list[Reaction]] = defaultdict(list)


def when(*actions: str) -> Callable[[Reaction], Reaction]:
    """Declare a reaction to lines of these actions; it gets the line, once its transaction is committed."""

    def keep(reaction: Reaction) -> Reaction:
        for action in actions:
            _reactions[action].append(reaction)
        return reaction

    return keep


@cache
def _load() -> None:
    from unionhall.kit.discover import modules

    modules("reactions")


def dispatch(line: Line) -> None:
    """Let every reaction to this line run; each is its own action with its own transaction."""
    _load()
    for reaction in _reactions.get(line.action, ()):
        reaction(line)
