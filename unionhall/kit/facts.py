"""What of a small form's facts may stand in the open: dates, numbers and keys; words are sealed elsewhere."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Those facts, ready for JSON: dates in ISO form, rows by their key; text is left out."""
    kept: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, date | datetime):
            kept[name] = value.isoformat()
        elif isinstance(value, bool | int | float | type(None)):
            kept[name] = value
        elif hasattr(value, "pk"):
            kept[name] = value.pk
    return kept
