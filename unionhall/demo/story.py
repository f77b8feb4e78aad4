"""The people of the story (the main job) and everyone a visitor may sign in as."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from unionhall.accounts.models import Delegation, RoleHeld
from unionhall.cases.catalogue import services
from unionhall.people.choices import NewForm

from . import course
from .casework import write_case, write_open_case
from .folk import admit, enter_person
from .lot import Lot
from .plan import STORY_COUNTY, County, Plan
from .staff import PASSWORD, appoint, open_account
from .writing import moment


@dataclass(frozen=True)
class Login:
    """One line of the list of logins."""

    title: str
    username: str


LOGINS = (
    Login("职工（会员）", "worker"),
    Login("职工（尚未入会）", "newcomer"),
    Login("基层工会主席", "chair"),
    Login("乡镇（街道）工会", "township"),
    Login("县（市、区）总工会", "county"),
    Login("县级分管领导", "county-leader"),
    Login("县级组织干事", "organiser"),
    Login("市总工会", "city"),
    Login("省总工会", "province"),
    Login("热线话务员", "operator"),
    Login("经审干部", "auditor"),
    Login("系统管理员", "system-admin"),
    Login("安全管理员", "security-admin"),
    Login("审计管理员", "audit-admin"),
)
ABOVE = (
    ("leader", "副主席"),
    ("caseworker", "权益保障部干事"),
    ("organiser", "组织部干事"),
    ("operator", "热线话务员"),
)
ADMINISTRATORS = (("system-admin", "系统管理员"), ("security-admin", "安全管理员"), ("audit-admin", "审计管理员"))
LAST_LOT = 91  # after the ninety counties


def write_people(lot: Lot) -> None:
    """The courier, her chair, and a colleague who has not joined yet; before the staff is appointed."""
    if lot.county.code != STORY_COUNTY or not lot.unions:
        return
    draw, union = lot.draw("story"), lot.unions[0]
    firm = union.employers[0]
    if union.chair is None:
        firm.members += 1
        admit(lot, draw, enter_person(lot, draw, firm, "沈建明", female=False), union, lately=False)
    worker = enter_person(lot, draw, firm, "陈小雨", female=True)
    worker.row |= {"new_form": NewForm.COURIER, "job": "快递员", "verified_at": moment(lot.plan.registered, 9)}
    firm.members += 1
    admit(lot, draw, worker, union, lately=True)
    open_account(lot, worker, username="worker")
    outside = [one for one in lot.firms if one.union is None]
    newcomer = enter_person(lot, draw, outside[0] if outside else None, "周明", female=False)
    newcomer.row |= {"new_form": NewForm.COURIER, "job": "快递员"}
    open_account(lot, newcomer, username="newcomer")
    lot.worker, lot.newcomer = worker, newcomer


def write_own_cases(lot: Lot) -> None:
    """What the courier has asked for: rated, waiting for her, under way with a talk agreed."""
    worker = lot.worker
    if worker is None:
        return
    draw = lot.draw("story-cases")
    for code, stage, days in (("aid.hardship", "acknowledged", 130), ("rights.question", "answered", 40)):
        if code in services:
            service = services[code]
            legs = course.way_to(service, service.stage(stage), draw)
            write_case(lot, draw, service, worker, legs, lot.plan.day - timedelta(days=days), stars=5)
    for code, stage in (("rights.question", "unclear"), ("rights.complaint", "working")):
        if code in services:
            write_open_case(lot, draw, services[code], services[code].stage(stage), worker)


def write_absence(lot: Lot) -> None:
    """One colleague stands in for another this week, in sight of everyone."""
    roles = [row for row in lot.rows[RoleHeld] if row["unit_id"] == lot.county.unit_id and row["role"] == "caseworker"]
    if lot.county.code != STORY_COUNTY or len(roles) < 2:
        return
    away, here, day = roles[1], roles[0], lot.plan.day
    lot.add(
        Delegation, role_held_id=away["id"], from_person_id=away["person_id"], from_name=away["name"],
        to_person_id=here["person_id"], to_name=here["name"], first_day=day - timedelta(days=2),
        last_day=day + timedelta(days=5), because="参加省总工会培训", ended_at=None,
        made_at=moment(day - timedelta(days=3), 15),
    )  # fmt: skip


def above(plan: Plan) -> Lot:
    """The staff of cities and province, and the three administrators, as one more lot."""
    county = County(LAST_LOT, "330100", "杭州市", "330000", (), 1, 1, "", (), 0, 0)
    lot = Lot(plan, county)
    draw = lot.draw("above")
    units = [(plan.unit_ids[row[0]], row[2], row[0]) for row in plan.divisions if row[2] in ("province", "city")]
    for unit_id, level, code in units:
        for role, title in ABOVE:
            login = {"province": "province", "330100": "city"}.get(level if level == "province" else code, "")
            person = enter_person(lot, draw, None)
            appoint(lot, draw, person, unit_id, role, title, username=login if role == "leader" else "")
    for role, title in ADMINISTRATORS:
        appoint(lot, draw, enter_person(lot, draw, None), 1, role, title, username=role)
    return lot


def login_lines() -> list[str]:
    """For people to read, one line each."""
    width = max(len(one.username) for one in LOGINS)
    lines = [f"  {one.username:<{width}}  {one.title}" for one in LOGINS]
    return [f"演示账号（密码都是 {PASSWORD}）：", *lines]


def login_facts() -> list[dict[str, Any]]:
    return [{"username": one.username, "title": one.title, "password": PASSWORD} for one in LOGINS]
