"""Every page that can be opened: axe finds no barrier, nothing is wider than the screen, no word is left over."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.browser import DESKTOP
from tests.house_rules.test_routes import ALL as ROUTES
from tests.keeping import undraw
from tests.pages.samples import NOT_LOOKED_AT, address
from tests.scope.world import Side, build

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NAMES = sorted(name for name in ROUTES if ":" in name and name not in NOT_LOOKED_AT)
PARTS = 6  # processes share them; each builds the world once
# who looks at a page: the first of these who may open it, strangers first
WHO = (
    "", "worker", "chair", "caseworker", "organiser", "reviewer", "province_leader", "operator",
    "security_admin", "system_admin", "audit_admin",
)  # fmt: skip
DESK_WIDTH, PHONE_WIDTH, NARROW = 1280, 390, 360
SEEN = "[document.body.innerText, [...document.querySelectorAll('h1')].map((one) => one.innerText), document.title]"
LEFT_OVER = re.compile(r"\bNone\b|\{\{|\{%|%\(\w+\)s|\bundefined\b|<[a-z]+:|__proxy__")


def shares() -> dict[str, list[str]]:
    """All addresses in parts of about the same size, a room whole in one of them: «aid + rights» -> their addresses."""
    rooms = [list(names) for _room, names in groupby(NAMES, key=room_of)]
    parts: list[list[str]] = [[] for _part in range(PARTS)]
    for names in sorted(rooms, key=len, reverse=True):
        min(parts, key=len).extend(names)
    return {" + ".join(sorted(set(map(room_of, names)))): names for names in parts}


def room_of(name: str) -> str:
    return name.partition(":")[0]


SHARES = shares()


@pytest.fixture
def side(house: Any) -> Side:
    """The county of the cast, with one of everything."""
    return build(house)[0]


@pytest.mark.parametrize("rooms", SHARES)
def test_every_page(rooms: str, house: Any, side: Side, open_page: Callable[..., Page], axe: Callable[..., None]):
    found: list[str] = []
    pages: dict[str, Page] = {}
    framed: set[tuple[str, str]] = set()  # whose frame of which face has been looked at
    with pytest.MonkeyPatch.context() as patch:
        undraw(patch)  # drawn in the browser, once, is enough
        known = list(openable(SHARES[rooms], house, side))
    for name, path, who, client in known:
        page = pages.get(who) or pages.setdefault(who, open_page(**DESKTOP))
        enter(page, client)
        frame = who, path.split("/")[1] if path.startswith(("/desk/", "/board/")) else "home"
        part = "main" if frame in framed else ""
        found += [f"{name} ({who or 'a stranger'}) {path}: {words}" for words in look(page, path, axe, part)]
        framed.add(frame)
    assert not found, "\n".join(found)


def openable(names: list[str], house: Any, side: Side) -> Iterator[tuple[str, str, str, Client]]:
    """(address, path, who opens it, their session), for each of these pages; fails when nobody may open one."""
    clients = {who: Client() for who in WHO}
    for who in filter(None, WHO):
        clients[who].force_login(house.cast[who])
    for name in names:
        path = address(name, house, side)
        answers = asked(path, clients)
        who = next((who for who, status in answers.items() if status == 200), None)
        assert who is not None or only_posts(answers), f"nobody sees {name} at {path}: {answers}"
        if who is not None:
            yield name, path, who, clients[who]


def asked(path: str, clients: dict[str, Client]) -> dict[str, int]:
    """What each got, up to the first who sees the page."""
    answers = {}
    for who, client in clients.items():
        answers[who] = client.get(path).status_code
        if answers[who] == 200:
            break
    return answers


def only_posts(answers: dict[str, int]) -> bool:
    """Addresses that act on POST lead everybody elsewhere on GET."""
    return 302 in answers.values()


def enter(page: Page, client: Client) -> None:
    """The browser takes over the session, if there is one."""
    morsel = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if morsel is not None and page.url == "about:blank":
        page.goto("/healthz")
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": morsel.value, "url": page.url}
        page.context.add_cookies([cookie])


def look(page: Page, path: str, axe: Callable[..., None], part: str) -> Iterator[str]:
    """What is wrong with the page, in words; barriers in all of it, or in that part."""
    page.set_viewport_size({"width": DESK_WIDTH, "height": 800})
    answer = page.goto(path)
    if answer is None or not answer.ok:
        yield f"answers {answer and answer.status} in the browser"
        return
    words, headings, title = page.evaluate(SEEN)
    if left := LEFT_OVER.findall(words):
        yield f"left over: {left}"
    if len(headings) != 1 or not headings[0].strip():
        yield f"{len(headings)} headings of the first order, or an empty one"
    if not title.split("·")[0].strip():
        yield "no title"
    for width in (DESK_WIDTH, PHONE_WIDTH, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"is {wide} wide on {width}"
        if width == (DESK_WIDTH if path.startswith(("/desk/", "/board/")) else PHONE_WIDTH):
            yield from barriers(page, axe, part)  # once, at the width people mostly have there


def barriers(page: Page, axe: Callable[..., None], part: str) -> Iterator[str]:
    try:
        axe(page, part)
    except AssertionError as found:
        yield str(found)
