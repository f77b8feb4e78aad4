"""What a calculator asks: declared once, and made into the page's form and into the type of the JSON call."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Optional

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import BeforeValidator, Field

from unionhall.kit.forms import AmountField

MOST = Decimal("99999999.99")
FIRST_DAY, LAST_DAY = date(1930, 1, 1), date(2090, 12, 31)  # as far as the calendar of holidays is sure of the moon
PLACE_CODE = r"^(CN|\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$"


class Kind(StrEnum):
    MONEY = "money"
    NUMBER = "number"  # up to two decimals
    WHOLE = "whole"
    DAY = "day"
    ONE_OF = "one of"
    YES = "yes"
    PLACE = "place"


@dataclass(frozen=True)
class Ask:
    """One question; `name` is the field's name on the page and in JSON."""

    name: str
    label: Any
    kind: Kind = Kind.MONEY
    help: Any = ""
    required: bool = True
    least: Any = None
    most: Any = None
    choices: tuple[tuple[str, Any], ...] = ()
    initial: Any = None

    def field(self) -> forms.Field:
        """Of the page's form."""
        return _FIELDS[self.kind](
            self, label=self.label, help_text=self.help, required=self.required, initial=self.initial
        )

    def typed(self) -> tuple[Any, Any]:
        """Annotation and default for pydantic."""
        kind: Any = _TYPES[self.kind](self)
        if self.required:
            return kind, ...
        return Optional[kind], self.initial  # noqa: UP045

    @property
    def bounds(self) -> tuple[Any, Any]:
        if self.kind == Kind.DAY:
            return self.least or FIRST_DAY, self.most or LAST_DAY
        return (0 if self.least is None else self.least), (MOST if self.most is None else self.most)


def _number(kind: Any, **fixed: Any) -> Any:
    def make(ask: Ask, **words: Any) -> forms.Field:
        least, most = ask.bounds
        said = {"min_value": _("不能小于%(limit_value)s。")}
        return kind(min_value=least, max_value=most, error_messages=said, **fixed, **words)

    return make


def _day(ask: Ask, **words: Any) -> forms.Field:
    return DayField(bounds=ask.bounds, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **words)


class DayField(forms.DateField):
    """A day the calendar knows."""

    def __init__(self, *, bounds: tuple[date, date], **more: Any) -> None:
        self.bounds = bounds
        super().__init__(**more)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not self.bounds[0] <= day <= self.bounds[1]:
            raise forms.ValidationError(_("日期不对，请检查年份。"))
        return day


def _one_of(ask: Ask, **words: Any) -> forms.Field:
    return forms.ChoiceField(choices=[(value, label) for value, label in ask.choices], **words)


def _yes(ask: Ask, **words: Any) -> forms.Field:
    return forms.BooleanField(**words | {"required": False})


def _place(ask: Ask, **words: Any) -> forms.Field:
    return forms.RegexField(regex=PLACE_CODE, widget=forms.Select, **words)


_FIELDS: dict[Kind, Any] = {
    Kind.MONEY: _number(AmountField, max_digits=12),
    Kind.NUMBER: _number(forms.DecimalField, max_digits=8, decimal_places=2),
    Kind.WHOLE: _number(forms.IntegerField),
    Kind.DAY: _day,
    Kind.ONE_OF: _one_of,
    Kind.YES: _yes,
    Kind.PLACE: _place,
}


def _only_text(value: Any) -> Any:
    """A number is no date, although pydantic would read one as seconds."""
    if not isinstance(value, str):
        raise ValueError("write the date as text: 2026-03-05")
    return value


def _decimal(ask: Ask, digits: int) -> Any:
    least, most = ask.bounds
    return Annotated[Decimal, Field(ge=Decimal(least), le=Decimal(most), max_digits=digits, decimal_places=2)]


def _dated(ask: Ask) -> Any:
    least, most = ask.bounds
    return Annotated[date, BeforeValidator(_only_text), Field(ge=least, le=most)]


_TYPES: dict[Kind, Any] = {
    Kind.MONEY: lambda ask: _decimal(ask, 12),
    Kind.NUMBER: lambda ask: _decimal(ask, 8),
    Kind.WHOLE: lambda ask: Annotated[int, Field(ge=ask.bounds[0], le=int(ask.bounds[1]), strict=True)],
    Kind.DAY: _dated,
    Kind.ONE_OF: lambda ask: Literal[tuple(value for value, _label in ask.choices)],
    Kind.YES: lambda ask: Annotated[bool, Field(strict=True)],
    Kind.PLACE: lambda ask: Annotated[str, Field(pattern=PLACE_CODE)],
}


# asked by several

PLACE = Ask("place", _("在哪里工作"), Kind.PLACE, required=False, initial="330000")
AVERAGE_WAGE = Ask(
    "average_wage",
    _("当地上年度职工月平均工资（元）"),
    help=_("不填就用规则库里登记的数。"),
    required=False,
    least=Decimal("0.01"),
)
MINIMUM_WAGE = Ask(
    "minimum_wage",
    _("当地月最低工资（元）"),
    help=_("不填就用规则库里登记的数。"),
    required=False,
    least=Decimal("0.01"),
)
SINCE_1990 = date(1990, 1, 1)


def money(name: str, label: Any, help: Any = "", **more: Any) -> Ask:
    """A sum of at least one fen."""
    return Ask(name, label, Kind.MONEY, help, least=more.pop("least", Decimal("0.01")), **more)


def day(name: str, label: Any, help: Any = "", **more: Any) -> Ask:
    return Ask(name, label, Kind.DAY, help, least=more.pop("least", SINCE_1990), **more)


def yes(name: str, label: Any, help: Any = "") -> Ask:
    return Ask(name, label, Kind.YES, help, required=False, initial=False)


def number(name: str, label: Any, help: Any = "", **more: Any) -> Ask:
    return Ask(name, label, Kind.NUMBER, help, **more)


def whole(name: str, label: Any, help: Any = "", **more: Any) -> Ask:
    return Ask(name, label, Kind.WHOLE, help, **more)


def one_of(name: str, label: Any, *choices: tuple[str, Any], help: Any = "", **more: Any) -> Ask:
    return Ask(name, label, Kind.ONE_OF, help, choices=choices, **more)
