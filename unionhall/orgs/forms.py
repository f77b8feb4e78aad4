"""What people type about units, employers and changes of the tree. Forms check shapes; actions check rules."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionhall.kit.access import Level
from unionhall.kit.forms import checked
from unionhall.kit.identity import check_credit_code

from . import queries
from .choices import (
    LEVEL_NAMES,
    ChangeKind,
    CoverMode,
    EndReason,
    Industry,
    OwnershipKind,
    UnionForm,
    UnionKind,
    UnitState,
)
from .rules import rules

ANY = [("", _("全部"))]
LEVELS = [(int(level), name) for level, name in LEVEL_NAMES.items()]
COVERED = [*ANY, ("yes", _("已覆盖")), ("no", _("未覆盖")), ("counted", _("职工数计在本会及下级工会"))]

DUE = [*ANY, ("term", _("即将或已经届满")), ("certificate", _("法人证书即将到期或待变更登记"))]


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class UnitFilter(forms.Form):
    """Filters of the list of units; a wrong value filters nothing."""

    q = forms.CharField(label=_("名称或编号"), required=False, max_length=60)
    level = forms.TypedChoiceField(label=_("层级"), required=False, choices=[*ANY, *LEVELS], coerce=int)
    kind = forms.ChoiceField(label=_("组织类型"), required=False, choices=[*ANY, *UnionKind.choices])
    industry = forms.ChoiceField(label=_("行业"), required=False, choices=[*ANY, *Industry.choices])
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[*ANY, *UnitState.choices])
    due = forms.ChoiceField(label=_("要办的事"), required=False, choices=DUE)

    def chosen(self) -> dict[str, Any]:
        """Only what was chosen and is valid."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class EmployerFilter(UnitFilter):
    level = None  # type: ignore[assignment]
    kind = None  # type: ignore[assignment]
    state = None  # type: ignore[assignment]
    due = None  # type: ignore[assignment]
    ownership = forms.ChoiceField(label=_("单位类别"), required=False, choices=[*ANY, *OwnershipKind.choices])
    covered = forms.ChoiceField(label=_("工会覆盖"), required=False, choices=COVERED)


class PlaceField(forms.CharField):
    """A township in words or by code; gives the division."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, **kwargs})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = queries.places_named(text)
        if len(found) == 1:
            return queries.division(found[0][0])
        if not found:
            raise ValidationError(_("没有找到这个乡镇（街道），请写全，例如：余杭区五常街道。"))
        some = _("、").join(name for _code, name in found[:3])
        raise ValidationError(_("有几个同名的地方，请写全，例如：%(some)s。") % {"some": some})


class UnitField(forms.CharField):
    """A unit by its number; gives the unit, whoever may see it: the action asks for rights."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 24, **kwargs})

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        if not code:
            return None
        unit = queries.unit_by_code(code.strip())
        if unit is None:
            raise ValidationError(_("没有编号为“%(code)s”的工会，请核对。") % {"code": code})
        return unit


