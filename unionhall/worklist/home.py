"""For everyone: what the union promised workers this year, and how far it is."""

from django.http import HttpRequest, HttpResponse

from unionhall.kit import clock
from unionhall.kit.pages import PUBLIC, page, reads

from .queries.promises import Promise, promises_for
from .showing import title_of, value


@reads(PUBLIC)
def promises(request: HttpRequest) -> HttpResponse:
    """Public items; for a member also the band in which their county stands, never a place."""
    year = clock.today().year
    found = promises_for(request.user, year)
    rows = [
        {
            "title": title_of(one.item),
            "purpose": one.item.purpose,
            "percent": _percent(one),
            "value": value(one.share) if one.share else "",
            "done": one.done[0],
            "of": one.done[1],
            "target": one.target,
            "band": one.band,
        }
        for one in found.promises
    ]
    return page(request, "worklist/promises.html", year=year, rows=rows, county=found.county)


def _percent(one: Promise) -> int:
    """How far the whole is; of what only others carry, how many of them are done."""
    if one.share:
        return min(100, int(one.share.progress * 100))
    done, of = one.done
    return done * 100 // of if of else 0
