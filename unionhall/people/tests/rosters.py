"""Roster files for tests, as small as they can be."""

import csv
import io
from typing import Any

from unionhall.kit.sheets import Column, write_xlsx
from unionhall.people import actions

HEADINGS = ["姓名", "证件号码", "手机号", "工会编号", "岗位"]


def xlsx(rows: list[list[Any]], headings: list[str] | None = None) -> io.BytesIO:
    """A file of text cells; a float becomes a number cell, as Excel would have it."""
    columns = [Column(heading) for heading in headings or HEADINGS]
    kinds = [any(isinstance(row[at], float) for row in rows) for at in range(len(columns))]
    columns = [Column(c.title, "number" if number else "text") for c, number in zip(columns, kinds, strict=True)]
    body = io.BytesIO()
    write_xlsx(body, columns, rows)
    return body


def gb18030(rows: list[list[str]], headings: list[str] | None = None) -> io.BytesIO:
    text = io.StringIO()
    csv.writer(text).writerows([headings or HEADINGS, *rows])
    return io.BytesIO(text.getvalue().encode("gb18030"))


def checked(unit: Any, file: io.BytesIO, by: Any, name: str = "名册.xlsx") -> Any:
    """Brought and checked, waiting for a yes."""
    roster = actions.bring_roster(unit=unit, file=file, name=name, by=by, in_background=False)
    return actions.check_roster(roster=roster, by=by)


def applied(unit: Any, file: io.BytesIO, by: Any, name: str = "名册.xlsx") -> Any:
    """Brought, checked, confirmed and written."""
    roster = actions.confirm_roster(roster=checked(unit, file, by, name), by=by, in_background=False)
    return actions.apply_roster(roster=roster, by=by)
