"""What every act begins and ends with: the row locked, the permission asked, the change kept."""

from typing import Any

from django.utils import timezone

from unionhall.kit import access

from .. import senders
from ..models import Document
from ..refusals import NotNow, OwnPaper


def locked(document: Document, *states: str) -> Document:
    """The row as it stands now, held until the transaction ends; NotNow in any other state than those named."""
    rows = Document.objects.at_desks([document.desk_id]).select_for_update(of=("self",))
    row: Document = rows.select_related("unit__division", "employer").get(pk=document.pk)
    if states and row.state not in states:
        raise NotNow
    return row


def require(by: Any, row: Document, *permissions: str) -> None:
    """Each of the permissions where it sits; nobody has their own."""
    for permission in permissions:
        access.require(by, permission, at=row.unit)
    if senders.is_own(by, row):
        raise OwnPaper


def change(row: Document, **values: Any) -> Document:
    """Write these columns and a new version."""
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])
    return row


def now() -> Any:
    return timezone.now()


def event(row: Document) -> dict[str, Any]:
    """What a room above needs to find the document and what it is about: the details of every event's line."""
    return {
        "document": row.pk,
        "desk": row.desk_id,
        "kind": row.kind_code,
        "subject_type": row.subject_type,
        "subject_id": row.subject_id,
    }
