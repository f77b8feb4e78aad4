"""What is asked around legal aid: the application, the lawyer, how it goes on, how it ended."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper, ServiceForm

from .. import queries
from ..choices import AidGroup, AidKind, AidResult, AidStage, Cause, CauseGroup, causes_by_group
from .fields import EmployerField, OfEmployer, day, money, township, words


class AidApplication(OfEmployer, ServiceForm):
    """法律援助申请 (rights.md §5)."""

    private = ("facts", "claim", "amount", "income", "employer_name")
    pages: ClassVar[Any] = (
        (_("申请什么援助"), ("kind", "group", "income", "promise")),
        (_("对方单位"), ("employer", "place")),
        (_("什么事"), ("cause", "stage", "deadline", "at_once", "facts", "claim", "amount", "evidence")),
    )

    kind = forms.ChoiceField(label=_("申请哪一种"), choices=AidKind.choices, initial=AidKind.UNION)
    group = forms.ChoiceField(label=_("您属于"), choices=AidGroup.choices, initial=AidGroup.WORKER)
    income = money(
        _("家庭人均月收入（元）"), required=False, help_text=_("申请政府法律援助、又不属于免予核查情形的才填。")
    )
    promise = forms.BooleanField(label=_("我承诺所填情况真实，愿意承担不实的后果（经济困难说明承诺书）"))
    employer = EmployerField(label=_("对方单位的名称或统一社会信用代码"), max_length=120)
    place = forms.CharField(label=_("办理机关所在的乡镇（街道）"), max_length=60, required=False)
    cause = forms.ChoiceField(label=_("哪一类争议"), choices=causes_by_group)
    stage = forms.ChoiceField(label=_("到了哪一步"), choices=AidStage.choices)
    deadline = day(_("最近的期限"), required=False, help_text=_("时效、举证、上诉等期限快到的，可以先援助、后补材料。"))
    at_once = forms.BooleanField(label=_("需要马上申请财产保全或者先予执行"), required=False)
    facts = words(_("事情经过和理由"), rows=6)
    claim = words(_("您的请求"), rows=3, most=1000)
    amount = money(_("涉及金额（元）"), required=False)
    evidence = Paper(label=_("照片或材料"), required=False, most=6)

    def clean_place(self) -> str:
        return township(self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked = all(data.get(name) for name in ("kind", "group", "cause"))
        missing = asked and data.get("income") is None and "income" not in self.errors
        if (
            missing
            and not queries.is_urgent(data)
            and not queries.no_means_check(data["kind"], data["group"], data["cause"])
        ):
            self.add_error("income", _("请填写家庭人均月收入，用来核对经济困难标准。"))
        return data

    def headline(self) -> Any:
        return Cause(self.cleaned_data["cause"]).label


class Appointed(forms.Form):
    """指派: one of the lawyers with room, the best fitted first."""

    label_suffix = ""
    wants_case = True
    lawyer = forms.TypedChoiceField(label=_("指派律师"), coerce=int)

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = queries.lawyers_for(case.unit, str(case.answers.get("cause") or ""))
        self.fields["lawyer"].choices = [(one.pk, _line(one)) for one in found]  # type: ignore[attr-defined]
        self.lawyers = {one.pk: one for one in found}
        if not found:
            self.fields["lawyer"].help_text = _("名册里没有能接的律师：请先在“援助律师”里登记，或等在办的办结。")

    def clean_lawyer(self) -> Any:
        return self.lawyers[self.cleaned_data["lawyer"]]


class Progress(forms.Form):
    """办理进展."""

    label_suffix = ""
    stage = forms.ChoiceField(label=_("到了哪一步"), choices=AidStage.choices)


class Finished(forms.Form):
    """结案."""

    label_suffix = ""
    result = forms.ChoiceField(label=_("结果"), choices=AidResult.choices)
    recovered = money(_("为职工挽回多少元"), required=False)
    subsidy = money(_("支付律师补贴多少元"), required=False, help_text=_("填写后生成一笔待审批的应付款。"))
    archive_no = forms.CharField(label=_("案卷编号"), max_length=40, required=False)


class LawyerForm(forms.Form):
    """A line of the roster."""

    label_suffix = ""
    name = forms.CharField(label=_("姓名"), max_length=60)
    firm = forms.CharField(label=_("律师事务所"), max_length=120)
    certificate = forms.RegexField(
        r"^\d{17}$", label=_("执业证号"), error_messages={"invalid": _("执业证号是17位数字。")}
    )
    certified_until = day(_("执业证（年度考核）有效至"))
    fields_of_work = forms.MultipleChoiceField(
        label=_("擅长"), choices=CauseGroup.choices, widget=forms.CheckboxSelectMultiple
    )
    phone = forms.CharField(label=_("电话"), max_length=20, required=False)
    most = forms.IntegerField(label=_("最多同时办几件"), min_value=1, max_value=100, initial=5)
    active = forms.BooleanField(label=_("在册"), required=False, initial=True)


def _line(one: Any) -> str:
    facts = {"name": one.name, "firm": one.firm, "load": one.load, "most": one.most, "unit": one.unit}
    return _("%(name)s · %(firm)s · 在办%(load)d件，最多%(most)d件 · %(unit)s") % facts
