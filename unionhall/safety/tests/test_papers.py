"""Every letter of the room as PDF and as Word: the fields a reader looks for stand in both."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from unionhall.documents import actions, looks
from unionhall.documents import queries as read
from unionhall.documents.tests.test_typesetting import text_of, words_of
from unionhall.kit.text import full_day
from unionhall.matters import actions as matters
from unionhall.safety import papers
from unionhall.safety.tests.making import POINTS, VERIFIED, a_hazard, step, two_inspectors
from unionhall.safety.tests.test_others import FULL, an_entry, an_inspection, heat, record

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 5, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HAZARD = {
    "number": "YH-330110-2026-00001", "employer": "例制造公司", "code": "91330110TT0000019X", "site": "一号厂房",
    "spot": "冲床旁", "kind": "机械设备", "grade": "重大", "found": "双手按钮被短接", "basis": "第三十六条",
    "measure": "恢复双手按钮", "responsible": "车间主任", "money": "¥3,000.00", "fix_by": date(2026, 3, 15),
    "emergency_plan": "停机看护", "people": 6, "delivered_to": "厂长", "delivered_at": AT, "decision": "立即撤离",
    "decided_at": AT, "rechecked_on": date(2026, 3, 12), "notified_on": AT, "employer_said": "同意整改",
    "unit": "余杭区总工会", "authority": "余杭区应急管理局", "mended": True,
}  # fmt: skip
RECORD = {
    "number": "LJ-1", "employer": "例制造公司", "code": "", "site": "一号厂房", "on": date(2026, 3, 5),
    "inspectors": [["检查员甲", "ZJ-1"], ["检查员乙", "ZJ-2"]],
    "lines": [["消防设施", "不符合", "通道堵塞"]], "findings": "总体较好",
    "employer_said": "立即改正", "special": ["夜班：怀孕7个月以上的女职工被安排夜班。"],
}  # fmt: skip
HEAT = {
    "place": "余杭区", "day": date(2026, 7, 20), "highest": "41", "office": "杭州市气象台",
    "words": ["当日应当停止室外露天作业。"],
}  # fmt: skip
CUP = {"title": "2026年安康杯", "name": "五常第一厂", "unit": "五常工会", "score": "95", "until": date(2026, 3, 12)}
LETTERS = [
    (papers.NOTICE, HAZARD, ["例制造公司", "双手按钮被短接", "恢复双手按钮", "车间主任", "2026年3月15日", "是否采纳"]),
    (papers.EVACUATION, HAZARD, ["立即组织职工撤离", "厂长", "立即撤离", "14:00", "12350"]),
    (papers.HAND_OVER, HAZARD, ["移送", "同意整改", "双手按钮被短接"]),
    (papers.RECHECK, HAZARD, ["已整改", "2026年3月12日"]),
    (papers.INSPECTION, RECORD, ["检查员甲", "ZJ-2", "通道堵塞", "立即改正", "被安排夜班"]),
    (papers.HEAT, HEAT, ["41℃", "停止室外露天作业", "杭州市气象台"]),
    (papers.CUP, CUP, ["五常第一厂", "95", "2026年3月12日"]),
]


@pytest.mark.parametrize(("kind", "facts", "words"), LETTERS, ids=[kind.code for kind, *_rest in LETTERS])
def test_the_fields_stand_in_both(kind: Any, facts: dict[str, Any], words: list[str], house: Any) -> None:
    row = actions.draw_up(
        kind=kind.code, unit=house.counties[0], facts=facts, by=house.caseworker, addressee="例制造公司"
    )
    signed = actions.sign_off(document=row, by=house.reviewer, post="副主席")
    pdf, word = text_of(looks.as_pdf(signed)), words_of(looks.as_word(signed))
    assert [one for one in words if one not in pdf] == []
    assert [one for one in words if one not in word] == []
    assert kind.series in signed.number


def looked(house: Any, subject: Any, kind: str, words: list[str]) -> list[str]:
    """What is missing in the PDF or the Word file of the letter the room itself drew up about this."""
    letter = next(one for one in read.of_subject(subject) if one.kind_code == kind)
    signed = actions.sign_off(document=letter, by=house.reviewer, post="副主席")
    texts = (text_of(looks.as_pdf(signed)), words_of(looks.as_word(signed)))
    return [one for one in words for text in texts if one not in text]


def test_as_the_rooms_own_acts_draw_them(house: Any) -> None:
    hazard = a_hazard(house, stage="rechecked")
    fix_by = full_day(hazard.fix_by)
    firm = [hazard.employer.credit_code, VERIFIED["spot"], VERIFIED["found"]]
    assert looked(house, hazard, "safety.hazard-notice", [*firm, hazard.number, fix_by, "是否采纳"]) == []
    assert looked(house, hazard, "safety.recheck", [*firm, POINTS["responsible"], "¥3,000.00", "已整改"]) == []
    late = step(a_hazard(house, stage="fixing"), "hand_over", house.reviewer)
    assert looked(house, late, "safety.hand-over", [*firm, "同意整改", "余杭区应急管理局"]) == []
    checked = an_inspection(house)
    record(checked, two_inspectors(house), house.caseworker)
    assert looked(house, checked, "safety.inspection", ["ZJ-检查员甲", "配电箱敞开", "同意", "不符合"]) == []
    notice = heat(house)
    matters.move(matter=notice, name="send", by=house.caseworker)
    assert looked(house, notice, "safety.heat-notice", ["38.5℃", "杭州市气象台", "6小时"]) == []
    entry = an_entry(house)
    matters.move(matter=entry, name="self_score", by=house.chair, scores=FULL, vetoes=[])
    matters.move(matter=entry, name="judge", by=house.reviewer, scores=FULL, vetoes=[])
    matters.move(matter=entry, name="announce", by=house.reviewer)
    assert looked(house, entry, "safety.cup-notice", ["五常第一厂", "100", "自签发之日起5个工作日"]) == []


def test_a_sole_traders_name_is_whole_on_paper_and_masked_on_pages(house: Any, as_: Any) -> None:
    firm = house.employers[0]
    type(firm).objects.filter(pk=firm.pk).update(credit_code="92330110MA2AXXXX0X", name="余杭例小花餐饮店")
    firm.refresh_from_db()
    hazard = step(a_hazard(house, stage="fixing", employer=firm), "hand_over", house.reviewer)
    assert looked(house, hazard, "safety.hand-over", ["余杭例小花餐饮店", "余杭区应急管理局"]) == []
    assert looked(house, hazard, "safety.hazard-notice", ["余杭例小花餐饮店"]) == []
    letter = next(one for one in read.of_subject(hazard) if one.kind_code == "safety.hazard-notice")
    assert letter.addressee == "余杭***店"
    page = as_(house.caseworker).get(reverse("safety:hazard", args=[hazard.number])).content.decode()
    assert "余杭***店" in page
    assert "小花" not in page
    checked = an_inspection(house)
    record(checked, two_inspectors(house), house.caseworker)
    assert looked(house, checked, "safety.inspection", ["余杭例小花餐饮店"]) == []
