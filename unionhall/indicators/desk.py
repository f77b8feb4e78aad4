"""Figures at the Desk: one's own subtree as a table and a sheet, and the differences a recount has found."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit import access, clock
from unionhall.kit.exports import MOST, sheet
from unionhall.kit.figures import Period, all_figures
from unionhall.kit.pages import changes, page, reads
from unionhall.kit.paging import paged
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs

from . import actions, queries
from .forms import Explanation
from .permissions import Indicators
from .showing import columns, count_columns, day_asked, line_asked, text


@reads(Indicators.VIEW)
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure of one's own unit and of those directly beneath."""
    unit = _own_unit(request)
    children = paged(request, queries.board_children(request.user, unit), by=("path",), size=50)
    return page(
        request, "indicators/figures.html", unit=unit, children=children,
        table=_table([unit, *children]), places=orgs.places_to_choose(request.user, Indicators.VIEW),
    )  # fmt: skip


@changes(Indicators.VIEW)
def export(request: HttpRequest) -> HttpResponse:
    """The same table as a sheet, numerators and denominators in columns of their own."""
    if request.method != "POST":
        return redirect("indicators:figures")
    unit = _own_unit(request)
    units = [unit, *queries.board_children(request.user, unit)[:MOST]]
    figures, day = list(all_figures().values()), clock.today()
    cells = queries.cells(figures, units, Period.of_year(day.year, until=day))
    file = sheet(units, columns(figures, cells), name=_("指标"), by=request.user)  # one too many: it refuses
    actions.record_export(unit=unit, rows=len(units), by=request.user)
    return file


@changes(Indicators.VIEW)
def panel_export(request: HttpRequest, code: str, panel: str) -> HttpResponse:
    """One panel of the Board as a sheet: a line for the unit and each beneath it, with the counts of the picture."""
    unit, shown = queries.board_unit(request.user, code), queries.panel_of(panel)
    units = [unit, *queries.board_children(request.user, unit)[:MOST]]
    if request.method != "POST":
        back = reverse("indicators:unit", args=[unit.code])
        return page(request, "ask_export.html", count=len(units), what=shown.title, back=back)
    day, line = day_asked(request.GET), line_asked(request.GET)
    period = Period.of_year(day.year, until=day)
    cells, counts = queries.cells_and_counts(shown.figures, shown.picture.counts, units, period, line)
    heads = [*columns(shown.figures, cells), *count_columns(shown, counts)]
    file = sheet(units, heads, name=str(shown.title), by=request.user)
    actions.record_export(unit=unit, rows=len(units), by=request.user)
    return file


@reads(Indicators.VIEW)
def differences(request: HttpRequest) -> HttpResponse:
    rows = queries.open_differences(orgs.desks_for(request.user, Indicators.VIEW))
    shown = paged(request, queries.seen_by(request.user, rows), by=("-found_at", "-id"), size=50)
    units = orgs.units([row.unit_id for row in shown])
    table = [(row, units.get(row.unit_id), all_figures_title(row.count)) for row in shown]
    return page(request, "indicators/differences.html", page_of=shown, table=table)


@changes(Indicators.EXPLAIN)
def difference(request: HttpRequest, desk: int, pk: int) -> HttpResponse:
    """Say why a stored count and the rows disagree."""
    row = queries.difference_for(request.user, desk, pk)
    unit = orgs.unit(row.unit_id)
    form = Explanation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.explain(difference=row, words=form.cleaned_data["words"], by=request.user)
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("已说明，差异记录已关闭。"))
            return redirect("indicators:differences")
    return page(
        request, "indicators/difference.html", row=row, unit=unit, form=form, title=all_figures_title(row.count)
    )


def all_figures_title(code: str) -> Any:
    """The count's name; its code where no room declares it any more."""
    found = queries.count_of(code)
    return found.title if found else code


def _own_unit(request: HttpRequest) -> Any:
    """The unit asked for within reach, or the outermost place at which the user reads figures."""
    if code := request.GET.get("unit") or request.POST.get("unit"):
        return orgs.unit_for(request.user, code, Indicators.VIEW)
    held = access.outermost(access.holding(request.user, Indicators.VIEW))
    if not held:
        raise Http404
    return orgs.unit(held[0].unit_id)


def _table(units: list[Any]) -> list[dict[str, Any]]:
    shown, day = list(all_figures().values()), clock.today()
    cells = queries.cells(shown, units, Period.of_year(day.year, until=day))
    return [
        {
            "unit": unit,
            "url": reverse("indicators:unit", args=[unit.code]),
            "cells": [
                {"title": f.title, "text": text(cells[f.code, unit.pk]), "tone": cells[f.code, unit.pk].tone,
                 "url": reverse("indicators:figure", args=[unit.code, f.code])}
                for f in shown
            ],
        }
        for unit in units
    ]  # fmt: skip
