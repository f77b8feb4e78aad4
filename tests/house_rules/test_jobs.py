"""Every scheduled job may run at any time, and run again at once: on an empty house, and on one with rows in it."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from huey.contrib.djhuey import HUEY

from tests.scope.world import build
from unionhall.kit import jobs

jobs.load()
PERIODIC = {job.name: job for job in HUEY._registry.periodic_tasks}
# every run says so in the log, and the log grows by that line
ADDS_A_LINE = {("audit.verify_nightly", "audit.DeskLine"), ("indicators.recount_figures", "audit.DeskLine")}
pytestmark = pytest.mark.django_db


def sizes() -> dict[str, int]:
    """How many rows each table of the house has."""
    tables = {
        model._meta.label: model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("unionhall.") and model._meta.managed
    }
    with connection.cursor() as cursor:  # one statement, for this is asked hundreds of times
        cursor.execute("SELECT " + ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables.values()))
        return dict(zip(tables, cursor.fetchone(), strict=True))


def _more(name: str) -> list[str]:
    """Run it twice: the tables in which the second run left more rows than the first, or fewer."""
    PERIODIC[name].execute()
    before = sizes()
    PERIODIC[name].execute()
    after = sizes()
    return sorted(table for table in after if after[table] != before[table] and (name, table) not in ADDS_A_LINE)


@pytest.mark.parametrize("name", sorted(PERIODIC))
def test_runs_on_an_empty_house(name: str) -> None:
    assert _more(name) == []


@pytest.mark.slow
def test_a_second_run_finds_nothing_left_to_do(house: Any, clock: Any) -> None:
    build(house)
    clock.move_to("2026-04-01 03:00")
    assert [(name, more) for name in sorted(PERIODIC) if (more := _more(name))] == []


def test_the_jobs_are_those_of_all_rooms() -> None:
    assert {name.split(".")[0] for name in PERIODIC} >= {"kit", "audit", "orgs", "people", "worklist", "cases"}
