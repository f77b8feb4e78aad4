"""The migration that brought workers from the place of work to the union: forward and back, the sums of the rows."""

from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from unionhall.kit.figures import Period
from unionhall.kit.models import FigureDelta
from unionhall.orgs import actions
from unionhall.orgs.figures import COVERED_WORKERS

pytestmark = pytest.mark.django_db
made = import_module("unionhall.orgs.migrations.0003_workers_count_at_unions")


def stored() -> Counter[int]:
    found: Counter[int] = Counter()
    for unit, n in FigureDelta.objects.filter(count=made.CODE).values_list("unit_id", "n"):
        found[unit] += n
    return +found


def test_what_is_made_anew_is_what_is_counted_from_the_rows(house, clock):
    by, first, second = house.organiser, house.employers[0], house.uncovered[0]
    actions.cover(union=house.unions[1], employer=first, mode="joint", by=by)
    actions.cover(union=house.unions[1], employer=second, mode="federation", by=by)
    clock.shift(days=2)
    actions.edit_employer(employer=first, version=0, by=by, headcount=50)
    actions.uncover(union=house.unions[0], employer=first, by=by)
    actions.close_employer(employer=second, version=0, by=by, because="注销")
    kept = stored()
    made.count_at_unions(apps, connection.schema_editor())
    today = timezone.localdate()
    assert stored() == kept == COVERED_WORKERS.recount(Period(today, today))
    made.count_at_places(apps, connection.schema_editor())
    assert stored()[house.townships[0].pk] == 80
    assert sum(stored().values()) == sum(kept.values())
