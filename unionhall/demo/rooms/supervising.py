"""Labour-law supervision: supervisors, matters in every stage, the ladder of letters, warnings of each colour."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from unionhall.cases import actions as cases
from unionhall.cases.catalogue import services
from unionhall.kit.access import Level
from unionhall.matters import actions as matters
from unionhall.matters import queries as read_matters
from unionhall.people.models import Person
from unionhall.supervision import actions as supervision
from unionhall.supervision import queries as read_supervision
from unionhall.supervision.choices import WAYS, Colour
from unionhall.supervision.models import Inspection, Letter, Supervisor

from .. import words
from .cast import Cast, Place, can_sign, photo, sender
from .stage import Stage, Story

MATTERS = ("clue", "hear", "consult", "investigate", "letter", "not-accepted", "no-breach", "settled")
LETTERS = (
    "draft", "signed", "served", "answered", "rechecked", "closed", "late", "silent", "refused", "withdrawn",
    "recommended", "escalated", "handed",
)  # fmt: skip
SPENT = {  # working days such a letter has taken until it stands there
    "draft": 9, "signed": 10, "served": 12, "answered": 17, "refused": 14, "recommended": 18, "withdrawn": 40,
    "late": 36, "silent": 31, "handed": 40, "escalated": 50, "rechecked": 52, "closed": 95,
}  # fmt: skip
SUBJECTS = (
    ("05", "拖欠职工工资", "劳动法第五十条", "补发拖欠的工资"),
    ("06", "超时加班", "劳动法第四十一条", "调整排班，每月加班不超过三十六小时"),
    ("08", "未依法缴纳社会保险费", "社会保险法第五十八条", "为全体职工补办社会保险登记"),
    ("03", "未签订书面劳动合同", "劳动合同法第十条", "与全体职工签订书面劳动合同"),
    ("10", "未召开职工代表大会", "工会法第三十六条", "年内召开职工代表大会"),
)


def register(stage: Stage, cast: Cast, places: list[Place]) -> Story:
    """Two supervisors at each place; one certificate ends within weeks, one has ended."""
    yield stage.on(stage.first)
    by, number = cast.county.clerk, 0
    for place in places:
        for _one in range(2):
            number += 1
            left = {2: 20, 5: 55, 7: -15}.get(number, 300 + number * 31)
            supervision.register_supervisor(
                unit=place.unit, name=words.person_name(stage.draw, female=number % 3 == 0), by=by,
                certificate_no=f"浙监-{cast.code}-{number:04d}", issued_on=stage.today - timedelta(days=700),
                expires_on=stage.plan.day + timedelta(days=left), area=place.unit.name[:40],
                training_hours=stage.draw.choice((8, 24, 24, 32)), exam_score=stage.draw.choice((55, 78, 86, 91)),
            )  # fmt: skip
    ended = Supervisor.objects.at_desks([cast.county.unit.desk_id]).filter(unit__in=[p.unit for p in places])
    yield stage.on(stage.ago(30))
    if (last := ended.order_by("-pk").first()) is not None and number > 4:
        supervision.end_supervisor(supervisor=last, because="调离工会工作岗位", by=by)
    for number, place in enumerate(places[:3]):  # the others have supervisors only, or nobody: the list says so
        names = [words.person_name(stage.draw, female=n % 2 == 0) for n in range(4)]
        supervision.form_committee(
            unit=place.unit, chair=names[0], chair_post="vice", members=names[1:], by=by,
            elected_on=stage.today - timedelta(days=700),
            term_end=stage.plan.day + timedelta(days=40 if number == 1 else 500),
        )  # fmt: skip


def matter(
    stage: Stage, cast: Cast, place: Place, firm: Any, began: date, ending: str, *, source: str = "patrol"
) -> Story:
    """A clue of the union's own, taken as far as `ending`."""
    yield stage.on(began)
    scope, title, _law, _measure = stage.draw.choice(SUBJECTS)
    row = supervision.register_clue(
        unit=place.unit, employer=firm, title=title, scope=scope, source=source, by=place.clerk,
        words="巡查时发现。", workers=stage.draw.randint(2, 9),
    )  # fmt: skip
    yield from _take_up(stage, cast, place, row, ending)


def reported(stage: Stage, cast: Cast, worker: Person, began: date, ending: str) -> Story:
    """A worker's report becomes a matter; the worker hears how it ends."""
    yield stage.on(began)
    firm, service = worker.employer, services["supervision.clue"]
    assert firm is not None
    answers = {"employer": firm.pk, "place": firm.division_id, "scope": "05", "special": "", "people": 3}
    case = cases.open_case(
        service=service, person=worker, answers=answers, by=sender(worker), employer=firm, headline="工资、福利待遇",
        sealed={"facts": "工资拖了三个月没有发。"}, secrecy="hidden", channel="wechat",
        agreed=[one.purpose for one in service.agrees], token=f"demo:{cast.code}:{stage.now.isoformat()}:{worker.pk}",
    )  # fmt: skip
    if ending == "received":
        return
    row = read_matters.from_case([Inspection], case.number, [case.unit.desk_id])[0]
    yield from _take_up(stage, cast, cast.at(case), row, ending)


