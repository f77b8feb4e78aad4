"""Labour protection: hazards of each grade and stage, inspectors and inspections, accidents with their legal steps."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from unionhall.cases import actions as cases
from unionhall.cases.catalogue import services
from unionhall.documents import actions as documents
from unionhall.documents import queries as read_documents
from unionhall.funds import actions as funds
from unionhall.funds.models import Payable
from unionhall.matters import actions as matters
from unionhall.matters import queries as read_matters
from unionhall.people.models import Person
from unionhall.safety import actions as safety
from unionhall.safety import queries as read_safety
from unionhall.safety.checklist import LINES
from unionhall.safety.models import FollowUp, Hazard, Inspector, Victim

from .. import words
from .cast import Cast, Place, can_sign, photo, sender
from .stage import Stage, Story

ENDINGS = (
    "reported", "verified", "notified", "answered", "fixing", "overdue", "rechecked", "handed", "closed", "late",
    "unfounded",
)  # fmt: skip
SPOTS = (
    ("01", "三号车间冲床双手按钮", "冲床双手按钮被短接。", "安全生产法第三十六条", "恢复双手按钮，停机检修"),
    ("02", "配电间电缆接头", "配电箱门缺失，接头裸露。", "用电安全导则", "更换配电箱，重新接线"),
    ("03", "一楼疏散通道", "疏散通道堆放货物。", "消防法第二十八条", "清空通道，划线管理"),
    ("04", "屋面作业临边", "临边没有防护栏杆。", "建筑施工高处作业安全技术规范", "加装防护栏杆和安全网"),
    ("07", "打磨间除尘", "除尘风机停用，粉尘堆积。", "职业病防治法第二十五条", "修复风机，每班清扫"),
    ("12", "喷漆岗位防护", "防毒面具滤盒过期。", "职业病防治法第二十二条", "更换滤盒，建立发放台账"),
)
OTHER = ("99", "", "与规定不符，现场拍照留存。", "安全生产法第四十一条", "按规定整改，明确专人负责")
WAITS = {"reported": 0, "verified": 1, "notified": 2, "answered": 4, "fixing": 6, "rechecked": 12, "handed": 30}


def hazard(
    stage: Stage, cast: Cast, place: Place, firm: Any, began: date, ending: str, grade: str = "general"
) -> Story:
    """Found by the union's own people, taken as far as `ending`."""
    yield stage.on(began)
    kind, spot, found, _basis, _measure = stage.draw.choice(SPOTS)
    row = safety.report_hazard(
        unit=place.unit, by=place.clerk, kind=kind, grade=grade, spot=spot, employer=firm, site="主厂房", found=found,
        papers=[photo("现场.jpg", "#c8b0a0")],
    )  # fmt: skip
    yield from _work(stage, cast, place, row, ending)


def reported(stage: Stage, cast: Cast, worker: Person, began: date, ending: str, grade: str = "general") -> Story:
    """A worker sends a photo; the worker hears what came of it, with the photo of the repair."""
    yield stage.on(began)
    firm, service = worker.employer, services["safety.hazard"]
    assert firm is not None
    kind, spot = stage.draw.choice(SPOTS)[:2]
    answers = {
        "employer": firm.pk,
        "site": "主厂房",
        "spot": spot,
        "place": firm.division_id,
        "kind": kind,
        "grade": grade,
    }
    case = cases.open_case(
        service=service, person=worker, answers=answers, by=sender(worker), employer=firm, headline="安全隐患",
        sealed={"facts": "上班时看到的，已经有一段时间。"}, papers={"photo": [photo("现场.jpg", "#c8b0a0")]},
        secrecy=stage.draw.choice(("open", "hidden")), channel="wechat", agreed=[one.purpose for one in service.agrees],
        token=f"demo:{cast.code}:{stage.now.isoformat()}:{worker.pk}",
    )  # fmt: skip
    row = read_matters.from_case([Hazard], case.number, [case.unit.desk_id])[0]
    yield from _work(stage, cast, cast.at(row), row, ending)


