"""Arrears told by phone and hidden from the firm: mediated by the street, signed by both, paid and counted."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser import PHONE
from tests.journeys.someone import Someone, figure

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AGREED, RECOVERED = "rights.mediation_rate", "rights.recovered"


def scan(folder: Path, name: str) -> Path:
    """A paper as a phone photographs it."""
    path = folder / name
    Image.new("RGB", (600, 800), "white").save(path, "JPEG")
    return path


def test_arrears_are_mediated_signed_paid_and_counted(house, somebody, clock, minute_passes, looked_at, tmp_path):
    worker, desk, leader = somebody("worker", on=PHONE), somebody("township"), somebody("province_leader")
    complaint = complains(worker, house.employers[0], looked_at)
    may_not_know(somebody("chair"), complaint)
    mediation = hands_over(desk, complaint, looked_at)
    worker.opens(f"/my/cases/{mediation}/").sees(house.townships[0].name, "法定期限")

    invites(desk, mediation, scan(tmp_path, "送达回证.jpg"), looked_at)
    meets(desk, worker, mediation, clock, looked_at)
    agrees(desk, mediation, looked_at)
    signs(desk, mediation, [scan(tmp_path, name) for name in ("协议-职工.jpg", "协议-单位.jpg")])
    worker.opens(f"/my/cases/{mediation}/").sees("已达成协议", "拖欠的工资", "¥9,800.50", "待履行")
    looked_at(worker, "mediation-worker")
    desk.opens(f"/desk/cases/{complaint}/").sees("已办结")

    minute_passes()
    levels = [house.townships[0], house.counties[0], house.province]
    assert [figure(leader, unit, AGREED) for unit in levels] == [("100.0%", "1 / 1")] * 3
    assert [figure(leader, unit, RECOVERED)[0] for unit in levels] == ["0"] * 3
    clock.move_to("2026-03-23")
    is_paid(desk.comes_in(), mediation, looked_at)
    worker.comes_in().opens(f"/my/cases/{mediation}/").sees("已履行")
    minute_passes()
    leader.comes_in()
    assert [figure(leader, unit, RECOVERED)[0] for unit in levels] == ["9,800"] * 3


def complains(worker: Someone, firm: Any, looked_at: Any) -> str:
    """What a phone asks; hidden from the firm and its union, mediation wished. Returns the number."""
    worker.opens("/services/rights.complaint/").presses("开始")
    worker.fills(employer=firm.name).presses("下一步").fills(employed="yes").presses("下一步")
    worker.fills(cause="51", since="2026-01-01").presses("下一步")
    worker.fills(facts="一月和二月的工资没有发。", amount="9800.50").presses("下一步")
    worker.fills(wish="把工资要回来").presses("下一步")
    worker.fills(secrecy="hidden", agree_0=True, agree_1=True)
    looked_at(worker, "mediation-check")
    worker.presses("提交", within="main").sees("已提交", "隐藏身份")
    return worker.reads(".reference .number")


def may_not_know(chair: Someone, number: str) -> None:
    """The firm's own union finds nothing."""
    answer = chair.page.goto(f"/desk/cases/{number}/")
    assert answer is not None
    assert answer.status == 404


def hands_over(desk: Someone, complaint: str, looked_at: Any) -> str:
    """With the worker's consent, and nothing typed again; the number of the mediation."""
    desk.opens(f"/desk/cases/{complaint}/").presses("受理").presses("受理", within="main form").sees("办理中")
    desk.presses("转接其他服务").sees("转到劳动争议调解", "不再隐藏").fills(to="rights.mediation").presses(
        "转接其他服务", within="main form"
    )
    assert desk.path.endswith("/acts/hand-over/"), "nothing without consent"
    desk.fills(consent=True).presses("转接其他服务", within="main form").sees("调解中")
    desk.opens("/desk/cases/?service=rights.mediation").sees("拖欠工资").presses("3301", within="main table")
    desk.sees("待受理", "法定期限", "9")
    looked_at(desk, "mediation-handed-over")
    return desk.path.split("/")[3]