def _take_up(stage: Stage, cast: Cast, place: Place, row: Any, ending: str) -> Story:
    by = place.clerk
    if ending == "clue":
        return
    yield stage.in_(stage.draw.randint(0, 2))
    if ending == "not-accepted":
        matters.move(matter=row, name="refuse", by=by, because="劳动保障监察机构已经立案处理。")
        return
    matters.move(matter=row, name="accept", by=by)
    if ending == "hear":
        return
    yield stage.in_(2)
    for one in supervisors(cast, place, stage.today + timedelta(days=14))[:2]:  # valid until the inquiry is over
        supervision.name_supervisor(inspection=row, supervisor=one, by=by)
    supervision.add_record(
        inspection=row, kind="talk", on=stage.today, place=place.unit.name[:60], heard="人事负责人", by=by,
        words="单位称订单减少，资金周转困难，愿意整改。",
    )  # fmt: skip
    if ending in ("consult", "settled"):
        yield from _consult(stage, row, by, ending)
        return
    yield from _inquire(stage, cast, place, row, ending)


def _consult(stage: Stage, row: Any, by: Any, ending: str) -> Story:
    yield stage.in_(1)
    matters.move(matter=row, name="begin_consult", by=by, both_wish=True)
    if ending == "consult":
        return
    yield stage.in_(4)
    matters.move(
        matter=row, name="settle", by=by, on=stage.today, terms="单位十日内补发工资，并按月公示发放情况。",
        recovered=Decimal(stage.draw.randint(50, 600) * 100), people=row.workers,
    )  # fmt: skip
    if row.tell_due_on is not None:
        yield stage.in_(1)
        supervision.note_told(inspection=row, how="phone", on=stage.today, by=by)


def _inquire(stage: Stage, cast: Cast, place: Place, row: Any, ending: str) -> Story:
    by = place.clerk
    yield stage.in_(1)
    matters.move(matter=row, name="begin_inquiry", by=by, consented=True, plan="查工资表、考勤表，向职工和人事了解。")
    if ending == "investigate":
        return
    yield stage.in_(stage.draw.randint(2, 4))
    supervision.add_record(
        inspection=row, kind="inquiry", on=stage.today, place="单位会议室", heard="人事负责人", by=by,
        words="核对近六个月工资表和考勤记录，双方签字确认。",
    )  # fmt: skip
    if place.unit.level <= Level.COUNTY:
        supervision.add_record(
            inspection=row, kind="bodies", on=stage.today, place="总工会会议室", heard="企业联合会", by=by,
            words="企业联合会愿意协助督促单位整改。",
        )  # fmt: skip
    yield stage.in_(1)
    if ending == "no-breach":
        matters.move(matter=row, name="find_none", by=by, explanation="工资已于上月补发完毕，未发现违法行为。")
        return
    matters.move(matter=row, name="find_breach", by=by, workers=max(2, row.workers))


def supervisors(cast: Cast, place: Place, day: date) -> list[Supervisor]:
    """Who may inquire there: of the union itself or one above it, the certificate valid that day."""
    rows = Supervisor.objects.at_desks([cast.county.unit.desk_id]).select_related("unit").order_by("-unit__level", "pk")
    return [one for one in rows if one.may_inquire(day) and place.unit.path.startswith(one.unit.path)]


# --- letters -------------------------------------------------------------------------------------------------------


def letter(
    stage: Stage, cast: Cast, place: Place, firm: Any, began: date, ending: str, *, kind: str = "opinion"
) -> Story:
    """A breach found, and the letter about it taken as far as `ending`."""
    yield stage.on(began)
    subject = SUBJECTS[4] if kind == "correction" else stage.draw.choice(SUBJECTS[:4])
    row = supervision.register_clue(
        unit=place.unit, employer=firm, title=subject[1], scope=subject[0], source="patrol", by=place.clerk,
        words="", workers=stage.draw.randint(3, 9),
    )  # fmt: skip
    yield from _take_up(stage, cast, place, row, "breach")
    if row.stage_code != "letter":
        return
    yield stage.in_(1)
    made = supervision.draft_letter(
        kind=kind, unit=place.unit, employer=firm, facts=opinion(stage, subject, row.workers), by=place.clerk,
        inspection=row,
    )  # fmt: skip
    yield from _send(stage, cast, place, row, made, ending)


