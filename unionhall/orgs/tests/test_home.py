"""Finding a union, signed in or not."""

import pytest
from django.urls import reverse

from unionhall.orgs import actions, queries
from unionhall.orgs.choices import EndReason


@pytest.fixture
def find(client):
    return lambda **query: client.get(reverse("orgs:find"), query).content.decode()


def test_a_union_is_found_place_by_place(house, find):
    assert "浙江省" in find()
    assert "杭州市" in find(place="330000")
    assert "余杭区" in find(place="330100")
    town = find(place="330110005")
    assert house.unions[0].name in town
    assert house.unions[4].name not in town


def test_a_union_is_found_by_words(house, find):
    assert house.unions[0].name in find(q="五常街道第1")
    assert "没有找到" in find(q="<script>alert(1)</script>")
    assert "<script>alert(1)" not in find(q="<script>alert(1)</script>")


def test_an_unknown_place_shows_the_beginning(house, find):
    assert "浙江省" in find(place="999999")


def test_a_union_s_page_has_phone_and_place_but_no_names(house, client):
    union = house.unions[0]
    actions.edit_unit(unit=union, version=0, by=house.organiser, contact="例主席", opening_hours="工作日 9:00–17:00")
    text = client.get(reverse("orgs:union", args=[union.code])).content.decode()
    assert "tel:0571-00000000" in text
    assert "浙江省杭州市余杭区五常街道" in text
    assert "工作日 9:00–17:00" in text
    assert "例主席" not in text


def test_a_closing_union_names_its_heir(house, client):
    change = actions.draw_up(
        kind="wind-up", unit=house.unions[0], reason="注销", approval_no="1号", by=house.reviewer,
        end_reason=EndReason.EMPLOYER_ENDED,
    )  # fmt: skip
    actions.carry_out(change=change, by=house.reviewer)
    text = client.get(reverse("orgs:union", args=[house.unions[0].code])).content.decode()
    assert house.townships[0].name in text
    assert client.get(reverse("orgs:union", args=["330110-9999"])).status_code == 404


def test_reading_a_union_costs_few_statements(house, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(reverse("orgs:union", args=[house.unions[0].code]))


def test_places_are_understood_in_words(house):
    assert queries.places_named("余杭五常") == [("330110005", "浙江省杭州市余杭区五常街道".removeprefix("浙江省"))]
    assert queries.places_named("330110005")[0][0] == "330110005"
    assert len(queries.places_named("街道")) > 1
    assert queries.places_named("虚构镇") == []
