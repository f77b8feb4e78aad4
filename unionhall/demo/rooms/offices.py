"""What offices do beside the rooms: letters of their own, links to employers, dated rules of their own place."""

from datetime import date
from decimal import Decimal

from unionhall.documents import actions as documents
from unionhall.people import actions as people
from unionhall.rules import actions as rules
from unionhall.rules import queries as read_rules

from .cast import Cast, Place, can_sign
from .stage import Stage, Story

TITLES = (
    ("关于开展工资集体协商要约行动的函", "请各单位配合开展工资集体协商要约行动，于收到要约后二十日内书面答复。"),
    ("关于做好夏季防暑降温工作的函", "请落实高温作业调整和高温津贴发放，合理安排作息时间。"),
    ("关于报送劳动争议调解情况的函", "请于本季度末前报送劳动争议调解工作情况。"),
)


def letter(stage: Stage, cast: Cast, place: Place, began: date, ending: str) -> Story:
    """A plain letter: a draft, signed, served, or withdrawn."""
    yield stage.on(began)
    title, text = stage.draw.choice(TITLES)
    firm = place.firms[0] if place.firms else None
    row = documents.write_letter(
        unit=place.unit, title=title, addressee=firm.name if firm else "各基层工会", text=text, by=place.clerk,
        credit_code=firm.credit_code if firm else "",
    )  # fmt: skip
    if ending == "draft" or not can_sign():
        return
    yield stage.in_(1)
    row = documents.sign_off(document=row, by=place.signer, post=place.post)
    if ending == "signed":
        return
    yield stage.in_(1)
    if ending == "withdrawn":
        documents.withdraw(document=row, reason="事项有调整，另行发函。", by=place.signer)
        return
    documents.serve(document=row, way="post", on=stage.today, place="单位收发室", receiver="行政主管", by=place.clerk)
    if firm is not None:
        documents.employer_link(document=row, by=place.clerk)


def rolls(stage: Stage, own: Place) -> Story:
    """A union asks for its roll as a file: masked at once, with the numbers after a second person's yes."""
    yield stage.on(stage.ago(3))
    people.ask_export(unit=own.unit, purpose="核对会员名册，准备换届选举。", with_numbers=False, by=own.clerk)
    yield stage.in_(1)
    people.ask_export(unit=own.unit, purpose="为会员办理互助保障参保手续。", with_numbers=True, by=own.clerk)


OWN_RULES = (
    ("rights.call-back", Decimal(2), "回访时限缩短"),
    ("rights.certificate-warning", Decimal(45), "执业证提前提醒"),
)


def own_rules(stage: Stage, cast: Cast, began: date) -> Story:
    """The county enters newer rows for itself; what was decided before keeps the older one."""
    for number, (code, value, note) in enumerate(OWN_RULES):
        yield stage.on(began) if number == 0 else stage.in_(3)
        now = read_rules.rule(code, place=cast.code)
        rules.enter_rule(
            code=code, place=cast.code, valid_from=stage.today, value=value, unit=now.unit, by=cast.county.signer,
            source=f"{cast.county.unit.name}工作规则", note=note,
        )  # fmt: skip
