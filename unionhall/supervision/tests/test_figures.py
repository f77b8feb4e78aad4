"""Every count of the room equals a count of the rows on its day, after work of several days and a merger."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum

from unionhall.accounts import queries as accounts
from unionhall.kit.figures import Measure, Period, all_counts
from unionhall.kit.models import FigureDelta
from unionhall.matters import actions as matters
from unionhall.orgs import actions as orgs
from unionhall.supervision import actions, queries

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 3, 5), date(2026, 3, 27), date(2026, 5, 8), date(2026, 6, 20))
WHOLE = Period(date(2026, 1, 1), date(2026, 6, 20))
PERIOD = {"period_from": date(2026, 2, 1), "period_to": date(2026, 3, 1)}


@pytest.fixture
def worked(letter: Any, house: Any, clock: Any, django_capture_on_commit_callbacks: Any) -> Any:
    clock_user = accounts.system_user("clock")
    row = letter("served")
    actions.register_clue(
        unit=house.townships[1],
        employer=house.employers[2],
        title="x",
        scope="08",
        source="patrol",
        by=house.caseworker,
    )
    for number, firm in enumerate(house.employers[:3]):
        actions.enter_input(
            employer=firm,
            indicator="a",
            source="authority",
            value=Decimal(number + 1) / 2 + 1,
            by=house.caseworker,
            **PERIOD,
        )
    clock.move_to("2026-03-27")
    matters.watch(by=clock_user)
    row.refresh_from_db()
    clock.move_to("2026-05-08")
    first, second = queries.measures_of(row)
    matters.move(
        matter=row,
        name="recheck",
        by=house.township,
        on=date(2026, 5, 8),
        place="厂区",
        team="例",
        employer_signed=True,
        verdicts={first.pk: "done", second.pk: "partly"},
        note="",
    )
    matters.move(matter=row, name="close", by=house.township, result="部分", recovered=Decimal("1000.50"), people=4)
    about = queries.inspection_of(row.desk_id, row.inspection_id)
    matters.move(matter=about, name="close", by=house.township, result="部分", recovered=Decimal("1000.50"), people=4)
    change = orgs.draw_up(
        kind="merge",
        unit=house.townships[0],
        target=house.townships[1],
        by=house.reviewer,
        reason="区划调整",
        approval_no="浙工发〔2026〕3号",
    )
    with django_capture_on_commit_callbacks(execute=True):
        orgs.carry_out(change=change, by=house.reviewer)
    clock.move_to("2026-06-20")
    actions.assess_all(desk_id=house.counties[0].pk, by=clock_user)
    return house


def stored(count: Any, period: Period) -> dict[int, int]:
    """What the actions added, by unit: up to the day for a stock, in the period for a flow."""
    rows = FigureDelta.objects.filter(count=count.code, day__lte=period.last)
    if count.measure is Measure.FLOW:
        rows = rows.filter(day__gte=period.first)
    summed = rows.order_by().values_list("unit_id").annotate(total=Sum("n"))
    return {unit: int(n) for unit, n in summed if n}


COUNTS = {code: count for code, count in all_counts().items() if code.startswith("supervision.")}


def test_the_recount_finds_what_was_added(worked: Any) -> None:
    """Every count, on every day, at every union."""
    for period in [*(Period.of_day(day) for day in DAYS), WHOLE]:
        wrong = {
            code: (dict(count.recount(period)), stored(count, period))
            for code, count in COUNTS.items()
            if dict(count.recount(period)) != stored(count, period)
        }
        assert wrong == {}


def test_the_numbers_are_those_of_the_story(worked: Any) -> None:
    found = {code.removeprefix("supervision."): sum(count.recount(WHOLE).values()) for code, count in COUNTS.items()}
    expected = {
        "clues": 2,
        "letters_opinion": 1,
        "letters_due": 1,
        "measures_due": 2,
        "measures_done": 1,
        "recovered": 1000,
        "people": 4,
        "supervisors": 2,
        "supervisors_trained": 2,
        "warnings_up": 3,
        "warnings_down": 3,
    }
    assert {name: found[name] for name in expected} == expected
    assert {found[name] for name in ("yellow", "orange", "red", "replies_in_time")} == {0}
