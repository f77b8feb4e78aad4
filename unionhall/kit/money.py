"""Money: yuan with two decimals, one currency, rounded half up (四舍五入); never a float."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, Overflow
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .refusal import Refusal

Money = Decimal
CENT = Decimal("0.01")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，　－", "0123456789., -")


class BadAmount(Refusal, ValueError):
    text = _("金额不对：请填写数字，最多两位小数，例如 1234.50。")


class MoneyField(models.DecimalField):
    """A DecimalField(18, 2) of yuan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "max_digits": 18, "decimal_places": 2})


def money(value: Decimal | int | str) -> Decimal:
    """The amount to the cent; a float is a TypeError, because it has forgotten the cents."""
    if isinstance(value, float):
        raise TypeError("money from a float: pass text or Decimal")
    return Decimal(value).quantize(CENT, rounding=ROUND_HALF_UP)


def typed_money(value: Any) -> Decimal:
    """What a person typed or a sheet held (1,234.50, ￥1234.5, 1234.5元, 1.5万), refused if it is no amount."""
    try:
        amount = read_amount(value)
        exact = amount.quantize(CENT)
    except InvalidOperation:  # no number, or one of more digits than there is money
        raise BadAmount from None
    if not amount.is_finite() or amount != exact or abs(amount) >= Decimal(10) ** 16:
        raise BadAmount
    return exact


def read_amount(value: Any) -> Decimal:
    """The number in what was typed, exact, however many digits it has; decimal.InvalidOperation if there is none."""
    text = str(value).translate(_HALF_WIDTH).strip("¥￥元 \t\r\n").replace(",", "")
    if not text.endswith("万"):
        return Decimal(text)
    try:
        return Decimal(text.removesuffix("万").rstrip()).scaleb(4)
    except Overflow:  # 1e999999万
        raise InvalidOperation from None


def yuan(amount: Decimal | int) -> str:
    """¥1,234.50; a debt is −¥1,234.50."""
    rounded = money(amount)
    return f"{'−' if rounded < 0 else ''}¥{abs(rounded):,.2f}"
