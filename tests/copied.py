"""The rows of the cast, made once a run by its own code and then copied for each test inside the database.

The copies stand in tables beside the house's own (`cast_copy_…`), so that emptying the house leaves them alone.
"""

import pickle
import re
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test import TestCase

PREFIX = "cast_copy_"
WRITES = re.compile(r'^INSERT (?:OR IGNORE )?INTO "(\w+)"')

_made: bytes = b""
_copying: list[str] = []


def record(build: Callable[[], Any]) -> None:
    """Build, keep a copy of every row written, and take the rows out again; the numbers they got stay taken."""
    global _made, _copying
    tables: dict[str, bool] = {}  # each with whether rows that stand there already are left alone

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            tables[found[1]] = "IGNORE" in sql or "ON CONFLICT" in sql
        return execute(sql, params, many, context)

    with transaction.atomic(), TestCase.captureOnCommitCallbacks():
        with connection.execute_wrapper(listen):
            _made = pickle.dumps(build())
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f'CREATE TABLE "{PREFIX}{table}" AS SELECT * FROM "{table}"')
            for table in reversed(tables):
                cursor.execute(f'DELETE FROM "{table}"')
    _copying = [
        f'INSERT INTO "{table}" SELECT * FROM "{PREFIX}{table}" WHERE true' + " ON CONFLICT DO NOTHING" * ignores
        for table, ignores in tables.items()
    ]


def copy() -> Any:
    """What `record` built, its rows in their tables again; the objects are this caller's own."""
    with connection.cursor() as cursor:
        for statement in [";".join(_copying)] if connection.vendor == "postgresql" else _copying:
            cursor.execute(statement)
    return pickle.loads(_made)
