"""What is typed about disclosure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import Way
from .fields import AtUnit, Day, EmployerCode, PastDay, Plain, Words


class DisclosureFilter(forms.Form):
    STATES = (
        ("open", _("待公开")), ("late", _("已超期")), ("done", _("已公开")), ("dropped", _("不适用")),
        ("all", _("全部")),
    )  # fmt: skip
    q = forms.CharField(label=_("事项或单位"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)
    year = forms.IntegerField(label=_("年度"), required=False, min_value=2000, max_value=2100)

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        return {"state": "open"} | {name: value for name, value in self.cleaned_data.items() if value}


class PlanForm(AtUnit):
    employer = EmployerCode()
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)


class DiscloseForm(Plain):
    on = PastDay(_("公开日期"))
    content = Words(_("公开的内容"), rows=8, most=20_000)
    way = forms.ChoiceField(label=_("公开方式"), choices=Way.choices)
    where = forms.CharField(label=_("地点或网址"), max_length=200, required=False)
    shown_until = Day(_("公示到哪天"), required=False)
    responsible = forms.CharField(label=_("责任人"), max_length=60)
    secret_checked_by = forms.CharField(label=_("保密审查人"), max_length=60)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("on"), given.get("shown_until")
        if first and last and last < first:
            self.add_error("shown_until", _("不能早于公开日期。"))
        return given


class DropForm(Plain):
    because = forms.CharField(label=_("为什么不适用"), max_length=200)


class OpinionForm(Plain):
    words = Words(_("您的意见"))


class AnswerForm(Plain):
    reply = Words(_("答复"))
