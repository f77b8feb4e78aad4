"""Moves, mergers and windings-up: dry run, rules, the tree of each day, what is carried."""

from datetime import timedelta

import pytest
from django.utils import timezone

from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta, Job
from unionhall.orgs import actions, queries
from unionhall.orgs.choices import ChangeKind, ChangeState, EndReason, UnitState
from unionhall.orgs.models import Coverage, Unit, UnitChange, UnitEdge
from unionhall.orgs.refusals import NotInOrder, TreeChanged

from .trees import TreeOn

WHY = {"reason": "区划调整", "approval_no": "浙工发〔2026〕3号"}


def draw_up(kind, unit, target, by, **more):
    return actions.draw_up(kind=kind, unit=unit, target=target, by=by, **WHY, **more)


def carry_out(change, by, run):
    with run(execute=True):
        actions.carry_out(change=change, by=by)
    change.refresh_from_db()
    return change


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_a_dry_run_lists_what_it_would_touch_and_changes_nothing(house):
    before = list(Unit.objects.values_list("pk", "path", "state"))
    change = draw_up(ChangeKind.MOVE, house.townships[0], house.counties[1], house.city_leader)
    counts = {line["code"]: line["count"] for line in change.found}
    assert (counts["orgs.units"], counts["orgs.employers"], counts["orgs.coverage"]) == (3, 3, 2)
    assert change.found[0]["sample"][0] == house.townships[0].name
    assert list(Unit.objects.values_list("pk", "path", "state")) == before


def test_a_move_takes_the_subtree_with_desk_county_and_city(house, run):
    town, county = house.townships[0], house.counties[2]
    change = carry_out(draw_up(ChangeKind.MOVE, town, county, house.province_leader), house.province_leader, run)
    assert change.state == ChangeState.DONE
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    moved = queries.units_of(change)
    assert [unit.pk for unit in moved] == [town.pk, house.unions[0].pk, house.unions[1].pk]
    county.refresh_from_db()
    for unit in moved:
        assert unit.path.startswith(county.path)
        assert (unit.desk_id, unit.county_id, unit.city_id) == (county.pk, county.pk, house.cities[1].pk)


def test_a_past_day_keeps_its_tree_after_a_move_and_a_merge(house, run, clock):
    before = timezone.localdate() - timedelta(days=1)
    carry_out(
        draw_up(ChangeKind.MOVE, house.townships[0], house.counties[1], house.city_leader), house.city_leader, run
    )
    carry_out(draw_up(ChangeKind.MERGE, house.unions[2], house.unions[3], house.reviewer), house.reviewer, run)
    clock.shift(days=1)
    then, now = TreeOn(before), TreeOn(timezone.localdate())
    first, merged = house.unions[0].pk, house.unions[2].pk
    assert house.counties[0].pk in then.ancestors(first)
    assert house.counties[1].pk in now.ancestors(first)
    assert merged in then.beneath(house.townships[1].pk)
    assert merged not in now.beneath(house.province.pk)
    assert len(then.beneath(house.province.pk)) == 31
    assert len(now.beneath(house.province.pk)) == 30


def test_a_move_asks_for_its_counts_to_be_carried_once(house, run):
    carry_out(
        draw_up(ChangeKind.MOVE, house.townships[0], house.counties[1], house.city_leader), house.city_leader, run
    )
    (carry,) = queries.edges_to_carry()
    assert (carry.unit_id, carry.old_parent_id, carry.new_parent_id, carry.day) == (
        house.townships[0].pk,
        house.counties[0].pk,
        house.counties[1].pk,
        timezone.localdate(),
    )
    actions.mark_counts_carried(edge_ids=[carry.edge_id], by=house.city_leader)
    assert queries.edges_to_carry() == []


