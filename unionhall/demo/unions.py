"""The grassroots unions of a county and the firms they cover, or do not yet cover."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection

from unionhall.orgs.choices import ChangeKind, ChangeState, CoverMode, OwnershipKind, UnionForm, UnionKind
from unionhall.orgs.models import Coverage, Division, Employer, Unit, UnitChange, UnitEdge

from . import words
from .lot import Firm, Lot, Union
from .numbers import credit_code
from .plan import STORY_COUNTY, STORY_TOWN, step
from .tree import FOUNDED
from .writing import moment

KINDS = (
    (UnionKind.SINGLE, 58), (UnionKind.JOINT, 14), (UnionKind.VILLAGE, 10), (UnionKind.REGIONAL, 6),
    (UnionKind.INDUSTRY, 6), (UnionKind.PARK, 6),
)  # fmt: skip
FIRST_KINDS = (UnionKind.REGIONAL, UnionKind.SINGLE, UnionKind.INDUSTRY, UnionKind.JOINT, UnionKind.SINGLE)
FIRMS = {UnionKind.SINGLE: (1, 1), UnionKind.JOINT: (3, 5)}
FORMS = {UnionKind.SINGLE: UnionForm.COMMITTEE, UnionKind.JOINT: UnionForm.JOINT_COMMITTEE}
MODES = {UnionKind.SINGLE: CoverMode.SINGLE, UnionKind.JOINT: CoverMode.JOINT}
INDUSTRIES = ("G", "C", "E", "H", "I", "F")
MOVED = {"330110": (3, 4), "330203": (1, 2)}  # county: towns between which a union was moved last summer


def write_unions(lot: Lot) -> None:
    """Fills `lot.unions` and `lot.firms`."""
    draw = lot.draw("unions")
    kinds = [*FIRST_KINDS, *draw.choices([k for k, _w in KINDS], [w for _k, w in KINDS], k=lot.county.unions)]
    towns = _towns(lot, draw)
    villages = _villages(lot) if lot.county.unions else {}
    used: Counter[str] = Counter()
    for number, kind in enumerate(kinds[: lot.county.unions], start=1):
        _write_union(lot, draw, number, kind, towns[number - 1], villages, used)
    _write_uncovered(lot, draw)
    _guide(lot)
    _move(lot)
    _count_children(lot)


def _towns(lot: Lot, draw: Random) -> list[int]:
    """A town for each union: first every town once, then the large ones more often; the story's town first."""
    order = list(range(len(lot.county.towns)))
    draw.shuffle(order)
    if lot.county.code == STORY_COUNTY:
        story = [at for at, town in enumerate(lot.county.towns) if town[0] == STORY_TOWN]
        order = [*story, *(at for at in order if at not in story)]
        order = [*story * 5, *order]
    more = max(0, lot.county.unions - len(order))
    weights = [draw.lognormvariate(0, 0.8) for _town in lot.county.towns]
    return [*order, *draw.choices(range(len(lot.county.towns)), weights, k=more)]


def _villages(lot: Lot) -> dict[str, list[tuple[str, str]]]:
    rows = Division.objects.filter(parent_id__in=[code for code, _name in lot.county.towns], level="village")
    found: dict[str, list[tuple[str, str]]] = {}
    for code, name, town in rows.order_by("code").values_list("code", "name", "parent_id"):
        found.setdefault(town, []).append((code, name))
    return found


def _write_union(lot: Lot, draw: Random, number: int, kind: str, town: int, villages: Any, used: Counter[str]) -> None:
    county = lot.county
    industry = INDUSTRIES[used["industry"] % len(INDUSTRIES)] if kind == UnionKind.INDUSTRY else ""
    used[kind] += 1
    if kind == UnionKind.INDUSTRY:
        town = -1
    firms = [_firm(lot, draw, max(town, draw.randrange(len(county.towns)) if town < 0 else town), industry)
             for _firm_number in range(draw.randint(*FIRMS.get(UnionKind(kind), (2, 5))))]  # fmt: skip
    division, name = _named(lot, draw, kind, town, firms, industry, villages, used)
    founded = _founded(lot, draw)
    parent_id = county.unit_id if town < 0 else county.town_units[town]
    parent_path = county.path if town < 0 else county.path + step(town + 1)
    used[parent_path] += 1
    path = parent_path + step(used[parent_path] + (len(county.towns) if town < 0 else 0))
    union = Union(
        county.lot * 10**6 + number, path, f"{county.code}-{lot.number(f'orgs.unit.{county.code}'):04d}", name, kind,
        town, founded, parent_id, firms,
    )  # fmt: skip
    lot.unions.append(union)
    section = firms[0].row["industry"] if kind == UnionKind.SINGLE else industry
    lot.add(Unit, **_row(lot, draw, union, division, section))
    lot.add(UnitEdge, child_id=union.id, parent_id=parent_id, line="org", valid_from=founded, valid_to=None, because="")
    lot.count("orgs.unions", union.id, founded)
    for firm in firms:
        _cover(lot, union, firm)


