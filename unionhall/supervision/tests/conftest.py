"""An inspection and what goes with it, for the tests of this room; and a year's rules in memory as in the tables."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from unionhall.matters import actions as matters
from unionhall.rules import queries as rules
from unionhall.supervision import actions
from unionhall.supervision.models import Inspection, Letter, Supervisor

OPINION: dict[str, Any] = {
    "scope": "05",
    "legal_rep": "例负责人",
    "contact": "例办事 0571-00000000",
    "findings": "2026年1月起未按月足额支付工资。",
    "evidence": ["工资表"],
    "provisions": ["劳动法第五十条"],
    "workers": 12,
    "sum_involved": Decimal("36000.00"),
    "consequence": "逾期不答复的，提请有关部门处理。",
    "annexes": [],
    "measures": [("补发拖欠的工资", date(2026, 3, 31)), ("按月足额支付工资", date(2026, 4, 30))],
}
REMINDER: dict[str, Any] = {
    "scope": "05",
    "contact": "例办事 0571-00000000",
    "reason": "春节将至。",
    "risk": "请按时足额支付工资。",
    "basis": ["劳动法第五十条"],
    "advice": ["设立工资专用账户"],
    "reply_wished": True,
}


def receipt() -> SimpleUploadedFile:
    """A small photo: the proof of a delivery."""
    made = BytesIO()
    Image.new("RGB", (20, 20), "white").save(made, "JPEG")
    return SimpleUploadedFile("送达回证.jpg", made.getvalue())


@pytest.fixture(autouse=True)
def _rules_read() -> None:
    """The rules kept in memory are those of this test's tables."""
    rules.forget()


@pytest.fixture
def supervisor(house: Any) -> Callable[..., Supervisor]:
    """Registers one at the county (or `unit`), valid for two years."""

    def register(number: int = 1, **given: Any) -> Supervisor:
        facts: dict[str, Any] = {
            "unit": house.counties[0],
            "name": f"例监督{number}",
            "certificate_no": f"浙监-{number:04d}",
            "issued_on": date(2025, 1, 1),
            "expires_on": date(2027, 12, 31),
            "training_hours": 20,
            "exam_score": 88,
            "by": house.caseworker,
        }
        return actions.register_supervisor(**(facts | given))

    return register


@pytest.fixture
def inspection(house: Any, supervisor: Any) -> Callable[..., Inspection]:
    """A clue of the township about its first employer, taken to a stage as people would."""

    def make(stage: str = "clue", *, supervisors: int = 2, **given: Any) -> Inspection:
        facts: dict[str, Any] = {
            "unit": house.townships[0],
            "employer": house.employers[0],
            "title": "拖欠工资",
            "scope": "05",
            "source": "patrol",
            "by": house.township,
        }
        facts |= given
        row, by = actions.register_clue(**facts), facts["by"]
        if stage == "clue":
            return row
        matters.move(matter=row, name="accept", by=by)
        for number in range(supervisors):
            actions.name_supervisor(inspection=row, supervisor=supervisor(number + 1), by=by)
        if stage == "hear":
            return row
        matters.move(matter=row, name="begin_inquiry", by=by, consented=True, plan="查工资表")
        actions.add_record(
            inspection=row,
            kind="inquiry",
            on=timezone.localdate(),
            place="厂区",
            heard="人事负责人",
            words="确认欠薪",
            by=by,
        )
        if stage == "investigate":
            return row
        matters.move(matter=row, name="find_breach", by=by, workers=12)
        return row

    return make


@pytest.fixture
def letter(house: Any, inspection: Any, clock: Any) -> Callable[..., Letter]:
    """An opinion letter taken to a stage: signed by the leader, served on the day given."""

    def make(stage: str = "draft", *, about: Inspection | None = None, received: date | None = None) -> Letter:
        about = about or inspection("letter")
        row = actions.draft_letter(
            kind="opinion", unit=about.unit, employer=about.employer, facts=OPINION, by=house.township, inspection=about
        )
        if stage == "draft":
            return row
        matters.move(matter=row, name="sign", by=house.reviewer, post="vice")
        if stage == "signed":
            return row
        on = received or clock.now.date()
        matters.move(
            matter=row,
            name="serve",
            by=house.township,
            way="direct",
            on=on,
            place="厂区",
            receiver="例收件",
            witness="",
            proof=receipt(),
        )
        return row

    return make
