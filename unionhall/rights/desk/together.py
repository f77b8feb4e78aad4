"""What all cases of a group may do in one step: moves that ask nothing of each case by itself."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from ..services.complaint import COMPLAINT


def moves_of(user: Any, rows: Iterable[Any]) -> list[tuple[str, str]]:
    """(name, title and how many it fits) of those some open case of these rows may make; nobody moves their own."""
    times: Counter[str] = Counter()
    for row in rows:
        if row.status != "closed" and row.service_code == COMPLAINT.code and row.person_id != user.pk:
            times.update(one.name for one in COMPLAINT.moves_from(row.stage_code) if user.may(one.may, at=row.unit))
    told = _("%(title)s（%(n)d件）")
    return [
        (one.name, told % {"title": one.title, "n": times[one.name]})
        for one in COMPLAINT.moves
        if times[one.name] and one.asks is None and not one.by_worker
    ]
