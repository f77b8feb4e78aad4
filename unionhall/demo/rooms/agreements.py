"""The register of collective contracts in large statements: every county, kinds and rates uneven, some renewed or over.

A firm counts once, from the first day any contract binds it to the last; so do the deltas written here.
"""

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

from unionhall.audit.models import DeskLine
from unionhall.bargaining import contents
from unionhall.bargaining.arithmetic import years_after
from unionhall.bargaining.choices import EndedWhy, Kind
from unionhall.bargaining.models import Agreement, Cover, Term
from unionhall.orgs.choices import UnionKind
from unionhall.orgs.models import Employer

from ..lot import Lot
from ..plan import County, Plan
from ..writing import moment
from .cast import Cast, Place

FIRST_ID = 5 * 10**8  # behind the rows of the county's first part
WAGES = (("lowest-pay", 2600, 3200), ("average-pay", 5600, 7800), ("raise", 3, 8), ("meal", 150, 320))
SECTOR = {UnionKind.INDUSTRY: Kind.SECTOR}
MANY = (UnionKind.REGIONAL, UnionKind.PARK, UnionKind.VILLAGE, UnionKind.JOINT, UnionKind.INDUSTRY)


def write_register(plan: Plan, county: County, cast: Cast) -> dict[str, int]:
    """The contracts of one county's unions."""
    lot, draw = Lot(plan, county, FIRST_ID), plan.draw("register", county.code)
    covers: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rate = draw.uniform(0.42, 0.9)
    for place in cast.places.values():
        if place.unit.level == 5 and place.firms and draw.random() < rate:
            _write_of(lot, draw, place, covers)
    _count(lot, covers)
    return lot.write()


def _write_of(lot: Lot, draw: Random, place: Place, covers: dict[int, list[dict[str, Any]]]) -> None:
    """One union's: a contract for all its firms, or the firm's own, with what was in force before."""
    many = place.unit.kind in MANY
    kind = SECTOR.get(UnionKind(place.unit.kind), Kind.AREA) if many else Kind.WAGE
    firms = place.firms if many else place.firms[:1]
    from_ = _begin(lot, draw, place, firms)
    if draw.random() < 0.35:  # the one before it, replaced in time
        before = from_ - timedelta(days=365)
        if before > max(_known(firm) for firm in firms):
            _contract(lot, draw, place, kind, firms, before, covers, ended=from_, why=EndedWhy.REPLACED)
    over = draw.random() < 0.08
    _contract(lot, draw, place, kind, firms, from_, covers, over=over)
    for more, chance in ((Kind.WOMEN, 0.25), (Kind.SAFE, 0.18), (Kind.GEN, 0.22)):
        if not many and draw.random() < chance:
            _contract(lot, draw, place, more, firms, from_ + timedelta(days=draw.randint(0, 20)), covers)


def _known(firm: Employer) -> date:
    return max(day for day in (firm.counted_from, firm.opened_on) if day is not None)


def _begin(lot: Lot, draw: Random, place: Place, firms: list[Employer]) -> date:
    """In force since some day of the last year; some end within weeks."""
    day = lot.plan.day - timedelta(days=draw.choice((draw.randint(20, 330), draw.randint(305, 362))))
    return max(day, place.unit.founded_on or day, *(_known(firm) for firm in firms))


