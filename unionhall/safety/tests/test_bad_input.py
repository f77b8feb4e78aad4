"""Every form of the room with bad input: a plain sentence at its field, nothing stored, nothing lost."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from unionhall.matters import actions as matters
from unionhall.safety import actions, queries
from unionhall.safety.tests.making import a_hazard, an_accident, photo, step, two_inspectors
from unionhall.safety.tests.test_others import a_plan, an_entry

pytestmark = pytest.mark.django_db
FRAMEWORK = ("确保", "确认", "输入一个", "这个字段", "选择一个有效", "Enter a", "Ensure")
LATER, NOT_A_PICTURE = "2027-03-05T09:00", SimpleUploadedFile("照片.jpg", b"no picture", "image/jpeg")


def wrong(client: Any, page: str, args: list[Any], given: dict[str, Any]) -> set[str]:
    """Fields with a message; none of the framework's sentences, and what was typed stands in the form again."""
    answer = client.post(reverse(f"safety:{page}", args=args), given)
    assert answer.status_code == 422, (page, args, answer.status_code)
    forms = answer.context.get("forms") or [answer.context["form"]]
    told = [text for form in forms for texts in form.errors.values() for text in texts]
    assert [text for text in told if any(one in text for one in FRAMEWORK)] == []
    shown = answer.content.decode()
    typed = [one for one in given.values() if isinstance(one, str) and not one.isascii()]
    assert [one for one in typed if one not in shown] == []
    return {name for form in forms for name in form.errors}


def in_stages(house: Any) -> Iterator[tuple[Any, str, dict[str, Any], set[str]]]:
    """(hazard, move, what is posted, the fields that are wrong), each hazard in the stage of its move."""
    past = (timezone.localdate() - timedelta(days=1)).isoformat()
    verify = {"kind": "77", "grade": "grave", "spot": "长" * 161, "found": "", "photo": NOT_A_PICTURE}
    yield a_hazard(house), "verify", verify, {"kind", "grade", "spot", "found", "photo"}
    verified = a_hazard(house, stage="verified")
    yield verified, "notify", {"measure": "", "fix_by": past}, {"measure", "fix_by"}
    yield verified, "dismiss", {"says": ""}, {"says"}
    yield verified, "hand_over", {"says": "不改", "authority": ""}, {"authority"}
    danger = a_hazard(house, "imminent", stage="verified")
    people = {"measure": "撤离二楼", "people": "0", "delivered_to": "厂长", "delivered_at": LATER}
    yield danger, "notify", people, {"people", "delivered_at"}
    decided = {"decision": "later", "decided_at": LATER, "fix_by": "明天"}
    yield danger, "decide", decided, {"decision", "decided_at", "fix_by"}
    notified = a_hazard(house, stage="notified")
    answer = {"employer_said": "", "measure": "恢复按钮", "fix_by": past, "money": "一千"}
    yield notified, "answer", answer, {"employer_said", "fix_by", "money"}
    fixing = a_hazard(house, stage="fixing")
    yield fixing, "recheck", {"rechecked_on": "2026-03-01"}, {"rechecked_on", "photo"}
    yield fixing, "recheck_failed", {"rechecked_on": LATER[:10], "fix_by": past}, {"rechecked_on", "fix_by"}


def test_of_a_hazard(house: Any, as_: Any) -> None:
    desk = as_(house.reviewer)
    for hazard, move, given, fields in in_stages(house):
        before = (hazard.stage_code, hazard.version)
        assert wrong(desk, "hazard-move", [hazard.number, move], given) == fields, move
        hazard.refresh_from_db()
        assert (hazard.stage_code, hazard.version) == before


def test_of_an_accident(house: Any, as_: Any) -> None:
    desk, accident = as_(house.caseworker), an_accident(house)
    victim = actions.add_victim(accident=accident, name="张三丰", harm="serious", by=house.caseworker)
    number, visit = accident.number, queries.follow_ups_of(accident)[0]
    new = {"unit": house.counties[0].pk, "employer": "没有这家单位", "place": "", "kind": "21", "loss": "1.234",
           "happened_at": LATER, "deaths": "-1", "serious": "两人", "light": "0", "missing": "100001"}  # fmt: skip
    fields = {"employer", "place", "kind", "loss", "happened_at", "deaths", "serious", "missing"}
    assert wrong(desk, "accident-new", [], new) == fields
    numbers = {"at": LATER, "deaths": "0", "serious": "-1", "light": "0", "missing": "0", "loss": "-5"}
    assert wrong(desk, "accident-casualties", [number], numbers) == {"at", "serious", "loss"}
    assert wrong(desk, "accident-step", [number, "authority"], {"done_at": LATER}) == {"done_at"}
    assert wrong(desk, "accident-victims", [number], {"because": ""}) == {"because"}
    assert wrong(desk, "accident-victim-new", [number], {"name": "", "harm": "none"}) == {"name", "harm"}
    assert wrong(desk, "accident-victim", [number, victim.pk, "claim"], {"claimed_on": LATER[:10]}) == {"claimed_on"}
    assert wrong(desk, "accident-victim", [number, victim.pk, "condolence"], {"amount": "0.5"}) == {"amount"}
    assert wrong(desk, "accident-visit", [number, visit.pk], {"done_on": LATER[:10]}) == {"done_on", "words"}
    move = {"who": "", "joined_on": LATER[:10]}
    assert wrong(desk, "accident-move", [number, "join"], move) == {"who", "joined_on", "no_interest"}
    facts = {"who": "甲", "post": "", "joined_on": timezone.localdate(), "no_interest": True}
    matters.move(matter=accident, name="join", by=house.caseworker, **facts)
    report = {"reported_on": LATER[:10], "causes": "防护缺失", "papers": NOT_A_PICTURE}
    fields = {"reported_on", "responsible", "opinions", "papers"}
    assert wrong(desk, "accident-move", [number, "report"], report) == fields


