"""The numbers the one list goes by, each with its source; a dated `ListRule` row in force that day goes before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from .models import ListRule

_WORKLIST = "一张清单工作办法（建议稿）"


@dataclass(frozen=True)
class Number:
    """What holds where no row says otherwise."""

    value: Decimal
    source: str


NUMBERS: Mapping[str, Number] = {
    "grassroots-items": Number(Decimal(12), f"{_WORKLIST}§4.3"),  # most items one grassroots union is given
    "most-progress": Number(Decimal("1.2"), f"{_WORKLIST}§3"),
    "green-slack": Number(Decimal("0.05"), f"{_WORKLIST}§3"),  # as far behind the time gone by is still green
    "amber-slack": Number(Decimal("0.20"), f"{_WORKLIST}§3"),
    "accept-days": Number(Decimal(10), f"{_WORKLIST}§4.1"),  # working days to sign for a share
}


def numbers_on(day: date) -> dict[str, Decimal]:
    """Every number as it holds that day."""
    rows = ListRule.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day).order_by("valid_from")
    return {name: number.value for name, number in NUMBERS.items()} | {row.name: row.value for row in rows}
