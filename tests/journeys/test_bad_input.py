"""What is wrong is said beside its field, in words, all at once; what was typed is still there."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import PHONE
from tests.cast import id_number
from tests.journeys.someone import Someone
from unionhall.rights.tests.making import a_mediation

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def is_told(who: Someone, **by_name: str) -> None:
    """Each field is marked, says what is wrong, and is named in the summary at the top."""
    for name, words in by_name.items():
        field = who.page.locator(f".field-wrong:has([name={name}])")
        expect(field).to_contain_text(words)
        assert field.locator(f"[name={name}]").first.get_attribute("aria-invalid") == "true", name
        expect(who.page.locator(".errors")).to_contain_text(words)


def still_says(who: Someone, **by_name: str) -> None:
    for name, value in by_name.items():
        assert who.page.locator(f"main [name={name}]").input_value() == value, name


def test_a_wrong_id_number(house, stranger, looked_at):
    right = id_number(701)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    typed = {"name": "例骑手", "id_number": wrong, "phone": "13900070000"}
    stranger.opens(f"/join/?union={house.unions[0].code}")
    stranger.fills(**typed, password="evening-Tea-2026", agree=True, agree_sensitive=True).presses("下一步")
    is_told(stranger, id_number="校验")
    still_says(stranger, **typed)
    looked_at(stranger, "bad-id-number")


def test_a_day_to_come_and_a_negative_wage(house, stranger, looked_at):
    stranger.opens("/services/rights.complaint/").presses("开始").fills(employer=house.uncovered[0].name)
    stranger.presses("下一步").presses("下一步").fills(cause="51", since="2026-09-01", until="2026-08-01", people="0")
    stranger.presses("下一步")
    is_told(stranger, since="日期不能晚于今天", until="日期不能晚于今天", people="1")
    still_says(stranger, cause="51", since="2026-09-01", until="2026-08-01", people="0")
    stranger.fills(since="2026-01-01", until="", people="1").presses("下一步")
    stranger.fills(facts="两个月没发工资。", amount="-9800").presses("下一步")
    is_told(stranger, amount="不能小于0")
    still_says(stranger, facts="两个月没发工资。", amount="-9800")
    looked_at(stranger, "bad-amount")


def test_a_calculator_with_a_negative_wage(house, stranger, looked_at):
    typed = {"start": "2018-09-01", "end": "2017-05-15", "average": "-8800"}
    stranger.opens("/calculators/").presses("经济补偿").fills(**typed).presses("计算")
    is_told(stranger, average="不能小于0")
    still_says(stranger, **typed)
    stranger.fills(average="8800").presses("计算")
    is_told(stranger, end="离职日期不能早于入职日期")
    looked_at(stranger, "bad-calculator")


def test_an_employer_without_a_code(house, somebody, looked_at):
    chair = somebody("chair")
    typed = {"kind": "WAGE", "offered_on": "2026-03-06", "issues": "工资增长", "workers": "-3"}
    chair.opens("/desk/bargaining/rounds/new/").fills(**typed).presses("保存", within="main form")
    is_told(chair, employer="统一社会信用代码", offered_on="日期不能晚于今天", workers="不能小于0")
    still_says(chair, **typed)
    looked_at(chair, "bad-offer")
    chair.fills(employer="91330110TT0000000X", offered_on="2026-03-05", workers="").presses("保存", within="main form")
    is_told(chair, employer="代码")
    still_says(chair, employer="91330110TT0000000X", issues="工资增长")


def test_an_agreement_without_signatures(house, somebody, looked_at, tmp_path: Path):
    case: Any = a_mediation(house, "drafted")
    copy = tmp_path / "协议.jpg"
    Image.new("RGB", (300, 400), "white").save(copy, "JPEG")
    chair = somebody("chair")
    chair.opens(f"/desk/cases/{case.number}/").presses("双方已签署")
    assert "可不填" not in chair.page.locator(".field:has([name=body_sealed])").inner_text()
    chair.fills(signed_on="2026-03-05", effect_on="2026-03-04").attaches("signed_copy", copy)
    chair.presses("双方已签署", within="main form")
    is_told(
        chair, applicant_signed="没有申请人签名", respondent_signed="没有对方签名或盖章", body_sealed="没有加盖",
        mediator_signed="没有调解员签名", effect_on="生效日期不能早于签署日期",
    )  # fmt: skip
    still_says(chair, signed_on="2026-03-05", effect_on="2026-03-04")
    looked_at(chair, "bad-signatures")
    chair.opens(f"/desk/cases/{case.number}/").sees("待签署")


def test_what_must_be_given_and_is_not(house, somebody):
    """What must be given and is not: the same words at the field, not a bubble of the browser."""
    case: Any = a_mediation(house, "inviting")
    chair = somebody("chair", on=PHONE)
    chair.opens(f"/desk/cases/{case.number}/").presses("对方同意调解").fills(on="2026-03-05", post="人事经理")
    chair.presses("对方同意调解", within="main form")
    is_told(chair, representative="请填写这一项。")
    still_says(chair, on="2026-03-05", post="人事经理")
