"""Forms of the register of supervisors."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..choices import SupervisorState
from .fields import Day, count


class SupervisorFacts(forms.Form):
    """What may be corrected: name, area and training."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    area = forms.CharField(label=_("监督的区域或行业"), max_length=120, required=False)
    training_hours = count(_("培训学时"), max_value=2000)
    exam_score = count(_("考试成绩"), max_value=100, initial=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["training_hours"].required = True


class RenewForm(forms.Form):
    """A certificate's days."""

    issued_on = Day(label=_("发证日期"), past=True)
    expires_on = Day(label=_("有效期至"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("issued_on"), data.get("expires_on")
        if first and last and last <= first:
            self.add_error("expires_on", gettext("有效期须晚于发证日期。"))
        return data


class ExpertRenewForm(RenewForm):
    """The same for an invited expert, whose contract ends as well."""

    contract_end = Day(label=_("聘期届满"))


class SupervisorForm(RenewForm, SupervisorFacts):
    """A new line of the register."""

    unit = forms.ChoiceField(label=_("所在工会"))
    certificate_no = forms.CharField(label=_("监督员证号"), max_length=40)
    invited = forms.BooleanField(label=_("特邀监督员（专家，按合同聘请）"), required=False)
    contract_end = Day(label=_("聘期届满"), required=False)
    field_order = ("unit", "name", "certificate_no", "issued_on", "expires_on")

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {unit.code: unit for unit in places}
        self.fields["unit"].choices = [(code, str(unit)) for code, unit in self.places.items()]  # type: ignore[attr-defined]

    def clean_unit(self) -> Any:
        return self.places[self.cleaned_data["unit"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("invited") and not data.get("contract_end") and "contract_end" not in self.errors:
            self.add_error("contract_end", gettext("特邀监督员须填写聘期届满日期。"))
        return data


class EndForm(forms.Form):
    because = forms.CharField(label=_("卸任的原因"), max_length=200)


class SupervisorFilter(forms.Form):
    """Filters of the register; a wrong value filters nothing."""

    text = forms.CharField(label=_("姓名或证号"), max_length=60, required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部")), *SupervisorState.choices], required=False)
    ending = forms.BooleanField(label=_("证件快到期"), required=False)

    def chosen(self) -> dict[str, Any]:
        """Only what was chosen and is valid."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
