"""Complaints with their last days, call-backs and groups; mediations from application to payment, or to a way on."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from unionhall.cases import actions as cases
from unionhall.cases import queries as read_cases
from unionhall.cases.catalogue import services
from unionhall.cases.models import CallBack
from unionhall.documents import actions as documents
from unionhall.documents import queries as read_documents
from unionhall.people.models import Person
from unionhall.rights import actions as rights
from unionhall.rights.choices import Cause
from unionhall.rights.models import AuthorityReport, Promise

from .. import course
from .cast import GRASSROOTS, Cast, Place, can_sign, photo, sender
from .stage import Stage, Story

CAUSES = (Cause.ARREARS, Cause.OVERTIME, Cause.SEVERANCE, Cause.UNLAWFUL_END, Cause.ARREARS, Cause.INJURY)
TOLD = {
    Cause.ARREARS: "公司拖欠了工资，多次催要一直说下个月发。有工资条和打卡记录。",
    Cause.OVERTIME: "长期每周上六天班，加班费没有算，打卡记录可以提供。",
    Cause.SEVERANCE: "合同到期不续签，经济补偿少算了。",
    Cause.UNLAWFUL_END: "突然通知不用来了，没有说明理由，也没有补偿。",
    Cause.INJURY: "上班时手被机器压伤，医药费自己垫付，公司一直没有给。",
}
CALLED = {
    "content": "职工表示满意，款项已收到。",
    "discontent": "职工表示结果没有落实，不满意。",
    "unreached": "三次电话无人接听。",
}
EFFECT = "本协议经双方签名或者盖章、调解员签名并加盖调解组织印章后生效，对双方具有约束力，双方应当履行。"


def complain(stage: Stage, cast: Cast, worker: Person, cause: str, known: date, **more: Any) -> Any:
    """The worker's complaint, opened now; `known` is since when it was known."""
    firm, amount = worker.employer, Decimal(stage.draw.randint(30, 480) * 100)
    assert firm is not None
    answers = {
        "employer": firm.pk, "using_employer": None, "place": firm.division_id, "cause": str(cause),
        "since": (known - timedelta(days=60)).isoformat(), "known_on": known.isoformat(), "employed": "no",
        "left_on": known.isoformat(), "people": 1, "danger": False, "about_union": False,
        "wish": "请工会帮我和单位协商。",
    } | more  # fmt: skip
    service = services["rights.complaint"]
    return cases.open_case(
        service=service,
        person=worker,
        answers=answers,
        by=sender(worker),
        employer=firm,
        sealed={"facts": TOLD[Cause(cause)], "amount": f"{amount}"},
        headline=Cause(cause).label,
        channel=stage.draw.choice(("portal", "app", "wechat", "station")),
        agreed=[one.purpose for one in service.agrees],
        token=f"demo:{cast.code}:{stage.now.isoformat()}:{worker.pk}",
    )


def complaint(stage: Stage, cast: Cast, worker: Person, began: date, left: int, call: str = "") -> Story:
    """A complaint whose time to claim ends `left` days after the demo's last day; resolved and called back, or open."""
    yield stage.on(began)
    cause = stage.draw.choice(CAUSES)
    known = stage.plan.day + timedelta(days=left) - timedelta(days=365)
    case = complain(stage, cast, worker, cause, min(known, stage.today))
    yield stage.in_(0)
    by = cast.at(case).clerk
    cases.take(case=case, by=by)
    cases.move(case=case, name="accept", by=by)
    if not call:
        return
    yield stage.in_(stage.draw.randint(3, 8))
    cases.move(case=case, name="resolve", by=by, says="已与单位协商一致，单位已补发，职工确认收到。")
    if call == "waiting":
        return
    yield stage.in_(1)  # before the last day, on which `calls` comes
    waiting = CallBack.objects.at_desks([case.unit.desk_id]).filter(number=case.number, state="waiting").first()
    if waiting is not None:
        cases.record_call(call=waiting, state=call, words=CALLED[call], by=by)


def calls(stage: Stage, cast: Cast) -> Story:
    """Whoever's request was done and was not called by its own story is called on the last day for it."""
    day, everywhere = stage.first, CallBack.objects.at_desks([cast.county.unit.desk_id])
    while day < stage.ago(2):
        yield stage.on(day)
        for one in everywhere.filter(state="waiting", call_by=stage.today):
            place = cast.at(one)
            if place.has("chair" if place.unit.level == GRASSROOTS else "caseworker"):
                cases.record_call(call=one, state="content", words=CALLED["content"], by=place.clerk)
        day = course.ahead(day, 1)


