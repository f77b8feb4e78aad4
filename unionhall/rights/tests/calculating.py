"""Asking a calculator as its page does."""

from decimal import Decimal
from typing import Any

from unionhall.rights.calculators.registry import calculator_for

TEST_PARAMETERS = {"average_wage": Decimal(8000), "minimum_wage": Decimal(2490)}


def answer(code: str, **given: Any) -> Any:
    """As the page would ask: dates and sums typed as text, what is left out as the form leaves it."""
    calculator = calculator_for(code)
    asked = {ask.name for ask in calculator.asks}
    typed = {name: value for name, value in TEST_PARAMETERS.items() if name in asked} | given
    form = calculator.form({"place": "330110"} | {name: str(value) for name, value in typed.items()})
    assert form.is_valid(), form.errors
    return calculator.answer(form.cleaned_data)
