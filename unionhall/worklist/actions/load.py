"""The proposed set of items of a year, written down as drafts of one issuer."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..choices import Source
from ..models import Item
from .draft import write_item

ITEMS = Path(__file__).resolve().parent.parent / "data" / "items-2026.csv"


def rows() -> list[dict[str, str]]:
    """The lines of the set: 49 items in five categories (worklist.md §5–9)."""
    with ITEMS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_items(*, year: int, issuer: Any, by: Any, only: set[str] | None = None) -> list[Item]:
    """Drafts of the set (`only` names some, such as B01) for that year; those already there are kept as they are."""
    have = {item.code: item for item in Item.objects.filter(year=year, issuer=issuer).select_related("issuer")}
    found = []
    for row in rows():
        if only is None or row["code"] in only:
            code = f"Y{year % 100:02}-{row['code']}"
            found.append(have.get(code) or _write(row, code, year, issuer, by))
    return found


def _write(row: dict[str, str], code: str, year: int, issuer: Any, by: Any) -> Item:
    first, last = row["levels"].split("-")
    return write_item(
        issuer=issuer,
        year=year,
        category=row["code"][0],
        code=code,
        title=row["title"],
        title_en=row["title_en"],
        purpose=row["purpose"],
        basis=row["basis"],
        kind=row["kind"],
        source=Source.FIGURE if row["figure"] else Source.EVIDENCE,
        figure=row["figure"],
        measure=row["measure"],
        target=Decimal(row["target"]) if row["target"] else None,
        base=Decimal(row["base"]) if row["base"] else None,
        weight=Decimal(row["weight"]),
        split=row["split"],
        levels=list(range(int(first), int(last) + 1)),
        evidence_kinds=row["evidence"].split(),
        checker=row["checker"],
        starts_on=date(year, 1, 1),
        due_on=date(year, 12, 31),
        public=row["public"] == "yes",
        by=by,
    )
