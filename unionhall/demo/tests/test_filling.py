"""Filling: the same every time, even when cut short or killed; never where real people live."""

import hashlib
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from unionhall.demo import filling
from unionhall.kit.fields import EncryptedTextField
from unionhall.orgs.models import Unit

from .conftest import DAY, fill

ROOMS = (
    "orgs", "accounts", "people", "cases", "worklist", "channels", "matters", "rights", "supervision", "bargaining",
    "safety", "funds", "documents",
)  # fmt: skip
DIFFERS = {"password", "words", "id_number", "phone", "rows"}  # salted or sealed with a nonce
DIFFERS |= {"id", "item_id"}  # of items, which the database numbers
DIFFERS |= {"file", "thumbnail", "proof", "papers"}  # the folder still has the file of a filling that was rolled back
DRAWN = {"code", "key", "digest", "code_digest", "rate_token", "sha256", "link"}  # what nobody may guess


Picture = dict[str, str]


def picture() -> Picture:
    """What stands in every table of the rooms the demo writes, apart from what must differ."""
    found = {}
    for model in [model for room in ROOMS for model in apps.get_app_config(room).get_models()]:
        fields = [field for field in model._meta.concrete_fields if not isinstance(field, EncryptedTextField)]
        left_out = DIFFERS if model._meta.app_label == "orgs" else DIFFERS | DRAWN
        columns = [field.attname for field in fields if field.attname not in left_out]
        rows = sorted(map(repr, model._default_manager.values_list(*columns)))
        found[model._meta.label] = f"{len(rows)} {hashlib.sha256(''.join(rows).encode()).hexdigest()}"
    return found


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


@pytest.fixture(scope="module")
def whole(small: None, keeping: Any) -> Picture:
    """The picture of a province filled in one go, which is gone again."""
    with keeping(lambda clock: (fill(), picture())) as (_plan, made):
        return made


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
