"""Legal aid: the county's roster of lawyers, and files from application to the lawyer's subsidy."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from unionhall.cases import actions as cases
from unionhall.cases.catalogue import services
from unionhall.funds import actions as funds
from unionhall.funds.models import Payable
from unionhall.people.models import Person
from unionhall.rights import actions as rights
from unionhall.rights import queries as read_rights
from unionhall.rights.choices import Cause

from .. import course, words
from .cast import Cast, sender
from .complaints import CAUSES, TOLD, close, complain, sign
from .stage import Stage, Story

RUNNING = ("asked", "returned", "granted", "helping", "told", "objected")
OVER = ("won", "part", "settled", "lost", "refused", "withdrawn", "unpaid", "unapproved")
FIELDS = (["2", "3"], ["5"], ["4", "5"], ["1", "2"], ["5", "6"])
RESULTS = {"won": "won", "part": "part", "settled": "settled", "lost": "lost", "unpaid": "won", "unapproved": "settled"}


def roster(stage: Stage, cast: Cast, many: int) -> Story:
    """The lawyers of the county; one certificate ends within weeks, one has ended."""
    yield stage.on(stage.first)
    by, unit = cast.county.clerk, cast.county.unit
    for number in range(1, many + 1):
        left = {2: 18, 3: 400}.get(number, 200 + number * 37)
        rights.enter_lawyer(
            unit=unit, by=by, name=words.person_name(stage.draw, female=number % 2 == 0),
            firm=f"{words.short(unit.name.removesuffix('总工会'))}样例{'衡正' if number % 2 else '明理'}律师事务所",
            certificate=f"{cast.code}{stage.today:%Y}{number:07d}",
            certified_until=stage.plan.day + timedelta(days=left), fields=FIELDS[number % len(FIELDS)],
            most=stage.draw.randint(4, 8), phone=words.office_phone(cast.code, 500 + number), active=number != 3,
        )  # fmt: skip


def file(stage: Stage, cast: Cast, worker: Person, began: date, ending: str, *, direct: bool = False) -> Story:
    """One application, from a complaint or made by the worker; `ending` is where it stops or how it ends."""
    yield stage.on(began)
    if direct:
        yield from _decide(stage, cast, _apply(stage, cast, worker, began), ending)
    else:
        first = complain(stage, cast, worker, stage.draw.choice(CAUSES), began - timedelta(days=40))
        yield stage.in_(0)
        place = cast.at(first)
        cases.take(case=first, by=place.clerk)
        cases.move(case=first, name="accept", by=place.clerk)
        yield stage.in_(1)
        made = cases.hand_over(case=first, to="rights.legal-aid", by=place.clerk, consent=True)
        yield from _decide(stage, cast, made, ending)
        if ending in OVER:
            yield from close(stage, cast, first, "已由法律援助律师办理完毕。")


def _apply(stage: Stage, cast: Cast, worker: Person, began: date) -> Any:
    """State aid for arrears: a migrant worker's means are not asked."""
    firm, service, cause = worker.employer, services["rights.legal-aid"], Cause.ARREARS
    assert firm is not None
    answers = {
        "kind": "state", "group": "migrant", "promise": True, "employer": firm.pk, "place": firm.division_id,
        "cause": str(cause), "stage": "arbitration", "deadline": (began + timedelta(days=40)).isoformat(),
        "known_on": (began - timedelta(days=40)).isoformat(), "employed": "no",
    }  # fmt: skip
    return cases.open_case(
        service=service, person=worker, answers=answers, by=sender(worker), employer=firm, headline=cause.label,
        sealed={"facts": TOLD[cause], "claim": "请求支付拖欠的工资。", "amount": "18000.00"}, channel="portal",
        agreed=[one.purpose for one in service.agrees], token=f"demo:{cast.code}:{stage.now.isoformat()}:{worker.pk}",
    )  # fmt: skip


