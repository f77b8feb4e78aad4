"""The Board: the few big numbers of a unit, the map or bars of those beneath it, and the way to the rows behind."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit import clock
from unionhall.kit.access import Level
from unionhall.kit.figures import Figure, Period, all_figures
from unionhall.kit.models import Line
from unionhall.kit.pages import PUBLIC, page, reads
from unionhall.kit.paging import paged
from unionhall.orgs import queries as orgs

from . import queries
from .panels import Place, on_the_board
from .showing import day_asked, line_asked, number, stat, text

OUTLINES = {Level.PROVINCE: "maps/zhejiang-cities.geojson", Level.CITY: "maps/zhejiang-counties.geojson"}
CHILDREN = 100


@reads(PUBLIC)
def board(request: HttpRequest, code: str = "") -> HttpResponse:
    unit = queries.board_unit(request.user, code)
    figures, day, line = queries.figures_for(request.user), day_asked(request.GET), line_asked(request.GET)
    chosen = _chosen(request, figures)
    children = paged(request, queries.board_children(request.user, unit), by=("path",), size=CHILDREN)
    panels, period = queries.panels_for(request.user), Period.of_year(day.year, until=day)
    drawn = {count for one in panels if one.with_picture for count in one.panel.picture.counts}
    cells, counts = queries.cells_and_counts(figures, drawn, [unit, *children], period, line)
    trends = queries.trends(figures, unit, day, line)
    stats = {f.code: stat(cells[f.code, unit.pk], trends[f.code], _figure_url(unit, f, request)) for f in figures}
    loose = [f for f in queries.outside_panels(figures) if all(f not in one.rest for one in panels)]
    place = Place(request.user, unit, list(children), cells, counts, _keep(request))
    rows = [_bar(cells[chosen.code, child.pk], request) for child in children] if chosen else []
    return page(
        request,
        "indicators/board.html",
        unit=unit,
        chosen=chosen,
        figures=figures,
        stats=[stats[f.code] for f in loose if f.public],
        more=[stats[f.code] for f in loose if not f.public],
        panels=[on_the_board(one, place, stats) for one in panels],
        period=period,
        rows=rows,
        children=children,
        outline=_outline(request, unit, line),
        approval=settings.MAP_APPROVAL,
        longest=100 if chosen and chosen.bottom is not None else "",
        areas=_areas(rows, chosen),
        crumbs=_crumbs(unit),
        day=day,
        is_today=day == clock.today(),
        line=line,
        lines=Line.choices,
        counted_at=queries.settled_at(),
    )


@reads(PUBLIC)
def figure(request: HttpRequest, code: str, figure: str) -> HttpResponse:
    """One figure of one unit: how it is counted, numerator and denominator, by month, by unit beneath."""
    unit = queries.board_unit(request.user, code)
    shown = all_figures().get(figure)
    if shown is None or shown not in queries.figures_for(request.user):
        raise Http404
    day, line = day_asked(request.GET), line_asked(request.GET)
    children = paged(request, queries.board_children(request.user, unit), by=("path",), size=CHILDREN)
    cells = queries.cells([shown], [unit, *children], Period.of_year(day.year, until=day), line)
    trend = queries.trends([shown], unit, day, line)[shown.code]
    chart, by_month = _chart(shown, trend, day)
    counts = [count for count in (shown.top, shown.bottom) if count is not None]
    return page(
        request,
        "indicators/figure.html",
        unit=unit,
        figure=shown,
        cell=cells[shown.code, unit.pk],
        stat=stat(cells[shown.code, unit.pk], trend, ""),
        behind=[queries.behind(request.user, count, unit) for count in counts],
        table=[_row(cells[shown.code, child.pk], request) for child in children],
        children=children,
        chart=chart,
        by_month=by_month,
        crumbs=_crumbs(unit),
        day=day,
        line=line,
        counted_at=queries.settled_at(),
    )


def _outline(request: HttpRequest, unit: Any, line: str) -> str:
    """The map's outlines; strangers see a map only under its approval number (地图管理条例: 审图号), or in a demo."""
    if unit.level not in OUTLINES or line != Line.ORGANISATION:
        return ""
    may_show = request.user.is_authenticated or settings.MAP_APPROVAL or settings.DEMO
    return static(OUTLINES[unit.level]) if may_show else ""


def _chosen(request: HttpRequest, figures: list[Figure]) -> Figure | None:
    by_code = {one.code: one for one in figures}
    with_target = [one for one in figures if one.target is not None]
    return by_code.get(request.GET.get("figure", "")) or next(iter(with_target or figures), None)


def _keep(request: HttpRequest) -> str:
    """The day and line the reader has chosen, for links to other boards."""
    kept = request.GET.copy()
    for name in set(kept) - {"on", "line", "figure"}:
        del kept[name]
    return f"?{kept.urlencode()}" if kept else ""


def _figure_url(unit: Any, one: Figure, request: HttpRequest) -> str:
    return reverse("indicators:figure", args=[unit.code, one.code]) + _keep(request)


def _bar(cell: queries.Cell, request: HttpRequest) -> dict[str, Any]:
    return {
        "code": (cell.unit.division_id or "")[:6],
        "label": cell.unit.name,
        "value": number(cell),
        "text": text(cell),
        "tone": cell.tone if cell.tone != "neutral" else "",
        "url": reverse("indicators:unit", args=[cell.unit.code]) + _keep(request),
    }


def _row(cell: queries.Cell, request: HttpRequest) -> dict[str, Any]:
    hidden = cell.is_hidden
    return _bar(cell, request) | {
        "top": "–" if hidden else cell.top,
        "bottom": "–" if hidden else cell.bottom,
        "url": _figure_url(cell.unit, cell.figure, request),
    }


def _areas(rows: list[dict[str, Any]], chosen: Figure | None) -> dict[str, Any] | None:
    if not rows or chosen is None:
        return None
    areas = [
        {name: r[name] for name in ("code", "value", "text", "url")} | {"name": r["label"].removesuffix("总工会")}
        for r in rows
    ]
    return {"areas": areas, "ends": [_("高"), _("低")]}


def _crumbs(unit: Any) -> list[tuple[str, str]]:
    above = orgs.ancestors(unit)[:-1]
    return [(one.short_name or one.name, reverse("indicators:unit", args=[one.code])) for one in above]


def _chart(shown: Figure, trend: list[Any], day: date) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the chart draws, and the same numbers in words."""
    rate = shown.bottom is not None
    values = [None if v is None else round(float(v) * (100 if rate else 1), 1) for v in trend]
    target = float(shown.target) * (100 if rate else 1) if shown.target is not None else None
    months = [f"{month.year}-{month.month:02d}" for month in queries.months_up_to(day, len(trend))]
    by_month = [(m, "–" if v is None else f"{v:,}{'%' if rate else ''}") for m, v in zip(months, values, strict=True)]
    series = {"name": str(shown.title), "values": values, **({"target": target} if target is not None else {})}
    return {"labels": months, "series": [series], "unit": "%" if rate else ""}, by_month
