"""The tree and the places as other rooms ask for them."""

import pytest
from django.http import Http404

from unionhall.orgs import actions, queries
from unionhall.orgs.models import Unit
from unionhall.orgs.permissions import Orgs


def test_parents_and_ancestors(house):
    union = house.unions[0]
    assert queries.parent_of(union) == house.townships[0]
    assert queries.parent_of(house.province) is None
    assert queries.ancestors(union) == [
        house.province, house.cities[0], house.counties[0], house.townships[0], union
    ]  # fmt: skip


def test_desks_beneath_a_place(house, django_assert_num_queries):
    county = house.counties[0]
    with django_assert_num_queries(1):
        assert queries.desks_beneath(house.unions[0].path) == [county.pk]
    assert queries.desks_beneath(county.path) == [county.pk]
    assert set(queries.desks_beneath(house.cities[0].path)) == {
        house.cities[0].pk, house.counties[0].pk, house.counties[1].pk
    }  # fmt: skip
    assert len(queries.desks_beneath(house.province.path)) == 7


def test_desks_for_a_user(house):
    assert queries.desks_for(house.caseworker, Orgs.VIEW) == [house.counties[0].pk]
    assert queries.desks_for(house.chair, Orgs.VIEW) == [house.counties[0].pk]
    assert len(queries.desks_for(house.city_leader, Orgs.VIEW)) == 3
    assert queries.desks_for(house.worker, Orgs.VIEW) == []


def test_a_unit_outside_is_not_found(house):
    assert queries.unit_for(house.caseworker, house.townships[0].code) == house.townships[0]
    with pytest.raises(Http404):
        queries.unit_for(house.outsider, house.townships[0].code)
    with pytest.raises(Http404):
        queries.unit_for(house.caseworker, house.townships[0].code, Orgs.EDIT)


def test_units_matching_by_level_kind_and_industry(house):
    assert set(queries.units_matching(house.cities[0], levels=[4])) == set(house.townships[:4])
    assert queries.units_matching(house.province).count() == 31
    assert not queries.units_matching(house.province, industries=["E"]).exists()


def test_the_nearest_union_of_a_place(house):
    assert queries.township_unit("330110005") == house.townships[0]
    assert queries.township_unit("330110005001") == house.townships[0]
    assert queries.township_unit("330110") == house.counties[0]
    assert queries.township_unit("330100") == house.cities[0]
    assert queries.township_unit("330110999") == house.counties[0]
    with pytest.raises(Unit.DoesNotExist):
        queries.township_unit("440100")


def test_an_abolished_place_leads_to_its_successor(house):
    from unionhall.orgs.models import Division

    Division.objects.create(
        code="330103", name="下城区", level="county", parent_id="330100", valid_to="2021-04-09", merged_into="330110"
    )
    assert queries.township_unit("330103") == house.counties[0]


def test_the_area_union_of_one_s_trade_comes_first(house):
    def found(name, **more):
        return actions.found_unit(
            parent=house.townships[0], name=name, kind="regional", level=5, by=house.organiser,
            division=house.townships[0].division, **more,
        )  # fmt: skip

    assert queries.area_union("330110005") is None
    area, riders = found("五常区域工会"), found("快递行业工会", industry="G")
    assert queries.area_union("330110005", "G") == riders
    assert queries.area_union("330110005", "C") == area
    assert queries.area_union("330110005") == area
    assert queries.area_union("330109001") is None


def test_words_find_parts_of_names_in_a_county_and_beginnings_or_places_in_more(house):
    union = house.unions[0]
    part = union.name[2:]

    def found(user, words, **more):
        return set(queries.units_found(user, q=words, **more).values_list("pk", flat=True))

    assert union.pk in found(house.caseworker, part)
    assert house.unions[4].pk not in found(house.caseworker, house.unions[4].name)
    assert union.pk in found(house.province_leader, part, under=house.counties[0])
    assert union.pk not in found(house.province_leader, part), "no name of the whole province is read for this"
    for words in (union.name[:3], union.code[:9], "五常"):
        assert union.pk in found(house.province_leader, words)
    assert not found(house.province_leader, "没有这样的地方")


def test_the_public_search_reads_names_within_a_county_only(house):
    part = house.unions[0].name[2:]
    assert house.unions[0] in queries.unions_at("330110", part)
    assert house.unions[0] not in queries.unions_at("", part)
    assert house.townships[0] in queries.unions_at("", "五常街道")