def _decide(stage: Stage, cast: Cast, case: Any, ending: str) -> Story:
    by, leader, worker = cast.county.clerk, cast.county.signer, sender(case.person)
    yield stage.in_(0)
    cases.take(case=case, by=by)
    if ending == "asked":
        return
    yield stage.in_(1)
    if ending == "returned":
        cases.move(case=case, name="ask", by=by, says="请补充劳动合同或者工资支付凭证。")
        return
    if ending in ("refused", "told", "objected"):
        cases.move(case=case, name="refuse", by=leader, says="同一事项已在司法局获得法律援助。")
        sign(case, "rights.legal-aid-refusal", cast.county)
        yield from _objection(stage, cast, case, ending)
        return
    cases.move(case=case, name="grant", by=leader, says="符合工会法律援助条件。")
    if ending == "granted":
        return
    yield stage.in_(1)
    if ending == "withdrawn":
        cases.move(case=case, name="withdraw", by=worker)
        return
    lawyer = next(iter(read_rights.lawyers_for(case.unit, str(case.answers.get("cause") or ""))), None)
    if lawyer is None:  # the roster is full: it waits for a lawyer
        return
    cases.move(case=case, name="assign", by=by, lawyer=lawyer)
    sign(case, "rights.legal-aid-assignment", cast.county)
    yield stage.in_(1)
    _enter(stage, cast, case, "filed")
    if ending == "helping":
        return
    yield stage.in_(stage.draw.randint(4, 9))
    _enter(stage, cast, case, "accepted", f"劳人仲案〔{stage.today.year}〕{stage.draw.randint(100, 999)}号")
    cases.move(case=case, name="progress", by=by, says="仲裁委已立案，定于下月开庭。", stage="arbitration")
    yield stage.in_(stage.draw.randint(12, 25))
    if ending == "lost":
        _enter(stage, cast, case, "award", nothing_due=True)
    else:
        _enter(stage, cast, case, "settled", perform_by=stage.today + timedelta(days=10))
    yield from _finish(stage, cast, case, ending)


def _enter(stage: Stage, cast: Cast, case: Any, step: str, number: str = "", **paper: Any) -> None:
    """What the commission or the court did, on the day the desk learned it."""
    place = cast.county.unit.name[:3]
    at_court = step.startswith(("court-", "enforce-"))
    office = f"{place}人民法院" if at_court else f"{place}劳动人事争议仲裁委员会"
    rights.enter_step(
        case=case, step=step, on=stage.today, office=office, paper_number=number, by=cast.county.clerk, **paper
    )


def _objection(stage: Stage, cast: Cast, case: Any, ending: str) -> Story:
    """Nothing is said against it, or the union above decides."""
    if ending == "told":
        return
    if ending == "refused":
        yield stage.in_(16)
        cases.move(case=case, name="settle", by=stage.clock)
        return
    yield stage.in_(2)
    cases.move(case=case, name="object", by=sender(case.person), says="司法局的援助是另一件事，请重新审查。")


def _finish(stage: Stage, cast: Cast, case: Any, ending: str) -> Story:
    by, leader = cast.county.clerk, cast.county.signer
    recovered = None if ending == "lost" else Decimal(stage.draw.randint(60, 400) * 100)
    cases.move(
        case=case,
        name="finish",
        by=by,
        says="裁决（调解）书已送达，款项已到账。" if recovered else "仲裁请求未获支持。",
        result=RESULTS[ending],
        recovered=recovered,
        subsidy=Decimal(stage.draw.choice((800, 1000, 1500))),
        archive_no=f"FY{case.number[-9:]}",
    )
    if recovered and ending != "part":  # of the others the time to ask for enforcement runs on
        _enter(stage, cast, case, "paid")
    if ending == "unapproved":
        return
    yield stage.in_(2)
    owed = Payable.objects.at_desks([case.unit.desk_id]).filter(purpose__endswith=case.number).get()
    funds.approve(payable=owed, by=leader)
    if ending == "unpaid":
        return
    yield stage.in_(3)
    funds.pay(payable=owed, voucher=f"记-{stage.draw.randint(100, 999)}", by=by)
    yield from _goes_on(stage, cast, case, ending)


def _goes_on(stage: Stage, cast: Cast, case: Any, ending: str) -> Story:
    """Closed here, not there: who lost goes to court, who was paid in part asks for enforcement."""
    if ending == "lost":
        yield _morning(stage, 3)
        _enter(stage, cast, case, "court-filed")
        yield _morning(stage, 4)
        _enter(stage, cast, case, "court-simple", f"民初{case.number[-4:]}号")
    elif ending == "part":
        yield _morning(stage, 8)
        _enter(stage, cast, case, "enforce-filed")


def _morning(stage: Stage, days: int) -> datetime:
    """So many working days on; nothing is drawn for it, so that all other stories stay as they were."""
    return timezone.localtime(stage.now).replace(hour=10, minute=20) + (course.ahead(stage.today, days) - stage.today)
