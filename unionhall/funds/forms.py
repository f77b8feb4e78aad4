"""What people type about money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import PayableState


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PayableFilter(forms.Form):
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("open", _("未支付")), *PayableState.choices, ("all", _("全部"))]
    )
    text = forms.CharField(label=_("编号、收款人、用途"), required=False, max_length=60)
    first = forms.DateField(label=_("提出日期从"), required=False, widget=_Day())
    last = forms.DateField(label=_("到"), required=False, widget=_Day())

    def chosen(self) -> dict[str, Any]:
        """What does not fit is as if not given."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return {
            "state": given.get("state") or "open", "text": given.get("text", ""),
            "first": given.get("first"), "last": given.get("last"),
        }  # fmt: skip


class Voucher(forms.Form):
    label_suffix = ""
    voucher = forms.CharField(label=_("支付凭证号"), max_length=60)


class Reason(forms.Form):
    label_suffix = ""
    because = forms.CharField(label=_("取消理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
