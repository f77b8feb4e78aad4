"""Documents in a real Chromium: no wider than the screen, no barriers; an employer opens the link and answers."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import DESKTOP, NARROW, as_user, look
from unionhall.documents import actions
from unionhall.documents.models import Document

from .test_actions import secret_of

pytestmark = pytest.mark.browser


def url(name: str, *args: Any) -> str:
    return reverse(f"documents:{name}", args=args)


def test_the_desk(signed: Document, house: Any, open_page: Any, axe: Any) -> None:
    page = open_page(**DESKTOP)
    as_user(page, house.reviewer)
    page.goto(url("detail", signed.pk))
    page.get_by_role("button", name="查看内容").click()
    expect(page.get_by_text("拖欠12名职工")).to_be_visible()
    axe(page)


def test_the_employer_on_a_narrow_phone(signed: Document, house: Any, open_page: Any, axe: Any) -> None:
    link = url("link", secret_of(actions.employer_link(document=signed, by=house.caseworker)))
    page = open_page(**NARROW)
    look(page, axe, [url("verify"), url("verify-code", signed.code), link], "verify")
    page.get_by_role("button", name="打开文书").click()
    expect(page.get_by_text("拖欠12名职工")).to_be_visible()
    look(page, axe, [link, f"{link}reply/"], "link")
    page.get_by_label("同意，按要求办理").check()
    page.get_by_label("答复内容").fill("已全部补发")
    page.get_by_label("答复人姓名").fill("例厂长")
    page.get_by_role("button", name="发送答复").click()
    expect(page.get_by_text("答复已送达工会")).to_be_visible()
