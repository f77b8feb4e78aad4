"""Who holds what where, and who stands in for whom."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from unionhall.kit import access
from unionhall.kit.access import ROLES
from unionhall.orgs import queries as orgs

from ..models import Delegation, RoleHeld
from ..permissions import Accounts


def roles_with(permission: str) -> list[str]:
    """Codes of the roles that carry the permission."""
    return [role.code for role in ROLES.values() if permission in role.may]


def holders(permission: str, unit: Any, *, day: date | None = None) -> list[tuple[int, str]]:
    """(person id, name) of those who have the permission by a role AT this unit today, stand-ins included."""
    codes = roles_with(permission)
    own = RoleHeld.objects.valid_on(day).filter(unit=unit, role__in=codes).values_list("person_id", "name")
    standing_in = (
        Delegation.objects.running(day)
        .filter(role_held__unit=unit, role_held__role__in=codes)
        .values_list("to_person_id", "to_name")
    )
    return sorted({**dict(standing_in), **dict(own)}.items())


def standing_in(user: Any) -> list[Delegation]:
    """Whom this user stands in for today, for the banner: one query."""
    return list(Delegation.objects.running().to(user.pk).order_by("last_day", "pk"))


def colleagues(role_held: RoleHeld) -> QuerySet[RoleHeld]:
    """Who may stand in for this role: business roles at the same unit, the one above and those right beneath."""
    unit = role_held.unit
    near = Q(unit=unit) | Q(unit__path__under=unit.path, unit__depth=unit.depth + 1)
    if unit.depth > 1:
        near |= Q(unit__path=unit.path[: -unit.steplen])
    return (
        RoleHeld.objects.valid_on()
        .filter(near, administers=False)
        .exclude(person_id=role_held.person_id)
        .select_related("unit")
        .order_by("unit__path", "name", "pk")
    )


def units_to_give_at(user: Any, words: str = "") -> QuerySet:
    """Units where this user gives roles, those whose name or number has these words."""
    found = orgs.units_seen(user, Accounts.ROLE_GIVE)
    return found.filter(orgs.called(words, wide=orgs.is_wide(user, Accounts.ROLE_GIVE))) if words else found


def roles_at(unit: Any) -> QuerySet[RoleHeld]:
    """Roles held at exactly this unit, now or later, in order."""
    return RoleHeld.objects.now_and_later().filter(unit=unit).select_related("unit").order_by("role", "name", "pk")


def role_to_end(user: Any, unit: Any, pk: int) -> RoleHeld:
    """One of them, if `user` gives roles there; 404 otherwise."""
    access.require(user, Accounts.ROLE_GIVE, at=unit)
    return get_object_or_404(RoleHeld.objects.select_related("unit"), pk=pk, unit=unit)


def roles_for(level: int) -> list[tuple[str, Any]]:
    """The roles that stand at units of this level, for a choice."""
    return [(role.code, role.title) for role in ROLES.values() if level in role.at]


def roles_of(person_id: int) -> list[RoleHeld]:
    """Every role the person holds now or later, with its unit."""
    return list(RoleHeld.objects.of(person_id).now_and_later().select_related("unit").order_by("pk"))


def own_roles(user: Any) -> list[RoleHeld]:
    """The user's own roles today that may be delegated."""
    held = RoleHeld.objects.of(user.pk).valid_on().filter(administers=False).select_related("unit").order_by("pk")
    return [one for one in held if one.role in ROLES and Accounts.DELEGATE in ROLES[one.role].may]


def absences(user: Any) -> QuerySet[Delegation]:
    """Delegations the user made or got, the newest first."""
    mine = Q(from_person_id=user.pk) | Q(to_person_id=user.pk)
    return Delegation.objects.filter(mine).select_related("role_held__unit")


def absence_of(user: Any, pk: int) -> Delegation:
    """One of them; 404 if it is neither's."""
    return get_object_or_404(absences(user), pk=pk)
