"""Writing lines: in the same transaction as the change they tell of."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from .events import dispatch
from .models import DeskLine, Line, PersonLine

HOUSE_DESK = 0  # the desk of lines that belong to no union: the installation itself


def record(
    action: str,
    *,
    subject: Model | None = None,
    by: Any,
    about: Any = None,
    unit: Any = None,
    because: str = "",
    **details: Any,
) -> Line:
    """Append one line; `about` is the person it concerns (by default the subject's), else it lies at the unit's desk.

    `by` is a user (for a scheduled duty a named system user). `details` must be plain JSON without personal fields.
    """
    line = compose(action, subject=subject, by=by, about=about, unit=unit, because=because, details=details)
    line.save(force_insert=True)
    transaction.on_commit(partial(dispatch, line))
    return line


def record_many(lines: Iterable[Line]) -> None:
    """Append many lines in large statements; such lines raise no events."""
    lines = list(lines)
    for kind in (PersonLine, DeskLine):
        kind.objects.bulk_create([line for line in lines if isinstance(line, kind)], batch_size=2000)


def compose(
    action: str,
    *,
    subject: Model | None,
    by: Any,
    about: Any = None,
    unit: Any = None,
    because: str = "",
    details: Mapping[str, Any],
) -> Line:
    """The line as it will be stored, not yet stored."""
    unit = unit if unit is not None else getattr(subject, "unit", None)
    values: dict[str, Any] = {
        "at": timezone.now(),
        "action": action,
        "subject_type": subject._meta.label if subject is not None else "",
        "subject_id": str(subject.pk) if subject is not None else "",
        "by_id": by.pk,
        "by_name": str(by)[:60],
        "for_person_id": getattr(by, "acting_for_id", None),
        "unit_id": getattr(unit, "pk", None),
        "because": because[:500],
        "details": dict(details),
    }
    person_id = getattr(about, "pk", about) if about is not None else getattr(subject, "person_id", None)
    if person_id is not None:
        return PersonLine(person_id=person_id, **values)
    return DeskLine(desk_id=getattr(unit, "desk_id", getattr(subject, "desk_id", HOUSE_DESK)), **values)
