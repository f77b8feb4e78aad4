"""Founding, keeping and opening units; employers; coverage; divisions. The worked examples of organisation.md."""

from datetime import date

import pytest
from django.utils import timezone

from tests.cast import credit_code
from unionhall.audit.models import DeskLine
from unionhall.kit.access import NotAllowed
from unionhall.kit.identity import BadNumber
from unionhall.orgs import actions, queries
from unionhall.orgs.choices import CoverMode, UnitState
from unionhall.orgs.models import Division, Employer, Unit, UnitEdge
from unionhall.orgs.refusals import AlreadyRegistered, ChangedMeanwhile, NotInOrder


def found(house, parent, **more):
    facts = {"name": "样例工会", "kind": "single", "level": 5, "by": house.organiser} | more
    return actions.found_unit(parent=parent, **facts)


def register(house, number=900, **more):
    facts = {
        "credit_code": credit_code(number), "name": "样例公司", "ownership": "159", "industry": "C", "headcount": 20,
        "division": house.townships[0].division, "by": house.organiser,
    }  # fmt: skip
    return actions.register_employer(**(facts | more))


def test_a_union_is_founded_with_number_desk_edge_and_line(house):
    unit = found(house, house.townships[0], division=house.townships[0].division)
    assert unit.code == "330110-0001" or unit.code.startswith("330110-")
    assert (unit.desk_id, unit.county_id, unit.city_id) == (
        house.counties[0].pk, house.counties[0].pk, house.cities[0].pk
    )  # fmt: skip
    assert UnitEdge.objects.get(child=unit).parent == house.townships[0]
    assert DeskLine.objects.get(action="orgs.unit.founded", subject_id=str(unit.pk)).desk_id == house.counties[0].pk
    assert found(house, house.townships[1]).code != unit.code


def test_the_parent_is_one_level_up_unless_directly_attached(house):
    with pytest.raises(NotInOrder, match="批复文号"):
        found(house, house.cities[0])
    direct = found(house, house.cities[0], approval_no="杭总工〔2026〕9号")
    assert direct.desk_id == house.cities[0].pk
    with pytest.raises(NotInOrder, match="层级"):
        found(house, house.unions[0])
    area = found(house, house.townships[0], kind="regional", form="3")
    assert found(house, area).path.startswith(area.path)


def test_a_founding_lies_neither_ahead_nor_before_its_parent(house):
    with pytest.raises(NotInOrder, match="今天"):
        found(house, house.townships[0], founded_on=date(2027, 1, 1))
    with pytest.raises(NotInOrder, match="早于"):
        found(house, house.townships[0], founded_on=date(2001, 1, 1))


def test_only_one_root(house):
    with pytest.raises(NotInOrder):
        found(house, None, level=1)


def test_the_union_s_own_credit_code_begins_81_and_is_unique(house):
    with pytest.raises(NotInOrder, match="81"):
        found(house, house.townships[0], credit_code=credit_code(1))
    code = credit_code(1, registry="81")
    found(house, house.townships[0], credit_code=code)
    with pytest.raises(NotInOrder, match="另一家"):
        found(house, house.townships[0], credit_code=code)


def test_a_union_in_preparation_opens_with_an_approval_and_a_term(house):
    unit = found(house, house.townships[0], state=UnitState.PREPARING)
    term = {"term_start": date(2026, 3, 1), "term_end": date(2031, 2, 28)}
    with pytest.raises(NotInOrder):
        actions.open_unit(unit=unit, by=house.organiser, approval_no=" ", **term)
    opened = actions.open_unit(unit=unit, by=house.organiser, approval_no="余工〔2026〕8号", **term)
    assert (opened.state, opened.founded_on) == (UnitState.ACTIVE, timezone.localdate())
    with pytest.raises(NotInOrder):
        actions.open_unit(unit=unit, by=house.organiser, approval_no="again", **term)


def test_two_people_editing_one_unit(house):
    unit = house.unions[0]
    actions.edit_unit(unit=unit, version=0, by=house.organiser, phone="0571-11111111")
    with pytest.raises(ChangedMeanwhile):
        actions.edit_unit(unit=unit, version=0, by=house.organiser, phone="0571-22222222")
    unit.refresh_from_db()
    assert unit.phone == "0571-11111111"


def test_a_term_that_has_run_out_is_noticed_once(house, clock):
    clock.move_to("2028-01-05")
    assert actions.mark_overdue(by=house.organiser) == 31
    assert actions.mark_overdue(by=house.organiser) == 0
    unit = actions.renew_term(
        unit=house.unions[0], term_start=date(2028, 1, 1), term_end=date(2030, 12, 31), approval_no="3号",
        by=house.organiser,
    )  # fmt: skip
    assert unit.state == UnitState.ACTIVE