def test_a_unit_has_one_parent_a_day(house, run):
    carry_out(
        draw_up(ChangeKind.MOVE, house.townships[0], house.counties[1], house.city_leader), house.city_leader, run
    )
    with pytest.raises(NotInOrder, match="明天"):
        draw_up(ChangeKind.MOVE, house.townships[0], house.counties[0], house.city_leader)


def test_a_dry_run_is_stale_once_the_tree_has_changed(house):
    change = draw_up(ChangeKind.MOVE, house.townships[0], house.counties[1], house.city_leader)
    actions.found_unit(
        parent=house.townships[0], name="新厂工会", kind="single", level=5, by=house.organiser,
        division=house.townships[0].division,
    )  # fmt: skip
    with pytest.raises(TreeChanged):
        actions.carry_out(change=change, by=house.city_leader)


def test_both_old_and_new_parent_must_be_in_reach(house):
    with pytest.raises(NotAllowed):
        draw_up(ChangeKind.MOVE, house.townships[0], house.counties[1], house.reviewer)
    with pytest.raises(NotAllowed):
        draw_up(ChangeKind.MOVE, house.unions[0], house.townships[1], house.outsider_reviewer)
    with pytest.raises(NotAllowed):
        draw_up(ChangeKind.WIND_UP, house.counties[0], None, house.reviewer, end_reason=EndReason.REPLACED)


def test_a_merged_union_closes_after_its_employers_have_gone(house, run):
    leaving, heir = house.unions[0], house.unions[1]
    change = draw_up(ChangeKind.MERGE, leaving, heir, house.reviewer)
    actions.carry_out(change=change, by=house.reviewer)
    leaving.refresh_from_db()
    assert (leaving.state, leaving.closed_on, leaving.successor) == (UnitState.CLOSING, None, heir)
    assert leaving not in Unit.objects.open()
    from unionhall.kit import background

    change.refresh_from_db()
    background.run(change.job_desk_id, change.job_id)
    leaving.refresh_from_db()
    assert (leaving.state, leaving.closed_on) == (UnitState.CLOSED, timezone.localdate())
    assert [unit.pk for unit in queries.unions_covering(house.employers[0])] == [heir.pk]
    assert not Coverage.objects.filter(union=leaving, valid_to=None).exists()
    counted = FigureDelta.objects.filter(day=timezone.localdate()).values_list("count", "unit_id", "n")
    assert ("orgs.unions", leaving.pk, -1) in counted
    assert not [row for row in counted if row[0] == "orgs.employers_covered"]


def test_a_killed_job_is_run_again_to_the_same_end(house, run):
    change = carry_out(draw_up(ChangeKind.MERGE, house.unions[0], house.unions[1], house.reviewer), house.reviewer, run)
    deltas = FigureDelta.objects.count()
    Job.objects.filter(pk=change.job_id).update(state="waiting")
    UnitChange.objects.filter(pk=change.pk).update(state=ChangeState.RUNNING)
    Unit.objects.filter(pk=house.unions[0].pk).update(state=UnitState.CLOSING, closed_on=None)
    from unionhall.kit import background

    background.run(change.job_desk_id, change.job_id)
    change.refresh_from_db()
    assert change.state == ChangeState.DONE
    assert FigureDelta.objects.count() == deltas + 1  # the closing itself, undone above, is counted again


def test_a_merged_township_leaves_unions_and_employers_to_its_heir(house, run):
    leaving, heir = house.townships[0], house.townships[1]
    change = carry_out(draw_up(ChangeKind.MERGE, leaving, heir, house.reviewer), house.reviewer, run)
    assert change.state == ChangeState.DONE
    house.employers[0].refresh_from_db()
    assert house.employers[0].unit_id == heir.pk
    heir.refresh_from_db()
    assert queries.children(heir).open().count() == 4
    moved = FigureDelta.objects.filter(count="orgs.employers", day=change.day).values_list("unit_id", "n")
    assert sorted(moved) == sorted([(leaving.pk, -3), (heir.pk, 3)]), "one line for all of a batch"


