"""What a union owes, for those who may read its money."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from unionhall.kit.access import holding, outermost, require, within
from unionhall.orgs import queries as orgs

from .choices import OPEN, PayableState
from .models import Payable
from .permissions import Funds

__all__ = ["is_own", "payable_for", "payables", "payables_of", "waiting_for"]


def payables(
    user: Any, state: str = "", text: str = "", *, unit: Any = None, first: date | None = None, last: date | None = None
) -> QuerySet[Payable]:
    """Of units where `user` reads money, or of those at and under `unit` among them; `open` is not paid yet."""
    rows = Payable.objects.at_desks(orgs.desks_for(user, Funds.VIEW)).visible_to(user).select_related("unit")
    if state == "open":
        rows = rows.filter(state__in=OPEN)
    elif state in PayableState:
        rows = rows.filter(state=state)
    if unit is not None:
        rows = rows.filter(unit__path__under=unit.path)
    for name, day in (("owed_on__gte", first), ("owed_on__lte", last)):
        rows = rows.filter(**{name: day}) if day else rows
    return rows.filter(Q(number=text) | Q(payee__icontains=text) | Q(purpose__icontains=text)) if text else rows


def payable_for(user: Any, number: str, *, needs: str = "") -> Payable:
    """One of them; for whoever may not read it there is none."""
    found: Payable | None = payables(user).filter(number=number).first()
    if found is None:
        raise Http404
    if needs:
        require(user, needs, at=found.unit)
    return found


def waiting_for(user: Any) -> QuerySet[Payable]:
    """What this user can do now: approve what others proposed, pay what others approved."""
    reach = outermost([*holding(user, Funds.APPROVE), *holding(user, Funds.PAY)])
    approve = Q(state=PayableState.OWED) & within(user, Funds.APPROVE) & ~Q(owed_by_id=user.pk)
    pay = Q(state=PayableState.APPROVED) & within(user, Funds.PAY) & ~Q(approved_by_id=user.pk)
    rows = Payable.objects.at_desks(orgs.desks_held(reach)).select_related("unit")
    return rows.filter(approve | pay).exclude(payee=user.name).exclude(payee_person_id=user.pk)


def is_own(user: Any, row: Payable) -> bool:
    """回避: whether it goes to `user`; who is known by a name only is anyone of that name."""
    return bool(row.payee_person_id == user.pk or row.payee == user.name)


def payables_of(subject: Any, desk_id: int) -> list[Payable]:
    """What is owed on account of a row, at the desk it lies with."""
    rows = Payable.objects.at_desks([desk_id]).filter(subject_type=subject._meta.label, subject_id=str(subject.pk))
    return list(rows.select_related("unit").order_by("owed_on", "pk"))
