"""A hazard whose place of work lies elsewhere goes on there; an accident entered by mistake counts nowhere."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from unionhall.accounts import queries as accounts
from unionhall.audit.models import DeskLine
from unionhall.cases import actions as cases
from unionhall.channels.models import Notice
from unionhall.documents import queries as documents
from unionhall.funds import actions as pay
from unionhall.funds import queries as funds
from unionhall.kit.access import NotAllowed
from unionhall.kit.figures import Period, all_counts
from unionhall.kit.models import FigureDelta
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.matters import queries as read
from unionhall.safety import actions, queries
from unionhall.safety.lifecycles.accident import VOID
from unionhall.safety.models import Accident, Hazard, Overdue
from unionhall.safety.reactions import employer_answered
from unionhall.safety.tests.making import a_hazard, an_accident, photo, step

pytestmark = pytest.mark.django_db
ELSEWHERE = "330109001"  # a township of the neighbouring county


def a_report(house: Any) -> Any:
    answers = {"kind": "01", "grade": "general", "spot": "冲床", "site": "", "place": "", "seen_at": None}
    return house.case("safety.hazard", answers=answers, secrecy="hidden", papers={"photo": [photo()]})


def counted(*codes: str) -> list[int]:
    """These counts from the rows, which are what was added, unit by unit."""
    period, found = Period(date(2026, 3, 1), timezone.localdate()), []
    for code in codes:
        deltas = FigureDelta.objects.filter(count=code, day__range=(period.first, period.last)).order_by()
        added = dict(deltas.values_list("unit_id").annotate(total=Sum("n")))
        rows = dict(all_counts()[code].recount(period))
        assert {unit: n for unit, n in rows.items() if n} == {unit: n for unit, n in added.items() if n}, code
        found.append(sum(rows.values()))
    return found


def test_to_another_county_with_its_clock_and_its_reporter(
    house: Any, clock: Any, django_capture_on_commit_callbacks: Any
) -> None:
    case = a_report(house)
    old = Hazard.objects.get(origin=case.number)
    step(old, "verify", house.township)
    due, clock_now = old.due_on, clock.move_to("2026-03-06 09:00")
    with django_capture_on_commit_callbacks(execute=True):
        new = actions.pass_hazard(hazard=old, place=ELSEWHERE, because="工地在萧山区", by=house.township)
    old.refresh_from_db()
    case.refresh_from_db()
    assert (old.stage_code, old.outcome, old.passed_to) == ("passed", "withdrawn", new.number)
    assert "工地在萧山区" in read.steps_of(old)[0].words.reveal()
    assert (new.unit, new.stage_code, new.due_on, new.found) == (house.townships[2], "verified", due, old.found)
    assert (new.passed_from, new.origin, new.opened_at.date()) == (old.number, case.number, clock_now.date())
    assert len(read.papers_of(new)) == 1
    assert case.unit == house.townships[2]  # the reporter reads: now handled by …
    assert queries.hazard_of_case(case) == new
    assert DeskLine.objects.get(action="safety.hazard.passed").because == "工地在萧山区"
    assert counted("safety.reported", "safety.closed") == [1, 0]
    step(new, "notify", house.outsider_township)
    with pytest.raises(NotAllowed):
        step(new, "answer", house.township)


def test_overdue_it_stands_overdue_there(house: Any, clock: Any) -> None:
    old = a_hazard(house, "major", stage="notified")
    clock.move_to("2026-03-20 09:00")
    matters.watch(by=accounts.system_user("clock"))
    old.refresh_from_db()
    new = actions.pass_hazard(hazard=old, place=ELSEWHERE, because="在萧山", by=house.caseworker)
    assert (new.unit, new.stage_code) == (house.counties[1], "overdue")  # a major one: to the county
    assert [(one.unit, one.matter_id) for one in Overdue.objects.filter(until=None)] == [(new.unit, new.pk)]
    assert counted("safety.major_overdue") == [1]


def test_the_answer_to_the_old_unions_letter_reaches_the_new_one(house: Any) -> None:
    old = a_hazard(house, stage="notified")
    letter = documents.of_subject(old)[0]
    new = actions.pass_hazard(hazard=old, place=ELSEWHERE, because="在萧山", by=house.caseworker)
    answered = {"subject_type": "safety.Hazard", "subject_id": str(old.pk), "document": letter.pk}
    employer_answered(SimpleNamespace(desk_id=old.desk_id, details=answered))
    assert "用人单位已答复文书" in read.steps_of(new)[0].words.reveal()


def test_within_the_county_the_row_itself_goes_and_its_clock_runs_on(house: Any, clock: Any) -> None:
    hazard = a_hazard(house)
    due = hazard.due_on
    clock.move_to("2026-03-06 09:00")
    assert actions.pass_hazard(hazard=hazard, place="330110012", because="在仓前", by=house.caseworker) == hazard
    hazard.refresh_from_db()
    assert (hazard.unit, hazard.due_on, hazard.passed_to) == (house.townships[1], due, "")
    with pytest.raises(Refusal, match="不需要移交"):
        actions.pass_hazard(hazard=hazard, place="330110012", because="在仓前", by=house.caseworker)


def test_the_report_sent_to_another_county_takes_its_hazard_along(
    house: Any, django_capture_on_commit_callbacks: Any
) -> None:
    case = a_report(house)
    old = Hazard.objects.get(origin=case.number)
    with django_capture_on_commit_callbacks(execute=True):
        cases.dispatch(case=case, to_unit=house.counties[1], by=house.city_leader, reason="工地在萧山区")
    new = queries.hazard_of_case(case)
    assert (new.unit, new.passed_from) == (house.counties[1], old.number)


def test_passing_on_through_the_page(house: Any, as_: Any) -> None:
    hazard = a_hazard(house)
    way = reverse("safety:hazard-pass", args=[hazard.number])
    desk = as_(house.caseworker)
    wrong = desk.post(way, {"place": "没有这个地方", "because": ""})
    assert wrong.status_code == 422
    assert set(wrong.context["forms"][0].errors) == {"place", "because"}
    assert desk.post(way, {"place": ELSEWHERE, "because": "在萧山"}).status_code == 302
    page = desk.get(reverse("safety:hazard", args=[hazard.number])).content.decode()
    assert Hazard.objects.get(passed_from=hazard.number).number in page
    assert desk.get(way).status_code == 404


def a_mistake(house: Any) -> Accident:
    accident = an_accident(house, deaths=1, serious=1)
    actions.add_victim(accident=accident, name="张三丰", harm="death", by=house.caseworker)
    return accident


def test_a_mistake_is_voided_by_somebody_else_and_counts_no_longer(house: Any, clock: Any, as_: Any) -> None:
    codes = ("safety.accidents", "safety.deaths")
    accident, real = a_mistake(house), an_accident(house, serious=1)
    assert counted(*codes) == [2, 1]
    clock.move_to("2026-03-25 09:00")
    desk = as_(house.reviewer)
    assert "还有伤亡职工没有登记" in desk.get(reverse("safety:accident", args=[accident.number])).content.decode()
    way = reverse("safety:accident-move", args=[accident.number, "void"])
    assert desk.post(way, {"says": ""}).status_code == 422
    assert desk.post(way, {"says": f"和{real.number}重复登记"}).status_code == 302
    accident.refresh_from_db()
    assert (accident.stage_code, accident.outcome) == ("voided", "withdrawn")
    assert counted(*codes) == [1, 0]
    entry = actions.enter_cup(
        unit=house.unions[0], by=house.chair, year=2026, award="team", name="一班", wanted_level=3, sheet="cup-score",
        employer=house.employers[0],
    )  # fmt: skip
    data = queries.cup_data([entry], 2026)[entry.pk]
    assert (data.accidents, data.deaths) == (1, 0)
    assert list(queries.accidents_of_employer(house.reviewer, house.employers[0])) == [real]
    assert not queries.follow_ups_due(house.caseworker, date(2027, 12, 31)).exists()
    assert not queries.claims_due(house.caseworker, date(2027, 12, 31)).exists()
    assert Notice.objects.filter(person_id=house.city_leader.pk, title__contains="作废").exists()
    page = desk.get(reverse("safety:accident", args=[accident.number])).content.decode()
    assert "不计入统计" in page
    with pytest.raises(Refusal, match="作废"):
        actions.add_victim(accident=accident, name="李四光", harm="light", by=house.caseworker)


def test_not_by_whoever_entered_it_nor_after_help_was_given(house: Any) -> None:
    own = an_accident(house, by=house.reviewer)
    with pytest.raises(Refusal, match="自己不能作废"):
        matters.move(matter=own, name="void", by=house.reviewer, says="错了")
    accident = a_mistake(house)
    victim = queries.victims_of(accident)[0]
    actions.answer_hardship(accident=accident, victim=victim, agrees=False, consent=False, by=house.caseworker)
    victim.refresh_from_db()
    actions.owe_condolence(accident=accident, victim=victim, amount=Decimal(3000), by=house.caseworker)
    with pytest.raises(Refusal, match="慰问金"):
        matters.move(matter=accident, name="void", by=house.reviewer, says="错了")
    with pytest.raises(NotAllowed):
        matters.move(matter=Accident.objects.get(pk=accident.pk), name="void", by=house.caseworker, says="错了")
    (owed,) = funds.payables_of(victim, accident.desk_id)
    pay.cancel(payable=owed, because="事故登记错误", by=house.reviewer)
    voided = matters.move(matter=Accident.objects.get(pk=accident.pk), name="void", by=house.reviewer, says="错了")
    assert voided.is_void


def closed(house: Any, by: Any = None) -> Accident:
    """A light accident taken to its end by the county's people."""
    accident = an_accident(house, serious=0, deaths=0, light=1, by=by or house.caseworker)
    actions.add_victim(accident=accident, name="张三丰", harm="light", by=house.caseworker)
    today = timezone.localdate()
    for name, facts in (
        ("join", {"who": "甲", "post": "", "joined_on": today, "no_interest": True}),
        ("report", {"reported_on": today, "causes": "一", "responsible": "二", "opinions": "三"}),
        ("reply", {"replied_on": today, "measures": "四"}),
    ):
        matters.move(matter=accident, name=name, by=house.caseworker, **facts)
    return matters.move(matter=accident, name="close", by=house.reviewer, says="已落实")


