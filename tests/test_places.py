"""Someone with roles at several units picks the unit on every list; with one role nothing is shown."""

import pytest

from unionhall.accounts import actions as accounts
from unionhall.accounts import queries

pytestmark = pytest.mark.django_db
LISTS = (
    "/desk/worklist/", "/desk/worklist/rows/", "/desk/worklist/board/", "/desk/indicators/", "/desk/people/",
    "/desk/cases/", "/desk/orgs/units/",
)  # fmt: skip
PICKER = 'aria-label="我的单位"'


@pytest.fixture
def twice(house):
    """A caseworker of one county who is also one of the next."""
    accounts.give_role(
        person_id=house.caseworker.pk, name=str(house.caseworker), role="caseworker", unit=house.counties[1],
        by=queries.system_user("console"), because="兼任",
    )  # fmt: skip
    return queries.user(house.caseworker.pk)


@pytest.mark.parametrize("page", LISTS)
def test_several_places_are_offered_on_every_list(client, house, twice, page):
    client.force_login(twice)
    shown = client.get(page).content.decode()
    picker = shown.split(PICKER)[1].split("</nav>")[0]
    for county in house.counties[:2]:
        assert f"unit={county.code}" in picker
    assert house.counties[2].code not in picker
    there = client.get(page, {"unit": house.counties[1].code}).content.decode()
    chosen = there.split(PICKER)[1].split("</nav>")[0].split('aria-current="page"')[0].rsplit("<a", 1)[1]
    assert house.counties[1].code in chosen
    client.force_login(house.outsider)
    assert PICKER not in client.get(page).content.decode()
