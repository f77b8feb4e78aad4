"""Reading what an office sends: .xlsx or .csv, whole files checked first, rows streamed, texts left as texts.

    with open_sheet(upload, name=upload.name) as sheet:
        for line, cells in sheet: ...

`line` is the row's number as the spreadsheet program shows it. Cells are str, int, float, bool, date or datetime;
a number that has lost digits is a `RoundedNumber`, which every check of `kit.identity` refuses with the reason.
"""

import codecs
import csv
import io
import marshal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Self

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..archive import MEGABYTE, OLE, ArchiveLimits, check_archive
from ..refusal import Refusal

EXACT_FLOAT = 1e15
CELL = 32_767  # characters, what Excel itself allows
FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_PARSER = Path(__file__).with_name("parse.py")


class RoundedNumber(float):
    """A number with more than 15 digits: the spreadsheet kept only the first 15."""


class BadSheet(Refusal, ValueError):
    text = _("表格无法读取，可能已损坏。请用 Excel 或 WPS 打开并另存为 .xlsx 后再上传。")


@dataclass(frozen=True)
class Limits:
    """What a file may ask of us; memory and seconds are those of the parsing program."""

    file_size: int = 50 * MEGABYTE
    rows: int = 200_000
    columns: int = 100
    memory: int = 1024  # megabytes of address space
    seconds: int = 120
    archive: ArchiveLimits = field(default_factory=ArchiveLimits)


_TOO_BIG = _("文件超过 {size} MB，请分成几个文件上传。")
_TOO_MANY_ROWS = _("表格超过 {rows} 行，请分成几个文件上传。")
_TOO_MANY_COLUMNS = _("表格超过 {columns} 列，请删去多余的列后再上传。")
_TOO_GREEDY = _("表格过大，无法读取。请删去多余的空白行列和格式后再上传。")
_WRONG_KIND = _("只能上传 .xlsx 或 .csv 表格。旧格式 .xls、带宏的 .xlsm 请另存为 .xlsx。")
_EMPTY = _("表格里没有内容。")
_LONG_CELL = _("第 {line} 行有一格超过 {most} 个字，或引号不成对，请检查。")
_NOT_TEXT = _("CSV 文件的编码无法识别，请另存为“CSV UTF-8”或 .xlsx 后再上传。")


class Sheet:
    """An opened sheet: iterate it once, leave it by `with`."""

    def __init__(self, kind: str, rows: Iterator[list[Any]], limits: Limits) -> None:
        self.kind, self._rows, self._limits = kind, rows, limits
        self.leaves = ExitStack()  # what else ends with it
        self.names: list[str] = []  # of visible worksheets; only the first is read
        self.has_formulas = False  # their stored results are what is read
        self.height = 0  # rows it says it has, headings and blank ones included; 0 for .csv, which does not say

    def __iter__(self) -> Iterator[tuple[int, list[Any]]]:
        for line, cells in enumerate(self._rows, start=1):
            if line > self._limits.rows + 1:
                raise BadSheet(format_lazy(_TOO_MANY_ROWS, rows=self._limits.rows))
            if len(cells) > self._limits.columns:
                raise BadSheet(format_lazy(_TOO_MANY_COLUMNS, columns=self._limits.columns))
            if any(cell != "" for cell in cells):
                yield line, cells

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.leaves.close()


def open_sheet(source: Path | IO[bytes], *, name: str, limits: Limits | None = None) -> Sheet:
    """The first visible worksheet, checked before it is opened; a BadSheet or BadArchive says what to mend."""
    limits = limits or Limits()
    if not isinstance(source, Path):
        return _opened(source, name, limits)
    file = source.open("rb")
    try:
        sheet = _opened(file, name, limits)
    except BaseException:
        file.close()
        raise
    sheet.leaves.callback(file.close)
    return sheet


