"""Bargaining beside other rooms: figures counted again after the tree changed, and what supervision takes up."""

from datetime import date
from typing import Any

import pytest
from django.db.models import F
from django.urls import reverse

from unionhall.accounts import queries as accounts
from unionhall.bargaining import actions as bargaining
from unionhall.bargaining.models import AgendaPaper, Agreement, Board, Congress, Cover, Disclosure
from unionhall.bargaining.tests.conftest import go, photo
from unionhall.bargaining.tests.test_disclosure import plan, register
from unionhall.indicators import actions as indicators
from unionhall.kit.figures import Period, values
from unionhall.orgs import actions as orgs
from unionhall.orgs import queries as orgs_read
from unionhall.supervision.models import Inspection

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


def test_recount_after_ends_a_move_and_a_merger(
    house: Any, clock: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settler = accounts.system_user("settler")
    safe = register(house, 0, house.chair)
    register(house, 0, house.chair, "WOMEN")
    register(house, 2, house.caseworker)
    register(
        house, 0, house.township, "AREA", unit=house.townships[0], employer=None, area_name="五常街道",
        firms=[(house.employers[1], 20), (house.uncovered[0], 12)],
    )  # fmt: skip
    plan(house)
    plan(house, n=4)
    clock.move_to("2026-03-06 10:00")
    indicators.settle(by=settler)
    why = {"reason": "区划调整", "approval_no": "1号"}
    for kind, unit, target, by in (
        ("move", house.townships[0], house.counties[1], house.city_leader),
        ("merge", house.unions[2], house.unions[3], house.reviewer),
    ):
        change = orgs.draw_up(kind=kind, unit=unit, target=target, by=by, **why)
        with django_capture_on_commit_callbacks(execute=True):
            orgs.carry_out(change=change, by=by)
    indicators.settle(by=settler)
    clock.move_to("2026-04-25 10:00")
    safe = Agreement.objects.select_related("unit", "employer").get(pk=safe.pk)
    assert safe.desk_id == safe.unit.desk_id == house.counties[1].pk
    chair = accounts.user(house.chair.pk)  # whose union has moved
    bargaining.end_agreement(agreement=safe, on=date(2026, 4, 25), why="agreed", by=chair)
    bargaining.judge_due(by=accounts.system_user("clock"))
    indicators.settle(by=settler)
    for day in (date(2026, 3, 5), date(2026, 3, 6), date(2026, 4, 25)):
        assert indicators.recount(period=Period.of_day(day), by=settler) == []
    assert Agreement.objects.get(employer=house.employers[2]).unit_id == house.unions[3].pk
    found = values(["bargaining.employers"], [house.province], Period.of_day(date(2026, 4, 25)))
    assert found["bargaining.employers", house.province.pk] == 4  # employer 0 is still bound by the other contract
    assert Cover.objects.filter(until__gte=F("since")).exists()


def test_a_congress_goes_to_the_heir_whole(
    house: Any, as_: Any, clock: Any, django_capture_on_commit_callbacks: Any
) -> None:
    old, heir = house.unions[2:4]
    facts = {"kind": "congress", "term_no": 1, "staff": 60, "seats": 30, "by": house.caseworker}
    term = {"since": date(2026, 1, 1), "until": date(2028, 12, 31)}
    for unit, firm in ((old, house.employers[2]), (heir, house.employers[3])):
        row = bargaining.set_up_congress(unit=unit, employer=firm, title=f"{firm.name}职代会", **facts, **term)
        session = bargaining.call_session(
            congress=row, on=date(2026, 3, 20), place="礼堂", notice_on=TODAY, notice_way="书面", by=house.caseworker
        )
        clock.move_to("2026-03-20 10:00")
        bargaining.open_session(session=session, on=date(2026, 3, 20), total=30, present=28, by=house.caseworker)
        bargaining.report_session(session=session, on=date(2026, 3, 20), by=house.caseworker)
        bargaining.note_board(congress=row, seat="supervisor", members=3, since=TODAY, by=house.caseworker)
        clock.move_to("2026-03-05 10:00")
    change = orgs.draw_up(kind="merge", unit=old, target=heir, by=house.reviewer, reason="合并", approval_no="1号")
    with django_capture_on_commit_callbacks(execute=True):
        orgs.carry_out(change=change, by=house.reviewer)
    rows = Congress.objects.filter(unit=heir)
    assert rows.count() == 2
    browser = as_(house.caseworker)
    for row in rows:
        page = browser.get(reverse("bargaining:congress", args=[heir.code, row.pk]))
        [held] = page.context["sessions"]  # reported before the merger, and still found where its congress is
        assert browser.get(reverse("bargaining:session", args=[heir.code, held.pk])).status_code == 200
    assert Board.objects.filter(unit=heir).count() == 2


def test_a_session_goes_to_another_county_with_its_files(
    house: Any, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    row = bargaining.set_up_congress(
        unit=house.unions[0], kind="congress", employer=house.employers[0], title="职代会", term_no=1, staff=60,
        seats=30, since=date(2026, 1, 1), until=date(2028, 12, 31), by=house.chair,
    )  # fmt: skip
    session = bargaining.call_session(
        congress=row, on=date(2026, 3, 20), place="礼堂", notice_on=TODAY, notice_way="书面", by=house.chair
    )
    bargaining.put_on_agenda(session=session, type="hear", title="报告", papers=[photo()], by=house.chair)
    change = orgs.draw_up(
        kind="move", unit=house.townships[0], target=house.counties[1], by=house.city_leader, reason="区划调整",
        approval_no="1号",
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        orgs.carry_out(change=change, by=house.city_leader)
    kept = AgendaPaper.objects.get()
    assert kept.desk_id == house.counties[1].pk
    chair = accounts.user(house.chair.pk)
    unit = chair.held[0].unit_id
    code = orgs_read.unit(unit).code
    page = as_(chair).get(reverse("bargaining:item-paper", args=[code, session.pk, kept.pk]))
    assert page.getvalue()


def test_an_opinion_on_an_old_item_is_answered_by_the_heir(
    house: Any, as_: Any, clock: Any, django_capture_on_commit_callbacks: Any
) -> None:
    old, heir = house.unions[2:4]
    bargaining.plan_year(unit=old, employer=house.employers[2], year=2026, by=house.caseworker)
    item = Disclosure.objects.filter(unit=old).order_by("due_on", "pk").select_related("unit", "employer").first()
    assert item is not None
    bargaining.disclose(
        item=item, on=TODAY, content="制度", way="board", where="大门", responsible="例甲", secret_checked_by="例乙",
        by=house.caseworker,
    )  # fmt: skip
    item.refresh_from_db()
    asked = bargaining.give_feedback(item=item, words="请写清楚", by=house.caseworker)
    Disclosure.objects.filter(pk=item.pk).update(judged=True)  # counted where it was, and stays there
    change = orgs.draw_up(kind="merge", unit=old, target=heir, by=house.reviewer, reason="合并", approval_no="1号")
    with django_capture_on_commit_callbacks(execute=True):
        orgs.carry_out(change=change, by=house.reviewer)
    browser, page = as_(house.caseworker), reverse("bargaining:feedback-answer", args=[heir.code, asked.pk])
    assert "请写清楚" in browser.get(page).content.decode()
    assert browser.post(page, {"reply": "已补充"}).status_code == 302
    asked.refresh_from_db()
    assert asked.reply == "已补充"


def test_supervision_takes_up_talks_refused(house: Any, django_capture_on_commit_callbacks: Any) -> None:
    row = bargaining.make_offer(
        unit=house.unions[0], kind="WAGE", employer=house.employers[0], offered_on=TODAY, issues="工资", by=house.chair
    )
    with django_capture_on_commit_callbacks(execute=True):
        go(row, "ask_authority", house.chair, says="书面答复拒绝协商", on=TODAY, why="refused")
    clue = Inspection.objects.get()
    assert (clue.unit_id, clue.employer_id, clue.scope) == (row.unit_id, house.employers[0].pk, "04")


def test_a_breach_found_by_the_joint_group_becomes_a_clue(
    house: Any, as_: Any, django_capture_on_commit_callbacks: Any
) -> None:
    row = register(house, 0, house.chair)
    browser = as_(house.chair)
    page = reverse("bargaining:agreement-check", args=[row.number])
    given = {"on": TODAY, "group": "双方各二人", "findings": "抽查工资表", "kept": "no"}
    assert set(browser.post(page, given).context["form"].errors) == {"breaches"}
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(page, given | {"breaches": "防护用品没有发放"}).status_code == 302
    clue = Inspection.objects.get()
    assert (clue.employer_id, clue.scope, clue.title) == (house.employers[0].pk, "04", "违反集体合同")
    assert row.number in clue.summary.reveal()
    assert "防护用品没有发放" in clue.summary.reveal()
    shown = browser.get(reverse("bargaining:agreement", args=[row.number])).content.decode()
    assert reverse("orgs:employer-detail", args=[house.employers[0].credit_code]) in shown
    listed = as_(house.caseworker).get(reverse("orgs:employer-detail", args=[house.employers[0].credit_code]))
    assert clue.number in listed.content.decode()  # there its letters are drawn up
