"""The small province of the tests is itself in order."""

from tests.cast import credit_code, id_number
from unionhall.kit.access import Level
from unionhall.kit.identity import check_credit_code, check_id
from unionhall.orgs import queries
from unionhall.orgs.models import Unit


def test_the_small_province_is_a_sound_tree(house):
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    assert [len(one) for one in (house.cities, house.counties, house.townships, house.unions)] == [2, 4, 8, 16]
    assert [unit.level for unit in queries.ancestors(house.unions[5])] == list(Level)
    assert queries.ancestors(house.unions[5])[2] == house.counties[1]


def test_its_numbers_are_valid_and_nobodys():
    for number in range(40):
        assert check_credit_code(credit_code(number)).number
        assert check_id(id_number(number)).birth_date.year == 1900
