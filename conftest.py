"""Fixtures every room's tests may use stand in `tests/`; here is what holds for each of them."""

import gc
from collections.abc import Callable, Generator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from tests import copied, ready_tables

pytest_plugins = ["tests.house", "tests.cast", "tests.keeping", "tests.browser"]
ready_tables.use()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """On PostgreSQL the tables have the keys by which they can be spread: what Citus would refuse fails here."""
    from tests.cast import build_anew

    with django_db_blocker.unblock():
        ready_tables.keep()
        call_command("distribute", stdout=StringIO())
        copied.record(build_anew)


LONG = ("tests/journeys/", "tests/pages/")
FILLED = (
    "unionhall/demo/tests/test_demo.py",
    "unionhall/demo/tests/test_filling.py",
)  # the second uses what the first filled


def _turn(item: pytest.Item) -> int:
    """When a test has its turn: the long ones first, in any order among themselves."""
    if item.nodeid.startswith(LONG):
        return 0
    return next((turn for turn, file in enumerate(FILLED, 1) if item.nodeid.startswith(file)), 3)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Whatever asks for rows is marked, so that the rest need not run once for each kind of database.

    Long ones come first, so that no process is left with one at the end.
    """
    for item in items:
        if item.get_closest_marker("once"):
            continue
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    yield
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """What was loaded stays to the end: the collector of garbage need not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture
def as_(client: Client) -> Callable[[Any], Client]:
    """Makes the client someone's: `as_(house.chair).get(…)`, past the second factor."""

    def sign_in(user: Any) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """A test with transactions of its own empties all tables at its end: rules are entered again, once for the rest."""
    yield
    marker = item.get_closest_marker("django_db")
    emptied = "transactional_db" in getattr(item, "fixturenames", ()) or (marker and marker.kwargs.get("transaction"))
    if emptied and nextitem is not None:
        from tests.cast import enter_rules

        with item.config.stash[blocking_manager_key].unblock():
            enter_rules()


@pytest.fixture(autouse=True)
def _days_ruled(request: pytest.FixtureRequest) -> None:
    """Calendar and rules kept in memory are those of this test, to its end: on a busy machine that may be minutes."""
    from unionhall.kit import workdays
    from unionhall.rules import queries as rules

    workdays.FRESH_FOR = rules.FRESH_FOR = 3600
    wants = {"db", "transactional_db"} & set(request.fixturenames)
    if wants or request.node.get_closest_marker("django_db"):
        request.getfixturevalue(min(wants) if wants else "_django_db_marker")
        workdays.refresh()
        rules.forget()
