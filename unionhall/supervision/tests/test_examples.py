"""The worked examples of supervision.md §8, by their ids."""

from datetime import UTC, date
from decimal import Decimal
from typing import Any

import pytest

from unionhall.cases.queries import people_reporting
from unionhall.kit.access import NotAllowed
from unionhall.kit.figures import Period, values
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.rules import queries as rules
from unionhall.supervision import actions, queries
from unionhall.supervision.choices import Level
from unionhall.supervision.models import Letter
from unionhall.supervision.queries.report import Line
from unionhall.supervision.refusals import OnlyFederation, TooFew
from unionhall.supervision.scoring import NO_DATA, TOO_FEW, Cell, Facts, Params, from_reports, merged_upwards, score

pytestmark = pytest.mark.django_db
ZJ = "330110"


@pytest.fixture
def params() -> Params:
    return queries.params_at(ZJ, date(2026, 3, 5))[0]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param(date(2025, 9, 22), date(2025, 10, 17), id="LT-1"),
        pytest.param(date(2025, 4, 25), date(2025, 5, 20), id="LT-2"),
        pytest.param(date(2025, 11, 3), date(2025, 11, 24), id="LT-3"),
    ],
)
def test_reply_to_an_opinion_letter_is_due(received: date, due: date) -> None:
    found = rules.span("supervision.opinion-reply", start=received, place=ZJ)
    assert (found.due, rules.rule("supervision.opinion-reply", place=ZJ, on=received).place) == (due, "33")
    assert rules.span("supervision.opinion-reply", start=received, place="CN").due == due


@pytest.mark.parametrize(
    ("day", "due"),
    [
        pytest.param(date(2025, 9, 29), date(2025, 10, 13), id="LT-4"),
        pytest.param(date(2026, 4, 30), date(2026, 5, 11), id="LT-5"),
    ],
)
def test_notice_of_what_is_out_of_scope_is_due(inspection: Any, clock: Any, day: date, due: date) -> None:
    clock.move_to(day.isoformat())
    assert inspection().due_on == due


def test_a_late_reply_still_allows_a_recommendation(letter: Any, house: Any, clock: Any) -> None:
    """LT-6: the reply of 2025-10-20 to a letter received 2025-09-22 is late, so R2 holds."""
    clock.move_to("2025-09-22")
    row: Letter = letter("served")
    assert row.reply_due_on == date(2025, 10, 17)
    clock.move_to("2025-10-20")
    matters.move(
        matter=row,
        name="answer",
        by=house.township,
        on=date(2025, 10, 20),
        agrees="yes",
        reply="正在整改",
        signer="例经理",
        promises=[],
    )
    assert (row.replied_in_time, [one.value for one in queries.why_recommend(row)]) == (False, ["R2"])
    matters.move(
        matter=row,
        name="recommend",
        by=house.caseworker,
        reason="R2",
        authority="余杭区人力社保局",
        summary="逾期答复",
        suggested="责令改正",
    )
    made = Letter.objects.get(number=row.led_to)
    assert (made.kind, made.unit, made.reason) == ("recommendation", house.counties[0], "R2")


@pytest.mark.parametrize("who", ["chair", "township"])
def test_only_a_federation_recommends(letter: Any, house: Any, clock: Any, who: str) -> None:
    """LT-7: a grassroots or township union may not issue a 建议书."""
    row: Letter = letter("served")
    clock.move_to("2026-04-20")
    matters.move(matter=row, name="lapse", by=_clock())
    with pytest.raises((OnlyFederation, NotAllowed)):
        matters.move(
            matter=row,
            name="recommend",
            by=house.cast[who],
            reason="R2",
            authority="人社局",
            summary="逾期",
            suggested="查",
        )
    unit = house.unions[0] if who == "chair" else house.townships[0]
    with pytest.raises(OnlyFederation):
        actions.draft_letter(
            kind="recommendation", unit=unit, employer=row.employer, facts={}, by=house.cast[who], inspection=None
        )


def _clock() -> Any:
    from unionhall.accounts import queries as accounts

    return accounts.system_user("clock")


