"""Who holds what where, who stands in for whom, and why someone sees something."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from unionhall.kit.access import ROLES, Held
from unionhall.kit.templatetags.hall import link_to

from .choices import UserKind
from .models import Delegation, RoleHeld, SecondFactor, User
from .rules import rules

SYSTEM_USERS = {  # ids lie below every new_id(); the name is what audit lines show
    "clock": (1, "系统·定时"),
    "settler": (2, "系统·结算"),
    "importer": (3, "系统·导入"),
    "demo": (4, "系统·演示数据"),
    "sealer": (5, "系统·留痕封存"),
    "console": (6, "系统·控制台"),
    "portal": (7, "系统·门户自助"),
    "gate": (8, "系统·登录"),
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


def second_factor(user: User) -> SecondFactor | None:
    """Their second factor, in force or begun; None if they have none."""
    return SecondFactor.objects.of(user).first()


def needs_second_factor(user: User) -> bool:
    """Whether one of the user's own roles asks for it, and the installation insists."""
    roles = (ROLES.get(held.role) for held in user.held if held.for_person_id is None)
    return settings.SECOND_FACTOR == "required" and any(role is not None and role.second_factor for role in roles)


def password_ends(user: User) -> date | None:
    """The last day of a staff password's life; None for a worker's or one never set."""
    if not user.is_staff or user.password_set_at is None:
        return None
    return timezone.localdate(user.password_set_at) + timedelta(days=rules().staff_days)


def password_is_old(user: User) -> bool:
    """Whether a staff password has outlived its days."""
    ends = password_ends(user)
    return ends is not None and ends <= timezone.localdate()


def user_if_open(person_id: int) -> User | None:
    """The account, if it may sign in."""
    return User.objects.filter(pk=person_id, is_active=True, locked_because="").first()


def user_behind(text: str) -> User | None:
    """Whose phone or sign-in name this is; None if nobody's."""
    try:
        return User.objects.get_by_natural_key(text)
    except User.DoesNotExist:
        return None


def landing(user: User) -> str:
    """Where someone belongs after signing in: the Desk's Today page with a role, the home page without."""
    return (link_to("faces:today") if user.held else "") or settings.LOGIN_REDIRECT_URL
