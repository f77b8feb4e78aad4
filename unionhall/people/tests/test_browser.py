"""The pages of this room in a real Chromium: narrow phones, no barrier that axe finds, and signing up by hand."""

import os
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page

from unionhall.people import actions, queries

from .numbers import id_number, phone

pytestmark = pytest.mark.browser

NARROW = {"viewport": {"width": 360, "height": 780}, "is_mobile": True, "has_touch": True}
SHOTS = os.environ.get("SHOTS", "")  # a folder to look at what was drawn


def as_user(page: Page, user: Any) -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "unionhall.accounts.backends.DirectoryBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    page.goto("/healthz")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": page.url}])


def look(page: Page, axe: Any, paths: list[str], name: str) -> None:
    for place, path in enumerate(paths):
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, path
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/people-{name}-{place}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.viewport_size["width"], f"{path} is {wide} wide"
        assert page.locator("h1").count() == 1, path
        axe(page)


def test_workers_pages_on_a_narrow_phone(house, open_page, axe):
    page = open_page(**NARROW)
    member = queries.person_of(house.worker)
    actions.give_consent(
        person=member, purpose="people.sensitive", text_version="2026-03", separate=True, channel="portal",
        by=house.worker,
    )  # fmt: skip
    actions.unmask(person=member, field="phone", reason="通知领取慰问品", by=house.chair)
    card = queries.card_code(queries.standing_membership(member))
    look(page, axe, [f"/join/?union={house.unions[0].code}", f"/card/{card}/", "/card/x/"], "public")
    as_user(page, house.worker)
    look(page, axe, ["/my/data/", "/my/data/phone/", "/my/membership/", "/my/card/"], "worker")


def test_staff_pages(house, open_page, axe):
    organiser, member = house.organiser, queries.person_of(house.worker)
    other = actions.register_person(name="例重复", id_kind="passport", id_number="E12345678", by=organiser)
    actions.admit(person=other, unit=house.unions[1], by=organiser)
    actions.add_to_household(head=member, name="例家人", relation="配偶", by=organiser)
    actions.add_post(
        person=member, unit=house.unions[0], kind="part", title="组织委员", office_phone="0571-87051234", by=organiser
    )
    one = f"/desk/people/{member.pk}/"
    unit = f"?unit={house.unions[0].code}"
    paths = [f"/desk/people/{unit}", one, f"{one}edit/", f"{one}end/", f"/desk/people/posts/{unit}"]
    paths += [f"/desk/people/new/{unit}", f"/desk/people/merge/?kept={member.pk}&other={other.pk}"]
    for name, size in (("narrow", NARROW), ("wide", {"viewport": {"width": 1280, "height": 800}})):
        page = open_page(**size)
        as_user(page, organiser)
        look(page, axe, paths, f"staff-{name}")
        as_user(page, house.chair)
        look(page, axe, [f"{one}unmask/"], f"chair-{name}")


def test_signing_up_without_javascript(house, open_page):
    page = open_page(**NARROW, java_script_enabled=False)
    page.goto(f"/join/?union={house.unions[0].code}")
    page.get_by_label("姓名").fill("例新人")
    page.get_by_label("证件号码", exact=False).first.fill(id_number(2))
    page.get_by_label("手机号").fill(phone(2))
    page.get_by_label("登录密码").fill("evening-Tea-2026")
    page.locator("#id_agree").check()
    page.locator("#id_agree_sensitive").check()
    page.get_by_role("button", name="下一步").click()
    assert page.url.endswith(f"/services/people.join/1/?union={house.unions[0].code}")
    assert page.locator("[name=union]").input_value() == house.unions[0].code
