"""The pages: lists, forms that go through, forms with bad input, and the pages open to all."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from unionhall.kit.exports import XLSX
from unionhall.matters import actions as matters
from unionhall.safety.checklist import LINES
from unionhall.safety.models import Accident, Cooling, CupEntry, Hazard, HeatNotice, Inspection, Inspector, Victim
from unionhall.safety.tests.making import a_hazard, an_accident, photo, two_inspectors

pytestmark = pytest.mark.django_db
NOW = "2026-03-05T09:00"
LISTS = ("hazards", "inspections", "inspectors", "accidents", "heat-notices", "coolings", "cup")


@pytest.fixture
def desk(house: Any, as_: Any) -> Any:
    return as_(house.caseworker)


def errors(answer: Any) -> dict[str, Any]:
    """Fields with a message, of whichever form the page shows."""
    assert answer.status_code == 422, answer.status_code
    forms = answer.context.get("forms") or [answer.context["form"]]
    return {name: list(texts) for form in forms for name, texts in form.errors.items()}


@pytest.mark.parametrize("name", LISTS)
def test_lists_open_and_leave_as_files(name: str, house: Any, desk: Any) -> None:
    a_hazard(house)
    an_accident(house)
    assert desk.get(reverse(f"safety:{name}")).status_code == 200
    export = reverse(f"safety:{name}-export")
    assert desk.get(export).status_code == 200
    answer = desk.post(export)
    assert answer["Content-Disposition"].endswith(f".{XLSX}") or XLSX in answer["Content-Disposition"]


def hazard_facts(house: Any) -> dict[str, Any]:
    return {
        "unit": house.counties[0].pk, "source": "group", "employer": house.employers[0].credit_code, "spot": "冲床",
        "kind": "01", "grade": "general", "seen_at": NOW, "found": "按钮短接", "papers": photo(),
    }  # fmt: skip


def test_a_hazard_is_entered_with_its_photo(house: Any, desk: Any) -> None:
    answer = desk.post(reverse("safety:hazard-new"), hazard_facts(house))
    hazard = Hazard.objects.get()
    assert answer["Location"] == reverse("safety:hazard", args=[hazard.number])
    shown = desk.get(answer["Location"])
    assert [one.name for one in shown.context["papers"]]
    assert "核实" in shown.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("employer", "没有这家单位"), ("seen_at", "2027-01-01T09:00"), ("kind", "77"), ("grade", ""), ("unit", "1"),
     ("spot", ""), ("found", "")],
)  # fmt: skip
def test_a_hazard_with_bad_input_says_where(field: str, value: str, house: Any, desk: Any) -> None:
    answer = desk.post(reverse("safety:hazard-new"), {**hazard_facts(house), field: value})
    assert set(errors(answer)) == {field}
    assert not Hazard.objects.exists()


def test_the_way_of_a_major_hazard_through_the_pages(house: Any, desk: Any, as_: Any) -> None:
    hazard = a_hazard(house, "major")

    def move(name: str, client: Any = None, **facts: Any) -> Any:
        return (client or desk).post(reverse("safety:hazard-move", args=[hazard.number, name]), facts)

    later = (timezone.localdate() + timedelta(days=9)).isoformat()
    facts = {"kind": "01", "grade": "major", "spot": "冲床", "found": "按钮短接", "basis": ""}
    assert move("verify", **facts).status_code == 302
    assert move("notify", measure="恢复按钮", fix_by=later).status_code == 302
    wrong = move("answer", employer_said="同意", measure="恢复", fix_by=later)
    assert set(errors(wrong)) == {"responsible", "money", "emergency_plan"}
    assert "五落实" in errors(wrong)["money"][0]
    negative = {"responsible": "主任", "money": "-1", "emergency_plan": "停机"}
    assert set(errors(move("answer", employer_said="同意", measure="恢复", fix_by=later, **negative))) == {"money"}
    good = {**negative, "money": "3000"}
    assert move("answer", employer_said="同意", measure="恢复", fix_by=later, **good).status_code == 302
    assert move("accept").status_code == 302
    assert set(errors(move("recheck", rechecked_on="2026-03-05"))) == {"photo"}
    assert set(errors(move("recheck", rechecked_on="2027-03-05", photo=photo()))) == {"rechecked_on"}
    assert move("recheck", rechecked_on="2026-03-05", photo=photo()).status_code == 302
    assert move("close", client=as_(house.reviewer)).status_code == 302
    hazard.refresh_from_db()
    assert (hazard.stage_code, hazard.in_time) == ("closed", True)


def test_a_neighbour_finds_nothing(house: Any, as_: Any) -> None:
    hazard, accident = a_hazard(house), an_accident(house)
    client = as_(house.outsider)
    assert client.get(reverse("safety:hazard", args=[hazard.number])).status_code == 404
    assert client.post(reverse("safety:hazard-move", args=[hazard.number, "verify"])).status_code == 404
    assert client.get(reverse("safety:accident", args=[accident.number])).status_code == 404
    assert client.get(reverse("safety:accident-victims", args=[accident.number])).status_code == 404


def test_an_inspection_from_plan_to_signature(house: Any, desk: Any) -> None:
    both = two_inspectors(house)
    facts = {"unit": house.counties[0].pk, "employer": house.employers[0].credit_code, "planned_on": "2026-03-06"}
    assert set(errors(desk.post(reverse("safety:inspection-new"), {**facts, "planned_on": "2026-03-01"}))) == {
        "planned_on"
    }
    assert desk.post(reverse("safety:inspection-new"), facts).status_code == 302
    row = Inspection.objects.get()
    way = reverse("safety:inspection-move", args=[row.number, "record"])
    assert desk.get(way).status_code == 200
    found = {f"found-{line.code}": "none" for line in LINES}
    record = {**found, "found-fire": "bad", "grade-fire": "imminent", "inspected_on": "2026-03-05"}
    one = desk.post(way, {**record, "inspectors": [both[0].pk]})
    assert set(errors(one)) == {"inspectors", "note-fire"}
    good = {**record, "inspectors": [x.pk for x in both], "note-fire": "通道堵塞"}
    assert desk.post(way, good).status_code == 302
    assert Hazard.objects.get().grade == "imminent"
    sign = reverse("safety:inspection-move", args=[row.number, "sign"])
    assert set(errors(desk.post(sign, {"signed_on": "2026-03-05"}))) == {"signer", "papers"}
    refused = {"signed_on": "2026-03-05", "refused": "on", "papers": photo()}
    assert set(errors(desk.post(sign, refused))) == {"witness"}
    assert desk.post(sign, {**refused, "papers": photo(), "witness": "社区"}).status_code == 302
    special = reverse("safety:inspection-special", args=[row.number])
    assert set(errors(desk.post(special, {"post": "夜班", "months_pregnant": "7", "age": "-1", "woman": "on"}))) == {
        "age"
    }
    assert desk.post(special, {"post": "夜班", "months_pregnant": "7", "night": "on", "woman": "on"}).status_code == 302
    page = desk.get(reverse("safety:inspection", args=[row.number])).content.decode()
    assert "怀孕7个月以上的女职工被安排夜班" in page


def test_the_register_of_inspectors(house: Any, as_: Any) -> None:
    client = as_(house.reviewer)
    facts = {
        "unit": house.townships[0].code, "name": "例检查", "certificate": "ZJ-1", "level": "single",
        "appointed_on": "2026-01-01", "expires_on": "2028-01-01", "training_hours": "40",
    }  # fmt: skip
    new = reverse("safety:inspector-new")
    assert set(errors(client.post(new, {**facts, "expires_on": "2025-01-01"}))) == {"expires_on"}
    assert set(errors(client.post(new, {**facts, "unit": "没有"}))) == {"unit"}
    assert client.post(new, facts).status_code == 302
    assert set(errors(client.post(new, facts))) == {"__all__"}  # the certificate is taken
    pk = Inspector.objects.get().pk
    assert (
        client.post(
            reverse("safety:inspector-renew", args=[pk]), {"expires_on": "2029-01-01", "training_hours": "8"}
        ).status_code
        == 302
    )
    assert client.post(reverse("safety:inspector-end", args=[pk]), {"because": "退休"}).status_code == 302
    assert "例检查" in client.get(reverse("safety:inspectors"), {"state": "ended"}).content.decode()


def test_an_accidents_file_through_the_pages(house: Any, desk: Any) -> None:
    facts = {
        "unit": house.counties[0].pk, "employer": house.employers[0].credit_code, "happened_at": "2026-03-05T08:00",
        "place": "三号车间", "kind": "03", "deaths": "1", "serious": "0", "light": "0", "missing": "0", "loss": "0",
    }  # fmt: skip
    new = reverse("safety:accident-new")
    assert set(errors(desk.post(new, {**facts, "deaths": "-1"}))) == {"deaths"}
    assert set(errors(desk.post(new, {**facts, "happened_at": "2026-03-06T08:00"}))) == {"happened_at"}
    early = {**facts, "head_told_at": "2026-03-05T07:00"}
    assert set(errors(desk.post(new, early))) == {"head_told_at"}
    assert desk.post(new, facts).status_code == 302
    number = Accident.objects.get().number

    def post(page_name: str, /, *args: Any, **given: Any) -> Any:
        return desk.post(reverse(f"safety:{page_name}", args=[number, *args]), given)

    assert post("accident-step", "authority", done_at=NOW, note="电话").status_code == 302
    changed = {"deaths": "3", "serious": "0", "light": "0", "missing": "0", "loss": "0"}
    assert post("accident-casualties", at="2026-03-05T09:30", **changed).status_code == 302
    assert Accident.objects.get().grade == "larger"
    assert set(errors(post("accident-victim-new", name="张三丰", harm="death", family_phone="abc"))) == {"family_phone"}
    assert post("accident-victim-new", name="张三丰", harm="death", family_phone="13800000000").status_code == 302
    victim = Victim.objects.get()
    page = desk.get(reverse("safety:accident", args=[number])).content.decode()
    assert "张三丰" not in page
    assert "张三丰" in post("accident-victims", because="慰问").content.decode()
    assert set(errors(post("accident-victim", victim.pk, "hardship", agrees="yes"))) == {"consent"}
    assert post("accident-victim", victim.pk, "hardship", agrees="no").status_code == 302
    assert post("accident-victim", victim.pk, "claim", claimed_on="2026-03-05").status_code == 302
    assert set(errors(post("accident-victim", victim.pk, "condolence", amount="-5"))) == {"amount"}
    assert post("accident-victim", victim.pk, "condolence", amount="5000").status_code == 302
    assert post("accident-victim", victim.pk, "nothing").status_code == 404
    joined = {"who": "例代表", "joined_on": "2026-03-05"}
    assert set(errors(post("accident-move", "join", **joined))) == {"no_interest"}
    assert post("accident-move", "join", no_interest="on", **joined).status_code == 302


def test_heat_at_the_desk_and_for_everyone(house: Any, desk: Any, client: Any) -> None:
    facts = {
        "unit": house.counties[0].pk, "division": "330110", "day": "2026-03-05", "highest": "41",
        "office": "杭州市气象台", "office_level": "city",
    }  # fmt: skip
    new = reverse("safety:heat-notice-new")
    assert set(errors(desk.post(new, {**facts, "division": "999999"}))) == {"division"}
    assert set(errors(desk.post(new, {**facts, "highest": "99"}))) == {"highest"}
    assert set(errors(desk.post(new, {**facts, "highest": "34"}))) == {"__all__"}
    assert desk.post(new, facts).status_code == 302
    notice = HeatNotice.objects.get()
    public = reverse("safety:heat-public-notice", args=[notice.number])
    assert client.get(public).status_code == 404
    assert desk.post(reverse("safety:heat-notice-move", args=[notice.number, "send"])).status_code == 302
    client.logout()
    shown = client.get(public).content.decode()
    assert "停止室外露天作业" in shown
    sums = {"year": "2026", "month_6": "indoor", "month_7": "indoor", "month_8": "outdoor", "month_9": "outdoor"}
    page = client.get(reverse("safety:heat"), sums).content.decode()
    assert "¥1,000.00" in page
    assert "高温津贴标准" in page  # the law it stands on
    assert client.get(reverse("safety:heat"), {**sums, "month_6": "moon"}).status_code == 422


def test_the_code_on_site_fills_in_the_place(house: Any, client: Any) -> None:
    code = house.employers[0].credit_code
    answer = client.get(reverse("safety:report", args=[code]), {"spot": "三号车间"})
    shown = client.get(answer["Location"])
    assert shown.status_code == 200
    assert code in shown.content.decode()
    assert "三号车间" in shown.content.decode()
    assert client.get(reverse("safety:report", args=["NOBODY"]))["Location"] == reverse(
        "cases:start", args=["safety.hazard"]
    )


def test_the_poster_carries_the_code(house: Any, desk: Any) -> None:
    asked = {"employer": house.employers[0].credit_code, "spot": "三号车间"}
    assert "data:image/svg" in desk.get(reverse("safety:poster"), asked).content.decode()
    assert desk.get(reverse("safety:poster"), {"employer": "没有"}).status_code == 422


def test_a_stranger_reports_a_hazard_page_by_page(house: Any, client: Any) -> None:
    where = {"employer": house.employers[0].credit_code, "spot": "三号车间冲床"}
    ask = [reverse("cases:ask", args=["safety.hazard", n]) for n in (1, 2, 3)]
    assert client.post(ask[0], {"spot": "冲床"}).status_code == 422  # neither firm nor place
    assert client.post(ask[0], where).status_code == 302
    assert client.post(ask[1], {"kind": "01"}).status_code == 422
    assert client.post(ask[1], {"kind": "01", "grade": "general", "photo": photo()}).status_code == 302
    assert client.post(ask[2], {"facts": "按钮短接", "seen_at": "2026-03-09T08:00"}).status_code == 422
    assert client.post(ask[2], {"facts": "按钮短接"}).status_code == 302
    check = client.get(reverse("cases:check", args=["safety.hazard"]))
    assert check.status_code == 200
    assert "三号车间冲床" in check.content.decode()


def test_cooling_through_the_pages(house: Any, desk: Any) -> None:
    facts = {
        "unit": house.counties[0].pk, "title": "送清凉", "starts_on": "2026-07-01", "ends_on": "2026-08-31",
        "budget": "10000", "fund": "工会经费",
    }  # fmt: skip
    new = reverse("safety:cooling-new")
    assert set(errors(desk.post(new, {**facts, "ends_on": "2026-06-01"}))) == {"ends_on"}
    assert set(errors(desk.post(new, {**facts, "budget": "-1"}))) == {"budget"}
    assert desk.post(new, facts).status_code == 302
    plan = Cooling.objects.get()
    place = reverse("safety:cooling-place", args=[plan.number])
    site = {"site": "工地", "on": "2026-07-10", "people": "50", "goods_value": "5000", "cash": "0"}
    assert set(errors(desk.post(place, site))) == {"goods"}
    assert set(errors(desk.post(place, {**site, "people": "0", "goods": "清凉包"}))) == {"people"}
    assert desk.post(place, {**site, "goods": "清凉包50份"}).status_code == 302
    matters.move(matter=plan, name="approve", by=house.reviewer)
    visit = desk.get(reverse("safety:cooling", args=[plan.number])).context["visits"][0]
    sign = reverse("safety:cooling-sign", args=[plan.number, visit.pk])
    assert set(errors(desk.post(sign, {"done_on": "2026-03-05", "received_by": "工地工会"}))) == {"papers"}
    assert desk.post(sign, {"done_on": "2026-03-05", "received_by": "工会", "papers": photo()}).status_code == 302
    assert "¥5,000.00" in desk.get(reverse("safety:cooling", args=[plan.number])).content.decode()


def test_the_cup_through_the_pages(house: Any, as_: Any) -> None:
    desk = as_(house.chair)
    facts = {
        "unit": house.unions[0].pk, "year": "2026", "award": "unit", "name": "一厂", "wanted_level": "3",
        "sheet": "cup-score", "staff": "30", "teams": "3", "employer": house.employers[0].credit_code,
    }  # fmt: skip
    new = reverse("safety:cup-entry-new")
    assert set(errors(desk.post(new, {**facts, "staff": "-3"}))) == {"staff"}
    assert set(errors(desk.post(new, {**facts, "employer": ""}))) == {"employer"}
    assert desk.post(new, facts).status_code == 302
    assert set(errors(desk.post(new, facts))) == {"__all__"}
    entry = CupEntry.objects.get()
    score = reverse("safety:cup-entry-move", args=[entry.number, "self_score"])
    points = {"leadership": 15, "system": 20, "training": 15, "search": 20, "team": 10, "health": 15}
    given = {f"item-{name}": n for name, n in points.items()}
    assert set(errors(desk.post(score, {**given, "item-team": 16}))) == {"item-team"}
    assert desk.post(score, given).status_code == 302
    entry.refresh_from_db()
    assert entry.score == 95
    assert "95" in desk.get(reverse("safety:cup-entry", args=[entry.number])).content.decode()
