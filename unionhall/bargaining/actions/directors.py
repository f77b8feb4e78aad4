"""职工董事、职工监事: elected by a session of the congress, reporting to it once a year, until they leave the board."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access
from unionhall.kit.text import in_house_language

from .. import standards
from ..arithmetic import years_after
from ..choices import ItemType, PetitionKind, Result, SeatEnded
from ..models import AgendaItem, Board, Congress, Director, Petition, Session
from ..permissions import Bargaining
from ..refusals import BadTerm, NoPetition, NoRemovalVote, NotElected, NotNow, NotOurs, WrongOrder
from .standing import keep, locked, not_future


@in_house_language
@transaction.atomic
def seat_director(
    *, congress: Congress, seat: str, name: str, since: date, until: date, by: Any, election: AgendaItem | None = None,
    elected_by: str = "", elected_on: date | None = None, post: str = "",
) -> Director:  # fmt: skip
    """One who was elected: by an item of a session that passed, or by one held before this house kept them."""
    access.require(by, Bargaining.CONGRESS, at=congress.unit)
    row: Congress = locked(congress)
    if row.employer is None:
        raise NotOurs(_("区域（行业）职工代表大会不选举职工董事、职工监事。"))
    found = _election(row, election, elected_by, elected_on)
    not_future(found["elected_on"])
    _check_term(row, found["elected_on"], since, until)
    try:
        with transaction.atomic():
            made: Director = Director.objects.create(
                desk_id=row.desk_id, unit=row.unit, employer=row.employer, congress_id=row.pk, seat=seat,
                name=name.strip(), post=post.strip(), since=since, until=until, report_by=_next_report(since, until),
                **found,
            )  # fmt: skip
    except IntegrityError as twice:
        raise NotNow(_("这个人已经登记过了。"), field="name") from twice
    audit.record(
        "bargaining.director.seated", subject=made, by=by, unit=row.unit, seat=seat, employer_id=row.employer_id
    )
    return made


def _election(congress: Congress, item: AgendaItem | None, elected_by: str, elected_on: date | None) -> dict[str, Any]:
    """The session it was, its day and the votes; NotElected when nothing says who elected them."""
    if item is None:
        if not elected_by.strip():
            raise NotElected
        if elected_on is None:
            raise NotElected(_("请填写选举日期。"), field="elected_on")
        return {"elected_by": elected_by.strip(), "elected_on": elected_on}
    rows = Session.objects.at_desks([congress.desk_id]).filter(pk=item.session_id, congress_id=congress.pk)
    session = rows.first()
    if session is None or item.type != ItemType.ELECT or item.result != Result.PASSED:
        raise NotElected
    words = _("%(title)s第%(n)d次会议") % {"title": congress.title, "n": session.number}
    return {"session_id": session.pk, "elected_by": words, "elected_on": session.held_on, "votes": item.yes}


def _check_term(congress: Congress, elected_on: date, since: date, until: date) -> None:
    if since < elected_on:
        raise WrongOrder(_("任期不能早于选举日期。"), field="since")
    if until <= since:
        raise WrongOrder(_("任期的最后一天要晚于第一天。"), field="until")
    most = standards.number("bargaining.director-term", standards.place_of(congress.unit, congress.employer), since)
    if until > years_after(since, most):
        raise BadTerm(_("每届任期不超过%(most)d年。") % {"most": most}, field="until")


def _next_report(since: date, until: date) -> date:
    """A year on, or with the end of the term."""
    return min(years_after(since, 1), until)


@transaction.atomic
def report_of_director(*, director: Director, on: date, by: Any) -> None:
    """They told the congress what they did; the next time within a year."""
    row = _sitting(director, by)
    not_future(on)
    if on < row.since:
        raise WrongOrder
    keep(row, reported_on=on, report_by=_next_report(on, row.until), version=row.version + 1)
    audit.record("bargaining.director.reported", subject=row, by=by, unit=row.unit)


@transaction.atomic
def unseat_director(*, director: Director, on: date, why: str, by: Any, because: str = "") -> None:
    """They leave the board; a removal needs the signatures the rules ask for, with their name."""
    row = _sitting(director, by)
    not_future(on)
    if on < row.since:
        raise WrongOrder
    if why == SeatEnded.REMOVED:
        _check_removal(row, on)
    keep(row, ended_on=on, ended_why=why, ended_because=because.strip()[:200], version=row.version + 1)
    audit.record("bargaining.director.unseated", subject=row, by=by, unit=row.unit, why=why)


@transaction.atomic
def note_board(*, congress: Congress, seat: str, members: int, since: date, by: Any) -> Board:
    """How many sit on that board of the company now; 0 where it has none. Noted again, the later stands."""
    access.require(by, Bargaining.CONGRESS, at=congress.unit)
    row: Congress = locked(congress)
    not_future(since)
    if row.employer is None:
        raise NotOurs(_("区域（行业）职工代表大会不选举职工董事、职工监事。"))
    made, _new = Board.objects.update_or_create(
        desk_id=row.desk_id, employer=row.employer, seat=seat,
        defaults={"unit": row.unit, "members": members, "since": since},
    )  # fmt: skip
    audit.record("bargaining.board.noted", subject=made, by=by, unit=row.unit, seat=seat, members=members)
    return made


def _sitting(director: Director, by: Any) -> Director:
    access.require(by, Bargaining.CONGRESS, at=director.unit)
    row: Director = locked(director)
    if row.ended_on is not None:
        raise NotNow
    return row


def _check_removal(row: Director, on: date) -> None:
    """Asked for with enough signatures, and then carried by a session: both name whom it is about."""
    kinds = (PetitionKind.REMOVAL_DELEGATES, PetitionKind.REMOVAL_STAFF)
    asked = Petition.objects.at_desks([row.desk_id]).filter(
        congress_id=row.congress_id, kind__in=kinds, granted=True, on__lte=on, on__gte=row.since
    )
    first = asked.filter(about__contains=row.name).order_by("on").first()
    if first is None:
        raise NoPetition
    held = Session.objects.at_desks([row.desk_id]).filter(congress_id=row.congress_id, held_on__range=(first.on, on))
    items = AgendaItem.objects.at_desks([row.desk_id]).filter(session_id__in=held.values("pk"), result=Result.PASSED)
    if not items.filter(title__contains=row.name).exclude(type=ItemType.ELECT).exists():
        raise NoRemovalVote
