"""厂务公开: the calendar, what counts as on time, opinions; and the figures equal a count of the rows."""

from datetime import date
from typing import Any

import pytest

from unionhall.accounts import queries as accounts
from unionhall.bargaining import actions
from unionhall.bargaining.actions.disclosing import periods
from unionhall.bargaining.figures import DISCLOSURES_ON_TIME
from unionhall.bargaining.models import Agreement, Disclosure
from unionhall.bargaining.refusals import DisclosedBefore, NotNow, NotOurs, SecretNotChecked
from unionhall.kit.access import NotAllowed
from unionhall.kit.figures import Period, values

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 5)
FACTS = {"content": "制度", "way": "board", "where": "大门", "responsible": "甲", "secret_checked_by": "乙"}


def plan(house: Any, year: int = 2026, n: int = 0) -> None:
    chair = house.chair if n == 0 else house.outsider_chair
    actions.plan_year(unit=house.unions[n], employer=house.employers[n], year=year, by=chair)


def item(house: Any, period: str, code: str = "pay") -> Disclosure:
    rows = Disclosure.objects.select_related("unit", "employer")
    return rows.get(unit=house.unions[0], code=code, period=period)


def test_periods() -> None:
    assert periods(2026, 4)[0] == ("2026Q1", date(2026, 3, 31))
    assert [name for name, _last in periods(2026, 2)] == ["2026H1", "2026H2"]
    assert periods(2026, 12)[1] == ("2026-02", date(2026, 2, 28))
    assert periods(2026, 1) == [("2026", date(2026, 12, 31))]


def test_the_calendar_is_written_once(house: Any) -> None:
    plan(house)
    count = Disclosure.objects.count()
    assert count == 1 + 1 + 2 + 2 + 4 + 4 + 1 + 1  # what every firm owes
    plan(house)
    assert Disclosure.objects.count() == count
    assert item(house, "2026Q1").due_on == date(2026, 4, 20)
    type(house.employers[0]).objects.filter(pk=house.employers[0].pk).update(ownership="110")
    house.employers[0].refresh_from_db()
    plan(house)
    assert Disclosure.objects.count() == count + 1 + 2 + 4 + 1  # a state firm owes more
    with pytest.raises(NotOurs):
        actions.plan_year(unit=house.unions[0], employer=house.employers[4], year=2026, by=house.chair)
    with pytest.raises(NotAllowed):
        actions.plan_year(unit=house.unions[0], employer=house.employers[0], year=2026, by=house.outsider_chair)


def test_disclosing(house: Any) -> None:
    plan(house)
    row = item(house, "2026Q1")
    with pytest.raises(SecretNotChecked):
        actions.disclose(item=row, on=TODAY, by=house.chair, **FACTS | {"secret_checked_by": " "})
    actions.disclose(item=row, on=TODAY, by=house.chair, **FACTS)
    with pytest.raises(DisclosedBefore):
        actions.disclose(item=row, on=TODAY, by=house.chair, **FACTS)
    with pytest.raises(NotNow):
        actions.drop_item(item=row, because="没有", by=house.chair)


def test_opinions_are_answered_and_nobody_is_named(house: Any, as_: Any) -> None:
    plan(house)
    row = item(house, "2026Q1")
    with pytest.raises(NotNow):
        actions.give_feedback(item=row, words="说明", by=house.worker)
    actions.disclose(item=row, on=TODAY, by=house.chair, **FACTS)
    row.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.give_feedback(item=row, words="说明", by=house.outsider_worker)
    given = actions.give_feedback(item=row, words="请写明奖金", by=house.worker)
    assert given.due_on == date(2026, 4, 7)  # thirty days, the last a holiday
    page = as_(house.chair).get(f"/desk/bargaining/disclosure/{row.unit.code}/{row.pk}/").content.decode()
    assert "请写明奖金" in page
    assert house.worker.name not in page
    actions.answer_feedback(feedback=given, reply="已补充", by=house.chair)
    given.refresh_from_db()
    assert given.replied_on == TODAY
    with pytest.raises(NotNow):
        actions.answer_feedback(feedback=given, reply="再答", by=house.chair)


