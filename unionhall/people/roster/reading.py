"""The file read through: headings found, rows checked, handed on in chunks."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from unionhall.kit.ids import take_ids
from unionhall.kit.sheets import Limits, open_sheet

from .checking import Checker
from .columns import HEADER_WITHIN, WATERMARK, BadRoster, Headings, find_headings, require_needed

CHUNK = 5000  # rows read, staged and later written together
LIMITS = Limits()


class Start(NamedTuple):
    """What is known before the first row."""

    titles: list[str]
    names: list[str]  # our columns that were found
    height: int  # rows the sheet says it has; 0 if it does not say
    has_formulas: bool


def read_file(path: str, name: str, today: str) -> Iterator[tuple[str, Any]]:
    """("start", Start), then ("rows", rows as tuples) in chunks; a Refusal says what to mend about the whole file."""
    with open_sheet(Path(path), name=name, limits=LIMITS) as sheet:
        rows = iter(sheet)
        headings = _headings(rows)
        titles = [title for place, title in enumerate(headings.titles) if place != headings.reason_at]
        height = getattr(sheet, "height", 0)
        yield "start", tuple(Start(titles, sorted(headings.places), height, sheet.has_formulas))
        checker = Checker(headings, today=date.fromisoformat(today))
        chunk: list[tuple[Any, ...]] = []
        ids = take_ids(CHUNK)
        for line, cells in rows:
            if isinstance(cells[0], str) and cells[0].startswith(WATERMARK) and not any(cells[1:]):
                continue
            chunk.append(tuple(checker.check(line, cells, ids[len(chunk)])))
            if len(chunk) == CHUNK:
                yield "rows", chunk
                chunk, ids = [], take_ids(CHUNK)
        yield "rows", chunk


def _headings(rows: Iterator[tuple[int, list[Any]]]) -> Headings:
    for _seen in range(HEADER_WITHIN):
        _line, cells = next(rows, (0, None))
        if cells is None:
            break
        if (found := find_headings(cells)) is not None:
            require_needed(found)
            return found
    raise BadRoster
