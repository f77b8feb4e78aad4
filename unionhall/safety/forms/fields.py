"""Fields used by several forms of this room."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kit.forms import AmountField
from unionhall.orgs import queries as orgs


class EmployerField(forms.CharField):
    """An employer of the register, by its credit code or its exact name; `loose` keeps words as they are typed."""

    def __init__(self, *args: Any, loose: bool = False, **kwargs: Any) -> None:
        self.loose = loose
        super().__init__(*args, max_length=120, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = orgs.employer_by_code(text) or orgs.employers_named(text).filter(name=text).first()
        if found is None and not self.loose:
            raise ValidationError(
                _("没有找到这家单位，请填写准确的名称或18位统一社会信用代码；没有登记的请先登记用人单位。")
            )
        return found or text


class UnitPick(forms.TypedChoiceField):
    """One of the unions at which the user holds a permission; gives the unit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, coerce=int, **kwargs)

    def offer(self, places: list[Any]) -> None:
        self.choices = [(one.pk, one.name) for one in places]
        self.by_id = {one.pk: one for one in places}

    def clean(self, value: Any) -> Any:
        pk = super().clean(value)
        return self.by_id.get(pk)


class UnitCode(forms.CharField):
    """A union by its number; gives the unit, whoever may see it: the action asks for rights."""

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        found = orgs.unit_by_code(code.strip()) if code else None
        if code and (found is None or found.has_ended):
            raise ValidationError(_("没有找到这个编号的工会，请核对后重新填写。"))
        return found


class AreaField(forms.CharField):
    """A place by its code, or a township by its name; gives the division."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = orgs.division(text)
        if found is not None:
            return found
        named = orgs.places_named(text)
        if len(named) != 1:
            raise ValidationError(_("没有找到这个地区，请填区划代码（例如330110），或乡镇（街道）全名。"))
        return orgs.division(named[0][0])


def long(rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **more)


def short(most: int = 60, **more: Any) -> forms.CharField:
    return forms.CharField(max_length=most, **more)


def whole(**more: Any) -> forms.IntegerField:
    """A number of people or things: never negative."""
    return forms.IntegerField(**{"min_value": 0, "max_value": 100_000, **more})


def money(**more: Any) -> AmountField:
    return AmountField(**{"min_value": 0, **more})


def _not_ahead(value: Any) -> None:
    if value > timezone.localdate():
        raise ValidationError(_("日期不能晚于今天。"))


def _not_ahead_of_now(value: Any) -> None:
    if value > timezone.now():
        raise ValidationError(_("时间不能晚于现在。"))


def _not_past(value: Any) -> None:
    if value < timezone.localdate():
        raise ValidationError(_("日期不能早于今天。"))


def past_day(**more: Any) -> forms.DateField:
    return forms.DateField(
        validators=[_not_ahead], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def coming_day(**more: Any) -> forms.DateField:
    return forms.DateField(
        validators=[_not_past], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def any_day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def past_moment(**more: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(validators=[_not_ahead_of_now], widget=widget, **more)