def reports(stage: Stage, cast: Cast) -> Story:
    """Each mass event is told to the authority on the day it is noticed, or the next; then a second one is named."""
    day, here = stage.first, AuthorityReport.objects.at_desks([cast.county.unit.desk_id])
    while day < stage.ago(2):
        yield stage.on(day)
        for one in here.filter(told_at=None).select_related("unit"):
            place = cast.at(one)
            if place.has("caseworker"):
                rights.record_report(
                    report=one, by=place.clerk, way="phone", told_at=stage.now, receiver="值班员",
                    authority=one.wanted or f"{place.unit.name[:3]}人力资源和社会保障局",
                    says="已电话报告人数、诉求和现场情况，对方派人到现场了解，请本会继续做好职工工作。",
                )  # fmt: skip
                if one.place_no == 1:
                    rights.add_report(report=one, by=place.clerk, authority=f"{place.unit.name[:3]}信访局")
        day = course.ahead(day, 1)


def group(stage: Stage, cast: Cast, workers: list[Person], began: date, *, speakers: bool) -> Story:
    """Colleagues of one firm complain of the same: gathered, three of them speak for all."""
    yield stage.on(began)
    known = began - timedelta(days=30)
    first = complain(stage, cast, workers[0], Cause.ARREARS, known, people=len(workers))
    yield stage.in_(0)
    place = cast.at(first)
    cases.take(case=first, by=place.clerk)
    cases.move(case=first, name="accept", by=place.clerk)
    made = rights.form_group(case=first, people=len(workers), by=place.clerk)
    joined = [first]
    for worker in workers[1:]:
        yield stage.in_(stage.draw.randint(0, 1))
        joined.append(complain(stage, cast, worker, Cause.ARREARS, known, group_number=made.number))
        cases.take(case=joined[-1], by=place.clerk)
        cases.move(case=joined[-1], name="accept", by=place.clerk)
    if speakers and len(joined) >= 3:
        yield stage.in_(1)
        rights.name_speakers(group=made, cases_chosen=[one.pk for one in joined[:3]], by=place.clerk)
        rights.note_people(group=made, people=len(workers) + stage.draw.randint(3, 20), by=place.clerk)


# --- mediation ----------------------------------------------------------------------------------------------------

RUNNING = ("asked", "inviting", "mediating", "extended", "drafted")
OVER = ("refused", "failed", "expired", "declined", "withdrawn")
AGREED = ("paid", "waiting", "part", "unkept", "confirm")


def mediation(stage: Stage, cast: Cast, worker: Person, began: date, ending: str) -> Story:
    """Handed over from a complaint; `ending` is where it stops or how it ends."""
    yield stage.on(began)
    known = began - timedelta(days=stage.draw.randint(20, 150))
    case = complain(stage, cast, worker, stage.draw.choice(CAUSES), known)
    yield stage.in_(0)
    place = cast.at(case)
    cases.take(case=case, by=place.clerk)
    cases.move(case=case, name="accept", by=place.clerk)
    yield stage.in_(1)
    made = cases.hand_over(case=case, to="rights.mediation", by=place.clerk, consent=True)
    yield from _mediate(stage, cast, place, made, ending)
    if ending in OVER:
        yield from close(stage, cast, case, "调解未成，已指导职工在时效内申请劳动仲裁。")


def close(stage: Stage, cast: Cast, case: Any, says: str) -> Story:
    """The complaint itself is done with, if it is still open a few days later."""
    yield stage.in_(stage.draw.randint(1, 4))
    fresh = read_cases.case_of(case.person_id, case.pk)
    if not fresh.is_closed and fresh.stage_code in ("working", "mediation"):
        cases.move(case=fresh, name="resolve", by=cast.at(fresh).clerk, says=says)


