"""Joining, retaining, ending: the roll and the counts go with the membership."""

from datetime import date

import pytest
from django.http import Http404

from unionhall.audit.models import PersonLine
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta
from unionhall.people import actions, queries
from unionhall.people.choices import EndedHow, JoinedHow, MembershipState
from unionhall.people.models import Membership, RollEntry
from unionhall.people.refusals import CannotUnmask, ReasonMissing, WrongDay

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)


@pytest.fixture
def person(newcomer):
    return queries.person_of(newcomer)


def counted(unit, code="people.members"):
    return sum(FigureDelta.objects.filter(unit_id=unit.pk, count=code, day=TODAY).values_list("n", flat=True))


def test_admitting_writes_membership_roll_and_counts(house, chair, person):
    union = house.unions[0]
    membership = actions.admit(person=person, unit=union, by=chair)
    line = RollEntry.objects.get(desk_id=union.desk_id, person_id=person.pk)
    assert (line.membership_id, line.name, line.unit_id) == (membership.pk, person.name, union.pk)
    assert "*" in line.id_masked
    assert membership.card_no.startswith("330110")
    assert counted(union) == counted(union, "people.joined") == 1
    with pytest.raises(actions.AlreadyMember):
        actions.admit(person=person, unit=house.unions[1], by=chair)


def test_an_office_takes_no_members(house, chair, person):
    with pytest.raises(actions.UnionTakesNoMembers):
        actions.admit(person=person, unit=house.counties[0], by=chair)


def test_a_correction_reaches_the_roll(house, chair, person):
    actions.admit(person=person, unit=house.unions[0], by=chair)
    actions.edit_person(person=person, by=chair, name="例改名", new_form="rider")
    line = RollEntry.objects.get(person_id=person.pk)
    assert (line.name, line.new_form) == ("例改名", "rider")


def test_ending_takes_off_the_roll_and_keeps_the_history(house, chair, person):
    membership = actions.admit(person=person, unit=house.unions[0], by=chair)
    with pytest.raises(WrongDay):
        actions.end_membership(membership=membership, how=EndedHow.RESIGNED, on=date(2026, 3, 6), by=chair)
    with pytest.raises(ReasonMissing):
        actions.end_membership(membership=membership, how=EndedHow.EXPELLED, by=chair)
    actions.end_membership(membership=membership, how=EndedHow.RESIGNED, by=chair)
    assert not RollEntry.objects.filter(person_id=person.pk).exists()
    assert counted(house.unions[0]) == 0
    with pytest.raises(actions.NotAMember):
        actions.end_membership(membership=membership, how=EndedHow.RESIGNED, by=chair)
    again = actions.admit(person=person, unit=house.unions[1], by=chair)
    assert [m.pk for m in queries.membership_history(person)] == [again.pk, membership.pk]


def test_a_transfer_keeps_card_and_seniority_and_is_no_growth(house, chair, person):
    first = actions.admit(person=person, unit=house.unions[0], by=chair, joined_on=date(2020, 5, 1))
    actions.end_membership(membership=first, how=EndedHow.TRANSFERRED, by=chair)
    second = actions.admit(person=person, unit=house.unions[4], by=chair, how=JoinedHow.TRANSFERRED)
    assert (second.card_no, second.member_since) == (first.card_no, date(2020, 5, 1))
    assert counted(house.unions[4], "people.joined") == 0
    assert counted(house.unions[4], "people.transferred") == 1
    line = RollEntry.objects.get(person_id=person.pk)
    assert line.desk_id == house.unions[4].desk_id


def test_a_retained_member_stays_on_the_roll_without_a_vote(house, chair, person, clock):
    union = house.unions[0]
    membership = actions.admit(person=person, unit=union, by=chair)
    assert queries.can_vote(person, union, TODAY)
    assert queries.can_vote(person, house.townships[0], TODAY)
    assert not queries.can_vote(person, house.unions[1], TODAY)
    clock.shift(days=10)
    actions.retain(membership=membership, because="退休", by=chair)
    assert not queries.can_vote(person, union, date(2026, 3, 15))
    assert queries.can_vote(person, union, TODAY), "on that day it was not retained yet"
    assert not queries.can_vote(person, union, date(2026, 3, 4)), "nor was there a membership the day before"
    assert RollEntry.objects.get(person_id=person.pk).state == MembershipState.RETAINED
    actions.resume(membership=membership, by=chair)
    assert queries.can_vote(person, union, date(2026, 3, 15))


def test_two_clerks_admit_one_person_and_one_of_them_is_told(house, chair, person, monkeypatch):
    """The database holds the rule, should two transactions both have looked before either wrote."""
    from django.db import IntegrityError, transaction

    actions.admit(person=person, unit=house.unions[0], by=chair)
    row = Membership.objects.of(person).get()
    row.pk, row._state.adding = row.pk + 1, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_only_those_above_see_a_member(house, worker, person, chair, caseworker, outsider):
    member = queries.person_of(worker)
    assert queries.person_for(caseworker, member.pk) == member
    assert queries.person_for(chair, member.pk) == member
    with pytest.raises(Http404):
        queries.person_for(outsider, member.pk)
    assert {e.person_id for e in queries.roll(caseworker, house.counties[0])} >= {member.pk}
    assert not queries.roll(outsider, house.counties[0]).exists()
    assert queries.look_up(outsider, "例职工") == []
    assert [e.person_id for e in queries.look_up(caseworker, "13900000020")] == [member.pk]


def test_unmasking_needs_right_and_reason_and_leaves_a_line(house, worker, chair, outsider_chair_of):
    member = queries.person_of(worker)
    with pytest.raises(CannotUnmask):
        actions.unmask(person=member, field="id_number", reason="看看", by=chair)
    for stranger in outsider_chair_of:
        with pytest.raises(NotAllowed):
            actions.unmask(person=member, field="id_number", reason="核对入会登记表", by=stranger)
    assert not PersonLine.objects.filter(action="people.person.unmasked").exists()
    plain = actions.unmask(person=member, field="id_number", reason="核对入会登记表", by=chair)
    actions.unmask(person=member, field="phone", reason="核对入会登记表", by=chair)
    assert plain == member.id_number.reveal()
    lines = PersonLine.objects.filter(person_id=member.pk, action="people.person.unmasked").order_by("id")
    assert [(line.details["field"], line.details["nth_today"]) for line in lines] == [("id_number", 1), ("phone", 2)]
    assert lines[0].because == "核对入会登记表"
    assert plain not in str(list(lines.values()))


@pytest.fixture
def outsider_chair_of(house):
    """Those who may unmask elsewhere, and one who sees the member but may not unmask."""
    return [house.outsider_chair, house.outsider, house.auditor]
