"""What is asked around a collective dispute."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import words


class GroupPick(forms.Form):
    """An existing group by its number, or a new one with the number of workers it concerns."""

    label_suffix = ""
    number = forms.CharField(label=_("并入已有的集体争议（编号）"), max_length=24, required=False)
    people = forms.IntegerField(label=_("或者新成立：一共涉及多少人"), min_value=2, max_value=100_000, required=False)

    def __init__(self, *args: Any, open_to: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_to = open_to  # the open groups of who asks

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip()
        self.cleaned_data["group"] = self.open_to.filter(number=number).first() if number else None
        if number and self.cleaned_data["group"] is None:
            raise forms.ValidationError(_("没有这个编号的集体争议，或者已经结束。请核对，或留空。"))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("number") and not data.get("people") and not self.errors:
            self.add_error("number", _("请填写编号，或者填写人数新成立一个。"))
        return data


class Speakers(forms.Form):
    """推举代表: three to five of those in the group: of those shown and those who speak now, and others by number."""

    label_suffix = ""
    speakers = forms.TypedMultipleChoiceField(
        label=_("代表"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.CharField(
        label=_("不在这一页上的代表：填诉求编号"), required=False, max_length=200,
        help_text=_("几个编号之间用空格或者逗号隔开。"),
    )  # fmt: skip

    def __init__(self, *args: Any, shown: list[Any], everyone: Any, more: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.everyone = everyone  # members of the group
        self.fields["speakers"].choices = [(one.case_id, f"{one.who} · {one.number}") for one in shown]  # type: ignore[attr-defined]
        self.fields["speakers"].initial = [one.case_id for one in shown if one.speaks]
        if not more:
            del self.fields["others"]

    def clean_others(self) -> list[int]:
        numbers = set(re.split(r"\W+", self.cleaned_data["others"].strip())) - {""}
        found = dict(self.everyone.filter(number__in=numbers).values_list("number", "case_id"))
        if unknown := sorted(numbers - set(found)):
            raise forms.ValidationError(
                _("这些编号不在这个集体争议里：%(numbers)s"), params={"numbers": ", ".join(unknown)}
            )
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["speakers"] = sorted({*data.get("speakers", []), *data.get("others", [])})
        return data


class PeopleCount(forms.Form):
    label_suffix = ""
    people = forms.IntegerField(label=_("一共涉及多少人"), min_value=1, max_value=100_000)


class GroupEnd(forms.Form):
    label_suffix = ""
    because = words(_("结束的理由"), rows=2, most=300)
