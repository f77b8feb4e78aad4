"""办结回访: whom to call back, where the asker may read such cases."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from ..choices import CallState
from ..models import CallBack
from ..permissions import Cases
from .lists import reach
from .moves import is_own

LATE = "late"  # nobody called in time, and the level above was told


def call_backs(user: Any, state: str = CallState.WAITING) -> QuerySet[CallBack]:
    """`waiting` where the user works, `late` where they decide; any other state, or `all`, where they read."""
    rows = CallBack.objects.at_desks(reach(user)).select_related("unit")
    if state == CallState.WAITING:
        return rows.visible_to(user, Cases.WORK).filter(state=state).exclude(person_id=user.pk)
    if state == LATE:
        return rows.visible_to(user, Cases.DECIDE).filter(state=CallState.WAITING, late_told_on__isnull=False)
    rows = rows.visible_to(user)
    return rows.filter(state=state) if state in CallState else rows


def call_back_for(user: Any, number: str, closing: int) -> CallBack:
    """One line of it; for whoever may not read it there is none."""
    found = call_backs(user, "all").filter(number=number, closing=closing).first()
    if found is None:
        raise Http404
    return found


def may_call(user: Any, call: CallBack) -> bool:
    """Whether `user` calls for the unit that did the work."""
    return not is_own(user, call) and bool(user.may(call.view, at=call.unit) and user.may(Cases.WORK, at=call.unit))
