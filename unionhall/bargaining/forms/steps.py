"""The small forms of the moves of a round and of a motion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper

from .. import contents, queries
from ..choices import BEFORE_SIGNING, EndedWhy, Satisfaction
from .fields import Day, OfRow, PastDay, Plain, Words


class On(Plain):
    """Only the day it happened."""

    on = PastDay(_("日期"))


class ReplyForm(Plain):
    on = PastDay(_("收到书面答复的日期"))
    meeting_on = Day(_("约定的首次会议日期"))
    meeting_place = forms.CharField(label=_("会议地点"), max_length=120)
    papers = Paper(label=_("答复书"), required=False, most=3)


class SuspendForm(Plain):
    on = PastDay(_("中止日期"))
    consent = forms.BooleanField(label=_("职工方已同意中止"), required=False)


class DraftForm(OfRow):
    on = PastDay(_("草案形成的日期"))
    text = Words(_("合同草案全文"), rows=14, most=60_000)
    term_from = Day(_("合同期限自"))
    term_to = Day(_("至"))
    contents = forms.MultipleChoiceField(label=_("草案写明的内容"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contents"].choices = list(contents.CONTENTS[self.case.kind])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("term_from"), given.get("term_to")
        if first and last and last <= first:
            self.add_error("term_to", _("期限的最后一天要晚于第一天。"))
        return given


class CongressDay(Plain):
    on = Day(_("职工代表大会（职工大会）日期"))


class SignForm(OfRow):
    on = PastDay(_("签字日期"))
    contract_no = forms.CharField(label=_("合同编号"), max_length=60, required=False)
    signed_workers = forms.CharField(label=_("职工方首席代表"), max_length=60)
    signed_employer = forms.CharField(label=_("用人单位方首席代表"), max_length=60)
    papers = Paper(label=_("双方签字盖章的合同"), required=False, most=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side, name in queries.chiefs_of(self.case).items():
            self.fields[f"signed_{side}"].initial = name


class SubmitForm(Plain):
    on = PastDay(_("报送日期"))
    authority = forms.CharField(label=_("报送的人力资源社会保障行政部门"), max_length=120)
    papers = Paper(label=_("报送材料"), required=False, most=9)


class ReceiptForm(Plain):
    on = PastDay(_("行政部门收到的日期"))
    papers = Paper(label=_("签收单"), required=False, most=2)


class OpinionForm(Plain):
    on = PastDay(_("审查意见书日期"))
    opinion_no = forms.CharField(label=_("审查意见书编号"), max_length=60, required=False)
    papers = Paper(label=_("审查意见书"), required=False, most=2)


class MendForm(Plain):
    on = PastDay(_("重新报送日期"))
    text = Words(_("修改后的合同全文"), rows=14, most=60_000)


class PublishForm(Plain):
    on = PastDay(_("公布日期"))
    papers = Paper(label=_("公布现场的照片"), most=6)


class EndForm(Plain):
    on = PastDay(_("终止日期"))
    why = forms.ChoiceField(
        label=_("终止的原因"),
        choices=[(one.value, one.label) for one in (EndedWhy.AGREED, EndedWhy.FIRM_ENDED, EndedWhy.FORCE)],
    )
    papers = Paper(label=_("解除协议、职工代表大会决议等（双方协商解除的必须附上）"), required=False, most=6)


class TroubleForm(Plain):
    on = PastDay(_("提请协调处理的日期"))
    why = forms.ChoiceField(label=_("原因"), choices=[(one.value, one.label) for one in BEFORE_SIGNING])


class DepartmentForm(Plain):
    department = forms.CharField(label=_("承办部门"), max_length=60)


class MotionReply(Plain):
    on = PastDay(_("答复日期"))
    reply = Words(_("答复内容"))


class RateForm(Plain):
    satisfaction = forms.ChoiceField(
        label=_("对答复"),
        choices=[(one.value, one.label) for one in (Satisfaction.SATISFIED, Satisfaction.MOSTLY)],
        widget=forms.RadioSelect,
    )
