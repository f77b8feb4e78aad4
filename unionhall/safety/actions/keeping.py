"""Columns of a row that was just moved and lies under its lock; and whether an accident still counts."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from ..models import Accident
from ..refusals import NotYet


def keep(row: Any, **values: Any) -> None:
    """Set these columns on the row and in the table; its version was raised by the move."""
    for name, value in values.items():
        setattr(row, name, value)
    type(row).objects.at_desks([row.desk_id]).filter(pk=row.pk).update(**values)


def full_minute(at: datetime) -> datetime:
    """As people type moments: what is typed may not come before it."""
    return at.replace(second=0, microsecond=0)


def not_before(day: date, first: date | None, field: str, words: str) -> None:
    """Refuse, at the field, a day that comes before the one it follows from."""
    if first is not None and day < first:
        raise NotYet(words, field=field)


def must_count(accident: Accident) -> None:
    """Refuse an act about an accident that was entered by mistake."""
    if accident.is_void:
        raise NotYet(_("这起事故是登记错误，已经作废，不能再办理。"))