def test_nobody_winds_up_a_union_at_will(house, run):
    unit = house.unions[0]
    with pytest.raises(NotInOrder, match="随意撤销"):
        draw_up(ChangeKind.WIND_UP, unit, None, house.reviewer)
    with pytest.raises(NotInOrder, match="下级工会"):
        draw_up(ChangeKind.WIND_UP, house.townships[0], None, house.reviewer, end_reason=EndReason.EMPLOYER_ENDED)
    with pytest.raises(NotInOrder, match="批复文号"):
        actions.draw_up(kind=ChangeKind.WIND_UP, unit=unit, reason="停产", approval_no=" ", by=house.reviewer,
                        end_reason=EndReason.EMPLOYER_ENDED)  # fmt: skip
    change = draw_up(ChangeKind.WIND_UP, unit, None, house.reviewer, end_reason=EndReason.EMPLOYER_ENDED)
    assert change.target == house.townships[0]
    carry_out(change, house.reviewer, run)
    unit.refresh_from_db()
    assert unit.state == UnitState.CLOSED
    assert "所在单位终止" in unit.closed_because
    lost = FigureDelta.objects.filter(day=change.day, count="orgs.employers_covered").values_list("unit_id", "n")
    assert list(lost) == [(house.townships[0].pk, -1)]


def test_a_change_goes_through_once_or_is_dropped(house, run):
    change = draw_up(ChangeKind.MERGE, house.unions[0], house.unions[1], house.reviewer)
    again = draw_up(ChangeKind.MERGE, house.unions[0], house.unions[1], house.reviewer)
    change.refresh_from_db()
    assert change.state == ChangeState.DROPPED
    with pytest.raises(NotInOrder):
        actions.carry_out(change=change, by=house.reviewer)
    actions.drop_change(change=again, by=house.reviewer)
    with pytest.raises(NotInOrder):
        actions.carry_out(change=again, by=house.reviewer)


def test_levels_hold_in_a_move(house):
    with pytest.raises(NotInOrder, match="层级"):
        draw_up(ChangeKind.MOVE, house.townships[0], house.unions[2], house.city_leader)
    with pytest.raises(NotInOrder, match="同一级"):
        draw_up(ChangeKind.MERGE, house.unions[0], house.townships[1], house.city_leader)
    with pytest.raises(NotInOrder, match="自身"):
        draw_up(ChangeKind.MOVE, house.counties[0], house.townships[0], house.province_leader)


def test_the_industry_line_is_a_second_tree(house, clock):
    trade = actions.found_unit(
        parent=house.cities[0], name="杭州市建筑业工会", kind="industry", form="2", level=3, industry="E",
        by=house.city_leader, approval_no="杭工发〔2026〕1号",
    )  # fmt: skip
    actions.set_industry_parent(unit=house.unions[0], parent=trade, by=house.city_leader)
    tree = TreeOn(timezone.localdate(), "ind")
    assert tree.ancestors(house.unions[0].pk) == (trade.pk, house.unions[0].pk)
    assert tree.beneath(trade.pk) == {trade.pk, house.unions[0].pk}
    assert trade.desk_id == trade.pk
    with pytest.raises(NotInOrder):
        actions.set_industry_parent(unit=trade, parent=house.unions[0], by=house.city_leader)
    lower = actions.found_unit(
        parent=house.counties[0], name="余杭建筑业工会", kind="industry", level=4, by=house.city_leader, industry="E"
    )
    actions.set_industry_parent(unit=lower, parent=trade, by=house.city_leader)
    with pytest.raises(NotInOrder, match="互相"):
        actions.set_industry_parent(unit=trade, parent=lower, by=house.city_leader)
    clock.shift(days=1)
    actions.set_industry_parent(unit=house.unions[0], parent=None, by=house.city_leader)
    assert UnitEdge.objects.filter(child=house.unions[0], line="org").count() == 1
