"""Every role at every level against every address: what lies in its reach opens, all else does not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.cast import STAFF, WORKERS, build_house
from tests.house_rules.test_routes import ALL as ROUTES
from tests.scope.addresses import ADDRESSES, NEEDS, OWN, WITHOUT_PLACE
from tests.scope.world import Side, build
from unionhall.audit.models import DeskLine
from unionhall.cases.permissions import Cases
from unionhall.kit.pages import PUBLIC, SIGNED_IN
from unionhall.orgs.models import Coverage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CAST = [*STAFF, *WORKERS]
WITH_ARGUMENTS = sorted(name for name, entry in ROUTES.items() if "<" in str(entry.pattern))
LISTS = sorted(
    name
    for name, entry in ROUTES.items()
    if "<" not in str(entry.pattern) and str(entry.pattern).startswith("desk/") and name not in WITHOUT_PLACE
)
SHEETS = [(name, []) for name in LISTS] + [("rights:lawyers-export", [what]) for what in ("roster", "ledger")]
OPENS = {200, 302}
WHY = "年度统计上报使用"
PARTS = 4  # so that processes can share the work


def test_every_address_with_arguments_is_tried() -> None:
    assert set(WITH_ARGUMENTS) == {*ADDRESSES, *OWN, *(n for n in WITHOUT_PLACE if n in WITH_ARGUMENTS)}


@dataclass
class World:
    """Both sides, and every one of the cast signed in."""

    house: Any
    sides: tuple[Side, Side]
    clients: dict[str, Client]


@pytest.fixture(scope="module")
def world(keeping: Any) -> Iterator[World]:
    with keeping(_world) as made:
        yield made


def _world(clock: Any) -> World:
    house = build_house()
    sides = build(house)
    clients = {name: Client() for name in CAST}
    for name, client in clients.items():
        client.force_login(house.cast[name])
    return World(house, sides, clients)


def place_and_url(name: str, side: Side) -> tuple[Any, str]:
    place, arguments = ADDRESSES[name](side)
    return place, reverse(name, args=arguments)


def _access(name: str) -> tuple[str, ...]:
    needs = NEEDS.get(name, ROUTES[name].callback.access)
    return needs if isinstance(needs, tuple) else (needs,)  # one of several is enough


def is_open(user: Any, name: str, place: Any) -> bool:
    places = place if isinstance(place, tuple) else (place,)
    access = _access(name)
    return PUBLIC in access or any(user.may(one, at=at) for one in access if one != SIGNED_IN for at in places)


def is_open_somewhere(user: Any, name: str) -> bool:
    """Whether the page looks at the thing at all for this user, or `kit.pages` turns them away before."""
    access = ROUTES[name].callback.access
    return {PUBLIC, SIGNED_IN} & set(access) != set() or any(map(user.may, access))


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.usefixtures("undrawn")
def test_opens_in_reach_and_nowhere_else(part: int, world: World) -> None:
    wrong = [
        words
        for name in sorted(ADDRESSES)[part::PARTS]
        for role in CAST
        for side in world.sides
        for words in _tried(world, name, role, side)
    ]
    assert not wrong, "\n".join(wrong)


def _tried(world: World, name: str, role: str, side: Side) -> Iterator[str]:
    """Sentences about what went wrong when this role asked for this thing; none if all is well."""
    user, client = world.house.cast[role], world.clients[role]
    place, url = place_and_url(name, side)
    looked_at = is_open_somewhere(user, name)
    if not looked_at and side is not world.sides[0]:
        return  # turned away whatever the address names
    status = _status(client.get(url))
    if is_open(user, name, place):
        if status not in OPENS:
            yield f"{role} should open {url} ({name}): {status}"
        return
    if status != 404:
        yield f"{role} should not see {url} ({name}): {status}"
    if looked_at and "POST" in ROUTES[name].callback.methods:
        refused = {404, 302} if _may_read(user, name, place) else {404}
        if (posted := _status(client.post(url))) not in refused:
            yield f"{role} should not post to {url} ({name}): {posted}"


def _may_read(user: Any, name: str, place: Any) -> bool:
    """Who sees the case, and may not move it, is told so on its page."""
    return name == "cases:move" and bool(user.may(Cases.VIEW, at=place))


def _status(answer: Any) -> int:
    _close(answer)
    return int(answer.status_code)


def _close(answer: Any) -> None:
    """Close a file the answer streams, without ending the test's own connection with the request."""
    if answer.streaming:
        request_finished.disconnect(close_old_connections)
        answer.close()
        request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("undrawn")
def test_strangers_are_asked_to_sign_in(world: World) -> None:
    for name in sorted(ADDRESSES):
        _place, url = place_and_url(name, world.sides[0])
        answer = Client().get(url)
        if PUBLIC in ROUTES[name].callback.access:
            assert _status(answer) in OPENS, url
        else:
            assert answer.status_code == 302, url
            assert answer["Location"].startswith("/sign-in/"), url


