"""The row under lock, for whoever may work on it."""

from datetime import date, datetime, time
from typing import Any, TypeVar

from django.utils import timezone

from unionhall.kit import access, clock

from ..models import Round
from ..permissions import Bargaining
from ..refusals import ChangedMeanwhile, InFuture, NotNow, SentBefore

Row = TypeVar("Row")


def held(row: Round, by: Any, *stages: str) -> Round:
    """The round read again under a lock; refused unless it is open and in one of these stages (any, without)."""
    access.require(by, Bargaining.WORK, at=row.unit)
    found: Round = locked(row)
    if found.is_closed or (stages and found.stage_code not in stages):
        raise NotNow
    return found


def locked(row: Any) -> Any:
    """The row read again under a lock, at its own desk; with its unit and employer where it has them."""
    names = {field.name for field in type(row)._meta.concrete_fields}
    rows = type(row).objects.at_desks([row.desk_id]).select_for_update(of=("self",))
    return rows.select_related(*sorted(names & {"unit", "employer"})).get(pk=row.pk)


def seen(row: Any, version: int | None) -> None:
    """Refuse when somebody changed it since the page was opened."""
    if version is not None and row.version != version:
        raise ChangedMeanwhile


def only_once(rows: Any, *, field: str = "") -> None:
    """Refuse what is there already: a form sent twice makes one row. What it hangs on is locked."""
    if rows.exists():
        raise SentBefore(field=field)


def keep(row: Any, **values: Any) -> None:
    """Write these columns of a row already locked."""
    for name, value in values.items():
        setattr(row, name, value)
    type(row).objects.at_desks([row.desk_id]).filter(pk=row.pk).update(**values)


def not_future(*days: date | None) -> None:
    if any(day is not None and day > clock.today() for day in days):
        raise InFuture


def noon(day: date) -> datetime:
    """A moment of that day, now if it is today: what happened earlier is entered with its own day."""
    return timezone.now() if day == clock.today() else timezone.make_aware(datetime.combine(day, time(12)))
