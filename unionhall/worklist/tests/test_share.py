"""Signing, topping up, splitting, evidence one level up, and how a share's progress follows."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.kit.uploads import check_upload
from unionhall.worklist import actions, queries
from unionhall.worklist.models import Evidence
from unionhall.worklist.refusals import (
    AlreadyDecided,
    ChangedMeanwhile,
    FallsShort,
    NotAccepted,
    NotNow,
    OwnEvidence,
    SeenBefore,
)

pytestmark = pytest.mark.django_db


def picture(colour: str = "red") -> Any:
    file = BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    file.seek(0)
    return check_upload(file, name="走访.png")


def accepted(share: Any, by: Any) -> Any:
    return actions.accept(share=share, owner_id=by.pk, owner_name=str(by), by=by)


def note(share: Any, by: Any, **given: Any) -> Evidence:
    return actions.hand_in(
        **({"share": share, "kind": "note", "on": date(2026, 3, 2), "words": "走访记录", "by": by} | given)
    )


def test_accepting_names_the_owner(issued, house, share_of):
    share = share_of(issued(), house.counties[0])
    share = accepted(share, house.caseworker)
    assert (share.state, share.owner_name, share.version) == ("accepted", str(house.caseworker), 1)
    with pytest.raises(NotAllowed):
        accepted(share, house.outsider)


def test_two_who_change_one_share_the_second_is_told(issued, house, share_of):
    share = share_of(issued(), house.counties[0])
    actions.add_top_up(share=share, top_up=Decimal(3), by=house.caseworker, version=0)
    with pytest.raises(ChangedMeanwhile):
        actions.add_top_up(share=share, top_up=Decimal(5), by=house.reviewer, version=0)
    with pytest.raises(Refusal):
        actions.add_top_up(share=share, top_up=Decimal(-1), by=house.reviewer, version=1)


def test_rule_1_a_split_that_falls_short_is_refused_with_by_how_much(issued, house, share_of):
    item = issued()
    first, second = (share_of(item, unit) for unit in house.townships[:2])
    goal = share_of(item, house.counties[0]).goal
    versions = {first.unit_id: 0, second.unit_id: 0}
    given = {first.unit_id: goal - 5, second.unit_id: Decimal(2)}
    with pytest.raises(FallsShort, match="少 3"):
        actions.split(item=item, unit=house.counties[0], targets=given, versions=versions, by=house.reviewer)
    given[second.unit_id] = Decimal(6)
    assert actions.split(item=item, unit=house.counties[0], targets=given, versions=versions, by=house.reviewer) == 2
    assert queries.sums_of(item, house.counties[0]).given == goal + 1
    with pytest.raises(ChangedMeanwhile):
        actions.split(item=item, unit=house.counties[0], targets=given, versions=versions, by=house.reviewer)
    with pytest.raises(NotAllowed):
        actions.split(item=item, unit=house.counties[0], targets=given, versions={}, by=house.outsider_reviewer)


def test_evidence_counts_once_the_level_above_accepts_it(issued, house, share_of, clock_user):
    item = issued(target=Decimal(40))
    town = share_of(item, house.townships[0])
    with pytest.raises(NotAccepted):
        note(town, house.township)
    accepted(town, house.township)
    evidence = note(town, house.township, n=5)
    actions.measure_stale(by=clock_user)
    assert share_of(item, house.townships[0]).progress == 0
    actions.decide(evidence=evidence, accept=True, by=house.reviewer)
    actions.measure_stale(by=clock_user)
    town = share_of(item, house.townships[0])
    assert (town.top, town.progress, town.state) == (5, 1, "done")
    for unit in (house.counties[0], house.cities[0], house.province):
        assert share_of(item, unit).top == 5
    assert share_of(item, house.province).progress == Decimal("0.125")
    assert share_of(item, house.counties[1]).top == 0


def test_neither_the_unit_itself_nor_a_neighbour_nor_the_hander_in_decides(issued, house, share_of):
    item = issued()
    county = accepted(share_of(item, house.counties[0]), house.reviewer)
    evidence = note(county, house.reviewer)
    for stranger in (house.reviewer, house.caseworker, house.outsider_reviewer):
        with pytest.raises(NotAllowed):
            actions.decide(evidence=evidence, accept=True, by=stranger)
    actions.decide(evidence=evidence, accept=True, by=house.city_leader)
    own = accepted(share_of(item, house.townships[0]), house.city_leader)
    with pytest.raises(OwnEvidence):
        actions.decide(evidence=note(own, house.city_leader), accept=True, by=house.city_leader)


def test_two_deciders_the_second_is_refused_clearly(issued, house, share_of):
    town = accepted(share_of(issued(), house.townships[0]), house.township)
    evidence = note(town, house.township)
    actions.decide(evidence=evidence, accept=True, by=house.reviewer)
    with pytest.raises(AlreadyDecided, match=str(house.reviewer)):
        actions.decide(evidence=evidence, accept=True, by=house.city_leader)


def test_returned_with_a_reason_and_not_counted(issued, house, share_of, clock_user):
    item = issued()
    town = accepted(share_of(item, house.townships[0]), house.township)
    evidence = note(town, house.township)
    with pytest.raises(Refusal):
        actions.decide(evidence=evidence, accept=False, by=house.reviewer)
    actions.decide(evidence=evidence, accept=False, because="缺少日期", by=house.reviewer)
    actions.measure_stale(by=clock_user)
    assert share_of(item, house.townships[0]).top == 0


def test_one_picture_proves_one_thing_anywhere_on_the_item(issued, house, share_of):
    item = issued()
    first = accepted(share_of(item, house.townships[0]), house.township)
    other = accepted(share_of(item, house.townships[2]), house.outsider_township)
    shot = {"kind": "photo", "words": "五常街道服务站"}
    evidence = note(first, house.township, file=picture(), **shot)
    for share, by in ((first, house.township), (other, house.outsider_township)):
        with pytest.raises(SeenBefore):
            note(share, by, file=picture(), **shot)
    actions.decide(evidence=evidence, accept=False, because="看不清", by=house.reviewer)
    assert note(first, house.township, file=picture(), **shot)  # returned: the same unit may hand it in again
    assert note(other, house.outsider_township, file=picture("blue"), **shot)


def test_one_document_number_counts_once_on_a_share(issued, house, share_of):
    town = accepted(share_of(issued(), house.townships[0]), house.township)
    note(town, house.township, kind="document", document_no="余工〔2026〕1号")
    with pytest.raises(SeenBefore):
        note(town, house.township, kind="document", document_no="余工〔2026〕1号")


def test_rule_4_a_numerator_over_its_denominator_is_refused(issued, house, share_of):
    item = issued(kind="rate", target=Decimal("0.9"))
    town = accepted(share_of(item, house.townships[0]), house.township)
    with pytest.raises(Refusal):
        note(town, house.township, n=6, of=5)


def test_c06_rolls_up_by_sums_of_numerator_and_denominator(issued, house, share_of, clock_user):
    item = issued(kind="rate", target=Decimal(1), levels=[2, 3, 4])
    for unit, by, judge, n, of in (
        (house.townships[0], house.township, house.reviewer, 1000, 1100),
        (house.townships[2], house.outsider_township, house.outsider_reviewer, 116, 140),
    ):
        evidence = note(accepted(share_of(item, unit), by), by, n=n, of=of)
        actions.decide(evidence=evidence, accept=True, by=judge)
    actions.measure_stale(by=clock_user)
    city = share_of(item, house.cities[0])
    assert (city.top, city.bottom) == (1116, 1240)
    assert city.progress == Decimal("0.9000")


def test_yes_or_no_is_the_share_of_units_done(issued, house, share_of, clock_user):
    item = issued(kind="yes-no", target=None, levels=[3, 4])
    town = accepted(share_of(item, house.townships[0]), house.township)
    actions.decide(evidence=note(town, house.township), accept=True, by=house.reviewer)
    actions.measure_stale(by=clock_user)
    county = share_of(item, house.counties[0])
    assert (county.top, county.bottom) == (1, 3)
    assert share_of(item, house.townships[0]).state == "done"


def test_milestones_are_averaged(issued, house, share_of, clock_user):
    item = issued(kind="milestone", target=Decimal(4), levels=[4])
    town = accepted(share_of(item, house.townships[0]), house.township)
    for _quarter in range(2):
        actions.decide(evidence=note(town, house.township), accept=True, by=house.reviewer)
    actions.measure_stale(by=clock_user)
    assert share_of(item, house.townships[0]).progress == Decimal("0.5")


def test_rule_5_a_frozen_month_stays_and_late_papers_count_in_the_next(issued, house, share_of, clock_user, clock):
    item = issued()
    town = accepted(share_of(item, house.townships[0]), house.township)
    evidence = note(town, house.township)
    actions.decide(evidence=evidence, accept=True, by=house.reviewer)
    clock.move_to("2026-04-01")
    assert actions.freeze(day=date(2026, 3, 31), desk_id=town.desk_id, by=clock_user) == 1
    assert actions.freeze(day=date(2026, 3, 31), desk_id=town.desk_id, by=clock_user) == 0
    with pytest.raises(NotNow):
        actions.decide(evidence=evidence, accept=False, because="事后发现不实", by=house.reviewer)
    late = note(town, house.township, on=date(2026, 3, 20))
    assert late.counted_on == date(2026, 4, 1)
    actions.measure_stale(by=clock_user)
    assert share_of(item, house.townships[0]).top == 1


def test_done_and_undone_again_are_counted(issued, house, share_of, clock_user):
    from unionhall.kit.models import FigureDelta

    item = issued(target=Decimal(8), levels=[4])
    town = accepted(share_of(item, house.townships[0]), house.township)
    evidence = note(town, house.township)
    actions.decide(evidence=evidence, accept=True, by=house.reviewer)
    actions.measure_stale(by=clock_user)
    assert share_of(item, house.townships[0]).state == "done"
    actions.decide(evidence=evidence, accept=False, because="重复计算", by=house.reviewer)
    actions.measure_stale(by=clock_user)
    assert share_of(item, house.townships[0]).state == "accepted"
    lines = list(FigureDelta.objects.filter(count="worklist.shares_done").order_by("id").values_list("n", flat=True))
    assert lines == [1, -1]
