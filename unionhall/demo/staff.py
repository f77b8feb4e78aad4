"""Who works in the unions of a county: posts of the four kinds, roles at every level, accounts."""

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password

from unionhall.accounts.choices import Handle
from unionhall.accounts.models import DirectoryEntry, RoleHeld, User
from unionhall.kit.access import ROLES
from unionhall.people.choices import PostKind
from unionhall.people.models import StaffPost

from . import words
from .folk import enter_person, handle
from .lot import Folk, Lot
from .plan import STORY_COUNTY, STORY_TOWN
from .writing import moment

PASSWORD = "Yanshi-demo-2026"  # of the demo province only; printed when it is filled
COUNTY_STAFF = (
    ("caseworker", "维权干事"), ("caseworker", "服务窗口干事"), ("organiser", "组织部干事"), ("leader", "副主席"),
    ("operator", "热线话务员"), ("auditor", "经审干部"),
)  # fmt: skip
TOWN_STAFF = (("caseworker", "工会干事"), ("leader", "工会副主席"))
HAS_CASES = ("chair", "caseworker", "leader")
POSTS = {"chair": PostKind.PART_TIME, "caseworker": PostKind.FULL_TIME, "operator": PostKind.FULL_TIME}

COUNTY_LOGINS = {
    "caseworker": "county",
    "leader": "county-leader",
    "organiser": "organiser",
    "operator": "operator",
    "auditor": "auditor",
}


@cache
def hashed(password: str) -> str:
    """Hashed once: the accounts of the demo share their password anyway."""
    return make_password(password)


def usernames(lot: Lot, unit_id: int) -> dict[str, str]:
    """Sign-in names of the story's staff at this unit, by role."""
    if lot.county.code != STORY_COUNTY:
        return {}
    if unit_id == lot.county.unit_id:
        return dict(COUNTY_LOGINS)
    return {"caseworker": "township"} if unit_id == lot.plan.unit_ids[STORY_TOWN] else {}


def write_staff(lot: Lot) -> None:
    draw = lot.draw("staff")
    names = usernames(lot, lot.county.unit_id)
    for role, title in COUNTY_STAFF:
        _employ(lot, draw, lot.county.unit_id, role, title, username=names.pop(role, ""))
    for number, unit_id in enumerate(lot.county.town_units):
        names = usernames(lot, unit_id)
        for role, title in TOWN_STAFF:
            _employ(lot, draw, unit_id, role, title, number=number, username=names.pop(role, ""))
    for number, union in enumerate(lot.unions):
        if union.chair is not None:
            since = max(union.founded, lot.plan.registered)
            login = "chair" if number == 0 and lot.worker is not None else ""
            appoint(lot, draw, union.chair, union.id, "chair", "工会主席", since=since, username=login)


def _employ(lot: Lot, draw: Random, unit_id: int, role: str, title: str, number: int = 0, username: str = "") -> Folk:
    person = enter_person(lot, draw, None)
    kind = POSTS.get(role) or (PostKind.SECONDED if number % 5 == 1 else PostKind.FULL_TIME)
    appoint(lot, draw, person, unit_id, role, title, kind=kind, username=username)
    if draw.random() < 0.15:
        _volunteer(lot, draw, unit_id)
    return person


def _volunteer(lot: Lot, draw: Random, unit_id: int) -> None:
    person = enter_person(lot, draw, None)
    _post(lot, draw, person, unit_id, "职工服务志愿者", PostKind.VOLUNTEER, lot.plan.registered)


def appoint(
    lot: Lot, draw: Random, person: Folk, unit_id: int, role: str, title: str, *, kind: str = "",
    since: date | None = None, username: str = "",
) -> None:  # fmt: skip
    """Role, post and account; whoever works on cases becomes known to the case room."""
    since = since or lot.plan.registered
    kind = kind or POSTS.get(role, PostKind.FULL_TIME)
    lot.add(
        RoleHeld, person_id=person.id, name=person.name, role=role, unit_id=unit_id,
        administers=ROLES[role].administers, valid_from=since, valid_to=None, given_by_id=4, because="演示数据",
        ended_because="",
    )  # fmt: skip
    _post(lot, draw, person, unit_id, title, kind, since)
    open_account(lot, person, staff=True, username=username)
    if role in HAS_CASES:
        lot.holders[unit_id].append((person.id, person.name))


def _post(lot: Lot, draw: Random, person: Folk, unit_id: int, title: str, kind: str, since: date) -> None:
    lot.add(
        StaffPost, person_id=person.id, name=person.name, unit_id=unit_id, kind=kind, title=title, duties="",
        office_phone=words.office_phone(lot.county.code, person.id), since=since,
        until=None,
    )  # fmt: skip


def open_account(lot: Lot, person: Folk, *, staff: bool = False, username: str = "") -> dict[str, Any]:
    """Signs in by telephone, and by a name where one is given."""
    now = moment(lot.plan.day - timedelta(days=1), 9)
    if username:
        lot.rows[DirectoryEntry].append(handle(Handle.LOGIN, username, person.id))
    return lot.add(
        User, id=person.id, username=username, name=person.name, password=hashed(PASSWORD), is_staff=staff,
        opened_at=now, password_set_at=now, password_once=False,
    )  # fmt: skip
