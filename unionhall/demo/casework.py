"""A year of cases of one county: in every stage of every service, told as the case room would have written them."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zlib import crc32

from unionhall.audit.models import PersonLine
from unionhall.cases import links, tokens
from unionhall.cases.catalogue import services
from unionhall.cases.choices import Channel, EventKind, HopWhy, RatingTag, Secrecy, Status, TimeClass
from unionhall.cases.models import Appointment, Case, CaseEvent, CaseNumber, DeskCase, Hop, Pause, Rating
from unionhall.cases.queries.lists import fingerprint
from unionhall.channels.models import Notice
from unionhall.kit import text, workdays
from unionhall.kit.fields import seal
from unionhall.orgs.choices import UnionKind
from unionhall.rules import queries as rules
from unionhall.workflow import Service, Stage, Waiting

from . import course, replies, scripts
from .course import Course, Leg, Step
from .lot import MILLIARD, Folk, Lot
from .writing import moment

SHARE = 0.15  # cases for each worker and year
OPEN = 0.14  # of them not yet closed
MIX = {"rights.complaint": 46, "rights.question": 28, "aid.hardship": 12, "people.join": 18, "people.transfer": 4}
CHANNELS = (Channel.PORTAL, Channel.APP, Channel.WECHAT, Channel.HOTLINE, Channel.STATION, Channel.VISIT)
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


class Making:
    """One case while its rows are made."""

    def __init__(self, lot: Lot, draw: Random, service: Service, person: Folk) -> None:
        self.lot, self.draw, self.service, self.person = lot, draw, service, person
        self.id = lot.county.lot * MILLIARD * 10 + lot.number("demo-case", -1)
        self.events = 0
        self.unit = 0
        self.holder: tuple[int, str] | None = None
        self.hops: list[dict[str, Any]] = []
        self.due = lot.plan.day
        self.time_class, self.days = str(service.time_class), service.days
        self.paused_days = 0
        self.stage = service.starts
        self.closed: datetime | None = None
        self.stars: int | None = None
        self.bad: list[dict[str, Any]] = []  # bad ratings on the way to their ledger
        self.reopened = 0
        self.returns = 0

    # --- who and where ----------------------------------------------------------------------------------------------

    def staff(self) -> tuple[int, str]:
        """The named person who has it; where nobody is known the office."""
        if self.holder is None:
            here = self.lot.holders.get(self.unit) or [(4, "系统·演示数据")]
            self.holder = here[self.id % len(here)]
        return self.holder

    def arrive(self, unit: int, why: str, at: datetime, by: int, reason: str = "") -> None:
        if self.hops:
            self.leave(at)
        self.hops.append(
            {"unit_id": unit, "from_unit_id": self.unit or None, "why": why, "reason": reason, "since": at,
             "taken_at": None, "taken_by_id": None, "left_at": None, "late": None, "due_on": None, "by_id": by}
        )  # fmt: skip
        self.unit, self.holder = unit, None
        self.lot.count("cases.open", unit, at.date())
        if why == HopWhy.ROUTED:
            self.lot.count("cases.opened", unit, at.date())

    def leave(self, at: datetime) -> None:
        hop = self.hops[-1]
        if hop["left_at"] is None:
            hop["left_at"] = at
            self.lot.count("cases.open", hop["unit_id"], at.date(), -1)

    def take(self, at: datetime) -> None:
        """Signed for by the named person."""
        hop = self.hops[-1]
        if hop["taken_at"] is None:
            pk, name = self.staff()
            hop["taken_at"], hop["taken_by_id"] = at, pk
            self.event(EventKind.TAKEN, at, pk, name, for_worker=True)

    # --- what is written down ----------------------------------------------------------------------------------------

    def event(
        self, kind: str, at: datetime, by: int, name: str, *, words: str = "", move: str = "", for_worker: bool = False,
        **facts: Any,
    ) -> None:  # fmt: skip
        self.events += 1
        pk = self.id * 100 + self.events
        self.lot.add(
            CaseEvent, id=pk, person_id=self.person.id, case_id=self.id, kind=str(kind), at=at, by_id=by,
            by_name="" if by == self.person.id else name, unit_id=self.unit, move=move, stage_code=self.stage.code,
            words=seal("cases.CaseEvent.words", pk, words), facts=facts, for_worker=for_worker,
        )  # fmt: skip

    def line(self, action: str, at: datetime, by: int, name: str, **details: Any) -> None:
        self.lot.add(
            PersonLine, person_id=self.person.id, at=at, action=action, subject_type="cases.Case",
            subject_id=str(self.id), by_id=by, by_name=name or self.person.name, for_person_id=None,
            unit_id=self.unit, because="", details=details, seq=None, chain="",
        )  # fmt: skip


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
    row = _case_row(made, went, title, answers, sealed, secrecy, number, why, waiting)
    replies.answer(made, row, went)
    _write_hops(made)
    _copies(made, row, went, _meet(made, row))
    replies.agree(made, row, legs)
    _tell(made, row)
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


def _count_closing(made: Making) -> None:
    if made.closed is None or made.stage.outcome not in ("done", "declined"):
        return
    day = made.closed.date()
    classed = [f"cases.{made.time_class}"] if made.time_class else []
    for prefix in ("cases", *(one for one in made.service.counts if one != "cases"), *classed):
        made.lot.count(f"{prefix}.closed", made.unit, day)
        if day <= made.due:
            made.lot.count(f"{prefix}.closed_on_time", made.unit, day)


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


def _case_row(
    made: Making, went: Course, title: str, answers: dict[str, Any], sealed: dict[str, Any], secrecy: str, number: str,
    why: str, waiting: date | None,
) -> dict[str, Any]:  # fmt: skip
    lot, service, closed = made.lot, made.service, made.closed
    since = max(went.since, made.hops[-1]["since"])
    limit = made.stage.days
    stage_due = course.ahead(since.date(), limit) if limit is not None and not made.stage.final else None
    made.hops[-1]["due_on"] = stage_due or made.hops[-1]["due_on"]
    status = Status.CLOSED if closed else Status.WAITING if waiting else Status.OPEN
    firm = made.person.firm
    about = firm.id if firm is not None and service.code == "rights.complaint" else None
    pk, name = made.staff() if made.hops[-1]["taken_at"] or closed else (None, "")
    legal = None
    if made.stage.legal_days is not None and not closed:
        legal = workdays.add_calendar_days(went.since.date(), made.stage.legal_days).due
    rate = closed is not None and made.stars is None and (lot.plan.day - closed.date()).days < service.rate_days
    if closed:
        _count_closing(made)
    return lot.add(
        Case, id=made.id, person_id=made.person.id, number=number, service_code=service.code,
        stage_code=made.stage.code, status=status, outcome=str(made.stage.outcome), title=title[:120], answers=answers,
        words=seal("cases.Case.words", made.id, json.dumps(sealed, ensure_ascii=False) if sealed else ""),
        channel=made.draw.choice(CHANNELS), secrecy=secrecy, urgency="normal", employer_id=about,
        fingerprint=fingerprint(service, about, answers), unit_id=made.unit,
        county_id=lot.county.unit_id, city_id=lot.county.city_unit_id, origin_desk_id=lot.county.unit_id, holder_id=pk,
        holder_name=name, routed_because=why, returns=made.returns, received_at=went.received, due_on=made.due,
        days_promised=made.days, stage_since=since, stage_due_on=stage_due, paused_since=waiting,
        paused_days=made.paused_days, closed_at=closed, closed_on_time=closed.date() <= made.due if closed else None,
        first_closed_at=next((s.at for s in went.steps if s.move.to.final), None), reopened=made.reopened,
        rate_token=tokens.digest(f"demo:{made.id}") if rate else "", rated_stars=made.stars, legal_due_on=legal,
        version=made.events, time_class=made.time_class, answer_due_at=None, answered_at=None,
        answered_in_time=None, answered_unit_id=None,
    )  # fmt: skip


def _write_hops(made: Making) -> None:
    for hop in made.hops:
        made.lot.add(Hop, person_id=made.person.id, case_id=made.id, **hop)


def _meet(made: Making, row: dict[str, Any]) -> datetime | None:
    """Some talk face to face: before it was closed, or on a day to come."""
    lot, draw = made.lot, made.draw
    if (
        made.service.code != "rights.complaint"
        or not row["holder_id"]
        or not (draw.random() < 0.12 or made.person is lot.worker)
    ):
        return None
    if made.closed:
        at, state = row["received_at"] + (made.closed - row["received_at"]) * 0.6, "came"
    else:
        at, state = moment(course.ahead(lot.plan.day, draw.randint(1, 4)), draw.choice((9, 10, 14, 15))), "agreed"
    pk = made.id * 10
    offered = min(at - timedelta(hours=30), moment(lot.plan.day - timedelta(days=1), 16))
    lot.add(
        Appointment, id=pk, person_id=made.person.id, case_id=made.id, unit_id=made.unit, starts_at=at, minutes=30,
        place="职工服务中心一楼调解室", with_name=row["holder_name"], phone="", state=state,
        code_digest=tokens.digest(tokens.appointment_code(pk)), offered_by_id=row["holder_id"], offered_at=offered,
        answered_at=offered + timedelta(hours=2), came_at=at if made.closed else None,
    )  # fmt: skip
    made.event(
        EventKind.APPOINTMENT, offered, row["holder_id"], row["holder_name"], words="约您到职工服务中心面谈",
        for_worker=True, times=1,
    )  # fmt: skip
    return None if made.closed else at


def _tell(made: Making, row: dict[str, Any]) -> None:
    """The newest word to the worker, and to the named person who has it."""
    lot, name = made.lot, f"{row['title']}（{row['number']}）"
    newest = row["closed_at"] or row["stage_since"]
    if (lot.plan.day - newest.date()).days > 60:
        return
    title = f"已办结：{name}" if made.closed else f"{made.stage.worker_sees}：{name}"
    told = {"at": newest, "read_at": None, "key": f"demo:{made.id}"}
    lot.add(
        Notice, person_id=made.person.id, kind="cases/closed" if made.closed else "cases/moved", title=title[:120],
        words="请打开查看办理情况。", link=links.mine(row["number"]), **told,
    )  # fmt: skip
    has_reader = bool(lot.holders.get(made.unit))  # else the house itself has it, and no person is told
    if has_reader and row["holder_id"] and not made.closed and row["holder_id"] != made.person.id:
        lot.add(
            Notice, person_id=row["holder_id"], kind="cases/new", title="新的诉求", words=name,
            link=links.desk(row["number"]), **told,
        )  # fmt: skip


def _copies(made: Making, row: dict[str, Any], went: Course, meeting: datetime | None) -> None:
    """The desk's copy, and the number that finds the case."""
    lot, hop, closed = made.lot, made.hops[-1], made.closed
    copied = (
        "person_id", "number", "service_code", "title", "stage_code", "status", "outcome", "channel", "secrecy",
        "urgency", "employer_id", "holder_id", "holder_name", "received_at", "due_on", "stage_due_on", "closed_at",
        "closed_on_time", "rated_stars", "returns", "reopened", "fingerprint", "time_class", "answered_at",
    )  # fmt: skip
    waiting = row["status"] == Status.WAITING
    clocks = [day for day in (row["due_on"], row["stage_due_on"], row["legal_due_on"]) if day]
    next_due = (row["stage_due_on"] or row["due_on"]) if waiting else min(clocks)
    sign = made.service.sign_days
    last = went.steps[-1] if went.steps else None
    lot.add(
        DeskCase, desk_id=lot.county.unit_id, case_id=made.id, unit_id=made.unit, view=made.service.view,
        who=replies.who(made, row), next_due_on=next_due,
        taken_at=hop["taken_at"], appointment_at=meeting,
        answer_due_at=row["answer_due_at"] if row["answered_at"] is None and not closed else None,
        sign_by=course.ahead(hop["since"].date(), sign) if sign and not hop["taken_at"] and not closed else None,
        wrote_at=last.at if last and last.move.by_worker and not closed else None,
        late_told_on=next_due + timedelta(days=1) if not closed and not waiting and next_due < lot.plan.day else None,
        **{name: row[name] for name in copied},
    )  # fmt: skip
    lot.add(CaseNumber, desk_id=lot.county.unit_id, number=row["number"], case_id=made.id, person_id=made.person.id)
    replies.call_back(made, row)
    replies.bad_ratings(made, row)