def invites(desk: Someone, number: str, receipt: Path, looked_at: Any) -> None:
    """The body sits, its letter is signed, numbered and handed to the firm."""
    desk.opens(f"/desk/cases/{number}/").presses("受理并征询对方")
    desk.fills(body="township", body_name="五常街道劳动争议调解委员会", mediators="例甲、例乙", place="五常街道总工会")
    desk.presses("受理并征询对方", within="main form").sees("征询对方", "五常街道劳动争议调解委员会")
    desk.presses("调解", within=".card:has-text('文书')").presses("签发").fills(post="主席")
    desk.presses("签发并编号", within="main form").sees("已签发", "〔2026〕")
    desk.presses("登记送达").fills(way="direct", on="2026-03-05", place="余杭样例制造0厂", receiver="例人事")
    desk.attaches("proof", receipt).presses("保存", within="main form").sees("已送达", "送达回证.jpg")
    looked_at(desk, "mediation-invitation")
    desk.opens(f"/desk/cases/{number}/").presses("对方同意调解")
    desk.fills(on="2026-03-05", representative="例经理", post="人事经理", power="full")
    desk.presses("对方同意调解", within="main form").sees("调解中")


def meets(desk: Someone, worker: Someone, number: str, clock: Any, looked_at: Any) -> None:
    """A sitting both were told of; the worker shows a code at the door; what was said is written down."""
    desk.presses("约面谈").fills(first="2026-03-10T14:00", place="五常街道总工会三楼", with_name="例甲")
    desk.presses("约面谈", within="main form")
    worker.opens(f"/my/cases/{number}/").sees("五常街道总工会三楼").presses("就选这个时间")
    looked_at(worker, "mediation-meeting")
    code = worker.reads("main strong.number >> nth=-1")
    clock.move_to("2026-03-10 13:58")
    desk.comes_in()
    desk.opens("/desk/cases/check-in/").fills(code=f"{number}-{code}").presses("签到", within="main form")
    desk.sees("已到场签到")
    clock.move_to("2026-03-10 15:30")
    worker.comes_in()
    desk.comes_in().opens(f"/desk/cases/{number}/").presses("记录一次调解")
    desk.fills(
        held_at="2026-03-10T14:00", place="五常街道总工会三楼", applicant_says="两个月工资九千八百元五角，这个月付清",
        respondent_says="同意，二十日前付",
    )  # fmt: skip
    desk.presses("记录一次调解", within="main form").sees("同意，二十日前付")


def agrees(desk: Someone, number: str, looked_at: Any) -> None:
    """The agreement: a line without its day is asked for at the field, and what was typed stays."""
    desk.presses("拟定协议").fills(what_1="拖欠的工资", amount_1="9800.50", way_1="银行转账")
    desk.presses("拟定协议", within="main form").sees("请填写这一笔的付款期限")
    assert desk.page.locator("[name=amount_1]").input_value() == "9800.50"
    looked_at(desk, "mediation-terms")
    desk.fills(due_1="2026-03-20").presses("拟定协议", within="main form").sees("待签署", "¥9,800.50")
    desk.presses("调解协议书", within=".card:has-text('文书')").presses("签发").fills(post="主席")
    desk.presses("签发并编号", within="main form").sees("已签发")
    desk.presses("查看内容（留痕）").sees("拖欠的工资", "9,800.50", "例经理", "2026年3月20日")


def signs(desk: Someone, number: str, copies: list[Path]) -> None:
    """Without the other side's signature there is none; with both, seal and copies it binds."""
    desk.opens(f"/desk/cases/{number}/").presses("双方已签署")
    desk.fills(signed_on="2026-03-10", effect_on="2026-03-10", applicant_signed=True, mediator_signed=True)
    desk.fills(body_sealed=True).attaches("signed_copy", *copies).presses("双方已签署", within="main form")
    desk.sees("没有对方签名或盖章，协议不能生效")
    desk.fills(respondent_signed=True).attaches("signed_copy", *copies).presses("双方已签署", within="main form")
    desk.sees("达成协议", "协议-职工.jpg", "协议-单位.jpg", "共同申请司法确认")


def is_paid(desk: Someone, number: str, looked_at: Any) -> None:
    """The day after the last day someone asks, and writes down that the money came."""
    desk.opens("/desk/").presses("履行").sees(number)
    looked_at(desk, "mediation-promises")
    desk.presses(f"{number}-1").fills(state="kept", says="职工说钱到账了，看了转账记录。")
    desk.presses("记录", within="main form").opens("/desk/rights/promises/?state=kept").sees(number)
