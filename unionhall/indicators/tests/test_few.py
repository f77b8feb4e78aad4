"""Cells too small to show (data-protection.md §2 and its example KA-1)."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from unionhall.indicators.queries import Cell
from unionhall.indicators.showing import number, text
from unionhall.people.figures import FIGURES

SOME = replace(next(figure for figure in FIGURES if figure.code == "people.members"), floor=10)


@pytest.mark.parametrize(("persons", "shown"), [(7, "少于 10"), (9, "少于 10"), (10, "10"), (0, "0")])
def test_ka_1_a_cell_of_seven_persons_is_not_shown(persons, shown):
    cell = Cell(SOME, SimpleNamespace(), persons, None)
    assert text(cell) == shown
    assert (number(cell) is None) == (0 < persons < 10)
