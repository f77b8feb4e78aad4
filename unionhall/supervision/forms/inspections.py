"""Forms about an inspection: the clue, the team, records, and what its moves ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.orgs import queries as orgs

from ..choices import RecordKind, Scope, Source, Special, Told
from ..permissions import Supervision
from .fields import Day, EmployerField, count, words, yuan


class ClueForm(forms.Form):
    """A clue from whatever source."""

    unit = forms.ChoiceField(label=_("登记的工会"))
    employer = EmployerField(label=_("用人单位（信用代码或全称）"), max_length=120)
    title = forms.CharField(label=_("一句话说明"), max_length=120, help_text=_("不要写投诉人的姓名。"))
    scope = forms.ChoiceField(label=_("监督事项"), choices=Scope.choices)
    source = forms.ChoiceField(label=_("线索来源"), choices=Source.choices)
    special = forms.ChoiceField(
        label=_("特别情形"), choices=Special.choices, required=False, help_text=_("有特别情形的，不经协商，直接调查。")
    )
    workers = count(_("涉及职工人数"))
    danger = forms.BooleanField(label=_("现在有生命危险"), required=False)
    words = words(_("线索内容"), required=False, help_text=_("加密保存，不写入任何函件。"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {unit.code: unit for unit in orgs.places_held(user, Supervision.INSPECT)}
        self.fields["unit"].choices = [(code, str(unit)) for code, unit in self.places.items()]  # type: ignore[attr-defined]

    def clean_unit(self) -> Any:
        return self.places[self.cleaned_data["unit"]]


class Because(forms.Form):
    """Why not: told in writing to whoever brought the clue."""

    because = words(_("不予受理的理由"), help_text=_("例如：不属于监督事项；有关部门已经受理。"))


class ConsultForm(forms.Form):
    both_wish = forms.BooleanField(label=_("双方都愿意协商"))


class InquiryForm(forms.Form):
    consented = forms.BooleanField(label=_("已经工会同意开展调查"))
    plan = words(_("调查方案"), help_text=_("查什么、向谁了解、要哪些资料。"))


class BreachForm(forms.Form):
    workers = count(_("涉及职工人数"), min_value=1, initial=None)


class ExplainForm(forms.Form):
    explanation = words(_("向职工说明的内容"), help_text=_("不写投诉人的姓名。"))


class SettleForm(forms.Form):
    on = Day(label=_("协商日期"), past=True)
    terms = words(_("协商结果"))
    recovered = yuan(_("追回金额"))
    people = count(_("受益职工人数"))


class ResultForm(forms.Form):
    """How it ended, in words, money and people."""

    result = words(_("办理结果"))
    recovered = yuan(_("追回金额"))
    people = count(_("受益职工人数"))


class TeamForm(forms.Form):
    """One more supervisor of this union or of one above it."""

    supervisor = forms.ChoiceField(label=_("监督员"))

    def __init__(self, *args: Any, offered: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in offered}
        self.fields["supervisor"].choices = [  # type: ignore[attr-defined]
            (pk, f"{one.name} · {one.certificate_no} · {one.unit}") for pk, one in self.offered.items()
        ]

    def clean_supervisor(self) -> Any:
        return self.offered[self.cleaned_data["supervisor"]]


class EmployerForm(forms.Form):
    employer = EmployerField(label=_("用人单位（信用代码或全称）"), max_length=120)


class RecuseForm(forms.Form):
    because = forms.CharField(label=_("回避的理由"), max_length=200, help_text=_("本人或近亲属与事项有利害关系。"))


class ToldForm(forms.Form):
    """How and when whoever complained was told of the result."""

    how = forms.ChoiceField(
        label=_("告知方式"), choices=[one for one in Told.choices if one[0] != Told.CASE], widget=forms.RadioSelect
    )
    on = Day(label=_("告知日期"), past=True)


class RecordForm(forms.Form):
    """A talk, an inquiry, the evidence list, or a refusal."""

    kind = forms.ChoiceField(label=_("笔录种类"), choices=[c for c in RecordKind.choices if c[0] != RecordKind.PLAN])
    on = Day(label=_("日期"), past=True)
    place = forms.CharField(label=_("地点"), max_length=120)
    heard = forms.CharField(
        label=_("听取谁的意见"),
        max_length=60,
        required=False,
        help_text=_("写职务，不写投诉人的姓名，例如：人事负责人。"),
    )
    words = words(_("内容"), rows=6)
