"""Hazards, inspections and accidents for tests: opened and moved as people would."""

import io
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from unionhall.matters import actions as matters
from unionhall.safety import actions
from unionhall.safety.models import Accident, Hazard, Inspector

NUMBERS = count(1)
VERIFIED = {"spot": "三号车间冲床", "found": "冲床双手按钮被短接。", "basis": "安全生产法第三十六条", "kind": "01"}
POINTS = {
    "measure": "恢复双手按钮", "responsible": "车间主任", "money": Decimal("3000.00"),
    "emergency_plan": "停机并设专人看护",
}  # fmt: skip


def photo(name: str = "现场.jpg", colour: str = "red") -> SimpleUploadedFile:
    body = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


def a_hazard(house: Any, grade: str = "general", *, stage: str = "reported", by: Any = None, **given: Any) -> Hazard:
    """At the first union unless `unit` says otherwise, moved to `stage` by the caseworker."""
    by = by or house.caseworker
    hazard = actions.report_hazard(
        unit=given.pop("unit", house.unions[0]), by=by, kind="01", grade=grade, spot="三号车间冲床",
        employer=given.pop("employer", house.employers[0]), found="双手按钮失效", **given,
    )  # fmt: skip
    for name in ("verify", "notify", "answer", "accept", "recheck"):
        if hazard.stage_code == stage:
            return hazard
        step(hazard, name, by)
    return hazard


def step(hazard: Hazard, name: str, by: Any, **more: Any) -> Hazard:
    """The next move with plausible facts."""
    today = timezone.localdate()
    facts: dict[str, Any] = {
        "verify": {**VERIFIED, "grade": hazard.grade},
        "notify": {"measure": "恢复双手按钮", "fix_by": today + timedelta(days=10)},
        "answer": {"employer_said": "同意整改", "fix_by": today + timedelta(days=10), **POINTS},
        "recheck": {"rechecked_on": today, "papers": [photo("整改后.jpg", "green")]},
        "hand_over": {"authority": "余杭区应急管理局", "says": "逾期不改"},
    }.get(name, {})
    matters.move(matter=hazard, name=name, by=by, **{**facts, **more})
    return hazard


def two_inspectors(house: Any) -> list[Inspector]:
    """Appointed by the county's leader for the first union's township."""
    return [
        actions.appoint(
            unit=house.townships[0], by=house.reviewer, name=name, certificate=f"ZJ-{name}", level="federation",
            appointed_on=date(2025, 1, 1), expires_on=date(2027, 12, 31), training_hours=40,
        )
        for name in ("检查员甲", "检查员乙")
    ]  # fmt: skip


def an_accident(house: Any, **given: Any) -> Accident:
    """Each at a moment of its own, for the same one is not entered twice."""
    facts = {
        "unit": house.unions[0], "by": house.caseworker, "employer": house.employers[0], "place": "三号车间",
        "happened_at": timezone.now() - timedelta(hours=2, microseconds=next(NUMBERS)), "kind": "03", "serious": 1,
    }  # fmt: skip
    return actions.open_accident(**{**facts, **given})
