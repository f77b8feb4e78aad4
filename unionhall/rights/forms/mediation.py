"""What is asked around a mediation: the application, who mediates, the other side, the agreement, what became of it."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper, ServiceForm

from ..choices import Body, Cause, Confirmation, Ended, PromiseState, causes_by_group
from .fields import EmployerField, OfEmployer, day, money, not_later, township, words

PAYMENTS = 4  # lines of an agreement
EFFECT = _("本协议经双方签名或者盖章、调解员签名并加盖调解组织印章后生效，对双方具有约束力，双方应当履行。")


def _must(label: Any, why: Any) -> forms.BooleanField:
    """A tick that may not be missing, with the reason said when it is."""
    return forms.BooleanField(label=label, error_messages={"required": why})


class Application(OfEmployer, ServiceForm):
    """调解申请 (rights.md §4): applicant, matter, reason, time; oral applications are typed by the desk."""

    private = ("facts", "claim", "amount", "employer_name")
    pages: ClassVar[Any] = (
        (_("您的单位"), ("employer", "place")),
        (_("什么事"), ("cause", "since", "facts")),
        (_("您的请求"), ("claim", "amount", "evidence")),
    )

    employer = EmployerField(label=_("对方单位的名称或统一社会信用代码"), max_length=120)
    place = forms.CharField(label=_("工作地所在的乡镇（街道）"), max_length=60, required=False)
    cause = forms.ChoiceField(label=_("哪一类争议"), choices=causes_by_group)
    since = day(_("从什么时候开始"), required=False)
    facts = words(_("事情经过和理由"), rows=6)
    claim = words(_("您的请求"), rows=3, most=1000, help_text=_("希望对方做什么、付多少钱。"))
    amount = money(_("涉及金额（元）"), required=False)
    evidence = Paper(label=_("照片或材料"), required=False, most=6)

    def clean_place(self) -> str:
        return township(self.cleaned_data["place"])

    def clean_since(self) -> Any:
        return not_later(self.cleaned_data["since"])

    def headline(self) -> Any:
        return Cause(self.cleaned_data["cause"]).label


class Seated(forms.Form):
    """受理: which body mediates, and who sits."""

    label_suffix = ""
    body = forms.ChoiceField(label=_("调解组织类型"), choices=Body.choices)
    body_name = forms.CharField(label=_("调解组织名称"), max_length=80)
    mediators = forms.CharField(label=_("调解员"), max_length=120, help_text=_("几位的，用顿号隔开。"))
    place = forms.CharField(label=_("调解地点"), max_length=160)

    def clean_mediators(self) -> list[str]:
        text = self.cleaned_data["mediators"].replace(",", "、").replace("，", "、")
        names = [name.strip() for name in text.split("、") if name.strip()]
        if not names:
            raise forms.ValidationError(_("请填写至少一位调解员的姓名。"))
        return names


class Answered(forms.Form):
    """The other side agrees to mediate: when, and who speaks for it."""

    label_suffix = ""
    on = day(_("对方答复日期"))
    representative = forms.CharField(label=_("对方代表人"), max_length=60)
    post = forms.CharField(label=_("代表人职务"), max_length=60, required=False)
    phone = forms.CharField(label=_("代表人电话"), max_length=20, required=False)
    address = forms.CharField(label=_("单位地址"), max_length=160, required=False)
    power = forms.ChoiceField(
        label=_("代理权限"),
        choices=[("legal", _("法定代表人")), ("full", _("特别授权")), ("general", _("一般授权"))],
    )

    def clean_on(self) -> date:
        return not_later(self.cleaned_data["on"])  # type: ignore[no-any-return]


class Held(forms.Form):
    """One sitting."""

    label_suffix = ""
    held_at = forms.DateTimeField(
        label=_("调解时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    place = forms.CharField(label=_("地点"), max_length=160)
    applicant_came = forms.BooleanField(label=_("申请人到场"), required=False, initial=True)
    respondent_came = forms.BooleanField(label=_("对方到场"), required=False, initial=True)
    applicant_says = words(_("申请人的意见"), rows=3, most=1000)
    respondent_says = words(_("对方的意见"), rows=3, most=1000)

    def clean_held_at(self) -> Any:
        at = self.cleaned_data["held_at"]
        if at > timezone.now():
            raise forms.ValidationError(_("调解记录在调解之后填写，时间不能晚于现在。"))
        return at


class Extension(forms.Form):
    """延期: only when both sides agree."""

    label_suffix = ""
    until = day(_("延长到"))
    applicant_agrees = _must(_("申请人同意延期"), _("须双方都同意才能延期。"))
    respondent_agrees = _must(_("对方同意延期"), _("须双方都同意才能延期。"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        until = data.get("until")
        if until and until <= timezone.localdate():
            self.add_error("until", _("延长后的日期须在今天之后。"))
        return data


class Agreement(forms.Form):
    """拟协议: sums with day and way, other duties, effect, whether confirmation is wished."""

    label_suffix = ""
    duties = words(
        _("其他义务"), rows=3, most=600, required=False, help_text=_("例如补缴社会保险、出具离职证明；一行一项。")
    )
    duties_due_on = day(_("其他义务的履行期限"), required=False)
    effect = words(_("效力条款"), rows=3, most=600, initial=EFFECT)
    confirmation = forms.ChoiceField(label=_("是否希望确认"), choices=Confirmation.choices, initial=Confirmation.NONE)
    copies = forms.IntegerField(label=_("协议份数"), min_value=2, max_value=20, initial=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = self.fields
        self.fields = type(others)()
        for line in range(1, PAYMENTS + 1):
            facts = {"line": line}
            self.fields[f"what_{line}"] = forms.CharField(
                label=_("第%(line)d笔：什么钱") % facts, max_length=120, required=False
            )
            self.fields[f"amount_{line}"] = money(_("第%(line)d笔：金额（元）") % facts, required=False)
            self.fields[f"due_{line}"] = day(_("第%(line)d笔：付款期限") % facts, required=False)
            self.fields[f"way_{line}"] = forms.CharField(
                label=_("第%(line)d笔：付款方式") % facts, max_length=60, required=False
            )
        self.fields.update(others)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for line in range(1, PAYMENTS + 1):
            self._check_line(data, line)
        if data.get("duties") and not data.get("duties_due_on"):
            self.add_error("duties_due_on", _("请填写其他义务的履行期限。"))
        if not self.errors and not self.payments(data) and not data.get("duties"):
            self.add_error("amount_1", _("请至少填写一笔款项，或者一项其他义务。"))
        data["payments"] = self.payments(data)
        return data

    def _check_line(self, data: dict[str, Any], line: int) -> None:
        amount, due = data.get(f"amount_{line}"), data.get(f"due_{line}")
        if amount is not None and amount <= 0:
            self.add_error(f"amount_{line}", _("金额须大于零。"))
        if amount and not due:
            self.add_error(f"due_{line}", _("请填写这一笔的付款期限。"))
        if (due or data.get(f"what_{line}")) and not amount and f"amount_{line}" not in self.errors:
            self.add_error(f"amount_{line}", _("请填写这一笔的金额。"))

    def payments(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        """Lines with a sum, in order."""
        return [
            {
                "what": data.get(f"what_{line}") or "",
                "amount": Decimal(data[f"amount_{line}"]),
                "due_on": data.get(f"due_{line}"),
                "way": data.get(f"way_{line}") or "",
            }
            for line in range(1, PAYMENTS + 1)
            if data.get(f"amount_{line}")
        ]


class Signed(forms.Form):
    """签署: without both signatures there is no agreement."""

    label_suffix = ""
    signed_on = day(_("签署日期"))
    effect_on = day(_("生效日期"))
    applicant_signed = _must(_("申请人已签名"), _("没有申请人签名，协议不能生效。"))
    respondent_signed = _must(_("对方已签名或盖章"), _("没有对方签名或盖章，协议不能生效。"))
    mediator_signed = _must(_("调解员已签名"), _("没有调解员签名，协议不能生效。"))
    body_sealed = _must(_("已加盖调解组织印章"), _("没有加盖调解组织印章，协议不能生效。"))
    signed_copy = Paper(label=_("签署后的协议（照片或扫描件）"), most=6)

    def clean_signed_on(self) -> date:
        return not_later(self.cleaned_data["signed_on"])  # type: ignore[no-any-return]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        signed, effect = data.get("signed_on"), data.get("effect_on")
        if signed and effect and effect < signed:
            self.add_error("effect_on", _("生效日期不能早于签署日期。"))
        return data


class Failure(forms.Form):
    """调解终止: why it ended without an agreement."""

    label_suffix = ""
    reason = forms.ChoiceField(
        label=_("终止原因"), choices=[(one.value, one.label) for one in (Ended.REFUSED, Ended.FAILED)]
    )


class Performance(forms.Form):
    """履行情况."""

    label_suffix = ""
    state = forms.ChoiceField(
        label=_("履行情况"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (PromiseState.KEPT, PromiseState.PART, PromiseState.UNKEPT)],
    )
    paid = money(_("实际付了多少元"), required=False, help_text=_("全部付清的可以不填。"))
    says = words(_("怎么核实的"), rows=3, most=500)

    def __init__(self, *args: Any, promise: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.promise = promise
        if promise.amount is None:
            del self.fields["paid"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        owed, paid = self.promise.amount, data.get("paid")
        if owed is not None and data.get("state") == PromiseState.PART and not paid:
            self.add_error("paid", _("请填写已经付了多少。"))
        if owed is not None and paid is not None and paid > owed:
            self.add_error("paid", _("不能多于协议约定的金额。"))
        return data
