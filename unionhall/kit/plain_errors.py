"""What Django's own checks of numbers and lengths say, in the house's words, whatever form they stand on."""

from django.core import validators
from django.utils.translation import gettext_lazy as _


def speak_plainly() -> None:
    """Once at start; a field's own `error_messages` still go first."""
    validators.MinValueValidator.message = _("不能小于%(limit_value)s。")
    validators.MaxValueValidator.message = _("不能大于%(limit_value)s。")
    validators.MinLengthValidator.message = _("至少写%(limit_value)s个字，现在是%(show_value)s个。")
    validators.MaxLengthValidator.message = _("最多写%(limit_value)s个字，现在是%(show_value)s个。")
    validators.DecimalValidator.messages = {
        "invalid": _("请填写数字。"),
        "max_digits": _("数太大了，一共最多%(max)s位数字。"),
        "max_decimal_places": _("小数点后最多%(max)s位。"),
        "max_whole_digits": _("数太大了，小数点前最多%(max)s位。"),
    }
