"""办结回访: the list of those to call after it was done."""

from django.utils import timezone

from unionhall.rules import queries as rules
from unionhall.workflow import Held

from .. import queries
from ..choices import CallState, Secrecy
from ..models import CallBack, Case
from .clocks import rule_place


def expect_call(case: Case) -> None:
    """Put the closing on the list of those to call, where the service calls back and there is somebody to call."""
    if not case.service.calls_back or case.outcome != Held.DONE or case.secrecy == Secrecy.ANONYMOUS:
        return
    today = timezone.localdate()
    CallBack.objects.create(
        desk_id=case.unit.desk_id,
        case_id=case.pk,
        person_id=case.person_id,
        unit=case.unit,
        view=case.service.view,
        number=case.number,
        closing=case.reopened,
        title=case.title,
        who=queries.who(case),
        closed_on=today,
        call_by=rules.span(case.service.calls_back, start=today, place=rule_place(case.unit)).due,
    )


def drop_call(case: Case) -> None:
    """It is being done again: nobody need call about the closing that did not hold."""
    rows = CallBack.objects.at_desks([case.unit.desk_id]).filter(number=case.number, state=CallState.WAITING)
    rows.update(state=CallState.MOOT)