def _contract(
    lot: Lot, draw: Random, place: Place, kind: str, firms: list[Employer], since: date,
    covers: dict[int, list[dict[str, Any]]], *, ended: date | None = None, why: str = "", over: bool = False,
) -> None:  # fmt: skip
    unit, plan, years = place.unit, lot.plan, 1 if kind in (Kind.WAGE, Kind.AREA, Kind.SECTOR) else 3
    if since >= plan.day:
        return
    signed, last = since - timedelta(days=draw.randint(18, 30)), years_after(since, years)
    if over and ended is None:  # both sides ended it early
        ended = min(plan.day - timedelta(days=1), since + timedelta(days=draw.randint(40, 200)))
        why = EndedWhy.AGREED
    elif ended is None and last < plan.day:
        ended, why = last + timedelta(days=1), EndedWhy.EXPIRED
    many = kind in (Kind.AREA, Kind.SECTOR)
    heads = sum(firm.headcount for firm in firms)
    party = unit.short_name or unit.name if many else firms[0].name
    year = signed.year
    row = lot.add(
        Agreement, desk_id=unit.desk_id, unit_id=unit.pk, kind=kind, employer_id=None if many else firms[0].pk,
        number=f"HT{unit.desk_id}-{year}-{lot.number(f'HT{year}', unit.desk_id):05d}",
        area_name=f"{party[:80]}区域" if many else "", title=f"{party[:90]}{Kind(kind).label}", signed_on=signed,
        term_from=since, term_to=last, in_force_on=since, ended_on=ended, ended_why=why, workers=heads,
        end_filed_on=ended + timedelta(days=5) if ended and ended + timedelta(days=5) < plan.day else None,
        contents=[code for code, _title in contents.CONTENTS[kind]], text="", round_number="",
        published_on=since + timedelta(days=3), filed_on=since + timedelta(days=8),
        reported_on=since + timedelta(days=180) if since + timedelta(days=180) < plan.day else None,
    )  # fmt: skip
    _line(lot, row, "bargaining.agreement.entered", signed if signed < plan.day else since)
    lot.count("bargaining.agreements", unit.pk, since)
    if ended:
        lot.count("bargaining.agreements", unit.pk, ended, -1)
    for firm in firms:
        at = firm.unit or unit
        covers[firm.pk].append(
            lot.add(
                Cover, desk_id=at.desk_id, unit_id=at.pk, agreement_id=row["id"], employer_id=firm.pk,
                workers=firm.headcount, since=since, until=ended,
            )
        )  # fmt: skip
    if kind in (Kind.WAGE, Kind.AREA, Kind.SECTOR):
        _terms(lot, draw, row, many)


def _terms(lot: Lot, draw: Random, row: dict[str, Any], many: bool) -> None:
    """What binds many firms stays low: each may agree on more, none on less."""
    for topic, low, high in WAGES:
        known = contents.BY_CODE[topic]
        step = 50 if high > 1000 else 1
        drawn = draw.randint(low // step, high // step)
        lot.add(
            Term, desk_id=row["desk_id"], agreement_id=row["id"], topic=topic, title=str(known.title),
            measure=str(known.measure), value=(low // step if many else drawn) * step, words="", floor={},
            since=row["in_force_on"], until=row["ended_on"],
        )  # fmt: skip


def _line(lot: Lot, row: dict[str, Any], action: str, day: date) -> None:
    details = {
        "number": row["number"],
        "kind": str(row["kind"]),
        "employer_id": row["employer_id"],
        "workers": row["workers"],
    }
    lot.add(
        DeskLine, desk_id=row["desk_id"], at=moment(day, 15, 20), action=action, subject_type="bargaining.Agreement",
        subject_id=str(row["id"]), by_id=4, by_name="系统·演示数据", for_person_id=None, unit_id=row["unit_id"],
        because="", details=details, seq=None, chain="",
    )  # fmt: skip


def _count(lot: Lot, covers: dict[int, list[dict[str, Any]]]) -> None:
    """A firm stands under the contract that bound it first of those in force; heads and place are the firm's own."""
    for rows in covers.values():
        unit, heads = rows[0]["unit_id"], rows[0]["workers"]
        days = sorted({day for row in rows for day in (row["since"], row["until"]) if day is not None})
        stood = False
        for day in days:
            stands = any(row["since"] <= day and (row["until"] is None or day < row["until"]) for row in rows)
            if stands != stood:
                n = 1 if stands else -1
                lot.count("bargaining.employers", unit, day, n)
                lot.count("bargaining.workers", unit, day, n * heads)
            stood = stands