def _named(
    lot: Lot, draw: Random, kind: str, town: int, firms: list[Firm], industry: str, villages: Any, used: Counter[str]
) -> tuple[str, str]:
    """Division and name."""
    if kind == UnionKind.INDUSTRY:
        return lot.county.code, _once(f"{lot.county.name}{words.OWN_INDUSTRY[industry]}行业工会联合会", used)
    code, place = lot.county.towns[town]
    if kind == UnionKind.SINGLE:
        return code, f"{firms[0].name}工会委员会"
    if kind == UnionKind.VILLAGE and villages.get(code):
        village, name = villages[code][used[f"village {code}"] % len(villages[code])]
        used[f"village {code}"] += 1
        return village, _once(f"{place}{words.short(name)}联合工会", used)
    if kind == UnionKind.JOINT:
        return code, _once(f"{place}{draw.choice(words.BUILDINGS)}联合工会委员会", used)
    if kind == UnionKind.PARK:
        return code, _once(f"{place}{draw.choice(words.BRANDS)}{draw.choice(words.PARKS)}工会联合会", used)
    return code, _once(f"{place}区域工会联合会", used)


def _once(name: str, used: Counter[str]) -> str:
    """The name, or with 第二, 第三 … where it stands already."""
    used[name] += 1
    return name if used[name] == 1 else f"{name}（{used[name]}）"


def _founded(lot: Lot, draw: Random) -> date:
    """Mostly long ago, on one of twelve days a year; some in the year of work."""
    if draw.random() < 0.04:
        return lot.plan.day - timedelta(days=draw.randint(20, 350))
    return date(draw.randint(FOUNDED.year + 1, lot.plan.day.year - 3), draw.randint(1, 12), 15)


def _row(lot: Lot, draw: Random, union: Union, division: str, industry: str) -> dict[str, Any]:
    county, years = lot.county, draw.choice((3, 5))
    since = lot.plan.day - timedelta(days=draw.randint(20, years * 365 - 30))
    overdue = draw.random() < 0.02
    start = max(union.founded, since - timedelta(days=365 * years * overdue))
    end = start.replace(year=start.year + years, day=min(start.day, 28))
    legal = draw.random() < 0.7
    return {
        "id": union.id, "code": union.code, "name": union.name, "short_name": "", "level": 5, "kind": union.kind,
        "form": FORMS.get(UnionKind(union.kind), UnionForm.FEDERATION), "path": union.path,
        "depth": len(union.path) // 4, "numchild": 0, "desk_id": county.unit_id, "county_id": county.unit_id,
        "city_id": county.city_unit_id, "division_id": division, "industry": industry, "industry_parent_id": None,
        "state": "overdue" if end < lot.plan.day else "active", "founded_on": union.founded,
        "approval_no": f"{words.short(county.name)}工发〔{union.founded.year}〕{union.id % 1000}号",
        "credit_code": credit_code("81", county.code, union.id % 10**6, "TU") if legal else "",
        "certificate_from": start if legal else None, "certificate_until": end if legal else None,
        "term_start": start, "term_end": end, "takes_members": True,
        "phone": words.office_phone(county.code, union.id), "address": f"{county.name}{union.name[:12]}办公室",
        "contact": "工会办公室", "opening_hours": "工作日 9:00–17:00",
    }  # fmt: skip


def _firm(lot: Lot, draw: Random, town: int, industry: str = "") -> Firm:
    """A firm at a place of work; how many work there is set once the members are known."""
    county, number = lot.county, len(lot.firms) + 1
    section = industry or draw.choice(words.SECTIONS)
    name = words.firm_name(draw, county.towns[town][1] if draw.random() < 0.5 else county.name, section)
    if draw.random() < 0.03:
        opened = counted = lot.plan.day - timedelta(days=draw.randint(15, 360))
    else:
        opened, counted = date(draw.randint(2002, lot.plan.day.year - 3), draw.randint(1, 12), 8), lot.plan.registered
    trader = name.endswith("店")
    code = credit_code("92" if trader else "91", county.code, number)
    row: dict[str, Any] = {
        "id": county.lot * 10**6 + number, "credit_code": code, "name": name, "industry": section,
        "ownership": OwnershipKind.SOLE_TRADER if trader else _ownership(draw),
        "industry_code": "", "division_id": county.towns[town][0], "unit_id": county.town_units[town],
        "address": f"{county.name}{county.towns[town][1]}{draw.choice(words.BRANDS)}路{draw.randint(1, 300)}号",
        "opened_on": opened, "counted_from": counted, "source": "演示数据", "headcount": 0, "women": 0, "migrant": 0,
        "dispatched": 0,
    }  # fmt: skip
    firm = Firm(row["id"], name, code, town, counted, None, lot.add(Employer, **row))
    lot.firms.append(firm)
    return firm


