"""Figures as a page prints them: a rate as per cent, a hidden cell as «少于 …», nothing to divide by as a dash."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kit import clock
from unionhall.kit.figures import Figure, Panel
from unionhall.kit.models import Line

from .queries import Cell


def text(cell: Cell) -> str:
    """The value in words: 85.3%, 1,234, «少于 10», or a dash where there is nothing to count."""
    if cell.is_hidden:
        return _("少于 %(n)s") % {"n": cell.figure.floor}
    if cell.value is None:
        return "–"
    return percent(cell.value) if cell.figure.bottom is not None else f"{cell.top:,}"


def number(cell: Cell) -> float | None:
    """The value for bars and maps, a rate in per cent; None where it is hidden or missing."""
    if cell.is_hidden or cell.value is None:
        return None
    return round(float(cell.value) * (100 if cell.figure.bottom is not None else 1), 1)


def percent(value: Decimal) -> str:
    return f"{value * 100:.1f}%"


def stat(cell: Cell, trend: list[Decimal | None], url: str) -> dict[str, Any]:
    """What one big number needs: label, value, target, tone, trend of the months that have one, and its page."""
    target = cell.figure.target
    shown = "" if target is None else percent(target) if cell.figure.bottom is not None else f"{target:,.0f}"
    return {
        "label": cell.figure.title,
        "value": text(cell),
        "target": shown,
        "tone": "" if cell.tone == "neutral" else cell.tone,
        "trend": [] if cell.is_hidden else [float(value) for value in trend if value is not None],
        "note": "" if cell.is_hidden or cell.bottom is None else f"{cell.top:,} / {cell.bottom:,}",
        "url": url,
    }


def day_asked(given: Mapping[str, Any]) -> date:
    """The day the address names, never one to come; today if it says nothing that is a date."""
    try:
        return min(date.fromisoformat(given.get("on", "")), clock.today())
    except ValueError:
        return clock.today()


def line_asked(given: Mapping[str, Any]) -> str:
    """Organisation or industry, as the address or the form says."""
    asked = given.get("line", "")
    return asked if asked in Line.values else Line.ORGANISATION


def columns(figures: Iterable[Figure], cells: dict[tuple[str, int], Cell]) -> list[tuple[Any, Any]]:
    """Columns of a sheet of units: each figure, with numerator and denominator in columns of their own."""
    found: list[tuple[Any, Any]] = [(_("编号"), "code"), (_("工会"), "name")]
    for figure in figures:
        found.append((str(figure.title), _cell_text(cells, figure.code)))
        found.append((_("%(title)s：分子") % {"title": figure.title}, _part(cells, figure.code, "top")))
        if figure.bottom is not None:
            found.append((_("%(title)s：分母") % {"title": figure.title}, _part(cells, figure.code, "bottom")))
    return found


def count_columns(panel: Panel, counts: Mapping[tuple[str, int], int]) -> list[tuple[Any, Any]]:
    """Columns of a panel's picture: each count once."""
    return [(str(count.title), _tally(counts, count.code)) for count in dict.fromkeys(panel.picture.counts)]


def _tally(counts: Mapping[tuple[str, int], int], code: str) -> Any:
    return lambda unit: counts.get((code, unit.pk), 0)


def _cell_text(cells: dict[tuple[str, int], Cell], code: str) -> Any:
    return lambda unit: text(cells[code, unit.pk])


def _part(cells: dict[tuple[str, int], Cell], code: str, part: str) -> Any:
    return lambda unit: "" if cells[code, unit.pk].is_hidden else getattr(cells[code, unit.pk], part)
