"""Child program of `reading`: one .xlsx from standard input, its rows as marshal batches to standard output.

It runs by itself, with memory and time of its own, because a few bytes of a sheet may ask for gigabytes of cells:
then this program ends, and nobody else. Arguments: megabytes of memory, seconds, most columns.
"""

import datetime
import io
import marshal
import resource
import sys
from typing import Any

BATCH = 2000  # rows
EXACT_FLOAT = 1e15


def main(memory: int, seconds: int, columns: int) -> int:
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(io.BytesIO(content))
        seen = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        if not seen:
            return tell(("refused", "empty"))
        sheet = book.get_sheet_by_name(seen[0])
        if sheet.total_width > columns:
            return tell(("refused", "columns"))
        tell(("sheets", (seen, sheet.total_height)))
        batch: list[list[Any]] = []
        for row in sheet.iter_rows():
            batch.append([cell if type(cell) is str else plain(cell) for cell in row])
            if len(batch) == BATCH:
                tell(("rows", batch))
                batch = []
        return tell(("rows", batch), ("end", None))
    except (CalamineError, OSError, ValueError):
        return tell(("refused", "damaged"))


def plain(cell: Any) -> Any:
    """Numbers without a fraction as int while that is exact; dates as tuples, which marshal can carry."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < EXACT_FLOAT else cell
    if isinstance(cell, datetime.datetime):
        return cell.timetuple()[:6] if cell.time() != datetime.time() else cell.timetuple()[:3]
    if isinstance(cell, datetime.date):
        return cell.timetuple()[:3]
    return cell if isinstance(cell, bool | int) else str(cell)


def tell(*messages: Any) -> int:
    for message in messages:
        marshal.dump(message, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
