"""Desk: the Today page, the search, and long work found again."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from unionhall.kit import clock, text
from unionhall.kit.pages import SIGNED_IN, page, reads
from unionhall.kit.paging import paged
from unionhall.orgs import queries as orgs

from . import jobs as works
from . import lines, looking
from .frame import frame_of


@reads(SIGNED_IN)
def today(request: HttpRequest) -> HttpResponse:
    """What is late, due and new. A few kinds at a time: the part asks for the next ones by itself."""
    may = _staff(request)
    start = _number(request.GET.get("from"))
    cards, rest = lines.cards(request.user, may, start=start)
    empty_so_far = not cards and (start == 0 or request.GET.get("quiet") == "1")
    day = clock.today()
    return page(
        request,
        "faces/today.html",
        part="faces/_today_cards.html",
        cards=cards,
        rest=rest,
        quiet=empty_so_far,
        day=day,
        weekday=text.weekday(day),
    )


@reads(SIGNED_IN)
def search(request: HttpRequest) -> HttpResponse:
    may = _staff(request)
    asked = request.GET.get("q", "").strip()[: looking.LONGEST]
    found = looking.look(request.user, may, asked) if asked else []
    return page(request, "faces/search.html", part="faces/_search_rows.html", text=asked, found=found)


@reads(SIGNED_IN)
def jobs(request: HttpRequest) -> HttpResponse:
    _staff(request)
    desks = sorted({desk for h in frame_of(request).held for desk in [h.desk_id, *orgs.desks_beneath(h.path)]})
    rows = paged(request, works.mine(request.user, desks), by=("-asked_at", "-id"), size=20)
    rows.rows = [works.shown(row) for row in rows.rows]
    return page(request, "faces/jobs.html", part="faces/_job_rows.html", rows=rows)


@reads(SIGNED_IN)
def job(request: HttpRequest, desk_id: int, pk: int) -> HttpResponse:
    """How far it is; asked again by the part every two seconds until it ends."""
    found = works.shown(works.seen(request.user, desk_id, pk))
    return page(request, "faces/job.html", part="faces/_job.html", job=found)


@reads(SIGNED_IN)
def job_file(request: HttpRequest, desk_id: int, pk: int) -> Any:
    """The report, as a file to keep."""
    found = works.seen(request.user, desk_id, pk)
    path = works.report(found)
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=found.result.get("file_name") or path.name)
    answer["Cache-Control"] = "no-store"
    return answer


def _staff(request: HttpRequest) -> dict[str, int]:
    """The permissions of someone who holds a role; for everyone else the Desk does not exist."""
    frame = frame_of(request)
    if not frame.held:
        raise Http404
    return frame.may


def _number(text: Any) -> int:
    return int(text) if text and str(text).isdecimal() and len(text) < 4 else 0
