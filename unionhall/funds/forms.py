"""What people type about money."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import PayableState


class PayableFilter(forms.Form):
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("open", _("未支付")), *PayableState.choices, ("all", _("全部"))]
    )
    text = forms.CharField(label=_("编号、收款人、用途"), required=False, max_length=60)

    def chosen(self) -> dict[str, str]:
        """What does not fit is as if not given."""
        given = self.cleaned_data if self.is_valid() else {}
        return {"state": given.get("state") or "open", "text": given.get("text", "")}


class Voucher(forms.Form):
    label_suffix = ""
    voucher = forms.CharField(label=_("支付凭证号"), max_length=60)


class Reason(forms.Form):
    label_suffix = ""
    because = forms.CharField(label=_("取消理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
