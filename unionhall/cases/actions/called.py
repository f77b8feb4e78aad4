"""办结回访: what the worker said when called; who is not content gets it done again, once, one level above."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.audit import actions as audit
from unionhall.kit.access import NotAllowed
from unionhall.kit.text import in_house_language

from .. import queries
from ..choices import CallState, EventKind
from ..models import CallBack, Case
from ..refusals import NotNow, OwnCase, WordsNeeded
from .rating import reopen
from .telling import enter, headline, tell_holder, tell_level_above

LOT = 200
CALLED = (CallState.CONTENT, CallState.DISCONTENT, CallState.UNREACHED)


@in_house_language
@transaction.atomic
def record_call(*, call: CallBack, state: str, words: str, by: Any) -> CallBack:
    """Write down what the worker said; discontent reopens the case one level above, the first time only."""
    kept = CallBack.objects.at_desks([call.desk_id]).select_for_update(of=("self",)).select_related("unit")
    call = kept.get(pk=call.pk)
    if not queries.may_call(by, call):
        raise OwnCase if queries.is_own(by, call) else NotAllowed
    if call.state != CallState.WAITING:
        raise NotNow(gettext_lazy("这件已经回访过。"))
    if state not in CALLED or not words.strip():
        raise WordsNeeded(gettext_lazy("请选择回访结果，并写明来件人怎么说。"))
    call.state, call.called_at, call.called_by_name = state, timezone.now(), str(by)[:60]
    call.said = words.strip()[:1000]
    call.save()
    on_time = timezone.localdate() <= call.call_by
    audit.record(
        "cases.call.made", subject=call, by=by, about=call.person_id, unit=call.unit, state=state, on_time=on_time
    )
    if state == CallState.DISCONTENT:
        case = Case.objects.of(call.person_id).select_related("unit", "employer").get(pk=call.case_id)
        if case.is_closed and not case.reopened and case.service.reopens_at is not None:
            reopen(case, _("回访不满意，由上级重新办理"), by=by)
    return call


def tell_late_calls(*, by: Any) -> int:
    """The daily duty: a call-back whose day has passed goes to the level above, once; returns how many did."""
    told, last = 0, 0
    late = CallBack.objects.filter(state=CallState.WAITING, call_by__lt=timezone.localdate(), late_told_on=None)
    while lot := list(late.filter(pk__gt=last).order_by("pk")[:LOT]):
        last = lot[-1].pk
        told += sum(_tell_late(row, by) for row in lot)
    return told


@in_house_language
@transaction.atomic
def _tell_late(found: CallBack, by: Any) -> bool:
    call = CallBack.objects.at_desks([found.desk_id]).select_for_update(of=("self",)).filter(pk=found.pk).first()
    if call is None or call.state != CallState.WAITING or call.late_told_on is not None:
        return False
    call.late_told_on = timezone.localdate()
    call.save(force_update=True)
    case = queries.case_of(call.person_id, call.case_id)
    enter(case, EventKind.ESCALATED, by=by, words=_("办结后没有按期回访，已通知上级工会"))
    audit.record(
        "cases.call.late", subject=call, by=by, about=call.person_id, unit=case.unit, call_by=str(call.call_by)
    )
    key = f"call-late:{call.pk}"
    tell_holder(case, "call-late", _("回访已超期，请尽快回访"), headline(case), by=by, key=key)
    tell_level_above(case, "call-late", _("下级工会没有按期回访"), headline(case), by=by, key=key)
    return True
