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


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("security-admin", ["units/", "units/330110001/roles/", "units/330110001/seen-by/", "people/?q=user1"]),
        ("system-admin", ["system/"]),
        ("audit-admin", ["log/", "log/file/"]),
        ("caseworker", ["absences/"]),
    ],
)
def test_desk_pages_have_no_barriers_and_fit_a_phone(
    desktop, phone, axe, account, places, client, live_server, role, pages
):
    client.force_login(account(role=role, at=places.county))
    cookie = {"name": "sessionid", "value": client.session.session_key, "url": live_server.url}
    for screen in (desktop, phone):
        screen.context.add_cookies([cookie])
        for page in pages:
            assert screen.goto(f"/desk/accounts/{page}").status == 200
            assert screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page
            if screen is desktop:
                axe(screen)
