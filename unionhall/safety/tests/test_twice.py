"""What is sent twice, or by two people at once, is there once: a row, a number, a count."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.at_once import at_once
from unionhall.kit.refusal import Refusal
from unionhall.matters import actions as matters
from unionhall.matters import queries as read
from unionhall.safety import actions, queries
from unionhall.safety.models import Accident, CoolingVisit, CupEntry, FollowUp, Hazard, HeatNotice, Inspection, Victim
from unionhall.safety.refusals import Changed

from .making import a_hazard, an_accident, photo

pytestmark = pytest.mark.django_db


def twice(client: Any, address: str, **typed: Any) -> list[str]:
    """The same filled-in form sent two times: where each led."""
    form = {"csrfmiddlewaretoken": "shown-once", **typed}
    answers = [client.post(address, {**form, **photos(form)}) for _each in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    return [one.url for one in answers]


def photos(form: dict[str, Any]) -> dict[str, Any]:
    return {name: value() for name, value in form.items() if callable(value)}


def moment(hours: int = 1) -> str:
    return f"{timezone.localtime() - timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def test_a_hazard_sent_twice_is_one(house: Any, as_: Any) -> None:
    typed = {
        "unit": house.townships[0].pk, "source": "group", "employer": house.employers[0].credit_code,
        "spot": "三号车间", "kind": "01", "grade": "general", "seen_at": moment(), "found": "无护罩", "papers": photo,
    }  # fmt: skip
    led = twice(as_(house.township), reverse("safety:hazard-new"), **typed)
    assert led == [reverse("safety:hazard", args=[Hazard.objects.get().number])] * 2


def test_a_note_sent_twice_stands_once(house: Any, as_: Any, clock: Any) -> None:
    hazard = a_hazard(house)
    address = reverse("safety:hazard-move", args=[hazard.number, "note"])
    twice(as_(house.caseworker), address, says="已电话联系", version=hazard.version)
    assert sum(one.what == "note" for one in read.steps_of(hazard)) == 1
    clock.move_to(timezone.now() + timedelta(minutes=5))
    twice(as_(house.caseworker), address, says="已电话联系", csrfmiddlewaretoken="shown-again")  # called once more
    assert sum(one.what == "note" for one in read.steps_of(hazard)) == 2


def test_an_accident_two_people_enter_is_one(house: Any) -> None:
    first = an_accident(house)
    same = {"happened_at": first.happened_at, "kind": first.kind}
    with pytest.raises(Refusal, match=first.number):
        an_accident(house, by=house.reviewer, place="冲压车间", **same)
    assert Accident.objects.count() == 1
    matters.move(matter=first, name="void", by=house.reviewer, says="登记错误")
    assert an_accident(house, **same).number != first.number  # what was voided does not stand in the way


def test_numbers_of_an_accident_are_told_once(house: Any, as_: Any) -> None:
    accident = an_accident(house)
    typed = {"at": moment(0), "deaths": 1, "serious": 0, "light": 0, "missing": 0, "loss": 0}
    twice(as_(house.caseworker), reverse("safety:accident-casualties", args=[accident.number]), **typed)
    assert [one.more_deaths for one in queries.casualties_of(accident)] == [1, 0]  # the newest first
    numbers = {"deaths": 1, "serious": 0, "light": 0, "missing": 0, "loss": Decimal(0)}
    with pytest.raises(Refusal, match="没有变化"):
        actions.change_casualties(accident=accident, at=timezone.now(), by=house.reviewer, **numbers)


def test_a_step_already_taken_keeps_its_moment(house: Any) -> None:
    accident, told = an_accident(house), timezone.now()
    taken = {"accident": accident, "code": "authority", "note": "电话"}
    actions.mark_step(done_at=told, by=house.caseworker, **taken)
    with pytest.raises(Changed):
        actions.mark_step(done_at=told - timedelta(hours=1), by=house.reviewer, **taken)
    assert queries.step_of_accident(accident, "authority").done_at == told


def test_no_more_victims_than_were_hit(house: Any, as_: Any) -> None:
    accident = an_accident(house)  # one badly hurt
    address = reverse("safety:accident-victim-new", args=[accident.number])
    twice(as_(house.caseworker), address, name="例伤者", harm="serious")
    with pytest.raises(Refusal, match="登记齐"):
        actions.add_victim(accident=accident, name="例伤者", harm="serious", by=house.reviewer)
    assert (Victim.objects.count(), FollowUp.objects.count()) == (1, 3)
    actions.add_victim(accident=accident, name="例轻伤", harm="light", by=house.reviewer)


def test_a_plan_and_its_places_are_entered_once(house: Any, as_: Any) -> None:
    day = timezone.localdate()
    plan = {"unit": house.townships[0], "title": "送清凉", "starts_on": day, "ends_on": day, "fund": "工会经费"}
    row = actions.plan_cooling(by=house.township, budget=Decimal(9000), **plan)
    with pytest.raises(Refusal, match=row.number):
        actions.plan_cooling(by=house.caseworker, budget=Decimal(8000), **plan)
    place = {"site": "工地一", "on": day.isoformat(), "people": 20, "goods": "饮料20箱", "goods_value": 300, "cash": 0}
    twice(as_(house.township), reverse("safety:cooling-place", args=[row.number]), **place)
    assert CoolingVisit.objects.count() == 1


def test_one_inspection_a_day_and_place(house: Any) -> None:
    given = {"unit": house.townships[0], "employer": house.employers[0], "planned_on": timezone.localdate()}
    first = actions.plan_inspection(by=house.township, site="一号厂房", **given)
    with pytest.raises(Refusal, match=first.number):
        actions.plan_inspection(by=house.caseworker, site="一号厂房", **given)
    actions.plan_inspection(by=house.caseworker, site="二号厂房", **given)
    assert Inspection.objects.count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_write_the_notice_of_one_day_and_enter_one_cup(house: Any) -> None:
    day = timezone.localdate()
    notice = {
        "unit": house.counties[0], "division": house.counties[0].division, "day": day, "highest": Decimal(38),
        "office": "杭州市气象台", "office_level": "city",
    }  # fmt: skip
    entry = {
        "unit": house.townships[0], "year": day.year, "award": "unit", "name": "例厂", "wanted_level": 2,
        "sheet": "cup-score",
    }  # fmt: skip
    written = at_once(*[lambda: actions.write_heat_notice(by=house.caseworker, **notice)] * 2)
    entered = at_once(*[lambda: actions.enter_cup(by=house.township, **entry)] * 2)
    assert sorted(type(one).__name__ for one in written + entered) == ["CupEntry", "HeatNotice", "NotYet", "NotYet"]
    assert (HeatNotice.objects.count(), CupEntry.objects.count()) == (1, 1)
