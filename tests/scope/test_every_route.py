"""Every role at every level against every address: what lies in its reach opens, all else does not exist."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.cast import STAFF, WORKERS, build_house
from tests.house_rules.test_routes import ALL as ROUTES
from tests.scope.addresses import ADDRESSES, NEEDS, OWN, WITHOUT_PLACE
from tests.scope.world import Side, build
from unionhall.cases.permissions import Cases
from unionhall.kit.pages import PUBLIC, SIGNED_IN

pytestmark = pytest.mark.slow

CAST = [*STAFF, *WORKERS]
WITH_ARGUMENTS = sorted(name for name, entry in ROUTES.items() if "<" in str(entry.pattern))
LISTS = sorted(
    name
    for name, entry in ROUTES.items()
    if "<" not in str(entry.pattern) and str(entry.pattern).startswith("desk/") and name not in WITHOUT_PLACE
)
OPENS = {200, 302}


def test_every_address_with_arguments_is_tried() -> None:
    assert set(WITH_ARGUMENTS) == {*ADDRESSES, *OWN, *(n for n in WITHOUT_PLACE if n in WITH_ARGUMENTS)}


@dataclass
class World:
    """Both sides, and every one of the cast signed in."""

    house: Any
    sides: tuple[Side, Side]
    clients: dict[str, Client]


@pytest.fixture(scope="module")
def shared(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """Built once, undone at the end: the pages tried here are only read, or refuse."""
    with django_db_blocker.unblock(), time_machine.travel("2026-03-05T10:00:00+08:00"), ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        house = build_house()
        sides = build(house)
        clients = {}
        for name in CAST:
            clients[name] = Client(raise_request_exception=True)
            clients[name].force_login(house.cast[name])
        yield World(house, sides, clients)
        transaction.set_rollback(True)


@pytest.fixture
def world(shared: World, django_db_blocker: Any) -> Iterator[World]:
    """The shared world, with whatever one test writes (a session, a line of the log) undone after it."""
    with django_db_blocker.unblock():
        mark = transaction.savepoint()
        yield shared
        transaction.savepoint_rollback(mark)


def place_and_url(name: str, side: Side) -> tuple[Any, str]:
    place, arguments = ADDRESSES[name](side)
    return place, reverse(name, args=arguments)


def is_open(user: Any, name: str, place: Any) -> bool:
    places = place if isinstance(place, tuple) else (place,)
    access = (NEEDS[name],) if name in NEEDS else ROUTES[name].callback.access
    return PUBLIC in access or any(user.may(one, at=at) for one in access if one != SIGNED_IN for at in places)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_opens_in_reach_and_nowhere_else(name: str, world: World) -> None:
    for role, client in world.clients.items():
        user = world.house.cast[role]
        for side in world.sides:
            place, url = place_and_url(name, side)
            status = _status(client.get(url))
            if is_open(user, name, place):
                assert status in OPENS, f"{role} should open {url}: {status}"
            else:
                assert status == 404, f"{role} should not see {url}: {status}"
                if "POST" in ROUTES[name].callback.methods:
                    refused = {404, 302} if _may_read(user, name, place) else {404}
                    assert _status(client.post(url)) in refused, f"{role} posts to {url}"


def _may_read(user: Any, name: str, place: Any) -> bool:
    """Who sees the case, and may not move it, is told so on its page."""
    return name == "cases:move" and bool(user.may(Cases.VIEW, at=place))


def _status(answer: Any) -> int:
    answer.close()
    return int(answer.status_code)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_strangers_are_asked_to_sign_in(name: str, world: World) -> None:
    _place, url = place_and_url(name, world.sides[0])
    answer = Client().get(url)
    if PUBLIC in ROUTES[name].callback.access:
        assert _status(answer) in OPENS
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_nothing_from_over_the_border(name: str, world: World) -> None:
    for role, client in world.clients.items():
        user = world.house.cast[role]
        for side in world.sides:
            if any(held.reaches(side.union) or side.county.path.startswith(held.path) for held in user.held):
                continue
            for answer in answers(client, name):
                text = text_of(answer)
                leaked = [mark for mark in side.marks if mark in text]
                assert not leaked, f"{role} reads {leaked} at {name}"


def answers(client: Client, name: str) -> Iterator[Any]:
    yield client.get(reverse(name))
    if "POST" in ROUTES[name].callback.methods and "export" in name:
        yield client.post(reverse(name), {"purpose": "年度统计上报使用", "format": "xlsx"})


def text_of(answer: HttpResponse) -> str:
    """What a person would read: the page, or every cell of the sheet."""
    content = answer.getvalue()
    answer.close()
    if content[:2] == b"PK":
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return "\n".join(str(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return content.decode()


@pytest.mark.parametrize("what", [0, 1, 2, 3])
def test_search_finds_nothing_over_the_border(what: int, world: World) -> None:
    for theirs, role in ((world.sides[1], "caseworker"), (world.sides[0], "outsider")):
        asked = theirs.marks[what]
        found = text_of(world.clients[role].get(reverse("faces:search"), {"q": asked}))
        assert not [mark for mark in theirs.marks if mark != asked and mark in found]
        for address in ("orgs:unit-detail", "orgs:employer-detail", "cases:detail", "people:person"):
            assert place_and_url(address, theirs)[1] not in found


@pytest.mark.parametrize("name", sorted(OWN))
def test_what_is_ones_own_opens_for_oneself_only(name: str, world: World) -> None:
    owner, arguments = OWN[name](world.house, world.sides[0])
    url = reverse(name, args=arguments)
    for role, client in world.clients.items():
        status = _status(client.get(url))
        if world.house.cast[role].pk == owner.pk:
            assert status in OPENS, f"{role} should open their own {url}: {status}"
        else:
            assert status in ({302} if name in ONLY_POSTS else {404}), f"{role} at {url}: {status}"
            assert _status(client.post(url)) in {404, 405}, f"{role} posts to {url}"


ONLY_POSTS = {"channels:open"}  # GET sends everyone back to the list
