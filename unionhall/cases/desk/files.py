"""A list of this room as a file."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from unionhall.kit.exports import Wanted, sheet
from unionhall.kit.pages import page

from .. import actions


def file_of(
    request: HttpRequest, rows: Any, columns: Sequence[Wanted], *, title: str, what: str, back: str
) -> HttpResponse:
    """Asked on GET; made on POST, and then the line in the log: a list no file will hold leaves none."""
    if request.method != "POST":
        return page(request, "ask_export.html", count=rows.count(), what=title, back=back, personal=True)
    file = sheet(rows, columns, title, request.user)
    actions.record_export(what=what, rows=rows.count(), filters=request.GET.dict(), by=request.user)
    return file
