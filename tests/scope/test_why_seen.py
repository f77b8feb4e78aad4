"""Every record says why it is seen: the role that reaches it, or whom one stands in for."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.cast import STAFF, build_house
from tests.house_rules.test_routes import ALL as ROUTES
from tests.scope.addresses import ADDRESSES
from tests.scope.test_every_route import is_open, place_and_url
from tests.scope.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]
ANSWER = re.compile(r'<details class="why">.*?<li>您', re.S)
RECORDS = sorted(
    {name for name in ADDRESSES if name.endswith("detail") and "GET" in ROUTES[name].callback.methods}
    | {"people:person", "people:roster", "worklist:share", "worklist:evidence"}
)


@pytest.fixture(scope="module")
def world(keeping: Any) -> Iterator[Any]:
    with keeping(_world) as made:
        yield made


def _world(clock: Any) -> Any:
    house = build_house()
    return house, build(house)


def test_every_record_says_why_it_is_seen(world: Any) -> None:
    house, (side, _theirs) = world
    silent = []
    for name in RECORDS:
        place, url = place_and_url(name, side)
        role = next(one for one in STAFF if is_open(house.cast[one], name, place))
        client = Client()
        client.force_login(house.cast[role])
        shown = client.get(url).content.decode()
        if not ANSWER.search(shown):
            silent.append(f"{name} as {role}")
    assert not silent, "\n".join(silent)