def test_a_closed_file_is_voided_by_the_union_above_and_stays_struck_through(house: Any, clock: Any, as_: Any) -> None:
    accident = closed(house)
    page, way = (reverse(f"safety:{name}", args=[accident.number]) for name in ("accident", "accident-void"))
    assert counted("safety.accidents") == [1]
    clock.move_to("2026-04-10 09:00")
    below = as_(house.chair)
    assert accident.title in below.get(page).content.decode()
    assert way not in below.get(page).content.decode()
    assert below.post(way, {"because": "重复登记"}).status_code in {403, 404, 422}
    above = as_(house.city_leader)
    assert way in above.get(page).content.decode()
    assert above.get(way).status_code == 200
    assert above.post(way, {"because": " "}).status_code == 422
    assert above.post(way, {"because": "重复登记"}).status_code == 302
    accident.refresh_from_db()
    assert (accident.is_void, accident.stage.title, accident.is_closed) == (True, VOID.title, True)
    assert counted("safety.accidents") == [0]
    assert f"<s>{accident.title}</s>" in above.get(reverse("safety:accidents"), {"state": "all"}).content.decode()
    shown = above.get(page).content.decode()
    assert f"<s>{accident.title}</s>" in shown
    assert "重复登记" in shown
    assert way not in shown
    assert DeskLine.objects.get(action="safety.accident.voided").because == "重复登记"
    assert Notice.objects.filter(person_id=house.chair.pk, title__contains="作废").exists()
    with pytest.raises(Refusal, match="已经作废"):
        actions.void_closed(accident=accident, because="再来", by=house.city_leader)


