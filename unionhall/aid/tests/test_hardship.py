"""Asking for help in hardship: to the township above the member's union, acknowledged by the county."""

import pytest

from unionhall.cases import actions
from unionhall.cases.refusals import NotOffered
from unionhall.kit.access import NotAllowed


def test_from_the_township_to_the_county(house):
    case = house.case("aid.hardship", answers={"cause": "illness", "household": 3})
    assert case.unit == house.townships[0]
    with pytest.raises(NotAllowed):
        actions.move(case=case, name="check", by=house.outsider_township, says="属实")
    actions.move(case=case, name="check", by=house.township, says="属实")
    assert (case.unit, case.stage_code) == (house.counties[0], "checked")
    actions.move(case=case, name="acknowledge", by=house.caseworker, says="三日内建档")
    assert case.is_closed
    assert case.outcome == "done"


def test_someone_without_a_union_is_heard_where_they_work(house):
    from unionhall.people import queries as people

    case = house.case("aid.hardship", person=people.person(house.newcomer.pk))
    assert case.unit == house.townships[0]


def test_it_is_asked_under_ones_own_name(house):
    with pytest.raises(NotOffered):
        house.case("aid.hardship", secrecy="hidden")


def test_no_illness_stands_in_a_title(house):
    assert "病" not in house.case("aid.hardship", answers={"cause": "illness"}).title
