"""履行跟踪: duties of agreements, where the asker works on cases."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from unionhall.cases.permissions import Cases
from unionhall.orgs import queries as orgs

from ..choices import PromiseState
from ..models import Mediation, Promise


def promises(user: Any, state: str = "", *, needs: str = Cases.VIEW, employer: Any = None) -> QuerySet[Promise]:
    """`due`: to be asked about now; a state; or all."""
    rows = Promise.objects.at_desks(orgs.desks_for(user, needs)).visible_to(user, needs).select_related("unit")
    if employer is not None:
        rows = rows.filter(employer=employer)
    if state == "due":
        return rows.filter(state=PromiseState.WAITING, check_on__lte=timezone.localdate())
    return rows.filter(state=state) if state in PromiseState else rows


def promise_for(user: Any, number: str, place_no: int, *, needs: str = Cases.VIEW) -> Promise:
    """One of them; for whoever may not read it there is none."""
    found = promises(user, needs=needs).filter(number=number, place_no=place_no).first()
    if found is None:
        raise Http404
    return found


def promises_of(mediation: Mediation) -> list[Promise]:
    """In the order of the agreement; they lie at the desk of the unit that had it when it was signed."""
    if mediation.signed_on is None:
        return []
    rows = Promise.objects.at_desks([mediation.unit.desk_id]).filter(case_id=mediation.case_id)
    return list(rows.order_by("place_no"))


def waiting(today: Any) -> Q:
    """Those whose day of asking has come and about which nobody was told yet."""
    return Q(state=PromiseState.WAITING, check_on__lte=today, told_on=None)


def others_open(promise: Promise) -> bool:
    """Whether another duty of the same agreement is not kept yet."""
    rows = Promise.objects.at_desks([promise.desk_id]).filter(case_id=promise.case_id).exclude(pk=promise.pk)
    return bool(rows.exclude(state=PromiseState.KEPT).exists())
