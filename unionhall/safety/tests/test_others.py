"""Inspections and inspectors, heat, cooling, the Ankang Cup."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from unionhall.audit.models import DeskLine
from unionhall.channels.models import Notice
from unionhall.documents import queries as documents
from unionhall.documents.actions import sign_off
from unionhall.kit.access import NotAllowed
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.matters import queries as read
from unionhall.orgs import queries as orgs
from unionhall.safety import actions, queries
from unionhall.safety.checklist import LINES
from unionhall.safety.models import CoolingVisit, Hazard, Inspection
from unionhall.safety.protection import Worker, breaches
from unionhall.safety.tests.making import a_hazard, an_accident, photo, two_inspectors

pytestmark = pytest.mark.django_db


def an_inspection(house: Any) -> Any:
    return actions.plan_inspection(
        unit=house.townships[0], by=house.caseworker, employer=house.employers[0], planned_on=timezone.localdate(),
        site="一号厂房",
    )  # fmt: skip


def record(inspection: Any, inspectors: list[Any], by: Any, bad: str = "electric") -> None:
    lines = {one.code: {"found": "bad" if one.code == bad else "good", "note": "配电箱敞开"} for one in LINES}
    matters.move(
        matter=inspection, name="record", by=by, inspectors=inspectors, inspected_on=timezone.localdate(), lines=lines,
        grades={bad: "major"}, findings="总体较好", employer_said="同意",
    )  # fmt: skip


def test_what_two_inspectors_find_becomes_hazards(house: Any) -> None:
    inspection, both = an_inspection(house), two_inspectors(house)
    record(inspection, both, house.caseworker)
    hazard = Hazard.objects.get(inspection=inspection.number)
    assert (hazard.grade, hazard.kind, hazard.source) == ("major", "02", "inspection")
    assert [one.certificate for one in queries.attended(inspection)] == ["ZJ-检查员甲", "ZJ-检查员乙"]
    both[0].refresh_from_db()
    assert both[0].inspections == 1
    assert documents.of_subject(inspection)[0].kind_code == "safety.inspection"
    signed = {"signer": "", "refused": True, "witness": "", "signed_on": timezone.localdate(), "papers": [photo()]}
    with pytest.raises(Refusal, match="见证人"):
        matters.move(matter=inspection, name="sign", by=house.caseworker, **signed)
    inspection.refresh_from_db()
    matters.move(matter=inspection, name="sign", by=house.caseworker, **{**signed, "witness": "社区干部"})
    matters.move(matter=inspection, name="close", by=house.caseworker, says="已移交整改")
    assert inspection.is_closed


def test_one_inspector_or_an_expired_certificate_is_not_enough(house: Any) -> None:
    both = two_inspectors(house)
    with pytest.raises(Refusal, match="两名"):
        record(an_inspection(house), both[:1], house.caseworker)
    both[1].expires_on = date(2025, 12, 31)
    with pytest.raises(Refusal, match="两名"):
        record(Inspection.objects.get(), both, house.caseworker)


def test_women_and_minors_are_flagged_in_the_record(house: Any) -> None:
    inspection, both = an_inspection(house), two_inspectors(house)
    record(inspection, both, house.caseworker)
    found = actions.check_worker(
        inspection=inspection, worker=Worker(months_pregnant=8, night=True), post="二车间夜班", by=house.caseworker
    )
    assert [one.code for one in found] == ["pregnant-night"]
    assert inspection.special[0]["post"] == "二车间夜班"


def test_a_child_at_work_is_a_major_hazard_at_once(house: Any) -> None:
    inspection, both = an_inspection(house), two_inspectors(house)
    record(inspection, both, house.caseworker, bad="m-child")
    actions.check_worker(inspection=inspection, worker=Worker(age=15), post="包装线", by=house.caseworker)
    assert list(Hazard.objects.order_by("pk").values_list("grade", flat=True)) == ["major", "major"]
    assert DeskLine.objects.filter(action="safety.child-labour.found").count() == 2


def test_what_the_appendix_forbids_is_flagged() -> None:
    limits = queries.table("protection", place="33")
    worse = Worker(months_pregnant=3, heaviest_grade=3, listed=True)
    assert [one.code for one in breaches(worse, limits)] == ["pregnant-grade", "listed"]
    assert breaches(Worker(heaviest_grade=3), limits) == []


def test_the_union_above_appoints_renews_and_ends(house: Any) -> None:
    one = two_inspectors(house)[0]
    assert one.appointed_by == house.counties[0]
    facts = {"name": "丙", "level": "single", "appointed_on": date(2026, 1, 1), "expires_on": date(2027, 1, 1)}
    with pytest.raises(NotAllowed):
        actions.appoint(unit=house.townships[2], by=house.reviewer, certificate="C1", **facts)
    with pytest.raises(Refusal, match="已登记"):
        actions.appoint(unit=house.townships[0], by=house.reviewer, certificate=one.certificate, **facts)
    actions.renew(inspector=one, expires_on=date(2029, 1, 1), training_hours=8, by=house.reviewer)
    one.refresh_from_db()
    assert (one.expires_on, one.training_hours) == (date(2029, 1, 1), 48)
    actions.end_inspector(inspector=one, because="退休", by=house.reviewer)
    assert one.pk not in {row.pk for row in queries.inspectors_for(house.townships[0])}


def heat(house: Any, highest: str = "38.5", by: Any = None) -> Any:
    return actions.write_heat_notice(
        unit=house.counties[0], division=orgs.division("330110"), day=timezone.localdate(), highest=Decimal(highest),
        office="杭州市气象台", office_level="city", by=by or house.caseworker,
    )  # fmt: skip


def test_a_heat_notice_reaches_every_union_of_the_area_once(house: Any) -> None:
    notice = heat(house)
    assert notice.rule == "limit"
    matters.move(matter=notice, name="send", by=house.caseworker)
    for _again in range(2):
        actions.tell_area(notice=notice, by=house.caseworker, beat=lambda done: None)
    told = Notice.objects.filter(kind="safety/heat")
    assert {house.chair.pk, house.township.pk} <= set(told.values_list("person_id", flat=True))
    assert not told.filter(person_id=house.outsider.pk).exists()
    assert told.filter(person_id=house.chair.pk).count() == 1
    notice.refresh_from_db()
    assert notice.unions == 7  # the county, two townships, four unions
    assert queries.notice_shown(notice.number) == notice
    assert documents.of_subject(notice)[0].kind_code == "safety.heat-notice"


def test_no_notice_below_thirty_five_or_for_somebody_elses_area(house: Any) -> None:
    with pytest.raises(Refusal, match="35"):
        heat(house, "34.9")
    with pytest.raises(NotAllowed):
        heat(house, by=house.outsider)
    first = heat(house)
    with pytest.raises(Refusal, match=first.number):
        heat(house, "40")
    matters.move(matter=first, name="drop", by=house.caseworker, says="预报有变")
    assert heat(house, "40").rule == "stop"
    far = actions.write_heat_notice(
        unit=house.counties[0], division=orgs.division("330109"), day=timezone.localdate(), highest=Decimal(36),
        office="杭州市气象台", office_level="city", by=house.caseworker,
    )  # fmt: skip
    with pytest.raises(Refusal, match="下级"):
        matters.move(matter=far, name="send", by=house.caseworker)


def a_plan(house: Any, cash: str = "0") -> Any:
    today = timezone.localdate()
    plan = actions.plan_cooling(
        unit=house.counties[0], by=house.caseworker, title="夏季送清凉", starts_on=today,
        ends_on=today + timedelta(days=30), budget=Decimal(10000), fund="工会经费",
    )  # fmt: skip
    actions.add_visit(
        cooling=plan, by=house.caseworker, site="地铁工地", on=today, people=50, goods="清凉包50份",
        goods_value=Decimal(5000), cash=Decimal(cash),
    )  # fmt: skip
    return plan


def test_cooling_is_approved_by_another_and_signed_for(house: Any) -> None:
    plan = a_plan(house)
    matters.move(matter=plan, name="propose", by=house.caseworker)
    matters.move(matter=plan, name="approve", by=house.reviewer)
    visit = CoolingVisit.objects.get()
    with pytest.raises(Refusal, match="签收"):
        matters.move(matter=plan, name="finish", by=house.caseworker, says="完成")
    plan.refresh_from_db()
    done = {"received_by": "工地工会", "done_on": timezone.localdate(), "by": house.caseworker}
    with pytest.raises(Refusal, match="照片"):
        actions.sign_visit(cooling=plan, visit=visit, papers=[], **done)
    actions.sign_visit(cooling=plan, visit=visit, papers=[photo("签收表.jpg")], **done)
    with pytest.raises(Refusal, match="已登记"):
        actions.sign_visit(cooling=plan, visit=visit, papers=[photo()], **done)
    matters.move(matter=plan, name="finish", by=house.caseworker, says="完成")
    assert plan.is_closed


def test_cooling_over_its_budget_is_not_approved(house: Any) -> None:
    plan = a_plan(house)
    actions.add_visit(
        cooling=plan, by=house.caseworker, site="二号工地", on=timezone.localdate(), people=9, goods="冰箱",
        goods_value=Decimal(6000),
    )  # fmt: skip
    with pytest.raises(Refusal, match="超过"):
        matters.move(matter=plan, name="approve", by=house.reviewer)


ITEMS = (("leadership", 15), ("system", 20), ("training", 15), ("search", 20), ("team", 15), ("health", 15))
FULL = {name: Decimal(full) for name, full in ITEMS}


def an_entry(house: Any, wanted: int = 3) -> Any:
    return actions.enter_cup(
        unit=house.unions[0], by=house.chair, year=2026, award="unit", name="五常第一厂", wanted_level=wanted,
        sheet="cup-score", employer=house.employers[0], staff=30, teams=3,
    )  # fmt: skip


def test_the_cup_from_entry_to_award_and_back(house: Any, clock: Any) -> None:
    entry = an_entry(house)
    matters.move(matter=entry, name="self_score", by=house.chair, scores=FULL, vetoes=[])
    assert entry.score == 100
    matters.move(matter=entry, name="judge", by=house.reviewer, scores={**FULL, "team": Decimal(6)}, vetoes=[])
    assert entry.checked_score == 91
    matters.move(matter=entry, name="announce", by=house.reviewer)
    for refused in ("没有签发", "2026年3月12日"):  # five working days from the day the notice is signed
        with pytest.raises(Refusal, match=refused):
            matters.move(matter=entry, name="award", by=house.reviewer, says="工发1号")
        entry.refresh_from_db()
        paper = documents.of_subject(entry)[0]
        assert paper.unit == house.counties[0]  # the paper of who judges, not of who competes
        if paper.is_draft:
            sign_off(document=paper, by=house.reviewer, post="工会副主席")
    clock.move_to("2026-03-13")
    matters.move(matter=entry, name="award", by=house.reviewer, says="工发1号")
    assert (entry.awarded_on, entry.award_level, entry.is_closed) == (date(2026, 3, 13), 3, True)
    actions.take_back_award(entry=entry, because="次年发生死亡事故", by=house.reviewer)
    assert entry.withdrawn_on == date(2026, 3, 13)


def test_the_cup_up_the_levels(house: Any) -> None:
    entry = an_entry(house, wanted=2)
    matters.move(matter=entry, name="self_score", by=house.chair, scores=FULL, vetoes=[])
    with pytest.raises(Refusal, match="推荐到"):
        matters.move(matter=entry, name="judge", by=house.reviewer, scores=FULL, vetoes=[])
    entry.refresh_from_db()
    matters.move(matter=entry, name="recommend", by=house.reviewer, says="同意")
    assert entry.level == 2
    with pytest.raises(NotAllowed):
        matters.move(matter=entry, name="judge", by=house.reviewer, scores=FULL, vetoes=[])
    entry.refresh_from_db()
    matters.move(matter=entry, name="judge", by=house.city_leader, scores=FULL, vetoes=[])
    assert entry.stage_code == "checked"


def test_a_veto_and_a_score_under_ninety_stop_it(house: Any) -> None:
    entry = an_entry(house, wanted=2)
    matters.move(matter=entry, name="self_score", by=house.chair, scores={**FULL, "team": Decimal(4)}, vetoes=[])
    with pytest.raises(Refusal, match="没有达到90分"):
        matters.move(matter=entry, name="recommend", by=house.reviewer, says="同意")
    other = actions.enter_cup(
        unit=house.unions[1], by=house.caseworker, year=2026, award="unit", name="二厂", wanted_level=2,
        sheet="cup-score",
    )  # fmt: skip
    matters.move(matter=other, name="self_score", by=house.caseworker, scores=FULL, vetoes=["death"])
    with pytest.raises(Refusal, match="一票否决"):
        matters.move(matter=other, name="recommend", by=house.reviewer, says="同意")


def test_nobody_enters_twice_a_year_and_a_provincial_title_rests_five_years(house: Any) -> None:
    entry = an_entry(house, wanted=1)
    with pytest.raises(Refusal, match="已经报过名"):
        an_entry(house)
    type(entry).objects.filter(pk=entry.pk).update(year=2022, awarded_on=date(2022, 12, 1), award_level=1)
    with pytest.raises(Refusal, match="不重复授予"):
        an_entry(house, wanted=1)
    an_entry(house, wanted=2)  # for the city it may compete
    type(entry).objects.filter(pk=entry.pk).update(year=2020)
    assert not queries.won_before(entry)


def test_a_national_title_is_not_given_twice_whatever_the_firm_is_called(house: Any, clock: Any) -> None:
    entry = an_entry(house, wanted=0)
    matters.move(matter=entry, name="self_score", by=house.chair, scores=FULL, vetoes=[])
    for judge in (house.reviewer, house.city_leader):
        matters.move(matter=entry, name="recommend", by=judge, says="同意")
    with pytest.raises(Refusal, match="不再上报"):
        matters.move(matter=entry, name="recommend", by=house.province_leader, says="同意")
    entry.refresh_from_db()
    matters.move(matter=entry, name="judge", by=house.province_leader, scores=FULL, vetoes=[])
    matters.move(matter=entry, name="announce", by=house.province_leader)
    sign_off(document=documents.of_subject(entry)[0], by=house.province_leader, post="工会主席")
    clock.move_to("2026-03-20")
    matters.move(matter=entry, name="award", by=house.province_leader, says="总工发〔2026〕9号")
    assert (entry.level, entry.award_level) == (1, 0)
    facts = {"by": house.chair, "year": 2027, "award": "unit", "sheet": "cup-score", "wanted_level": 0}
    again = {**facts, "unit": house.unions[0], "name": "换了名字的一厂", "employer": house.employers[0]}
    with pytest.raises(Refusal, match="不重复授予"):
        actions.enter_cup(**again)
    actions.take_back_award(entry=entry, because="发生死亡事故", by=house.province_leader)
    assert actions.enter_cup(**again).wanted_level == 0


def test_the_data_sheet_counts_the_years_own_rows(house: Any) -> None:
    """Those of the union, and those of its firm that another union keeps; none twice."""
    entry, firm = an_entry(house), house.employers[0]
    hazard = a_hazard(house, stage="rechecked")
    matters.move(matter=hazard, name="close", by=house.reviewer)
    elsewhere = {"unit": house.townships[0], "by": house.caseworker}
    a_hazard(house, employer=firm, **elsewhere)
    a_hazard(house, employer=house.employers[1], **elsewhere)
    an_accident(house, deaths=1, serious=0, employer=firm, **elsewhere)
    data = queries.cup_data([entry], 2026)[entry.pk]
    assert (data.hazards, data.closed, data.in_time) == (2, 1, 1)
    assert (data.accidents, data.deaths) == (1, 1)


def test_only_the_level_it_has_reached_is_offered_what_judges_do(house: Any) -> None:
    entry = an_entry(house, wanted=2)
    matters.move(matter=entry, name="self_score", by=house.chair, scores=FULL, vetoes=[])

    def offered(user: Any) -> set[str]:
        return {one.name for one in queries.cup_moves(user, entry, read.moves_for(entry, user))}

    assert offered(house.reviewer) == {"recommend", "pass_over"}
    matters.move(matter=entry, name="recommend", by=house.reviewer, says="同意")
    assert (offered(house.reviewer), offered(house.city_leader)) == (set(), {"judge", "pass_over"})
    with pytest.raises(NotAllowed):
        matters.move(matter=entry, name="pass_over", by=house.reviewer, says="名额有限")


def test_a_death_at_the_firm_is_a_veto_whoever_entered_the_accident(house: Any) -> None:
    entry = an_entry(house)
    assert queries.cup_vetoes(entry) == []
    accident = actions.open_accident(
        unit=house.counties[0], by=house.caseworker, employer=house.employers[0], happened_at=timezone.now(),
        place="一车间", kind="03", deaths=1,
    )  # fmt: skip
    assert queries.cup_vetoes(entry) == ["death"]
    matters.move(matter=accident, name="void", by=house.reviewer, says="重复登记")
    assert queries.cup_vetoes(entry) == []
