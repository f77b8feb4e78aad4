"""Writing sheets people can open, mend and send back: texts stay texts, and nothing in a cell is ever run."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..refusal import Refusal
from .reading import CELL, FORMULA_START

REASON = _("问题说明")  # heading of the column added to an error sheet; imports pass over it
MOST_ROWS = 200_000  # of .xlsx; above that it takes minutes, and .csv is offered


class TooManyRows(Refusal):
    text = format_lazy(_("超过 {rows} 行，请改用 CSV 格式导出。"), rows=MOST_ROWS)


@dataclass(frozen=True)
class Column:
    """A heading and what stands under it: text, number, money or date."""

    title: Any
    kind: str = "text"
    width: int = 16


_FORMATS = {
    "text": {"num_format": "@"},
    "number": {},
    "money": {"num_format": "#,##0.00"},
    "date": {"num_format": "yyyy-mm-dd"},
}


def write_xlsx(
    target: Path | IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    title: str = "Sheet1",
    footer: str = "",
) -> int:
    """The number of rows written, headings not counted; memory does not grow with it.

    `footer` stands beneath the rows and on every printed page; a sheet meant to be read in again has none.
    """
    import xlsxwriter  # slow to load, and most processes write no sheet

    book = xlsxwriter.Workbook(
        str(target) if isinstance(target, Path) else target,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    try:
        return _fill(book, columns, rows, title, footer)
    finally:
        book.close()


def _fill(book: Any, columns: Sequence[Column], rows: Iterable[Sequence[Any]], title: str, footer: str) -> int:
    sheet = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True, "num_format": "@"})
    formats = {kind: book.add_format(wanted) for kind, wanted in _FORMATS.items()}
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats[column.kind])
        sheet.write_string(0, place, str(column.title), bold)
    sheet.freeze_panes(1, 0)
    kinds = [(place, column.kind, formats[column.kind]) for place, column in enumerate(columns)]
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise TooManyRows
        for (place, kind, look), value in zip(kinds, row, strict=True):
            _write(sheet, count, place, kind, look, value)
    if footer:
        sheet.write_string(count + 2, 0, footer, formats["text"])
        sheet.set_footer("&L" + footer.replace("&", "&&")[:200])  # Excel takes 255 characters
    return count


def _write(sheet: Any, line: int, place: int, kind: str, look: Any, value: Any) -> None:
    if value is None or value == "":
        return
    if kind == "text" or isinstance(value, str):
        sheet.write_string(line, place, as_text(value)[:CELL], look)
    elif kind == "date":
        sheet.write_datetime(line, place, _naive(value), look)
    else:
        sheet.write_number(line, place, value, look)


def write_csv(target: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, footer: str = "") -> int:
    """UTF-8 with the mark Excel needs; texts that look like formulas get an apostrophe, which reading takes off."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=False)
    count = 0
    try:
        writer = csv.writer(text)
        writer.writerow([_guarded(str(column.title)) for column in columns])
        for count, row in enumerate(rows, start=1):  # noqa: B007
            writer.writerow([_guarded(as_text(value)) if isinstance(value, str) else as_text(value) for value in row])
        if footer:
            writer.writerows([[], [_guarded(footer)]])
        text.flush()
    finally:
        text.detach()
    return count


def write_errors(
    target: Path | IO[bytes],
    headings: Sequence[str],
    rows: Iterable[tuple[Sequence[Any], Any]],
    *,
    title: str = "Sheet1",
) -> int:
    """The sheet as it came plus a column saying what is wrong with each row, to be mended and sent again."""
    columns = [Column(heading) for heading in headings] + [Column(REASON, width=50)]
    wide = len(headings)
    told = ([*_fitted(cells, wide), str(reason)] for cells, reason in rows)
    return write_xlsx(target, columns, told, title=title)


def as_text(value: Any) -> str:
    """The same text a reader would give back: ISO dates, plain decimals, no exponent."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str(_naive(value).isoformat(sep=" ", timespec="seconds"))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _fitted(cells: Sequence[Any], wide: int) -> list[Any]:
    return [*cells[:wide], *[""] * (wide - len(cells))]


def _naive(value: Any) -> Any:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    return value


def _guarded(value: str) -> str:
    return "'" + value if value.lstrip("'").startswith(FORMULA_START) else value


def _sheet_name(title: str) -> str:
    """Excel allows 31 characters and not these."""
    return "".join(c for c in title if c not in "[]:*?/\\").strip("'")[:31] or "Sheet1"
