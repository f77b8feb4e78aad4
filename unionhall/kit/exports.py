"""Lists as files: .xlsx or .csv of what a page shows, marked with who took it and when (data protection, §2)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import text
from .refusal import Refusal
from .sheets import Column, write_csv, write_xlsx

MOST = 10_000  # rows of one export of personal data
XLSX, CSV = "xlsx", "csv"
TYPES = {XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", CSV: "text/csv; charset=utf-8"}

Wanted = tuple[Any, str | Callable[[Any], Any]]


class TooMany(Refusal):
    text = format_lazy(gettext_lazy("超过 {rows} 行，不能导出。请先用筛选缩小范围，再导出。"), rows=f"{MOST:,}")


def sheet(rows: Iterable[Any], columns: Sequence[Wanted], name: str, by: Any, *, kind: str = XLSX) -> HttpResponse:
    """The file as a download; TooMany above 10,000 rows. `columns` are (heading, attribute path or function of a row).

    Asked for before the action writes its line `kit.export.made`, so that the log never tells of a file nobody got.
    """
    cells = [[_cell(row, what) for _title, what in columns] for row in _at_most(rows)]
    heads = [
        Column(title, kind=_kind([row[place] for row in cells]), width=18)
        for place, (title, _what) in enumerate(columns)
    ]
    body = BytesIO()
    if kind == CSV:
        write_csv(body, heads, cells, footer=watermark(by))
    else:
        write_xlsx(body, heads, cells, title=name, footer=watermark(by))
    return _download(body.getvalue(), f"{name}-{timezone.localdate():%Y%m%d}", CSV if kind == CSV else XLSX)


def watermark(by: Any) -> str:
    """Who took it and when, and that it is not for passing on."""
    return _("%(who)s 于 %(when)s 从职工之家导出，仅限工作使用，含个人信息的请勿外传。") % {
        "who": by,
        "when": text.moment(timezone.now()),
    }


def _at_most(rows: Iterable[Any]) -> list[Any]:
    found = list(rows[: MOST + 1] if isinstance(rows, QuerySet) else islice(rows, MOST + 1))
    if len(found) > MOST:
        raise TooMany
    return found


def _cell(row: Any, what: str | Callable[[Any], Any]) -> Any:
    value = what(row) if callable(what) else _follow(row, what)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    return str(value)


def _follow(row: Any, path: str) -> Any:
    """`unit__name` or `unit.name`; a value that is missing on the way is an empty cell."""
    for part in path.replace("__", ".").split("."):
        if row is None:
            return None
        row = row[part] if isinstance(row, dict) else getattr(row, part)
        row = row() if callable(row) else row
    return row


def _kind(values: list[Any]) -> str:
    """Numbers and dates stay such only where the whole column is of them; a number with a name is text."""
    known = [value for value in values if value not in (None, "")]
    if known and all(isinstance(value, int | float | Decimal) for value in known):
        return "number"
    if known and all(isinstance(value, date) and not isinstance(value, datetime) for value in known):
        return "date"
    return "text"


def _download(body: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(body, content_type=TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    response["Cache-Control"] = "no-store"
    return response
