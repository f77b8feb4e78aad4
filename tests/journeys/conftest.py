"""People at their screens: each journey is told with what they press, fill in and read."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import DESKTOP, PHONE, SHOTS
from tests.journeys.someone import Someone
from unionhall.indicators import tasks as indicators
from unionhall.worklist import tasks as worklist


@pytest.fixture
def house(transactional_db: Any, house: Any) -> Any:
    """The small province; the rows a migration enters are there again after another journey emptied the tables."""
    return house


@pytest.fixture
def somebody(house: Any, open_page: Callable[..., Page]) -> Callable[..., Someone]:
    """`somebody("chair", on=PHONE)`: one of the cast, signed in; no name: a stranger."""

    def take_a_seat(name: str = "", *, on: dict[str, Any] = DESKTOP, **options: Any) -> Someone:
        who = Someone(open_page(**{**on, **options}), house.cast.get(name))
        if name:
            who.comes_in()
        return who

    return take_a_seat


@pytest.fixture
def stranger(somebody: Callable[..., Someone]) -> Someone:
    """Somebody nobody knows, with a phone."""
    return somebody(on=PHONE)


@pytest.fixture
def minute_passes() -> Callable[[], None]:
    """What the job worker does each minute: figures are settled, and the list measures what they touched."""

    def run() -> None:
        indicators.settle_figures.call_local()
        worklist.measure_touched.call_local()

    return run


@pytest.fixture
def looked_at(axe: Callable[[Page], None]) -> Callable[[Someone, str], None]:
    """`looked_at(worker, "name")`: the page is no wider than the screen and without barriers; drawn when asked to."""

    def look(who: Someone, name: str) -> None:
        if SHOTS:
            who.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
        size = who.page.viewport_size
        assert size is not None
        assert who.page.evaluate("document.documentElement.scrollWidth") <= size["width"], who.page.url
        axe(who.page)

    return look
