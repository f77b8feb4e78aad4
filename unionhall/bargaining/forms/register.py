"""What is typed about agreements of the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import AmountField
from unionhall.orgs.choices import LEVEL_NAMES

from .. import contents
from ..choices import OF_MANY, Afterwards, EndedWhy, Kind
from .fields import AtUnit, Day, EmployerCode, FirmLines, Number, PastDay, Plain, Words


class AgreementFilter(forms.Form):
    """Narrows the register; wrong values narrow nothing."""

    STATES = (
        ("in-force", _("履行中")), ("ending", _("快到期")), ("ending-30", _("30天内到期")),
        ("ending-60", _("60天内到期")), ("ending-90", _("90天内到期")), ("to-report", _("该报告履行情况")),
        ("unpublished", _("没有公布")), ("unfiled", _("没有抄报上级工会")), ("ended", _("已终止")), ("all", _("全部")),
    )  # fmt: skip
    q = forms.CharField(label=_("编号、单位或名称"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部种类")), *Kind.choices])
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)
    level = forms.TypedChoiceField(
        label=_("工会层级"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("全部层级")), *((int(level), name) for level, name in LEVEL_NAMES.items())],
    )

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {"state": "in-force"} | given


class AgreementForm(AtUnit):
    kind = forms.ChoiceField(label=_("合同种类"), choices=Kind.choices)
    employer = EmployerCode(required=False, help_text=_("行业性、区域性合同不填。"))
    area_name = forms.CharField(label=_("行业或区域的名称"), max_length=120, required=False)
    contract_no = forms.CharField(label=_("合同编号"), max_length=60, required=False)
    signed_on = PastDay(_("签字日期"))
    signed_workers = forms.CharField(label=_("职工方首席代表（签字人）"), max_length=60)
    signed_employer = forms.CharField(label=_("用人单位方首席代表（签字人）"), max_length=60)
    term_from = Day(_("期限自"))
    term_to = Day(_("至"))
    in_force_on = PastDay(_("生效日期"))
    workers = Number(_("覆盖职工人数"), required=False, help_text=_("不填就用登记的人数。"))
    firms = FirmLines(required=False)
    chosen = forms.MultipleChoiceField(
        label=_("合同写明的内容"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=list({code: title for rows in contents.CONTENTS.values() for code, title in rows}.items()),
    )  # fmt: skip
    lowest_pay = AmountField(label=_("最低月工资（元）"), required=False, min_value=0, max_digits=12)
    pay_rise = forms.DecimalField(
        label=_("工资增长幅度（%）"), required=False, min_value=0, max_digits=6, decimal_places=2
    )
    text = Words(_("合同正文"), rows=8, most=60_000, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        many = given.get("kind") in OF_MANY
        if many and not given.get("area_name", "").strip():
            self.add_error("area_name", _("请写明是哪个行业或区域。"))
        if many and not given.get("firms") and "firms" not in self.errors:
            self.add_error("firms", _("请列出合同覆盖的企业。"))
        if not many and given.get("employer") is None and "employer" not in self.errors:
            self.add_error("employer", _("请填写用人单位的统一社会信用代码。"))
        first, last = given.get("term_from"), given.get("term_to")
        if first and last and last <= first:
            self.add_error("term_to", _("期限的最后一天要晚于第一天。"))
        return given

    def fields_of(self) -> dict[str, Any]:
        """What `register_agreement` takes."""
        given = dict(self.cleaned_data)
        workers, pay, rise = given.pop("workers"), given.pop("lowest_pay"), given.pop("pay_rise")
        given["terms"] = [(code, n) for code, n in (("lowest-pay", pay), ("raise", rise)) if n is not None]
        if given["kind"] in OF_MANY:
            given["employer"] = None
        else:
            firm = given["employer"]
            given["firms"] = [(firm, firm.headcount if workers is None else workers)]
        return given


class CheckForm(Plain):
    on = PastDay(_("检查日期"))
    group = forms.CharField(label=_("联合检查组成员"), max_length=200)
    findings = Words(_("检查情况"))
    kept = forms.TypedChoiceField(
        label=_("结果"), choices=[("yes", _("履行良好")), ("no", _("有违约"))], widget=forms.RadioSelect,
        coerce=lambda value: value == "yes", empty_value=None,
    )  # fmt: skip
    breaches = Words(_("违约情况"), required=False, help_text=_("有违约时填写，会转劳动法律监督办理。"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kept") is False and not given.get("breaches", "").strip():
            self.add_error("breaches", _("请写明违约情况。"))
        if given.get("kept"):
            given["breaches"] = ""
        return given


class NoteForm(Plain):
    what = forms.ChoiceField(label=_("登记什么"), choices=Afterwards.choices, widget=forms.RadioSelect)
    on = PastDay(_("日期"))


class CoverFilter(forms.Form):
    """Firms under a contract, or those without one."""

    STATES = (("covered", _("有集体合同")), ("uncovered", _("还没有集体合同")))
    q = forms.CharField(label=_("用人单位"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)

    def chosen(self) -> tuple[str, bool]:
        """(words, whether those without a contract are wanted)."""
        self.full_clean()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("state") == "uncovered"


class FirmForm(Plain):
    employer = EmployerCode()
    workers = Number(_("职工人数"))
    since = PastDay(_("自哪天起"))


class ReleaseForm(Plain):
    on = PastDay(_("自哪天起不再覆盖"))
    because = forms.CharField(label=_("原因"), max_length=200)


class EndAgreementForm(Plain):
    on = PastDay(_("终止日期"))
    why = forms.ChoiceField(
        label=_("终止的原因"),
        choices=[(one.value, one.label) for one in EndedWhy if one not in (EndedWhy.EXPIRED, EndedWhy.REPLACED)],
    )