def opinion(stage: Stage, subject: tuple[str, str, str, str], workers: int) -> dict[str, Any]:
    scope, title, law, measure = subject
    return {
        "scope": scope,
        "legal_rep": "例负责人",
        "contact": "工会办公室 0571-00000000",
        "workers": workers,
        "findings": f"经查，单位存在{title}的情况，涉及职工{workers}人。",
        "evidence": ["工资表", "考勤记录"],
        "provisions": [law],
        "sum_involved": Decimal(stage.draw.randint(60, 900) * 100),
        "annexes": [],
        "consequence": "逾期不答复或者无正当理由不改正的，工会将依法提请人力资源社会保障等部门处理。",
        "measures": [
            (measure, stage.today + timedelta(days=30)),
            ("将整改情况向职工公布", stage.today + timedelta(days=40)),
        ],
    }


def reminder(stage: Stage, cast: Cast, place: Place, firms: list[Any], began: date, ending: str) -> Story:
    """A reminder to several firms at once, before the hot season or the end of the year."""
    yield stage.on(began)
    facts = {
        "scope": "05", "contact": "工会办公室 0571-00000000", "reason": "近期同行业出现拖欠工资投诉。", "legal_rep": "",
        "risk": "请按时足额支付工资，并公示工资支付情况。", "basis": ["劳动法第五十条"], "advice": ["设立工资专用账户"],
        "reply_wished": True,
    }  # fmt: skip
    made = supervision.send_reminders(unit=place.unit, employers=firms, facts=facts, by=place.clerk)
    if ending == "draft" or not can_sign():
        return
    yield stage.in_(1)
    for one in made:
        matters.move(matter=one, name="sign", by=place.signer, post=post_of(place))
    yield stage.in_(1)
    for one in made:
        _serve(stage, place, one)
    for one in made[1:]:
        yield stage.in_(stage.draw.randint(2, 4))
        _answer(stage, place, one, promises=False)
        matters.move(
            matter=one, name="close", by=place.clerk, result="单位已按提示落实。", recovered=Decimal(0), people=0
        )


def post_of(place: Place) -> str:
    return "chair" if place.post == "工会主席" else "vice"


def _send(stage: Stage, cast: Cast, place: Place, row: Any, made: Letter, ending: str) -> Story:
    by = place.clerk
    if ending == "draft" or not can_sign():
        return
    yield stage.in_(1)
    matters.move(matter=made, name="sign", by=place.signer, post=post_of(place))
    if ending == "signed":
        return
    yield stage.in_(1)
    if ending in ("refused", "recommended"):
        matters.move(
            matter=made, name="note_refused", by=by, on=stage.today, place="单位办公室", receiver="行政主管",
            witness="社区工作人员", proof=[photo("留置送达.jpg")],
        )  # fmt: skip
        if ending == "recommended":
            yield from _recommend(stage, cast, made, "R1", "recommended")
        return
    _serve(stage, place, made)
    if ending == "served":
        return
    yield from _served(stage, cast, place, row, made, ending)


def _served(stage: Stage, cast: Cast, place: Place, row: Any, made: Letter, ending: str) -> Story:
    by = place.clerk
    if ending == "withdrawn":
        yield stage.in_(3)
        matters.move(matter=made, name="withdraw", by=place.signer, because="单位已提前整改完毕，事实有更正。")
        return
    if ending in ("silent", "escalated", "handed", "late"):
        assert made.reply_due_on is not None
        yield stage.on(made.reply_due_on + timedelta(days=1))
        matters.move(matter=made, name="lapse", by=stage.clock, says="期限已过，按规则自动办理。")
        if ending in ("escalated", "handed"):
            yield from _recommend(stage, cast, made, "R2", ending)
        if ending != "late":
            return
    yield stage.in_(stage.draw.randint(2, 6))
    _answer(stage, place, made, promises=True)
    if ending == "answered":
        return
    yield stage.on(max(one.due_on for one in read_supervision.measures_of(made)) + timedelta(days=2))
    _recheck(stage, place, made, good=ending != "rechecked")
    if ending == "rechecked":
        return
    yield stage.in_(2)
    money, people = Decimal(stage.draw.randint(80, 900) * 100), made.workers
    matters.move(matter=made, name="close", by=by, result="整改措施全部落实。", recovered=money, people=people)
    yield stage.in_(1)
    row.refresh_from_db()
    matters.move(
        matter=row, name="close", by=by, result="单位已整改，职工权益得到维护。", recovered=money, people=people
    )


def _serve(stage: Stage, place: Place, made: Letter) -> None:
    matters.move(
        matter=made,
        name="serve",
        by=place.clerk,
        way="direct",
        on=stage.today,
        place="单位办公室",
        receiver="行政主管",
        proof=[photo("送达回证.jpg")],
        witness="",
    )


