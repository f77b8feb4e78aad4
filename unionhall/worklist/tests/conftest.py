"""An item and what goes with it, for the tests of this room."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from unionhall.accounts import queries as accounts
from unionhall.worklist import actions, tasks  # noqa: F401  declares who runs the jobs
from unionhall.worklist.models import Item, Share


@pytest.fixture
def clock_user() -> Any:
    return accounts.system_user("clock")


@pytest.fixture
def new_item(house: Any) -> Callable[..., Item]:
    """Writes a draft of the province: a number of 100 split equally over levels 1–4, unless told otherwise."""

    def write(**given: Any) -> Item:
        fields: dict[str, Any] = {
            "issuer": house.province,
            "year": 2026,
            "category": "D",
            "title": "创新工作室",
            "kind": "number",
            "source": "evidence",
            "target": Decimal(100),
            "split": "equal",
            "levels": [1, 2, 3, 4],
            "evidence_kinds": ["note", "document", "photo", "file"],
            "checker": "上一级工会经济工作部",
            "starts_on": date(2026, 1, 1),
            "due_on": date(2026, 12, 31),
            "by": house.province_leader,
        }
        return actions.write_item(**(fields | given))

    return write


@pytest.fixture
def issued(new_item: Any, house: Any, django_capture_on_commit_callbacks: Any) -> Callable[..., Item]:
    """Writes and issues an item, and runs the fan-out."""

    def issue(**given: Any) -> Item:
        item = new_item(**given)
        run(lambda: actions.issue(item=item, by=given.get("by", house.province_leader)))
        item.refresh_from_db()
        return item

    def run(act: Callable[[], Any]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            act()

    return issue


@pytest.fixture
def share_of() -> Callable[[Item, Any], Share]:
    def find(item: Item, unit: Any) -> Share:
        return Share.objects.select_related("item__issuer", "unit").get(desk_id=unit.desk_id, item=item, unit=unit)

    return find
