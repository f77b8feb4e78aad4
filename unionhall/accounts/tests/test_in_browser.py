"""The way in, in a real browser: sign in, bind an authenticator from the QR page, keep the codes."""

import pytest

from unionhall.accounts import factors, queries

from .conftest import GOOD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_staff_sign_in_and_bind_an_authenticator(phone, axe, account, places):
    user = account(role="caseworker", at=places.county)
    phone.goto("/sign-in/?next=/my/password/")
    axe(phone)
    phone.get_by_label("手机号或用户名").fill(user.username)
    phone.get_by_label("密码").fill("wrong")
    phone.get_by_role("button", name="登录").click()
    assert phone.get_by_role("alert").is_visible()
    phone.get_by_label("密码").fill(GOOD)
    phone.get_by_role("button", name="登录").click()
    assert phone.get_by_alt_text("绑定验证器的二维码").evaluate("image => image.naturalWidth") > 100
    axe(phone)
    phone.get_by_label("验证码").fill(factors.code_at(queries.second_factor(user).secret.reveal()))
    phone.get_by_role("button", name="完成绑定").click()
    axe(phone)
    phone.get_by_role("link", name="我已保存，继续").click()
    assert phone.url.endswith("/my/password/")
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
