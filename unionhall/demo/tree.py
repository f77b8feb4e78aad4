"""The unions of whole places: province, cities, counties and townships, always all of them."""

from datetime import date
from typing import Any

from unionhall.accounts import queries as accounts
from unionhall.kit.access import Level
from unionhall.orgs import actions as orgs
from unionhall.orgs.choices import UnionForm, UnionKind
from unionhall.orgs.models import Unit, UnitEdge

from .plan import Plan
from .words import office_phone, short
from .writing import continue_ids, put

LEVELS = {"province": Level.PROVINCE, "city": Level.CITY, "county": Level.COUNTY, "township": Level.TOWNSHIP}
FOUNDED = date(2001, 1, 1)


def write_divisions(plan: Plan) -> dict[str, int]:
    return orgs.load_divisions(by=accounts.system_user("demo"))


def write_tree(plan: Plan) -> dict[str, int]:
    rows = [_unit(plan, number, *row) for number, row in enumerate(plan.divisions, start=1)]
    children: dict[str, int] = {}
    for row in rows:
        children[row["path"][:-4]] = children.get(row["path"][:-4], 0) + 1
    put(Unit, [row | {"numchild": children.get(row["path"], 0)} for row in rows])
    put(UnitEdge, [_edge(plan, row[0], row[3]) for row in plan.divisions])
    continue_ids(Unit, UnitEdge)
    return {"units": len(rows)}


def _unit(plan: Plan, number: int, code: str, name: str, level: str, parent: str) -> dict[str, Any]:
    ids, rank = plan.unit_ids, LEVELS[level]
    county = ids[code[:6]] if rank >= Level.COUNTY else None
    term = date(plan.day.year - number % 4, 6, 1)
    return {
        "id": number,
        "code": code,
        "name": f"{name}总工会",
        "short_name": "",
        "level": int(rank),
        "kind": UnionKind.TOWNSHIP if rank == Level.TOWNSHIP else UnionKind.FEDERATION,
        "form": UnionForm.GENERAL,
        "path": plan.paths[code],
        "depth": int(rank),
        "desk_id": county or number,
        "county_id": county,
        "city_id": ids[code[:4] + "00"] if rank >= Level.CITY else None,
        "division_id": code,
        "founded_on": FOUNDED,
        "term_start": term,
        "term_end": date(term.year + 5, 6, 1),
        "takes_members": False,
        "phone": office_phone(code if rank > Level.PROVINCE else "3301", number),
        "address": f"{name}{short(name)}路1号职工服务中心",
        "contact": "职工服务窗口",
        "opening_hours": "工作日 8:30–12:00，13:30–17:30",
    }


def _edge(plan: Plan, code: str, parent: str) -> dict[str, Any]:
    ids = plan.unit_ids
    return {"id": ids[code], "child_id": ids[code], "parent_id": ids.get(parent), "line": "org", "valid_from": FOUNDED}
