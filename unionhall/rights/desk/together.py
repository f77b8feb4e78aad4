"""What all cases of a group may do in one step: moves that ask nothing of each case by itself."""

from typing import Any

from django.utils.translation import gettext as _

from .. import queries
from ..services.complaint import COMPLAINT


def moves_of(user: Any, group: Any) -> list[tuple[str, str]]:
    """(name, title and how many it fits) of those some open case of the group may make."""
    times, told = queries.times_fitting(user, group, COMPLAINT), _("%(title)s（%(n)d件）")
    return [
        (one.name, told % {"title": one.title, "n": times[one.name]})
        for one in COMPLAINT.moves
        if times[one.name] and one.asks is None and not one.by_worker
    ]