class UnitForm(forms.Form):
    """Facts of a unit that may be corrected."""

    name = forms.CharField(label=_("名称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    form = forms.ChoiceField(label=_("组织形式"), choices=UnionForm.choices)
    industry = forms.ChoiceField(label=_("行业"), choices=[("", _("不限")), *Industry.choices], required=False)
    credit_code = forms.CharField(label=_("工会统一社会信用代码"), max_length=24, required=False)
    term_start = _day(label=_("本届任期开始"), required=False)
    term_end = _day(label=_("本届任期届满"), required=False)
    takes_members = forms.BooleanField(label=_("职工可以直接加入"), required=False)
    contact = forms.CharField(label=_("联系人"), max_length=60, required=False)
    phone = forms.CharField(label=_("办公电话（对职工公开）"), max_length=20, required=False)
    address = forms.CharField(label=_("地址（对职工公开）"), max_length=160, required=False)
    opening_hours = forms.CharField(label=_("开放时间"), max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class TermForm(forms.Form):
    """A new committee, elected and approved."""

    term_start = _day(label=_("本届任期开始"))
    term_end = _day(label=_("本届任期届满"))
    approval_no = forms.CharField(label=_("换届批复文号"), max_length=60)
    new_chair = forms.BooleanField(label=_("主席（法定代表人）有变动"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("有法人资格的，须在 %(days)d 日内办理变更登记。")
        self.fields["new_chair"].help_text = words % {"days": rules().change_days}


class ExtendForm(forms.Form):
    """A late re-election, agreed by the level above."""

    until = _day(label=_("延期到哪一天"))
    approval_no = forms.CharField(label=_("同意延期的批复文号"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("一届只能延期一次，最长 %(months)d 个月。")
        self.fields["until"].help_text = words % {"months": rules().extension_months}


class CertificateForm(forms.Form):
    """The certificate of a legal person as it was issued, renewed or changed."""

    credit_code = forms.CharField(
        label=_("工会的统一社会信用代码"), max_length=24, help_text=_("法人资格证书上的 18 位代码，以 81 开头。")
    )
    valid_from = _day(label=_("发证（换证）日期"))
    valid_until = _day(label=_("有效期至"), help_text=_("不超过本届任期。"))

    def clean_credit_code(self) -> str:
        return checked(check_credit_code, self.cleaned_data["credit_code"]).number


class GuideForm(forms.Form):
    """The industry union that guides a unit's work, beside its organisation parent."""

    parent = UnitField(label=_("产业指导工会的编号"), required=False, help_text=_("不填表示没有产业指导工会。"))


class FoundForm(forms.Form):
    """A unit entered directly by the union above, for bodies founded on paper."""

    name = forms.CharField(label=_("工会名称"), max_length=120)
    kind = forms.ChoiceField(label=_("组织类型"), choices=UnionKind.choices, initial=UnionKind.SINGLE)
    form = forms.ChoiceField(label=_("组织形式"), choices=UnionForm.choices, initial=UnionForm.COMMITTEE)
    level = forms.TypedChoiceField(label=_("层级"), choices=LEVELS, coerce=int, initial=int(Level.GRASSROOTS))
    division = PlaceField(label=_("所在乡镇（街道）"), required=False, help_text=_("例如：余杭区五常街道"))
    industry = forms.ChoiceField(label=_("行业"), choices=[("", _("不限")), *Industry.choices], required=False)
    approval_no = forms.CharField(label=_("批复文号"), max_length=60)
    founded_on = _day(label=_("成立日期"))
    employer = forms.CharField(
        label=_("覆盖的用人单位"), required=False, max_length=24, help_text=_("统一社会信用代码；须已登记。")
    )

    def clean_employer(self) -> Any:
        code = self.cleaned_data["employer"]
        if not code:
            return None
        employer = queries.employer_by_code(code)
        if employer is None:
            raise ValidationError(_("该用人单位还没有登记，请先登记用人单位。"))
        return employer


class ChangeForm(forms.Form):
    """What is to be done with a unit; leads to a dry run."""

    kind = forms.ChoiceField(label=_("要办什么"), choices=ChangeKind.choices, widget=forms.RadioSelect)
    target = UnitField(
        label=_("接收工会的编号"), required=False,
        help_text=_("划转填新的上级工会，合并填并入的工会；撤销时不填则由上一级工会接收。"),
    )  # fmt: skip
    end_reason = forms.ChoiceField(
        label=_("撤销的原因"), required=False,
        choices=[("", _("（撤销时选择）")), *(c for c in EndReason.choices if c[0] != EndReason.MERGED)],
    )  # fmt: skip
    approval_no = forms.CharField(label=_("批复文号"), max_length=60)
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ConfirmForm(forms.Form):
    """The typed word without which nothing is carried out."""

    approval_no = forms.CharField(label=_("请再次填写批复文号以确认"), max_length=60)

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        self.expected = expected
        super().__init__(*args, **kwargs)

    def clean_approval_no(self) -> str:
        given = self.cleaned_data["approval_no"].strip()
        if given != self.expected:
            raise ValidationError(_("与预演时填写的批复文号不一致，请核对。"))
        return given


class EmployerForm(forms.Form):
    """Facts of an employer."""

    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=24)
    name = forms.CharField(label=_("名称"), max_length=120)
    ownership = forms.ChoiceField(label=_("单位类别"), choices=OwnershipKind.choices)
    industry = forms.ChoiceField(label=_("行业门类"), choices=Industry.choices)
    industry_code = forms.CharField(
        label=_("行业代码"), max_length=5, required=False, help_text=_("GB/T 4754 小类，例如 G5910")
    )
    division = PlaceField(label=_("工作地点所在乡镇（街道）"), help_text=_("例如：余杭区五常街道"))
    address = forms.CharField(label=_("详细地址"), max_length=160, required=False)
    headcount = forms.IntegerField(label=_("职工总数"), min_value=0, max_value=2_000_000)
    women = forms.IntegerField(label=_("其中女职工"), min_value=0, initial=0)
    migrant = forms.IntegerField(label=_("其中农民工"), min_value=0, initial=0)
    dispatched = forms.IntegerField(label=_("其中劳务派遣"), min_value=0, initial=0)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def clean_credit_code(self) -> str:
        return checked(check_credit_code, self.cleaned_data["credit_code"]).number


class CoverForm(forms.Form):
    union = UnitField(label=_("工会编号"))
    mode = forms.ChoiceField(label=_("覆盖方式"), choices=CoverMode.choices)


class ReasonForm(forms.Form):
    because = forms.CharField(label=_("理由"), max_length=200)
