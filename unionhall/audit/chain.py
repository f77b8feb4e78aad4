"""The hash chain over the log: h = SM3(hex of the hash before + the line), beginning with 64 zeros.

Sealing gives unsealed lines their place `seq` and their hash, in batches; each batch leaves a Seal with the head.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from heapq import merge
from itertools import islice
from typing import Any

from django.db import connection

from unionhall.kit.crypto import sm3

from .models import DeskLine, Line, PersonLine

START = "0" * 64
BEIJING = timezone(timedelta(hours=8))  # fixed, so that no setting changes a hash
KINDS: tuple[Any, ...] = (PersonLine, DeskLine)
BATCH = 2000  # lines a seal; a full one says that more may have waited
READ_AT_ONCE = 2000
ROWS_A_STATEMENT = 1000


def link(before: str, text: str) -> str:
    """The hash of a line that follows a line with the hash `before`."""
    return sm3(f"{before}{text}".encode())


def text_of(line: Any, seq: int) -> str:
    """The line as it is hashed: place; moment in Beijing; who; what; all the rest as JSON in a fixed order."""
    at: datetime = line.at.astimezone(BEIJING)
    rest = [
        type(line).__name__, str(line.pk), str(getattr(line, line.shard_field)), line.by_name, line.for_person_id,
        line.unit_id, line.subject_type, line.subject_id, line.because, line.details,
    ]  # fmt: skip
    facts = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{seq};{at.isoformat()};u{line.by_id};{line.action};{facts}"


def unsealed(until: datetime, most: int) -> list[Line]:
    """The oldest lines without a place, by time and id, of both tables."""
    found = [kind._default_manager.filter(seq=None, at__lte=until).order_by("at", "id")[:most] for kind in KINDS]
    return list(islice(merge(*found, key=lambda line: (line.at, line.pk)), most))


def sealed(after: int) -> Iterator[Line]:
    """Lines with a place beyond `after`, in order of place, of both tables; a few thousand in memory at a time."""
    return merge(*(_walk(kind, after) for kind in KINDS), key=lambda line: line.seq or 0)


def at_of(seq: int) -> datetime | None:
    """When the line at this place was written; None where the place is empty."""
    rows = (kind._default_manager.filter(seq=seq).values_list("at", flat=True)[:1] for kind in KINDS)
    return next((at for row in rows for at in row), None)


def _walk(kind: Any, after: int) -> Iterator[Line]:
    mark = (after, 0)
    while True:
        rows = list(_beyond(kind, mark))
        yield from rows
        if len(rows) < READ_AT_ONCE:
            return
        mark = (rows[-1].seq or 0, rows[-1].pk)


def _beyond(kind: Any, mark: tuple[int, int]) -> Any:
    """By (seq, id): a place given twice must not hide a line between two reads."""
    seq, pk = mark
    rows = kind._default_manager.filter(seq__gte=seq).exclude(seq=seq, id__lte=pk)
    return (rows if pk else rows.exclude(seq=seq)).order_by("seq", "id")[:READ_AT_ONCE]


def write(lines: list[Line]) -> None:
    """Store place and hash of these lines, in large statements; a line sealed meanwhile keeps what it has."""
    for kind in KINDS:
        mine = [line for line in lines if isinstance(line, kind)]
        for start in range(0, len(mine), ROWS_A_STATEMENT):
            _write(kind, mine[start : start + ROWS_A_STATEMENT])


def _write(kind: Any, lines: list[Line]) -> None:
    """One statement; `shard` is named so that each machine finds its own rows."""
    shard: str = kind.shard_field
    table, marks = kind._meta.db_table, ", ".join(["(%s, %s, %s, %s)"] * len(lines))
    values = [value for line in lines for value in (line.pk, getattr(line, shard), line.seq, line.chain)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET seq = v.column3, chain = v.column4 FROM (VALUES {marks}) AS v "
            f"WHERE {table}.id = v.column1 AND {table}.{shard} = v.column2 AND {table}.seq IS NULL",
            values,
        )
