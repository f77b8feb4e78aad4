"""What makes the suite quick without testing less: rows kept for a whole module, pages asked for and not drawn."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import TestCase

from tests.house import START, Clock
from unionhall.accounts.models.role import RoleHeldQuerySet
from unionhall.kit import workdays
from unionhall.rules import queries as rules

Build = Callable[[Clock], Any]


@pytest.fixture(scope="session")
def keeping(django_db_setup: None, django_db_blocker: Any) -> Callable[[Build], AbstractContextManager[Any]]:
    """Rows for a fixture of a module, in a transaction that stands open around its tests and is rolled back after.

        @pytest.fixture(scope="module")
        def world(keeping):
            with keeping(lambda clock: build(build_house())) as made:
                yield made

    Every test still undoes what it writes. Not for modules that have tests with transactions of their own.
    """

    @contextmanager
    def kept(build: Build) -> Iterator[Any]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield _built(build)
            transaction.set_rollback(True)

    return kept


def _built(build: Build) -> Any:
    workdays.refresh()
    rules.forget()
    # nothing of it is ever committed, so nothing that waits for a commit is done
    with time_machine.travel(START, tick=True) as traveller, TestCase.captureOnCommitCallbacks():
        return build(Clock(traveller))


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    undraw(monkeypatch)


def undraw(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views run as they are, middleware too; only their templates are left out, which is most of what a page costs.

    Whether somebody may open a page is decided before it is drawn. Other tests look at what is drawn: the pages in
    Chromium, the markup test, the lists. And the roles of a person are read once a test, not once a request.
    """
    known: dict[int, Any] = {}
    asked = RoleHeldQuerySet.held_by

    def held_by(self: Any, person_id: int) -> Any:
        if person_id not in known:
            known[person_id] = asked(self, person_id)
        return known[person_id]

    monkeypatch.setattr(RoleHeldQuerySet, "held_by", held_by)
    monkeypatch.setattr("unionhall.kit.pages.render", _bare)
    monkeypatch.setattr("config.urls.handler404", _not_found, raising=False)


def _bare(request: Any, template: str, context: Any = None, status: int = 200) -> HttpResponse:
    return HttpResponse(template, status=status)


def _not_found(request: Any, exception: Exception) -> HttpResponse:
    return HttpResponse(status=404)
