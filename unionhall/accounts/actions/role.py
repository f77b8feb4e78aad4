from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.audit import actions as audit
from unionhall.kit.access import ROLES, Level, Role, require
from unionhall.kit.refusal import Refusal

from ..models import Delegation, RoleHeld, User
from ..permissions import Accounts


class CannotGive(Refusal):
    """Why this role may not be given to this person at this unit."""


class NoAccount(Refusal):
    text = _("此人还没有账号，请先为其开通。")


class Ended(Refusal):
    text = _("这项角色已经结束，无需再办。")


@transaction.atomic
def give_role(
    *,
    person_id: int,
    name: str,
    role: str,
    unit: Any,
    by: Any,
    because: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleHeld:
    """Let a person with an account hold a role at a unit, from today unless said otherwise (last day not counted)."""
    require(by, Accounts.ROLE_GIVE, at=unit)
    kind = _known(role)
    user = User.objects.select_for_update().filter(pk=person_id).first()
    if user is None:
        raise NoAccount
    valid_from = valid_from or timezone.localdate()
    if valid_to is not None and valid_to <= valid_from:
        raise CannotGive(_("结束日期早于开始日期，请核对。"))
    _check(kind, person_id=person_id, unit=unit, by=by, valid_to=valid_to)
    given = RoleHeld.objects.create(
        person_id=person_id,
        name=name,
        role=role,
        unit=unit,
        administers=kind.administers,
        valid_from=valid_from,
        valid_to=valid_to,
        given_by_id=by.pk,
        because=because,
    )
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    audit.record("accounts.role.given", subject=given, by=by, about=person_id, unit=unit, because=because, role=role)
    return given


def _known(role: str) -> Role:
    if role not in ROLES:
        raise CannotGive(format_lazy(_("没有“{role}”这个角色。"), role=role))
    return ROLES[role]


def _check(kind: Role, *, person_id: int, unit: Any, by: Any, valid_to: date | None) -> None:
    if by.pk == person_id:
        raise CannotGive(_("不能给自己分配角色，请由另一位安全管理员办理。"))
    if Level(unit.level) not in kind.at:
        text = _("“{role}”不设在这一级工会，请选其他单位或角色。")
        raise CannotGive(format_lazy(text, role=kind.title))
    if kind.administers and valid_to is not None:
        raise CannotGive(_("管理员角色不设终止日期，需要时直接结束。"))
    held = list(RoleHeld.objects.of(person_id).now_and_later())
    if any(one.role == kind.code and one.unit_id == unit.pk for one in held):
        raise CannotGive(_("此人在该单位已有这个角色。"))
    keep_apart(kind, held)
    if kind.administers and Delegation.objects.running().to(person_id).exists():
        raise CannotGive(_("此人正在代办他人业务，代办结束后才能担任管理员。"))


def keep_apart(kind: Role, held: Iterable[RoleHeld]) -> None:
    """The three administrators 三员: no person holds two, and none of them holds a role that reads business content."""
    for one in held:
        if kind.administers and one.administers:
            raise CannotGive(_("系统、安全、审计三类管理员必须由不同的人担任，此人已是其中之一。"))
        if kind.administers != one.administers:
            raise CannotGive(_("管理员不得接触业务内容，不能同时担任业务角色。"))


@transaction.atomic
def end_role(*, role_held: RoleHeld, by: Any, because: str) -> None:
    """End it today, with the absences it was delegated for."""
    require(by, Accounts.ROLE_GIVE, at=role_held.unit)
    held = RoleHeld.objects.select_for_update().select_related(None).get(pk=role_held.pk)
    today = timezone.localdate()
    if held.person_id == by.pk:
        raise CannotGive(_("不能结束自己的角色，请由另一位安全管理员办理。"))
    if held.valid_to is not None and held.valid_to <= today:
        raise Ended
    held.valid_to, held.ended_because = max(today, held.valid_from), because[:200]
    held.save(update_fields=["valid_to", "ended_because"])
    Delegation.objects.filter(role_held=held, ended_at=None).update(ended_at=timezone.now())
    audit.record(
        "accounts.role.ended", subject=held, by=by, about=held.person_id, unit=held.unit, because=because,
        role=held.role,
    )  # fmt: skip
