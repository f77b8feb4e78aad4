"""Forms of early warning: a number with its source and period, what was done, what the employer says."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.rules import queries as rules

from .. import queries
from ..choices import WAYS, Act, Colour, Incident, Indicator, InputSource
from ..queries.params import NATION
from .fields import Day, EmployerField, count, number

NEEDS_VALUE = (Indicator.ARREARS, Indicator.INSURANCE, Indicator.COMPLAINANTS)
OWN_SOURCES = [one for one in InputSource.choices if one[0] != InputSource.HAZARDS]


class InputForm(forms.Form):
    """One number about one employer."""

    employer = EmployerField(label=_("用人单位（信用代码或全称）"), max_length=120)
    indicator = forms.ChoiceField(label=_("指标"), choices=Indicator.choices)
    source = forms.ChoiceField(label=_("来源"), choices=OWN_SOURCES)
    period_from = Day(label=_("统计期起"), past=True)
    period_to = Day(label=_("统计期止"), past=True)
    value = number(_("数值（月数或人数）"), max_digits=6, required=False, help_text=_("欠薪、社保填月数，投诉填人数。"))
    people = count(_("人数（超时加班、拟裁减或反映的人数）"), required=False, initial=None)
    workers = count(_("调查总人数或职工总数"), required=False, initial=None)
    reported = forms.BooleanField(label=_("裁员已按规定报告"), required=False, initial=True)
    incident = forms.ChoiceField(
        label=_("事故和隐患"), choices=[("", _("（指标为事故和隐患时选择）")), *Incident.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = rules.rule("supervision.overtime-hours", place=NATION)
        words = gettext("超时加班的，填每月加班超过%(hours)s的人数（%(law)s）。")
        self.fields["people"].help_text = words % {"hours": row.text, "law": row.law}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        indicator = data.get("indicator")
        if indicator in NEEDS_VALUE and data.get("value") is None and "value" not in self.errors:
            self.add_error("value", gettext("请填写数值。"))
        if indicator in (Indicator.OVERTIME, Indicator.LAYOFFS) and data.get("people") is None:
            self.add_error("people", gettext("请填写人数。"))
        if indicator == Indicator.OVERTIME and not data.get("workers"):
            self.add_error("workers", gettext("请填写调查总人数。"))
        if data.get("people") is not None and data.get("workers") and data["people"] > data["workers"]:
            self.add_error("people", gettext("人数不能多于总人数。"))
        if indicator == Indicator.SAFETY and not data.get("incident"):
            self.add_error("incident", gettext("请选择事故或隐患的情况。"))
        first, last = data.get("period_from"), data.get("period_to")
        if first and last and first > last:
            self.add_error("period_to", gettext("统计期止不能早于统计期起。"))
        return data


class DropForm(forms.Form):
    because = forms.CharField(label=_("撤下的理由"), max_length=200, help_text=_("例如：数据有误；用人单位异议成立。"))


class ActForm(forms.Form):
    """What was done within the duty's time, as the colour asks."""

    takes_case = True

    how = forms.ChoiceField(label=_("处置方式"), choices=Act.choices)
    on = Day(label=_("处置日期"), past=True)

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [(one.value, one.label) for one in WAYS[Colour(case.level)]]  # type: ignore[attr-defined]


class ContestForm(forms.Form):
    """What the employer objects."""

    on = Day(label=_("提出日期"), past=True)


class AdmitForm(forms.Form):
    """Which data were wrong; counts of the house's own cases change with the cases, not here."""

    rows = forms.MultipleChoiceField(
        label=_("撤下哪些信息"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择要撤下的信息；没有可撤下的，请选“异议不成立”并说明理由。")},
        help_text=_("系统从诉求统计的人数随诉求变化，不在这里撤下。"),
    )

    takes_case = True

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in queries.inputs_of(case.employer) if not one.derived}
        self.fields["rows"].choices = [  # type: ignore[attr-defined]
            (pk, f"{one.get_indicator_display()} · {queries.value_in_words(one)} · {one.get_source_display()}")  # type: ignore[attr-defined]
            for pk, one in self.offered.items()
        ]

    def clean_rows(self) -> list[Any]:
        return [self.offered[pk] for pk in self.cleaned_data["rows"]]


class StandingFilter(forms.Form):
    """Filters of the list of employers; a wrong value filters nothing."""

    level = forms.TypedChoiceField(
        label=_("颜色"), choices=[("", _("全部")), *Colour.choices], coerce=int, required=False, empty_value=None
    )

    def chosen(self) -> dict[str, Any]:
        """Only what was chosen and is valid."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value is not None}
