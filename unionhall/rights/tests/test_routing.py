"""rights.md §2: which union gets a complaint; one test a row, and the reason a worker reads."""

from datetime import date

import pytest

from unionhall.orgs.choices import CoverMode, UnionKind
from unionhall.orgs.models import Coverage, Unit
from unionhall.people import queries as people
from unionhall.rights.queries import route


@pytest.fixture
def routed(house):
    """Routes a complaint about `employer` (a firm with a union, unless said otherwise)."""

    def ask(secrecy="open", person=None, **answers):
        answers.setdefault("employer", house.employers[0].pk)
        return route(answers=answers, person=person or people.person(house.worker.pk), secrecy=secrecy)

    return ask


def test_1_danger_goes_to_the_county_at_once_and_the_city_is_told(house, routed):
    found = routed(danger=True)
    assert (found.unit, found.copies, found.urgency) == (house.counties[0], (house.cities[0],), "critical")


def test_1_ten_workers_are_a_mass_event_and_nine_are_not(house, routed):
    assert routed(people=10).unit == house.counties[0]
    assert routed(people=9).unit == house.unions[0]


def test_2_about_the_union_itself_goes_one_level_above(house, routed):
    found = routed(about_union=True)
    assert found.unit == house.townships[0]
    assert "上一级" in found.because


@pytest.mark.parametrize("secrecy", ["hidden", "anonymous"])
def test_2_who_must_not_be_known_there_goes_one_level_above(house, routed, secrecy):
    found = routed(secrecy=secrecy)
    assert found.unit == house.townships[0]
    assert "隐藏身份" in found.because


def test_3_a_firm_with_a_union(house, routed):
    found = routed()
    assert found.unit == house.unions[0]
    assert "已建工会" in found.because


def test_4_a_firm_covered_by_an_area_union(house, routed):
    area = house.unions[1]
    Unit.objects.filter(pk=area.pk).update(kind=UnionKind.REGIONAL)
    Coverage.objects.create(
        union=area, employer=house.uncovered[0], mode=CoverMode.FEDERATION, valid_from=date(2025, 1, 1)
    )
    found = routed(employer=house.uncovered[0].pk)
    assert found.unit == area
    assert "区域" in found.because


def test_5_no_union_at_all_goes_to_the_township_of_the_place_of_work(house, routed):
    assert routed(employer=house.uncovered[0].pk).unit == house.townships[0]
    elsewhere = routed(employer=house.uncovered[0].pk, place=house.townships[3].division_id)
    assert elsewhere.unit == house.townships[3]
    assert "工作地" in elsewhere.because


def test_6_dispatched_labour_goes_to_the_using_firms_union_with_a_copy_to_the_other(house, routed):
    found = routed(employer=house.employers[1].pk, using_employer=house.employers[0].pk)
    assert (found.unit, found.copies) == (house.unions[0], (house.unions[1],))
    assert "派遣" in found.because
    assert routed("hidden", employer=house.employers[1].pk, using_employer=house.employers[0].pk).copies == ()


def test_7_no_place_known_goes_to_the_duty_desk_of_the_county(house, routed):
    found = routed(employer=None)
    assert found.unit == house.counties[0]
    assert "值班" in found.because
    stranger = people.person(house.caseworker.pk)
    assert routed(employer=None, person=stranger).unit == house.province


def test_the_copied_union_reads_the_case_as_a_helper(house):
    from unionhall.cases.models import DeskCase

    case = house.case(answers={"employer": house.employers[1].pk, "using_employer": house.employers[0].pk})
    assert DeskCase.objects.get(case_id=case.pk, helper=True).unit == house.unions[1]