def _opened(file: IO[bytes], name: str, limits: Limits) -> Sheet:
    file.seek(0, io.SEEK_END)
    if file.tell() > limits.file_size:
        raise BadSheet(format_lazy(_TOO_BIG, size=limits.file_size // MEGABYTE))
    file.seek(0)
    start, suffix = file.read(8), Path(name).suffix.lower()
    file.seek(0)
    if suffix not in (".xlsx", ".csv", ".txt"):
        raise BadSheet(_WRONG_KIND)
    if not start:
        raise BadSheet(_EMPTY)
    if start.startswith(b"PK") or start == OLE or suffix == ".xlsx":
        return _open_xlsx(file, limits)
    return Sheet("csv", _csv_rows(file), limits)


# --- .xlsx -----------------------------------------------------------------------------------------------------------


def _open_xlsx(file: IO[bytes], limits: Limits) -> Sheet:
    formulas: list[str] = []

    def watch(entry: str, chunk: bytes) -> None:
        if not formulas and entry.startswith("xl/worksheets/") and (b"<f>" in chunk or b"<f " in chunk):
            formulas.append(entry)

    check_archive(file, must_hold="xl/", limits=limits.archive, watch=watch)
    parser = _Parser(file, limits)
    sheet = Sheet("xlsx", parser.rows(), limits)
    sheet.leaves.callback(parser.end)
    sheet.names, sheet.height, sheet.has_formulas = parser.names, parser.height, bool(formulas)
    return sheet


class _Parser:
    """The child program and what it tells."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._limits = limits
        command = [sys.executable, "-I", str(_PARSER), str(limits.memory), str(limits.seconds), str(limits.columns)]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
        )
        try:
            self._feed(file)
            self.names: list[str]
            self.height: int
            self.names, self.height = self._expect("sheets")
        except BaseException:
            self.end()
            raise

    def rows(self) -> Iterator[list[Any]]:
        try:
            while (batch := self._expect("rows", "end")) is not None:
                for row in batch:
                    yield [cell if type(cell) is str else _typed(cell) for cell in row]
        finally:
            self.end()

    def _feed(self, file: IO[bytes]) -> None:
        file.seek(0)
        with self._child.stdin as pipe:  # type: ignore[union-attr]
            while chunk := file.read(MEGABYTE):
                pipe.write(chunk)

    def _expect(self, *kinds: str) -> Any:
        try:
            kind, told = marshal.load(self._child.stdout)  # type: ignore[arg-type]
        except (EOFError, ValueError, TypeError) as problem:  # it ended in the middle: no memory or no time left
            raise BadSheet(_TOO_GREEDY) from problem
        if kind == "refused":
            wide = format_lazy(_TOO_MANY_COLUMNS, columns=self._limits.columns)
            raise BadSheet({"empty": _EMPTY, "columns": wide}.get(told, ""))
        if kind not in kinds:
            raise BadSheet
        return told

    def end(self) -> None:
        self._child.kill()
        self._child.stdout.close()  # type: ignore[union-attr]
        self._child.wait()


def _typed(cell: Any) -> Any:
    if isinstance(cell, tuple):
        return date(*cell) if len(cell) == 3 else datetime(*cell)
    if isinstance(cell, float) and abs(cell) >= EXACT_FLOAT:
        return RoundedNumber(cell)
    return cell


# --- .csv ------------------------------------------------------------------------------------------------------------


def _csv_rows(file: IO[bytes]) -> Iterator[list[Any]]:
    text = io.TextIOWrapper(file, encoding=_encoding(file), newline="", errors="strict")
    try:
        first = text.readline(MEGABYTE)
        text.seek(0)
        line = 0
        for line, cells in enumerate(csv.reader(text, delimiter=_delimiter(first)), start=1):
            if any(len(cell) > CELL for cell in cells):
                raise BadSheet(format_lazy(_LONG_CELL, line=line, most=CELL))
            yield [_without_guard(cell) for cell in cells]
    except csv.Error as problem:  # a cell over csv's own limit: most likely a quote that never closes
        raise BadSheet(format_lazy(_LONG_CELL, line=line + 1, most=CELL)) from problem
    finally:
        text.detach()


def _encoding(file: IO[bytes]) -> str:
    """What Excel, WPS and others write here: UTF-8, UTF-16 with its mark, else GB 18030."""
    file.seek(0)
    start = file.read(4)
    is_utf16 = start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    candidates = ["utf-16"] if is_utf16 else ["utf-8-sig", "gb18030"]
    try:
        return next(name for name in candidates if _decodes(file, name))
    except StopIteration:
        raise BadSheet(_NOT_TEXT) from None
    finally:
        file.seek(0)


def _decodes(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(MEGABYTE):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(line: str) -> str:
    return max(",\t;", key=line.count)


def _without_guard(cell: str) -> str:
    """The apostrophe our own export puts before texts a spreadsheet would run as formulas."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(FORMULA_START) else cell
