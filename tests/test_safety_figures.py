"""Figures equal a count of the rows: of today, and of a day in between."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from unionhall.accounts import queries as accounts
from unionhall.indicators import actions as indicators
from unionhall.kit.figures import Period, values
from unionhall.matters import actions as matters
from unionhall.safety import actions, queries
from unionhall.safety.models import Hazard
from unionhall.safety.tests.making import a_hazard, an_accident, step

pytestmark = pytest.mark.django_db
CODES = (
    "safety.reported", "safety.closed", "safety.closed_in_time", "safety.major_overdue", "safety.accidents",
    "safety.deaths",
)  # fmt: skip


def _now(house: Any) -> dict[str, int]:
    found = values(CODES, [house.counties[0]], Period(date(2026, 3, 1), timezone.localdate()))
    return {code: found.get((code, house.counties[0].pk), 0) for code in CODES}


@pytest.fixture
def lived(house: Any, clock: Any) -> Any:
    """One closed in time, one major overdue and then mended, one accident whose dead became more."""
    system = accounts.system_user("clock")
    matters.move(matter=a_hazard(house, stage="rechecked"), name="close", by=house.reviewer)
    late = a_hazard(house, "major", stage="fixing")
    accident = an_accident(house, deaths=1, serious=0)
    clock.move_to("2026-03-25 09:00")
    matters.watch(by=system)
    indicators.settle(by=accounts.system_user("settler"))
    return late, accident


def test_they_count(house: Any, lived: Any, clock: Any) -> None:
    late, accident = lived
    assert _now(house) == dict(zip(CODES, (2, 1, 1, 1, 1, 1), strict=True))
    clock.move_to("2026-03-26 09:00")
    row = Hazard.objects.get(pk=late.pk)
    step(row, "recheck", house.caseworker)
    matters.move(matter=row, name="close", by=house.reviewer)
    accident.refresh_from_db()
    actions.change_casualties(
        accident=accident, at=timezone.now(), deaths=2, serious=0, light=0, missing=0, loss=Decimal(0),
        by=house.caseworker,
    )  # fmt: skip
    indicators.settle(by=accounts.system_user("settler"))
    assert _now(house) == dict(zip(CODES, (2, 2, 1, 0, 1, 2), strict=True))


def test_the_recount_finds_no_difference(house: Any, lived: Any, clock: Any) -> None:
    clock.move_to("2026-03-26 09:00")
    step(Hazard.objects.get(pk=lived[0].pk), "recheck", house.caseworker)
    settler = accounts.system_user("settler")
    indicators.settle(by=settler)
    for day in (date(2026, 3, 5), date(2026, 3, 25), date(2026, 3, 26)):
        assert indicators.recount(period=Period.of_day(day), by=settler) == []
    assert queries.major_overdue(Period.of_day(date(2026, 3, 25))) == {house.unions[0].pk: 1}
    assert queries.major_overdue(Period.of_day(date(2026, 3, 26))) == {}
