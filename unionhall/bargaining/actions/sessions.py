"""Sessions of a congress: called in time, held with a quorum, items voted on, results published and reported."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.text import full_day

from .. import queries, standards
from ..choices import AskedBy, Body, CongressKind, PetitionKind, Result
from ..models import AgendaItem, Congress, Deputy, Petition, Round, Session
from ..permissions import Bargaining
from ..refusals import CountsWrong, NoQuorum, NoticeTooLate, NotNow, WrongOrder
from .filing import keep_papers
from .standing import keep, locked, not_future, only_once
from .voting import record_vote


@transaction.atomic
def call_session(
    *, congress: Congress, on: date, place: str, notice_on: date, notice_way: str, by: Any,
    asked_by: str = AskedBy.PLAN, chair_group: str = "",
) -> Session:  # fmt: skip
    """Call a sitting; the agenda reaches delegates in time. An extra one by delegates needs a granted petition."""
    access.require(by, Bargaining.CONGRESS, at=congress.unit)
    row = locked(congress)
    if row.ended_on is not None or not row.since <= on <= row.until:
        raise NotNow(_("会议日期须在本届任期内。"), field="on")
    _in_time(row, on, notice_on)
    if asked_by == AskedBy.DELEGATES and not _petition(row, on):
        raise NotNow(_("职工代表联名须达到三分之一，请先登记联名。"), field="asked_by")
    rows = Session.objects.at_desks([row.desk_id]).filter(congress_id=row.pk)
    only_once(rows.filter(on=on), field="on")
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    made: Session = Session.objects.create(
        desk_id=row.desk_id, congress_id=row.pk, unit=row.unit, number=number, on=on, place=place.strip(),
        notice_on=notice_on, notice_way=notice_way.strip(), asked_by=asked_by, extra=asked_by != AskedBy.PLAN,
        chair_group=chair_group.strip(),
    )  # fmt: skip
    audit.record("bargaining.session.called", subject=made, by=by, unit=row.unit, session=number, extra=made.extra)
    return made


def _in_time(congress: Congress, on: date, notice_on: date, field: str = "") -> None:
    last = standards.notice_by(on, standards.place_of(congress.unit, congress.employer))
    if notice_on > last:
        raise NoticeTooLate(_("议题至迟应在%(day)s告知职工代表。") % {"day": full_day(last)}, field=field)


def _petition(congress: Congress, on: date) -> bool:
    rows = Petition.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk, on__lte=on)
    return bool(rows.filter(kind=PetitionKind.SESSION, granted=True).exists())


def _held(session: Session, by: Any) -> Session:
    access.require(by, Bargaining.CONGRESS, at=session.unit)
    row: Session = locked(session)
    return row


@transaction.atomic
def put_on_agenda(
    *, session: Session, type: str, title: str, by: Any, text: str = "", round_number: str = "",
    papers: Iterable[Any] = (),
) -> AgendaItem:  # fmt: skip
    """One more item, with what delegates are given to read; nothing is added once the session was held."""
    row = _held(session, by)
    if row.held_on is not None:
        raise NotNow
    rows = AgendaItem.objects.at_desks([row.desk_id]).filter(session_id=row.pk)
    only_once(rows.filter(title=title.strip()), field="title")
    if round_number.strip() and _round_of(row, round_number.strip()) is None:
        raise NotNow(_("本工会没有这个编号的协商，请核对。"), field="round_number")
    made: AgendaItem = AgendaItem.objects.create(
        desk_id=row.desk_id, session_id=row.pk, place_in_list=rows.count() + 1, type=type, title=title.strip(),
        text=text.strip(), round_number=round_number.strip(),
    )  # fmt: skip
    keep_papers(made, papers, by=by)
    audit.record("bargaining.agenda.added", subject=made, by=by, unit=row.unit, session=row.number, type=type)
    return made


@transaction.atomic
def open_session(
    *, session: Session, on: date, present: int, by: Any, staff: int | None = None, total: int | None = None,
    absent: str = "", observers: int = 0, chair_group: str = "",
) -> Session:  # fmt: skip
    """Who came. `total` are the delegates with a vote, counted from the list when not given."""
    row = _held(session, by)
    not_future(on)
    if row.held_on is not None:
        raise NotNow
    congress = _congress(row)
    _in_time(congress, on, row.notice_on, "on")  # held earlier than called, it may come too soon after the notice
    total = total if total is not None else _with_a_vote(congress)
    if not 0 <= present <= total:
        raise CountsWrong(_("实到人数不能多于应到人数。"), field="present")
    place = standards.place_of(congress.unit, congress.employer)
    quorum = standards.share("bargaining.congress-quorum", place, on).is_met(present, total)
    keep(
        row, held_on=on, staff=staff if staff is not None else congress.staff, total=total, present=present,
        absent=absent.strip(), observers=observers, chair_group=chair_group.strip() or row.chair_group, quorum=quorum,
        publish_by=standards.due("bargaining.resolution-publish", on, place),
        report_by=standards.due("bargaining.session-report", on, place), version=row.version + 1,
    )  # fmt: skip
    audit.record(
        "bargaining.session.held", subject=row, by=by, unit=row.unit, session=row.number, present=present, total=total,
        quorum=quorum,
    )  # fmt: skip
    return row


def _with_a_vote(congress: Congress) -> int:
    """Those on the list; before it is complete, the seats."""
    rows = Deputy.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk, until=None, without_vote=False)
    return rows.count() or congress.seats


@transaction.atomic
def count_item(
    *, session: Session, item: AgendaItem, by: Any, issued: int = 0, returned: int = 0, yes: int = 0, no: int = 0,
    abstain: int = 0, opinions: str = "", resolution: str = "", papers: Iterable[Any] = (),
) -> AgendaItem:  # fmt: skip
    """What came of an item: ballots where a vote is needed, opinions where it is heard or discussed; the tally itself.

    It may be mended until the session was reported to the union above.
    """
    row = _held(session, by)
    if row.held_on is None or item.session_id != row.pk:
        raise NotNow
    if row.reported_on is not None:
        raise NotNow(_("这次会议已经上报归档，不能再改。"))
    found: AgendaItem = locked(item)
    result, counts = Result.DONE, {}
    if found.needs_vote or issued:
        counts = _counted(row, issued, returned, yes, no, abstain)
        result = _result(row, found, yes)
    keep(found, result=result, opinions=opinions.strip(), resolution=resolution.strip(), **counts)
    keep_papers(found, papers, by=by, outcome=True)
    if counts:
        _vote_on_draft(row, found, counts, by)
    audit.record(
        "bargaining.agenda.counted", subject=found, by=by, unit=row.unit, session=row.number, result=result, yes=yes
    )
    return found


def _counted(session: Session, issued: int, returned: int, yes: int, no: int, abstain: int) -> dict[str, int]:
    valid = yes + no + abstain
    if not (min(yes, no, abstain) >= 0 and valid <= returned <= issued <= (session.present or 0)):
        raise CountsWrong
    return {"issued": issued, "returned": returned, "valid": valid, "yes": yes, "no": no, "abstain": abstain}


def _result(session: Session, item: AgendaItem, yes: int) -> Result:
    if not session.quorum:
        raise NoQuorum
    if not item.needs_vote:
        return Result.DONE
    congress, talks = _congress(session), _round_of(session, item.round_number)
    place = standards.place_of(congress.unit, congress.employer)
    counts = {"total": session.total or 0, "present": session.present or 0, "yes": yes}
    judged = standards.judge_item(place, on=session.held_on, **counts) if talks is None else standards.judge_draft(
        talks.kind, standards.place_of(talks.unit, talks.employer), on=session.held_on, **counts
    )  # fmt: skip
    return Result.PASSED if judged.passed else Result.FAILED


def _congress(session: Session) -> Congress:
    rows = Congress.objects.at_desks([session.desk_id]).select_related("employer", "unit")
    found: Congress = rows.get(pk=session.congress_id)
    return found


def _round_of(session: Session, number: str) -> Round | None:
    """The round whose draft an item puts to this congress."""
    congress = _congress(session)
    rows = Round.objects.at_desks([session.desk_id]).select_related("unit", "employer").filter(number=number)
    found: Round | None = rows.filter(queries.put_to(congress)).first() if number else None
    return found


BODIES = {
    CongressKind.CONGRESS: Body.CONGRESS,
    CongressKind.ASSEMBLY: Body.ASSEMBLY,
    CongressKind.AREA: Body.AREA_CONGRESS,
}


def _vote_on_draft(session: Session, item: AgendaItem, counts: dict[str, int], by: Any) -> None:
    """The ballots on a draft contract are the vote its round waits for: nobody types them twice.

    Where only words or files of the item are mended, they have been its vote already.
    """
    talks = _round_of(session, item.round_number)
    if talks is None or talks.stage_code != "congress" or not by.may(Bargaining.WORK, at=talks.unit):
        return
    assert session.held_on is not None
    ballots = {name: counts[name] for name in ("issued", "returned", "yes", "no", "abstain")}
    last = queries.last_vote(talks)
    if last is not None and last.on == session.held_on and all(getattr(last, n) == had for n, had in ballots.items()):
        return
    record_vote(
        round=talks, on=session.held_on, body=BODIES[CongressKind(_congress(session).kind)], total=session.total or 0,
        present=session.present or 0, by=by, **ballots,
    )  # fmt: skip


@transaction.atomic
def publish_results(*, session: Session, on: date, by: Any) -> None:
    """The resolutions were made known to all staff."""
    row = _held(session, by)
    _after_session(row, on)
    keep(row, published_on=on, version=row.version + 1)
    audit.record("bargaining.session.published", subject=row, by=by, unit=row.unit, session=row.number)


@transaction.atomic
def report_session(*, session: Session, on: date, by: Any, archive: str = "") -> None:
    """Reported to the union above; the file is closed under its archive number."""
    row = _held(session, by)
    _after_session(row, on)
    keep(row, reported_on=on, archive=archive.strip() or row.archive, version=row.version + 1)
    audit.record("bargaining.session.reported", subject=row, by=by, unit=row.unit, session=row.number)


def _after_session(row: Session, on: date) -> None:
    not_future(on)
    if row.held_on is None:
        raise NotNow
    if on < row.held_on:
        raise WrongOrder
