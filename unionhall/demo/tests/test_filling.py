"""Filling: the same every time, even when cut short or killed; never where real people live."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from unionhall.demo import filling
from unionhall.orgs.models import Unit

from .conftest import DAY, fill
from .picture import Picture, picture

PARTS = (
    "divisions",
    "tree",
    "county:330110",
    "above",
    "year:330110",
    "settled:people.members",
    "items",
    "item:Y26-B02",
)


@pytest.mark.once  # on PostgreSQL a part stands or falls as well: see the next test
@pytest.mark.django_db
def test_cut_short_and_begun_again(whole: Picture) -> None:
    """A filling cut short after each of these parts in turn ends as one that was never cut short."""
    for part in PARTS:
        said: list[str] = []
        fill(stop_after=part, say=said.append)
        assert said[-1] == part
    fill()
    assert picture() == whole


@pytest.mark.django_db
def test_killed_in_the_middle_of_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that fails leaves nothing behind, and the next run writes it."""
    broken: Callable[..., Any] = filling.casework.write_cases

    def fails(lot: Any) -> None:
        if lot.county.code == "330110":
            raise RuntimeError("killed")
        broken(lot)

    monkeypatch.setattr(filling.casework, "write_cases", fails)
    with pytest.raises(RuntimeError):
        fill()
    assert not Unit.objects.filter(code__startswith="330110-").exists()
    monkeypatch.undo()
    fill(stop_after="county:330110")
    assert Unit.objects.filter(code__startswith="330110-").exists()


@pytest.mark.django_db
def test_refuses_an_inhabited_house() -> None:
    get_user_model()._default_manager.create(name="真人")
    with pytest.raises(CommandError):
        call_command("demo", unions=1, workers=1, stdout=StringIO())


@pytest.mark.django_db
def test_refuses_another_plan() -> None:
    fill(stop_after="divisions")
    with pytest.raises(filling.OtherPlan):
        filling.fill(unions=61, workers=400, seed=7, day=DAY)
