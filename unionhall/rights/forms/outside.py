"""What is asked about a step at the commission or the court."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper

from ..choices import HEARINGS, OfficeStep
from .fields import day, not_later, words


def _steps() -> list[tuple[Any, list[tuple[str, Any]]]]:
    at = {name: [(one.value, one.label) for one in OfficeStep if one.at_court is name] for name in (False, True)}
    return [(_("劳动人事争议仲裁"), at[False]), (_("法院"), at[True])]


class OutsideForm(forms.Form):
    """登记一步: which, when, where, the number of the paper, and the paper itself."""

    label_suffix = ""
    step = forms.ChoiceField(label=_("办到哪一步"), choices=_steps)
    on = day(_("日期"), help_text=_("收到文书的，填收到的那一天；开庭可以填以后的日期。"))
    office = forms.CharField(label=_("哪个机构"), max_length=80, help_text=_("例如：某区劳动人事争议仲裁委员会。"))
    paper_number = forms.CharField(label=_("文书编号"), max_length=60, required=False)
    says = words(_("需要记下的情况"), rows=3, most=1000, required=False, help_text=_("来件人看不到这一栏。"))
    paper = Paper(label=_("文书（照片或扫描件）"), most=6, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        on: date | None = data.get("on")
        if data.get("step") not in HEARINGS:
            try:
                not_later(on)
            except forms.ValidationError as later:
                self.add_error("on", later)
        return data


class StrikeForm(forms.Form):
    label_suffix = ""
    because = words(_("哪里登记错了"), rows=2, most=200)
