"""Columns of a row that was just moved and lies under its lock."""

from typing import Any


def keep(row: Any, **values: Any) -> None:
    """Set these columns on the row and in the table; its version was raised by the move."""
    for name, value in values.items():
        setattr(row, name, value)
    type(row).objects.at_desks([row.desk_id]).filter(pk=row.pk).update(**values)
