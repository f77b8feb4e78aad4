"""Rows in large statements: whatever a row does not name gets the model's default."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import connection, models
from django.utils import timezone

from unionhall.kit.db import insert_many

Row = Mapping[str, Any]


def put(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Insert rows given as {column attribute: value}, all with the keys of the first; how many."""
    rows = list(rows)
    if not rows:
        return 0
    fields = [field for field in model._meta.concrete_fields if _is_written(field, rows[0])]
    readers = [_reader(field, rows[0]) for field in fields]
    insert_many(model, [field.name for field in fields], (tuple(read(row) for read in readers) for row in rows))
    return len(rows)


def moment(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """That time of the day in China."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute, second)))


def _is_written(field: Any, row: Row) -> bool:
    return field.attname in row or not isinstance(field, models.AutoField)


def _reader(field: Any, first: Row) -> Callable[[Row], Any]:
    name = field.attname
    if name not in first:
        default = timezone.now() if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False) else None
        value = _ready(field)(field.get_default() if default is None else default)
        return lambda row: value
    ready = _ready(field)
    return lambda row: ready(row[name])


def _ready(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, models.DateTimeField):
        adapt = connection.ops.adapt_datetimefield_value
        return lambda value: None if value is None else adapt(value)
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if isinstance(field, models.DateField):
        return lambda value: value
    return lambda value: str(value) if isinstance(value, str) else value


def continue_ids(*tables: type[models.Model]) -> None:
    """Let the database's own numbering go on after the rows written here."""
    if connection.vendor == "postgresql":
        from django.core.management.color import no_style

        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), list(tables)):
                cursor.execute(sql)
