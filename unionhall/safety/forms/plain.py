"""What is said at a field: the framework's own sentences in words people use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LIMITS = {"min_value": _("不能小于%(limit_value)s。"), "max_value": _("不能大于%(limit_value)s。")}
SAID: list[tuple[type[forms.Field], dict[str, Any]]] = [
    (
        forms.DecimalField,
        {**LIMITS, "invalid": _("请填写数字，例如1200.5。"), "max_digits": _("数字太大，请核对。"),
         "max_whole_digits": _("数字太大，请核对。"), "max_decimal_places": _("小数最多写%(max)s位。")},
    ),
    (forms.IntegerField, {**LIMITS, "invalid": _("请填写整数，例如3。")}),
    (forms.DateTimeField, {"invalid": _("请填写日期和时间，例如2026-03-05 09:00。")}),
    (forms.DateField, {"invalid": _("请填写日期，例如2026-03-05。")}),
    (forms.ChoiceField, {"invalid_choice": _("请从列表中选择。"), "required": _("请选择一项。")}),
    (forms.CharField, {"max_length": _("最多%(limit_value)d个字，现在有%(show_value)d个。")}),
    (forms.FileField, {"required": _("请上传照片或文件。")}),
]  # fmt: skip


class PlainForm(forms.Form):
    """A form whose fields, also those added to one form only, speak plainly when something is wrong."""

    def full_clean(self) -> None:
        for field in self.fields.values():
            speak_plainly(field)
        super().full_clean()


def speak_plainly(field: forms.Field) -> None:
    """Words the field was given itself stay."""
    words = next((words for kind, words in SAID if isinstance(field, kind)), {})
    for code, text in {"required": _("请填写这一项。"), **words}.items():
        if field.error_messages.get(code) is _default(field, code):
            field.error_messages[code] = text


def _default(field: forms.Field, code: str) -> Any:
    kinds = (getattr(kind, "default_error_messages", {}) for kind in type(field).__mro__)
    return next((words[code] for words in kinds if code in words), None)