def _work(stage: Stage, cast: Cast, place: Place, row: Any, ending: str) -> Story:
    by, (_kind, _spot, found, basis, measure) = place.clerk, next((one for one in SPOTS if one[0] == row.kind), OTHER)
    if ending == "reported":
        return
    yield stage.in_(1)
    if ending == "unfounded":
        matters.move(matter=row, name="dismiss", by=by, says="现场核实，防护装置完好，属误报。")
        return
    matters.move(
        matter=row, name="verify", by=by, kind=row.kind, grade=row.grade, spot=row.spot, found=found, basis=basis
    )
    if ending == "verified":
        return
    if row.grade == "imminent":
        yield from _evacuate(stage, place, row, ending, measure)
        return
    yield stage.in_(0)
    matters.move(matter=row, name="notify", by=by, measure=measure, fix_by=stage.today + timedelta(days=15))
    sign_letter(stage, place, row)
    if row.grade == "major":
        safety.tell_authority(hazard=row, by=by, authority="应急管理部门（12350）", told_at=stage.now)
    if ending == "notified":
        return
    yield stage.in_(stage.draw.randint(1, 2))
    _answer(stage, row, by, measure)
    if ending == "answered":
        return
    yield stage.in_(1)
    matters.move(matter=row, name="accept", by=by)
    if ending == "fixing":
        return
    yield from _mend(stage, place, row, ending)


def sign_paper(place: Place, row: Any) -> None:
    """The newest paper about it signed by whoever signs at that place, where letters can be set."""
    for one in read_documents.of_subject(row)[:1] if can_sign() else ():
        documents.sign_off(document=one, by=place.signer, post=place.post)


def sign_letter(stage: Stage, place: Place, row: Any) -> None:
    """The notice (or the proposal to leave) signed and handed over, where letters can be set."""
    for one in read_documents.of_subject(row)[:1] if can_sign() else ():
        signed = documents.sign_off(document=one, by=place.signer, post=place.post)
        documents.serve(
            document=signed, way="direct", on=stage.today, place="单位办公室", receiver="安全主管", by=place.clerk
        )


def _answer(stage: Stage, row: Any, by: Any, measure: str) -> None:
    matters.move(
        matter=row, name="answer", by=by, employer_said="同意整改，立即落实。", measure=measure, responsible="安全主管",
        money=Decimal(stage.draw.randint(10, 90) * 100), fix_by=stage.today + timedelta(days=stage.draw.randint(5, 9)),
        emergency_plan="停机并设专人看护",
    )  # fmt: skip


def _evacuate(stage: Stage, place: Place, row: Any, ending: str, measure: str) -> Story:
    """Danger to life: the proposal to leave at once, the authority told by telephone, the employer's decision."""
    by = place.clerk
    yield stage.in_(0)
    matters.move(
        matter=row, name="notify", by=by, measure="立即撤离现场人员，" + measure, people=6, delivered_to="厂长",
        delivered_at=stage.now,
    )  # fmt: skip
    sign_letter(stage, place, row)
    safety.tell_authority(hazard=row, by=by, authority="应急管理部门（12350）", told_at=stage.now)
    yield stage.in_(0)
    matters.move(
        matter=row,
        name="decide",
        by=by,
        decision="stop",
        decided_at=stage.now,
        employer_said="立即停止作业，排除险情。",
        measure=measure,
        fix_by=stage.today + timedelta(days=2),
    )
    if ending == "answered":
        return
    yield stage.in_(0)
    matters.move(matter=row, name="accept", by=by)
    yield from _mend(stage, place, row, ending)


