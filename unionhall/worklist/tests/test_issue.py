"""Issuing once: who gets a share, what adds up, what is refused, and a fan-out killed half-way."""

from decimal import Decimal
from typing import Any

import pytest

from unionhall.kit import background
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta, Job
from unionhall.worklist import actions, queries
from unionhall.worklist.actions import issuing
from unionhall.worklist.models import Item, Share
from unionhall.worklist.refusals import CodeTaken, NeedsResolution, NobodyChecks, NotNow, TooManyItems

pytestmark = pytest.mark.django_db


def children_sum(item: Item, unit: Any) -> Decimal:
    return sum((share.target for share in queries.children_of(item, unit)), Decimal(0))


def test_fans_out_to_every_matching_unit_once(issued, house, share_of):
    item = issued()
    assert item.state == "issued"
    assert Share.objects.filter(item=item).count() == 1 + 2 + 4 + 8
    assert share_of(item, house.townships[0]).parent_unit_id == house.counties[0].pk
    assert share_of(item, house.province).parent_unit_id is None


def test_targets_add_up_at_every_level(issued, house, share_of):
    item = issued(target=Decimal(101))
    assert share_of(item, house.province).target == 101
    for unit in [house.province, *house.cities, *house.counties]:
        assert children_sum(item, unit) == share_of(item, unit).target


def test_a_rate_is_the_same_everywhere(issued):
    item = issued(kind="rate", target=Decimal("0.85"))
    assert set(Share.objects.filter(item=item).values_list("target", flat=True)) == {Decimal("0.85")}


def test_the_same_number_for_each_stands_with_the_lowest_and_is_summed_above(issued, house, share_of):
    item = issued(target=Decimal(2), split="same", levels=[2, 3, 4])
    assert share_of(item, house.townships[0]).target == 2
    assert share_of(item, house.counties[0]).target == 4
    assert share_of(item, house.cities[0]).target == 8


def test_split_by_workers_follows_the_stored_counts(issued, house, share_of):
    item = issued(target=Decimal(90), split="workers", levels=[4, 5])
    towns = [share_of(item, unit).target for unit in house.townships]
    assert sum(towns) == 90
    assert children_sum(item, house.townships[0]) == towns[0]


def test_kinds_narrow_the_grassroots_only(issued, house):
    item = issued(levels=[4, 5], kinds=["village"])
    assert set(Share.objects.filter(item=item).values_list("unit__level", flat=True)) == {4}


def test_counts_of_shares_are_appended(issued, house):
    item = issued()
    rows = FigureDelta.objects.filter(count="worklist.shares")
    assert sum(rows.values_list("n", flat=True)) == Share.objects.filter(item=item).count()


class Killed(BaseException):
    pass


def fan_out_and_die(job: Job, monkeypatch: pytest.MonkeyPatch, *, at: int) -> None:
    """Small steps, of which the one numbered `at` is killed; afterwards all is as in any other run."""
    insert, calls = issuing._insert, []

    def insert_or_die(*args: Any) -> None:
        calls.append(1)
        if len(calls) == at:
            raise Killed
        insert(*args)

    monkeypatch.setattr(issuing, "CHUNK", 3)
    with monkeypatch.context() as patch:
        patch.setattr(issuing, "_insert", insert_or_die)
        with pytest.raises(Killed):
            issuing.fan_out(job)


def test_killed_in_mid_fan_out_and_run_again_nothing_is_lost_or_twice(new_item, house, monkeypatch, share_of):
    item = new_item(target=Decimal(1000), split="equal", levels=[1, 2, 3, 4, 5])
    job = actions.issue(item=item, by=house.province_leader)
    fan_out_and_die(job, monkeypatch, at=5)
    written = Share.objects.filter(item=item).count()
    assert 0 < written < 31
    assert Item.objects.get(pk=item.pk).state == "issuing"

    for _again in range(2):
        issuing.fan_out(job)
    assert Share.objects.filter(item=item).count() == 31
    counted = FigureDelta.objects.filter(count="worklist.shares").values_list("n", flat=True)
    assert sum(counted) == 31
    for unit in [house.province, *house.cities, *house.counties, *house.townships]:
        assert children_sum(item, unit) == share_of(item, unit).target
    assert Item.objects.get(pk=item.pk).state == "issued"


def test_a_family_cut_by_the_kill_still_adds_up(new_item, house, monkeypatch, share_of):
    item = new_item(target=Decimal(7), levels=[5])
    job = actions.issue(item=item, by=house.province_leader)
    fan_out_and_die(job, monkeypatch, at=2)
    assert Share.objects.filter(item=item).count() == 3
    issuing.fan_out(job)
    assert Share.objects.filter(item=item).count() == 16
    assert sum(Share.objects.filter(item=item).values_list("target", flat=True)) == 7


def test_issued_twice_is_refused(issued, house):
    item = issued()
    with pytest.raises(NotNow):
        actions.issue(item=item, by=house.province_leader)
    assert Job.objects.filter(kind=issuing.FAN_OUT).count() == 1


def test_progress_of_the_job_is_kept(issued, house):
    item = issued()
    job = Job.objects.get(pk=item.job_id)
    assert (job.state, job.done, job.total) == ("done", 15, 15)
    assert background.claim(job.desk_id, job.pk) is None


def test_rule_2_no_item_without_a_figure_or_a_checker(new_item, house):
    with pytest.raises(NobodyChecks):
        actions.issue(item=new_item(checker=""), by=house.province_leader)


def test_rule_8_dropping_needs_a_resolution(issued, house, django_capture_on_commit_callbacks):
    item = issued()
    with pytest.raises(NeedsResolution):
        actions.drop_item(item=item, resolution_no=" ", because="不再需要", by=house.province_leader)
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop_item(item=item, resolution_no="浙工〔2026〕9号", because="不再需要", by=house.province_leader)
    assert set(Share.objects.filter(item=item).values_list("state", flat=True)) == {"closed"}
    assert sum(FigureDelta.objects.filter(count="worklist.shares").values_list("n", flat=True)) == 0


def test_a_change_needs_a_resolution(issued, house, share_of):
    item = issued(kind="rate", target=Decimal("0.8"))
    with pytest.raises(NeedsResolution):
        actions.change_target(item=item, target=Decimal("0.9"), resolution_no="", by=house.province_leader)
    actions.change_target(item=item, target=Decimal("0.9"), resolution_no="浙工〔2026〕8号", by=house.province_leader)
    assert share_of(item, house.townships[0]).target == Decimal("0.9")


def test_rule_9_a_local_item_keeps_off_provincial_codes(new_item, house):
    new_item(code="Y26-D01")
    local = {"issuer": house.counties[0], "by": house.reviewer, "levels": [3, 4]}
    with pytest.raises(CodeTaken):
        new_item(code="Y26-D01", **local)
    with pytest.raises(CodeTaken):
        new_item(code="Y26-D01-L", **local)
    assert new_item(**local).code == "Y26-D02-L"


def test_rule_10_no_more_than_twelve_for_the_grassroots(issued, new_item, house):
    for _n in range(12):
        issued(levels=[5])
    with pytest.raises(TooManyItems):
        actions.issue(item=new_item(levels=[5]), by=house.province_leader)
    assert actions.issue(item=new_item(levels=[4]), by=house.province_leader)


def test_only_those_who_may_issue_do(new_item, house):
    with pytest.raises(NotAllowed):
        actions.issue(item=new_item(), by=house.reviewer)
    with pytest.raises(NotAllowed):
        new_item(issuer=house.counties[0], by=house.outsider_reviewer, levels=[3])