def _mediate(stage: Stage, cast: Cast, place: Place, case: Any, ending: str) -> Story:
    by, worker = place.clerk, sender(case.person)
    if ending == "asked":
        return
    yield stage.in_(0)
    if ending == "withdrawn":
        cases.move(case=case, name="withdraw", by=worker)
        return
    if ending == "declined":
        cases.move(case=case, name="decline", by=by, says="同一事项已申请劳动仲裁，不再受理调解。")
        return
    union = place.unit.level == 5
    cases.move(
        case=case, name="accept", by=by, body="enterprise" if union else "township",
        body_name=f"{place.unit.name[:60]}劳动争议调解{'委员会' if union else '中心'}",
        mediators=[by.name, place.signer.name] if not union else [by.name],
        place=f"{place.unit.name[:80]}调解室",
    )  # fmt: skip
    sign(case, "rights.mediation-invitation", place)
    if ending == "inviting":
        return
    if ending == "expired":
        yield stage.on(case.legal_due_on + timedelta(days=1))
        cases.move(case=case, name="expire", by=stage.clock, says="期限已过，按规则自动办理。")
        return
    yield stage.in_(stage.draw.randint(1, 2))
    if ending == "refused":
        cases.move(case=case, name="refuse", by=by, says="单位书面答复不同意调解，建议走仲裁。")
        _way(case, "arbitration", by)
        return
    cases.move(
        case=case, name="agree", by=by, on=stage.today, representative="例某某", post="人事负责人", power="full",
        phone="", address="",
    )  # fmt: skip
    yield from _talk(stage, case, by, first="职工要求一次付清。", answer="单位提出分两次支付。")
    if ending == "mediating":
        return
    if ending == "extended":
        until = stage.today + timedelta(days=20)
        cases.move(case=case, name="extend", by=by, until=until, applicant_agrees=True, respondent_agrees=True)
        return
    if ending == "failed":
        yield stage.in_(2)
        cases.move(case=case, name="fail", by=by, says="双方对金额分歧较大，未能达成一致。", reason="failed")
        _way(case, "arbitration", by)
        return
    yield from _agree(stage, place, case, ending)


def _talk(stage: Stage, case: Any, by: Any, *, first: str, answer: str) -> Story:
    yield stage.in_(stage.draw.randint(1, 2))
    cases.move(
        case=case, name="hear", by=by, held_at=stage.now - timedelta(minutes=90), place="调解室", applicant_came=True,
        respondent_came=True, applicant_says=first, respondent_says=answer,
    )  # fmt: skip


def _agree(stage: Stage, place: Place, case: Any, ending: str) -> Story:
    by, half = place.clerk, Decimal(stage.draw.randint(20, 180) * 100)
    yield stage.in_(1)
    soon = stage.today + timedelta(days=stage.draw.randint(3, 9) if ending != "waiting" else 25)
    lines = [
        {"what": "拖欠的劳动报酬", "amount": half, "due_on": soon, "way": "银行转账"},
        {"what": "经济补偿", "amount": half, "due_on": soon + timedelta(days=7), "way": "银行转账"},
    ]
    confirmation = "arbitration" if ending == "confirm" else "none"
    cases.move(
        case=case, name="draft", by=by, payments=lines, effect=EFFECT, copies=3, duties="出具离职证明",
        duties_due_on=soon, confirmation=confirmation,
    )  # fmt: skip
    if ending == "drafted":
        return
    yield stage.in_(stage.draw.randint(1, 2))
    sign(case, "rights.mediation-agreement", place)
    cases.move(
        case=case, name="sign", by=by, papers={"signed_copy": [photo("调解协议（签字）.jpg")]}, signed_on=stage.today,
        effect_on=stage.today, applicant_signed=True, respondent_signed=True, mediator_signed=True, body_sealed=True,
    )  # fmt: skip
    if ending == "confirm":
        yield stage.in_(2)
        _way(case, "confirm-arbitration", by)
    if ending == "waiting":
        return
    rows = Promise.objects.at_desks([case.unit.desk_id]).filter(number=case.number).order_by("due_on", "place_no")
    unkept = False
    for row in rows:
        yield stage.on(row.check_on)
        state = _kept(ending, row)
        unkept |= state != "kept"
        paid = row.amount / 2 if state == "part" and row.amount is not None else None
        rights.check_promise(promise=row, state=state, paid=paid, by=by, says=HEARD[state])
    if unkept and case.answers.get("cause", "")[:1] == "5":
        yield stage.in_(2)
        _way(case, "payment-order", by)


HEARD = {
    "kept": "电话问过职工，已经收到。",
    "part": "只收到一半，单位说月底补齐。",
    "unkept": "到期没有付款，催过两次。",
}


def _kept(ending: str, row: Promise) -> str:
    if ending in ("paid", "confirm") or row.amount is None:
        return "kept"
    return "part" if ending == "part" else "unkept" if row.place_no > 1 else "kept"


def sign(case: Any, kind: str, place: Place) -> None:
    """The paper of that kind signed off, where letters can be set."""
    for one in read_documents.of_subject(case) if can_sign() else ():
        if one.kind_code == kind and one.is_draft:
            documents.sign_off(document=one, by=place.signer, post=place.post)


def _way(case: Any, way: str, by: Any) -> None:
    fresh = read_cases.case_of(case.person_id, case.pk)
    rights.draw_way(case=fresh, way=way, by=by)
