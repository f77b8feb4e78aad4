"""Rules shipped with the house: every room's `data/rules.csv`, read without a table, for migrations too.

Columns: code, key, place, valid_from, valid_to, value, unit, source, article, note; UTF-8, one row a rule.
A row that should hold no more stays in its file with its last day: taken out of the file, it would go on for ever in
every house that has it.
"""

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from unionhall.kit.discover import rooms

from .choices import EVERYWHERE

COLUMNS = ("code", "key", "place", "valid_from", "valid_to", "value", "unit", "source", "article", "note")
FILE = "rules.csv"
UNCHECKED = "待核"  # in the note of a number written from memory: an office is to compare it with the text of the law


class BadFile(ValueError):
    """A shipped file that cannot be read; names the file and the line."""


@dataclass(frozen=True)
class Shipped:
    """One line of a file."""

    code: str
    key: str
    place: str
    valid_from: date
    valid_to: date | None
    value: Decimal
    unit: str
    source: str
    article: str
    note: str

    @property
    def name(self) -> tuple[str, str, str, date]:
        return self.code, self.key, self.place, self.valid_from

    def fields(self) -> dict[str, Any]:
        return asdict(self)


def shipped() -> list[Shipped]:
    """Every row of every room, each named once."""
    found: dict[tuple[str, str, str, date], Shipped] = {}
    for room in rooms():
        file = files(room).joinpath("data", FILE)
        if not file.is_file():
            continue
        for line, row in _rows(room.rpartition(".")[2], file):
            if found.setdefault(row.name, row) is not row:
                raise BadFile(f"{room}/data/{FILE}:{line}: {row.name} stands twice")
    return list(found.values())


def place_key(place: str) -> str:
    """A division's code without its zeros, county at the most: 330000 → 33, 330110005 → 330110; CN stays."""
    place = place.strip()
    if not place or place.upper() == EVERYWHERE:
        return EVERYWHERE
    county = place[:6]
    while len(county) > 2 and county.endswith("00"):
        county = county[:-2]
    return county


def as_checked(note: str) -> str:
    """A rule's note without the mark."""
    return note.replace(f"（{UNCHECKED}）", "").replace(UNCHECKED, "").strip("，；、 ")


def _rows(room: str, file: Traversable) -> Iterator[tuple[int, Shipped]]:
    reader = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadFile(f"{room}/data/{FILE}: the columns are {','.join(COLUMNS)}")
    for line, cells in enumerate(reader, start=2):
        try:
            row = _row(cells)
        except (ValueError, InvalidOperation, AttributeError) as wrong:
            raise BadFile(f"{room}/data/{FILE}:{line}: {wrong}") from wrong
        if not row.code.startswith(f"{room}."):
            raise BadFile(f"{room}/data/{FILE}:{line}: a code of this room begins with {room}.")
        if not row.source:
            raise BadFile(f"{room}/data/{FILE}:{line}: no source")
        yield line, row


def _row(cells: dict[str, str]) -> Shipped:
    given = {name: cells[name].strip() for name in COLUMNS}
    ends = given.pop("valid_to")
    return Shipped(
        **given
        | {
            "place": place_key(given["place"]),
            "valid_from": date.fromisoformat(given["valid_from"]),
            "valid_to": date.fromisoformat(ends) if ends else None,
            "value": Decimal(given["value"]),
        }  # type: ignore[arg-type]
    )
