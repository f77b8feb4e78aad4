"""A round and how it goes on, for the tests of this room."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from unionhall.accounts import queries as accounts
from unionhall.bargaining import actions
from unionhall.bargaining.choices import Side
from unionhall.bargaining.models import Round
from unionhall.matters import actions as matters


@pytest.fixture
def clock_user() -> Any:
    return accounts.system_user("clock")


def photo() -> SimpleUploadedFile:
    body = BytesIO()
    Image.new("RGB", (40, 30), "white").save(body, "JPEG")
    return SimpleUploadedFile("现场.jpg", body.getvalue(), content_type="image/jpeg")


@pytest.fixture
def offer(house: Any) -> Callable[..., Round]:
    """An offer of the first union to its employer, on the day of the test."""

    def make(**given: Any) -> Round:
        fields: dict[str, Any] = {
            "unit": house.unions[0], "kind": "WAGE", "employer": house.employers[0], "offered_on": timezone.localdate(),
            "issues": "工资增长", "by": house.chair,
        }  # fmt: skip
        return actions.make_offer(**(fields | given))

    return make


def seat_sides(row: Round, by: Any, ours: int = 3, theirs: int = 3) -> None:
    for side, count in ((Side.WORKERS, ours), (Side.EMPLOYER, theirs)):
        for n in range(count):
            actions.name_delegate(
                round=row, side=side, name=f"{side}{n}", chief=n == 0, chosen_by=WAYS[side][n > 0],
                chosen_on=row.offered_on, by=by,
            )  # fmt: skip


def go(row: Round, name: str, by: Any, **facts: Any) -> Round:
    row.refresh_from_db()
    return matters.move(matter=row, name=name, by=by, **facts)


def to_stage(row: Round, stage: str, by: Any) -> Round:
    """Move on, day by day as the clock of the test stands, until the round is in that stage."""
    today = timezone.localdate()
    steps: dict[str, Callable[[], Any]] = {
        "offer": lambda: go(row, "reply", by, on=today, meeting_on=today, meeting_place="会议室"),
        "preparing": lambda: (seat_sides(row, by), go(row, "begin", by, on=today)),
        "meet": lambda: _draft(row, by, today),
        "draft": lambda: go(row, "call", by, on=today),
        "congress": lambda: (_vote(row, by, today), go(row, "sign", by, on=today, **SIGNED)),
        "signed": lambda: go(row, "submit", by, on=today, authority="余杭区人力资源和社会保障局"),
        "submitted": lambda: go(row, "receive", by, on=today),
        "review": lambda: go(row, "accept", by, on=today, opinion_no="1号"),
        "in_force": lambda: go(row, "publish", by, on=today, papers=[photo()]),
        "published": lambda: go(row, "file", by, on=today),
    }  # fmt: skip
    while row.stage_code != stage:
        steps[row.stage_code]()
        row.refresh_from_db()
    return row


WAYS = {Side.WORKERS: ("chair", "congress"), Side.EMPLOYER: ("legal-head", "appointed")}  # the chief's, the others'
SIGNED = {"contract_no": "1", "signed_workers": "workers0", "signed_employer": "employer0"}


def _draft(row: Round, by: Any, today: date) -> None:
    clause = actions.add_clause(round=row, topic="raise", by=by)
    actions.agree(round=row, clause=clause, value=Decimal(6), by=by)
    go(
        row, "write_up", by, on=today, text="第一条\n工资增长百分之六", term_from=today,
        term_to=today.replace(year=today.year + 1) - timedelta(days=1), contents=["system", "payment"],
    )  # fmt: skip


def _vote(row: Round, by: Any, today: date, yes: int = 31, present: int = 40) -> None:
    actions.record_vote(
        round=queries_round(row), on=today, body="area-congress" if row.binds_many else "congress", total=60,
        present=present, issued=present, returned=present, yes=yes, no=present - yes, abstain=0, by=by,
    )  # fmt: skip


def queries_round(row: Round) -> Round:
    row.refresh_from_db()
    return row


@pytest.fixture
def in_force(offer: Any, house: Any) -> Round:
    """A wage round of the first union whose contract is in force and watched over."""
    return to_stage(offer(), "monitor", house.chair)
