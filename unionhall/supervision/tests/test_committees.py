"""Who supervises where: committees for a term, and what a union lacks by its number of members."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from unionhall.kit.access import NotAllowed
from unionhall.supervision import actions, queries, today
from unionhall.supervision.models import Committee
from unionhall.supervision.queries.committees import Body
from unionhall.supervision.refusals import NotInOrder

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {
    "chair": "例主任",
    "chair_post": "vice",
    "members": ["例委员一", "例委员二"],
    "elected_on": date(2025, 6, 1),
    "term_end": date(2028, 6, 1),
}


def form(house: Any, **given: Any) -> Committee:
    return actions.form_committee(**({"unit": house.unions[0], "by": house.caseworker} | FACTS | given))


def test_a_committee_stands_until_the_next_one(house: Any) -> None:
    first = form(house)
    assert first.members == ["例主任", "例委员一", "例委员二"]
    second = form(house, chair="例新主任", elected_on=date(2026, 3, 1), term_end=date(2029, 3, 1))
    first.refresh_from_db()
    assert (first.ended_on, first.ended_because) == (date(2026, 3, 1), "换届")
    actions.change_committee(
        committee=second, chair="例新主任", chair_post="chair", members=["甲", "乙", "丙"], term_end=date(2029, 3, 1),
        by=house.caseworker,
    )  # fmt: skip
    second.refresh_from_db()
    assert len(second.members) == 4
    actions.end_committee(committee=second, because="工会撤销", by=house.caseworker)
    assert queries.committee_of(house.unions[0]) is None
    with pytest.raises(NotInOrder):
        actions.end_committee(committee=second, because="再次", by=house.caseworker)
    with pytest.raises(NotAllowed):
        form(house, by=house.outsider)


@pytest.mark.parametrize(
    ("members", "floor", "supervisors", "lacks"),
    [
        pytest.param(24, 25, 0, "supervisor", id="few-members-need-one-supervisor"),
        pytest.param(24, 25, 1, "", id="and-one-is-enough"),
        pytest.param(25, 25, 1, "committee", id="from-25-a-committee"),
    ],
)
def test_what_a_union_lacks(house: Any, members: int, floor: int, supervisors: int, lacks: str) -> None:
    assert Body(house.unions[0], members, None, supervisors, floor).lacks == lacks


def test_the_floor_is_the_rule_and_the_members_those_of_the_register(house: Any) -> None:
    found = queries.bodies([house.unions[0], house.counties[0]])
    assert [(one.members, one.floor, one.lacks) for one in found] == [(2, 25, "supervisor"), (0, 25, "committee")]
    form(house)
    assert queries.bodies([house.unions[0]])[0].lacks == ""


def test_what_is_lacking_is_told_today_and_listed(house: Any, as_: Any, clock: Any, supervisor: Any) -> None:
    lines = {line.code: line for line in today.LINES}
    names = [task.title for task in lines["supervision.unions"].find(house.caseworker, 100)[1]]
    assert str(house.unions[0]) in names
    form(house)
    supervisor(1, unit=house.townships[0])
    left = [task.title for task in lines["supervision.unions"].find(house.caseworker, 100)[1]]
    assert {str(house.unions[0]), str(house.townships[0])} & set(left) == set()
    clock.move_to("2028-04-10")
    count, tasks = lines["supervision.terms"].find(house.caseworker, 5)
    assert (count, tasks[0].late) == (1, False)
    clock.move_to("2028-06-02")
    shown = as_(house.caseworker).get(reverse("supervision:unions")).content.decode()
    assert [words for words in ("任期已满，应换届", "应设委员会", "例主任") if words not in shown] == []
    rows = as_(house.caseworker).post(f"{reverse('supervision:unions-export')}?without=on")
    assert rows["Content-Type"].startswith("application/vnd.openxml")
    assert "例主任" not in as_(house.outsider).get(reverse("supervision:unions")).content.decode()


GIVEN = {
    "chair": "例主任",
    "chair_post": "chair",
    "members": "甲\n乙",
    "elected_on": "2026-03-01",
    "term_end": "2029-03-01",
}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"chair": ""}, "chair"),
        ({"members": "甲"}, "members"),
        ({"members": "甲\n甲"}, "members"),
        ({"elected_on": "2026-03-06"}, "elected_on"),
        ({"term_end": "2026-02-01"}, "term_end"),
        ({"term_end": "2035-01-01"}, "term_end"),
        ({"chair_post": "x"}, "chair_post"),
    ],
    ids=str,
)
def test_a_committee_typed_wrong_is_told_at_the_field(house: Any, as_: Any, wrong: dict[str, str], field: str) -> None:
    url = reverse("supervision:committee-new", args=[house.unions[0].code])
    answer = as_(house.caseworker).post(url, GIVEN | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Committee.objects.exists()


def test_its_pages(house: Any, as_: Any) -> None:
    client = as_(house.caseworker)
    client.post(reverse("supervision:committee-new", args=[house.unions[0].code]), GIVEN)
    row = Committee.objects.get()
    pages = [reverse(f"supervision:committee{name}", args=[row.pk]) for name in ("", "-change", "-end")]
    assert [client.get(one).status_code for one in pages] == [200, 200, 200]
    assert [as_(house.outsider).get(one).status_code for one in pages] == [404, 404, 404]
    as_(house.caseworker).post(pages[1], {**GIVEN, "members": "甲\n丙"})
    row.refresh_from_db()
    assert row.members == ["例主任", "甲", "丙"]
    as_(house.caseworker).post(pages[2], {"because": "撤销"})
    row.refresh_from_db()
    assert row.ended_because == "撤销"
