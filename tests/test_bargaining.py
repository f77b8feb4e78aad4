"""Bargaining beside other rooms: figures counted again after the tree changed, and what supervision takes up."""

from datetime import date
from typing import Any

import pytest
from django.db.models import F
from django.urls import reverse

from unionhall.accounts import queries as accounts
from unionhall.bargaining import actions as bargaining
from unionhall.bargaining.models import Agreement, Cover
from unionhall.bargaining.tests.conftest import go
from unionhall.bargaining.tests.test_disclosure import plan, register
from unionhall.indicators import actions as indicators
from unionhall.kit.figures import Period, values
from unionhall.orgs import actions as orgs
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


def test_supervision_takes_up_talks_refused(house: Any, django_capture_on_commit_callbacks: Any) -> None:
    row = bargaining.make_offer(
        unit=house.unions[0], kind="WAGE", employer=house.employers[0], offered_on=TODAY, issues="工资", by=house.chair
    )
    with django_capture_on_commit_callbacks(execute=True):
        go(row, "ask_authority", house.chair, says="两次要约都不答复", on=TODAY, why="no-reply")
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