def _answer(stage: Stage, place: Place, made: Letter, *, promises: bool) -> None:
    given = [("本月底前补发到位", stage.today + timedelta(days=10), "财务负责人")] if promises else []
    matters.move(
        matter=made, name="answer", by=place.clerk, on=stage.today, agrees="yes", signer="例负责人", promises=given,
        reply="同意工会意见，按要求落实。",
    )  # fmt: skip


def _recheck(stage: Stage, place: Place, made: Letter, *, good: bool) -> None:
    rows = read_supervision.measures_of(made)
    verdicts = {one.pk: "done" if good or number else "not" for number, one in enumerate(rows)}
    matters.move(
        matter=made, name="recheck", by=place.clerk, on=stage.today, place="单位会议室", team="两名监督员",
        employer_signed=True, verdicts=verdicts, note="现场核对工资发放记录。",
    )  # fmt: skip


def _recommend(stage: Stage, cast: Cast, made: Letter, reason: str, ending: str) -> Story:
    """The county asks the authority; escalated: it answers; handed: the pack goes to the inspectorate as well."""
    yield stage.in_(2)
    county, name = cast.county, words.short(cast.county.unit.name.removesuffix("总工会"))
    matters.move(
        matter=made, name="recommend", by=county.clerk, reason=reason, authority=f"{name}人力资源和社会保障局",
        summary="工会已依法调查并送达监督意见书，单位未按要求办理。", suggested="责令限期改正。",
    )  # fmt: skip
    asked = Letter.objects.select_related("unit", "employer").get(number=made.led_to, desk_id=county.unit.desk_id)
    yield stage.in_(1)
    matters.move(matter=asked, name="sign", by=county.signer, post="vice")
    yield stage.in_(1)
    _serve(stage, county, asked)
    if ending == "recommended":
        return
    if ending == "handed":
        yield stage.in_(2)
        made.refresh_from_db()
        supervision.refer_to_inspectorate(
            letter=made, addressee=f"{name}劳动保障监察大队", why="逾期未答复监督意见书。", by=county.clerk
        )
        return
    yield stage.in_(3)
    matters.move(matter=asked, name="note_taken", by=county.clerk, on=stage.today, case_no="监察〔例〕12号")
    yield stage.in_(5)
    matters.move(
        matter=asked, name="note_feedback", by=county.clerk, on=stage.today, accepted=True, case_no="监察〔例〕12号",
        action="order", recovered=Decimal(stage.draw.randint(100, 500) * 100), people=made.workers,
    )  # fmt: skip


# --- early warning -------------------------------------------------------------------------------------------------


def warned(stage: Stage, cast: Cast, firm: Any, began: date, colour: str, act: str = "") -> Story:
    """Numbers of authorities and notices colour an employer; somebody acts, or the employer contests them."""
    yield stage.on(began)
    by = cast.county.clerk
    for indicator, source, more in NUMBERS[colour]:
        supervision.enter_input(
            employer=firm, indicator=indicator, source=source, period_from=stage.today - timedelta(days=31),
            period_to=stage.today - timedelta(days=1), by=by, **more,
        )  # fmt: skip
    warning = read_supervision.open_warning(firm)
    if warning is None or not act:
        return
    if act == "lapse":
        yield stage.on(began + timedelta(days=EXPIRES + 2))
        supervision.assess(employer=firm, by=stage.clock)
        return
    yield stage.in_(1)
    by = cast.at(warning).clerk
    if act in ("contest", "upheld"):
        matters.move(matter=warning, name="contest", by=by, says="单位称工资已补发，名单有误。", on=stage.today)
        if act == "upheld":
            yield stage.in_(3)
            says = "核对银行流水，工资至今没有补发，名单无误。"
            matters.move(matter=warning, name="uphold", by=cast.at(warning).signer, says=says)
        return
    says = "到单位走访，约谈负责人，督促制定补发计划。"
    warning.refresh_from_db()  # another story may have coloured the firm worse since
    how = act if act in WAYS[Colour(warning.level)] else "joint"
    matters.move(matter=warning, name="act", by=by, says=says, how=how, on=stage.today)


NUMBERS: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "green": [("i", "authority", {"value": Decimal(1)})],
    "yellow": [("a", "account", {"value": Decimal("0.5")}), ("i", "authority", {"value": Decimal(2)})],
    "orange": [("a", "authority", {"value": Decimal("1.5")}), ("o", "survey", {"people": 12, "workers": 40})],
    "red": [("a", "authority", {"value": Decimal(4)}), ("i", "authority", {"value": Decimal(6)})],
}
EXPIRES = 91  # calendar days after which numbers no longer hold, by the shipped rule
