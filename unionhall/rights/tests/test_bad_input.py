"""Every form of this room, filled in wrongly: a plain sentence at the field, and nothing typed is lost."""

from typing import Any

import pytest

from tests.cast import build_house
from unionhall.rights.models import AuthorityReport, Promise

from .making import a_group, a_lawyer, a_mediation

AID = {"answers": {"kind": "union", "group": "worker", "stage": "consult"}}
KEPT = "写了很久的一段话"
LINE = {
    "what_1": KEPT,
    "amount_1": "5000",
    "due_1": "2026-04-01",
    "effect": "生效",
    "confirmation": "none",
    "copies": "3",
}
SIGNED = {"signed_on": "2026-03-05", "effect_on": "2026-03-05"}
WRONG = [  # who, page, typed, told
    ("worker", "/services/rights.complaint/1/", {"employer": KEPT, "employer_size": "0"}, "不能小于1。"),
    ("worker", "/services/rights.complaint/3/", {"cause": "51", "people": "0"}, "不能小于1。"),
    ("worker", "/services/rights.complaint/3/", {"cause": "51", "people": "100001"}, "不能大于100000。"),
    ("worker", "/services/rights.complaint/3/", {"cause": "51", "people": "1", "since": "2027-01-01"}, "不能晚于今天"),
    ("worker", "/services/rights.complaint/4/", {"facts": KEPT, "amount": "-1"}, "不能小于0。"),
    ("worker", "/services/rights.complaint/4/", {"facts": KEPT, "amount": "1.234"}, "小数点后最多2位。"),
    ("worker", "/services/rights.complaint/4/", {"facts": KEPT, "amount": "9999999999999"}, "数太大了"),
    ("worker", "/services/rights.complaint/4/", {"facts": KEPT, "representatives": "例甲"}, "代表须推举3到5名"),
    ("worker", "/services/rights.mediation/2/", {"cause": "51", "facts": KEPT, "since": "2027-01-01"}, "不能晚于今天"),
    ("worker", "/services/rights.mediation/3/", {"claim": KEPT, "amount": "-1"}, "不能小于0。"),
    ("worker", "/services/rights.legal-aid/1/", {"kind": "state", "group": "worker", "income": "-1"}, "不能小于0。"),
    ("worker", "/services/rights.legal-aid/3/", {"facts": KEPT, "amount": "-1", "claim": "x"}, "不能小于0。"),
    ("worker", "/services/rights.question/1/", {"topic": "law", "question": KEPT * 200}, "最多写1000个字"),
    ("chair", "{complaint}dates/", {"says": KEPT, "known_on": "2027-01-01"}, "不能晚于今天"),
    ("chair", "{complaint}dates/", {"says": KEPT, "award_on": "2027-01-01"}, "不能晚于今天"),
    ("chair", "{complaint}group/", {"people": "1"}, "不能小于2。"),
    ("chair", "{complaint}group/", {"number": "JT000"}, "没有这个编号的集体争议"),
    ("chair", "{complaint}power/", {"agent": KEPT, "firm": "x", "power": "full", "certificate": "12"}, "17位数字"),
    ("chair", "{complaint}power/", {"agent": KEPT, "firm": "x", "power": "full"}, "请选择。"),
    ("caseworker", "{group}", {"act": "people", "people": "0"}, "不能小于1。"),
    ("caseworker", "{group}", {"act": "close", "because": ""}, "请填写这一项。"),
    ("caseworker", "{report}", {"act": "told", "authority": "局", "way": "phone", "says": KEPT}, "请填写这一项。"),
    ("chair", "{asked}accept/", {"body": "enterprise", "body_name": KEPT, "mediators": "、", "place": "x"}, "至少一位"),
    ("chair", "{inviting}agree/", {"on": "2027-01-01", "representative": KEPT, "power": "full"}, "不能晚于今天"),
    ("chair", "{mediating}hear/", {"held_at": "2027-01-01T08:00", "place": "x", "applicant_says": KEPT,
                                   "respondent_says": "x"}, "时间不能晚于现在"),
    ("chair", "{mediating}extend/", {"until": "2026-03-01", "applicant_agrees": "on"}, "须双方都同意"),
    ("chair", "{mediating}draft/", {**LINE, "amount_1": "-5"}, "不能小于0。"),
    ("chair", "{mediating}draft/", {**LINE, "due_1": ""}, "付款期限"),
    ("chair", "{mediating}draft/", {**LINE, "copies": "1"}, "不能小于2。"),
    ("chair", "{mediating}fail/", {"reason": "nonsense", "says": KEPT}, "请从列出的选项中选择。"),
    ("chair", "{drafted}sign/", {**SIGNED, "applicant_signed": "on"}, "没有对方签名或盖章"),
    ("chair", "{drafted}sign/", {**SIGNED, "effect_on": "2026-03-01"}, "不能早于签署日期"),
    ("chair", "{promise}", {"state": "part", "paid": "-1", "says": KEPT}, "不能小于0。"),
    ("chair", "{promise}", {"state": "kept", "says": ""}, "请填写这一项。"),
    ("caseworker", "{granted}assign/", {"lawyer": "0"}, "请从列出的选项中选择。"),
    ("caseworker", "{helping}finish/", {"result": "won", "says": KEPT, "recovered": "-1"}, "不能小于0。"),
    ("caseworker", "{helping}progress/", {"stage": "nonsense", "says": KEPT}, "请从列出的选项中选择。"),
    ("caseworker", "/desk/rights/lawyers/new/", {"name": KEPT, "certificate": "123"}, "17位数字"),
    ("caseworker", "/desk/rights/lawyers/new/", {"name": KEPT, "most": "101"}, "不能大于100。"),
]  # fmt: skip
RAW = ("确保", "Ensure", "this value", "%(")  # Django's own words


def build(house: Any) -> dict[str, Any]:
    at = {stage: f"/desk/cases/{a_mediation(house, stage).number}/moves/" for stage in
          ("asked", "inviting", "mediating", "drafted")}  # fmt: skip
    agreed = a_mediation(house, "agreed")
    aids = {stage: house.case("rights.legal-aid", **AID) for stage in ("granted", "helping")}
    for case in aids.values():
        house.move(case, "grant", house.reviewer, says="符合")
    house.move(aids["helping"], "assign", house.caseworker, lawyer=a_lawyer(house))
    grave = house.case(answers={"danger": True})
    return at | {
        "house": house,
        "complaint": f"/desk/rights/cases/{house.case().number}/",
        "group": f"/desk/rights/groups/{a_group(house, 2).number}/",
        "report": f"/desk/rights/reports/{AuthorityReport.objects.get(number=grave.number).number}/1/",
        "promise": f"/desk/rights/promises/{Promise.objects.get(number=agreed.number, place_no=1).number}/1/",
        **{stage: f"/desk/cases/{case.number}/moves/" for stage, case in aids.items()},
    }


@pytest.fixture(scope="module")
def world(keeping):
    with keeping(lambda clock: build(build_house())) as made:
        yield made


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "page", "typed", "told"), WRONG, ids=[f"{one[1]}{sorted(one[2])[-1]}" for one in WRONG]
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(world, clock, as_, who, page, typed, told):
    answer = as_(getattr(world["house"], who)).post(page.format_map(world), typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert told in shown
    if KEPT in typed.values():
        assert KEPT in shown
    assert not [words for words in RAW if words in shown]