def test_an_employer_is_registered_once_with_a_true_code(house):
    employer = register(house)
    assert employer.unit == house.townships[0]
    with pytest.raises(AlreadyRegistered):
        register(house)
    wrong = credit_code(901)[:-1] + ("1" if credit_code(901)[-1] != "1" else "2")
    with pytest.raises(BadNumber):
        register(house, credit_code=wrong)


@pytest.mark.parametrize(
    ("code", "good"),
    [
        ("91330106673959654P", True),
        ("91330106673959654Q", False),
        ("9133010667395965", False),
        ("9133010667395965IO", False),
    ],
)
def test_uc_credit_codes(house, code, good):
    if good:
        assert register(house, credit_code=code).credit_code == code
    else:
        with pytest.raises(BadNumber):
            register(house, credit_code=code)


@pytest.mark.parametrize("wrong", [{"women": 21}, {"migrant": -1}, {"industry_code": "G5910"}, {"name": " "}])
def test_impossible_facts_of_an_employer_are_refused(house, wrong):
    with pytest.raises(NotInOrder):
        register(house, **wrong)


def test_two_people_editing_one_employer(house):
    employer = house.employers[0]
    actions.edit_employer(employer=employer, version=0, by=house.organiser, headcount=31)
    with pytest.raises(ChangedMeanwhile):
        actions.edit_employer(employer=employer, version=0, by=house.organiser, headcount=32)
    assert Employer.objects.get(pk=employer.pk).headcount == 31


def test_an_employer_in_a_place_without_a_township_union_counts_at_the_county(house):
    other = Division.objects.create(code="330110109", name="径山镇", level="township", parent_id="330110")
    assert register(house, division=other).unit == house.counties[0]


def test_an_employer_has_one_union_of_its_own_and_may_be_in_a_federation_too(house):
    employer = house.employers[0]
    with pytest.raises(NotInOrder, match="独立建会"):
        actions.cover(union=house.unions[1], employer=employer, mode=CoverMode.SINGLE, by=house.organiser)
    with pytest.raises(NotInOrder, match="已经覆盖"):
        actions.cover(union=house.unions[0], employer=employer, mode=CoverMode.JOINT, by=house.organiser)
    area = found(house, house.townships[0], kind="regional", employers=[employer])
    assert [unit.pk for unit in queries.unions_covering(employer)] == [house.unions[0].pk, area.pk]


def test_cover_begun_by_mistake_and_ended_the_same_day_leaves_nothing(house):
    employer = house.uncovered[0]
    actions.cover(union=house.unions[0], employer=employer, mode=CoverMode.JOINT, by=house.organiser)
    actions.uncover(union=house.unions[0], employer=employer, by=house.organiser)
    assert queries.unions_covering(employer) == []
    assert employer.covered_by.count() == 0


def test_the_divisions_load_twice_to_the_same_table(house):
    first = actions.load_divisions(by=house.organiser, villages=False)
    again = actions.load_divisions(by=house.organiser, villages=False)
    assert first["new"] > 1400
    assert (again["new"], again["changed"]) == (0, 0)
    assert Division.objects.filter(level="county", valid_to=None).count() == 90
    assert [place.name for place in queries.places("330104")][-1] == "上城区"
    assert queries.place_name("330110005") == "浙江省杭州市余杭区五常街道"
    assert "330103" not in {place.code for place in queries.divisions_under("330100")}
    assert Unit.objects.get(code="330110") == queries.township_unit("330110109")


def test_a_union_entered_from_paper_covers_no_employer_out_of_reach(house, organiser):
    facts = {"name": "跨界工会", "kind": "single", "level": 5, "approval_no": "〔2026〕1号", "by": organiser}
    with pytest.raises(NotAllowed):
        actions.found_in_reach(parent=house.townships[0], employer=house.uncovered[2], **facts)
    unit = actions.found_in_reach(parent=house.townships[0], employer=house.uncovered[0], **facts)
    assert [one.pk for one in queries.unions_covering(house.uncovered[0])] == [unit.pk]


def test_nothing_is_founded_under_a_union_that_was_closed_after_the_page_was_read(house, organiser):
    parent = queries.unit(house.townships[0].pk)
    type(parent).objects.filter(pk=parent.pk).update(state="closing")
    with pytest.raises(NotInOrder, match="已撤销"):
        actions.found_unit(
            parent=parent, name="晚了一步", kind="single", level=5, approval_no="〔2026〕2号", by=organiser
        )
