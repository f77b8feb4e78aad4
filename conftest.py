"""Fixtures every room's tests may use stand in `tests/`; here is what holds for each of them."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

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


@pytest.fixture
def as_(client: Client) -> Callable[[Any], Client]:
    """Makes the client someone's: `as_(house.chair).get(…)`, past the second factor."""

    def sign_in(user: Any) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _rules_stay(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """A test with transactions of its own empties all tables at its end: rules are entered again, once for the rest."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        from tests.cast import enter_rules

        with django_db_blocker.unblock():
            enter_rules()


@pytest.fixture(autouse=True)
def _days_ruled(request: pytest.FixtureRequest, _rules_stay: None) -> None:
    """Calendar and rules kept in memory are those of this test."""
    from unionhall.kit import workdays
    from unionhall.rules import queries as rules

    wants = {"db", "transactional_db"} & set(request.fixturenames)
    if wants or request.node.get_closest_marker("django_db"):
        request.getfixturevalue(min(wants) if wants else "_django_db_marker")
        workdays.refresh()
        rules.forget()
