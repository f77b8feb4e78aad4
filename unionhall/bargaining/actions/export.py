"""Taking a list away as a file leaves a line."""

from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit


@transaction.atomic
def record_export(*, what: str, rows: int, by: Any) -> None:
    """One line that says who took which list, and how long it was."""
    audit.record("kit.export.made", by=by, list=what, rows=rows)
