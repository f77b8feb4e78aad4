"""The pages of this room in a real Chromium: narrow phones, no barrier that axe finds, and signing up by hand."""

import pytest

from tests.browser import NARROW, as_user, look
from unionhall.people import actions, queries

from .numbers import id_number, phone

pytestmark = pytest.mark.browser


def test_workers_pages_on_a_narrow_phone(house, open_page, axe):
    page = open_page(**NARROW)
    member = queries.person_of(house.worker)
    actions.give_consent(
        person=member, purpose="people.sensitive", text_version="2026-03", separate=True, channel="portal",
        by=house.worker,
    )  # fmt: skip
    actions.unmask(person=member, field="phone", reason="通知领取慰问品", by=house.chair)
    card = queries.card_code(queries.standing_membership(member))
    look(page, axe, [f"/join/?union={house.unions[0].code}", f"/card/{card}/", "/card/x/"], "people-public")
    as_user(page, house.worker)
    look(page, axe, ["/my/data/", "/my/data/phone/", "/my/membership/", "/my/card/"], "people-worker")


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
