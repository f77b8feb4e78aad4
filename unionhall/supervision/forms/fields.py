"""Fields several forms here share: days that are not to come, employers of the register, lines, money."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import AmountField
from unionhall.orgs import queries as orgs

from ..articles import names_article

LONGEST_LINE = 200


class Day(forms.DateField):
    """A date typed or picked; `past` refuses one that is still to come."""

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if self.past and day is not None and day > timezone.localdate():
            raise ValidationError(_("日期不能晚于今天。"))
        return day


class EmployerField(forms.CharField):
    """A credit code, or the whole name of one registered employer; gives the employer."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = orgs.employer_by_code(text)
        if found is not None:
            return found
        named = list(orgs.employers_named(text).filter(name=text.strip())[:2])
        if len(named) == 1:
            return named[0]
        if named:
            raise ValidationError(_("有几家同名的用人单位，请填写统一社会信用代码。"))
        raise ValidationError(_("没有登记这家用人单位。请核对统一社会信用代码，或先登记用人单位。"))


class Lines(forms.CharField):
    """One a line; gives a list without empty ones. `provisions` asks each to name a law's article."""

    def __init__(self, *, provisions: bool = False, most: int = 20, rows: int = 3, **kwargs: Any) -> None:
        self.provisions, self.most = provisions, most
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **kwargs)

    def clean(self, value: Any) -> list[str]:
        text = super().clean("\n".join(value) if isinstance(value, list | tuple) else value)
        found = [line.strip() for line in text.splitlines() if line.strip()]
        if len(found) > self.most:
            raise ValidationError(_("最多 %(most)d 行。"), params={"most": self.most})
        if any(len(line) > LONGEST_LINE for line in found):
            raise ValidationError(_("每行不能超过 %(most)d 个字。"), params={"most": LONGEST_LINE})
        if self.provisions and (wrong := [line for line in found if not names_article(line)]):
            raise ValidationError(
                _("请写明法律名称和条款，例如：劳动合同法第三十条。这一行没有条款：%(line)s"), params={"line": wrong[0]}
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


def words(label: Any, *, most: int = 2000, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


BOUNDS = {
    "invalid": _("请填写数字。"),
    "min_value": _("不能小于 %(limit_value)s。"),
    "max_value": _("不能大于 %(limit_value)s。"),
    "max_digits": _("数字太大，请核对。"),
    "max_whole_digits": _("数字太大，请核对。"),
    "max_decimal_places": _("小数点后最多 %(max)s 位。"),
}


def number(label: Any, **more: Any) -> forms.DecimalField:
    """Not negative, with two decimals; what is wrong with it is said in the house's own words."""
    return forms.DecimalField(
        label=label, error_messages=BOUNDS, **{"min_value": 0, "max_digits": 14, "decimal_places": 2, **more}
    )


def yuan(label: Any, **more: Any) -> AmountField:
    start = {"min_value": 0, "initial": 0, "help_text": _("单位：元，没有填 0。")}
    return AmountField(label=label, error_messages=BOUNDS, **start | more)


def count(label: Any, **more: Any) -> forms.IntegerField:
    """A number of people, hours or points."""
    return forms.IntegerField(
        label=label, error_messages=BOUNDS, **{"min_value": 0, "max_value": 2_000_000, "initial": 0, **more}
    )
