"""Reading the stored counts: the one place where the list meets the figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from unionhall.kit import figures
from unionhall.kit.figures import Figure, Period


def subtree_counts(codes: Iterable[str], units: Iterable[Any], period: Period) -> Mapping[tuple[str, int], int]:
    """{(count code, unit id): n} of each unit and all beneath it, on the line of organisation."""
    return figures.values(codes, units, period)


def figure_of(code: str) -> Figure | None:
    """The declared figure; None when no room declares it (any more)."""
    return figures.all_figures().get(code)


def figure_choices() -> list[tuple[str, Any]]:
    """Figures an item can stand on."""
    return [(code, figure.title) for code, figure in figures.all_figures().items()]


def declared_count(codes: Iterable[str]) -> str | None:
    """The first of these counts that some room declares; None if none does."""
    return next((code for code in codes if code in figures.all_counts()), None)
