"""The row of a matter under lock."""

from typing import Any

from unionhall.kit import access

from .. import queries
from ..models import Matter
from ..refusals import Changed, NotNow, OwnReport


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


def require_impartial(needs: str, *, matter: Matter, by: Any) -> None:
    """Refuse unless `by` has the permission where it sits, and it did not come from what `by` reported."""
    access.require(by, needs, at=matter.unit)
    refuse_own(matter, by=by)


def refuse_own(matter: Matter, *, by: Any) -> None:
    if queries.is_own(by, matter):
        raise OwnReport


def write(matter: Any) -> None:
    """Save it one version on."""
    matter.version += 1
    matter.save(force_update=True)
