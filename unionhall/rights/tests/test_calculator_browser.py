"""A calculator on a phone: filled in, answered, kept with a case; what axe says of the answer."""

import pytest
from django.urls import reverse

from tests.browser import as_user

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def fits(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_severance_on_a_phone(house, phone, axe):
    case = house.case("rights.complaint")
    as_user(phone, house.worker)
    phone.goto(reverse("rights:calculators"))
    phone.get_by_role("link", name="经济补偿").click()
    for label, value in (("入职日期", "2018-09-01"), ("最后工作日", "2025-05-15"), ("十二个月平均工资", "8800")):
        phone.get_by_label(label).fill(value)
    phone.get_by_label("上年度职工月平均工资").fill("8000")
    phone.get_by_label("算哪一种").select_option("2n")
    phone.get_by_role("button", name="计算").click()
    assert "¥123,200.00" in phone.locator("#answer").inner_text()
    axe(phone)
    fits(phone, 390)
    phone.get_by_role("button", name="放进去").click()
    assert case.number in phone.url
    assert "¥123,200.00" in phone.locator("main").inner_text()