def _mend(stage: Stage, place: Place, row: Any, ending: str) -> Story:
    by = place.clerk
    assert row.fix_by is not None
    if ending in ("overdue", "late", "handed"):
        yield stage.on(row.fix_by + timedelta(days=9))
        if row.stage_code == "fixing":
            matters.move(matter=row, name="lapse", by=stage.clock, says="期限已过，按规则自动办理。")
        if ending == "overdue":
            return
        if ending == "handed":
            yield stage.in_(1)
            says = "逾期未整改，移送监管部门。"
            matters.move(matter=row, name="hand_over", by=place.signer, says=says, authority="应急管理局")
            return
        yield stage.in_(2)
    else:
        yield stage.on(row.fix_by)
    matters.move(matter=row, name="recheck", by=by, rechecked_on=stage.today, papers=[photo("整改后.jpg", "#b0c8a8")])
    if ending == "rechecked" or place.signer.pk == by.pk:
        return
    yield stage.in_(1)
    matters.move(matter=row, name="close", by=place.signer)


# --- inspections ----------------------------------------------------------------------------------------------------


def inspectors(stage: Stage, cast: Cast, places: list[Place]) -> Story:
    """Two inspectors at each place, appointed by the union above; one certificate ends soon, one has ended."""
    yield stage.on(stage.first)
    for number, place in enumerate((one for one in places for _two in range(2)), start=1):
        left = {3: 25, 6: -20}.get(number, 250 + number * 40)
        safety.appoint(
            unit=place.unit,
            by=(cast.city if place is cast.county else cast.county).signer,
            name=words.person_name(stage.draw, female=number % 3 == 0),
            certificate=f"劳保-{cast.code}-{number:04d}",
            level={3: "federation", 4: "federation"}.get(place.unit.level, "committee"),
            appointed_on=stage.today,
            expires_on=stage.plan.day + timedelta(days=left),
            training_hours=40,
            industries="制造",
        )


NOTED = "现场有一处不符合，已拍照。"
INSPECTED = ("planned", "recorded", "signed", "closed", "cancelled")


def inspection(stage: Stage, cast: Cast, place: Place, firm: Any, began: date, ending: str, bad: int = 1) -> Story:
    """Planned, made by two inspectors, signed; every bad line becomes a hazard of its own."""
    yield stage.on(began)
    by = place.clerk
    row = safety.plan_inspection(
        unit=place.unit,
        by=by,
        employer=firm,
        planned_on=stage.today + timedelta(days=7),
        site="主厂房",
        purpose="季度检查",
    )
    if ending == "planned":
        return
    yield stage.in_(3)
    if ending == "cancelled":
        matters.move(matter=row, name="cancel", by=by, says="单位停产检修，改期。")
        return
    seen = (
        Inspector.objects.filter(desk_id=cast.county.unit.desk_id, ended_on=None).select_related("unit").order_by("pk")
    )
    two = [one for one in seen if one.expires_on >= stage.today and place.unit.path.startswith(one.unit.path)][:2]
    if len(two) < 2:
        return
    chosen = {line.code for line in stage.draw.sample(LINES[:16], bad)}
    lines = {
        one.code: {"found": "bad" if one.code in chosen else "good", "note": NOTED if one.code in chosen else ""}
        for one in LINES
    }
    matters.move(
        matter=row, name="record", by=by, inspectors=two, inspected_on=stage.today, lines=lines, grades={},
        findings="总体情况较好，个别岗位需整改。", employer_said="同意，按期整改。",
    )  # fmt: skip
    if ending == "recorded":
        return
    yield stage.in_(1)
    signing: dict[str, Any] = {"signer": "例负责人", "refused": False, "witness": "", "signed_on": stage.today}
    matters.move(matter=row, name="sign", by=by, papers=[photo("检查记录签字页.jpg")], **signing)
    if ending == "signed":
        return
    yield stage.in_(2)
    matters.move(matter=row, name="close", by=by, says="检查发现的隐患已逐项登记督办。")
    for one in Hazard.objects.filter(desk_id=row.desk_id, inspection=row.number).select_related("unit", "employer"):
        yield from _work(stage, cast, place, one, "closed")


# --- accidents ------------------------------------------------------------------------------------------------------

FOLLOWED = ("entered", "inquiry", "reported", "correcting", "closed")


