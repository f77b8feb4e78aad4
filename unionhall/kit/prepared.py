"""Questions asked on every request: Django's query compiler writes their SQL once a process, not once a request.

On the worker's home, writing the SQL took longer than asking the database. Only what is asked everywhere belongs here.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Expression, QuerySet
from django.db.models.query import get_related_populators


class Slot(Expression):
    """The place of a value in a prepared question, by name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "(%s)", [self]  # in brackets as Django would put it: a second pair is left out


class Prepared:
    """`Prepared(lambda: User.objects.filter(pk=Slot("pk")))`; then `objects(pk=1)`, or `rows(pk=1)` for values."""

    def __init__(self, build: Callable[[], QuerySet[Any]]) -> None:
        self._build = build

    def rows(self, **values: Any) -> list[Any]:
        """What `values_list` named, as tuples."""
        compiler, _sql, _params, converters = self._compiled
        found = self._ask(values)
        return [tuple(row) for row in compiler.apply_converters(found, converters)] if converters else found

    def objects(self, **values: Any) -> list[Any]:
        """Instances, with those of `select_related`."""
        compiler = self._compiled[0]
        model, first, last, names, related = self._shape
        found = []
        for row in self.rows(**values):
            one = model.from_db(compiler.using, names, row[first:last])
            for populate in related:
                populate.populate(row, one)
            found.append(one)
        return found

    def _ask(self, values: dict[str, Any]) -> list[Any]:
        _compiler, sql, params, _converters = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [_ready(values[p.name]) if isinstance(p, Slot) else p for p in params])
            rows: list[Any] = cursor.fetchall()
            return rows

    @cached_property
    def _compiled(self) -> tuple[Any, str, tuple[Any, ...], dict[int, Any]]:
        compiler = self._build().query.get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        return compiler, sql, tuple(params), compiler.get_converters([column[0] for column in compiler.select])

    @cached_property
    def _shape(self) -> tuple[Any, int, int, list[str], Any]:
        """The model, where its columns stand in a row, their names, and what fills the related instances."""
        compiler = self._compiled[0]
        info = compiler.klass_info
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column[0].target.attname for column in compiler.select[first:last]]
        return info["model"], first, last, names, get_related_populators(info, compiler.select, compiler.using)  # type: ignore[call-arg]


def _ready(value: Any) -> Any:
    """As the database's driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
