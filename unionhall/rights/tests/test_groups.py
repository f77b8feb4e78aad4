"""集体争议: one employer, many workers; who joins, who speaks for all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from unionhall.kit.access import NotAllowed
from unionhall.kit.paging import SIZE
from unionhall.people import queries as people
from unionhall.rights import actions, queries
from unionhall.rights.models import GroupCase
from unionhall.rights.refusals import NotInGroup, NotNow, WrongNumber


def of(house, number, **given):
    person = house.member(house.unions[0], f"例工{number}", 700 + number)
    return house.case(person=people.person(person.pk), by=house.operator, secrecy="open", **given)


@pytest.fixture
def group(house):
    return actions.form_group(case=of(house, 0), people=12, by=house.chair)


def test_a_group_is_formed_of_one_case_and_others_join(house, group):
    assert group.number == "JT330110202600001"
    second = of(house, 1)
    actions.join_group(case=second, group=group, by=house.chair)
    assert [one.number for one in queries.members_of(group)][1] == second.number
    assert queries.group_of(second).pk == group.pk
    with pytest.raises(NotInGroup):
        actions.join_group(case=second, group=group, by=house.chair)
    with pytest.raises(NotInGroup):
        actions.join_group(case=of(house, 2, answers={"cause": "43"}), group=group, by=house.chair)
    with pytest.raises(NotInGroup):
        actions.join_group(case=of(house, 3, employer=house.employers[1]), group=group, by=house.caseworker)
    with pytest.raises(NotAllowed):
        actions.form_group(case=of(house, 4), people=3, by=house.outsider)


def test_who_names_the_group_at_intake_joins_it_at_its_union(house, group):
    case = of(house, 1, answers={"group_number": group.number, "employer": house.employers[0].pk})
    assert case.unit == group.unit
    assert group.number in case.routed_because
    assert GroupCase.objects.filter(number=case.number).exists()
    other = of(house, 2, answers={"group_number": group.number, "cause": "43", "employer": house.employers[0].pk})
    assert not GroupCase.objects.filter(number=other.number).exists()


def test_three_to_five_speak_for_all(house, group):
    for number in range(1, 6):
        actions.join_group(case=of(house, number), group=group, by=house.chair)
    members = [one.case_id for one in queries.members_of(group)]
    for wrong in (members[:2], members, [*members[:2], 1]):
        with pytest.raises(WrongNumber):
            actions.name_speakers(group=group, cases_chosen=wrong, by=house.chair)
    with pytest.raises(NotAllowed):
        actions.name_speakers(group=group, cases_chosen=members[:3], by=house.outsider)
    actions.name_speakers(group=group, cases_chosen=members[:3], by=house.chair)
    actions.name_speakers(group=group, cases_chosen=members[1:5], by=house.chair)
    assert [one.case_id for one in queries.members_of(group) if one.speaks] == members[1:5]


def test_more_come_than_were_expected_and_then_it_ends(house):
    group = actions.form_group(case=of(house, 0), people=2, by=house.chair)
    for number in (1, 2):
        actions.join_group(case=of(house, number), group=group, by=house.chair)
    group.refresh_from_db()
    assert group.people == 3
    actions.note_people(group=group, people=20, by=house.chair)
    actions.close_group(group=group, because="全部付清", by=house.chair)
    with pytest.raises(NotNow):
        actions.join_group(case=of(house, 4), group=group, by=house.chair)
    assert queries.open_group(group.number) is None


def test_pages_of_groups(house, as_):
    case = of(house, 0, stage="working")
    desk = as_(house.chair)
    new = f"/desk/rights/cases/{case.number}/group/"
    assert desk.post(new, {"number": ""}).status_code == 422
    assert desk.post(new, {"people": "1"}).status_code == 422
    address = desk.post(new, {"people": "12"})["Location"]
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"act": "speakers", "speakers": [str(case.pk)]}).status_code == 422
    assert desk.post(address, {"act": "people", "people": "15"}).status_code == 302
    assert "15" in desk.get("/desk/rights/groups/").content.decode()
    other = of(house, 1, stage="working")
    number = address.rstrip("/").rpartition("/")[2]
    assert desk.post(f"/desk/rights/cases/{other.number}/group/", {"number": number})["Location"] == address
    assert number in desk.get(f"/desk/cases/{other.number}/").content.decode()
    assert as_(house.outsider).get(address).status_code == 404


def test_members_come_in_pages_and_those_of_others_speak_by_their_number(house, group, as_):
    first = queries.members_of(group)[0]
    GroupCase.objects.bulk_create(
        GroupCase(
            desk_id=group.desk_id, group_id=group.pk, case_id=9000 + number, person_id=first.person_id,
            number=f"33011020260301{number:05d}", who="例**", title="拖欠工资",
            joined_at=timezone.now() + timedelta(minutes=number),
        )
        for number in range(1, SIZE + 3)
    )  # fmt: skip
    desk, page = as_(house.chair), f"/desk/rights/groups/{group.number}/"
    shown = desk.get(page)
    assert len(shown.context["rows"].rows) == SIZE
    last = [one.number for one in queries.members_of(group)][-2:]
    assert not any(number in shown.content.decode() for number in last)
    assert last[1] in desk.get(page + shown.context["rows"].next).content.decode()
    sent = {"act": "speakers", "speakers": [str(first.case_id)]}
    refused = desk.post(page, sent | {"others": f"{last[0]} 1234"})
    assert "1234" in refused.content.decode()
    assert refused.status_code == 422
    assert desk.post(page, sent | {"others": "，".join(last)}).status_code == 302
    assert [one.number for one in queries.speakers_of(group)] == [first.number, *last]
    assert last[1] in desk.get(page).content.decode()  # who speaks is always offered
