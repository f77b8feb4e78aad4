"""The rows of one case of the demo: its file, the desk's copy, its way through unions, a meeting and what was told."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from unionhall.cases import links, tokens
from unionhall.cases.choices import Channel, EventKind, Status
from unionhall.cases.models import Appointment, Case, CaseNumber, DeskCase, Hop
from unionhall.cases.queries.lists import fingerprint
from unionhall.channels.models import Notice
from unionhall.kit import workdays
from unionhall.kit.fields import seal

from . import course, replies
from .course import Course
from .making import Making
from .writing import moment

CHANNELS = (Channel.PORTAL, Channel.APP, Channel.WECHAT, Channel.HOTLINE, Channel.STATION, Channel.VISIT)


def count_closing(made: Making) -> None:
    if made.closed is None or made.stage.outcome not in ("done", "declined"):
        return
    day = made.closed.date()
    classed = [f"cases.{made.time_class}"] if made.time_class else []
    for prefix in ("cases", *(one for one in made.service.counts if one != "cases"), *classed):
        made.lot.count(f"{prefix}.closed", made.unit, day)
        if day <= made.due:
            made.lot.count(f"{prefix}.closed_on_time", made.unit, day)


def case_row(
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
        count_closing(made)
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


def write_hops(made: Making) -> None:
    for hop in made.hops:
        made.lot.add(Hop, person_id=made.person.id, case_id=made.id, **hop)


def meet(made: Making, row: dict[str, Any]) -> datetime | None:
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


def tell(made: Making, row: dict[str, Any]) -> None:
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


def copies(made: Making, row: dict[str, Any], went: Course, meeting: datetime | None) -> None:
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
