"""Slips by date and lag, told to the unit, answered, passed upward; and carrying over what is unfinished."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from unionhall.channels.models import Notice
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.worklist import actions
from unionhall.worklist.models import Item, Share, Slip
from unionhall.worklist.refusals import NeedsResolution, NotNow, Unexplained
from unionhall.worklist.today import LINES

from .test_share import accepted, note

pytestmark = pytest.mark.django_db


@pytest.fixture
def patrol(house: Any, clock_user: Any) -> Any:
    """What the morning's duty does at the first county."""

    def go() -> tuple[int, int]:
        actions.measure(by=clock_user)
        desk_id = house.counties[0].pk
        return actions.raise_slips(desk_id=desk_id, by=clock_user), actions.escalate(desk_id=desk_id, by=clock_user)

    return go


def colours(share: Share) -> list[str]:
    return list(Slip.objects.filter(share_id=share.pk).order_by("raised_on", "id").values_list("colour", flat=True))


def test_red_at_once_blue_a_month_before_and_each_colour_once(issued, house, share_of, patrol, clock):
    item = issued(levels=[4], starts_on=date(2026, 1, 1), due_on=date(2026, 4, 15))
    town, _other = (accepted(share_of(item, unit), house.reviewer) for unit in house.townships[:2])
    clock.move_to("2026-01-05")
    patrol()
    assert colours(town) == []
    clock.move_to("2026-03-05")  # 61 % of the time gone, nothing done: red
    assert patrol()[0] == 2  # both townships of the county
    assert colours(town) == ["red"]
    assert patrol() == (0, 0)
    clock.move_to("2026-03-20")
    patrol()
    assert colours(town) == ["red", "blue"]
    clock.move_to("2026-04-10")
    patrol()
    assert sorted(colours(town)) == ["blue", "red", "yellow"]


def test_amber_becomes_yellow_after_a_fortnight(issued, house, share_of, patrol, clock, clock_user):
    item = issued(levels=[4], target=Decimal(80))
    town = accepted(share_of(item, house.townships[0]), house.township)
    actions.decide(evidence=note(town, house.township, n=1), accept=True, by=house.reviewer)
    clock.move_to("2026-03-06")  # expected 18 %, there 10 %
    patrol()
    town.refresh_from_db()
    assert (town.light, colours(town)) == ("amber", [])
    clock.move_to("2026-03-19")
    patrol()
    assert colours(town) == []
    clock.move_to("2026-03-20")
    patrol()
    assert colours(town) == ["yellow"]


def test_who_has_not_signed_within_ten_working_days_gets_a_blue_slip_once(issued, house, share_of, patrol, clock):
    item = issued(levels=[4])
    town, other = (share_of(item, unit) for unit in house.townships[:2])
    accepted(other, house.reviewer)
    line = next(one for one in LINES if one.code == "worklist.accept")
    count, (task,) = line.find(house.township, 5)
    assert (count, task.due, task.late) == (1, date(2026, 3, 19), False)
    clock.move_to("2026-03-19")
    patrol()
    assert "blue" not in colours(town)
    clock.move_to("2026-03-20")
    assert line.find(house.township, 5)[1][0].late
    for _run in range(2):
        patrol()
    assert colours(town).count("blue") == 1
    assert "blue" not in colours(other)
    told = Notice.objects.of(house.township).filter(kind="worklist/slip", words__contains="还没有签收")
    assert told.count() == 1
    clock.move_to("2026-12-05")
    patrol()
    assert colours(town).count("blue") == 2, "the due day has its own"


