"""Stops of the talks added up, who may lead a side, and delegates where there is no union."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from unionhall.bargaining import actions, queries, standards
from unionhall.bargaining.models import Round, SideDelegate
from unionhall.bargaining.refusals import NotNow, SidesNotReady, StoppedLongEnough, TooFewAgreed

from .conftest import go, photo, to_stage

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


@pytest.fixture
def in_ningbo(offer: Any, house: Any) -> Round:
    """A round about a firm that works in Ningbo, at the table since the fifth of March."""
    firm = house.employers[4]
    type(firm).objects.filter(pk=firm.pk).update(division_id=house.townships[4].division_id)
    firm.refresh_from_db()
    return to_stage(offer(unit=house.unions[4], employer=firm, by=house.outsider_chair), "meet", house.outsider_chair)


def stop(row: Round, by: Any, first: date, last: date, clock: Any) -> None:
    clock.move_to(f"{first} 10:00")
    go(row, "pause", by, says="待审计", on=first, consent=True)
    clock.move_to(f"{last} 10:00")
    go(row, "resume", by, on=last)


def test_stops_add_up_to_sixty_days_in_ningbo(in_ningbo: Round, house: Any, clock: Any, as_: Any) -> None:
    chair, row = house.outsider_chair, in_ningbo
    assert row.due_on == date(2026, 4, 17)  # thirty working days of talks
    stop(row, chair, date(2026, 3, 10), date(2026, 4, 19), clock)
    assert (row.stopped_days, row.suspended_on, row.clock_from) == (40, None, date(2026, 4, 14))
    assert row.due_on == standards.due("bargaining.finish", date(2026, 4, 14), "330203")  # the stop is not talks' time
    clock.move_to("2026-05-06 10:00")
    go(row, "pause", chair, says="再等数据", on=date(2026, 5, 6), consent=True)
    assert row.due_on == date(2026, 5, 26)  # twenty days are left
    page = as_(chair).get(reverse("bargaining:round", args=[row.number])).content.decode()
    assert "各次中止累计不超过60日，此前已中止40日" in page
    drawn = actions.draw(round=row, paper="suspension", by=chair)
    from unionhall.documents import queries as documents

    assert documents.facts_of(drawn)["resume_by"] == "2026年5月26日"
    clock.move_to("2026-05-26 10:00")
    go(row, "resume", chair, on=date(2026, 5, 26))
    with pytest.raises(StoppedLongEnough, match="已经中止60日"):
        go(row, "pause", chair, says="再等", on=date(2026, 5, 26), consent=True)
    row.refresh_from_db()
    browser, move = as_(chair), reverse("bargaining:round-move", args=[row.number, "pause"])
    sent = {"on": "2026-05-26", "consent": "on", "says": "再等", "version": row.version}
    refused = browser.post(move, sent)
    assert [list(form.errors) for form in refused.context["forms"] if form.errors] == [["on"]]


def test_elsewhere_each_stop_has_its_own_sixty_days(offer: Any, house: Any, clock: Any) -> None:
    row = to_stage(offer(), "meet", house.chair)
    stop(row, house.chair, date(2026, 3, 10), date(2026, 5, 9), clock)
    assert row.stopped_days == 60
    go(row, "pause", house.chair, says="再停", on=date(2026, 5, 9), consent=True)
    assert row.due_on == standards.due("bargaining.suspend", date(2026, 5, 9), "330110")
    clock.move_to("2026-05-12 10:00")
    go(row, "ask_authority", house.chair, says="僵持", on=date(2026, 5, 12), why="deadlock")
    assert (row.stopped_days, row.suspended_on) == (63, None)  # asking ends the stop


# --- who leads, who agreed ---------------------------------------------------------------------------------------


def name(row: Round, by: Any, **given: Any) -> SideDelegate:
    facts = {"side": "workers", "name": "例甲", "chosen_by": "staff", "chosen_on": TODAY}
    return actions.name_delegate(round=row, by=by, **(facts | given))


@pytest.mark.parametrize(("votes", "of_all"), [(15, 30), (None, 30), (16, None), (31, 30)])
def test_without_a_union_more_than_half_of_all_agree(offer: Any, house: Any, votes: Any, of_all: Any) -> None:
    row = offer()
    with pytest.raises(TooFewAgreed):
        name(row, house.chair, votes=votes, of_all=of_all)
    assert name(row, house.chair, votes=16, of_all=30).of_all == 30


def test_by_the_nations_rule_half_is_enough() -> None:
    assert [standards.agreed_least(30, place) for place in ("CN", "330110")] == [15, 16]


def test_each_side_has_its_own_ways(offer: Any, house: Any) -> None:
    row = offer()
    for side, way in (("workers", "appointed"), ("workers", "legal-head"), ("employer", "congress")):
        with pytest.raises(NotNow):
            name(row, house.chair, side=side, chosen_by=way)


def test_the_heads_lead_their_sides(offer: Any, house: Any) -> None:
    row = offer()
    go(row, "reply", house.chair, on=TODAY, meeting_on=TODAY + timedelta(days=9), meeting_place="室")
    for side, chief, others in (("workers", "congress", "congress"), ("employer", "proxy", "appointed")):
        for n in range(3):
            way = chief if n == 0 else others
            name(row, house.chair, side=side, name=f"{side}{n}", chosen_by=way, chief=n == 0)
    with pytest.raises(SidesNotReady, match=r"由工会主席（负责人）担任.*由法定代表人（主要负责人）担任"):
        go(row, "begin", house.chair, on=TODAY)
    seats = queries.seats_of(row)
    national = standards.side_faults(standards.side_rule("WAGE", "CN", large=False), seats)
    assert len(national) == 2  # there a written proxy is enough, and it has to be written
    assert "书面委托" in national[1]


def test_a_proxy_is_kept_as_a_file(offer: Any, house: Any, as_: Any) -> None:
    row, browser = offer(), as_(house.chair)
    page = reverse("bargaining:delegates", args=[row.number])
    given = {"side": "workers", "name": "例律师", "outside": "on", "chosen_by": "proxy", "chosen_on": TODAY}
    assert set(browser.post(page, given).context["form"].errors) == {"proxy"}
    assert browser.post(page, given | {"proxy": "3月1日", "papers": [photo()]}).status_code == 302
    one = SideDelegate.objects.get()
    paper = reverse("bargaining:round-paper", args=[row.number, one.proxy_paper_id])
    assert paper in browser.get(page).content.decode()
    assert browser.get(paper).getvalue()
    few = {"side": "workers", "name": "例乙", "chosen_by": "staff", "chosen_on": TODAY, "votes": 15, "of_all": 30}
    assert set(browser.post(page, few).context["form"].errors) == {"votes"}
