"""Two kinds beside the plain letter: an opinion to an employer, and an agreement of a worker."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from unionhall.documents import actions, blocks, kinds
from unionhall.documents.kinds import DocumentKind
from unionhall.documents.models import Document
from unionhall.documents.papers import LETTER
from unionhall.documents.permissions import Documents
from unionhall.kit.discover import declared

FACTS = {"found": "拖欠12名职工三个月工资", "sum": Decimal("36000.00"), "by": date(2026, 4, 1), "done": True}


def _opinion(facts: dict[str, Any]) -> list[blocks.Block]:
    return [
        blocks.Para(f"经查明，你单位{facts['found']}。"),
        blocks.Heading("一、整改意见"),
        blocks.Heading("（一）工资", 2),
        blocks.Items(["补发所欠工资", "书面告知职工"]),
        blocks.Table(["事项", "金额", "期限"], [["补发工资", facts["sum"], facts["by"]]], (2, 1, 1)),
        blocks.Facts([("已告知劳动者", facts["done"]), ("备注", None)]),
        blocks.Annexes(["检查记录", "照片"]),
        blocks.Note("逾期不改正的，提请劳动保障监察机构处理。"),
    ]


def _agreement(facts: dict[str, Any]) -> list[blocks.Block]:
    return [
        blocks.Title("劳动争议调解协议书"),
        blocks.Para(f"双方自愿达成协议：{facts['terms']}", indent=False),
        blocks.Signatures([("申请人", "年　月　日"), ("调解员", "盖章")]),
    ]


OPINION = DocumentKind(
    code="test.opinion", title="监督意见书", series="工劳监意", official=True, needs=Documents.VIEW,
    signs=Documents.SIGN, public=True, body=_opinion,
)  # fmt: skip
AGREEMENT = DocumentKind(
    code="test.agreement", title="调解协议", series="工调", needs=Documents.VIEW, signs=Documents.SIGN, body=_agreement
)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    ours = {DocumentKind: [LETTER, OPINION, AGREEMENT]}
    monkeypatch.setattr(kinds, "declared", lambda name, kind: ours.get(kind) or declared(name, kind))
    kinds._kinds.cache_clear()
    yield
    kinds._kinds.cache_clear()


@pytest.fixture
def opinion(house: Any, clock: Any) -> Document:
    """A draft of the county's, to the first employer."""
    clock.move_to("2026-03-05 10:00")
    return actions.draw_up(
        kind="test.opinion", unit=house.counties[0], facts=FACTS, by=house.caseworker, employer=house.employers[0],
        copies_to="余杭区人力资源和社会保障局",
    )  # fmt: skip


@pytest.fixture
def signed(opinion: Document, house: Any) -> Document:
    return actions.sign_off(document=opinion, by=house.reviewer, post="副主席")


@pytest.fixture
def agreement(house: Any, clock: Any) -> Document:
    """A signed agreement about the worker."""
    clock.move_to("2026-03-05 10:00")
    row = actions.draw_up(
        kind="test.agreement", unit=house.townships[0], facts={"terms": "一次付清五千元。"}, by=house.township,
        subject=house.unions[0], addressee="例职工", person_id=house.worker.pk,
    )  # fmt: skip
    return actions.sign_off(document=row, by=house.reviewer)
