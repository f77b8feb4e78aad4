"""What is asked about a step at the commission, a court or the inspectorate."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import Paper

from ..choices import HEARINGS, PAPERS, Office, OfficeStep
from .fields import day, not_later, words


def _steps() -> list[tuple[Any, list[tuple[str, Any]]]]:
    return [(at.label, [(one.value, one.label) for one in OfficeStep if one.made_at is at]) for at in Office]


class OutsideForm(forms.Form):
    """登记一步: which, when, where, the number of the paper, and the paper itself."""

    label_suffix = ""
    step = forms.ChoiceField(label=_("办到哪一步"), choices=_steps)
    on = day(_("日期"), help_text=_("收到文书的，填收到的那一天；开庭可以填以后的日期。"))
    office = forms.CharField(label=_("哪个机构"), max_length=80, help_text=_("例如：某区劳动人事争议仲裁委员会。"))
    perform_by = day(
        _("对方最晚哪天履行"),
        required=False,
        help_text=_(
            "收到裁决书、调解书、判决书、确认文书时填：文书写的履行期限最后一天，分期的填最后一期，没有写期限的填文书生效那天。"
        ),
    )
    nothing_due = forms.BooleanField(label=_("这份文书没有要对方履行的内容"), required=False)
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
        if data.get("step") in PAPERS:
            agreed_before = data["step"] in (OfficeStep.CONFIRMED, OfficeStep.COURT_CONFIRMED)
            begins = None if agreed_before else on  # an agreement may have been due before it was confirmed
            self._check_performance(begins, data.get("perform_by"), bool(data.get("nothing_due")))
        return data

    def _check_performance(self, on: date | None, by: date | None, nothing: bool) -> None:
        if "perform_by" in self.errors:
            return
        if by is None and not nothing:
            self.add_error("perform_by", _("请填对方最晚哪天履行；文书没有要对方履行的，勾选下面一项。"))
        elif by is not None and nothing:
            self.add_error("nothing_due", _("已经填了履行的日期，这一项就不要勾选。"))
        elif by is not None and on is not None and by < on:
            self.add_error("perform_by", _("履行的日期不会早于收到文书的那天，请核对。"))


class StrikeForm(forms.Form):
    label_suffix = ""
    because = words(_("哪里登记错了"), rows=2, most=200)
