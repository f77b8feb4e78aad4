"""What the moves of a letter ask: signing, receipt, reply, recheck, the authority's part."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.documents import queries as documents
from unionhall.documents.choices import Agreement, DeliveryWay
from unionhall.kit.forms import Paper

from .. import queries
from ..choices import ActionTaken, MeasureState, Post, Reason
from .fields import Day, count, words, yuan

PROMISES = 3


class SignForm(forms.Form):
    post = forms.ChoiceField(label=_("签发人职务"), choices=Post.choices, widget=forms.RadioSelect)


class ReasonForm(forms.Form):
    because = words(_("理由"), most=300, rows=3)


class NotBefore(forms.Form):
    """A day that may not come before another day of the same letter."""

    begins = ""  # that day's column
    too_early: Any = ""

    takes_case = True

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        first = getattr(self.case, self.begins)
        if first and on < first:
            raise forms.ValidationError(self.too_early)
        return on


class ServeForm(NotBefore):
    """送达回证."""

    begins, too_early = "signed_on", _("送达日期不能早于签发日期。")

    way = forms.ChoiceField(label=_("送达方式"), choices=DeliveryWay.choices)
    on = Day(label=_("送达日期"), past=True)
    place = forms.CharField(label=_("送达地点"), max_length=120)
    receiver = forms.CharField(label=_("收件人"), max_length=60)
    witness = forms.CharField(label=_("见证人（留置送达的必填）"), max_length=60, required=False)
    receipt = Paper(label=_("送达回证照片"), help_text=_("送达回证、邮寄单或现场照片。没有它，不能登记送达。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paper = documents.document_at(self.case.desk_id, self.case.document_id or 0)
        if "way" in self.fields and paper is not None and not documents.asks_proof(paper, DeliveryWay.ELECTRONIC):
            self.fields["receipt"].required = False
            self.fields["receipt"].help_text = _("对方已打开链接，选电子送达的可以不传；其他方式必须上传。")

    def clean(self) -> dict[str, Any]:
        """The photo goes with the delivery, as its proof."""
        data = super().clean() or {}
        if data.get("way") == DeliveryWay.LEFT and not data.get("witness"):
            self.add_error("witness", gettext("留置送达的，请填写见证人。"))
        return data | {"proof": data.pop("receipt", None)}


class RefusedForm(ServeForm):
    """The employer would not take it: a witness, and it is left there."""

    way = None  # type: ignore[assignment]
    receiver = forms.CharField(label=_("拒收人"), max_length=60)
    witness = forms.CharField(label=_("见证人"), max_length=60)
    receipt = Paper(label=_("留置现场照片"), help_text=_("拍下函件留在现场的样子。没有照片，不能登记。"))


class PromiseForm(forms.Form):
    """What the employer promises: each measure with its day and who answers for it."""

    promise1 = forms.CharField(label=_("承诺措施 1"), max_length=200, required=False)
    promise1_on = Day(label=_("承诺措施 1 的期限"), required=False)
    promise1_by = forms.CharField(label=_("承诺措施 1 的责任人"), max_length=60, required=False)
    promise2 = forms.CharField(label=_("承诺措施 2"), max_length=200, required=False)
    promise2_on = Day(label=_("承诺措施 2 的期限"), required=False)
    promise2_by = forms.CharField(label=_("承诺措施 2 的责任人"), max_length=60, required=False)
    promise3 = forms.CharField(label=_("承诺措施 3"), max_length=200, required=False)
    promise3_on = Day(label=_("承诺措施 3 的期限"), required=False)
    promise3_by = forms.CharField(label=_("承诺措施 3 的责任人"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """The promises as one fact; their separate fields go."""
        data = super().clean() or {}
        promises = []
        for number in range(1, PROMISES + 1):
            name = f"promise{number}"
            text, due, person = (data.pop(key, None) for key in (name, f"{name}_on", f"{name}_by"))
            if text and due is None and f"{name}_on" not in self.errors:
                self.add_error(f"{name}_on", gettext("请填写这一项的期限。"))
            elif text and due is not None:
                promises.append((text, due, person or ""))
            elif due and not text:
                self.add_error(name, gettext("请填写这一项的内容。"))
        return data | {"promises": promises}


class ReplyForm(PromiseForm, NotBefore):
    """The employer's reply, with what it promises."""

    begins, too_early = "received_on", _("答复日期不能早于送达日期。")

    on = Day(label=_("收到答复的日期"), past=True)
    agrees = forms.ChoiceField(label=_("是否同意"), choices=Agreement.choices)
    reply = words(_("答复内容"), help_text=_("不同意的，写明事实和理由。"))
    signer = forms.CharField(label=_("答复人"), max_length=60)
    evidence = Paper(label=_("答复原件和证据"), required=False, most=6)
    field_order = ("on", "agrees", "reply", "signer", "evidence")


class RecheckForm(forms.Form):
    """Each measure: done, partly done, not done."""

    on = Day(label=_("复查日期"), past=True)
    place = forms.CharField(label=_("复查地点"), max_length=120)
    team = forms.CharField(label=_("参加的监督员"), max_length=120, help_text=_("姓名和证件号。"))
    employer_signed = forms.BooleanField(label=_("用人单位已在复查记录上签字"), required=False)
    note = words(_("复查情况"), required=False)
    photos = Paper(label=_("现场照片"), required=False, most=6)

    takes_case = True

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measures = [one for one in queries.measures_of(case) if one.state == MeasureState.PROMISED]
        choices = [c for c in MeasureState.choices if c[0] != MeasureState.PROMISED]
        for one in self.measures:
            self.fields[f"measure_{one.pk}"] = forms.ChoiceField(
                label=one.text, choices=choices, widget=forms.RadioSelect
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        verdicts = {one.pk: data.pop(f"measure_{one.pk}", MeasureState.PROMISED) for one in self.measures}
        return data | {"verdicts": verdicts}


class RecommendForm(forms.Form):
    """建议书 to the authority of the same level."""

    reason = forms.ChoiceField(label=_("提请的理由"))
    authority = forms.CharField(
        label=_("提请的部门"), max_length=120, help_text=_("例如：余杭区人力资源和社会保障局。")
    )
    summary = words(_("监督经过"))
    suggested = words(_("建议采取的措施"), most=500, rows=2)

    takes_case = True

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = queries.why_recommend(case)
        self.fields["reason"].choices = [(one.value, one.label) for one in allowed]  # type: ignore[attr-defined]
        if not allowed:
            self.fields["reason"].choices = Reason.choices  # type: ignore[attr-defined]


class TakenForm(NotBefore):
    """The authority took the recommendation up."""

    begins, too_early = "received_on", _("受理日期不能早于送达日期。")

    on = Day(label=_("受理日期"), past=True)
    case_no = forms.CharField(label=_("部门案号"), max_length=60, required=False)


class FeedbackForm(NotBefore):
    """What the authority answered."""

    begins, too_early = "received_on", _("反馈日期不能早于送达日期。")

    on = Day(label=_("反馈日期"), past=True)
    accepted = forms.TypedChoiceField(
        label=_("是否受理"), choices=[("yes", _("已受理")), ("no", _("未受理"))], coerce=lambda value: value == "yes"
    )
    case_no = forms.CharField(label=_("部门案号"), max_length=60, required=False)
    action = forms.ChoiceField(label=_("处理结果"), choices=ActionTaken.choices)
    recovered = yuan(_("追回金额"))
    people = count(_("受益职工人数"))
