"""What the moves of a hazard ask for."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper

from ..choices import Decision, Grade, HazardKind, HazardSource
from .fields import AreaField, EmployerField, UnitPick, coming_day, long, money, past_day, past_moment, short, whole

SOURCES = [(one, one.label) for one in (HazardSource.GROUP, HazardSource.AUTHORITY)]


class HazardForm(forms.Form):
    """A hazard entered by a union: found by a group inspector, or handed down by the authority."""

    unit = UnitPick(label=_("承办工会"))
    source = forms.ChoiceField(label=_("来源"), choices=SOURCES)
    employer = EmployerField(label=_("用人单位"), help_text=_("名称或统一社会信用代码。"))
    site = short(120, label=_("厂区、工地或车间"), required=False)
    spot = short(160, label=_("具体位置"))
    kind = forms.ChoiceField(label=_("类别"), choices=HazardKind.choices)
    grade = forms.ChoiceField(label=_("等级"), choices=Grade.choices)
    seen_at = past_moment(label=_("发现时间"))
    found = long(label=_("隐患情况"))
    papers = Paper(label=_("现场照片"), required=False, most=6)

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]


class PosterForm(forms.Form):
    """What the QR code on site fills in."""

    employer = EmployerField(label=_("用人单位"), help_text=_("名称或统一社会信用代码。"))
    spot = short(160, label=_("张贴位置"), required=False)


class OfHazard(forms.Form):
    """A form that knows its hazard."""

    takes_case = True

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        self.case = case
        kwargs.setdefault("initial", {name: getattr(case, name, None) for name in self.base_fields})
        super().__init__(*args, **kwargs)


class Verified(OfHazard):
    """核实: what is really there, in the union's own words."""

    kind = forms.ChoiceField(label=_("类别"), choices=HazardKind.choices)
    grade = forms.ChoiceField(label=_("等级"), choices=Grade.choices)
    spot = short(160, label=_("具体位置"))
    found = long(label=_("核实的事实"), help_text=_("会写进给用人单位的文书，不要写报告人的任何信息。"))
    basis = short(300, label=_("依据"), required=False, help_text=_("违反的法律、标准及条款。"))
    photo = Paper(label=_("核实照片"), required=False, most=6)


class Notice(OfHazard):
    """隐患整改建议书, or for danger to life 紧急撤离建议: only the fields of its grade are asked."""

    measure = long(label=_("建议的整改措施"))
    fix_by = coming_day(label=_("整改期限"))
    people = whole(label=_("处于危险中的人数"), min_value=1)
    delivered_to = short(label=_("向谁提出"), help_text=_("姓名和职务。"))
    delivered_at = past_moment(label=_("提出时间"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unwanted = ("fix_by",) if self.case.is_imminent else ("people", "delivered_to", "delivered_at")
        for name in unwanted:
            del self.fields[name]
        if self.case.is_imminent:
            self.fields["measure"].label = _("撤离和排除险情的建议")
            self.fields["delivered_at"].initial = timezone.localtime()


class FivePlan(OfHazard):
    """五落实: all five for a major hazard, the first and the day for others."""

    employer_said = long(label=_("用人单位的答复"))
    measure = long(label=_("整改措施"))
    responsible = short(label=_("责任人"), required=False)
    money = money(label=_("资金（元）"), required=False)
    fix_by = coming_day(label=_("整改期限"))
    emergency_plan = long(label=_("应急预案"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case.grade == Grade.MAJOR:
            for name in ("responsible", "money", "emergency_plan"):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = _("重大隐患须落实这一项（五落实）。")


class Answered(FivePlan):
    """用人单位答复."""

    papers = Paper(label=_("答复材料"), required=False, most=6)


class Decided(OfHazard):
    """The employer's decision on the evacuation: at what minute."""

    decision = forms.ChoiceField(label=_("用人单位的决定"), choices=Decision.choices, widget=forms.RadioSelect)
    decided_at = past_moment(label=_("决定时间"))
    employer_said = long(label=_("决定内容"), required=False)
    measure = long(label=_("排除险情的措施"), required=False)
    fix_by = coming_day(label=_("险情排除期限"))


class Rechecked(OfHazard):
    """复查合格: not without photos."""

    rechecked_on = past_day(label=_("复查日期"))
    photo = Paper(label=_("复查照片"), most=6, help_text=_("整改后的照片，会给报告人看，不要拍到人脸。"))

    def clean_rechecked_on(self) -> Any:
        on = self.cleaned_data["rechecked_on"]
        if on < timezone.localdate(self.case.opened_at):
            raise forms.ValidationError(_("复查日期不能早于隐患登记的日期。"))
        return on


class NotMended(OfHazard):
    """复查不合格: a new day is set."""

    rechecked_on = past_day(label=_("复查日期"))
    fix_by = coming_day(label=_("新的整改期限"))
    photo = Paper(label=_("复查照片"), required=False, most=6)


class HandedOver(OfHazard):
    """移送监管部门."""

    authority = short(120, label=_("移送哪个部门"), help_text=_("例如：余杭区应急管理局。"))


class PassOn(forms.Form):
    """移交工作地的工会."""

    place = AreaField(
        label=_("实际的工作地"), max_length=60, help_text=_("区划代码，例如330110；或乡镇（街道）全名。"),
        error_messages={"required": _("请填写实际的工作地。")},
    )  # fmt: skip
    because = short(300, label=_("移交的理由"), help_text=_("报告人和接办的工会都会看到。"))


class AuthorityTold(forms.Form):
    """已向监管部门报告: by telephone or in person."""

    authority = short(120, label=_("报告哪个部门"), help_text=_("12350、119、120，或应急管理部门。"))
    told_at = past_moment(label=_("报告时间"))
