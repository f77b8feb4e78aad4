"""What the safety room shows on one side: each sort of thing once, in the first union or its township."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from unionhall.matters import actions as matters
from unionhall.safety import actions as safety
from unionhall.safety import queries
from unionhall.safety.models import (
    Accident,
    Cooling,
    CoolingVisit,
    CupEntry,
    FollowUp,
    Hazard,
    HeatNotice,
    Inspection,
    Inspector,
    Victim,
)
from unionhall.safety.protection import Worker
from unionhall.safety.tests.making import photo


@dataclass
class OfSafety:
    hazard: Hazard
    inspection: Inspection
    inspector: Inspector
    accident: Accident
    victim: Victim
    follow_up: FollowUp
    heat: HeatNotice
    cooling: Cooling
    visit: CoolingVisit
    entry: CupEntry
    paper: dict[str, int]  # one paper of each matter, by its page


def build_safety(house: Any, union: Any, township: Any, employer: Any, county: Any, cast: str) -> OfSafety:
    """By the caseworker and the leader of that county."""
    by, leader = house.outsider if cast else house.caseworker, house.cast[f"{cast}reviewer"]
    today = date(2026, 3, 5)
    hazard = safety.report_hazard(
        unit=union, by=by, kind="01", grade="general", spot="三号车间冲床", employer=employer, found="按钮失效"
    )
    inspection = safety.plan_inspection(unit=township, by=by, employer=employer, planned_on=today)
    inspectors = [
        safety.appoint(
            unit=township, by=leader, name=f"例检查{n}", certificate=f"{cast}{n}", level="federation",
            appointed_on=date(2025, 1, 1), expires_on=date(2027, 1, 1),
        )
        for n in "甲乙"
    ]  # fmt: skip
    matters.move(
        matter=inspection, name="record", by=by, inspectors=inspectors, inspected_on=today, grades={},
        lines={"fire": {"found": "good", "note": ""}},
    )  # fmt: skip
    safety.check_worker(inspection=inspection, worker=Worker(months_pregnant=7, night=True), post="夜班", by=by)
    accident = safety.open_accident(
        unit=union, by=by, employer=employer, happened_at=timezone.now(), place="三号车间", kind="03", serious=1
    )
    victim = safety.add_victim(accident=accident, name="例伤者", harm="serious", by=by)
    heat = safety.write_heat_notice(
        unit=county, division=county.division, day=today, highest=Decimal(38), office="市气象台", office_level="city",
        by=by,
    )  # fmt: skip
    cooling = safety.plan_cooling(
        unit=union, by=by, title="送清凉", starts_on=today, ends_on=today + timedelta(days=30), budget=Decimal(1000),
        fund="工会经费",
    )  # fmt: skip
    visit = safety.add_visit(cooling=cooling, by=by, site="例工地", on=today, people=5, goods="饮料")
    entry = safety.enter_cup(
        unit=union, by=by, year=2026, award="team", name="例班组", wanted_level=3, sheet="cup-score", employer=employer
    )
    rows = {
        "hazard": hazard, "inspection": inspection, "accident": accident, "heat-notice": heat, "cooling": cooling,
        "cup-entry": entry,
    }  # fmt: skip
    papers = {name: matters.add_papers(matter=row, papers=[photo()], by=by)[0].pk for name, row in rows.items()}
    return OfSafety(
        hazard, inspection, inspectors[0], accident, victim, queries.follow_ups_of(accident)[0], heat, cooling, visit,
        entry, papers,
    )  # fmt: skip


# page of a matter: (which field of OfSafety, what its moves need)
PAGES = {
    "hazard": "hazard", "inspection": "inspection", "accident": "accident", "heat-notice": "heat",
    "cooling": "cooling", "cup-entry": "entry",
}  # fmt: skip


def _about(field: str, *more: Any) -> Any:
    return lambda s: (getattr(s.safety, field).unit, [getattr(s.safety, field).number, *(one(s) for one in more)])


ADDRESSES: dict[str, Any] = {
    **{f"safety:{page}": _about(field) for page, field in PAGES.items()},
    **{f"safety:{page}-move": _about(field, lambda s: "note") for page, field in PAGES.items()},
    **{
        f"safety:{page}-paper": _about(field, lambda s, page=page: s.safety.paper[page])
        for page, field in PAGES.items()
    },
    "safety:hazard-authority": _about("hazard"),
    "safety:hazard-pass": _about("hazard"),
    "safety:inspection-special": _about("inspection"),
    "safety:accident-casualties": _about("accident"),
    "safety:accident-step": _about("accident", lambda s: "authority"),
    "safety:accident-victims": _about("accident"),
    "safety:accident-void": _about("accident"),
    "safety:accident-victim-new": _about("accident"),
    "safety:accident-victim": _about("accident", lambda s: s.safety.victim.pk, lambda s: "claim"),
    "safety:accident-visit": _about("accident", lambda s: s.safety.follow_up.pk),
    "safety:cooling-place": _about("cooling"),
    "safety:cooling-sign": _about("cooling", lambda s: s.safety.visit.pk),
    "safety:cup-take-back": _about("entry"),
    "safety:inspector-renew": lambda s: (s.safety.inspector.unit, [s.safety.inspector.pk]),
    "safety:inspector-end": lambda s: (s.safety.inspector.unit, [s.safety.inspector.pk]),
}