def accident(
    stage: Stage, cast: Cast, place: Place, firm: Any, began: date, ending: str, worker: Person | None
) -> Story:
    """One serious injury with its legal steps, the inquiry and the family looked after, as far as `ending`.

    A family is visited for a year: one that is closed within it was a light injury.
    """
    yield stage.on(began)
    by, grave = place.clerk, ending != "closed"
    happened = stage.now - timedelta(hours=3)
    row = safety.open_accident(
        unit=place.unit,
        by=by,
        employer=firm,
        happened_at=happened,
        place="二号车间",
        kind="03",
        serious=int(grave),
        light=1,
        head_told_at=happened + timedelta(minutes=20),
        loss=Decimal(stage.draw.randint(5, 60) * 10_000),
    )
    victim = safety.add_victim(
        accident=row,
        name=worker.name if worker else "例职工",
        harm="serious" if grave else "light",
        by=by,
        injury="右手挤压伤",
        family=f"{worker.name[:1] if worker else '李'}秀英",
        person_id=worker.pk if worker else None,
    )
    _told(stage, row, by, 3 if ending == "entered" else 99)
    if ending == "entered":
        return
    yield stage.in_(1)
    matters.move(
        matter=row, name="join", by=by, who=by.name, post="工会劳动保护干部", joined_on=stage.today, no_interest=True
    )
    if ending == "inquiry":
        return
    if grave:
        yield from _care(stage, place, row, victim)
        yield from _visit(stage, row, by)
    yield stage.in_(20)
    matters.move(
        matter=row, name="report", by=by, reported_on=stage.today, causes="防护装置被拆除，培训不到位。",
        responsible="单位主要负责人负领导责任。", opinions="建议恢复防护装置，全员再培训。",
    )  # fmt: skip
    if ending == "reported":
        return
    yield stage.in_(12)
    matters.move(
        matter=row,
        name="reply",
        by=by,
        replied_on=stage.today,
        measures="全面排查设备防护，落实培训。",
        answers="采纳。",
    )
    if ending == "correcting":
        return
    yield stage.in_(25)
    matters.move(matter=row, name="close", by=place.signer, says="防范措施已全部落实。")


def _told(stage: Stage, row: Any, by: Any, most: int) -> None:
    """Who had to be told within hours was told, each a while before the last moment and none after today's."""
    for step in list(read_safety.steps_of_accident(row))[:most]:
        if step.due_at is not None and step.done_at is None:
            early = min(step.due_at - timedelta(minutes=15), stage.now)
            safety.mark_step(accident=row, code=step.code, done_at=early, note="", by=by)


def _care(stage: Stage, place: Place, row: Any, victim: Victim) -> Story:
    """The claim made, the hardship answered, condolence owed and paid."""
    by = place.clerk
    yield stage.in_(4)
    safety.mark_claim(accident=row, victim=fresh(victim), claimed_on=stage.today, legal_aid=False, by=by)
    safety.answer_hardship(accident=row, victim=fresh(victim), agrees=False, consent=False, by=by)
    safety.owe_condolence(accident=row, victim=fresh(victim), amount=Decimal(3000), by=by)
    owed = Payable.objects.filter(pk=fresh(victim).condolence_owed, desk_id=row.desk_id).select_related("unit").first()
    approver = place.signer if place.signer.pk != by.pk else None
    if owed is not None and approver is not None and place.has("leader"):
        yield stage.in_(2)
        funds.approve(payable=owed, by=approver)


def _visit(stage: Stage, row: Any, by: Any) -> Story:
    """The first visit, a month after."""
    first = FollowUp.objects.filter(desk_id=row.desk_id, matter_id=row.pk).order_by("due_on").first()
    if first is not None:
        yield stage.on(first.due_on)
        words = "上门看望，伤情恢复较好，生活稳定。"
        safety.visit_family(accident=row, follow_up=first, done_on=stage.today, words=words, by=by)


def fresh(victim: Victim) -> Victim:
    return Victim.objects.get(desk_id=victim.desk_id, pk=victim.pk)
