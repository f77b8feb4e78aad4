"""A list costs the same statements for one row and for many, whichever page shows it; so does each kind on Today.

Lists are found by looking: every address is opened, and whatever `kit.paging.paged` cuts into pages is a list.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house_rules.rows import FIRST, MORE, QUERY, NotCopied, more_like
from tests.house_rules.test_routes import ALL as ROUTES
from tests.keeping import undraw
from tests.pages.samples import NOT_LOOKED_AT, address
from tests.scope.world import Side, build
from unionhall.kit import paging
from unionhall.kit.discover import declared
from unionhall.kit.today import TodayLine

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

WHERE = "tests/house_rules/rows.py"
ALL_TASKS = 1000  # more than there are, so that no kind counts on
WHO = (
    "province_leader", "reviewer", "caseworker", "organiser", "township", "chair", "security_admin", "system_admin",
    "audit_admin", "operator", "worker",
)  # fmt: skip
Site = tuple[str, str]  # file, function
Costs = dict[tuple[str, str], tuple[int, int]]  # (who, kind): (statements, tasks)


@dataclass
class Shown:
    """What a page cut into pages, and in which function."""

    site: Site
    rows: list[Any]


@dataclass
class List:
    """A page with a list: who sees a row of it, and what it costs."""

    name: str
    path: str
    client: Client
    few: int
    row: Any
    costs: dict[str, int] = field(default_factory=dict)


class Watch:
    """Notes every page of rows that is made."""

    def __init__(self) -> None:
        self.seen: list[Shown] = []
        self.sites: set[Site] = set()

    def paged(self, *args: Any, **kwargs: Any) -> Any:
        asked = sys._getframe(2)
        made = Made(*args, **kwargs)
        site = (Path(asked.f_code.co_filename).as_posix().rpartition("unionhall/")[2], asked.f_code.co_name)
        self.seen.append(Shown(site, list(made.rows)))
        self.sites.add(site)
        return made

    def look(self, client: Client, path: str) -> tuple[int, list[Shown]]:
        self.seen = []
        answer = client.get(path)
        return answer.status_code, self.seen


Made = paging.Paged


def called_in_code() -> set[Site]:
    """Every function of the house that cuts rows into pages."""
    found: set[Site] = set()
    for app in apps.get_app_configs():
        if app.name.startswith("unionhall."):
            root = Path(app.path)
            for file in root.rglob("*.py"):
                if "tests" not in file.parts and "migrations" not in file.parts and "paged(" in file.read_text():
                    found |= {(f"{root.name}/{file.relative_to(root).as_posix()}", one) for one in _callers(file)}
    return {site for site in found if site[0] != "kit/paging.py"}


def _callers(file: Path) -> Iterator[str]:
    for one in ast.walk(ast.parse(file.read_text())):
        if isinstance(one, ast.FunctionDef):
            calls = (call.func for call in ast.walk(one) if isinstance(call, ast.Call))
            if any(isinstance(func, ast.Name) and func.id == "paged" for func in calls):
                yield one.name


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch()
    monkeypatch.setattr(paging, "Paged", made.paged)
    return made


def test_a_list_costs_the_same_for_few_rows_and_for_many(house: Any, watch: Watch) -> None:
    side = build(house)[0]
    for make in FIRST.values():
        make(house, side)
    with pytest.MonkeyPatch.context() as patch:
        undraw(patch)  # what is cut into pages is cut before it is drawn
        lists, wrong = found_lists(house, side, watch)
    unseen = called_in_code() - watch.sites
    wrong += [f"{file}, {name}: no page showed this list; add what its address needs to QUERY in {WHERE}"
              for file, name in sorted(unseen)]  # fmt: skip
    for one in lists:
        one.costs["few"] = cost(one)
    few = on_today(house)
    for one in lists:
        wrong += copies(one)
    wrong += uneven(few, on_today(house))
    for one in lists:
        one.costs["many"] = cost(one)
        many = max((len(shown.rows) for shown in watch.look(one.client, one.path)[1]), default=0)
        wrong += judged(one, many)
    assert not wrong, "\n".join(wrong)


def found_lists(house: Any, side: Side, watch: Watch) -> tuple[list[List], list[str]]:
    """Every list with the one of the cast who sees most rows, and words about those that show none."""
    clients = {who: Client() for who in WHO}
    for who, client in clients.items():
        client.force_login(house.cast[who])
    lists, wrong = [], []
    for name in sorted(name for name in ROUTES if ":" in name and name not in NOT_LOOKED_AT):
        path = address(name, house, side)
        if name in QUERY:
            path = f"{path.partition('?')[0]}?{QUERY[name](house, side)}"
        found = first_to_see(name, path, clients, watch)
        if found is not None and not found.few:
            wrong.append(f"{name}: its list is empty in the world of tests/scope; give it a row in FIRST of {WHERE}")
        elif found is not None:
            lists.append(found)
    return lists, wrong


def first_to_see(name: str, path: str, clients: dict[str, Client], watch: Watch) -> List | None:
    """The list at that address as the first of the cast sees it who sees a row; None if it is no list."""
    empty: List | None = None
    for client in clients.values():
        status, seen = watch.look(client, path)
        if status == 200 and not seen:
            return None
        for shown in seen:
            found = List(name, path, client, len(shown.rows), next(iter(shown.rows), None))
            if found.few:
                return found
            empty = found
    return empty


def cost(one: List) -> int:
    """How many statements the page takes, asked the second time: what is kept for a while is there."""
    one.client.get(one.path)
    with CaptureQueriesContext(connection) as asked:
        one.client.get(one.path)
    return len(asked)


def on_today(house: Any) -> Costs:
    """Of every kind on the Today of each of the cast, asked the second time."""
    found, kinds = {}, declared("today", TodayLine)
    for who in WHO:
        user = house.cast[who]
        for line in (one for one in kinds if any(user.may(needed) for needed in one.needs)):
            line.find(user, ALL_TASKS)
            with CaptureQueriesContext(connection) as asked:
                _count, tasks = line.find(user, ALL_TASKS)
            found[who, line.code] = len(asked), len(tasks)
    return found


def uneven(few: Costs, many: Costs) -> list[str]:
    """Kinds on Today that take more statements for more tasks, in words."""
    grown = {one: costs for one, costs in many.items() if costs[1] > few[one][1] > 0}
    assert len({code for _who, code in grown}) > 12, "too few kinds on Today have more to do than before"
    return [
        f"{one[1]} on Today: {few[one][0]} statements for {few[one][1]} tasks, {asked} for {tasks}"
        for one, (asked, tasks) in grown.items()
        if few[one][0] != asked
    ]


def copies(one: List) -> list[str]:
    try:
        with transaction.atomic():
            more_like(one.row, one.name)
    except (IntegrityError, NotCopied) as error:
        kind = type(one.row)._meta.label
        return [f"{one.name}: rows of {kind} cannot be copied; say in DIFFERS of {WHERE} how they differ: {error}"]
    return []


def judged(one: List, many: int) -> list[str]:
    """What is wrong with the list, in words."""
    if many < min(MORE, 20):
        return [f"{one.name}: shows {many} rows after {MORE} more were written; see DIFFERS in {WHERE}"]
    if one.costs["few"] != one.costs["many"]:
        return [f"{one.name}: {one.costs['few']} statements for {one.few} rows, {one.costs['many']} for {many}"]
    return []