def test_an_inquiry_needs_two_supervisors(inspection: Any, house: Any) -> None:
    """LT-8."""
    row = inspection("hear", supervisors=1)
    with pytest.raises(TooFew):
        matters.move(matter=row, name="begin_inquiry", by=house.township, consented=True, plan="查工资表")
    row.refresh_from_db()
    assert row.stage_code == "hear"


EW1 = Facts(
    arrears=Decimal(1),
    overtime_percent=Decimal(30),
    overtime_workers=100,
    insurance=Decimal(1),
    complainants=5,
    incident="none",
    layoff_people=0,
    layoff_percent=Decimal(0),
)
EW2 = Facts(
    arrears=Decimal("2.5"),
    overtime_percent=Decimal(50),
    overtime_workers=100,
    layoff_percent=Decimal(12),
    insurance=Decimal(3),
    complainants=12,
)
EW3 = Facts(overtime_percent=Decimal(50), overtime_workers=100, incident="serious")


@pytest.mark.parametrize(
    ("facts", "total", "by_score", "level"),
    [
        pytest.param(EW1, Decimal("28.5"), Level.GREEN, Level.YELLOW, id="EW-1"),
        pytest.param(EW2, Decimal(81), Level.RED, Level.RED, id="EW-2"),
        pytest.param(EW3, Decimal(27), Level.GREEN, Level.GREEN, id="EW-3"),
    ],
)
def test_score(params: Params, facts: Facts, total: Decimal, by_score: Level, level: Level) -> None:
    found = score(facts, params)
    assert (found.total, found.by_score, found.level) == (total, by_score, level)


def test_overtime_of_eight_workers_is_merged_upwards(params: Params) -> None:
    """EW-4: not scored for the employer, and shown only with its like: with too few of them «<10» remains."""
    found = score(Facts(overtime_percent=Decimal(50), overtime_workers=8), params)
    assert {point.code: point.note for point in found.points}["o"] == TOO_FEW
    assert found.total == 0
    alone = merged_upwards([Cell("0001000100010001", "C", 4, 8)], params.floor, top=12)
    assert [(cell.path, cell.of < params.floor) for cell in alone] == [("000100010001", True)]
    two = merged_upwards(
        [Cell("0001000100010001", "C", 4, 8), Cell("0001000100010002", "C", 1, 7)], params.floor, top=4
    )
    assert [(cell.path, cell.over, cell.of, cell.percent) for cell in two] == [("000100010001", 5, 15, Decimal("33.3"))]


def test_two_reporters_say_nothing(params: Params, house: Any) -> None:
    """EW-5: from two people no number, whatever both say; from three the months all three reach."""
    assert from_reports([Decimal(3), Decimal(4)], params.reporters) is None
    assert from_reports([Decimal(3), Decimal(4), Decimal(2)], params.reporters) == 2
    house.case("rights.complaint")
    assert people_reporting(desk_id=house.counties[0].pk, since=_long_ago(), least=params.reporters) == {}
    with pytest.raises(Refusal):
        actions.enter_input(
            employer=house.employers[0],
            indicator="a",
            source="tickets",
            value=Decimal(3),
            people=2,
            period_from=date(2026, 2, 1),
            period_to=date(2026, 3, 1),
            by=house.caseworker,
        )
    assert queries.standing_of(house.employers[0]) is None


def _long_ago() -> Any:
    from datetime import datetime

    return datetime(2025, 1, 1, tzinfo=UTC)


def test_reply_rate(house: Any) -> None:
    """RT-1: twenty letters due, seventeen replies in time, two late, one none: 85.0 %."""
    from unionhall.kit import figures

    day = date(2026, 3, 5)
    figures.add("supervision.letters_due", unit=house.townships[0], day=day, n=20)
    figures.add("supervision.replies_in_time", unit=house.townships[0], day=day, n=17)
    names = ("letters_due", "replies_in_time")
    found = values([f"supervision.{name}" for name in names], house.townships[:1], Period.of_day(day))
    line = Line(house.townships[0], {name: found[f"supervision.{name}", house.townships[0].pk] for name in names})
    assert line.reply_rate == Decimal("0.85")


def test_what_is_missing_counts_nothing_and_is_said(params: Params) -> None:
    found = score(Facts(), params)
    assert (found.total, found.incomplete, {point.note for point in found.points}) == (0, True, {NO_DATA})
