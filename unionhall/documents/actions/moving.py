"""A unit has come under another county: its documents lie at the new desk, with all that belongs to them."""

from typing import Any

from django.db import transaction

from unionhall.audit import actions as audit

from .. import keys
from ..models import Answer, Delivery, Document, EmployerLink, Pointer

BATCH = 200


def carry_desks(*, unit: Any, by: Any) -> int:
    """How many were rewritten; safe to run again."""
    done = 0
    strays = Document.objects.filter(unit=unit).exclude(desk_id=unit.desk_id).order_by("pk")
    while lot := list(strays[:BATCH]):
        with transaction.atomic():
            for row in lot:
                _carry(row, unit.desk_id)
            audit.record("documents.desk.carried", by=by, unit=unit, documents=len(lot))
        done += len(lot)
    return done


def _carry(row: Document, desk_id: int) -> None:
    """A row never changes its shard: written anew at the new desk, deleted at the old one."""
    was = row.desk_id
    found = [keys.of_row(row), []]
    for model in (Delivery, Answer, EmployerLink):
        parts = list(model.objects.at_desks([was]).filter(document_id=row.pk))
        if model is EmployerLink:
            found[1] = [f"link:{part.digest}" for part in parts]
        model.objects.at_desks([was]).filter(document_id=row.pk).delete()
        for part in parts:
            part.desk_id = desk_id
        model.objects.bulk_create(parts)
    Document.objects.at_desks([was]).filter(pk=row.pk).delete()
    row.desk_id = desk_id
    Document.objects.bulk_create([row])
    for key in [*found[0], *found[1]]:
        Pointer.objects.filter(key=key, document_id=row.pk).update(desk_id=desk_id)
