from datetime import date

import pytest
from django.db import IntegrityError, transaction

from unionhall.accounts import actions, queries
from unionhall.accounts.actions.role import CannotGive
from unionhall.accounts.models import RoleHeld
from unionhall.audit.models import PersonLine
from unionhall.kit.access import NotAllowed

WORK, DECIDE = "cases.case.work", "cases.case.decide"  # of a room upstairs
pytestmark = pytest.mark.django_db


def give(user, role, unit, by, **more):
    return actions.give_role(person_id=user.pk, name=user.name, role=role, unit=unit, by=by, because="文件", **more)


def test_a_role_reaches_the_units_beneath_and_no_others(account, places, django_assert_num_queries):
    user = account(role="caseworker", at=places.county)
    with django_assert_num_queries(1):
        assert user.may(WORK, at=places.county)
        assert user.may(WORK, at=places.union)
        assert not user.may(WORK, at=places.other)
        assert not user.may(WORK, at=places.city)
        assert not user.may(DECIDE, at=places.county)
    assert queries.holders(WORK, places.county) == [(user.pk, "王芳")]
    assert queries.holders(WORK, places.town) == []


def test_a_role_begins_and_ends_by_date(account, places, console, clock):
    user = account()
    give(user, "caseworker", places.county, console, valid_from=date(2026, 3, 9), valid_to=date(2026, 3, 11))
    days = {}
    for day in ("2026-03-08", "2026-03-09", "2026-03-10", "2026-03-11"):
        clock.move_to(day)
        days[day] = bool(queries.user(user.pk).held)
    assert list(days.values()) == [False, True, True, False]


def test_only_the_security_administrator_of_the_place_gives_roles(account, places):
    user, security = account(), account(role="security-admin", at=places.county)
    leader = account(role="leader", at=places.county)
    with pytest.raises(NotAllowed):
        give(user, "caseworker", places.county, leader)
    with pytest.raises(NotAllowed):
        give(user, "caseworker", places.other, security)
    given = give(user, "caseworker", places.town, security)
    line = PersonLine.objects.of(user).get(action="accounts.role.given", subject_id=str(given.pk))
    assert (line.by_id, line.unit_id, line.details) == (security.pk, places.town.pk, {"role": "caseworker"})


def test_nobody_gives_a_role_to_oneself(account, places):
    security = account(role="security-admin", at=places.county)
    with pytest.raises(CannotGive, match="自己"):
        give(security, "caseworker", places.county, security)
    own = RoleHeld.objects.get(person_id=security.pk)
    with pytest.raises(CannotGive, match="自己"):
        actions.end_role(role_held=own, by=security, because="调离")


def test_a_role_stands_only_at_its_levels(account, places, console):
    with pytest.raises(CannotGive, match="这一级"):
        give(account(), "chair", places.county, console)
    with pytest.raises(CannotGive, match="没有"):
        give(account(), "emperor", places.county, console)


def test_rl_1_the_three_administrators_are_three_people(account, places, console):
    system = account(role="system-admin", at=places.county)
    with pytest.raises(CannotGive, match="不同的人"):
        give(system, "audit-admin", places.province, console)
    row = {"person_id": system.pk, "name": "x", "unit": places.city, "valid_from": date(2026, 3, 5), "given_by_id": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(role="audit-admin", administers=True, **row)


def test_an_administrator_holds_no_business_role_and_the_other_way_round(account, places, console):
    with pytest.raises(CannotGive, match="业务"):
        give(account(role="system-admin", at=places.county), "caseworker", places.county, console)
    with pytest.raises(CannotGive, match="业务"):
        give(account(role="caseworker", at=places.county), "audit-admin", places.county, console)
    with pytest.raises(CannotGive, match="终止日期"):
        give(account(), "audit-admin", places.county, console, valid_to=date(2026, 12, 31))


def test_an_ended_role_is_gone_at_once_and_may_be_given_again(account, places, console):
    user = account(role="system-admin", at=places.county)
    actions.end_role(role_held=RoleHeld.objects.get(person_id=user.pk), by=console, because="调离")
    assert queries.user(user.pk).held == []
    give(user, "audit-admin", places.county, console)
    with pytest.raises(actions.role.Ended):
        actions.end_role(role_held=RoleHeld.objects.get(person_id=user.pk, role="system-admin"), by=console, because="")


def test_the_same_role_twice_is_refused(account, places, console):
    with pytest.raises(CannotGive, match="已有"):
        give(account(role="caseworker", at=places.county), "caseworker", places.county, console)


def test_a_role_does_not_end_before_it_begins(account, places, console):
    with pytest.raises(CannotGive, match="早于"):
        actions.give_role(
            person_id=account().pk, name="职工", role="chair", unit=places.union, by=console, because="任命",
            valid_from=date(2026, 3, 10), valid_to=date(2026, 3, 10),
        )  # fmt: skip
