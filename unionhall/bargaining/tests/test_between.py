"""Numbers on the table, the size of boards, and what heads of groups settle between two sessions."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from unionhall.bargaining import actions, queries
from unionhall.bargaining.models import Board, Congress, Datum, HeadsMeeting, Round, Session
from unionhall.bargaining.refusals import BadTerm, CountsWrong, NoQuorum, NotNow, NotOurs, SourceNeeded, WrongOrder
from unionhall.bargaining.today import LINES
from unionhall.documents.models import Document
from unionhall.kit.access import NotAllowed

from .conftest import go, to_stage
from .test_congress import TERM, call, congress, set_up  # noqa: F401  the fixture
from .test_directors import seat

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


def url(name: str, *args: Any) -> str:
    return reverse(f"bargaining:{name}", args=args)


# --- numbers -----------------------------------------------------------------------------------------------------


@pytest.fixture
def replied(offer: Any, house: Any) -> Round:
    """The other side has agreed to meet on the twentieth: its data are due by the thirteenth."""
    row = offer()
    go(row, "reply", house.chair, on=TODAY, meeting_on=date(2026, 3, 20), meeting_place="会议室")
    row.refresh_from_db()
    return row


def test_what_may_stand_on_the_table(replied: Round, house: Any) -> None:
    given = {"round": replied, "code": "guideline", "year": 2025, "value": Decimal(6), "on": TODAY, "by": house.chair}
    for refusal, wrong in (
        (SourceNeeded, {}),
        (NotNow, {"code": "lowest-pay", "source": "通告"}),
        (WrongOrder, {"year": 2027, "source": "通告"}),
        (WrongOrder, {"value": Decimal(-1), "source": "通告"}),
        (NotAllowed, {"by": house.outsider_chair, "source": "通告"}),
    ):
        with pytest.raises(refusal):
            actions.note_datum(**(given | wrong))
    actions.note_datum(**given, source="人社部门通告")
    actions.note_datum(**(given | {"value": Decimal(7), "source": "更正"}))
    assert Datum.objects.get().value == 7
    actions.note_datum(**(given | {"code": "net-profit", "value": Decimal(-20_000)}))
    assert [one.code for one in queries.handed_over(replied)] == ["net-profit"]


def test_data_are_due_before_the_talks(replied: Round, house: Any, as_: Any, clock: Any) -> None:
    browser, page = as_(house.chair), url("matrix", replied.number)
    before = browser.get(page).content.decode()
    assert "单位应在2026年3月13日前提供" in before
    assert "已超期" not in before
    form = url("datum-new", replied.number, "handed")
    assert set(browser.post(form, {"code": "guideline"}).context["form"].errors) == {"code", "year", "value", "on"}
    given = {"code": "wage-bill", "year": 2025, "value": "1234567", "on": TODAY}
    assert browser.post(form, given).status_code == 302
    clock.move_to("2026-03-16")
    browser = as_(house.chair)
    assert browser.post(form, {"code": "revenue", "year": 2025, "value": "9", "on": "2026-03-16"}).status_code == 302
    after = browser.get(page).content.decode()
    assert "1,234,567" in after
    assert (after.count("逾期提供"), after.count("已超期")) == (1, 3)
    sent = browser.post(url("datum-new", replied.number, "factors"), given | {"code": "guideline"})
    assert set(sent.context["form"].errors) == {"source"}
    assert browser.get(url("datum-new", replied.number, "else")).status_code == 404


def test_the_submission_lists_them(offer: Any, house: Any) -> None:
    row = offer()
    actions.note_datum(round=row, code="revenue", year=2025, value=Decimal(5_000_000), on=TODAY, by=house.chair)
    to_stage(row, "submitted", house.chair)
    made: Document = actions.draw(round=row, paper="submission", by=house.chair)
    assert json.loads(made.sealed.reveal())["facts"]["data"] == [["营业收入（元）", "2025", "5,000,000"]]


# --- boards ------------------------------------------------------------------------------------------------------


def test_a_third_of_the_supervisors_are_workers(congress: Congress, house: Any, as_: Any) -> None:  # noqa: F811
    browser, here = as_(house.chair), (congress.unit.code, congress.pk)
    form = url("board", *here)
    assert set(browser.post(form, {}).context["form"].errors) == {"seat", "members", "since"}
    assert browser.post(form, {"seat": "supervisor", "members": 5, "since": TODAY}).status_code == 302
    earlier = {"elected_by": "首次会议", "elected_on": TODAY, "since": TODAY, "until": date(2029, 3, 4)}
    one = seat(congress, house, seat="supervisor", name="例监事", **earlier)
    said = "职工代表不足三分之一"
    pages = (url("congress", *here), url("directors"), url("director", *here[:1], one.pk))
    for page in pages:
        assert said in browser.get(page).content.decode(), page
    assert "其中职工监事 1 人，至少 2 人" in browser.get(pages[0]).content.decode()
    seat(congress, house, seat="supervisor", name="例监事二", **earlier)
    for page in pages:
        assert said not in browser.get(page).content.decode(), page
    actions.note_board(congress=congress, seat="supervisor", members=7, since=TODAY, by=house.chair)
    assert Board.objects.get().members == 7
    assert said in browser.get(pages[1]).content.decode()
    with pytest.raises(NotAllowed):
        actions.note_board(congress=congress, seat="supervisor", members=3, since=TODAY, by=house.outsider_chair)
    area = set_up(house, kind="area", employer=None, unit=house.townships[0], by=house.township)
    with pytest.raises(NotOurs):
        actions.note_board(congress=area, seat="supervisor", members=3, since=TODAY, by=house.township)


# --- heads of groups ---------------------------------------------------------------------------------------------


def settle(congress: Congress, house: Any, **given: Any) -> HeadsMeeting:  # noqa: F811
    facts = {"on": TODAY, "place": "会议室", "total": 6, "present": 5, "about": "高温调休", "settled": "七月起调休"}
    return actions.settle_between(congress=congress, **(facts | {"by": house.chair} | given))


def hold(congress: Congress, house: Any, present: int = 50) -> Session:  # noqa: F811
    """A session on the twelfth of March."""
    session = call(congress, house)
    return actions.open_session(
        session=session, on=date(2026, 3, 12), total=54, present=present, by=house.chair
    )  # fmt: skip


def test_what_was_settled_is_confirmed_by_the_next_session(
    congress: Congress, house: Any, as_: Any, clock: Any  # noqa: F811
) -> None:  # fmt: skip
    browser, here = as_(house.chair), (congress.unit.code, congress.pk)
    facts = {"on": TODAY, "place": "会议室", "total": 6, "about": "高温调休", "settled": "七月起调休"}
    assert set(browser.post(url("heads-new", *here), facts | {"present": 7}).context["form"].errors) == {"present"}
    assert browser.post(url("heads-new", *here), facts | {"present": 5}).status_code == 302
    meeting = HeadsMeeting.objects.select_related("unit").get()
    confirm = url("heads-confirm", congress.unit.code, meeting.pk)
    assert "待确认" in browser.get(url("congress", *here)).content.decode()
    assert browser.get(confirm).context["form"].fields["session"].choices == []
    find = next(line.find for line in LINES if line.code == "bargaining.heads")
    assert find(house.chair, 5) == (0, [])
    clock.move_to("2026-03-12")
    session = hold(congress, house)
    browser = as_(house.chair)
    assert "高温调休" in browser.get(url("session", congress.unit.code, session.pk)).content.decode()
    assert [(task.title, task.due) for task in find(house.chair, 5)[1]] == [("高温调休", date(2026, 3, 12))]
    assert find(house.outsider_chair, 5) == (0, [])
    refused = browser.post(confirm, {"session": session.pk, "confirmed": "no"})
    assert set(refused.context["form"].errors) == {"words"}
    given = {"session": session.pk, "confirmed": "no", "words": "应先征求意见"}
    assert browser.post(confirm, given).status_code == 302
    page = browser.get(url("congress", *here)).content.decode()
    assert as_(house.outsider_chair).get(confirm).status_code == 404
    assert "未予确认" in page
    assert "代表大会的意见：应先征求意见" in page
    assert find(house.chair, 5) == (0, [])
    with pytest.raises(NotNow):
        actions.confirm_settled(meeting=meeting, session=session, confirmed=True, by=house.chair)


def test_which_session_may_confirm(congress: Congress, house: Any, clock: Any) -> None:  # noqa: F811
    for refusal, given in (
        (CountsWrong, {"present": 7}),
        (WrongOrder, {"on": date(2025, 12, 31)}),
        (NotAllowed, {"by": house.outsider_chair}),
    ):
        with pytest.raises(refusal):
            settle(congress, house, **given)
    called = call(congress, house, on=date(2026, 3, 20))
    clock.move_to("2026-03-12")
    empty = hold(congress, house, present=20)
    clock.move_to("2026-03-13")
    meeting, later = settle(congress, house), settle(congress, house, on=date(2026, 3, 13))
    for refusal, row, session in (
        (WrongOrder, meeting, called),
        (WrongOrder, later, empty),
        (NoQuorum, meeting, empty),
    ):
        with pytest.raises(refusal):
            actions.confirm_settled(meeting=row, session=session, confirmed=True, by=house.chair)


# --- terms and elections -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("until", [date(2028, 12, 30), date(2031, 1, 1)])
def test_a_term_is_three_to_five_years(house: Any, until: date) -> None:
    with pytest.raises(BadTerm, match="3至5年"):
        set_up(house, **(TERM | {"until": until}))


def test_the_elected_are_named(congress: Congress, house: Any, as_: Any) -> None:  # noqa: F811
    here = (congress.unit.code, congress.pk)
    facts = {"district": "一车间", "on": TODAY, "seats": 2, "candidates": 3, "electors": 30, "present": 25}
    given = facts | {"ballots": 25, "elected": "例甲、例乙，例丙"}
    browser = as_(house.chair)
    assert set(browser.post(url("election-new", *here), given).context["form"].errors) == {"elected"}
    assert browser.post(url("election-new", *here), given | {"elected": "例甲，例乙"}).status_code == 302
    assert "当选：例甲，例乙" in browser.get(url("congress", *here)).content.decode()


def test_two_firms_of_one_union_have_a_first_congress_each(house: Any) -> None:
    set_up(house, unit=house.townships[0], by=house.township)
    set_up(house, unit=house.townships[0], by=house.township, employer=house.employers[1])
    with pytest.raises(NotNow):
        set_up(house, unit=house.townships[0], by=house.township, employer=house.employers[1])
