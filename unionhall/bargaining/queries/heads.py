"""团（组）长联席会议 within scope: of one congress, what a session still has to confirm."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from ..models import Congress, HeadsMeeting, Session
from ..permissions import Bargaining
from .scope import row_at, seen


def heads_of(congress: Congress) -> list[HeadsMeeting]:
    """Meetings of heads of groups in this term, the latest first."""
    rows = HeadsMeeting.objects.at_desks([congress.desk_id]).filter(congress_id=congress.pk)
    return list(rows.order_by("-on", "-pk"))


def heads_for(user: Any, unit: str, pk: int, needs: str = Bargaining.CONGRESS) -> HeadsMeeting:
    """The meeting of that union, if `user` holds `needs` there; else it does not exist (404)."""
    found: HeadsMeeting = row_at(HeadsMeeting, user, unit, pk, needs)
    return found


def heads_before(session: Session) -> list[HeadsMeeting]:
    """What this session is to confirm: settled before it, and no session has looked at it."""
    rows = HeadsMeeting.objects.at_desks([session.desk_id]).filter(congress_id=session.congress_id, confirmed=None)
    return list(rows.filter(on__lte=session.held_on or session.on).order_by("on", "pk"))


def sessions_since(meeting: HeadsMeeting) -> list[tuple[Session, date]]:
    """Sessions that may confirm it, each with its day: held that day or later, with a quorum."""
    rows = Session.objects.at_desks([meeting.desk_id]).filter(congress_id=meeting.congress_id, quorum=True)
    found = rows.filter(held_on__gte=meeting.on).order_by("held_on", "pk")
    return [(one, one.held_on) for one in found if one.held_on is not None]


def heads_to_confirm(user: Any) -> QuerySet[HeadsMeeting]:
    """A session has sat since and nothing is noted of its word, where `user` runs congresses; `sat` is its day."""
    held = Session.objects.filter(
        desk_id=OuterRef("desk_id"), congress_id=OuterRef("congress_id"), held_on__gte=OuterRef("on"), quorum=True
    )
    rows = seen(HeadsMeeting, user, Bargaining.CONGRESS).filter(confirmed=None)
    sat = Subquery(held.order_by("held_on").values("held_on")[:1])
    found: QuerySet[HeadsMeeting] = rows.annotate(sat=sat).exclude(sat=None)
    return found.order_by("on", "pk")
