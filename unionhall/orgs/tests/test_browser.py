"""What a browser and axe say of the pages of this room."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def fits(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


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
