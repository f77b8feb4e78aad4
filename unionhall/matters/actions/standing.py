"""The row of a matter under lock."""

from typing import Any

from ..models import Matter
from ..refusals import Changed, NotNow


def locked(matter: Matter) -> Matter:
    """`matter` itself, read again under a lock; refuses when somebody changed it since it was read."""
    known = matter.version
    matter.refresh_from_db(from_queryset=type(matter).objects.select_for_update(of=("self",)))
    if matter.version != known:
        raise Changed
    return matter


def still_open(matter: Matter) -> Matter:
    """The same, and not closed."""
    if locked(matter).is_closed:
        raise NotNow
    return matter


def write(matter: Any) -> None:
    """Save it one version on."""
    matter.version += 1
    matter.save(force_update=True)
