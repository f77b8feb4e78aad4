"""What differs between SQLite and PostgreSQL, in one place."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models


def is_postgres() -> bool:
    return connection.vendor == "postgresql"


def insert_many(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of ready database values in the largest statements the database has, in the open transaction.

    PostgreSQL: COPY; SQLite: executemany. Values are what the column stores (ids, text, dates, JSON as text); nothing
    is checked but the table's constraints, so the caller has parsed them.
    """
    names = ", ".join(_column(model, name) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if is_postgres():
            copying = cursor.copy(f"COPY {table} ({names}) FROM STDIN")
            with connection.wrap_database_errors, copying as copy:  # psycopg's errors become Django's
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))


def update_many(
    model: type[models.Model], columns: Sequence[str], by: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Set `columns` of the rows that `by` (key columns) name: each of `rows` gives the new values, then the key."""
    quote = connection.ops.quote_name
    wanted, key = ([_column(model, name) for name in names] for names in (columns, by))
    sql = (
        f"UPDATE {quote(model._meta.db_table)} SET {', '.join(f'{name} = %s' for name in wanted)} "
        f"WHERE {' AND '.join(f'{name} = %s' for name in key)}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(rows))


def one_of(column: str, values: Iterable[str]) -> tuple[str, list[Any]]:
    """SQL and parameters for «column is one of these texts», however many: one parameter instead of thousands."""
    if is_postgres():
        return f"{column} = ANY(%s)", [list(values)]
    return f"{column} IN (SELECT value FROM json_each(%s))", [json.dumps(list(values))]


@contextmanager
def large_writes() -> Iterator[None]:
    """SQLite folds its log into its file less often and keeps more pages in memory; PostgreSQL needs neither."""
    if is_postgres():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint = 50000")  # pages of 4 kB
        cursor.execute("PRAGMA cache_size = -96000")  # kB
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_autocheckpoint = 1000")
            cursor.execute("PRAGMA cache_size = -32000")


def add_up(model: type[models.Model], key: Sequence[str], column: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, or where one with the same `key` stands add to its `column`, in statements of some hundred rows."""
    rows = list(rows)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        names = list(part[0])
        columns = ", ".join(_column(model, name) for name in names)
        marks = ", ".join("(" + ", ".join(["%s"] * len(names)) + ")" for _row in part)
        sql = (
            f"INSERT INTO {table} ({columns}) VALUES {marks} ON CONFLICT ({', '.join(map(quote, key))}) "
            f"DO UPDATE SET {quote(column)} = {table}.{quote(column)} + EXCLUDED.{quote(column)}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [row[name] for row in part for name in names])


def _column(model: type[models.Model], name: str) -> str:
    """The quoted column of a field."""
    return connection.ops.quote_name(str(getattr(model._meta.get_field(name), "column")))  # noqa: B009
