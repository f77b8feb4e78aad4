"""What inspections and the register of inspectors ask for."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper

from .. import queries
from ..checklist import LINES
from ..choices import Found, Grade, InspectorLevel
from ..protection import Worker
from .fields import EmployerField, UnitCode, UnitPick, any_day, coming_day, long, past_day, short, whole

ANY = [("", _("全部"))]
STATES = [
    ("current", _("在任")),
    ("expiring", _("即将到期")), ("expired", _("已到期")), ("ended", _("已免去")), ("", _("全部")),
]  # fmt: skip


class InspectionForm(forms.Form):
    """Planning."""

    unit = UnitPick(label=_("检查的工会"))
    employer = EmployerField(label=_("被检查单位"))
    site = short(160, label=_("地点"), required=False)
    planned_on = coming_day(label=_("计划日期"))
    purpose = short(300, label=_("检查重点"), required=False)

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]


class Record(forms.Form):
    """检查记录: who, when, every line of the checklist, what the employer said."""

    takes_case = True
    inspected_on = past_day(label=_("检查日期"))
    inspectors = forms.MultipleChoiceField(label=_("检查员（至少两名）"), widget=forms.CheckboxSelectMultiple)
    findings = long(label=_("检查情况"), required=False)
    employer_said = long(label=_("单位意见"), required=False)
    photos = Paper(label=_("照片"), required=False, most=6)

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(queries.inspectors_for(case.unit, timezone.localdate(case.opened_at)))
        names = [
            (str(one.pk), _("%(name)s（%(certificate)s）") % {"name": one.name, "certificate": one.certificate})
            for one in self.rows
        ]
        self.fields["inspectors"].choices = names  # type: ignore[attr-defined]
        self.place = queries.place_of(case.unit, case.employer)
        for line in LINES:
            self.fields[f"found-{line.code}"] = forms.ChoiceField(
                label=line.text, choices=Found.choices, initial=Found.NONE
            )
            self.fields[f"note-{line.code}"] = forms.CharField(label=_("情况和位置"), max_length=300, required=False)
            self.fields[f"grade-{line.code}"] = forms.ChoiceField(
                label=_("隐患等级"), choices=Grade.choices, initial=Grade.GENERAL, required=False
            )

    def lines(self) -> list[dict[str, Any]]:
        """The checklist's rows for the page."""
        return [
            {"group": one.group, "text": one.text, **{k: self[f"{k}-{one.code}"] for k in ("found", "note", "grade")}}
            for one in LINES
        ]

    def heads(self) -> list[Any]:
        """The fields above the checklist."""
        return [self[name] for name in ("inspected_on", "inspectors")]

    def tails(self) -> list[Any]:
        return [self[name] for name in ("findings", "employer_said", "photos")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for line in LINES:
            if given.get(f"found-{line.code}") == Found.BAD and not given.get(f"note-{line.code}"):
                self.add_error(f"note-{line.code}", _("不符合的，请写明情况和位置。"))
        chosen = given.get("inspectors") or []
        least, on = int(queries.number("inspectors-least", place=self.place)), given.get("inspected_on")
        if chosen and len(chosen) < least:
            self.add_error("inspectors", _("至少选两名检查员。"))
        if on and any(not one.appointed_on <= on <= one.expires_on for one in self.rows if str(one.pk) in chosen):
            self.add_error("inspectors", _("所选检查员的证书在检查那天无效。"))
        return given

    def facts(self) -> dict[str, Any]:
        """What goes to the move."""
        given, by_pk = self.cleaned_data, {str(one.pk): one for one in self.rows}
        lines = {
            line.code: {"found": given[f"found-{line.code}"], "note": given[f"note-{line.code}"]} for line in LINES
        }
        return {
            "inspected_on": given["inspected_on"],
            "inspectors": [by_pk[pk] for pk in given["inspectors"]],
            "lines": lines,
            "grades": {line.code: given[f"grade-{line.code}"] or Grade.GENERAL for line in LINES},
            "findings": given["findings"],
            "employer_said": given["employer_said"],
        }


class Signed(forms.Form):
    """签字: the employer's, or that it was refused."""

    signed_on = past_day(label=_("签字日期"))
    signer = short(label=_("单位签字人"), required=False)
    refused = forms.BooleanField(label=_("单位拒绝签字"), required=False)
    witness = short(label=_("见证人"), required=False)
    papers = Paper(label=_("签字的检查记录（照片或扫描件）"), most=4)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("refused") and not given.get("witness"):
            self.add_error("witness", _("拒绝签字的，须写明见证人。"))
        if not given.get("refused") and not given.get("signer"):
            self.add_error("signer", _("请写明单位签字人；拒绝签字的请勾选。"))
        return given


class SpecialForm(forms.Form):
    """女职工、未成年工: one post or line of a shift list, without a name."""

    post = short(label=_("岗位或班次"), help_text=_("不写姓名，例如：二车间夜班。"))
    woman = forms.BooleanField(label=_("女职工"), required=False, initial=True)
    age = whole(label=_("年龄"), required=False, max_value=100)
    months_pregnant = whole(label=_("怀孕月数"), required=False, max_value=10)
    child_months = whole(label=_("最小的孩子多少个月"), required=False, max_value=240)
    night = forms.BooleanField(label=_("排了夜班"), required=False)
    overtime = forms.BooleanField(label=_("安排加班"), required=False)
    underground = forms.BooleanField(label=_("矿山井下"), required=False)
    heaviest_grade = whole(label=_("体力劳动强度（1–4级）"), required=False, max_value=4)
    toxic = forms.BooleanField(label=_("有毒有害作业"), required=False)
    load = forms.DecimalField(label=_("每次负重（公斤）"), required=False, min_value=0, max_value=200)
    loads_an_hour = whole(label=_("每小时几次"), required=False, max_value=600)
    nursing_hours = forms.DecimalField(label=_("每天哺乳时间（小时）"), required=False, min_value=0, max_value=8)
    infants = whole(label=_("哺乳几个婴儿"), required=False, min_value=1, max_value=6, initial=1)
    listed = forms.BooleanField(
        label=_("经期、孕期、哺乳期从事禁忌劳动"), required=False,
        help_text=_("《女职工劳动保护特别规定》附录所列，例如：经期的冷水、低温、高处作业；孕期的有毒、放射、高温、噪声、密闭空间作业。"),
    )  # fmt: skip
    dismissed_or_cut = forms.BooleanField(label=_("因孕产哺乳降薪或者解除合同"), required=False)
    checked = forms.BooleanField(label=_("未成年工已体检"), required=False, initial=True)
    registered = forms.BooleanField(label=_("未成年工已登记"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("months_pregnant") and not given.get("woman"):
            self.add_error("months_pregnant", _("怀孕月数只适用于女职工。"))
        return given

    def worker(self) -> Worker:
        given = {name: value for name, value in self.cleaned_data.items() if name != "post" and value is not None}
        return Worker(**given)


class InspectorForm(forms.Form):
    """任命检查员."""

    unit = UnitCode(label=_("所在工会的编号"), max_length=24, help_text=_("由上一级工会任命。"))
    name = short(label=_("姓名"))
    certificate = short(40, label=_("证书编号"))
    level = forms.ChoiceField(label=_("类别"), choices=InspectorLevel.choices)
    appointed_on = past_day(label=_("任命日期"))
    expires_on = any_day(label=_("有效期至"))
    training_hours = whole(label=_("培训学时"), max_value=10_000)
    industries = short(120, label=_("熟悉的行业"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("appointed_on"), given.get("expires_on")
        if first and last and last <= first:
            self.add_error("expires_on", _("有效期须晚于任命日期。"))
        return given


class RenewForm(forms.Form):
    expires_on = coming_day(label=_("新的有效期至"))
    training_hours = whole(label=_("新增培训学时"), max_value=10_000)


class EndForm(forms.Form):
    because = short(200, label=_("免去的原因"))


class InspectorFilter(forms.Form):
    q = short(label=_("姓名或证书编号"), required=False)
    level = forms.ChoiceField(label=_("类别"), choices=[*ANY, *InspectorLevel.choices], required=False)
    state = forms.ChoiceField(label=_("状态"), choices=STATES, required=False)

    def chosen(self) -> dict[str, str]:
        """Only what was chosen and is valid."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
