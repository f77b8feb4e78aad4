"""What several desk pages of this room need."""

from typing import Any

from unionhall.kit import access
from unionhall.orgs import queries as orgs


def place_of(user: Any) -> Any:
    """The unit at which a line about a list taken out is kept: the outermost place the user holds a role at."""
    held = next(iter(access.outermost(user.held)), None)
    return orgs.unit(held.unit_id) if held is not None else None
