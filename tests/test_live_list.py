"""The one list moves by itself: figures settled by the job above it change shares at every level."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from unionhall.accounts import queries as accounts
from unionhall.indicators import actions as indicators
from unionhall.kit import clock as now
from unionhall.kit import figures
from unionhall.kit.figures import Period
from unionhall.worklist import actions, tasks
from unionhall.worklist.figures import SHARES, SHARES_DONE
from unionhall.worklist.models import Item, Share

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled() -> Any:
    """What the two duties of each minute do, one after the other."""

    def settle() -> None:
        indicators.settle(by=accounts.system_user("settler"))
        tasks.measure_touched.call_local()

    return settle


@pytest.fixture
def issued(django_capture_on_commit_callbacks: Any) -> Any:
    def issue(item: Item, by: Any) -> Item:
        with django_capture_on_commit_callbacks(execute=True):
            actions.issue(item=item, by=by)
        return item

    return issue


def share_of(item: Item, unit: Any) -> Share:
    return Share.objects.select_related("item__issuer", "unit").get(desk_id=unit.desk_id, item=item, unit=unit)


def test_the_founding_rate_moves_with_the_figures_at_every_level(issued, house, settled):
    [item] = actions.load_items(year=2026, issuer=house.province, by=house.province_leader, only={"B01"})
    issued(item, house.province_leader)
    settled()
    county = share_of(item, house.counties[0])
    before = (county.top, county.bottom)
    assert before == (4, 6)  # of two townships with three employers each, four employers are covered
    assert share_of(item, house.province).bottom == 24
    figures.add("orgs.employers_covered", unit=house.townships[0], day=now.today(), n=1)
    settled()
    for unit in (house.townships[0], house.counties[0], house.cities[0], house.province):
        share = share_of(item, unit)
        assert share.top * 3 > share.bottom * 2, unit
    assert share_of(item, house.counties[1]).top == 4
    assert share_of(item, house.counties[0]).top == 5


def test_stored_counts_equal_a_recount(issued, house, settled):
    item = actions.write_item(
        issuer=house.province, year=2026, category="D", title="创新工作室", kind="number", source="evidence",
        target=Decimal(8), split="equal", levels=[3, 4], evidence_kinds=["note"], checker="上一级工会",
        starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31), by=house.province_leader,
    )  # fmt: skip
    issued(item, house.province_leader)
    town = share_of(item, house.townships[0])
    actions.accept(share=town, owner_id=house.township.pk, owner_name="甲", by=house.township)
    evidence = actions.hand_in(share=town, kind="note", on=date(2026, 3, 2), words="已建成", by=house.township)
    actions.decide(evidence=evidence, accept=True, by=house.reviewer)
    settled()
    settled()
    today = Period(now.today(), now.today())
    for count in (SHARES, SHARES_DONE):
        own = count.recount(today)
        stored = figures.values([count.code], [house.province], today)
        assert stored[count.code, house.province.pk] == sum(own.values()) > 0
