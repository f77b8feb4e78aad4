"""The faces in a real Chromium: nothing wider than the phone, no barrier that axe finds, no script needed."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, NARROW, PHONE, as_user, look
from unionhall.channels import actions as channels
from unionhall.faces import lines
from unionhall.kit.models import Job, JobState
from unionhall.kit.today import Task, TodayLine
from unionhall.orgs.permissions import Orgs

pytestmark = pytest.mark.browser

PUBLIC = ["/", "/services/", "/privacy/", "/who-may-complain/", "/offline/", "/nowhere/"]
MINE = ["/", "/services/", "/my/"]
DESK = ["/desk/", "/desk/search/?q=五常", "/desk/search/?q=nothing", "/desk/jobs/"]


@pytest.fixture
def told(house):
    for n in range(2):
        channels.tell(
            person_id=house.worker.pk, kind="x", title=f"您的诉求有了答复 {n}", words="……", key=str(n), by=house.chair
        )
    house.case()
    house.case(stage="resolved")
    return house


def test_home_on_a_narrow_phone(told, open_page, axe):
    page = open_page(**NARROW)
    look(page, axe, PUBLIC, "public")
    as_user(page, told.worker)
    look(page, axe, MINE, "worker")


def test_home_in_large_print_and_dark(told, open_page, axe):
    page = open_page(**NARROW)
    as_user(page, told.worker)
    page.goto("/")
    page.get_by_role("button", name="大字版").click()
    page.get_by_role("button", name="深色").click()
    look(page, axe, MINE, "elder")


def test_desk_on_a_phone(told, open_page, axe):
    page = open_page(**PHONE)
    as_user(page, told.caseworker)
    look(page, axe, DESK, "desk-phone")


def test_what_is_late_stands_first_whichever_part_brought_it(told, open_page, monkeypatch):
    """Kinds are asked for a few at a time; the most pressing may be among the last."""

    def kind(n: int, **facts: Any) -> TodayLine:
        return TodayLine(
            str(n), f"类{n}", (Orgs.VIEW,), lambda user, most: (1, [Task(f"事{n}", "/x/", **facts)]), order=n
        )

    due = [date(2026, 3, 20), None, date(2026, 3, 6), date(2026, 3, 1), date(2026, 3, 9), date(2026, 2, 1), None]
    today = date(2026, 3, 5)
    given = tuple(kind(n, due=day, late=bool(day and day < today), new=day is None) for n, day in enumerate(due))
    monkeypatch.setattr(lines, "_lines", lambda: given)
    page = open_page(**DESKTOP)
    as_user(page, told.caseworker)
    page.goto("/desk/")
    expect(page.locator("#today h2")).to_have_text([f"类{n}" for n in (5, 3, 2, 4, 0, 1, 6)])


def a_job(house: Any, **values: Any) -> Job:
    county = house.counties[0]
    given = {"kind": "test.import", "desk_id": county.desk_id, "unit_id": county.pk, "by_id": house.caseworker.pk}
    return Job.objects.create(**given, total=40, **values)


def test_a_job_is_watched_until_it_ends(told, open_page, axe):
    page = open_page(**DESKTOP)
    as_user(page, told.caseworker)
    job = a_job(told, state=JobState.RUNNING, done=10)
    path = f"/desk/jobs/{job.desk_id}/{job.pk}/"
    look(page, axe, [path, "/desk/jobs/"], "job")
    page.goto(path)
    assert page.get_by_text("10 / 40").first.is_visible()
    Job.objects.filter(desk_id=job.desk_id, pk=job.pk).update(
        state=JobState.DONE, done=40, message="导入 39 行，1 行有错", result={"facts": [["新增", 39], ["错误", 1]]}
    )
    page.get_by_text("导入 39 行，1 行有错").wait_for()
    look(page, axe, [path], "job-done")
    failed = a_job(told, state=JobState.FAILED, done=10, message="文件读不出来")
    look(page, axe, [f"/desk/jobs/{failed.desk_id}/{failed.pk}/"], "job-failed")


def test_without_scripts_pages_read_and_switch(told, open_page):
    page = open_page(**PHONE, java_script_enabled=False)
    as_user(page, told.worker)
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text().startswith(told.worker.name)
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_phone_keeps_the_offline_page(told, open_page):
    page = open_page(**PHONE)
    page.goto("/")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    kept = page.evaluate("caches.match('/offline/').then((kept) => kept && kept.text())")
    assert "现在没有网络" in kept


def controlled(page: Page) -> None:
    """Until the worker answers for this page."""
    page.goto("/")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def kept_pages(page: Page) -> list[str]:
    """Paths of everything the phone keeps that is not part of the shell."""
    return page.evaluate(
        """async () => {
          const paths = [];
          for (const name of await caches.keys()) {
            if (name.startsWith("hall-shell-")) continue;
            for (const one of await (await caches.open(name)).keys()) paths.push(new URL(one.url).pathname);
          }
          return paths;
        }"""
    )


def test_the_member_card_is_shown_without_a_network_and_no_other_page_of_one_s_own(told, open_page):
    page = open_page(**PHONE)
    as_user(page, told.worker)
    controlled(page)
    for path in ("/my/membership/", "/my/", "/my/card/"):
        page.goto(path)
    assert page.locator("[data-hall-kept]").is_hidden()
    assert kept_pages(page) == ["/my/card/"]
    page.context.set_offline(True)
    page.goto("/my/card/")
    assert "离线保存于" in page.locator("[data-hall-kept]").inner_text()
    assert told.worker.name in page.locator("main").inner_text()
    page.goto("/my/membership/")
    assert "现在没有网络" in page.locator("main").inner_text()


def test_the_kept_card_goes_when_its_owner_signs_out_or_the_session_has_ended(told, open_page):
    page = open_page(**PHONE)
    as_user(page, told.worker)
    controlled(page)
    page.goto("/my/card/")
    page.goto("/sign-out/")
    page.locator("main form button").first.click()
    page.wait_for_url("**/signed-out/")
    page.wait_for_function("caches.has('hall-card').then((there) => !there)")
    as_user(page, told.worker)
    page.goto("/my/card/")
    assert kept_pages(page) == ["/my/card/"]
    page.context.clear_cookies()
    page.goto("/my/card/")
    page.wait_for_function("caches.has('hall-card').then((there) => !there)")
    page.context.set_offline(True)
    page.goto("/my/card/")
    assert "现在没有网络" in page.locator("main").inner_text()
