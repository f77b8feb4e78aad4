"""What a worker sees: contracts that bind the employer, what was disclosed, and a delegate's motions."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from unionhall.bargaining import actions
from unionhall.bargaining.models import Agreement, Deputy, Disclosure, Feedback, Motion, Round
from unionhall.matters import actions as matters

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


def url(name: str, *args: Any) -> str:
    return reverse(f"bargaining:{name}", args=args)


def test_contracts_that_bind_my_employer(in_force: Round, house: Any, as_: Any) -> None:
    agreement = Agreement.objects.get()
    for who in (house.worker, house.newcomer):
        page = as_(who).get(url("at-work")).content.decode()
        assert url("my-agreement", agreement.number) in page
    page = as_(house.worker).get(url("my-agreement", agreement.number)).content.decode()
    assert "工资增长百分之六" in page
    assert "年度工资增长幅度" in page
    assert as_(house.outsider_worker).get(url("my-agreement", agreement.number)).status_code == 404
    assert agreement.number not in as_(house.outsider_worker).get(url("at-work")).content.decode()


def test_an_opinion_on_what_was_disclosed(house: Any, as_: Any) -> None:
    actions.plan_year(unit=house.unions[0], employer=house.employers[0], year=2026, by=house.chair)
    row = Disclosure.objects.select_related("unit", "employer").get(code="rules")
    browser = as_(house.worker)
    assert browser.get(url("disclosed", row.pk)).status_code == 404  # not made known yet
    actions.disclose(
        item=row, on=TODAY, content="考勤制度", way="board", where="", responsible="甲", secret_checked_by="乙",
        by=house.chair,
    )  # fmt: skip
    assert "考勤制度" in browser.get(url("disclosed", row.pk)).content.decode()
    assert browser.post(url("disclosed", row.pk), {"words": ""}).status_code == 422
    assert browser.post(url("disclosed", row.pk), {"words": "夜班怎么算"}).status_code == 302
    actions.answer_feedback(feedback=Feedback.objects.get(), reply="按小时算", by=house.chair)
    assert "按小时算" in browser.get(url("disclosed", row.pk)).content.decode()
    assert as_(house.outsider_worker).get(url("disclosed", row.pk)).status_code == 404


@pytest.fixture
def delegate(house: Any) -> Any:
    congress = actions.set_up_congress(
        unit=house.unions[0], kind="congress", employer=house.employers[0], title="第一届职代会", term_no=1,
        since=date(2026, 1, 1), until=date(2028, 12, 31), staff=60, seats=30, by=house.chair,
    )  # fmt: skip
    Deputy.objects.create(
        desk_id=congress.desk_id, congress_id=congress.pk, person_id=house.worker.pk, name="例代表", since=TODAY
    )
    return house.worker


def test_a_delegates_motion(delegate: Any, house: Any, as_: Any) -> None:
    browser = as_(delegate)
    given = {"klass": "life", "title": "改善食堂", "reason": "菜少", "proposal": "加菜", "seconders": "甲"}
    answer = browser.post(url("my-motion-new"), given)
    assert answer.status_code == 422
    assert "2名" in answer.content.decode()
    assert browser.post(url("my-motion-new"), given | {"seconders": "甲、乙"}).status_code == 302
    motion = Motion.objects.get()
    assert motion.number in browser.get(url("my-motions")).content.decode()
    matters.move(matter=motion, name="accept", by=house.chair, department="后勤部")
    matters.move(matter=motion, name="answer", by=house.chair, on=TODAY, reply="下月加菜")
    page = url("my-motion", motion.number)
    assert "下月加菜" in browser.get(page).content.decode()
    assert browser.post(page, {"satisfaction": "not"}).status_code == 422
    assert browser.post(page, {"satisfaction": "mostly"}).status_code == 302
    motion.refresh_from_db()
    assert (motion.is_closed, motion.satisfaction) == (True, "mostly")
    assert as_(house.newcomer).get(page).status_code == 404


def test_only_delegates_may_file(delegate: Any, house: Any, as_: Any) -> None:
    assert as_(house.newcomer).get(url("my-motion-new")).status_code == 404
    assert as_(house.outsider_worker).get(url("my-motion-new")).status_code == 404
    assert as_(house.newcomer).get(url("my-motions")).status_code == 200
