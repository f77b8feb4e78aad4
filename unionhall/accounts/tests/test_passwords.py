import pytest

from unionhall.accounts import actions, passwords, queries
from unionhall.kit.access import NotAllowed

from .conftest import GOOD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("Short-1", "10 位"),
        ("alllowercase1", "3 种"),
        ("Wang.Fang.13900139000", "手机号"),
        ("王芳-Gonghui-1", "姓名"),
        ("Password123!", "常见"),
        ("Aa1Aa1Aa1Aa1", "常见"),
    ],
)
def test_weak_passwords_are_refused_with_what_to_change(account, places, password, says):
    user = account(role="caseworker", at=places.county)
    with pytest.raises(passwords.WeakPassword, match=says):
        actions.set_password(user=user, password=password, by=user)


def test_a_worker_s_password_may_be_simpler(account):
    user = account()
    actions.set_password(user=user, password="haoshudewo", by=user)


def test_the_last_five_passwords_are_not_taken_again(account, clock):
    user = account()
    for number in range(6):
        clock.shift(days=1)
        actions.set_password(user=user, password=f"Xinmima-{number}-2026", by=user)
    with pytest.raises(passwords.WeakPassword, match="5 次"):
        actions.set_password(user=user, password="Xinmima-1-2026", by=user)
    with pytest.raises(passwords.WeakPassword):
        actions.set_password(user=user, password="Xinmima-5-2026", by=user)
    actions.set_password(user=user, password=GOOD, by=user)


def test_only_the_security_administrator_above_resets_and_locks(account, places):
    user = account(role="caseworker", at=places.county)
    near, far = (account(role="security-admin", at=at) for at in (places.county, places.other))
    leader = account(role="leader", at=places.city)
    for by in (far, leader):
        for act in (actions.reset_password, actions.lock, actions.reset_second_factor):
            with pytest.raises(NotAllowed):
                act(user=user, because="x", by=by)
    with pytest.raises(actions.account.NotOneself):
        actions.lock(user=near, because="x", by=near)
    once = actions.reset_password(user=user, because="忘记", by=near)
    assert queries.user(user.pk).check_password(once)
