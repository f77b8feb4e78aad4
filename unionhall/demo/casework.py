"""A year of cases of one county: in every stage of every service, told as the case room would have written them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zlib import crc32

from unionhall.cases.catalogue import services
from unionhall.cases.choices import EventKind, HopWhy, RatingTag, Secrecy, TimeClass
from unionhall.cases.models import Pause, Rating
from unionhall.kit import text
from unionhall.kit.fields import seal
from unionhall.orgs.choices import UnionKind
from unionhall.rules import queries as rules
from unionhall.workflow import Service, Stage, Waiting

from . import casefiles, course, replies, scripts
from .course import Course, Leg, Step
from .lot import Folk, Lot
from .making import Making
from .writing import moment

SHARE = 0.15  # cases for each worker and year
OPEN = 0.14  # of them not yet closed
MIX = {"rights.complaint": 46, "rights.question": 28, "aid.hardship": 12, "people.join": 18, "people.transfer": 4}
CLOCK = (1, "系统·定时")
REGISTER = ("people.", "orgs.")  # services whose good end changes the register itself


def write_cases(lot: Lot) -> None:
    draw = lot.draw("cases")
    many = round(lot.county.workers * SHARE)
    if not lot.folk or not lot.unions:
        return
    _write_register_cases(lot, draw, many)
    offered = [service for service in services if is_written(service) and not service.code.startswith(REGISTER)]
    weights = [MIX.get(service.code, 2) for service in offered]
    for _one in range(max(0, round(many * 0.7))):
        service = draw.choices(offered, weights)[0]
        first = lot.plan.year_began + timedelta(days=draw.randint(1, 362))
        write_case(lot, draw, service, _someone(lot, draw, service), course.walk(service, draw), first)
    _write_open(lot, draw, max(3, round(many * OPEN)))


def is_written(service: Service) -> bool:
    """Whether its cases need no rows of another room; all others are played through that room's own actions.

    Of complaints the last days are watched in the demo's last night.
    """
    return service.opens is None or service.code == "rights.complaint"


def _write_open(lot: Lot, draw: Random, many: int) -> None:
    """Now in each of the stages, turn by turn; where it begins differs from county to county."""
    places = [(one, stage) for one in services if is_written(one) for stage in one.stages if not stage.final]
    for number in range(many):
        service, stage = places[(number + lot.county.lot) % len(places)]
        write_open_case(lot, draw, service, stage, _someone(lot, draw, service))


def write_open_case(lot: Lot, draw: Random, service: Service, stage: Stage, person: Folk) -> dict[str, Any]:
    legs = course.way_to(service, stage, draw)
    limit = stage.days or course.USUAL_DAYS
    spent = limit + draw.randint(1, 3) if draw.random() < 0.06 else draw.randint(0, max(0, limit - 1))
    first = course.back(lot.plan.day, course.length(legs) + spent + 1)
    return write_case(lot, draw, service, person, legs, first, kept_open=True)


def _write_register_cases(lot: Lot, draw: Random, many: int) -> None:
    """Requests whose end stands in the register: those who joined or moved in the year of work."""
    for code, how in (("people.join", "joined"), ("people.transfer", "transferred")):
        if code not in services:
            continue
        service, moved = services[code], [one for one in lot.folk if one.how == how and one.joined]
        good = [stage for stage in service.stages if stage.final and stage.outcome == "done"]
        for person in moved[: round(many * MIX[code] / 100)]:
            legs = course.way_to(service, good[0], draw)
            first = course.back(person.joined or lot.plan.day, course.length(legs))
            write_case(lot, draw, service, person, legs, first)


def _someone(lot: Lot, draw: Random, service: Service) -> Folk:
    """Whoever may ask: only members move, only others join."""
    for _try in range(12):
        person = draw.choice(lot.folk)
        member = person.union is not None
        if member == (service.code == "people.transfer") or not service.code.startswith(REGISTER):
            return person
    return person


def write_case(
    lot: Lot, draw: Random, service: Service, person: Folk, legs: Sequence[Leg], first: date, *,
    kept_open: bool = False, stars: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """All rows of one case; its row."""
    made = Making(lot, draw, service, person)
    title, answers, sealed = scripts.tell(service, lot, draw, person)
    secrecy = Secrecy.HIDDEN if service.may_hide_identity and draw.random() < 0.2 else Secrecy.OPEN
    went = course.run(service, legs, first, lot.plan.day, draw)
    made.due = course.ahead(went.received.date(), service.days)
    unit, why = _place(lot, draw, service, person, secrecy)
    number = f"{lot.county.code}{went.received:%Y%m%d}{lot.number(f'case-{went.received:%Y%m%d}'):05d}"
    made.arrive(unit, HopWhy.ROUTED, went.received, person.id, why)
    made.event(EventKind.OPENED, went.received, person.id, "", for_worker=True, because=why)
    made.line("cases.case.opened", went.received, person.id, "", service=service.code, number=number)
    _class(made, went, number)
    _wander(made, went)
    for number_of, step in enumerate(went.steps):
        _step(made, step, went.steps[number_of - 1].at if number_of else went.received)
    _sign(made)
    waiting = _still_waiting(made, went)
    if made.closed and not kept_open:
        _rate(made, stars)
    row = casefiles.case_row(made, went, title, answers, sealed, secrecy, number, why, waiting)
    replies.answer(made, row, went)
    casefiles.write_hops(made)
    casefiles.copies(made, row, went, casefiles.meet(made, row))
    replies.agree(made, row, legs)
    casefiles.tell(made, row)
    return row


def _place(lot: Lot, draw: Random, service: Service, person: Folk, secrecy: str) -> tuple[int, str]:
    """Which union has it first, and why, in the manner of rights.md §2."""
    firm, union = person.firm, person.union
    town = firm.town if firm else draw.randrange(len(lot.county.towns))
    township = lot.county.town_units[town]
    if service.code.startswith("people.") and union is not None:
        return union.id, "由您的工会办理"
    if service.code == "rights.question":
        near = (township, "由工作地的乡镇（街道）工会答复")
        return near if draw.random() < 0.6 else (lot.county.unit_id, "由县级工会答复")
    if service.code == "rights.complaint" and union is not None and secrecy == Secrecy.OPEN and draw.random() < 0.5:
        own = union.kind in (UnionKind.SINGLE, UnionKind.JOINT)
        return union.id, "您的单位已建工会，由本单位工会办理。" if own else "由覆盖您单位的区域（行业）工会办理。"
    if secrecy != Secrecy.OPEN:
        return township, "您要求对单位和本单位工会隐藏身份，由上一级工会办理。"
    return township, "您的单位没有工会，由工作地的乡镇（街道）工会办理。"


def _wander(made: Making, went: Course) -> None:
    """Some went to the wrong township: returned to the county, and sent on."""
    lot, end = made.lot, went.steps[0].at if went.steps else None
    towns = lot.county.town_units
    if end is None or made.unit not in towns or len(towns) < 2 or made.draw.random() > 0.08:
        return
    span = end - went.received
    if span < timedelta(days=2):
        return
    wrong, right = made.unit, made.draw.choice([one for one in towns if one != made.unit])
    back, again = went.received + span * 0.3, went.received + span * 0.55
    pk, name = made.staff()
    made.take(went.received + span * 0.1)
    made.returns = 1
    made.arrive(lot.county.unit_id, HopWhy.RETURNED, back, pk, "工作地不在本街道（乡镇）")
    made.event(EventKind.RETURNED, back, pk, name, words="工作地不在本街道（乡镇）", returns=1, frm=wrong)
    made.take(back + (again - back) * 0.4)
    pk, name = made.staff()
    made.arrive(right, HopWhy.DISPATCHED, again, pk, "按工作地转办")
    made.event(EventKind.DISPATCHED, again, pk, name, words="按工作地转办")


def _class(made: Making, went: Course, number: str) -> None:
    """Some that were soon done were plain, some that took long entangled: another class, another promised date."""
    first, last = went.received.date(), went.steps[-1].at.date() if went.steps else made.lot.plan.day
    turn, spent = crc32(number.encode()) % 10, course.between(first, last)
    plain = turn < 4 and spent <= made.days // 2
    wanted = TimeClass.ORDINARY if plain else TimeClass.COMPLEX if turn in (4, 5) else ""
    if wanted not in made.service.time_classes:
        return
    days, _unit, _rule = rules.limit(made.service.time_classes[wanted], place=made.lot.county.code, on=first)
    made.time_class, made.days, made.due = wanted, days, course.ahead(first, days)
    at, (pk, name) = went.received + timedelta(seconds=1), made.staff()
    why = "事实清楚，可以马上办" if wanted == TimeClass.ORDINARY else "人数多、事项多，需要逐项核实"
    words = f"时限类调整为{TimeClass(wanted).label}，承诺日期为{text.full_day(made.due)}。理由：{why}"
    made.event(EventKind.FACT, at, pk, name, words=words, for_worker=True, time_class=str(wanted))
    made.line("cases.case.classed", at, pk, name, time_class=str(wanted))


def _step(made: Making, step: Step, before: datetime) -> None:
    move = step.move
    by, name = CLOCK if move.name == step.source.on_deadline else made.staff()
    if move.by_worker:
        by, name = made.person.id, ""
    elif by != CLOCK[0]:
        made.take(before + (step.at - before) * 0.5)
    if step.source.waits_for is Waiting.WORKER:
        _pause(made, before.date(), step.at.date())
    limit = step.source.days
    if limit is not None and step.source.waits_for is not Waiting.WORKER:
        made.hops[-1]["due_on"] = course.ahead(max(before, made.hops[-1]["since"]).date(), limit)
        made.hops[-1]["late"] = True if made.hops[-1]["due_on"] < step.at.date() else made.hops[-1]["late"]
    made.stage = move.to
    words = str(scripts.says(move.name)) or (str(move.title) if move.says else "")
    made.event(EventKind.MOVED, step.at, by, name, words=words, move=move.name, for_worker=True)
    facts = {"move": move.name, "from": step.source.code, "to": move.to.code}
    made.line("cases.case.moved", step.at, by, name, **facts)
    if move.to.final:
        _close(made, step.at, by, name)
    elif move.hands_to is not None:
        _hand_on(made, step, by)


def _hand_on(made: Making, step: Step, by: int) -> None:
    """As far as the county: within it, to its own desk or to another union of it."""
    unit = made.lot.county.unit_id
    if made.service.code == "people.transfer":
        unit = made.draw.choice(made.lot.unions).id
    if unit != made.unit:
        made.arrive(unit, HopWhy.HANDED, step.at + timedelta(seconds=1), by, str(step.move.title))


def _pause(made: Making, since: date, until: date) -> None:
    days = max(0, course.between(since, until))
    before, made.due = made.due, course.ahead(made.due, days) if days else made.due
    made.paused_days += days
    made.lot.add(
        Pause, person_id=made.person.id, case_id=made.id, since=since, until=until, days=days, due_before=before,
        due_after=made.due, reason="等待您补充" if not made.closed else "办结后等待评价",
    )  # fmt: skip


def _sign(made: Making) -> None:
    """Whoever has it has signed for it by now, unless it came yesterday."""
    hop, yesterday = made.hops[-1], made.lot.plan.day - timedelta(days=1)
    if not made.closed and hop["taken_at"] is None and (hop["since"].date() < yesterday or made.draw.random() < 0.3):
        at = hop["since"] + timedelta(hours=1)
        made.take(min(at, moment(yesterday, 23, 59)))


def _still_waiting(made: Making, went: Course) -> date | None:
    """Since when the case stands still, if it waits for the worker now."""
    if made.stage.final or made.stage.waits_for is not Waiting.WORKER:
        return None
    since = went.since.date()
    made.lot.add(
        Pause, person_id=made.person.id, case_id=made.id, since=since, until=None, days=0, due_before=made.due,
        due_after=None, reason="等待您补充",
    )  # fmt: skip
    return since


def _close(made: Making, at: datetime, by: int, name: str) -> None:
    made.closed = at
    made.leave(at)
    on_time = at.date() <= made.due
    made.line("cases.case.closed", at, by, name, outcome=str(made.stage.outcome), on_time=on_time)


def _rate(made: Making, stars: int | None) -> None:
    """Half are rated within a week; a bad rating reopens the case one level above."""
    draw, closed = made.draw, made.closed
    if closed is None:
        return
    at = closed + timedelta(days=draw.randint(0, 6), hours=draw.randint(1, 9))
    if (
        at.date() >= made.lot.plan.day
        or made.stage.outcome not in ("done", "declined")
        or (stars is None and draw.random() > 0.55)
    ):
        return
    stars = stars or draw.choices((5, 4, 3, 2, 1), (56, 27, 10, 4, 3))[0]
    if made.unit == made.lot.county.unit_id:
        stars = max(3, stars)
    _rated(made, stars, at)
    if stars <= made.service.bad_stars and made.service.reopens_at is not None:
        _reopen(made, at)


def _rated(made: Making, stars: int, at: datetime) -> None:
    made.stars = stars
    good = stars >= 3
    pk = made.id * 10 + made.reopened
    tags = made.draw.sample([*RatingTag.values][:4] if good else [*RatingTag.values][4:], 2)
    words = "" if made.draw.random() < 0.6 else "谢谢，办得很快。" if good else "拖得太久，结果也没有说清楚。"
    made.lot.add(
        Rating, id=pk, person_id=made.person.id, case_id=made.id, unit_id=made.unit, closing=made.reopened, stars=stars,
        tags=tags, words=seal("cases.Rating.words", pk, words), channel="own", state="valid", at=at,
    )  # fmt: skip
    if stars <= made.service.bad_stars:
        made.bad.append(
            {"rating_id": pk, "closing": made.reopened, "stars": stars, "rated_at": at, "unit_id": made.unit,
             "staff": made.staff()}
        )  # fmt: skip
    made.lot.count("cases.rated", made.unit, at.date())
    if good:
        made.lot.count("cases.rated_good", made.unit, at.date())
    made.event(EventKind.RATED, at, made.person.id, "", words=words, for_worker=True, stars=stars)
    made.line("cases.case.rated", at, made.person.id, "", stars=stars)


def _reopen(made: Making, at: datetime) -> None:
    """The closing no longer counts; a named person above goes on, and mostly closes it within a week."""
    lot, stage = made.lot, made.service.reopens_at
    if stage is None or made.closed is None:
        return
    _pause(made, made.closed.date(), at.date())
    union = next((one for one in lot.unions if one.id == made.unit), None)
    above = union.parent_id if union else lot.county.unit_id
    made.closed, made.stage, made.stars = None, stage, made.stars
    made.reopened += 1
    made.arrive(above, HopWhy.REOPENED, at, made.person.id, "评价不满意，由上级重新办理")
    pk, _name = made.staff()
    made.event(EventKind.REOPENED, at, made.person.id, "", for_worker=True, unit=above, holder=pk)
    made.line("cases.case.reopened", at, made.person.id, "", to=above)
    moves = [move for move in made.service.moves_from(stage.code) if move.to.final and move.to.outcome == "done"]
    again = course.in_office(course.ahead(at.date(), made.draw.randint(2, 6)), made.draw)
    if moves and again.date() < lot.plan.day:
        _step(made, Step(moves[0], stage, again), at)
