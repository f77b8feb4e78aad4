"""Forms of the register of committees."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..choices import ChairPost
from .fields import Day, Lines


class CommitteeFacts(forms.Form):
    """Who is in it, until when."""

    chair = forms.CharField(label=_("主任"), max_length=60)
    chair_post = forms.ChoiceField(
        label=_("主任的工会职务"), choices=ChairPost.choices, help_text=_("一般由工会主席或副主席担任。")
    )
    members = Lines(label=_("委员"), most=40, help_text=_("每行一个姓名，不用再写主任。"))
    term_end = Day(label=_("任期届满"), help_text=_("与本级工会委员会相同。"))


class CommitteeForm(CommitteeFacts):
    """A committee just elected."""

    elected_on = Day(label=_("产生日期"), past=True)
    field_order = ("chair", "chair_post", "members", "elected_on", "term_end")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("elected_on"), data.get("term_end")
        if first and last and last <= first:
            self.add_error("term_end", gettext("任期届满须晚于产生日期。"))
        return data


class UnionFilter(forms.Form):
    """Filters of the list of unions; a wrong value filters nothing."""

    text = forms.CharField(label=_("工会名称或编号"), max_length=60, required=False)
    without = forms.BooleanField(label=_("没有委员会也没有监督员"), required=False)

    def chosen(self) -> dict[str, Any]:
        """Only what was chosen and is valid."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
