"""The cast itself: what a test finds is the same whatever test ran before it."""

import pytest

from tests.cast import enter_rules
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
