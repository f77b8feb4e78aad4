"""Heat notices, the allowance, and the cooling campaign."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper
from unionhall.orgs import queries as orgs

from .. import queries
from ..choices import OfficeLevel, Work
from .fields import EmployerField, UnitPick, any_day, coming_day, money, past_day, short, whole


class AreaField(forms.CharField):
    """A place by its code, or a township by its name; gives the division."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = orgs.division(text)
        if found is not None:
            return found
        named = orgs.places_named(text)
        if len(named) != 1:
            raise ValidationError(_("没有找到这个地区，请填区划代码（例如330110），或乡镇（街道）全名。"))
        return orgs.division(named[0][0])


class HeatForm(forms.Form):
    """高温作业提醒."""

    unit = UnitPick(label=_("发出的工会"))
    division = AreaField(label=_("预报的地区"), max_length=60, help_text=_("区划代码，例如330110；或街道全名。"))
    day = coming_day(label=_("日期"))
    highest = forms.DecimalField(
        label=_("预报最高气温（℃）"), min_value=30, max_value=55, max_digits=4, decimal_places=1
    )
    office_level = forms.ChoiceField(label=_("预报单位"), choices=OfficeLevel.choices)
    office = short(80, label=_("预报单位名称"), help_text=_("须为设区的市级以上气象台，例如：杭州市气象台。"))

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]


class HeatSums(forms.Form):
    """高温津贴计算: what kind of work each month of the season."""

    year = forms.TypedChoiceField(label=_("年份"), coerce=int)
    place = AreaField(label=_("工作地"), max_length=60, required=False, help_text=_("不填按浙江省标准。"))
    cooled = forms.BooleanField(label=_("室内工作场所能降到33℃以下"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.localdate().year
        self.fields["year"].choices = [(year, year) for year in range(now, now - 4, -1)]  # type: ignore[attr-defined]
        for month in queries.heat_season(place="33", year=now):
            self.fields[f"month_{month}"] = forms.ChoiceField(
                label=_("%(month)d月") % {"month": month}, choices=Work.choices, initial=Work.OUTDOOR
            )

    def months(self) -> dict[int, str]:
        return {
            int(name.removeprefix("month_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("month_")
        }


class CoolingForm(forms.Form):
    """送清凉计划."""

    unit = UnitPick(label=_("工会"))
    title = short(120, label=_("计划名称"))
    starts_on = any_day(label=_("开始日期"))
    ends_on = any_day(label=_("结束日期"))
    budget = money(label=_("计划金额（元）"))
    fund = short(80, label=_("资金来源"))
    teams = short(200, label=_("慰问组"), required=False)

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("结束日期不能早于开始日期。"))
        return given


class CoolingVisitForm(forms.Form):
    """慰问点."""

    site = short(120, label=_("慰问点"))
    employer = EmployerField(label=_("用人单位"), required=False)
    on = any_day(label=_("计划日期"))
    leader = short(label=_("带队人"), required=False)
    people = whole(label=_("慰问人数"), min_value=1)
    goods = short(300, label=_("慰问物资"), required=False, help_text=_("名称、数量、单价。"))
    goods_value = money(label=_("物资金额（元）"), initial=0)
    cash = money(label=_("慰问金（元）"), initial=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("goods_value") and not given.get("goods"):
            self.add_error("goods", _("有物资金额的，请写明物资名称和数量。"))
        return given


class SignForm(forms.Form):
    """签收."""

    done_on = past_day(label=_("慰问日期"))
    received_by = short(label=_("签收人"))
    papers = Paper(label=_("签收表或现场照片"), most=6)
