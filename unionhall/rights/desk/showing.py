"""What several desk pages of this room need."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from unionhall.kit import access
from unionhall.kit.exports import Wanted, sheet
from unionhall.kit.pages import page
from unionhall.orgs import queries as orgs

from .. import actions


def file_of(
    request: HttpRequest, rows: Any, columns: list[Wanted], *, title: Any, what: str, back: str
) -> HttpResponse:
    """A list as a file: first the question, then, on POST, the line in the log and the file."""
    count = len(rows) if isinstance(rows, list) else rows.count()
    if request.method != "POST":
        return page(request, "ask_export.html", count=count, back=back, what=title)
    file = sheet(rows, columns, str(title), request.user)  # first: a list no file will hold leaves no line
    actions.record_export(what=what, rows=count, unit=place_of(request.user), by=request.user)
    return file


def place_of(user: Any) -> Any:
    """The unit at which a line about a list taken out is kept: the outermost place the user holds a role at."""
    held = next(iter(access.outermost(user.held)), None)
    return orgs.unit(held.unit_id) if held is not None else None
