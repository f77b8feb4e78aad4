"""What a browser and axe say of the pages of this room."""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from unionhall.orgs import actions

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def sign_in(page, user, base):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": base}])


def fits(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_desk_pages_have_no_barriers(house, desktop, axe, live_server):
    change = actions.draw_up(
        kind="merge", unit=house.unions[0], target=house.unions[1], reason="撤并", approval_no="1号", by=house.reviewer
    )
    sign_in(desktop, house.reviewer, live_server.url)
    town, employer = house.townships[0].code, house.employers[0].credit_code
    for name, *args in (
        ("tree",), ("units",), ("unit-detail", town), ("change-new", town), ("change-detail", change.pk), ("changes",),
        ("employers",), ("employer-detail", employer),
    ):  # fmt: skip
        assert desktop.goto(reverse(f"orgs:{name}", args=args)).ok
        axe(desktop)
    sign_in(desktop, house.organiser, live_server.url)
    for name, *args in (("unit-edit", town), ("unit-found", town), ("employer-new",), ("employer-detail", employer)):
        assert desktop.goto(reverse(f"orgs:{name}", args=args)).ok
        axe(desktop)


def test_a_union_is_found_on_a_phone(house, phone, axe):
    phone.goto(reverse("orgs:find"))
    for place in ("浙江省", "杭州市", "余杭区", "五常街道"):
        phone.locator("#found").get_by_role("link", name=place, exact=True).click()
        axe(phone)
        fits(phone, 390)
    phone.get_by_role("link", name=house.unions[0].name).click()
    axe(phone)
    fits(phone, 390)
    assert phone.get_by_role("heading", level=1).inner_text() == house.unions[0].name
