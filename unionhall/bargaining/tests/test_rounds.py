"""The course of a round: from the offer to the contract watched over, what is refused on the way, silence, the end."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from unionhall.audit.models import DeskLine
from unionhall.bargaining import actions, queries
from unionhall.bargaining.models import Agreement, Cover, Draft, Round, Term
from unionhall.bargaining.refusals import (
    AlreadyTalking,
    BadTerm,
    BelowFloor,
    CountsWrong,
    InFuture,
    NeedsConsent,
    NoFirms,
    NotOurs,
    NotPassed,
    OnlyBelowCounty,
    PhotoNeeded,
    SidesNotReady,
    TooEarly,
)
from unionhall.kit.access import NotAllowed
from unionhall.kit.figures import Period, values
from unionhall.matters import actions as matters
from unionhall.matters.refusals import NotNow

from .conftest import SIGNED, _draft, _vote, go, photo, seat_sides, to_stage

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


def test_the_whole_way(offer: Any, house: Any) -> None:
    row = offer()
    assert row.due_on == date(2026, 3, 19)  # ten working days
    to_stage(row, "monitor", house.chair)
    agreement = Agreement.objects.get(pk=row.agreement_id)
    assert (agreement.in_force_on, agreement.published_on, agreement.filed_on) == (TODAY, TODAY, TODAY)
    assert agreement.text.startswith("第一条")
    assert Term.objects.get(agreement_id=agreement.pk).value == 6
    assert Cover.objects.get(agreement_id=agreement.pk).workers == 30
    assert row.due_on == date(2027, 3, 4)  # the yearly report, no later than the last day
    found = values(["bargaining.employers", "bargaining.workers"], [house.counties[0]], Period.of_day(TODAY))
    assert not found  # settled by a job; the union's own count is seen at once
    here = values(["bargaining.employers", "bargaining.workers"], [house.townships[0]], Period.of_day(TODAY))
    assert sorted(here.values()) == [1, 30]


def test_outsiders_and_workers_cannot_offer(offer: Any, house: Any) -> None:
    for who in (house.outsider_chair, house.worker, house.auditor):
        with pytest.raises(NotAllowed):
            offer(by=who)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"offered_on": TODAY + timedelta(days=1)}, InFuture),
        ({"employer": None}, NotOurs),
        ({"kind": "AREA", "employer": None, "area_name": ""}, NotOurs),
    ],
)
def test_offers_refused(offer: Any, given: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        offer(**given)


def test_a_sole_traders_name_stands_masked_in_titles_and_whole_on_paper(offer: Any, house: Any) -> None:
    employer = house.employers[0]
    type(employer).objects.filter(pk=employer.pk).update(credit_code="92330110MA2AXXXX0X", name="余杭区例小花餐饮店")
    employer.refresh_from_db()
    row = offer(employer=employer)
    assert row.title.startswith("余杭***店")
    assert (row.shown_party, row.party) == ("余杭***店", "余杭区例小花餐饮店")


def test_an_employer_elsewhere_is_not_ours(offer: Any, house: Any) -> None:
    with pytest.raises(NotOurs):
        offer(employer=house.employers[4])


def test_one_round_at_a_time(offer: Any) -> None:
    offer()
    with pytest.raises(AlreadyTalking):
        offer()
    assert offer(kind="SAFE").kind == "SAFE"


def test_area_contracts_are_made_below_the_county(offer: Any, house: Any) -> None:
    given = {"kind": "AREA", "employer": None, "area_name": "五常街道餐饮业"}
    with pytest.raises(OnlyBelowCounty):
        offer(unit=house.counties[0], by=house.caseworker, **given)
    row = offer(unit=house.townships[0], by=house.township, **given)
    go(row, "reply", house.township, on=TODAY, meeting_on=TODAY, meeting_place="街道")
    seat_sides(row, house.township)
    with pytest.raises(NoFirms):
        go(row, "begin", house.township, on=TODAY)
    with pytest.raises(NotOurs):
        actions.name_firms(round=row, firms=[(house.employers[4], 5)], by=house.township)
    actions.name_firms(round=row, firms=[(house.employers[0], 30), (house.uncovered[0], 12)], by=house.township)
    go(row, "begin", house.township, on=TODAY)
    _draft(row, house.township, TODAY)
    go(row, "call", house.township, on=TODAY)
    _vote(row, house.township, TODAY, yes=30)  # exactly half of all is enough here
    go(row, "sign", house.township, on=TODAY, **SIGNED)
    go(row, "submit", house.township, on=TODAY, authority="人社局")
    go(row, "receive", house.township, on=TODAY)
    go(row, "accept", house.township, on=TODAY, opinion_no="")
    assert set(Cover.objects.values_list("employer__name", "workers")) == {
        (house.employers[0].name, 30), (house.uncovered[0].name, 12),
    }  # fmt: skip


def test_talks_begin_only_with_proper_sides(offer: Any, house: Any) -> None:
    row = offer()
    go(row, "reply", house.chair, on=TODAY, meeting_on=TODAY + timedelta(days=20), meeting_place="室")
    assert row.due_on == TODAY + timedelta(days=13)  # seven days before the meeting
    with pytest.raises(SidesNotReady):
        go(row, "begin", house.chair, on=TODAY)
    seat_sides(row, house.chair, ours=3, theirs=4)
    with pytest.raises(SidesNotReady, match="不得多于"):
        go(row, "begin", house.chair, on=TODAY)
    extra = next(one for one in queries.delegates_of(row) if one.name == "employer3")
    actions.end_delegate(round=row, delegate=extra, on=TODAY, by=house.chair)
    assert go(row, "begin", house.chair, on=TODAY).stage_code == "meet"


def test_a_stop_needs_the_workers_consent(offer: Any, house: Any) -> None:
    row = to_stage(offer(), "meet", house.chair)
    with pytest.raises(NeedsConsent):
        go(row, "pause", house.chair, says="缺少资料", on=TODAY, consent=False)
    go(row, "pause", house.chair, says="缺少资料", on=TODAY, consent=True)
    assert row.due_on == date(2026, 5, 6)  # sixty days end on a holiday
    assert go(row, "resume", house.chair, on=TODAY).stage_code == "meet"


def test_a_draft_below_the_law_does_not_stand(offer: Any, house: Any) -> None:
    row = to_stage(offer(), "meet", house.chair)
    clause = actions.add_clause(round=row, topic="overtime-day", by=house.chair)
    facts = {"on": TODAY, "text": "文", "term_from": TODAY, "term_to": date(2027, 3, 4), "contents": []}
    actions.agree(round=row, clause=clause, value=Decimal("1.4"), by=house.chair)
    with pytest.raises(BelowFloor, match="劳动法"):
        go(row, "write_up", house.chair, **facts)
    actions.agree(round=row, clause=clause, value=Decimal("1.5"), by=house.chair)
    with pytest.raises(BadTerm):
        go(row, "write_up", house.chair, **facts | {"term_to": date(2026, 9, 1)})
    assert go(row, "write_up", house.chair, **facts).stage_code == "draft"


def test_a_vote_that_fails_and_one_without_quorum(offer: Any, house: Any) -> None:
    row = to_stage(offer(), "congress", house.chair)
    with pytest.raises(CountsWrong):
        actions.record_vote(
            round=row, on=TODAY, body="congress", total=60, present=40, issued=41, returned=40, yes=31, no=0, abstain=0,
            by=house.chair,
        )  # fmt: skip
    _vote(row, house.chair, TODAY, yes=39, present=39)
    row.refresh_from_db()
    assert row.stage_code == "congress"
    with pytest.raises(NotPassed):
        go(row, "sign", house.chair, on=TODAY, **SIGNED)
    _vote(row, house.chair, TODAY, yes=30)
    row.refresh_from_db()
    assert (row.stage_code, row.again) == ("not_passed", True)
    go(row, "talk_again", house.chair, on=TODAY)
    facts = {"on": TODAY, "text": "第二稿", "term_from": TODAY, "term_to": date(2027, 3, 4), "contents": []}
    go(row, "write_up", house.chair, **facts)
    assert row.due_on == date(2026, 3, 12)  # five working days, not fifteen
    assert Draft.objects.filter(matter_id=row.pk).count() == 2


def test_silence_brings_it_into_force(offer: Any, house: Any, clock: Any, clock_user: Any) -> None:
    clock.move_to("2025-11-03")
    row = to_stage(offer(), "review", house.chair)
    assert row.due_on == date(2025, 11, 18)
    clock.move_to("2025-11-18 23:00")
    assert matters.watch(by=clock_user) == 0
    clock.move_to("2025-11-19 00:10")
    matters.watch(by=clock_user)
    row.refresh_from_db()
    assert (row.stage_code, row.in_force_on) == ("in_force", date(2025, 11, 19))
    assert row.due_on == date(2025, 11, 26)  # five working days to publish
    assert Agreement.objects.get(pk=row.agreement_id).in_force_on == date(2025, 11, 19)


def test_nobody_may_make_the_move_of_silence_by_hand(offer: Any, house: Any) -> None:
    row = to_stage(offer(), "review", house.chair)
    with pytest.raises(NotAllowed):
        go(row, "deem", house.chair)


def test_objection_and_mending(offer: Any, house: Any) -> None:
    row = to_stage(offer(), "review", house.chair)
    go(row, "object", house.chair, says="加班条款不明确", on=TODAY, opinion_no="2号")
    go(row, "mend", house.chair, says="写明倍数", on=TODAY, text="第一条\n加班按法定倍数")
    assert (row.stage_code, row.received_on) == ("submitted", None)
    with pytest.raises(NotNow):
        go(row, "accept", house.chair, on=TODAY, opinion_no="")


def test_publishing_needs_a_photo(offer: Any, house: Any) -> None:
    row = to_stage(offer(), "in_force", house.chair)
    with pytest.raises(PhotoNeeded):
        go(row, "publish", house.chair, on=TODAY)
    row.refresh_from_db()
    assert row.published_on is None


def test_refusing_to_talk_is_told_to_supervision(offer: Any, house: Any) -> None:
    row = offer()
    go(row, "ask_authority", house.chair, says="两次要约都不答复", on=TODAY, why="refused")
    line = DeskLine.objects.get(action="bargaining.round.refused")
    assert line.details["employer_id"] == house.employers[0].pk
    assert row.due_on == date(2026, 4, 7)  # thirty days end on a holiday
    go(row, "prolong", house.chair, says="案情复杂")
    assert row.due_on == date(2026, 4, 22)
    with pytest.raises(Exception, match="只能延长一次"):
        go(row, "prolong", house.chair, says="再延长")
    with pytest.raises(SidesNotReady):
        go(row, "settle", house.chair, says="同意协商", on=TODAY)
    seat_sides(row, house.chair)
    assert go(row, "settle", house.chair, says="同意协商", on=TODAY).stage_code == "meet"


def test_the_end_of_the_term(in_force: Round, house: Any, clock: Any, clock_user: Any) -> None:
    agreement = Agreement.objects.get(pk=in_force.agreement_id)
    clock.move_to("2027-03-04 23:00")
    assert actions.expire(by=clock_user) == 0
    clock.move_to("2027-03-05 00:50")
    assert actions.expire(by=clock_user) == 1
    assert actions.expire(by=clock_user) == 0
    agreement.refresh_from_db()
    in_force.refresh_from_db()
    assert (agreement.ended_on, agreement.ended_why) == (date(2027, 3, 5), "expired")
    assert in_force.stage_code == "ending"
    assert Cover.objects.get(agreement_id=agreement.pk).until == date(2027, 3, 5)
    assert go(in_force, "file_end", house.chair, on=timezone.localdate()).is_closed


def test_renewal_in_its_window_replaces_the_old(in_force: Round, offer: Any, house: Any, clock: Any) -> None:
    old = Agreement.objects.select_related("unit", "employer").get(pk=in_force.agreement_id)
    with pytest.raises(TooEarly):
        offer(scope="renew", follows=old)
    clock.move_to("2026-12-10")
    new = to_stage(offer(scope="renew", follows=old), "in_force", house.chair)
    old.refresh_from_db()
    in_force.refresh_from_db()
    assert (old.ended_why, in_force.stage_code) == ("replaced", "ended")
    assert Agreement.objects.get(pk=new.agreement_id).ended_on is None
    found = values(["bargaining.employers"], [house.townships[0]], Period.of_day(date(2026, 12, 10)))
    assert found["bargaining.employers", house.townships[0].pk] == 1


def test_ending_early(in_force: Round, house: Any) -> None:
    go(in_force, "end", house.chair, says="双方同意", on=TODAY, why="agreed", papers=[photo()])
    assert in_force.due_on == date(2026, 3, 12)
    assert go(in_force, "file_end", house.chair, on=TODAY).is_closed
    assert Agreement.objects.get(pk=in_force.agreement_id).end_filed_on == TODAY


def test_yearly_report_sets_the_next(in_force: Round, house: Any) -> None:
    go(in_force, "report", house.chair, says="已按合同增长工资", on=TODAY)
    assert in_force.stage_code == "monitor"
    assert Agreement.objects.get(pk=in_force.agreement_id).reported_on == TODAY


def test_the_matrix_shows_floor_offers_and_neighbours(offer: Any, house: Any) -> None:
    row = to_stage(offer(), "meet", house.chair)
    clause = actions.add_clause(round=row, topic="raise", by=house.chair)
    meeting = actions.hold_meeting(round=row, on=TODAY, place="室", recorder="丙", minutes="记录", by=house.chair)
    for side, value in (("workers", 8), ("employer", 3)):
        actions.take_position(
            round=row, clause=clause, meeting=meeting, side=side, value=Decimal(value), by=house.chair
        )
    line = queries.matrix(row)[0]
    assert [(ours.value, theirs.value) for _m, ours, theirs in line.offers] == [(8, 3)]
    assert (line.neighbours, line.how_many) == (None, 0)
    for n, value in enumerate((4, 5, 9)):
        Term.objects.create(
            desk_id=row.desk_id, agreement_id=n + 1, topic="raise", title="增幅", value=Decimal(value), since=TODAY
        )
        line = queries.matrix(row)[0]
        assert line.neighbours == (5 if n == 2 else None)  # hidden under three agreements


def test_meetings_are_chaired_in_turn(offer: Any, house: Any) -> None:
    row = to_stage(offer(), "meet", house.chair)
    held = [
        actions.hold_meeting(round=row, on=TODAY, place="室", recorder="丙", minutes=f"记录{n}", by=house.chair)
        for n in range(3)
    ]
    assert [one.chaired_by for one in held] == ["workers", "employer", "workers"]


def test_survey_counts_only(offer: Any, house: Any) -> None:
    row = offer()
    questions = [{"text": "最想改善什么", "options": ["工资", "食堂"]}]
    survey = actions.ask_staff(round=row, title="征集", questions=questions, closes_on=TODAY, by=house.chair)
    for group, counts in (("一班", [[8, 2]]), ("二班", [[5, 6]])):
        actions.bring_tally(round=row, survey=survey, group=group, filled=11, counts=counts, by=house.chair)
    actions.bring_tally(round=row, survey=survey, group="一班", filled=11, counts=[[9, 2]], by=house.chair)
    assert queries.results_of(survey)[0].options == [("工资", 14), ("食堂", 8)]
    with pytest.raises(Exception, match="填写人数"):
        actions.bring_tally(round=row, survey=survey, group="三班", filled=1, counts=[[2, 0]], by=house.chair)


def test_a_firm_does_not_fall_below_its_sector_where_the_place_says_so(offer: Any, house: Any) -> None:
    chair, town, firm = house.outsider_chair, house.townships[2], house.employers[4]
    type(firm).objects.filter(pk=firm.pk).update(division_id=house.townships[4].division_id)  # it works in Ningbo
    firm.refresh_from_db()
    actions.register_agreement(
        unit=town, kind="AREA", area_name="城厢街道零售业", firms=[(firm, 30)], by=house.outsider_township,
        signed_on=TODAY, term_from=TODAY, term_to=date(2027, 3, 4), in_force_on=TODAY, terms=[("raise", Decimal(5))],
    )  # fmt: skip
    row = to_stage(offer(unit=house.unions[4], employer=firm, by=chair), "meet", chair)
    clause = actions.add_clause(round=row, topic="raise", by=chair)
    actions.agree(round=row, clause=clause, value=Decimal(4), by=chair)
    [line] = queries.matrix(row)
    assert (line.sector.value, line.below) == (5, True)
    facts = {"on": TODAY, "text": "文", "term_from": TODAY, "term_to": date(2027, 3, 4), "contents": []}
    with pytest.raises(BelowFloor, match="约定的5。"):
        go(row, "write_up", chair, **facts)
    actions.agree(round=row, clause=clause, value=Decimal(5), by=chair)
    assert go(row, "write_up", chair, **facts).stage_code == "draft"
    elsewhere = to_stage(offer(), "meet", house.chair)  # another city, without such a rule
    assert queries.sector_terms(elsewhere, "330110") == {}


def test_a_delegate_is_replaced_the_same_day(offer: Any, house: Any, as_: Any) -> None:
    row = offer()
    seat_sides(row, house.chair)
    chief = next(one for one in queries.delegates_of(row) if one.chief and one.side == "workers")
    page = reverse("bargaining:delegate-end", args=[row.number, chief.pk])
    wrong = as_(house.chair).post(page, {"on": TODAY, "name": "接任甲"})
    assert set(wrong.context["form"].errors) == {"chosen_by"}
    assert as_(house.chair).post(page, {"on": TODAY, "name": "接任甲", "chosen_by": "proxy"}).status_code == 302
    [now] = [one for one in queries.delegates_of(row) if one.side == "workers" and one.chief and one.until is None]
    chief.refresh_from_db()
    assert (now.name, chief.until, chief.replaced_by_id) == ("接任甲", TODAY, now.pk)
