"""What Django's own checks say, in the house's words, whatever form they stand on."""

from datetime import date
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_NUMBER, _CHOICE = _("请填写数字，例如 12 或 12.5。"), _("请从列出的选项中选择。")
SAID: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("请填写这一项。")},
    forms.IntegerField: {"invalid": _("请填写整数，例如 12。")},
    forms.FloatField: {"invalid": _NUMBER},
    forms.DecimalField: {"invalid": _NUMBER},
    forms.DateField: {"invalid": _("请填写日期，例如 2026-03-05。")},
    forms.TimeField: {"invalid": _("请填写时间，例如 14:30。")},
    forms.DateTimeField: {"invalid": _("请填写日期和时间，例如 2026-03-05 14:30。")},
    forms.RegexField: {"invalid": _("格式不对，请按说明填写。")},
    forms.EmailField: {"invalid": _("邮箱不对，例如 name@example.cn。")},
    forms.BooleanField: {"required": _("请勾选这一项。")},
    forms.ChoiceField: {"required": _("请选择。"), "invalid_choice": _CHOICE},
    forms.MultipleChoiceField: {"invalid_choice": _CHOICE, "invalid_list": _CHOICE},
    forms.TypedChoiceField: {"invalid_choice": _CHOICE},
    forms.TypedMultipleChoiceField: {"invalid_choice": _CHOICE, "invalid_list": _CHOICE},
    forms.ModelChoiceField: {"required": _("请选择。"), "invalid_choice": _CHOICE},
    forms.ModelMultipleChoiceField: {"invalid_choice": _CHOICE, "invalid_pk_value": _CHOICE, "invalid_list": _CHOICE},
    forms.FileField: {
        "required": _("请选择文件。"),
        "missing": _("请选择文件。"),
        "invalid": _("文件没有传上来，请重新选择。"),
        "empty": _("文件是空的，请重新选择。"),
        "max_length": ngettext_lazy(
            "文件名最多%(max)d个字，现在是%(length)d个。", "文件名最多%(max)d个字，现在是%(length)d个。", "max"
        ),
    },
    forms.ImageField: {"invalid_image": _("这不是图片，请重新选择。")},
}


FIRST_YEAR, LAST_YEAR = 1900, 2199  # whom and what the house knows was born, signed or ends between them


def check_year(value: date) -> None:
    """A slip of the finger (0206, 20266) is no date; and reckoning from the ends of the calendar overflows."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(_("年份不对，请核对。"))


def speak_plainly() -> None:
    """Once at start; a field's own `error_messages` still go first."""
    forms.DateField.default_validators = forms.DateTimeField.default_validators = [check_year]
    for kind, said in SAID.items():
        kind.default_error_messages = {**kind.__dict__.get("default_error_messages", {}), **said}
    validators.MinValueValidator.message = _("不能小于%(limit_value)s。")
    validators.MaxValueValidator.message = _("不能大于%(limit_value)s。")
    validators.MinLengthValidator.message = _("至少写%(limit_value)s个字，现在是%(show_value)s个。")
    validators.MaxLengthValidator.message = _("最多写%(limit_value)s个字，现在是%(show_value)s个。")
    validators.RegexValidator.message = _("格式不对，请按说明填写。")
    validators.EmailValidator.message = _("邮箱不对，例如 name@example.cn。")
    validators.ProhibitNullCharactersValidator.message = _("有不能使用的字符，请重新填写。")
    validators.StepValueValidator.message = _("须是%(limit_value)s的整数倍。")
    digits: dict[str, Any] = {
        "invalid": _("请填写数字。"),
        "max_digits": _("数太大了，一共最多%(max)s位数字。"),
        "max_decimal_places": _("小数点后最多%(max)s位。"),
        "max_whole_digits": _("数太大了，小数点前最多%(max)s位。"),
    }
    validators.DecimalValidator.messages = digits
