"""A small demo province for the tests of this room."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.cast import enter_rules
from unionhall.demo import filling
from unionhall.kit import workdays
from unionhall.orgs.actions import load_divisions
from unionhall.rules import queries as rules

from .picture import Picture, picture

DAY = date(2026, 11, 20)
SMALL = {"unions": 60, "workers": 400, "seed": 7}
ITEMS = ("A03", "B02", "C05", "E09")


@pytest.fixture(scope="module", autouse=True)
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of its own, four items of the list, no villages: a fill in a second or two."""
    files = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch, override_settings(DATA_DIR=files, MEDIA_ROOT=files / "files"):
        patch.setattr(filling.one_list, "CHOSEN", ITEMS)
        patch.setattr(filling.tree.orgs, "load_divisions", partial(load_divisions, villages=False))
        yield


SEEN: list[Picture] = []  # of the province filled in one go, once a process


@pytest.fixture(scope="module")
def _filled_once(small: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Filled in a transaction that stands open around the tests which only look, and is rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill()
        SEEN[:] = [picture()]
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def whole(small: None, keeping: Any) -> Picture:
    """The picture of a province filled in one go, which is gone again."""
    if not SEEN:
        with keeping(lambda clock: SEEN.append((fill(), picture())[1])):
            pass
    return SEEN[0]


@pytest.fixture
def filled(_filled_once: None, db: None) -> None:
    """The small demo province, whole."""


def fill(**more: Any) -> Any:
    """Filled on the rules a new house has: a test with transactions of its own has emptied their table."""
    enter_rules()
    workdays.refresh()
    rules.forget()
    return filling.fill(**SMALL, day=DAY, **more)
