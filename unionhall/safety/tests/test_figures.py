"""The steps of hazards on the Board equal a count of the rows."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Sum

from unionhall.kit.figures import Period
from unionhall.kit.models import FigureDelta
from unionhall.matters import actions as matters
from unionhall.safety.figures import PANEL
from unionhall.safety.tests.making import a_hazard

pytestmark = pytest.mark.django_db
MONTH = Period(date(2026, 3, 1), date(2026, 3, 31))


def test_the_steps_of_the_picture_equal_a_recount(house: Any, clock: Any) -> None:
    matters.move(matter=a_hazard(house, stage="rechecked"), name="close", by=house.reviewer)
    a_hazard(house, stage="rechecked")
    a_hazard(house, stage="verified")
    a_hazard(house)
    deltas = FigureDelta.objects.filter(day__range=(MONTH.first, MONTH.last)).order_by()
    for count, n in zip(PANEL.picture.counts, (4, 3, 2, 1), strict=True):
        added = dict(deltas.filter(count=count.code).values_list("unit_id").annotate(n=Sum("n")))
        assert dict(count.recount(MONTH)) == added, count.code
        assert sum(added.values()) == n, count.code