def test_a_closed_file_is_not_voided_by_its_own_level_nor_by_whoever_closed_it(house: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.void_closed(accident=closed(house), because="错了", by=house.chair)
    with pytest.raises(Refusal, match="结案的人"):
        actions.void_closed(accident=closed(house), because="错了", by=house.reviewer)
    with pytest.raises(Refusal, match="登记的人"):
        actions.void_closed(accident=closed(house, by=house.city_leader), because="错了", by=house.city_leader)
    with pytest.raises(Refusal, match="还没有结案"):
        actions.void_closed(accident=an_accident(house), because="错了", by=house.city_leader)
    with pytest.raises(NotAllowed):
        actions.void_closed(accident=closed(house), because="错了", by=house.outsider)


def test_it_is_not_closed_while_somebody_hurt_is_not_written_down(house: Any, clock: Any) -> None:
    accident = an_accident(house)
    assert [row.pk for row in queries.victims_missing(house.caseworker)] == [accident.pk]
    by, today = house.caseworker, timezone.localdate()
    matters.move(matter=accident, name="join", by=by, who="甲", post="", joined_on=today, no_interest=True)
    facts = {"causes": "一", "responsible": "二", "opinions": "三"}
    matters.move(matter=accident, name="report", by=by, reported_on=today, **facts)
    matters.move(matter=accident, name="reply", by=by, replied_on=today, measures="四")
    with pytest.raises(Refusal, match="还有1名"):
        matters.move(matter=accident, name="close", by=house.reviewer, says="好")


def test_the_reply_to_the_gravest_may_come_thirty_days_later_once(house: Any) -> None:
    accident = an_accident(house, deaths=30)
    by, today = house.caseworker, timezone.localdate()
    matters.move(matter=accident, name="join", by=by, who="甲", post="", joined_on=today, no_interest=True)
    facts = {"causes": "一", "responsible": "二", "opinions": "三"}
    matters.move(matter=accident, name="report", by=by, reported_on=today, **facts)
    before = accident.due_on
    matters.move(matter=accident, name="extend_reply", by=by, says="国务院批准")
    assert accident.due_on >= before + timedelta(days=30)
    with pytest.raises(Refusal, match="延长过"):
        matters.move(matter=accident, name="extend_reply", by=by, says="再延")
