"""团（组）长联席会议: what heads of groups settle between sessions, and what the next session says of it.

企业民主管理规定: settled between sessions, reported to the next session for confirmation.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.audit import actions as audit
from unionhall.kit import access

from ..models import Congress, HeadsMeeting, Session
from ..permissions import Bargaining
from ..refusals import CountsWrong, NoQuorum, NotNow, WordsNeeded, WrongOrder
from .congresses import of_running_term
from .standing import keep, locked, not_future, only_once


@transaction.atomic
def settle_between(
    *, congress: Congress, on: date, place: str, total: int, present: int, about: str, settled: str, by: Any
) -> HeadsMeeting:
    """The heads of groups met and settled something that could not wait for a session."""
    row = of_running_term(congress, by)
    not_future(on)
    if on < row.since:
        raise WrongOrder(_("会议日期须在本届任期内。"), field="on")
    if not 1 <= present <= total:
        raise CountsWrong(_("实到人数不能多于应到人数。"), field="present")
    before = HeadsMeeting.objects.at_desks([row.desk_id]).filter(congress_id=row.pk, on=on)
    only_once(before.filter(about=about.strip(), settled=settled.strip()), field="about")
    made: HeadsMeeting = HeadsMeeting.objects.create(
        desk_id=row.desk_id, congress_id=row.pk, unit=row.unit, on=on, place=place.strip(), total=total,
        present=present, about=about.strip(), settled=settled.strip(),
    )  # fmt: skip
    audit.record("bargaining.heads.met", subject=made, by=by, unit=row.unit, topic=made.about)
    return made


@transaction.atomic
def confirm_settled(*, meeting: HeadsMeeting, session: Session, confirmed: bool, by: Any, words: str = "") -> None:
    """A session held since, with a quorum, has confirmed it or (with its words) has not."""
    access.require(by, Bargaining.CONGRESS, at=meeting.unit)
    row: HeadsMeeting = locked(meeting)
    if row.confirmed is not None:
        raise NotNow
    held = Session.objects.at_desks([row.desk_id]).filter(pk=session.pk, congress_id=row.congress_id).first()
    if held is None or held.held_on is None or held.held_on < row.on:
        raise WrongOrder(_("只能由联席会议以后召开的会议确认。"), field="session")
    if not held.quorum:
        raise NoQuorum
    if not confirmed and not words.strip():
        raise WordsNeeded
    keep(row, session_id=held.pk, confirmed=confirmed, words=words.strip()[:300])
    audit.record("bargaining.heads.confirmed", subject=row, by=by, unit=row.unit, confirmed=confirmed)
