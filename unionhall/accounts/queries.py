"""Who holds what where, who stands in for whom, and why someone sees something."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from unionhall.kit.access import ROLES, Held

from .choices import UserKind
from .models import Delegation, RoleHeld, User

SYSTEM_USERS = {  # ids lie below every new_id(); the name is what audit lines show
    "clock": (1, "系统·定时"),
    "settler": (2, "系统·结算"),
    "importer": (3, "系统·导入"),
    "demo": (4, "系统·演示数据"),
    "sealer": (5, "系统·留痕封存"),
    "console": (6, "系统·控制台"),
    "portal": (7, "系统·门户自助"),
}


def roles_held(user: Any) -> list[Held]:
    """Valid today: own ones, then those stood in for; two queries, remembered for the life of the user object."""
    return user.held


def system_user(name: str) -> User:
    """The named system user (clock, settler, importer, demo, …): never stored, cannot sign in, may do every duty."""
    pk, shown = SYSTEM_USERS[name]
    return User(pk=pk, kind=UserKind.SYSTEM, name=shown, username=name)


def user(person_id: int) -> User:
    """The account of this person; User.DoesNotExist if they have none."""
    return User.objects.get(pk=person_id)


def names(person_ids: Iterable[int]) -> dict[int, str]:
    """Name by person id, for those who have an account; for short lists."""
    return dict(User.objects.filter(pk__in=list(person_ids)).values_list("pk", "name"))


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
