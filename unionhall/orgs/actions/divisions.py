"""Filling the table of divisions."""

from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit

from ..divisions import shipped
from ..models import Division

SHIPPED = ("name", "level", "parent_id", "source")  # dates and successors an office has entered since are kept
BATCH = 1000


@transaction.atomic
def load_divisions(*, by: Any, villages: bool = True) -> dict[str, int]:
    """Bring in the divisions shipped with the house: how many were new, changed and the same. Safe to run again."""
    stored = {row[0]: row[1:] for row in Division.objects.values_list("code", *SHIPPED)}
    new, changed = [], []
    rows = shipped(villages=villages)
    for row in rows:
        if row.code not in stored:
            new.append(row)
        elif stored[row.code] != tuple(getattr(row, name) for name in SHIPPED):
            changed.append(row)
    Division.objects.bulk_create(new, batch_size=BATCH)
    Division.objects.bulk_update(changed, [name.removesuffix("_id") for name in SHIPPED], batch_size=BATCH)
    counts = {"new": len(new), "changed": len(changed), "same": len(rows) - len(new) - len(changed)}
    if new or changed:
        audit.record("orgs.divisions.loaded", by=by, counts=counts)
    return counts
