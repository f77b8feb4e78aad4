"""Heat notices, the allowance, and the cooling campaign."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper
from unionhall.kit.refusal import Refusal
from unionhall.kit.text import whole_number
from unionhall.orgs import queries as orgs

from .. import queries
from ..choices import OfficeLevel, Work
from .fields import AreaField, EmployerField, UnitPick, any_day, coming_day, money, past_day, short, whole

PROVINCE = "33"


class HeatForm(forms.Form):
    """高温作业提醒."""

    unit = UnitPick(label=_("发出的工会"))
    division = forms.TypedChoiceField(label=_("预报的地区"), coerce=orgs.division)
    day = coming_day(label=_("哪一天"))
    highest = forms.DecimalField(
        label=_("预报最高气温（℃）"), min_value=30, max_value=55, max_digits=4, decimal_places=1
    )
    office_level = forms.ChoiceField(label=_("预报单位"), choices=OfficeLevel.choices)
    office = short(80, label=_("预报单位名称"), help_text=_("须为设区的市级以上气象台，例如：杭州市气象台。"))

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        """The day is tomorrow's until another is chosen; a place is the union's own or one directly beneath."""
        own = [one.division for one in places if one.division is not None]
        start = {"day": timezone.localdate() + timedelta(days=1), "office_level": OfficeLevel.CITY}
        start |= {"division": own[0].code} if own else {}
        kwargs["initial"] = start | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]
        near = [*own, *(part for one in own for part in orgs.divisions_under(one.code))]
        self.fields["division"].choices = [(one.code, one.name) for one in near]  # type: ignore[attr-defined]


class HeatSums(forms.Form):
    """高温津贴计算: what kind of work each month of the place's season, and for part months the days."""

    year = forms.TypedChoiceField(label=_("年份"), coerce=int)
    place = AreaField(label=_("工作地"), max_length=60, required=False, help_text=_("不填按浙江省标准。"))
    cooled = forms.BooleanField(label=_("室内工作场所能降到33℃以下"), required=False)
    by_days = forms.BooleanField(
        label=_("不满一个月的，按出勤天数折算"), required=False,
        help_text=_("各地做法不一，本地规定要折算的会自动折算；勾选后请在下面填出勤天数。"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.localdate().year
        self.fields["year"].choices = [(year, year) for year in range(now, now - 4, -1)]  # type: ignore[attr-defined]
        self.season = self._season(now)
        for month in self.season:
            named = {"month": month}
            self.fields[f"month_{month}"] = forms.ChoiceField(
                label=_("%(month)d月") % named, choices=Work.choices, initial=Work.OUTDOOR
            )
            self.fields[f"there_{month}"] = whole(label=_("%(month)d月出勤天数") % named, required=False, max_value=31)
            self.fields[f"due_{month}"] = whole(
                label=_("%(month)d月应出勤天数") % named, required=False, min_value=1, max_value=31
            )

    def _season(self, now: int) -> range:
        """Of the place and year typed; where that place has no rule, the province's, and the sum will say so."""
        year, text = self.data.get("year", ""), self.data.get("place", "")
        try:
            found = self.fields["place"].clean(text)
            return queries.heat_season(place=found.code if found else PROVINCE, year=whole_number(year) or now)
        except (forms.ValidationError, Refusal):
            return queries.heat_season(place=PROVINCE, year=now)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for month in self.season:
            there, due = given.get(f"there_{month}"), given.get(f"due_{month}")
            if there is not None and due is None and f"due_{month}" not in self.errors:
                self.add_error(f"due_{month}", _("填了出勤天数的，请填应出勤天数。"))
            if there is not None and due is not None and there > due:
                self.add_error(f"there_{month}", _("出勤天数不能多于应出勤天数。"))
        return given

    def asked(self) -> list[Any]:
        """What everybody fills in; the days of part months are a part of their own."""
        return [self[name] for name in self.fields if name not in self._of_days()]

    def days(self) -> list[Any]:
        return [self[name] for name in self._of_days()]

    def days_open(self) -> bool:
        """Shown at once where something was typed there, or is wrong."""
        return self.is_bound and any(self[name].errors or self.data.get(name) for name in self._of_days())

    def _of_days(self) -> list[str]:
        return ["by_days", *(f"{name}_{month}" for month in self.season for name in ("there", "due"))]

    def place_code(self) -> str:
        place = self.cleaned_data["place"]
        return str(place.code) if place is not None else PROVINCE

    def months(self) -> dict[int, str]:
        return {month: self.cleaned_data[f"month_{month}"] for month in self.season}

    def attended(self) -> dict[int, tuple[int, int]]:
        """{month: (days there, days due)} of those that were filled in."""
        given = self.cleaned_data
        days = {month: (given[f"there_{month}"], given[f"due_{month}"]) for month in self.season}
        return {month: (there, due) for month, (there, due) in days.items() if there is not None}


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
