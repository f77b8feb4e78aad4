"""The cast itself: what a test finds is the same whatever test ran before it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.cast import build_anew, build_house, enter_rules
from unionhall.accounts.models import RoleHeld
from unionhall.orgs.models import Division, Unit
from unionhall.people.models import Membership
from unionhall.rules.models import Rule
from unionhall.worklist.models import SlipRule

RULES = (SlipRule, Rule)


@pytest.mark.django_db
def test_rules_come_back_with_their_numbers() -> None:
    """A journey empties all tables; slips and deadlines that name a rule by its number still name the same one."""
    before = [list(model._default_manager.order_by("pk").values()) for model in RULES]
    for model in RULES:
        model._default_manager.all().delete()
    enter_rules()
    assert all(before)
    assert [list(model._default_manager.order_by("pk").values()) for model in RULES] == before


@pytest.mark.django_db
def test_a_copied_cast_is_the_cast() -> None:
    """Row for row what its own code makes, but for the numbers drawn for them; also where divisions stand already."""
    made = _made_by(build_anew)
    assert all(made)
    assert _made_by(build_house) == made
    Division.objects.create(code="330000", name="浙江省", level="province")
    assert _made_by(build_house) == made


def _made_by(build: Callable[[], Any]) -> list[Any]:
    point = transaction.savepoint()
    build()
    found = [
        list(Unit.objects.order_by("path").values_list("path", "code", "name", "level", "kind", "state")),
        list(RoleHeld.objects.order_by("name", "role").values_list("name", "role", "unit__code", "because")),
        list(Division.objects.order_by("pk").values()),
        list(Membership.objects.order_by("joined_on", "unit__code").values_list("unit__code", "person__name", "state")),
    ]
    transaction.savepoint_rollback(point)
    return found
