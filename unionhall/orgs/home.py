"""Finding a union: by place or by name, for anyone; and the page a poster's QR code leads to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from unionhall.kit.pages import PUBLIC, page, reads
from unionhall.kit.paging import paged

from . import queries
from .models import Division

MOST_TYPED = 40


@reads(PUBLIC)
def find(request: HttpRequest) -> HttpResponse:
    """Places one beneath another down to the township, then its unions; or all whose name holds the words."""
    text = request.GET.get("q", "").strip()[:MOST_TYPED]
    at = queries.division(request.GET.get("place", "")[:12])
    found = paged(request, queries.unions_at(at.code if at else "", text), by=("level", "path")) if text or at else None
    return page(
        request,
        "orgs/find.html",
        part="orgs/_find_rows.html",
        text=text,
        at=at,
        above=queries.places(at.code)[:-1] if at else [],
        places=_beneath(at),
        rows=found,
    )


def _beneath(at: Division | None) -> list[Division]:
    """Places to choose from: villages have no page of their own here."""
    if at is not None and at.level == "township":
        return []
    return queries.divisions_under(at.code if at else None)


@reads(PUBLIC)
def union(request: HttpRequest, code: str) -> HttpResponse:
    """One union's public facts, and whether one can join here. No name of an employer's staff is on it."""
    unit = queries.unit_by_code(code)
    if unit is None:
        raise Http404
    return page(
        request,
        "orgs/union.html",
        unit=unit,
        place=queries.place_name(unit.division_id) if unit.division_id else "",
        above=queries.parent_of(unit),
        successor=queries.unit(unit.successor_id) if unit.successor_id else None,
        back=reverse("orgs:find"),
    )
