"""What a browser and axe say of the pages of this room."""

import pytest
from django.urls import reverse

from tests.browser import as_user
from unionhall.orgs import actions

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def fits(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_desk_pages_have_no_barriers(house, desktop, axe):
    change = actions.draw_up(
        kind="merge", unit=house.unions[0], target=house.unions[1], reason="撤并", approval_no="1号", by=house.reviewer
    )
    as_user(desktop, house.reviewer)
    town, employer = house.townships[0].code, house.employers[0].credit_code
    for name, *args in (
        ("tree",), ("units",), ("unit-detail", town), ("change-new", town), ("change-detail", change.pk), ("changes",),
        ("employers",), ("employer-detail", employer),
    ):  # fmt: skip
        assert desktop.goto(reverse(f"orgs:{name}", args=args)).ok
        axe(desktop)
    as_user(desktop, house.organiser)
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
