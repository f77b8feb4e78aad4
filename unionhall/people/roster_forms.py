"""What people type on the roster pages; nothing here writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .roster.limits import LEAST_PURPOSE


class BringRoster(forms.Form):
    label_suffix = ""
    unit = forms.ChoiceField(label=_("为哪个工会导入"), help_text=_("表里的“工会编号”可以写它和它下面的任何工会。"))
    file = forms.FileField(
        label=_("名册文件"),
        help_text=_("Excel（.xlsx）或 CSV，最多 20 万行、50 MB。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class AskExport(forms.Form):
    label_suffix = ""
    unit = forms.ChoiceField(label=_("导出哪个工会（含下级）的名册"))
    purpose = forms.CharField(
        label=_("用途"), max_length=200, min_length=LEAST_PURPOSE, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("会记入日志，并写给审批的人看。"),
    )  # fmt: skip
    with_numbers = forms.BooleanField(
        label=_("证件号码和手机号显示完整号码"), required=False, help_text=_("需要另一位有权限的同志同意。")
    )
    as_csv = forms.BooleanField(label=_("用 CSV 格式（超过 20 万行时选它）"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class Decide(forms.Form):
    label_suffix = ""
    answer = forms.ChoiceField(
        label=_("您的意见"), choices=[("yes", _("同意导出")), ("no", _("不同意"))], widget=forms.RadioSelect
    )
    because = forms.CharField(label=_("不同意的理由"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "no" and not data.get("because", "").strip():
            self.add_error("because", _("请写明不同意的理由。"))
        return data