def test_what_counts_as_on_time(house: Any, clock: Any) -> None:
    plan(house)
    clock.move_to("2026-04-10")
    actions.disclose(item=item(house, "2026Q1"), on=date(2026, 4, 10), by=house.chair, **FACTS)
    clock.move_to("2026-04-22")
    actions.disclose(item=item(house, "2026Q1", "safety"), on=date(2026, 4, 22), by=house.chair, **FACTS)
    user = accounts.system_user("clock")
    assert actions.judge_due(by=user) == 2
    assert actions.judge_due(by=user) == 0
    codes = ["bargaining.disclosures_due", "bargaining.disclosures_on_time"]
    found = values(codes, [house.unions[0]], Period.of_year(2026))
    assert [found[code, house.unions[0].pk] for code in codes] == [2, 1]
    with pytest.raises(NotNow):
        actions.drop_item(item=item(house, "2026Q1", "safety"), because="补", by=house.chair)


def test_what_was_made_known_in_time_and_entered_late_counts_as_a_recount_does(house: Any, clock: Any) -> None:
    plan(house)
    clock.move_to("2026-04-22")
    actions.judge_due(by=accounts.system_user("clock"))
    actions.disclose(item=item(house, "2026Q1"), on=date(2026, 4, 19), by=house.chair, **FACTS)
    year, unit, code = Period.of_year(2026), house.unions[0], "bargaining.disclosures_on_time"
    assert values([code], [unit], year)[code, unit.pk] == DISCLOSURES_ON_TIME.recount(year)[unit.pk] == 1


# --- the figures -------------------------------------------------------------------------------------------------


def register(house: Any, n: int, by: Any, kind: str = "SAFE", **given: Any) -> Agreement:
    fields = {
        "unit": house.unions[n], "kind": kind, "employer": house.employers[n], "firms": [(house.employers[n], 30)],
        "signed_on": date(2026, 3, 1), "term_from": date(2026, 3, 1), "term_to": date(2027, 2, 28),
        "in_force_on": date(2026, 3, 2), "by": by,
    }  # fmt: skip
    return actions.register_agreement(**(fields | given))


def test_a_firm_counts_once_and_a_breach_is_told(house: Any) -> None:
    from unionhall.audit.models import DeskLine

    register(house, 0, house.chair)
    second = register(house, 0, house.chair, "WOMEN")
    found = values(["bargaining.employers"], [house.townships[0]], Period.of_day(TODAY))
    assert found["bargaining.employers", house.townships[0].pk] == 1
    facts = {"on": TODAY, "group": "联合组", "findings": "没有体检", "by": house.chair}
    actions.check_agreement(agreement=second, kept=False, breaches="未安排妇检", **facts)
    line = DeskLine.objects.get(action="bargaining.agreement.breached")
    assert line.details["employer_id"] == house.employers[0].pk
    with pytest.raises(Exception, match="违约"):
        actions.check_agreement(agreement=second, kept=False, breaches="", **facts)


def test_an_area_contract_gains_and_loses_firms(house: Any) -> None:
    area = register(
        house, 0, house.township, "AREA", unit=house.townships[0], employer=None, area_name="五常街道",
        firms=[(house.employers[1], 20)],
    )  # fmt: skip
    cover = actions.bind_firm(agreement=area, employer=house.uncovered[0], workers=12, since=TODAY, by=house.township)
    area.refresh_from_db()
    assert area.workers == 32
    for firm in (house.employers[4], house.uncovered[0]):  # another union's, and one that is bound already
        with pytest.raises(NotOurs):
            actions.bind_firm(agreement=area, employer=firm, workers=1, since=TODAY, by=house.township)
    leave = {"agreement": area, "cover": cover, "on": TODAY, "because": "迁出", "by": house.township}
    actions.release_firm(**leave)
    with pytest.raises(NotNow):
        actions.release_firm(**leave)
    area.refresh_from_db()
    assert area.workers == 20
