"""Lists that leave the house."""

from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit
from unionhall.kit.exports import MOST, TooMany


@transaction.atomic
def note_export(*, what: str, rows: int, by: Any) -> None:
    """Write down that someone takes a list along, before they get it; TooMany for a list no file will hold."""
    if rows > MOST:
        raise TooMany
    audit.record("kit.export.made", by=by, what=what, rows=rows)
