"""What this room declares to others: Today lines, and what a change of the tree touches."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from unionhall.accounts import actions, factors, queries, restructure, today
from unionhall.accounts.models import User

pytestmark = pytest.mark.django_db


def test_today_warns_before_the_password_ends_and_without_a_second_factor(account, places):
    user = account(role="caseworker", at=places.county)
    assert today.password(user, 5) == (0, [])
    assert today.second_factor(user, 5)[0] == 1
    secret = actions.begin_second_factor(user=user, by=user).secret.reveal()
    assert today.second_factor(user, 5)[0] == 1
    actions.confirm_second_factor(user=user, code=factors.code_at(secret), by=user)
    assert today.second_factor(user, 5) == (0, [])
    for days, count, late in ((82, 0, None), (83, 1, False), (90, 1, True)):
        User.objects.filter(pk=user.pk).update(password_set_at=timezone.now() - timedelta(days=days))
        found, tasks = today.password(queries.user(user.pk), 5)
        assert found == count
        assert [task.late for task in tasks] == ([] if late is None else [late])


def change(unit, kind):
    return SimpleNamespace(unit_id=unit.pk, unit=unit, kind=kind, get_kind_display=lambda: "撤销")


def test_a_dry_run_counts_the_roles_beneath_and_a_winding_up_ends_those_at_the_unit(account, places, console):
    chair, near = account(role="chair", at=places.union), account("李工", role="caseworker", at=places.town)
    found = restructure.find(places.town, "merge")
    assert found.count == 2
    assert found.sample[0] == "戊镇总工会 办事员 李工"
    restructure.carry(change(places.union, "move"), places.union.path, console)
    assert queries.user(chair.pk).held
    for _again in range(2):
        restructure.carry(change(places.union, "wind-up"), places.union.path, console)
    assert not queries.user(chair.pk).held
    assert queries.user(near.pk).held
