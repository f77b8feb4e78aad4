"""What is asked about telling an authority, and about who stands in for a worker."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import AidStage, Power, ReportWay
from .fields import words


class Told(forms.Form):
    """已报告: whom, when, how, and what was said."""

    label_suffix = ""
    authority = forms.CharField(
        label=_("报告给哪个部门"), max_length=80, help_text=_("例如：某区应急管理局、人力资源和社会保障局、公安局。")
    )
    told_at = forms.DateTimeField(
        label=_("什么时候报告的"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    way = forms.ChoiceField(label=_("怎么报告的"), choices=ReportWay.choices)
    receiver = forms.CharField(label=_("对方谁接的"), max_length=60, required=False)
    says = words(_("报告了什么，对方怎么答复"), rows=3, most=1000)

    def clean_told_at(self) -> Any:
        at = self.cleaned_data["told_at"]
        if at > timezone.now():
            raise forms.ValidationError(_("报告之后再登记，时间不能晚于现在。"))
        return at


class ReportLetter(forms.Form):
    """报告函: to whom, and in which words; the letter names no worker."""

    label_suffix = ""
    authority = forms.CharField(label=_("报告给哪个部门"), max_length=80)
    says = words(_("报告的情况和建议"), rows=5, most=1500, help_text=_("不要写投诉人的姓名。"))


class AnotherAuthority(forms.Form):
    label_suffix = ""
    authority = forms.CharField(
        label=_("还要报告哪个部门"), max_length=80, help_text=_("期限从现在重新起算，报告以后在那一条里登记。")
    )


class ReportDropped(forms.Form):
    label_suffix = ""
    because = words(_("为什么不需要报告"), rows=2, most=300)


class Referred(forms.Form):
    """转有关部门: which."""

    label_suffix = ""
    authority = forms.CharField(label=_("转给哪个部门"), max_length=80, help_text=_("例如：某区人力资源和社会保障局。"))


class PowerForm(forms.Form):
    """授权委托书: who stands in, for which steps, with what power."""

    label_suffix = ""
    agent = forms.CharField(label=_("代理人姓名"), max_length=60)
    firm = forms.CharField(label=_("代理人所在单位或律师事务所"), max_length=120)
    certificate = forms.RegexField(
        r"^\d{17}$",
        label=_("执业证号（律师才填）"),
        required=False,
        error_messages={"invalid": _("执业证号是17位数字。")},
    )
    phone = forms.CharField(label=_("代理人电话"), max_length=20, required=False)
    power = forms.ChoiceField(
        label=_("代理权限"),
        choices=Power.choices,
        help_text=_("特别授权：可以代为承认、放弃、变更请求，进行和解、调解。"),
    )
    stages = forms.MultipleChoiceField(
        label=_("哪些环节"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in (AidStage.MEDIATION, AidStage.ARBITRATION, AidStage.SUIT)],
    )


class GroupPower(forms.Form):
    label_suffix = ""
    power = forms.ChoiceField(label=_("代表的权限"), choices=Power.choices)


class GroupMove(forms.Form):
    """One step for all; `moves` are (name, title with how many it fits)."""

    label_suffix = ""
    move = forms.ChoiceField(label=_("办理步骤"))
    says = words(_("写给每一位职工的话"), rows=3, required=False)

    def __init__(self, *args: Any, moves: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = moves  # type: ignore[attr-defined]


class RecordFilter(forms.Form):
    """What a list of mediations or legal aid is narrowed by; unknown values are taken as not given."""

    label_suffix = ""
    stage = forms.ChoiceField(label=_("环节"), required=False)
    hands = forms.CharField(label=_("调解员"), max_length=60, required=False)

    def __init__(self, *args: Any, stages: list[tuple[str, Any]], hands: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [("", _("全部环节")), *stages]  # type: ignore[attr-defined]
        self.fields["hands"].label = hands
