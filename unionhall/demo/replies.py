"""What is said around a case: the consents on sending it, the first human answer, the call after it was done."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from unionhall.cases.choices import ONLINE, CallState, Secrecy
from unionhall.cases.models import BadRating, CallBack
from unionhall.cases.rules import rating_rules
from unionhall.kit import mask
from unionhall.kit.fields import seal
from unionhall.people.models import Consent

from . import course
from .course import Course, Leg

CALL_DAYS = 3  # working days within which a worker is called back
CALLED = ((CallState.CONTENT, 88, "职工表示满意。"), (CallState.UNREACHED, 12, "三次电话无人接听。"))
SORRY = "已致歉，说明了原因和下一步的安排。"
OBJECTION = "已按期办结，职工要求的金额没有法律依据。"
UNOBJECTED: dict[str, Any] = {
    "objected_at": None, "objected_by_id": None, "objected_by_name": "", "decide_by": None, "decided_at": None,
    "decided_by_name": "", "excluded": None,
}  # fmt: skip
ANSWER_HOURS = (2, 12)  # by day and by night, until somebody answers what came in online


def answer(made: Any, row: dict[str, Any], went: Course) -> None:
    """The first human answer to what came in online: mostly within the promised hours, else with the first move."""
    if not made.service.first_answer or row["channel"] not in ONLINE:
        return
    received, draw = row["received_at"], made.draw
    by_day = 8 <= timezone.localtime(received).hour < 20
    row["answer_due_at"] = received + timedelta(hours=ANSWER_HOURS[0 if by_day else 1])
    moves = [step.at for step in went.steps if not step.move.by_worker]
    at = moves[0] if moves else None
    if draw.random() < 0.9 and made.hops[0]["taken_at"]:
        early = made.hops[0]["taken_at"] + timedelta(minutes=draw.randint(2, 40))
        at = min(at or early, max(received + timedelta(minutes=9), min(early, row["answer_due_at"])))
    if at is None:
        return
    first = made.hops[0]["unit_id"]
    row |= {"answered_at": at, "answered_in_time": at <= row["answer_due_at"], "answered_unit_id": first}
    made.lot.count("cases.answered", first, at.date())
    if row["answered_in_time"]:
        made.lot.count("cases.answered_in_time", first, at.date())


def call_back(made: Any, row: dict[str, Any]) -> None:
    """Of the last closing: called and said, or still to be called."""
    closed, lot = row["closed_at"], made.lot
    if not made.service.calls_back or closed is None or row["outcome"] != "done":
        return
    day = closed.date()
    call_by = course.ahead(day, CALL_DAYS)
    state, _weight, said = made.draw.choices(CALLED, [weight for _state, weight, _said in CALLED])[0]
    at = course.in_office(course.ahead(day, made.draw.randint(1, CALL_DAYS)), made.draw)
    waits = at.date() >= lot.plan.day
    pk = made.id * 10 + 3
    lot.add(
        CallBack, id=pk, desk_id=lot.county.unit_id, case_id=made.id, person_id=made.person.id, unit_id=made.unit,
        view=made.service.view, number=row["number"], closing=made.reopened, title=row["title"], who=who(made, row),
        closed_on=day, call_by=call_by, state=CallState.WAITING if waits else state,
        called_at=None if waits else at, called_by_name="" if waits else row["holder_name"],
        said=seal("cases.CallBack.said", pk, "" if waits else said),
    )  # fmt: skip


def bad_ratings(made: Any, row: dict[str, Any]) -> None:
    """The ledger of bad ratings: called back the next working day, now and then objected to and upheld."""
    lot, rules = made.lot, rating_rules()
    for bad in made.bad:
        given, pk, (holder, name) = bad["rated_at"].date(), bad["rating_id"], bad.pop("staff")
        called = course.in_office(course.ahead(given, rules.call_back), made.draw)
        waits = called.date() >= lot.plan.day
        objected = course.in_office(course.ahead(given, rules.object_within), made.draw)
        facts = UNOBJECTED | {name: seal(f"cases.BadRating.{name}", pk, "") for name in ("objection", "because")}
        if made.draw.random() < 0.2 and objected.date() < lot.plan.day:
            facts |= _objection(made, pk, objected, holder, name, rules.decide_within)
        lot.add(
            BadRating, id=pk, desk_id=lot.county.unit_id, case_id=made.id, person_id=made.person.id,
            view=made.service.view, number=row["number"], title=row["title"], who=who(made, row),
            call_by=course.ahead(given, rules.call_back), called_at=None if waits else called,
            called_by_name="" if waits else name, object_by=course.ahead(given, rules.object_within),
            said=seal("cases.BadRating.said", pk, "" if waits else SORRY), **bad, **facts,
        )  # fmt: skip


def _objection(made: Any, pk: int, at: Any, holder: int, name: str, days: int) -> dict[str, Any]:
    """Objected to; the level above mostly has decided that the rating stands."""
    decided = course.in_office(course.ahead(at.date(), days), made.draw)
    facts = {
        "objected_at": at, "objected_by_id": holder, "objected_by_name": name, "decide_by": decided.date(),
        "objection": seal("cases.BadRating.objection", pk, OBJECTION),
    }  # fmt: skip
    if decided.date() >= made.lot.plan.day:
        return facts
    because = seal("cases.BadRating.because", pk, "办理确有拖延，评价有效。")
    return facts | {"decided_at": decided, "decided_by_name": "陈国华", "excluded": False, "because": because}


def who(made: Any, row: dict[str, Any]) -> str:
    return "身份已隐藏" if row["secrecy"] == Secrecy.HIDDEN else mask.name(made.person.name)


def agree(made: Any, row: dict[str, Any], legs: Sequence[Leg]) -> None:
    """The consents that were asked on the page before sending."""
    needed = {leg.move.consent for leg in legs if leg.move.consent}
    for one in made.service.agrees:
        if one.required or one.purpose in needed:
            made.lot.add(
                Consent, person_id=made.person.id, purpose=one.purpose, text_version=one.version, separate=one.separate,
                channel=row["channel"], subject_id=row["number"], given_at=row["received_at"], withdrawn_at=None,
            )  # fmt: skip
