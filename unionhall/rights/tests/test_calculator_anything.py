"""Whatever is answered within its bounds, a calculator answers or refuses in words; sums are never negative."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionhall.kit.refusal import Refusal
from unionhall.rights.calculators.asks import Ask, Kind
from unionhall.rights.calculators.registry import CALCULATORS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def whatever(ask: Ask) -> st.SearchStrategy[Any]:
    least, most = ask.bounds
    kinds = {
        Kind.MONEY: lambda: st.decimals(Decimal(least), Decimal(most), places=2),
        Kind.NUMBER: lambda: st.decimals(Decimal(least), Decimal(most), places=2),
        Kind.WHOLE: lambda: st.integers(int(least), int(most)),
        Kind.DAY: lambda: st.dates(least, most),
        Kind.ONE_OF: lambda: st.sampled_from([value for value, _label in ask.choices]),
        Kind.YES: st.booleans,
        Kind.PLACE: lambda: st.sampled_from(["CN", "33", "330000", "330110", "330110005", "999999"]),
    }
    one = kinds[ask.kind]()
    return one if ask.required else st.none() | one


@pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda one: one.code)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_anything_within_bounds(calculator, data):
    answers = {ask.name: data.draw(whatever(ask), label=ask.name) for ask in calculator.asks}
    as_json = {name: value.isoformat() if isinstance(value, date) else value for name, value in answers.items()}
    calculator.call.model_validate(as_json)
    with suppress(Refusal):
        found = calculator.answer(answers)
        assert found.values
        assert all(Decimal(value.plain) >= 0 for value in found.values if value.unit == "CNY")
