"""Cases of this room for tests: mediations and legal aid moved as people would."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from unionhall.cases import actions as cases
from unionhall.cases.models import Case
from unionhall.people import queries as people
from unionhall.rights import actions, queries

SEAT = {"body": "enterprise", "body_name": "例厂劳动争议调解委员会", "mediators": ["例甲"], "place": "五常街道总工会"}
ANSWER = {"on": date(2026, 3, 5), "representative": "例经理", "post": "人事经理", "power": "full"}
TERMS = {
    "payments": [
        {"what": "拖欠的工资", "amount": Decimal("9800.50"), "due_on": date(2026, 3, 20), "way": "银行转账"},
        {"what": "经济补偿", "amount": Decimal("5000"), "due_on": date(2026, 4, 20), "way": "银行转账"},
    ],
    "duties": "出具离职证明", "duties_due_on": date(2026, 3, 20), "effect": "双方签名后生效。", "copies": 3,
    "confirmation": "court",
}  # fmt: skip
SIGNATURES = {
    "signed_on": date(2026, 3, 5), "effect_on": date(2026, 3, 5), "applicant_signed": True, "respondent_signed": True,
    "mediator_signed": True, "body_sealed": True,
}  # fmt: skip
STEPS = (("accept", SEAT), ("agree", ANSWER), ("draft", TERMS), ("sign", SIGNATURES))
REACHED = {"asked": 0, "inviting": 1, "mediating": 2, "drafted": 3, "agreed": 4}


def photo(name: str = "协议.jpg") -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue())


def a_mediation(house: Any, stage: str = "asked", *, by: Any = None, **given: Any) -> Case:
    """A mediation the worker asked for, with the firm's union, moved to `stage` by its chair."""
    given.setdefault("answers", {"since": "2026-01-05", "employed": "no", "left_on": "2026-02-27"})
    given.setdefault("sealed", {"facts": "两个月没发工资", "claim": "付清工资", "amount": "14800.50"})
    case = house.case("rights.mediation", **given)
    return moved_on(house, case, stage, by=by)


def moved_on(house: Any, case: Case, stage: str, *, by: Any = None) -> Case:
    """The same mediation some steps on."""
    at = REACHED[case.stage_code]
    for name, facts in STEPS[at : REACHED[stage]]:
        papers = {"signed_copy": [photo()]} if name == "sign" else None
        cases.move(case=case, name=name, by=by or house.chair, papers=papers, **facts)
    return case


def colleague(house: Any, number: int, **given: Any) -> Case:
    """The same complaint of another worker of the first firm, openly."""
    person = house.member(house.unions[0], f"例工{number}", 700 + number)
    return house.case(person=people.person(person.pk), by=house.operator, **{"secrecy": "open", **given})


def a_group(house: Any, many: int, **given: Any) -> Any:
    """A group of that many colleagues' complaints."""
    first, *others = [colleague(house, number, **given) for number in range(1, many + 1)]
    group = actions.form_group(case=first, people=many + 1, by=house.caseworker)
    for case in others:
        actions.join_group(case=case, group=group, by=house.caseworker)
    return group


def speak_for(group: Any, by: Any, many: int = 3) -> None:
    """The first of them speak for all."""
    chosen = [one.case_id for one in queries.members_of(group)][:many]
    actions.name_speakers(group=group, cases_chosen=chosen, by=by)


def a_lawyer(house: Any, number: int = 1, *, unit: Any = None, **given: Any) -> Any:
    """A line on the county's roster."""
    facts = {
        "name": f"例律师{number}", "firm": "例律师事务所", "certificate": f"1330120261{number:07d}",
        "certified_until": date(2027, 5, 31), "fields": ["5"], "most": 2, **given,
    }  # fmt: skip
    return actions.enter_lawyer(unit=unit or house.counties[0], by=house.caseworker, **facts)
