"""From the sign-in page to a trusted session, and out of it again."""

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from unionhall.accounts import actions, factors, queries
from unionhall.accounts.models import SecondFactor, User
from unionhall.audit.models import PersonLine
from unionhall.kit import text

from .conftest import GOOD

pytestmark = pytest.mark.django_db


def sign_in(client, name, password=GOOD, **more):
    return client.post("/sign-in/", {"username": name, "password": password, **more})


def is_in(client):
    return "_auth_user_id" in client.session


def lines(user, action):
    return PersonLine.objects.of(user).filter(action=action)


@pytest.fixture
def bound(account, places):
    """A caseworker with an authenticator, and its secret."""
    user = account(role="caseworker", at=places.county, phone="13900139000")
    secret = actions.begin_second_factor(user=user, by=user).secret.reveal()
    assert actions.confirm_second_factor(user=user, code=factors.code_at(secret), by=user)
    return user, secret


def test_a_worker_signs_in_by_phone_and_goes_where_they_wanted(client, account):
    user = account(phone="13900139000")
    answer = sign_in(client, "139 0013 9000", next="/my/password/")
    assert (answer.status_code, answer.url) == (302, "/my/password/")
    assert is_in(client)
    assert lines(user, "accounts.session.opened").count() == 1
    assert client.get("/my/password/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_next_never_leads_out_of_the_house(client, account, elsewhere):
    answer = sign_in(client, account().username, next=elsewhere)
    assert answer.url == reverse("accounts:landing")


def test_a_wrong_password_says_the_same_as_an_unknown_name(client, account):
    user = account()
    texts = set()
    for name in (user.username, "nobody"):
        answer = sign_in(client, name, "wrong")
        assert answer.status_code == 200
        texts.add(answer.content.decode().split('role="alert"')[1].split("</div>")[0])
    assert len(texts) == 1
    assert lines(user, "accounts.session.refused").count() == 1
    assert not is_in(client)


def test_lk_1_the_sixth_try_is_locked_though_right_and_says_until_when(client, account, clock):
    user = account(phone="13900139000")
    for name in [user.username, "13900139000", "+8613900139000", user.username.upper(), "13900139000"]:
        answer = sign_in(client, name, "wrong")
    answer = sign_in(client, user.username)
    assert answer.status_code == 429
    assert "10:15" in answer.content.decode()
    assert not is_in(client)
    clock.shift(hours=1)
    assert sign_in(client, user.username).status_code == 302
    kept = str([list(table.objects.values()) for table in (AccessAttempt, AccessFailureLog)])
    assert "13900139000" not in kept
    assert "wrong" not in kept


def test_a_right_password_forgives_earlier_slips(client, account):
    account(phone="13900139000")
    for _round in range(2):
        for _slip in range(4):
            sign_in(client, "13900139000", "wrong")
        assert sign_in(client, "13900139000").status_code == 302


def test_a_locked_account_stays_out_and_its_open_sessions_end(client, account, console):
    user = account()
    sign_in(client, user.username)
    assert client.get("/my/password/").status_code == 200
    actions.lock(user=user, because="离岗", by=console)
    assert client.get("/my/password/").status_code == 302
    assert sign_in(client, user.username).status_code == 200
    actions.unlock(user=user, because="返岗", by=console)
    assert sign_in(client, user.username).status_code == 302


def test_staff_without_a_second_factor_must_bind_one_first(client, account, places, settings):
    user = account(role="caseworker", at=places.county)
    answer = sign_in(client, user.username)
    assert answer.url == reverse("accounts:second-factor")
    assert not is_in(client)
    shown = client.get(answer.url).content.decode()
    assert "data:image/svg+xml" in shown
    secret = queries.second_factor(user).secret.reveal()
    assert secret not in str(SecondFactor.objects.values())
    assert client.post(answer.url, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    told = client.post(answer.url, {"code": factors.code_at(secret)}).content.decode()
    assert told.count("<code>") == 10
    assert is_in(client)
    assert lines(user, "accounts.factor.enrolled").exists()


def test_a_demo_offers_the_second_factor_and_says_so(client, account, places, settings):
    settings.DEMO, settings.SECOND_FACTOR = True, "offered"
    assert "演示系统" in client.get("/sign-in/").content.decode()
    sign_in(client, account(role="caseworker", at=places.county).username)
    assert is_in(client)


def test_after_the_password_the_code_and_each_code_once(client, bound, clock):
    _user, secret = bound
    clock.shift(minutes=2)
    assert sign_in(client, "13900139000").url == reverse("accounts:code")
    assert not is_in(client)
    assert client.get("/my/password/").status_code == 302
    assert client.get("/sign-in/code/").status_code == 200
    code = factors.code_at(secret)
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    assert is_in(client)
    client.post("/sign-out/")
    sign_in(client, "13900139000")
    assert "已经用过" in client.post("/sign-in/code/", {"code": code}).content.decode()
    assert not is_in(client)
    clock.shift(seconds=31)
    client.post("/sign-in/code/", {"code": factors.code_at(secret)})
    assert is_in(client)


def test_too_many_wrong_codes_rest_even_the_right_one(client, bound, clock):
    user, secret = bound
    clock.shift(minutes=2)
    sign_in(client, user.username)
    for _try in range(5):
        client.post("/sign-in/code/", {"code": "000000"})
    until = text.moment(SecondFactor.objects.of(user).get().locked_until)
    assert until in client.post("/sign-in/code/", {"code": factors.code_at(secret)}).content.decode()
    assert lines(user, "accounts.factor.locked").count() == 1
    clock.shift(minutes=16)
    sign_in(client, user.username)
    client.post("/sign-in/code/", {"code": factors.code_at(secret)})
    assert is_in(client)


def test_a_recovery_code_works_once(account, places):
    user = account(role="caseworker", at=places.county)
    secret = actions.begin_second_factor(user=user, by=user).secret.reveal()
    codes = actions.confirm_second_factor(user=user, code=factors.code_at(secret), by=user)
    assert actions.check_code(user=user, code=codes[0].lower(), by=user)
    assert not actions.check_code(user=user, code=codes[0], by=user)
    assert actions.check_code(user=user, code=codes[1], by=user)
    assert codes[2].replace("-", "") not in str(SecondFactor.objects.values())


def test_half_a_sign_in_is_forgotten_after_five_minutes_and_by_a_new_password(client, bound, clock):
    user, secret = bound
    sign_in(client, user.username)
    clock.shift(minutes=6)
    assert client.get("/sign-in/code/").url == reverse("accounts:sign-in")
    sign_in(client, user.username)
    actions.set_password(user=user, password="Xinmima-2026", by=user)
    assert client.post("/sign-in/code/", {"code": factors.code_at(secret)}).url == reverse("accounts:sign-in")


def test_staff_are_out_after_fifteen_idle_minutes_workers_after_thirty(client, account, places, clock, settings):
    settings.SECOND_FACTOR = "offered"
    for user, fine, over in ((account(role="chair", at=places.union), 14, 16), (account(), 29, 31)):
        sign_in(client, user.username)
        clock.shift(minutes=fine)
        assert client.get("/my/password/").status_code == 200
        clock.shift(minutes=over)
        assert client.get("/my/password/").status_code == 302
        assert not is_in(client)


def test_staff_sign_in_anew_after_eight_hours(client, account, places, clock):
    sign_in(client, account(role="chair", at=places.union).username)
    for _quarter in range(35):
        clock.shift(minutes=14)
        answer = client.get("/my/password/")
    assert answer.status_code == 302


def test_a_session_is_written_at_most_once_a_minute(client, account, clock):
    sign_in(client, account().username)
    for seconds, writes in ((30, 0), (40, 1), (30, 0)):
        clock.shift(seconds=seconds)
        with CaptureQueriesContext(connection) as seen:
            client.get("/my/password/")
        assert sum("UPDATE" in query["sql"] for query in seen) == writes


def test_an_administrator_has_one_session(client, account, places, settings):
    settings.SECOND_FACTOR = "offered"
    user, other = account(role="system-admin", at=places.province), Client()
    sign_in(client, user.username)
    sign_in(other, user.username)
    assert client.get("/my/password/").status_code == 302
    assert other.get("/my/password/").status_code == 200


def test_signing_out_is_a_post_and_leaves_a_line(client, account):
    user = account()
    sign_in(client, user.username)
    assert client.get("/sign-out/").status_code == 200
    assert is_in(client)
    assert client.post("/sign-out/", follow=True).status_code == 200
    assert not is_in(client)
    assert lines(user, "accounts.session.closed").count() == 1


def change(client, old, new, again=None):
    return client.post("/my/password/", {"old": old, "new": new, "again": again or new})


def test_password_page_asks_the_old_one_and_ends_other_sessions(client, account):
    user, other = account(), Client()
    sign_in(client, user.username)
    sign_in(other, user.username)
    assert "当前密码不对" in change(client, "x", "Xinmima-2026").content.decode()
    assert "不一样" in change(client, GOOD, "Xinmima-2026", "x").content.decode()
    assert change(client, GOOD, "Xinmima-2026").status_code == 302
    assert client.get("/my/password/").status_code == 200
    assert other.get("/my/password/").status_code == 302


def test_a_one_time_password_must_be_changed_before_anything_else(client, account, places):
    user, security = account(), account(role="security-admin", at=places.province)
    once = actions.reset_password(user=user, because="忘记", by=security)
    assert sign_in(client, user.username, once).url == reverse("accounts:password")
    assert client.get("/signed-out/").url == reverse("accounts:password")
    assert change(client, once, "Xinmima-2026").status_code == 302
    assert client.get("/signed-out/").status_code == 200
    assert not User.objects.get(pk=user.pk).password_once


def test_a_staff_password_ends_after_ninety_days(client, account, places, clock):
    user = account(role="chair", at=places.union)
    clock.shift(days=89)
    assert sign_in(client, user.username).url == reverse("accounts:landing")
    client.post("/sign-out/")
    clock.shift(days=1)
    assert sign_in(client, user.username).url == reverse("accounts:password")
