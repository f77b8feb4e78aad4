"""A made-up rule with rows at four places and two tables, apart from those shipped."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from unionhall.rules import queries
from unionhall.rules.models import Rule


def put(code: str, value: str, unit: str = "cd", place: str = "CN", since: str = "2020-01-01", **more: Any) -> Rule:
    row = Rule.objects.create(
        code=code,
        value=Decimal(value),
        unit=unit,
        place=place,
        valid_from=date.fromisoformat(since),
        source=more.pop("source", "试行办法"),
        **more,
    )
    queries.forget()
    return row


@pytest.fixture
def book(db: Any) -> None:
    put("rights.try", "15")
    put("rights.try", "20", since="2025-01-01")
    put("rights.try", "10", place="33", valid_to=date(2024, 12, 31))
    put("rights.try", "8", place="330110", since="2023-01-01")
    for grade, months in (("10", "7"), ("9", "9"), ("8", "11")):
        put("rights.try-grades", months, "m", key=grade)
    put("rights.try-grades", "12", "m", "33", key="9")
