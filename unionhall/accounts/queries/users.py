"""Accounts: whose they are, their second factor and the age of their password."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from unionhall.kit.access import ROLES
from unionhall.kit.belonging import belongs_to
from unionhall.kit.refusal import Refusal
from unionhall.kit.templatetags.hall import link_to
from unionhall.orgs import queries as orgs

from .. import passwords
from ..choices import UserKind
from ..models import RoleHeld, SecondFactor, User
from ..rules import rules

LAST_SYSTEM_ID = 999  # ids of system users lie at or below it, every person's above
SYSTEM_USERS = {  # ids lie below every new_id(); the name is what audit lines show
    "clock": (1, "系统·定时"),
    "settler": (2, "系统·结算"),
    "importer": (3, "系统·导入"),
    "demo": (4, "系统·演示数据"),
    "sealer": (5, "系统·留痕封存"),
    "console": (6, "系统·控制台"),
    "portal": (7, "系统·门户自助"),
    "gate": (8, "系统·登录"),
    "restructurer": (9, "系统·组织调整"),  # named by id in orgs/system.py, a floor below
}


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


def user_behind(text: str) -> User | None:
    """Whose phone or sign-in name this is; None if nobody's."""
    try:
        return User.objects.get_by_natural_key(text)
    except User.DoesNotExist:
        return None


def user_if_open(person_id: int) -> User | None:
    """The account, if it may sign in."""
    return User.objects.filter(pk=person_id, is_active=True, locked_because="").first()


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


def landing(user: Any) -> str:
    """Where someone belongs after signing in: the Desk's Today page with a role, the home page without."""
    return (link_to("faces:today") if user.held else "") or settings.LOGIN_REDIRECT_URL


def account_known_by(user: Any, text: str, needs: Iterable[str]) -> User | None:
    """Whose phone or sign-in name this is, if `user` may open that account for one of `needs`."""
    found = user_behind(text)
    if found is None:
        return None
    places = places_of(found.pk)
    return found if any(reaches(user, one, places) for one in needs) else None


def account_within(user: Any, person_id: int, needs: str) -> User:
    """The account, if all its roles (or the person's own union) lie within the reach of `user`; 404 otherwise."""
    found = get_object_or_404(User, pk=person_id)
    if not reaches(user, needs, places_of(person_id)):
        raise Http404
    return found


def places_of(person_id: int) -> list[Any]:
    """Where somebody must hold a permission to keep this person's account: every unit at which they hold a role.

    For who holds none: the union that answers for them, else the highest of the house; none for who is in no register.
    """
    roles = RoleHeld.objects.of(person_id).now_and_later().select_related("unit")
    return [role.unit for role in roles] or home_of(person_id)


def home_of(person_id: int) -> list[Any]:
    """The same as if they held no role."""
    unit, name = belongs_to(person_id)
    return [] if name is None else [unit or orgs.root()]


def reaches(user: Any, needs: str, places: Iterable[Any]) -> bool:
    return user.may(needs) and all(user.may(needs, at=place) for place in places)


def weakness(password: str, *, name: str) -> Refusal | None:
    """Why someone of this name, with no account yet, may not have it; asked before anything is looked up."""
    return passwords.complaint(password, User(name=name))
