"""The pages opened most ask one shard, a dozen statements at the most."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import UniqueConstraint
from django.test import Client
from django.urls import reverse

from tests.cast import build_house
from tests.scope.world import Side, build
from unionhall.kit.guard import fixes_shards
from unionhall.kit.placement import PersonScoped

pytestmark = pytest.mark.django_db
MOST = 12

# who opens it, its name, its arguments
PAGES: dict[str, tuple[str, Any]] = {
    "faces:home": ("worker", lambda side: []),
    "faces:mine": ("worker", lambda side: []),
    "cases:my-detail": ("worker", lambda side: [side.case.number]),
    "cases:list": ("caseworker", lambda side: []),
    "cases:detail": ("caseworker", lambda side: [side.case.number]),
    "people:roll": ("chair", lambda side: []),
    "worklist:list": ("chair", lambda side: []),
    **{
        f"bargaining:{name}": ("caseworker", lambda side: [])
        for name in "rounds agreements congresses motions disclosures directors covers".split()
    },
    "indicators:board": ("province_leader", lambda side: []),
}


@pytest.mark.parametrize("model", [model for model in apps.get_models() if issubclass(model, PersonScoped)])
def test_rows_of_one_person_are_found_by_an_index(model: Any) -> None:
    """On SQLite too, where keys are not widened and the primary key does not begin with the person."""
    whole = [one for one in model._meta.constraints if isinstance(one, UniqueConstraint) and one.condition is None]
    indexes = [one for one in model._meta.indexes if one.condition is None]
    first = {one.fields[0].lstrip("-").removesuffix("_id") for one in [*whole, *indexes] if one.fields}
    assert "person" in first or model._meta.get_field("person").unique


@pytest.fixture(scope="module")
def world(keeping: Any) -> Iterator[tuple[Any, Side]]:
    """The house, and the first of its sides."""
    with keeping(lambda clock: (house := build_house(), build(house)[0])) as made:
        yield made


@pytest.mark.parametrize("name", PAGES)
def test_asks_one_shard_and_little(name: str, world: tuple[Any, Side], django_assert_max_num_queries: Any) -> None:
    house, side = world
    who, arguments = PAGES[name]
    client = Client()
    client.force_login(house.cast[who])
    address = reverse(name, args=arguments(side))
    client.get(address)  # what is kept for a while is there, as it is when a page is hot
    with fixes_shards(), django_assert_max_num_queries(MOST):
        assert client.get(address).status_code == 200
