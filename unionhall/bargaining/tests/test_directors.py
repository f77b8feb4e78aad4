"""职工董事、职工监事: elected by a session, told of before the term ends, reporting, leaving; what is refused."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from unionhall.bargaining import actions, queries
from unionhall.bargaining.models import AgendaItem, Congress, Director
from unionhall.bargaining.refusals import BadTerm, NoPetition, NoRemovalVote, NotElected, NotNow, NotOurs, WrongOrder
from unionhall.bargaining.today import LINES
from unionhall.kit.access import NotAllowed

from .test_congress import call, congress, set_up  # noqa: F401  the fixture

pytestmark = pytest.mark.django_db
HELD = date(2026, 3, 12)
TERM = {"since": HELD, "until": date(2029, 3, 11)}


def url(name: str, *args: Any) -> str:
    return reverse(f"bargaining:{name}", args=args)


@pytest.fixture
def election(congress: Congress, house: Any, clock: Any) -> AgendaItem:  # noqa: F811
    """An election that has passed, on the day of the session."""
    session = call(congress, house)
    item = actions.put_on_agenda(session=session, type="elect", title="选举职工董事", by=house.chair)
    clock.move_to("2026-03-12")
    actions.open_session(session=session, on=HELD, total=54, present=50, by=house.chair)
    actions.count_item(session=session, item=item, issued=50, returned=50, yes=40, no=5, abstain=5, by=house.chair)
    item.refresh_from_db()
    return item


def seat(congress: Congress, house: Any, **given: Any) -> Director:  # noqa: F811
    fields = {"seat": "director", "name": "例董事", "by": house.chair, **TERM}
    return actions.seat_director(congress=congress, **(fields | given))


def test_elected_by_a_session(congress: Congress, election: AgendaItem, house: Any) -> None:  # noqa: F811
    assert queries.needs_director(congress, []) == 300
    made = seat(congress, house, election=election)
    assert (made.elected_on, made.votes, made.session_id) == (HELD, 40, election.session_id)
    assert made.elected_by == "第一届职代会第1次会议"
    assert made.report_by == date(2027, 3, 11)
    assert queries.needs_director(congress, queries.directors_of(congress)) is None
    with pytest.raises(NotNow):
        seat(congress, house, election=election)
    actions.report_of_director(director=made, on=HELD, by=house.chair)
    made.refresh_from_db()
    assert (made.reported_on, made.report_by) == (HELD, date(2027, 3, 11))


def test_what_is_refused(congress: Congress, election: AgendaItem, house: Any) -> None:  # noqa: F811
    for refusal, given in (
        (NotElected, {}),
        (NotElected, {"elected_by": "首次会议"}),
        (BadTerm, {"election": election, "until": date(2029, 3, 12)}),
        (WrongOrder, {"election": election, "since": date(2026, 3, 11)}),
        (NotAllowed, {"election": election, "by": house.outsider_chair}),
    ):
        with pytest.raises(refusal):
            seat(congress, house, **given)
    AgendaItem.objects.filter(pk=election.pk).update(result="failed")
    election.refresh_from_db()
    with pytest.raises(NotElected):
        seat(congress, house, election=election)
    area = set_up(house, kind="area", employer=None, unit=house.townships[0], by=house.township, term_no=2)
    with pytest.raises(NotOurs):
        seat(area, house, elected_by="首次会议", elected_on=HELD, by=house.township)


def test_a_removal_needs_its_petition_and_a_vote(
    congress: Congress, election: AgendaItem, house: Any, clock: Any  # noqa: F811
) -> None:  # fmt: skip
    made = seat(congress, house, election=election)
    leave = {"director": made, "on": HELD, "why": "removed", "by": house.chair}
    facts = {"kind": "removal-staff", "on": HELD, "of": 500, "by": house.chair}
    actions.file_petition(congress=congress, about="罢免例董事", signed=49, **facts)
    actions.file_petition(congress=congress, about="罢免别人", signed=50, **facts)
    with pytest.raises(NoPetition):
        actions.unseat_director(**leave)
    actions.file_petition(congress=congress, about="罢免例董事", signed=50, **facts)
    with pytest.raises(NoRemovalVote):
        actions.unseat_director(**leave)
    later = date(2026, 3, 20)
    session = call(congress, house, on=later, notice_on=HELD)
    item = actions.put_on_agenda(session=session, type="decide", title="罢免例董事", by=house.chair)
    clock.move_to("2026-03-20")
    actions.open_session(session=session, on=later, total=54, present=50, by=house.chair)
    actions.count_item(session=session, item=item, issued=50, returned=50, yes=27, no=23, by=house.chair)
    with pytest.raises(NoRemovalVote):  # half is not more than half
        actions.unseat_director(**leave | {"on": later})
    actions.count_item(session=session, item=item, issued=50, returned=50, yes=28, no=22, by=house.chair)
    actions.unseat_director(**leave | {"on": later})
    made.refresh_from_db()
    assert (made.ended_on, made.ended_why) == (later, "removed")
    with pytest.raises(NotNow):
        actions.report_of_director(director=made, on=HELD, by=house.chair)


def test_by_the_pages(congress: Congress, election: AgendaItem, house: Any, as_: Any, clock: Any) -> None:  # noqa: F811
    browser, here = as_(house.chair), (congress.unit.code, congress.pk)
    assert "应当有职工董事" in browser.get(url("congress", *here)).content.decode()
    given = {
        "seat": "director",
        "name": "例董事",
        "election": election.pk,
        "since": "2026-03-12",
        "until": "2029-03-11",
    }
    for more, wrong in (
        ({"name": ""}, {"name"}),
        ({"until": "2026-03-01"}, {"until"}),
        ({"until": "2030-03-01"}, {"until"}),
        ({"since": "2026-03-01"}, {"since"}),
        ({"election": ""}, {"elected_by", "elected_on"}),
        ({"election": "", "elected_by": "首次会议", "elected_on": "2026-03-13"}, {"elected_on"}),
    ):
        answer = browser.post(url("director-new", *here), given | more)
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, wrong), more
    answer = browser.post(url("director-new", *here), given)
    one = Director.objects.select_related("unit").get()
    place = (one.unit.code, one.pk)
    assert answer["Location"] == url("director", *place)
    assert "40 票" in browser.get(url("director", *place)).content.decode()
    for asked in ("", "?state=all&q=例董事", f"?seat=director&unit={one.unit.code}"):
        assert "例董事" in browser.get(url("directors") + asked).content.decode()
    assert "例董事" not in browser.get(url("directors") + "?state=ending").content.decode()
    find = next(line.find for line in LINES if line.code == "bargaining.directors")
    assert find(house.chair, 5) == (0, [])
    clock.move_to("2028-12-12")  # ninety days before the last
    assert [task.title for task in find(house.chair, 5)[1]] == ["职工董事 例董事"]
    assert find(house.outsider_chair, 5) == (0, [])
    browser = as_(house.chair)
    assert "该述职了" in browser.get(url("director", *place)).content.decode()
    assert browser.post(url("director-reported", *place), {"on": "2028-12-13"}).status_code == 422
    assert browser.post(url("director-reported", *place), {"on": "2028-12-12"}).status_code == 302
    refused = browser.post(url("director-leaves", *place), {"on": "2028-12-12", "why": "removed"})
    assert set(refused.context["form"].errors) == {"why"}
    browser.post(url("director-leaves", *place), {"on": "2028-12-12", "why": "resigned"})
    assert "辞职" in browser.get(url("director", *place)).content.decode()
    for page in ("director", "director-reported", "director-leaves"):
        assert as_(house.outsider_chair).get(url(page, *place)).status_code == 404
