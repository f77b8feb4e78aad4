"""Panels of the Board: a room's numbers, and its picture as a table whose cells carry bars.

A table reads the same with a screen reader, on paper and without JavaScript; its colours follow light and dark.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kit.figures import Beneath, Count, Funnel, Kinds, Panel

from . import queries
from .showing import number, percent, text

UNITS = 12  # drawn beneath; the list under the map has them all
WIDE = 100  # per cent


@dataclass(frozen=True)
class Place:
    """Of which unit a panel is drawn, for whom, and the numbers asked for."""

    user: Any
    unit: Any
    children: list[Any]
    cells: dict[tuple[str, int], queries.Cell]
    counts: dict[tuple[str, int], int]
    keep: str  # day and line, for links

    def n(self, count: Count) -> int:
        return self.counts.get((count.code, self.unit.pk), 0)

    def rows_of(self, count: Count) -> str:
        """Where the rows behind are; empty for someone who may see none of them."""
        return queries.behind(self.user, count, self.unit).url


def on_the_board(shown: queries.Shown, place: Place, stats: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the page draws of one panel."""
    panel = shown.panel
    return {
        "id": f"panel-{panel.code.replace('.', '-')}",
        "title": panel.title,
        "tells": panel.tells,
        "stats": [stats[figure.code] for figure in shown.figures],
        "more": [stats[figure.code] for figure in shown.rest],
        "picture": _picture(panel.picture, place) if shown.with_picture else None,
        "export": _export(panel, place) if shown.with_picture else "",
    }


def _export(panel: Panel, place: Place) -> str:
    return reverse("indicators:panel-export", args=[place.unit.code, panel.code]) + place.keep


def _picture(picture: Funnel | Kinds | Beneath, place: Place) -> dict[str, Any]:
    draw: Any = {Funnel: _funnel, Kinds: _kinds, Beneath: _beneath}[type(picture)]
    return {"title": picture.title, "target": "", "left_out": 0, "with_shares": isinstance(picture, Funnel)} | draw(
        picture, place
    )


def _funnel(picture: Funnel, place: Place) -> dict[str, Any]:
    first = place.n(picture.steps[0][1])
    return {
        "heads": [_("环节"), _("数量"), _("为第一步的")],
        "rows": [_step(title, count, first, place) for title, count in picture.steps],
        "empty": not any(place.n(count) for count in picture.counts),
    }


def _step(title: Any, count: Count, first: int, place: Place) -> dict[str, Any]:
    n = place.n(count)
    wide = _wide(n, first)
    share = f"{n / first:.0%}" if first else "–"
    cell = {"text": f"{n:,}", "wide": wide, "left": round((WIDE - wide) / 2, 1), "tone": ""}
    return _row(title, place.rows_of(count), [cell], share)


def _row(title: Any, url: str, cells: list[dict[str, Any]], tail: str = "") -> dict[str, Any]:
    return {"title": title, "url": url, "cells": cells, "tail": tail}


def _kinds(picture: Kinds, place: Place) -> dict[str, Any]:
    most = max((place.n(count) for count in picture.counts), default=0)
    return {
        "heads": [_("种类"), *picture.heads],
        "rows": [
            _row(title, place.rows_of(counts[0]), [_bar(place.n(one), most) for one in counts])
            for title, counts in picture.kinds
        ],
        "empty": not most,
    }


def _bar(n: int, most: int) -> dict[str, Any]:
    return {"text": f"{n:,}", "wide": _wide(n, most), "left": 0, "tone": ""}


def _beneath(picture: Beneath, place: Place) -> dict[str, Any]:
    figure, units = picture.figure, [place.unit, *place.children[:UNITS]]
    cells = [place.cells[figure.code, unit.pk] for unit in units]
    whole = WIDE if figure.bottom is not None else max((number(cell) or 0 for cell in cells[1:]), default=0)
    target = "" if figure.target is None else percent(figure.target) if figure.bottom is not None else figure.target
    return {
        "heads": [_("工会"), figure.title],
        "rows": [_place(cell, whole, place) for cell in cells],
        "target": target,
        "left_out": max(len(place.children) - UNITS, 0),
        "empty": all(not number(cell) for cell in cells),
    }


def _place(cell: queries.Cell, whole: float, place: Place) -> dict[str, Any]:
    tone = "" if cell.tone == "neutral" else cell.tone
    bar = {"text": text(cell), "wide": _wide(number(cell) or 0, whole), "left": 0, "tone": tone}
    here = cell.unit.pk == place.unit.pk
    url = "" if here else reverse("indicators:unit", args=[cell.unit.code]) + place.keep
    return _row(cell.unit.name, url, [bar])


def _wide(n: float, whole: float) -> float:
    """Per cent of the whole width; what outgrows the first step is drawn as wide as it."""
    return round(min(n / whole, 1) * WIDE, 1) if whole else 0
