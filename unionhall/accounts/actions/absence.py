from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.access import ROLES, NotAllowed
from unionhall.kit.refusal import Refusal

from .. import queries
from ..models import Delegation, RoleHeld
from ..permissions import Accounts
from ..rules import rules


class CannotStandIn(Refusal):
    """Why this absence cannot be arranged so."""


@transaction.atomic
def delegate(
    *, role_held: RoleHeld, to_person_id: int, first_day: date, last_day: date, because: str, by: Any
) -> Delegation:
    """A colleague stands in for this role from the first day to the last, both counted."""
    role_held = RoleHeld.objects.select_for_update(of=("self",)).select_related("unit").get(pk=role_held.pk)
    _may_arrange(role_held, by)
    _check_days(first_day, last_day)
    colleague = queries.colleagues(role_held).filter(person_id=to_person_id).first()
    if colleague is None:
        raise CannotStandIn(_("只能请本单位、上一级或下一级工会里有业务角色的同事代办。"))
    clash = Q(first_day__lte=last_day, last_day__gte=first_day)
    if Delegation.objects.filter(clash, role_held=role_held, ended_at=None).exists():
        raise CannotStandIn(_("这段时间已经安排了代办，请先结束原来的安排。"))
    made = Delegation.objects.create(
        role_held=role_held,
        from_person_id=role_held.person_id,
        from_name=role_held.name,
        to_person_id=to_person_id,
        to_name=colleague.name,
        first_day=first_day,
        last_day=last_day,
        because=because,
    )
    audit.record(
        "accounts.delegation.made", subject=made, by=by, about=role_held.person_id, unit=role_held.unit,
        because=because, role=role_held.role, to=to_person_id, days=[first_day.isoformat(), last_day.isoformat()],
    )  # fmt: skip
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: Any, because: str = "") -> None:
    """Before its last day: by either of the two, or the security administrator."""
    delegation = Delegation.objects.select_for_update(of=("self",)).select_related("role_held__unit").get(
        pk=delegation.pk
    )  # fmt: skip
    role_held = delegation.role_held
    if by.pk not in (delegation.from_person_id, delegation.to_person_id):
        _may_arrange(role_held, by)
    if delegation.ended_at is not None or delegation.last_day < timezone.localdate():
        raise CannotStandIn(_("这次代办已经结束。"))
    delegation.ended_at = timezone.now()
    delegation.save(update_fields=["ended_at"])
    audit.record(
        "accounts.delegation.ended", subject=delegation, by=by, about=delegation.from_person_id,
        unit=role_held.unit, because=because, role=role_held.role,
    )  # fmt: skip


def _may_arrange(role_held: RoleHeld, by: Any) -> None:
    """The holder, where the role allows it; else whoever gives roles there (someone may fall ill)."""
    own = role_held.person_id == by.pk and Accounts.DELEGATE in ROLES[role_held.role].may
    if role_held.administers or not (own or by.may(Accounts.ROLE_GIVE, at=role_held.unit)):
        raise NotAllowed


def _check_days(first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise CannotStandIn(_("结束日期早于开始日期，请核对。"))
    if last_day < timezone.localdate():
        raise CannotStandIn(_("结束日期已经过去，请核对。"))
    most = rules().absence_days
    if (last_day - first_day).days >= most:
        raise CannotStandIn(format_lazy(_("一次代办最长 {most} 天，请分次安排。"), most=most))
