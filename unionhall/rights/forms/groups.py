"""What is asked around a collective dispute."""

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
    """推举代表: three to five of those in the group."""

    label_suffix = ""
    speakers = forms.TypedMultipleChoiceField(label=_("代表"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, members: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speakers"].choices = [(one.case_id, f"{one.who} · {one.number}") for one in members]  # type: ignore[attr-defined]
        self.fields["speakers"].initial = [one.case_id for one in members if one.speaks]


class PeopleCount(forms.Form):
    label_suffix = ""
    people = forms.IntegerField(label=_("一共涉及多少人"), min_value=1, max_value=100_000)


class GroupEnd(forms.Form):
    label_suffix = ""
    because = words(_("结束的理由"), rows=2, most=300)
