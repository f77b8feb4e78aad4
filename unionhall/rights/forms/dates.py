"""The days on which limitation turns, as the desk learns them later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import Employed
from .fields import day, not_later, words


class LimitDates(forms.Form):
    """补充时效信息."""

    label_suffix = ""
    since = day(_("从什么时候开始"), required=False)
    until = day(_("到什么时候为止"), required=False)
    known_on = day(_("什么时候知道的"), required=False)
    employed = forms.ChoiceField(label=_("现在还在这家单位吗"), choices=Employed.choices, required=False)
    left_on = day(_("什么时候离开的"), required=False)
    iou_on = day(_("工资欠条上的日期"), required=False)
    restarted_on = day(
        _("时效中断的日期"), required=False, help_text=_("最近一次向单位讨要、向有关部门投诉，或者单位答应给付的日期。")
    )
    award_on = day(
        _("收到仲裁裁决书的日期"),
        required=False,
        help_text=_("收到不予受理通知书的，也填在这里：从那天起计算起诉期限。"),
    )
    says = words(_("怎么知道的、有什么证据"), rows=3, most=500)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        check_days(self, data)
        return data

    def dates(self) -> dict[str, Any]:
        """Only what was filled in."""
        return {name: value for name, value in self.cleaned_data.items() if name != "says" and value}


def check_days(form: forms.Form, data: dict[str, Any]) -> None:
    """No day of the future, none before its beginning, no leaving of somebody still employed."""
    for name in ("since", "until", "known_on", "left_on", "iou_on", "restarted_on", "award_on"):
        try:
            not_later(data.get(name))
        except forms.ValidationError as later:
            form.add_error(name, later)
    since, until, left = data.get("since"), data.get("until"), data.get("left_on")
    if since and until and until < since and "until" not in form.errors:
        form.add_error("until", _("不能早于开始的日期。"))
    if left and data.get("employed") == Employed.YES and "left_on" not in form.errors:
        form.add_error("left_on", _("还在职的不填离开日期。"))
