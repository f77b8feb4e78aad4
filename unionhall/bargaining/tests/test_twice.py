"""A form sent twice makes one row: the second is refused with words, whatever it was about."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from unionhall.bargaining import actions
from unionhall.bargaining.models import (
    AgendaItem,
    Agreement,
    Check,
    Congress,
    Deputy,
    Draft,
    Election,
    Feedback,
    HeadsMeeting,
    Meeting,
    Motion,
    Petition,
    Session,
    Survey,
    Vote,
)
from unionhall.bargaining.refusals import AlreadyTalking, NotNow, SentBefore, WasPassed
from unionhall.documents.models import Document

from .conftest import SIGNED, to_stage
from .test_congress import call, congress, set_up  # noqa: F401  the fixture
from .test_disclosure import plan, register

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


def twice(browser: Any, page: str, given: dict[str, Any], model: Any, field: str = "") -> None:
    """Sent once it is kept; sent again it is refused beside `field`, and there is still one row of it."""
    before = model.objects.count()
    first = browser.post(page, given)
    assert first.status_code == 302, first.context["form"].errors
    again = browser.post(page, given)
    assert again.status_code == 422
    assert field in again.context["form"].errors
    assert model.objects.count() == before + 1


def test_what_a_congress_enters(congress: Congress, house: Any, as_: Any, clock: Any) -> None:  # noqa: F811
    browser, here = as_(house.chair), [congress.unit.code, congress.pk]

    def url(name: str, *args: Any) -> str:
        return reverse(f"bargaining:{name}", args=args or here)

    heads = {"on": TODAY, "place": "室", "total": 6, "present": 5, "about": "高温调休", "settled": "七月起调休"}
    twice(browser, url("heads-new"), heads, HeadsMeeting, "about")
    assert browser.post(url("heads-new"), heads | {"about": "食堂", "settled": "换人"}).status_code == 302
    twice(browser, url("deputy-new"), {"name": "例甲", "district": "一车间", "since": TODAY}, Deputy, "name")
    assert browser.post(url("deputy-new"), {"name": "例甲", "district": "二车间", "since": TODAY}).status_code == 302
    count = {"seats": 2, "candidates": 3, "electors": 30, "present": 25, "ballots": 25}
    twice(browser, url("election-new"), {"district": "一车间", "on": TODAY, **count}, Election, "district")
    asked = {"kind": "session", "about": "食堂", "on": TODAY, "signed": 18, "of": 54}
    twice(browser, url("petition-new"), asked, Petition, "about")
    sits = {"on": "2026-03-12", "place": "礼堂", "asked_by": "plan", "notice_on": TODAY, "notice_way": "书面"}
    twice(browser, url("session-new"), sits, Session, "on")
    session = Session.objects.get()
    item = {"type": "pass", "title": "工资集体合同草案"}
    twice(browser, url("item-new", congress.unit.code, session.pk), item, AgendaItem, "title")
    proposed = {
        "proposer": Deputy.objects.first().pk, "klass": "life", "title": "改善食堂", "reason": "菜少",
        "proposal": "加菜", "seconders": "例乙、例丙",
    }  # fmt: skip
    twice(browser, url("motion-new"), proposed, Motion, "title")
    clock.move_to("2026-03-12")
    browser = as_(house.chair)
    actions.open_session(session=session, on=date(2026, 3, 12), total=54, present=50, by=house.chair)
    for _time in range(2):
        assert browser.post(url("session-draw", congress.unit.code, session.pk)).status_code == 302
    assert Document.objects.count() == 1
    held = {"on": "2026-03-12", "present": 50}
    refused = browser.post(url("session-open", congress.unit.code, session.pk), held)
    assert refused.status_code == 422


def test_what_a_round_enters(offer: Any, house: Any, as_: Any) -> None:
    row = to_stage(offer(), "meet", house.chair)
    browser = as_(house.chair)

    def url(name: str) -> str:
        return reverse(f"bargaining:{name}", args=[row.number])

    twice(
        browser, url("meeting-new"), {"on": TODAY, "place": "室", "recorder": "丙", "minutes": "记录"}, Meeting,
        "minutes",
    )  # fmt: skip
    twice(browser, url("draft-new"), {"text": "第一条 工资"}, Draft, "text")
    asked = {"title": "征集意见", "closes_on": TODAY, "questions": "最想改善什么｜工资｜食堂"}
    twice(browser, url("survey-new"), asked, Survey, "title")
    for _time in range(2):
        assert browser.post(url("draw"), {"paper": "offer"}).status_code == 302
    assert Document.objects.filter(kind_code="bargaining.offer").count() == 1
    to_stage(row, "congress", house.chair)
    votes = {"total": 60, "present": 40, "issued": 40, "returned": 40, "no": 9, "abstain": 0, "on": TODAY}
    few = votes | {"body": "congress", "present": 39, "issued": 31, "returned": 31, "yes": 31, "no": 0}
    twice(browser, url("vote"), few, Vote, "on")
    row.refresh_from_db()
    good = {"body": "assembly", "yes": 31}
    assert browser.post(url("vote"), votes | good).status_code == 302
    with pytest.raises(WasPassed):
        actions.record_vote(round=row, by=house.chair, **(votes | good | {"body": "congress"}))
    row.refresh_from_db()
    page = reverse("bargaining:round-move", args=[row.number, "sign"])
    sign = {"on": TODAY, "version": row.version, **SIGNED}
    assert browser.post(page, sign).status_code == 302
    assert browser.post(page, sign).status_code == 404  # signed: that stage has no such move
    note = reverse("bargaining:round-move", args=[row.number, "note"])
    for words, refused in (("电话问过", False), ("电话问过", True), ("又问过", False)):
        answer = browser.post(note, {"says": words}, follow=True).content.decode()
        assert ("没有重复保存" in answer) is refused


def test_offers_and_contracts(offer: Any, house: Any, as_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = register(house, 0, house.chair)
    with pytest.raises(SentBefore):
        register(house, 0, house.chair)
    assert Agreement.objects.get() == made
    with pytest.raises(NotNow, match=made.number):  # of its kind one binds at a time
        register(house, 0, house.chair, signed_on=date(2026, 3, 2))
    before = {"term_from": date(2024, 3, 1), "term_to": date(2025, 2, 28), "in_force_on": date(2024, 3, 2)}
    assert register(house, 0, house.chair, signed_on=date(2024, 3, 1), **before).pk != made.pk
    Agreement.objects.exclude(pk=made.pk).delete()
    check = {"on": TODAY, "group": "例组", "findings": "良好", "kept": "yes"}
    twice(as_(house.chair), reverse("bargaining:agreement-check", args=[made.number]), check, Check, "on")
    offer()
    from unionhall.bargaining.actions import offering

    look: Callable[..., Any] = offering._open_of
    seen: list[int] = []

    def blind_once(*given: Any) -> Any:
        """The first look of a form sent at the same moment: the other's round is not there yet."""
        seen.append(1)
        rows = look(*given)
        return rows.none() if len(seen) == 1 else rows

    monkeypatch.setattr(offering, "_open_of", blind_once)
    with pytest.raises(AlreadyTalking):
        offer()
    assert len(seen) == 2


def test_an_opinion_is_given_once_until_it_is_answered(house: Any) -> None:
    plan(house)
    from unionhall.bargaining.models import Disclosure

    item = Disclosure.objects.select_related("unit", "employer").order_by("due_on", "pk")[0]
    actions.disclose(
        item=item, on=TODAY, content="制度", way="board", where="大门", responsible="甲", secret_checked_by="乙",
        by=house.chair,
    )  # fmt: skip
    item.refresh_from_db()
    asked = actions.give_feedback(item=item, words="请写清楚", by=house.worker)
    with pytest.raises(SentBefore):
        actions.give_feedback(item=item, words="请写清楚 ", by=house.worker)
    actions.answer_feedback(feedback=asked, reply="已补充", by=house.chair)
    actions.give_feedback(item=item, words="请写清楚", by=house.worker)
    assert Feedback.objects.count() == 2
