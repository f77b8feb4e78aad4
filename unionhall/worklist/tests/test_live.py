"""Splitting by stored counts, the seed set, and a tree that changes."""

from decimal import Decimal
from typing import Any

import pytest

from unionhall.kit import clock as now
from unionhall.kit import figures
from unionhall.orgs import queries as orgs
from unionhall.worklist import actions, queries, restructure
from unionhall.worklist.actions.load import rows
from unionhall.worklist.models import Evidence, Share

from .test_share import accepted, note

pytestmark = pytest.mark.django_db


def test_the_set_has_forty_nine_items_and_no_more_than_twelve_for_the_grassroots():
    found = rows()
    assert len(found) == 49
    assert [sum(row["code"][0] == one for row in found) for one in "ABCDE"] == [9, 10, 10, 10, 10]
    assert sum(row["levels"].endswith("5") for row in found) <= 12
    assert all(row["title_en"] and row["title"] for row in found)
    weights = {one: sum(Decimal(row["weight"]) for row in found if row["code"][0] == one) for one in "ABCDE"}
    assert {one: round(weight) for one, weight in weights.items()} == {"A": 10, "B": 30, "C": 25, "D": 20, "E": 15}
    live = {row["code"] for row in found if row["figure"]}
    assert live == {"B01", "B02", "C03", "E05", "E06"}


def test_the_set_is_loaded_once(house):
    loaded = actions.load_items(year=2026, issuer=house.province, by=house.province_leader)
    again = actions.load_items(year=2026, issuer=house.province, by=house.province_leader)
    assert len(loaded) == 49
    assert [item.pk for item in loaded] == [item.pk for item in again]
    assert {item.state for item in loaded} == {"draft"}


def test_split_by_employers_follows_the_stored_counts(issued, house, share_of):
    figures.add("orgs.employers", unit=house.townships[0], day=now.today(), n=9)
    item = issued(target=Decimal(40), split="employers", levels=[4])
    targets = {unit.pk: share_of(item, unit).target for unit in house.townships}
    assert sum(targets.values()) == 40
    assert targets[house.townships[0].pk] == max(targets.values())


class Change:
    """What the tree's room hands over once it has changed."""

    def __init__(self, kind: str, unit: Any, target: Any) -> None:
        self.kind, self.unit, self.target, self.reason = kind, unit, target, "区划调整"


def move(unit: Any, to: Any) -> None:
    """Only what this room reads of a move: the path and the copies of the places above."""
    type(unit).objects.move(unit, to, "last-child")
    unit.refresh_from_db()
    unit.desk_id = unit.county_id = to.pk
    unit.city_id = to.city_id
    type(unit).objects.filter(pk=unit.pk).update(desk_id=to.pk, county_id=to.pk, city_id=to.city_id)
    for child in orgs.children(unit):
        type(unit).objects.filter(pk=child.pk).update(desk_id=to.pk, county_id=to.pk, city_id=to.city_id)
    unit.refresh_from_db()


def test_a_moved_township_takes_its_shares_targets_and_papers_along(issued, house, share_of, clock_user):
    item = issued(target=Decimal(80), levels=[1, 2, 3, 4, 5])
    town = accepted(share_of(item, house.townships[0]), house.township)
    actions.decide(evidence=note(town, house.township, n=3), accept=True, by=house.reviewer)
    actions.measure_stale(by=clock_user)
    old, new = house.counties[0], house.counties[2]
    target = town.target
    before = {unit.pk: share_of(item, unit).target for unit in (old, new, house.cities[0], house.cities[1])}
    move(house.townships[0], new)
    for _again in range(2):
        restructure.carry(Change("move", house.townships[0], new), "", clock_user)
    actions.measure_stale(by=clock_user)
    moved = share_of(item, house.townships[0])
    assert (moved.desk_id, moved.county_id, moved.parent_unit_id) == (new.pk, new.pk, new.pk)
    assert moved.owner_name == town.owner_name
    assert Evidence.objects.get().desk_id == new.pk
    assert share_of(item, old).target == before[old.pk] - target
    assert share_of(item, new).target == before[new.pk] + target
    assert share_of(item, house.cities[1]).target == before[house.cities[1].pk] + target
    assert (share_of(item, old).top, share_of(item, new).top, share_of(item, house.province).top) == (0, 3, 3)
    assert Share.objects.filter(item=item).count() == 31
    for unit in (old, new, *house.cities, house.province):
        unit.refresh_from_db()
        assert queries.sums_of(item, unit).short == 0
    assert restructure.find(house.townships[0], "move").count == 3


def test_a_merged_union_leaves_target_and_papers_to_the_heir(issued, house, share_of, clock_user):
    item = issued(target=Decimal(80), levels=[4, 5])
    gone, heir = house.unions[:2]
    share = accepted(share_of(item, gone), house.chair)
    note(share, house.chair)
    whole = share.target + share_of(item, heir).target
    for _again in range(2):
        restructure.carry(Change("merge", gone, heir), "", clock_user)
    assert share_of(item, heir).target == whole
    assert share_of(item, gone).state == "closed"
    assert Evidence.objects.get().share_id == share_of(item, heir).pk
    assert queries.sums_of(item, house.townships[0]).short == 0


def test_a_union_wound_up_owes_nothing_any_more(issued, house, share_of, clock_user):
    item = issued(levels=[4, 5])
    restructure.carry(Change("wind-up", house.unions[0], None), "", clock_user)
    assert share_of(item, house.unions[0]).state == "closed"
