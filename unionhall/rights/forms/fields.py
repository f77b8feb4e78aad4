"""Fields asked in more than one form of this room."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import AmountField
from unionhall.orgs import queries as orgs


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def words(label: Any, *, rows: int = 4, most: int = 2000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def money(label: Any, **more: Any) -> AmountField:
    """Yuan with two decimals, never negative."""
    return AmountField(label=label, min_value=0, max_digits=12, **more)


def not_later(value: Any) -> Any:
    """A day that has come; of a later one the form says so."""
    if value is not None and value > timezone.localdate():
        raise forms.ValidationError(gettext("日期不能晚于今天。"))
    return value


class EmployerField(forms.CharField):
    """A name or credit code, found in the register: an employer, or the words as typed when none is found."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        return orgs.employer_by_code(text) or orgs.employers_named(text).filter(name=text).first() or text


def township(text: str) -> str:
    """The code of the township of that name; one that fits none, or several, is asked again."""
    text = text.strip()
    if not text or text.isdigit():
        return text
    found = orgs.townships_named(text)
    if len(found) != 1:
        raise forms.ValidationError(
            gettext("没有找到这个乡镇（街道），请写全名，例如：余杭区五常街道。")
            if not found
            else gettext("有几个同名的乡镇（街道），请连同县（市、区）一起写。")
        )
    return str(found[0].code)


class OfEmployer:
    """For service forms with an employer: one not in the register is kept as words, sealed."""

    in_words: ClassVar[Mapping[str, str]] = {"employer": "employer_name"}
    also: ClassVar[Mapping[str, Any]] = {
        "employer_name": _("单位（未登记）"),
        "using_name": _("用工单位（未登记）"),
        "since": _("从什么时候开始"),
        "until": _("到什么时候为止"),
        "known_on": _("什么时候知道的"),
        "left_on": _("什么时候离开的"),
        "iou_on": _("工资欠条上的日期"),
        "restarted_on": _("时效中断的日期"),
        "award_on": _("收到仲裁裁决书的日期"),
        "group": _("集体争议编号"),
        "group_number": _("集体争议编号"),
    }
