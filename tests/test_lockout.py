"""Five wrong passwords lock a name, fifty an address, and each further five within a day lock longer."""

import pytest
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed

from config.lockout import cool_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(rf):
    def make(name, place="192.0.2.7"):
        return rf.post("/sign-in/", {"username": name}, REMOTE_ADDR=place)

    return make


def fail(request, name):
    AxesProxyHandler.update_request(request)
    user_login_failed.send("tests", credentials={"username": name}, request=request)


def may_try(request, name):
    AxesProxyHandler.update_request(request)
    return AxesProxyHandler.is_allowed(request, {"username": name})


def test_five_failures_lock_the_name_everywhere_for_fifteen_minutes(visit, clock):
    for _ in range(4):
        fail(visit("chen"), "chen")
    assert may_try(visit("chen"), "chen")
    fail(visit("chen"), "chen")
    assert not may_try(visit("chen", place="198.51.100.9"), "chen")
    assert may_try(visit("wang"), "wang")
    clock.shift(hours=1)
    assert may_try(visit("chen"), "chen")


def test_the_next_lock_of_the_day_is_longer(visit, clock):
    for _ in range(5):
        fail(visit("chen"), "chen")
    assert cool_off(visit("chen")).total_seconds() == 30 * 60
    clock.shift(days=2)
    assert cool_off(visit("chen")).total_seconds() == 15 * 60


def test_an_office_behind_one_address_is_locked_only_after_fifty(visit):
    for number in range(49):
        fail(visit(f"n{number}"), f"n{number}")
    assert may_try(visit("another"), "another")
    fail(visit("n49"), "n49")
    assert not may_try(visit("another"), "another")
    assert may_try(visit("another", place="198.51.100.9"), "another")
