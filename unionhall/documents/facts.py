"""Facts as JSON text: dates and decimals come back as what they were."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

READS: dict[str, Callable[[str], Any]] = {
    "$moment": datetime.fromisoformat,
    "$day": date.fromisoformat,
    "$decimal": Decimal,
}


def dump(facts: dict[str, Any]) -> str:
    return json.dumps(facts, default=_tagged, ensure_ascii=False)


def load(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text, object_hook=_untagged)
    return found


def _tagged(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be a fact of a document: give text, numbers, dates, lists")


def _untagged(found: dict[str, Any]) -> Any:
    if len(found) != 1:
        return found
    ((tag, value),) = found.items()
    return READS[tag](value) if tag in READS else found
