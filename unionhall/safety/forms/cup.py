"""The Ankang Cup: entering, scoring, taking an award back."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import queries
from ..choices import Award, CupSheet, Veto
from .fields import EmployerField, UnitPick, short, whole

LEVELS = [(3, _("县（市、区）级")), (2, _("市级")), (1, _("省级")), (0, _("全国"))]


class CupForm(forms.Form):
    """报名."""

    unit = UnitPick(label=_("参赛的工会"))
    employer = EmployerField(
        label=_("参赛单位"), required=False, help_text=_("名称或统一社会信用代码；参评优胜单位、优胜班组的须填写。")
    )
    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    award = forms.ChoiceField(label=_("奖项"), choices=Award.choices)
    name = short(120, label=_("单位、班组或个人名称"))
    wanted_level = forms.TypedChoiceField(label=_("评选到哪一级"), choices=LEVELS, coerce=int)
    sheet = forms.ChoiceField(label=_("评分表"), choices=CupSheet.choices)
    staff = whole(label=_("职工人数"))
    teams = whole(label=_("参赛班组数"))
    contact = short(label=_("联系人"), required=False)

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]
        now = timezone.localdate().year
        self.fields["year"].choices = [(year, year) for year in (now, now - 1)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        of_a_firm = given.get("award") in (Award.UNIT, Award.TEAM)
        if of_a_firm and not given.get("employer") and "employer" not in self.errors:
            self.add_error("employer", _("参评优胜单位、优胜班组的，请填写参赛单位。"))
        return given


class Scored(forms.Form):
    """评分: one field an item of the dated sheet, none over its full points."""

    takes_case = True
    vetoes = forms.MultipleChoiceField(
        label=_("一票否决情形"), choices=Veto.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("没有的不勾选；系统里有死亡事故记录的已替您勾选。"),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = queries.cup_sheet(case)
        known = case.checked_scores or case.scores
        self.fields["vetoes"].initial = case.vetoes or queries.cup_vetoes(case)
        for item, most in self.items.items():
            named = {"item": queries.TITLES.get(item, item), "most": f"{most.normalize():f}"}
            self.fields[f"item-{item}"] = forms.DecimalField(
                label=_("%(item)s（满分%(most)s）") % named,
                min_value=0, max_value=most, max_digits=5, decimal_places=1, initial=known.get(item),
            )  # fmt: skip
        self.order_fields([*(f"item-{item}" for item in self.items), "vetoes"])

    def clean(self) -> dict[str, Any]:
        """The points as one fact, for the move."""
        given = super().clean() or self.cleaned_data
        scores = {item: given.pop(f"item-{item}", None) for item in self.items}
        given["scores"] = {item: value for item, value in scores.items() if isinstance(value, Decimal)}
        return given


class TakeBack(forms.Form):
    because = short(300, label=_("撤销的原因"))