def _ownership(draw: Random) -> str:
    kinds = {
        OwnershipKind.PRIVATE: 60,
        OwnershipKind.LIMITED: 28,
        OwnershipKind.HMT: 4,
        OwnershipKind.FOREIGN: 5,
        OwnershipKind.STATE: 3,
    }
    return draw.choices(list(kinds), list(kinds.values()))[0]


def _cover(lot: Lot, union: Union, firm: Firm) -> None:
    firm.union, firm.covered_from = union, max(firm.counted_from, union.founded)
    mode = MODES.get(UnionKind(union.kind), CoverMode.FEDERATION)
    lot.add(Coverage, union_id=union.id, employer_id=firm.id, mode=mode, valid_from=firm.covered_from, valid_to=None)


def _write_uncovered(lot: Lot, draw: Random) -> None:
    """So many firms without a union that the county's founding rate comes out between 75 and 92 percent."""
    covered = len(lot.firms)
    if not lot.county.towns:
        return
    rate = draw.uniform(0.75, 0.92)
    weights = [draw.lognormvariate(0, 0.6) for _town in lot.county.towns]
    missing = max(1, round(covered * (1 - rate) / rate))
    for town in draw.choices(range(len(lot.county.towns)), weights, k=missing):
        _firm(lot, draw, town)


def _guide(lot: Lot) -> None:
    """The industry line: the province guides the county's industry unions, and they those of their industry."""
    rows = {row["id"]: row for row in lot.rows[Unit]}
    leaders: dict[str, Union] = {}
    for union in lot.unions:
        if union.kind == UnionKind.INDUSTRY:
            leaders.setdefault(rows[union.id]["industry"], union)
    for union in lot.unions:
        row = rows[union.id]
        leader = leaders.get(row["industry"])
        if union.kind == UnionKind.INDUSTRY:
            _guided(lot, row, 1, union.founded)
        elif leader is not None:
            _guided(lot, row, leader.id, max(union.founded, leader.founded))


def _guided(lot: Lot, row: dict[str, Any], by: int, since: date) -> None:
    row["industry_parent_id"] = by
    lot.add(UnitEdge, child_id=row["id"], parent_id=by, line="ind", valid_from=since, valid_to=None, because="")


def _move(lot: Lot) -> None:
    """One union stands under another township since last summer; its earlier edge tells where it was."""
    old, new = MOVED.get(lot.county.code, (0, 0))
    if old == new or new >= len(lot.county.towns):
        return
    union = next((one for one in lot.unions if one.town == new and one.founded < lot.plan.registered), None)
    if union is None:
        return
    day, old_parent = summer(lot.plan.day), lot.county.town_units[old]
    edge = next(row for row in lot.rows[UnitEdge] if row["child_id"] == union.id and row["line"] == "org")
    later = edge | {"valid_from": day, "because": "街道区划调整，工会隶属划转"}
    edge |= {"parent_id": old_parent, "valid_to": day}
    del later["id"]
    lot.add(UnitEdge, **later)
    approved = f"{words.short(lot.county.name)}工发〔{day.year}〕66号"
    lot.add(
        UnitChange, kind=ChangeKind.MOVE, unit_id=union.id, target_id=union.parent_id, day=day, end_reason="",
        reason="街道区划调整，工会隶属划转", approval_no=approved, state=ChangeState.DONE, unit_ids=[union.id],
        old_path=lot.county.path + step(old + 1) + "00ZZ", drawn_by_id=4, done_by_id=4,
        found=[{"label": "会员", "count": 0, "sample": []}], done_at=moment(day, 9),
    )  # fmt: skip


def summer(day: date) -> date:
    """The first of the last July that is over."""
    return date(day.year if day.month > 7 else day.year - 1, 7, 1)


def _count_children(lot: Lot) -> None:
    children = Counter(union.parent_id for union in lot.unions)
    with connection.cursor() as cursor:
        for unit_id, n in children.items():
            cursor.execute("UPDATE orgs_unit SET numchild = numchild + %s WHERE id = %s", [n, unit_id])


def size_firms(lot: Lot) -> None:
    """Headcounts from the people of the register, so that the county's joining rate lies between 75 and 92 percent."""
    draw = lot.draw("sizes")
    rate = draw.uniform(0.75, 0.92)
    for firm in lot.firms:
        few = 0 if firm.union else draw.randint(2, 9)
        heads = max(firm.staff, few, round(firm.members / rate * draw.uniform(0.97, 1.03)))
        firm.row |= {"headcount": heads, "women": int(heads * 0.42), "migrant": int(heads * 0.3)}
        firm.row["dispatched"] = heads // 20
        unit = firm.row["unit_id"]
        lot.count("orgs.employers", unit, firm.counted_from)
        lot.count("orgs.workers", unit, firm.counted_from, heads)
        if firm.union and firm.covered_from:
            lot.count("orgs.employers_covered", unit, firm.covered_from)
            lot.count("orgs.covered_workers", firm.union.id, firm.covered_from, heads)