@pytest.mark.parametrize("part", range(PARTS))
def test_lists_show_nothing_from_over_the_border(part: int, world: World) -> None:
    leaks = [
        f"{role} reads {mark} at {name}"
        for name, arguments in SHEETS[part::PARTS]
        for role, marks in _not_to_be_read(world).items()
        if is_open_somewhere(world.house.cast[role], name)
        for text in map(text_of, answers(world.clients[role], name, arguments))
        for mark in marks
        if mark in text
    ]
    assert not leaks, "\n".join(leaks)


def _not_to_be_read(world: World) -> dict[str, list[str]]:
    """The marks of the side each role has nothing to do with; those above both sides are left out."""
    marks = {
        role: [mark for side in world.sides if not _touches(user, side) for mark in side.marks]
        for role, user in world.house.cast.items()
    }
    return {role: found for role, found in marks.items() if found}


@pytest.mark.usefixtures("undrawn")
def test_lists_are_for_those_who_may(world: World) -> None:
    opened = [
        f"{role} opens {name}"
        for name in LISTS
        for role, client in world.clients.items()
        if not is_open_somewhere(world.house.cast[role], name)
        if _status(client.get(reverse(name))) != 404
    ]
    assert not opened, "\n".join(opened)


def _touches(user: Any, side: Side) -> bool:
    """Whether the user holds a role in this county, above it or beneath it."""
    return any(held.reaches(side.union) or held.path.startswith(side.county.path) for held in user.held)


def answers(client: Client, name: str, arguments: list[str]) -> Iterator[Any]:
    url = reverse(name, args=arguments)
    yield client.get(url)
    if name.endswith("export") and "POST" in ROUTES[name].callback.methods:
        yield client.post(url, {"purpose": WHY, "because": WHY, "format": "xlsx"})


@pytest.mark.usefixtures("undrawn")
def test_what_is_taken_out_is_a_file(world: World) -> None:
    """Else the test above would read nothing in it."""
    unread = []
    for name, arguments in SHEETS:
        if name.endswith("export"):
            who = next(role for role in CAST if is_open_somewhere(world.house.cast[role], name))
            *_asked, taken = answers(world.clients[who], name, arguments)
            if taken.status_code != 302 and taken["Content-Type"].startswith("text/html"):
                unread.append(f"{who} gets no file from {name}: {taken.status_code}")
            _close(taken)
    assert not unread, "\n".join(unread)


@pytest.mark.usefixtures("undrawn")
def test_a_list_no_file_will_hold_leaves_no_line(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log tells of files somebody has, and a file is never cut short without a word."""
    for place in ("kit.exports", "orgs.actions.exports", "people.actions.entering"):
        monkeypatch.setattr(f"unionhall.{place}.MOST", -1)
    wrong = []
    for name, arguments in SHEETS:
        if name.endswith("export"):
            who = next(role for role in CAST if is_open_somewhere(world.house.cast[role], name))
            *_asked, taken = answers(world.clients[who], name, arguments)
            if taken.status_code not in (302, 409):
                wrong.append(f"{name}: {taken.status_code}")
    assert not wrong, "\n".join(wrong)
    taken_out = ("kit.export.made", "indicators.figures.exported")
    assert not list(DeskLine.objects.filter(action__in=taken_out).values_list("details", flat=True))


def text_of(answer: HttpResponse) -> str:
    """What a person would read: the page, or every cell of the sheet."""
    content = answer.getvalue()
    _close(answer)
    if content[:2] == b"PK":
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return "\n".join(str(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return content.decode()


def test_search_finds_nothing_over_the_border(world: World) -> None:
    for theirs, role in ((world.sides[1], "caseworker"), (world.sides[0], "outsider")):
        for asked in theirs.marks:
            found = text_of(world.clients[role].get(reverse("faces:search"), {"q": asked}))
            assert not [mark for mark in theirs.marks if mark != asked and mark in found], asked
            assert not [name for name in ADDRESSES if f'"{place_and_url(name, theirs)[1]}"' in found], asked


def test_an_employer_shared_over_the_border_shows_each_side_its_own(world: World) -> None:
    """Two unions cover it, one of each county: what one knows of it is not on the other's page."""
    ours, theirs = world.sides
    Coverage.objects.create(union=theirs.union, employer=ours.employer, mode="joint", valid_from=date(2026, 1, 1))
    url = reverse("orgs:employer-detail", args=[ours.employer.credit_code])
    shown = {role: text_of(world.clients[role].get(url)) for role in ("caseworker", "reviewer", "chair")}
    assert all([number for number in ours.numbers if number in text] for text in shown.values())
    for role in ("outsider", "outsider_reviewer", "outsider_chair"):
        answer = world.clients[role].get(url)
        assert answer.status_code == 200, role
        text = text_of(answer)
        assert not [number for number in ours.numbers if number in text], role


@pytest.mark.parametrize("name", sorted(OWN))
@pytest.mark.usefixtures("undrawn")
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
