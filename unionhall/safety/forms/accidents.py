"""What an accident's file asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper

from ..choices import AccidentKind, Harm
from .fields import EmployerField, UnitPick, long, money, past_day, past_moment, short, whole


class Numbers(forms.Form):
    """Casualties and loss, as they are known now."""

    deaths = whole(label=_("死亡人数"), initial=0)
    serious = whole(label=_("重伤人数（含急性中毒）"), initial=0)
    light = whole(label=_("轻伤人数"), initial=0)
    missing = whole(label=_("下落不明人数"), initial=0)
    loss = money(label=_("直接经济损失（元）"), initial=0)


class AccidentForm(Numbers):
    """事故登记."""

    field_order = ("unit", "employer", "happened_at", "place", "kind", "road", "head_told_at")
    unit = UnitPick(label=_("承办工会"))
    employer = EmployerField(label=_("事故单位"), help_text=_("名称或统一社会信用代码。"))
    happened_at = past_moment(label=_("发生时间"))
    place = short(160, label=_("发生地点"))
    kind = forms.ChoiceField(label=_("事故类别"), choices=[("", _("请选择")), *AccidentKind.choices])
    road = forms.BooleanField(
        label=_("道路交通事故"), required=False, help_text=_("道路交通事故、火灾的伤亡变化，补报期限较短。")
    )
    head_told_at = past_moment(
        label=_("单位负责人接到报告的时间"), required=False, help_text=_("从这一刻起，1小时内须报监管部门。")
    )

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        happened, told = given.get("happened_at"), given.get("head_told_at")
        if happened and told and told < happened:
            self.add_error("head_told_at", _("接到报告的时间不能早于事故发生的时间。"))
        return given


class CasualtiesForm(Numbers):
    """伤亡变化."""

    at = past_moment(label=_("变化发生的时间"))
    field_order = ("at",)


class StepForm(forms.Form):
    done_at = past_moment(label=_("完成时间"))
    note = short(200, label=_("说明"), required=False, help_text=_("向谁报告、用什么方式。"))


class Member(forms.Form):
    """工会参加调查的人员."""

    who = short(label=_("姓名"))
    post = short(80, label=_("职务"), required=False)
    joined_on = past_day(label=_("参加日期"))
    no_interest = forms.BooleanField(label=_("与事故没有直接利害关系"))


class Reported(forms.Form):
    """调查报告."""

    reported_on = past_day(label=_("提交日期"))
    causes = long(label=_("事故原因"))
    responsible = long(label=_("责任认定"))
    opinions = long(label=_("工会提出的意见"))
    papers = Paper(label=_("调查报告"), required=False, most=4)


class Replied(forms.Form):
    """政府批复."""

    replied_on = past_day(label=_("批复日期"))
    measures = long(label=_("防范和整改措施"))
    answers = long(label=_("对工会意见的答复"), required=False)
    papers = Paper(label=_("批复文件"), required=False, most=4)


def known_by(**more: Any) -> forms.CharField:
    """How the register knows the victim; not kept here."""
    return forms.CharField(
        max_length=24, required=False, label=_("会员证号、手机号或证件号码"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-hall-secret": ""}), **more,
    )  # fmt: skip


class VictimForm(forms.Form):
    """伤亡职工: sealed."""

    name = short(label=_("姓名"))
    harm = forms.ChoiceField(label=_("伤亡情况"), choices=Harm.choices)
    injury = short(300, label=_("伤情"), required=False)
    family = short(label=_("家属联系人"), required=False)
    family_phone = forms.RegexField(
        r"^[0-9+\- ]{7,20}$", label=_("家属电话"), required=False,
        error_messages={"invalid": _("电话号码不对，请核对后重新填写。")},
    )  # fmt: skip
    member = known_by(help_text=_("是会员的请填写，家属同意后可以直接转困难帮扶；不是会员的可以不填。"))


class HarmForm(forms.Form):
    harm = forms.ChoiceField(label=_("现在的伤亡情况"), choices=Harm.choices)
    injury = short(300, label=_("伤情"), required=False, help_text=_("不填则保留原来的记录。"))


class ReadForm(forms.Form):
    because = short(200, label=_("为什么要看"))


class VisitForm(forms.Form):
    done_on = past_day(label=_("回访日期"))
    words = long(label=_("回访情况"))


class ClaimForm(forms.Form):
    claimed_on = past_day(label=_("提出工伤认定申请的日期"))
    legal_aid = forms.BooleanField(label=_("已提供法律援助"), required=False)


class HardshipForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label=_("家属的意见"), choices=[("yes", _("同意转困难帮扶")), ("no", _("不需要"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    consent = forms.BooleanField(label=_("已征得本人或家属同意使用其信息"), required=False)
    member = known_by(help_text=_("登记伤亡职工时已填过的，不用再填。"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("agrees") and not given.get("consent"):
            self.add_error("consent", _("须先征得本人或家属同意。"))
        return given


class VoidForm(forms.Form):
    """作废已结案的事故."""

    because = long(
        label=_("作废的原因"), help_text=_("例如：重复登记、不是生产安全事故。会写进经过和留痕，不会删除事故档案。")
    )


class CondolenceForm(forms.Form):
    amount = money(label=_("慰问金（元）"), min_value=1)
