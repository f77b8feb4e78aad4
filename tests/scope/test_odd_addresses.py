"""Addresses nobody is led to: numbers no table can hold, and a zero byte, which PostgreSQL refuses to look for."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.house_rules.test_routes import ALL as ROUTES
from unionhall.kit.pages import PUBLIC, SIGNED_IN

pytestmark = pytest.mark.django_db
PAGES = {name: entry for name, entry in ROUTES.items() if not name.startswith("api:")}
HUGE = 10**25
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
MANY = ("province_leader", "organiser", "caseworker", "chair", "security_admin", "audit_admin", "worker")
ASKED = (
    "q",
    "unit",
    "place",
    "employer",
    "union",
    "kept",
    "other",
    "before",
    "after",
    "person",
    "code",
    "state",
    "holder",
    "year",
    "page",
    "from",
    "on",
)


def addresses(text: str, number: int) -> dict[str, str]:
    """Every address with arguments, filled with these."""
    found = {}
    for name, entry in PAGES.items():
        kinds = [kind or "str" for kind, _argument in ARGUMENT.findall(str(entry.pattern))]
        if kinds and set(kinds) <= {"int", "str"}:
            found[name] = reverse(name, args=[number if kind == "int" else text for kind in kinds])
    return found


@pytest.fixture
def clients(house: Any) -> dict[str, Client]:
    made = {name: Client() for name in MANY}
    for name, client in made.items():
        client.force_login(house.cast[name])
    return made


def opener(clients: dict[str, Client], house: Any, name: str) -> Client:
    """Somebody for whom the page looks at its address at all."""
    access = PAGES[name].callback.access
    free = {PUBLIC, SIGNED_IN} & set(access)
    able = (one for one in MANY if free or any(map(house.cast[one].may, access)))
    return clients[next(able, "worker")]


@pytest.mark.slow
@pytest.mark.usefixtures("undrawn")
def test_a_number_no_table_can_hold_is_not_found(house: Any, clients: dict[str, Client]) -> None:
    wrong = []
    for name, url in addresses("330110", HUGE).items():
        if str(HUGE) in url and (status := opener(clients, house, name).get(url).status_code) not in {404, 302}:
            wrong.append(f"{name}: {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.usefixtures("undrawn")
def test_a_zero_byte_is_a_bad_request(house: Any, clients: dict[str, Client]) -> None:
    wrong = []
    for name, url in addresses("a\0b", 1).items():
        if "%00" in url and (status := opener(clients, house, name).get(url).status_code) not in {400, 404}:
            wrong.append(f"{name}: {status}")
    for name, entry in PAGES.items():
        if "<" not in str(entry.pattern) and hasattr(entry.callback, "access"):
            odd = dict.fromkeys(ASKED, "a\x00b")
            if (status := opener(clients, house, name).get(reverse(name), odd).status_code) not in {400, 404}:
                wrong.append(f"{name}?: {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("odd", [str(HUGE), "²", "0000", "-1"])
@pytest.mark.usefixtures("undrawn")
def test_odd_words_narrow_nothing_and_break_nothing(house: Any, clients: dict[str, Client], odd: str) -> None:
    for name, url in addresses(odd, 1).items():
        assert opener(clients, house, name).get(url).status_code < 500, name
    for name, entry in PAGES.items():
        if "<" not in str(entry.pattern) and hasattr(entry.callback, "access"):
            answer = opener(clients, house, name).get(reverse(name), dict.fromkeys(ASKED, odd))
            assert answer.status_code < 500, name


def test_a_zero_byte_that_is_sent_is_a_bad_request(house: Any, clients: dict[str, Client]) -> None:
    sent = {"username": "a\0b", "password": "x"}
    assert Client().post(reverse("accounts:sign-in"), sent).status_code == 400
