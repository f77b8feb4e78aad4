"""What somebody inside one county tries against the next: numbers guessed, parts asked alone, forms filled by hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from tests.cast import STAFF, build_house, id_number
from tests.scope.addresses import ADDRESSES
from tests.scope.test_every_route import LISTS, OPENS, is_open, is_open_somewhere, place_and_url, text_of
from tests.scope.world import Side, build
from unionhall.accounts.models import RoleHeld

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PART = {"HX-Request": "true"}
OPEN_TO_ALL = {"safety:poster"}  # whoever knows a firm's code may read its name: the page the poster leads to is public
OURS = sorted(set(STAFF) - {name for name in STAFF if name.startswith("outsider")})


@pytest.fixture(scope="module")
def world(keeping: Any) -> Iterator[Any]:
    with keeping(_world) as made:
        yield made


def _world(clock: Any) -> Any:
    house = build_house()
    sides = build(house)
    clients = {role: Client() for role in OURS}
    for role, client in clients.items():
        client.force_login(house.cast[role])
    return house, sides, clients


def below(house: Any, side: Side) -> list[str]:
    """Those who hold a role in the first county and nothing above it."""
    return [role for role in OURS if all(not held.reaches(side.union) for held in house.cast[role].held)]


def questions(theirs: Side) -> list[dict[str, Any]]:
    """What an address may be asked about the other side, by every name the house knows."""
    rest = {
        "person": theirs.member_id, "employer": theirs.employer.credit_code, "case": theirs.case.number,
        "matter": theirs.safety.hazard.number, "inspection": theirs.safety.inspection.number, "paper": theirs.paper.pk,
        "caller": theirs.member_id, "for": theirs.member_id, "kept": theirs.member_id, "other": theirs.member_id,
    }  # fmt: skip
    codes = [theirs.union.code, theirs.county.code]
    return [*({"unit": code, "union": code, "under": code} for code in codes), rest]


def test_no_list_answers_a_question_about_the_other_side(world: Any) -> None:
    """Neither as a page nor as the part htmx asks for."""
    house, (_ours, theirs), clients = world
    leaks, asked = [], 0
    for name in set(LISTS) - OPEN_TO_ALL:
        role = next((one for one in below(house, theirs) if is_open_somewhere(house.cast[one], name)), None)
        for question in questions(theirs) if role else []:
            answer = clients[role].get(f"{reverse(name)}?{urlencode(question)}", headers=PART)
            typed = {str(value) for value in question.values()}
            marks = [mark for mark in theirs.marks if mark not in typed]
            asked += answer.status_code in OPENS
            leaks += [f"{role} reads {mark} at {name} asking {question}" for mark in marks if mark in text_of(answer)]
    assert not leaks, "\n".join(leaks)
    assert asked > len(LISTS)


@pytest.mark.usefixtures("undrawn")
def test_a_part_is_no_way_around(world: Any) -> None:
    """What does not exist for somebody does not exist for htmx either; strangers get no part of anything."""
    house, (ours, theirs), clients = world
    wrong, opened = [], 0
    for name in sorted(ADDRESSES):
        at = place_and_url(name, ours)[0]
        place, url = place_and_url(name, theirs)
        role = next((one for one in below(house, theirs) if is_open(house.cast[one], name, at)), None)
        if role is None or is_open(house.cast[role], name, place):
            continue
        opened += 1
        if (status := clients[role].get(url, headers=PART).status_code) != 404:
            wrong.append(f"{role} gets a part of {url} ({name}): {status}")
        if (status := Client().get(url, headers=PART).status_code) != 302:
            wrong.append(f"a stranger gets a part of {url} ({name}): {status}")
    assert not wrong, "\n".join(wrong)
    assert opened > len(ADDRESSES) / 2


def forged(ours: Side, theirs: Side, house: Any) -> list[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """(who, page, what its address asks, what its form is sent): each names something of the other side."""
    newcomer = {
        "name": "例新人", "id_kind": "resident", "id_number": id_number(931), "phone": "13900090931",
        "employment": "contract",
    }  # fmt: skip
    their_role = RoleHeld.objects.get(person_id=house.cast["outsider_reviewer"].pk)
    days = {"first_day": "2026-03-06", "last_day": "2026-03-10", "because": "出差"}
    pair = {"kept": ours.member_id, "other": theirs.member_id}
    return [
        ("chair", "people:new", {"unit": theirs.union.code}, newcomer),
        ("organiser", "people:post-new", {"unit": theirs.union.code}, {"who": "13900090931", "kind": "chair"}),
        ("chair", "people:roster-new", {}, {"unit": theirs.union.code}),
        ("chair", "people:roster-export-new", {}, {"unit": theirs.union.code, "purpose": "年度统计上报使用"}),
        ("organiser", "people:merge", pair, {"because": "重复登记"}),
        ("reviewer", "accounts:absences", {}, {"role_held": their_role.pk, "colleague": house.chair.pk, **days}),
        ("security_admin", "accounts:account-new", {}, {"name": "", "because": "补办", "unit": theirs.union.code}),
        ("caseworker", "worklist:new", {"unit": theirs.county.code}, {"title": "例", "category": "A"}),
    ]


ROOMS = ("people", "orgs", "accounts", "cases", "worklist")


def rows_of_the_house() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count()
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
    }


def test_a_form_filled_by_hand_writes_nothing_on_the_other_side(world: Any) -> None:
    house, (ours, theirs), clients = world
    before, wrong = rows_of_the_house(), []
    for role, name, asked, sent in forged(ours, theirs, house):
        answer = clients[role].post(f"{reverse(name)}?{urlencode(asked)}", sent)
        if answer.status_code == 302:
            wrong.append(f"{role} had {name} done: {sent}")
    assert not wrong, "\n".join(wrong)
    assert rows_of_the_house() == before
