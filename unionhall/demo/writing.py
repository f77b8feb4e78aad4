"""Rows in large statements: whatever a row does not name gets the model's default."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

from unionhall.kit.db import insert_many

Row = Mapping[str, Any]
Adapt = Callable[[Any], Any]


def put(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Insert rows given as {column attribute: value}, all with the keys of the first; how many."""
    rows = list(rows)
    if not rows:
        return 0
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    given = [field for field in model._meta.concrete_fields if field.attname in rows[0]]
    others = [field for field in fields if field.attname not in rows[0]]
    insert_many(model, [field.name for field in (*given, *others)], _tuples(rows, given, others))
    return len(rows)


def _tuples(rows: list[Row], given: list[Any], others: list[Any]) -> Iterator[list[Any]]:
    constant = [_adapt(field)(_default(field)) for field in others]
    pick = itemgetter(*(field.attname for field in given), given[0].attname)  # one more: always a tuple
    changed = [(place, _adapt(field)) for place, field in enumerate(given) if _adapt(field) is not _as_it_is]
    for row in rows:
        values = [*pick(row)[:-1], *constant]
        for place, adapt in changed:
            values[place] = adapt(values[place])
        yield values


def _default(field: Any) -> Any:
    """What a column gets that no row names."""
    is_stamp = getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
    return timezone.now() if is_stamp else field.get_default()


def _adapt(field: Any) -> Adapt:
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.JSONField):
        return _json
    return _text if isinstance(field, models.CharField) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _moment(value: datetime | None) -> Any:
    return None if value is None else connection.ops.adapt_datetimefield_value(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _text(value: Any) -> str | None:
    """A choice as the text it stands for: drivers know plain text only."""
    return None if value is None else str(value)


def moment(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """That time of the day in China."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=timezone.get_default_timezone())


def continue_ids(*tables: type[models.Model]) -> None:
    """Let the database's own numbering go on after the rows written here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), list(tables)):
                cursor.execute(sql)