def test_of_the_others(house: Any, as_: Any) -> None:
    leader, inspectors = as_(house.reviewer), two_inspectors(house)
    firm = {"unit": house.counties[0].pk, "employer": "没有这家单位"}
    assert wrong(leader, "inspection-new", [], {**firm, "planned_on": "三月五日"}) == {"employer", "planned_on"}
    seen = {"source": "rumour", "spot": "冲床旁边", "kind": "01", "grade": "general", "seen_at": LATER, "found": ""}
    both = {"employer", "source", "seen_at", "found", "papers"}
    assert wrong(leader, "hazard-new", [], {**firm, **seen, "papers": NOT_A_PICTURE}) == both
    renew = {"expires_on": "2020-01-01", "training_hours": "-8"}
    assert wrong(leader, "inspector-renew", [inspectors[0].pk], renew) == {"expires_on", "training_hours"}
    assert wrong(leader, "inspector-end", [inspectors[0].pk], {"because": ""}) == {"because"}
    heat = {"unit": "0", "division": "999999", "day": "2020-07-01", "highest": "热", "office_level": "town"}
    fields = {"unit", "division", "day", "highest", "office_level", "office"}
    assert wrong(leader, "heat-notice-new", [], heat) == fields
    plan = a_plan(house)
    place = {"site": "", "employer": "没有这家", "on": "夏天", "people": "-1", "cash": "-1", "goods_value": "0"}
    assert wrong(leader, "cooling-place", [plan.number], place) == {"site", "employer", "on", "people", "cash"}
    matters.move(matter=plan, name="propose", by=house.caseworker)
    matters.move(matter=plan, name="approve", by=house.reviewer)
    sign = {"done_on": LATER[:10], "received_by": "", "papers": NOT_A_PICTURE}
    assert wrong(leader, "cooling-sign", [plan.number, queries.visits_of(plan)[0].pk], sign) == {
        "done_on", "received_by", "papers",
    }  # fmt: skip
    entry = an_entry(house)
    cup = {"year": "1999", "award": "gold", "name": "", "wanted_level": "9", "sheet": "own", "teams": "-1", **firm}
    fields = {"year", "award", "name", "wanted_level", "sheet", "teams", "staff", "employer"}
    assert wrong(leader, "cup-entry-new", [], cup) == fields
    assert wrong(leader, "cup-take-back", [entry.number], {"because": ""}) == {"because"}


def test_a_photo_that_is_none_is_refused_and_the_hazard_stays(house: Any, as_: Any) -> None:
    hazard = a_hazard(house, stage="fixing")
    way = reverse("safety:hazard-move", args=[hazard.number, "recheck"])
    facts = {"rechecked_on": timezone.localdate().isoformat()}
    refused = as_(house.caseworker).post(way, {**facts, "photo": NOT_A_PICTURE})
    assert set(refused.context["forms"][0].errors) == {"photo"}
    assert as_(house.caseworker).post(way, {**facts, "photo": photo()}).status_code == 302
    hazard.refresh_from_db()
    step(hazard, "close", house.reviewer)
    assert hazard.is_closed


def test_part_months_of_the_heat_allowance_with_their_arithmetic(client: Any, house: Any) -> None:
    page = reverse("safety:heat")
    months = {"year": "2026", "month_6": "outdoor", "month_7": "indoor", "month_8": "none", "month_9": "none"}
    days = {"there_6": "11", "due_6": "22"}
    whole = client.get(page, {**months, **days}).content.decode()
    assert ("¥500.00" in whole, "没有算进去" in whole) == (True, True)
    part = client.get(page, {**months, **days, "by_days": "on"}).content.decode()
    for words in ("¥300.00 × 出勤11天 ÷ 应出勤22天 = ¥150.00", "¥350.00", "浙江省", "2018", "6月"):
        assert words in part
    both = client.get(page, {**months, "cooled": "on"}).content.decode()
    assert ("按省里的通知：¥500.00" in both, "不算）：¥300.00" in both) == (True, True)
    for bad, field in (({"there_6": "23", "due_6": "22"}, "there_6"), ({"there_6": "3"}, "due_6"),
                       ({"due_7": "0", "there_7": "0"}, "due_7"), ({"year": "1990"}, "year"),
                       ({"place": "没有这个地方"}, "place")):  # fmt: skip
        answer = client.get(page, {**months, **bad})
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
    assert not any(one in client.get(page, {**months, "due_7": "0"}).content.decode() for one in FRAMEWORK)
