"""A contract of an area carried by each firm's own congress; ballots of a session that are a round's vote; alarms."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from unionhall.accounts import queries as accounts
from unionhall.bargaining import actions, queries
from unionhall.bargaining.alarms import ENDING
from unionhall.bargaining.models import Agreement, Cover, Round, Vote
from unionhall.bargaining.refusals import (
    NotNow,
    NotOurs,
    NotPassed,
    NotTheChief,
    OnlyBelowCounty,
    PhotoNeeded,
    WasPassed,
    WrongOrder,
)
from unionhall.channels import tasks as channels
from unionhall.channels.models import Notice
from unionhall.documents import queries as documents

from .conftest import SIGNED, go, seat_sides, to_stage
from .test_congress import call, congress, set_up  # noqa: F401  the fixture
from .test_disclosure import register

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)
AREA = {"kind": "AREA", "employer": None, "area_name": "五常街道餐饮业"}


@pytest.fixture
def area(offer: Any, house: Any) -> Round:
    """A draft for two firms of the street, before their congresses."""
    by = house.township
    row = offer(unit=house.townships[0], by=by, **AREA)
    actions.name_firms(round=row, firms=[(house.employers[0], 30), (house.uncovered[0], 12)], by=by)
    return to_stage(row, "congress", by)


def vote(row: Round, house: Any, yes: int = 10, **given: Any) -> Vote:
    facts = {
        "on": TODAY, "body": "each-firm", "total": 20, "present": 20, "issued": 20, "returned": 20, "yes": yes,
        "no": 20 - yes, "abstain": 0, "by": house.township,
    }  # fmt: skip
    return actions.record_vote(round=row, **(facts | given))


def test_every_firm_carries_it(area: Round, house: Any) -> None:
    one, other = house.employers[0], house.uncovered[0]
    for refusal, given in (
        (NotOurs, {}),
        (NotOurs, {"employer": house.employers[1]}),
        (NotOurs, {"employer": one, "body": "area-congress"}),
        (NotNow, {"body": "congress"}),
    ):
        with pytest.raises(refusal):
            vote(area, house, **given)
    assert vote(area, house, employer=one).passed  # exactly half of all is enough
    with pytest.raises(WasPassed):
        vote(area, house, employer=one)
    failed = vote(area, house, yes=9, employer=other)
    area.refresh_from_db()
    assert (failed.passed, area.stage_code) == (False, "congress")  # it stops no other
    with pytest.raises(NotPassed):
        go(area, "sign", house.township, on=TODAY, **SIGNED)
    assert queries.has_draft_failed(area)
    vote(area, house, yes=11, employer=other)
    assert not queries.has_draft_failed(area)
    go(area, "sign", house.township, on=TODAY, **SIGNED)
    filed = actions.draw(round=area, paper="submission", by=house.township)
    assert documents.facts_of(filed)["vote"].count("职工代表大会：应到20人") == 3


def test_a_firm_that_will_not_is_left_out(area: Round, house: Any, as_: Any) -> None:
    browser, page = as_(house.township), reverse("bargaining:vote", args=[area.number])
    given = {
        "on": TODAY, "body": "each-firm", "total": 20, "present": 20, "issued": 20, "returned": 20, "yes": 15, "no": 5,
        "abstain": 0,
    }  # fmt: skip
    assert set(browser.post(page, given).context["form"].errors) == {"employer"}
    assert browser.post(page, given | {"employer": house.employers[0].pk}).status_code == 302
    less = {"employer": house.uncovered[0].pk, "yes": 3, "no": 17}
    assert browser.post(page, given | less).status_code == 302
    shown = browser.get(reverse("bargaining:round", args=[area.number]))
    assert "还没有表决通过的企业" in shown.content.decode()
    assert [one.employer for one in shown.context["firms_left"]] == [house.uncovered[0]]
    assert {"fail"} <= {move.name for move in shown.context["moves"]}
    assert "sign" not in {move.name for move in shown.context["moves"]}
    actions.leave_out(round=area, employer=house.uncovered[0], by=house.township)
    shown = browser.get(reverse("bargaining:round", args=[area.number]))
    assert "sign" in {move.name for move in shown.context["moves"]}
    to_stage_from_sign = go(area, "sign", house.township, on=TODAY, **SIGNED)
    assert to_stage(to_stage_from_sign, "in_force", house.township).agreement_id is not None
    assert [cover.employer for cover in Cover.objects.all()] == [house.employers[0]]


def test_a_sessions_ballots_are_the_rounds_vote(
    congress: Any, offer: Any, house: Any, clock: Any, as_: Any  # noqa: F811
) -> None:  # fmt: skip
    row = to_stage(offer(), "congress", house.chair)
    session = call(congress, house)
    form = as_(house.chair).get(reverse("bargaining:item-new", args=[congress.unit.code, session.pk])).context["form"]
    assert [number for number, _words in form.fields["round_number"].choices] == ["", row.number]
    with pytest.raises(NotNow, match="没有这个编号"):
        actions.put_on_agenda(session=session, type="pass", title="草案", round_number="XS-1", by=house.chair)
    item = actions.put_on_agenda(session=session, type="pass", title="草案", round_number=row.number, by=house.chair)
    clock.move_to("2026-03-12")
    actions.open_session(session=session, on=date(2026, 3, 12), total=60, present=40, by=house.chair)
    ballots = {"issued": 40, "returned": 40, "yes": 31, "no": 9}
    counted = actions.count_item(session=session, item=item, by=house.chair, **ballots)
    found = Vote.objects.get()
    assert (counted.result, found.passed, found.body, found.on) == ("passed", True, "congress", date(2026, 3, 12))
    mended = actions.count_item(session=session, item=item, by=house.chair, resolution="同意", **ballots)
    assert (mended.resolution, Vote.objects.count()) == ("同意", 1)  # its words are mended, nobody votes again
    with pytest.raises(WasPassed):
        actions.count_item(session=session, item=item, by=house.chair, **ballots | {"yes": 32, "no": 8})
    row.refresh_from_db()
    assert go(row, "sign", house.chair, on=date(2026, 3, 12), **SIGNED).stage_code == "signed"


def test_chiefs_sign_themselves_and_a_contract_kept_back_is_told(offer: Any, house: Any, clock: Any, as_: Any) -> None:
    row = to_stage(offer(), "congress", house.chair)
    actions.record_vote(
        round=row, on=TODAY, body="congress", total=60, present=40, issued=40, returned=40, yes=31, no=9, abstain=0,
        by=house.chair,
    )  # fmt: skip
    with pytest.raises(NotTheChief, match="workers0"):
        go(row, "sign", house.chair, on=TODAY, **SIGNED | {"signed_workers": "别人"})
    row.refresh_from_db()
    page = as_(house.chair).get(reverse("bargaining:round-move", args=[row.number, "sign"])).content.decode()
    assert 'value="workers0"' in page
    go(row, "sign", house.chair, on=TODAY, **SIGNED)
    with pytest.raises(WrongOrder):
        go(row, "press", house.chair, says="催过两次", on=TODAY)
    clock.move_to("2026-03-20")
    from unionhall.audit.models import DeskLine

    go(row, "press", house.chair, says="催过两次", on=date(2026, 3, 20))
    assert row.stage_code == "signed"
    line = DeskLine.objects.get(action="bargaining.round.refused")
    assert (line.details["why"], line.details["words"]) == ("not-submitted", "逾期不报送集体合同")


def test_what_else_is_refused(offer: Any, house: Any, in_force: Round) -> None:
    old = Agreement.objects.select_related("unit", "employer").get(pk=in_force.agreement_id)
    with pytest.raises(NotNow, match="一致"):
        offer(scope="change", follows=old, kind="SAFE")
    with pytest.raises(OnlyBelowCounty):
        register(house, 0, house.caseworker, **AREA, unit=house.counties[0], firms=[(house.employers[0], 30)])
    with pytest.raises(PhotoNeeded):
        go(in_force, "end", house.chair, says="双方同意", on=TODAY, why="agreed")
    row = offer(kind="SAFE")
    with pytest.raises(WrongOrder, match="3月19日"):
        go(row, "ask_authority", house.chair, says="不答复", on=TODAY, why="no-reply")
    row.refresh_from_db()
    go(row, "reply", house.chair, on=TODAY, meeting_on=TODAY, meeting_place="室")
    seat_sides(row, house.chair)
    go(row, "begin", house.chair, on=TODAY)
    with pytest.raises(NotNow, match="代表以外"):
        actions.hold_meeting(round=row, on=TODAY, place="室", recorder="workers1", minutes="记录", by=house.chair)


def test_a_session_is_not_held_too_soon_after_its_notice(congress: Any, house: Any, clock: Any) -> None:  # noqa: F811
    from unionhall.bargaining.refusals import NoticeTooLate

    session = call(congress, house, on=date(2026, 3, 20))
    clock.move_to("2026-03-10")
    with pytest.raises(NoticeTooLate):
        actions.open_session(session=session, on=date(2026, 3, 10), total=54, present=50, by=house.chair)


def test_a_contract_about_to_end_is_told_of_at_each_stage_once(
    in_force: Round, offer: Any, house: Any, clock: Any
) -> None:
    last, said = date(2027, 3, 4), []
    for left in (91, 90, 60, 30, 1, 0):
        clock.move_to(f"{last - timedelta(days=left)} 08:00")
        for _time in range(2):
            channels.sound_alarms.call_local()
        said.append(Notice.objects.filter(kind="bargaining/ending", person_id=house.chair.pk).count())
    assert said == [0, 1, 1, 2, 2, 3]
    assert not Notice.objects.filter(kind="bargaining/ending", person_id=house.outsider_chair.pk).exists()


def test_no_alarm_while_the_next_one_is_talked_about(in_force: Round, offer: Any, house: Any, clock: Any) -> None:
    old = Agreement.objects.select_related("unit", "employer").get(pk=in_force.agreement_id)
    clock.move_to("2026-12-10 08:00")
    assert list(ENDING.due()) == list(queries.ending_soon(house.chair)) == [old]
    offer(scope="renew", follows=old)
    assert list(ENDING.due()) == list(queries.ending_soon(house.chair)) == []
    assert ENDING.note(old, by=accounts.system_user("clock")) is not None
    assert ENDING.note(old, by=accounts.system_user("clock")) is None
