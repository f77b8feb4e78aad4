"""Lists: what a unit owes, what it issued, the rows behind a number, the board, and all of it as Excel."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from unionhall.kit.exports import sheet
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.orgs import queries as orgs

from .. import actions, queries
from ..forms import ShareFilter
from ..permissions import Worklist
from ..queries.items import years
from ..queries.shares import rows_of
from ..showing import number, shown, title_of
from .place import places_here, unit_here, year_here


@reads(Worklist.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """What we owe, then what we issued."""
    unit, year = unit_here(request), year_here(request)
    chosen = ShareFilter(request.GET)
    lookups = {f"item__{name}" if name in ("category", "code") else name: v for name, v in chosen.chosen().items()}
    lookups.pop("level", None)
    rows = paged(request, queries.shares_for(request.user, unit=unit, year=year, **lookups), by=("item_id",))
    return page(
        request,
        "worklist/list.html",
        part="worklist/_share_rows.html",
        unit=unit,
        places=places_here(request),
        year=year,
        years=years(),
        filter=chosen,
        rows=rows,
        shares=[shown(share) for share in rows],
        issued=_issued(unit, year),
        may_issue=request.user.may(Worklist.ISSUE, at=unit),  # type: ignore[union-attr]
    )


def _issued(unit: Any, year: int) -> list[dict[str, Any]]:
    items = list(queries.issued_by(unit, year))
    whole = {line.key: line for line in queries.board(unit, year, most=0).by_item} if items else {}
    return [
        {"item": one, "title": title_of(one), "target": number(one, one.target), "line": whole.get(one.pk)}
        for one in items
    ]


@reads(Worklist.VIEW)
def rows(request: HttpRequest) -> HttpResponse:
    """Shares at and under a unit: what stands behind a number of the board."""
    unit, year = unit_here(request), year_here(request)
    chosen = ShareFilter(request.GET)
    found = paged(request, rows_of(request.user, unit, year=year, **chosen.chosen()), by=("pk",))
    return page(
        request,
        "worklist/rows.html",
        part="worklist/_share_rows.html",
        unit=unit,
        places=places_here(request),
        year=year,
        filter=chosen,
        rows=found,
        shares=[shown(share) for share in found],
    )


@changes(Worklist.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The same rows as a file; a POST, because it leaves a line."""
    unit, year = unit_here(request), year_here(request)
    chosen = ShareFilter(request.POST or request.GET)
    found = rows_of(request.user, unit, year=year, **chosen.chosen()).order_by("unit__path", "item__code")
    if request.method != "POST":
        return page(request, "worklist/export.html", unit=unit, year=year, count=found.count(), chosen=request.GET)
    columns: list[tuple[Any, Any]] = [
        (_("单位"), lambda one: one.share.unit.name),
        (_("编号"), lambda one: one.share.item.code),
        (_("项目"), "title"),
        (_("目标"), "goal"),
        (_("现值"), "value"),
        (_("分子 ÷ 分母"), "parts"),
        (_("进度（%）"), "percent"),
        (_("时间进度（%）"), "expected"),
        (_("状态"), "state"),
        (_("灯号"), "light"),
        (_("责任人"), lambda one: one.share.owner_name),
        (_("截止日期"), "due_on"),
    ]
    file = sheet((shown(one) for one in found.iterator(chunk_size=1000)), columns, _("任务清单"), request.user)
    actions.record_export(unit=unit, what="worklist.shares", rows=found.count(), by=request.user)
    return file  # made before the line: a list too long leaves none


@reads(Worklist.VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """百分百完成: the unit and all beneath it; drill down by the units beneath, and to the rows."""
    unit, year = unit_here(request), year_here(request)
    found = queries.board(unit, year)
    above = orgs.parent_of(unit)
    seen = above is not None and request.user.may(Worklist.VIEW, at=above)  # type: ignore[union-attr]
    return page(
        request,
        "worklist/board.html",
        unit=unit,
        places=places_here(request),
        year=year,
        board=found,
        above=above if seen else None,
        levels=_levels(found),
        movers=[(shown(share), int((share.progress - share.before) * 100)) for share in found.movers],
        unfinished=[shown(share) for share in found.unfinished],
    )


def _levels(found: Any) -> list[tuple[str, Any]]:
    titles = {1: _("省"), 2: _("市"), 3: _("县（市、区）"), 4: _("乡镇（街道）"), 5: _("基层工会")}
    return [(titles[line.key], line) for line in found.by_level]
