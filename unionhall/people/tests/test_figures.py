"""What is counted is what stands in the rows; a change of the tree carries members, rolls and counts."""

from datetime import date

import pytest

from unionhall.kit.figures import Period
from unionhall.kit.guard import fixes_shards
from unionhall.kit.models import FigureDelta
from unionhall.orgs import actions as orgs
from unionhall.orgs.choices import ChangeKind, EndReason
from unionhall.people import actions, figures, queries, restructure
from unionhall.people.models import Membership, RollEntry

from .numbers import id_number

pytestmark = pytest.mark.django_db


def summed(code, last, first=date.min):
    """Deltas from the first to the last day, by unit."""
    found: dict[int, int] = {}
    for row in FigureDelta.objects.filter(count=code, day__gte=first, day__lte=last):
        found[row.unit_id] = found.get(row.unit_id, 0) + row.n
    return {unit: n for unit, n in found.items() if n}


def crowd(house, by, union, n=3):
    people = []
    for number in range(n):
        person = actions.register_person(name=f"例众{number}", id_kind="", id_number=id_number(100 + number), by=by)
        actions.admit(person=person, unit=union, by=by)
        people.append(person)
    return people


def test_deltas_and_recounts_agree_on_every_day(house, chair, clock):
    people = crowd(house, chair, house.unions[0])
    clock.shift(days=3)
    first = queries.standing_membership(people[0])
    actions.end_membership(membership=first, how="deceased", on=date(2026, 3, 6), by=chair)
    second = queries.standing_membership(people[1])
    actions.end_membership(membership=second, how="transferred", by=chair)
    actions.admit(person=people[1], unit=house.unions[4], how="transferred", joined_on=date(2026, 3, 6), by=chair)
    for day in (date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 7), date(2026, 3, 8)):
        period = Period(date(2026, 3, 1), day)
        assert dict(figures.MEMBERS.recount(period)) == summed("people.members", day), day
        for count in (figures.JOINED, figures.TRANSFERRED):
            assert dict(count.recount(period)) == summed(count.code, day, date(2026, 3, 1)), (count.code, day)


def test_the_rows_behind_a_number_are_those_one_may_see(house, chair, caseworker, outsider):
    crowd(house, chair, house.unions[0])
    period = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert figures.JOINED.rows(caseworker, house.unions[0], period).count() == 3
    assert figures.MEMBERS.rows(caseworker, house.counties[0], period).count() == 5
    assert not figures.MEMBERS.rows(outsider, house.counties[0], period).exists()


def carried(change):
    """What the background job does with this room's declarations, twice: it may be killed and run again."""
    for _again in range(2):
        for one in (restructure.MEMBERS, restructure.POSTS):
            one.carry(change, change.old_path, change_by(change))


def change_by(change):
    from unionhall.accounts import queries as accounts

    return accounts.user(change.done_by_id)


def test_a_move_to_another_county_takes_the_roll_along(house, chair, city_leader):
    union, town = house.unions[0], house.townships[2]
    people = crowd(house, chair, union)
    assert restructure.MEMBERS.find(union, ChangeKind.MOVE).count == 5
    change = orgs.draw_up(
        kind=ChangeKind.MOVE, unit=union, target=town, reason="区划调整", approval_no="样例〔2026〕1号", by=city_leader
    )
    change = orgs.carry_out(change=change, by=city_leader)
    carried(change)
    union.refresh_from_db()
    lines = RollEntry.objects.filter(unit=union)
    assert {line.desk_id for line in lines} == {town.desk_id}
    assert lines.count() == 5
    row = queries.standing_membership(people[0])
    assert (row.county_id, row.city_id) == (town.county_id, town.city_id)
    assert people[0].pk in {line.person_id for line in queries.roll(house.outsider, union)}
    assert not queries.roll(house.caseworker, house.counties[0]).filter(unit=union).exists()


def test_members_of_a_merged_union_go_to_its_heir(house, chair, reviewer):
    union, heir = house.unions[0], house.unions[1]
    people = crowd(house, chair, union)
    actions.retain(membership=queries.standing_membership(people[0]), because="退休", by=chair)
    cards = [queries.standing_membership(person).card_no for person in people]
    change = orgs.draw_up(
        kind=ChangeKind.MERGE, unit=union, target=heir, reason="两家合并", approval_no="样例〔2026〕2号",
        end_reason=EndReason.MERGED, by=reviewer,
    )  # fmt: skip
    change = orgs.carry_out(change=change, by=reviewer)
    carried(change)
    now = [queries.standing_membership(person) for person in people]
    assert {row.unit_id for row in now} == {heir.pk}
    assert [row.card_no for row in now] == cards
    assert [row.state for row in now] == ["retained", "active", "active"]
    assert not Membership.objects.filter(unit=union, ended_on=None).exists()
    assert RollEntry.objects.filter(unit=heir).count() == 5
    assert summed("people.members", date(2026, 3, 5)).get(union.pk, 0) == 0
    period = Period(date(2026, 3, 5), date(2026, 3, 5))
    assert dict(figures.MEMBERS.recount(period)) == summed("people.members", date(2026, 3, 5))


@pytest.fixture
def city_leader(house):
    return house.city_leader


def test_workers_pages_and_rolls_ask_one_shard(house, worker, caseworker, client, django_assert_max_num_queries):
    client.force_login(worker)
    with fixes_shards():
        for path in ("/my/data/", "/my/membership/", "/my/card/"):
            assert client.get(path).status_code == 200
        list(queries.roll(caseworker, house.counties[0]))
        queries.look_up(caseworker, "13900000001")


def test_a_list_costs_the_same_for_one_row_and_for_twenty(house, chair, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(chair)
    path = f"/desk/people/?unit={house.unions[0].code}"

    def cost():
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(path)
        return len(seen)

    few = cost()
    crowd(house, chair, house.unions[0], 20)
    assert cost() == few <= 12