def test_a_share_that_recovers_and_falls_back_gets_its_colour_again(issued, house, share_of, patrol, clock):
    item = issued(levels=[4], target=Decimal(80), starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31))
    town = accepted(share_of(item, house.townships[0]), house.township)
    clock.move_to("2026-06-01")
    for _run in range(2):
        patrol()
    assert colours(town) == ["red"]
    town.refresh_from_db()
    actions.decide(evidence=note(town, house.township, n=4), accept=True, by=house.reviewer)  # 40 % of ten
    clock.move_to("2026-06-02")
    patrol()
    town.refresh_from_db()
    assert (town.light, colours(town)) == ("green", ["red"])
    clock.move_to("2026-11-20")
    for _run in range(2):
        patrol()
    town.refresh_from_db()
    assert (town.light, colours(town)) == ("red", ["red", "red"])


def test_told_answered_once_and_passed_upward_while_silent(issued, house, share_of, patrol, clock):
    item = issued(levels=[4], due_on=date(2026, 12, 31))
    town, other = (accepted(share_of(item, unit), house.reviewer) for unit in house.townships[:2])
    clock.move_to("2026-06-01")
    patrol()
    assert Notice.objects.of(house.township).filter(kind="worklist/slip").count() == 1
    assert not Notice.objects.of(house.reviewer).exists()
    slip = Slip.objects.get(share_id=town.pk)
    with pytest.raises(NotAllowed):
        actions.answer(slip=slip, words="正在抓紧落实", by=house.outsider_township)
    with pytest.raises(Refusal):
        actions.answer(slip=slip, words="好", by=house.township)
    actions.answer(slip=slip, words="场地未定，六月底前完成", by=house.township)
    with pytest.raises(NotNow):
        actions.answer(slip=slip, words="再次说明原因", by=house.township)
    clock.move_to("2026-06-15")
    assert patrol()[1] == 1
    assert Slip.objects.get(share_id=other.pk).reached == [other.unit_id, house.counties[0].pk]
    assert Slip.objects.get(share_id=town.pk).reached == [town.unit_id]
    assert Notice.objects.of(house.reviewer).count() == 1
    assert patrol()[1] == 0
    clock.move_to("2026-06-29")
    assert patrol()[1] == 1
    assert Notice.objects.of(house.city_leader).count() == 1


def test_rule_6_red_without_a_note_blocks_closing(issued, house, patrol, clock):
    item = issued(levels=[3], due_on=date(2026, 6, 30))
    clock.move_to("2026-07-02")
    patrol()
    with pytest.raises(Unexplained):
        actions.close_item(item=item, by=house.province_leader)


def test_unfinished_is_carried_with_what_is_left_and_history_stays(
    issued, house, share_of, clock, clock_user, django_capture_on_commit_callbacks
):
    item = issued(target=Decimal(16), levels=[3, 4])
    town = accepted(share_of(item, house.townships[0]), house.township)
    half = accepted(share_of(item, house.townships[1]), house.reviewer)
    actions.decide(evidence=note(town, house.township, n=2), accept=True, by=house.reviewer)
    actions.decide(evidence=note(half, house.reviewer, n=1), accept=True, by=house.city_leader)
    actions.measure_stale(by=clock_user)
    clock.move_to("2026-12-30")
    says = {"item": item, "year": 2027, "because": "场地未建成", "by": house.province_leader}
    with pytest.raises(NeedsResolution):
        actions.carry_over(resolution_no="", **says)
    with django_capture_on_commit_callbacks(execute=True):
        new = actions.carry_over(resolution_no="浙工〔2026〕99号", **says)
    new.refresh_from_db()
    assert (new.state, new.code, new.carried_from_id) == ("issued", "Y27-D01", item.pk)
    assert share_of(new, house.townships[1]).target == 1
    assert share_of(new, house.townships[2]).target == 2
    assert not Share.objects.filter(item=new, unit=house.townships[0]).exists()
    assert share_of(item, house.townships[0]).state == "closed"
    assert share_of(item, house.townships[1]).state == "carried"
    assert share_of(item, house.townships[1]).closed_because == "场地未建成"
    assert Item.objects.get(pk=item.pk).state == "closed"
    with pytest.raises(NotNow):
        actions.carry_over(resolution_no="浙工〔2026〕99号", **says)
