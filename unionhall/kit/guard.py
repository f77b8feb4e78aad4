"""The guard of hot paths: fails on a statement that would ask every shard where it could ask one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection

from . import shards

_NAMED = re.compile(r'(?:FROM|JOIN|UPDATE|,)\s+"(?P<table>\w+)"(?:\s+(?:AS\s+)?"?(?P<alias>[A-Z]\d+)"?)?')


class AsksEveryShard(AssertionError):
    """A statement on a hot path that does not fix the column its table is spread by."""


@cache
def _columns() -> dict[str, str]:
    """{table: shard column} of the tables spread by person or desk."""
    found = {}
    for model in shards.tables():
        place = shards.place_of(model)
        if place is not None and place.placement in ("person", "desk"):
            found[model._meta.db_table] = place.column
    return found


def unfixed(sql: str) -> list[str]:
    """The spread tables of a statement whose shard column is neither given nor equal to another's."""
    if not re.match(r"\s*\(?\s*(SELECT|UPDATE|DELETE)\b", sql, re.IGNORECASE):
        return []
    missing = []
    for named in _NAMED.finditer(sql):
        table = named["table"]
        column = _columns().get(table)
        name = named["alias"] or table
        if column and not re.search(rf'"?{name}"?\."{column}"\s*(=|IN\b)|=\s*\(?"?{name}"?\."{column}"', sql):
            missing.append(table)
    return missing


@contextmanager
def fixes_shards() -> Iterator[None]:
    """Inside, every statement on a spread table names its shard."""

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if missing := unfixed(sql):
            raise AsksEveryShard(f"{', '.join(missing)}: {sql[:400]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
